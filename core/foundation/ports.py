"""The ports of the house: those it asks for, and free ones in place of those that are taken."""

import socket
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.foundation.refusal import Refusal

PORTS_TO_TRY = 50


class PortTaken(Refusal):
    """The port that was asked for by name belongs to another program."""


@dataclass(frozen=True)
class Wanted:
    """A port a part of the house would like, and the setting that names it."""

    name: str
    host: str
    port: int


@dataclass(frozen=True)
class Moved:
    """A port that was taken, and the free one that stands in for it."""

    name: str
    before: int
    after: int


def settle(wanted: Sequence[Wanted], environment: Mapping[str, str]) -> dict[str, int]:
    """A port of its own for everyone, by the name of its setting.

    Who has to move leaves alone what the others of the house want. A port named in the
    environment is kept, or refused. Raises ``PortTaken``.
    """
    found: dict[str, int] = {}
    for one in sorted(wanted, key=lambda one: one.name not in environment):
        if one.port not in found.values() and _is_free(one.host, one.port):
            found[one.name] = one.port
        elif one.name in environment:
            raise PortTaken("running-port-taken", name=one.name, port=str(one.port))
        else:
            ours = {*found.values(), *(other.port for other in wanted)}
            found[one.name] = _free_after(one, ours)
    return found


def moved(wanted: Sequence[Wanted], found: Mapping[str, int]) -> tuple[Moved, ...]:
    """Those that did not get the port they wanted."""
    return tuple(
        Moved(one.name, one.port, found[one.name])
        for one in wanted
        if found[one.name] != one.port
    )


def _free_after(one: Wanted, ours: set[int]) -> int:
    for port in range(one.port + 1, one.port + PORTS_TO_TRY):
        if port not in ours and _is_free(one.host, port):
            return port
    raise PortTaken("running-port-taken", name=one.name, port=str(one.port))


def _is_free(host: str, port: int) -> bool:
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as listener:
        # A server does the same, so a port that was closed a moment ago is free for it.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError:
            return False
        return True
