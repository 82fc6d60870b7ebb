"""DMARC (RFC 7489): what a domain wants done with mail that only claims to be its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from core.delivery.domains.asking import Dns

VERSION: Final = "v=DMARC1"
WISHES: Final = frozenset({"none", "quarantine", "reject"})
_FEWEST_LABELS = 2


class Alignment(StrEnum):
    """By what a mail shows whose it is, and the tag that says how strictly."""

    SPF = "aspf"
    DKIM = "adkim"


@dataclass(frozen=True)
class Policy:
    """What was found, and at which domain: the sender's own or the nearest above it."""

    at: str
    count: int  # of records there; there must be one
    wish: str = ""  # none, quarantine, reject
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_readable(self) -> bool:
        return self.wish in WISHES

    def aligns(self, by: Alignment, sender: str, other: str) -> bool:
        """Whether another domain speaks for the sender's, strictly or within one house."""
        if sender == other:
            return True
        is_strict = self.tags.get(by, "r").lower() == "s"
        return not is_strict and _is_within(sender, self.at) and _is_within(other, self.at)

    def record_wishing(self, wish: str) -> str:
        """The record with another wish."""
        told = [
            f"{name}={value}" for name, value in self.tags.items() if name not in ("v", "p")
        ]
        return "; ".join([VERSION, f"p={wish}", *told])


def policy(dns: Dns, sender: str) -> Policy:
    """The policy for mail of a domain, its own or that of a domain above. Raises `Silent`."""
    labels = sender.split(".")
    for start in range(max(len(labels) - _FEWEST_LABELS + 1, 1)):
        at = ".".join(labels[start:])
        found = [text for text in dns.texts(f"_dmarc.{at}") if _is_policy(text)]
        if found:
            told = tags(found[0])
            wish = told.get("p", "") if at == sender else told.get("sp", told.get("p", ""))
            return Policy(at, len(found), wish.lower(), told)
    return Policy("", 0)


def tags(text: str) -> dict[str, str]:
    """A list of tags as DKIM and DMARC write it: ``v=DKIM1; p=…``."""
    pairs = (piece.partition("=") for piece in text.split(";") if piece.strip())
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _is_policy(text: str) -> bool:
    return text.replace(" ", "").lower().startswith(VERSION.lower())


def _is_within(domain: str, above: str) -> bool:
    return bool(above) and (domain == above or domain.endswith(f".{above}"))
