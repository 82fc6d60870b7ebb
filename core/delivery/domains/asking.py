"""What DNS says of a name, each question with its end."""

from dataclasses import dataclass
from functools import cached_property
from ipaddress import ip_address
from typing import Any, Protocol

import dns.exception
import dns.name
import dns.resolver
import dns.reversename

SECONDS = 4.0  # of one question, with all its tries
PORT = 53


class Silent(Exception):
    """Nobody answered in time, or the answer was that nobody knows."""


class Dns(Protocol):
    """Who answers. Each gives nothing where the name, or its record, is not there, and raises
    `Silent`."""

    def texts(self, name: str) -> list[str]:
        """TXT records, each as one text whatever strings it came in."""
        ...

    def addresses(self, name: str) -> list[str]: ...

    def exchanges(self, name: str) -> list[str]:
        """Who takes mail for a domain."""
        ...

    def names(self, address: str) -> list[str]:
        """What an address is called (PTR)."""
        ...


@dataclass(frozen=True)
class Resolver:
    """DNS as this machine knows it, or one server: ``192.0.2.1``, ``192.0.2.1:5353``."""

    server: str = ""
    seconds: float = SECONDS

    def texts(self, name: str) -> list[str]:
        return [
            b"".join(one.strings).decode("utf-8", "replace") for one in self._ask(name, "TXT")
        ]

    def addresses(self, name: str) -> list[str]:
        kinds = ("A", "AAAA")
        return [one.to_text() for kind in kinds for one in self._ask(name, kind)]

    def exchanges(self, name: str) -> list[str]:
        found = [one.exchange.to_text(omit_final_dot=True) for one in self._ask(name, "MX")]
        return [one for one in found if one]  # a lone dot says that nobody does (RFC 7505)

    def names(self, address: str) -> list[str]:
        name = dns.reversename.from_address(address).to_text()
        return [one.to_text().rstrip(".").lower() for one in self._ask(name, "PTR")]

    @cached_property
    def _resolver(self) -> dns.resolver.Resolver:
        if not self.server:
            return dns.resolver.Resolver()
        host, _, port = (
            self.server.rpartition(":") if self.server.count(":") == 1 else ("",) * 3
        )
        asked = dns.resolver.Resolver(configure=False)
        asked.nameservers = [str(ip_address(host or self.server))]
        asked.port = int(port or PORT)
        return asked

    def _ask(self, name: str, kind: str) -> list[Any]:
        try:
            return list(self._resolver.resolve(name, kind, lifetime=self.seconds, search=False))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer, dns.name.NameTooLong):
            return []
        except (dns.name.LabelTooLong, dns.name.EmptyLabel):
            return []
        except (dns.exception.DNSException, OSError, ValueError) as fault:
            raise Silent(name) from fault
