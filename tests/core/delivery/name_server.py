"""A real DNS server on loopback (dnsmasq) that knows what a test tells it, and nothing else."""

import os
import socket
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from core.delivery.domains.asking import Resolver, Silent
from tests.core.delivery.servers import free_port, soon

DNSMASQ = Path("/usr/sbin/dnsmasq")
_STRING = 200  # characters of one string of a text


@dataclass(frozen=True)
class Zone:
    """Records by name; several of one name where a text stands there more than once."""

    texts: Sequence[tuple[str, str]] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)  # of addresses
    exchanges: Mapping[str, str] = field(default_factory=dict)

    def lines(self) -> Iterator[str]:
        for name, text in self.texts:
            pieces = [text[at : at + _STRING] for at in range(0, len(text), _STRING)]
            yield f"txt-record={name}," + ",".join(f'"{one}"' for one in pieces or [""])
        yield from (f"address=/{name}/{one}" for name, one in self.addresses.items())
        for address, name in self.names.items():
            backwards = ".".join(reversed(address.split(".")))
            yield f"ptr-record={backwards}.in-addr.arpa,{name}"
        yield from (f"mx-host={name},{host},10" for name, host in self.exchanges.items())


@contextmanager
def answering(folder: Path, zone: Zone) -> Iterator[Resolver]:
    """A resolver that asks a server of its own."""
    port, conf = free_port(), folder / "dnsmasq.conf"
    own = ["no-resolv", "no-hosts", "local=/#/", "bind-interfaces", "local-ttl=60"]
    own += [f"port={port}", "listen-address=127.0.0.1", "txt-record=up.example,up"]
    own += ["user=root"] if os.geteuid() == 0 else []
    conf.write_text("\n".join([*own, *zone.lines()]) + "\n", encoding="utf-8")
    program = [str(DNSMASQ), "--keep-in-foreground", "--pid-file", f"--conf-file={conf}"]
    running = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    resolver = Resolver(f"127.0.0.1:{port}")
    try:
        assert soon(lambda: _is_up(resolver)), "dnsmasq does not answer"
        yield resolver
    finally:
        running.kill()
        running.wait()


def _is_up(resolver: Resolver) -> bool:
    try:
        return Resolver(resolver.server, seconds=0.2).texts("up.example") == ["up"]
    except Silent:
        return False


@contextmanager
def silence() -> Iterator[Resolver]:
    """A resolver whose server hears every question and answers none."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as deaf:
        deaf.bind(("127.0.0.1", 0))
        yield Resolver(f"127.0.0.1:{deaf.getsockname()[1]}", seconds=0.2)
