"""Where links really lead: asked over the network only when a person asks for it.

A template names addresses, and the house calls on them: so none of its own network is called,
each name is looked up once and called where it was found, nothing of an answer but its status
and its next address is read, and all of it has an end.
"""

import http.client
import socket
import ssl
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from ipaddress import ip_address
from typing import Final
from urllib.parse import urljoin, urlsplit

from core.messages.hosts import Link
from core.messages.manners import Links
from core.messages.masking import HOLE
from core.messages.model import Finding, Severity

MOST_HOPS = 5
MOST_LINKS = 50
SECONDS = 5.0  # of one call

_MOVED: Final = frozenset({301, 302, 303, 307, 308})
_GONE = 400  # from this status on, nothing is there
_PORTS: Final = {"http": 80, "https": 443}

IsPublic = Callable[[str], bool]


@dataclass(frozen=True)
class Journey:
    """The hosts an address led through, and why it ended early, if it did."""

    hosts: tuple[str, ...]
    trouble: str = ""


def is_public(address: str) -> bool:
    """Whether an IP address is out on the Internet, and not in somebody's house."""
    return ip_address(address).is_global


def redirect_findings(
    links: Iterable[Link], house: Links, *, allowed: IsPublic = is_public
) -> list[Finding]:
    """Links that lead on to a host nobody listed, and links that lead nowhere."""
    findings = []
    plain = {link.address: link for link in links if link.host and HOLE not in link.address}
    for address, link in list(plain.items())[:MOST_LINKS]:
        journey = followed(address, allowed=allowed)
        foreign = [host for host in journey.hosts[1:] if not house.is_known(host)]
        shown = address[:80]
        if foreign:
            values = {"address": shown, "host": foreign[0]}
            findings.append(_warning(link, "checks-redirect", values))
        elif journey.trouble:
            values = {"address": shown, "reason": journey.trouble}
            findings.append(_warning(link, "checks-link-dead", values))
    return findings


def followed(address: str, *, allowed: IsPublic = is_public) -> Journey:
    """Follow an http address from host to host, by questions without a body."""
    hosts: list[str] = []
    for _ in range(MOST_HOPS + 1):
        try:
            parts = urlsplit(address)
            if parts.scheme not in _PORTS or not parts.hostname:
                return Journey(tuple(hosts), "?")
            hosts.append(parts.hostname)
            status, onward = _asked(address, allowed)
        except (OSError, ValueError, http.client.HTTPException) as fault:
            return Journey(tuple(hosts), type(fault).__name__)
        if status not in _MOVED or not onward:
            return Journey(tuple(hosts), str(status) if status >= _GONE else "")
        address = urljoin(address, onward)
    return Journey(tuple(hosts), "…")


def _asked(address: str, allowed: IsPublic) -> tuple[int, str]:
    """The status of an address, and where it sends whoever asks."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    port = parts.port or _PORTS[parts.scheme]
    place = _looked_up(host, port, allowed)
    connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection.sock = socket.create_connection((place, port), timeout=SECONDS)
    try:
        if parts.scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host)
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        connection.request("HEAD", target, headers={"User-Agent": "link-check"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location", "") or ""
    finally:
        connection.close()


def _looked_up(host: str, port: int, allowed: IsPublic) -> str:
    """Where a host is; the call goes there and nowhere else. Raises `OSError`."""
    found = {str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)}
    if not found or not all(map(allowed, found)):
        raise PermissionError("not out on the Internet")
    return min(found)


def _warning(link: Link, key: str, values: dict[str, str]) -> Finding:
    return Finding(link.line, Severity.WARNING, key, dict(values), link.part)
