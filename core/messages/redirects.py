"""Where links really lead: asked over the network only when a person asks for it.

A template names addresses, and the house calls on them: so none of its own network is called,
whatever name or notation it goes by; each name is looked up once and called where it was found,
at each step anew; nothing of an answer but its status and its next address is read, however
slowly it drips; and all of it has an end.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from threading import Event, Timer
from time import monotonic
from typing import Final
from urllib.parse import quote, urljoin, urlsplit

from core.messages.hosts import Link
from core.messages.manners import Links
from core.messages.masking import HOLE
from core.messages.model import Finding, Severity

MOST_HOPS = 5
MOST_LINKS = 50
SECONDS = 5.0  # of one call, from its beginning to its last letter
WHOLE_SECONDS = 30.0  # of all of them together
AT_ONCE = 8  # calls

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_GONE = 400  # from this status on, nothing is there
_PORTS: Final = {"http": 80, "https": 443}
_FIRST_FREE_PORT = 1024  # below it, what is no web site may listen
_KEPT: Final = "/%:@!$&'()*+,;=~?"  # letters that an address may hold as they are
# Networks of IPv6 that stand for one of IPv4, with the place of the address in theirs.
_CARRIERS: Final = (
    (ip_network("64:ff9b::/96"), 0),
    (ip_network("64:ff9b:1::/48"), 0),
    (ip_network("2002::/16"), 80),
    (ip_network("::ffff:0:0/96"), 0),
    (ip_network("::/96"), 0),
)

IsPublic = Callable[[str], bool]


class Trouble(StrEnum):
    """Why a journey came to no good end."""

    GONE = "gone"  # nothing is there
    PRIVATE = "private"  # it leads into somebody's house, or to no web site
    SILENT = "silent"  # nobody answers, or not in time
    ROUND = "round"  # on and on
    ODD = "odd"  # to what is no web address


@dataclass(frozen=True)
class Journey:
    """The hosts an address led through, and why it ended early, if it did."""

    hosts: tuple[str, ...]
    trouble: Trouble | None = None
    status: int = 0  # of the last answer


def is_public(address: str) -> bool:
    """Whether an IP address is out on the Internet, and not in somebody's house."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        for network, place in _CARRIERS:
            if found in network:
                return _is_out(IPv4Address((int(found) >> place) & 0xFFFFFFFF))
    return _is_out(found)


def _is_out(found: IPv4Address | IPv6Address) -> bool:
    return found.is_global and not (found.is_multicast or found.is_reserved)


def redirect_findings(
    links: Iterable[Link], house: Links, *, allowed: IsPublic = is_public
) -> list[Finding]:
    """Links that lead on to a host nobody listed, and links that lead nowhere."""
    findings = []
    plain = {link.address: link for link in links if link.host and HOLE not in link.address}
    asked = list(plain.items())[:MOST_LINKS]
    for (address, link), journey in zip(
        asked, _journeys([address for address, _ in asked], allowed), strict=True
    ):
        foreign = [host for host in journey.hosts[1:] if not house.is_known(host)]
        shown = address[:80]
        if foreign:
            values = {"address": shown, "host": foreign[0]}
            findings.append(_warning(link, "checks-redirect", values))
        elif journey.trouble:
            values = {"address": shown, "status": str(journey.status)}
            findings.append(_warning(link, f"checks-link-{journey.trouble}", values))
    return findings


def _journeys(addresses: list[str], allowed: IsPublic) -> list[Journey]:
    """Some at once; what does not begin in time is not asked."""
    until = monotonic() + WHOLE_SECONDS
    with ThreadPoolExecutor(AT_ONCE) as calling:
        return list(
            calling.map(lambda one: followed(one, allowed=allowed, until=until), addresses)
        )


def followed(
    address: str, *, allowed: IsPublic = is_public, until: float | None = None
) -> Journey:
    """Follow an http address from host to host, by questions without a body.

    No step begins `until` then, by the machine's running clock.
    """
    hosts: list[str] = []
    for _ in range(MOST_HOPS + 1):
        if until is not None and monotonic() > until:
            return Journey(tuple(hosts), Trouble.SILENT)
        try:
            parts = urlsplit(address)
            if parts.scheme not in _PORTS or not parts.hostname:
                return Journey(tuple(hosts), Trouble.ODD)
            hosts.append(parts.hostname)
            status, onward = _asked(address, allowed)
            if status not in _MOVED or not onward:
                gone = Trouble.GONE if status >= _GONE else None
                return Journey(tuple(hosts), gone, status)
            address = urljoin(address, onward)
        except PermissionError:
            return Journey(tuple(hosts), Trouble.PRIVATE)
        except (OSError, http.client.HTTPException):
            return Journey(tuple(hosts), Trouble.SILENT)
        except ValueError:
            return Journey(tuple(hosts), Trouble.ODD)
    return Journey(tuple(hosts), Trouble.ROUND)


def _asked(address: str, allowed: IsPublic) -> tuple[int, str]:
    """The status of an address, and where it sends whoever asks."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    if port < _FIRST_FREE_PORT and port not in _PORTS.values():
        raise PermissionError("no port of a web site")
    place = _looked_up(host, port, allowed)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = socket.create_connection((place, port), timeout=SECONDS)
    # A line over which something drips all the time is cut as well.
    is_cut = Event()
    alarm = Timer(SECONDS, _hang_up, [connection, is_cut])
    alarm.start()
    try:
        if parts.scheme == "https":
            _encrypted(connection, host)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        told = {"User-Agent": "link-check", "Connection": "close"}
        connection.request("HEAD", quote(target, safe=_KEPT), headers=told)
        answer = connection.getresponse()
        if is_cut.is_set():
            raise TimeoutError("no answer in time")
        return answer.status, answer.getheader("Location", "") or ""
    finally:
        alarm.cancel()
        connection.close()


def _encrypted(connection: http.client.HTTPConnection, host: str) -> None:
    context = ssl.create_default_context()
    # Shaken hands over only once the line may be cut.
    connection.sock = line = context.wrap_socket(
        connection.sock, server_hostname=host, do_handshake_on_connect=False
    )
    line.do_handshake()


def _hang_up(connection: http.client.HTTPConnection, is_cut: Event) -> None:
    is_cut.set()
    line = connection.sock
    if line is not None:
        with suppress(OSError):
            socket.socket.shutdown(line, socket.SHUT_RDWR)


def _looked_up(host: str, port: int, allowed: IsPublic) -> str:
    """Where a host is; the call goes there and nowhere else. Raises `OSError`."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(map(allowed, found)):
        raise PermissionError("not out on the Internet")
    return min(found)


def _warning(link: Link, key: str, values: dict[str, str]) -> Finding:
    return Finding(link.line, Severity.WARNING, key, dict(values), link.part)
