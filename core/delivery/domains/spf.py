"""SPF (RFC 7208): what a domain says of who may send as it, and whether it can be followed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from core.delivery.domains.asking import Dns

VERSION: Final = "v=spf1"
MOST_LOOKUPS: Final = 10  # RFC 7208, 4.6.4: more, and nothing holds
_ASKING: Final = frozenset({"include", "a", "mx", "ptr", "exists"})
_KNOWN: Final = _ASKING | {"all", "ip4", "ip6"}


@dataclass(frozen=True)
class Term:
    """A mechanism or a modifier: ``-all``, ``include:a.example``, ``redirect=a.example``."""

    text: str
    sign: str  # + - ~ ?; of a modifier “=”
    name: str
    value: str


@dataclass(frozen=True)
class Spf:
    """One record. `broken` is the first term nobody understands, or the name it leads to that
    has no record of its own; empty: none."""

    terms: tuple[Term, ...]
    lookups: int
    broken: str

    @property
    def all_sign(self) -> str:
        """What it says of everybody else: + - ~ ?; empty: nothing, or another record does."""
        signs = [term.sign for term in self.terms if term.name == "all"]
        return signs[0] if signs else ""

    @property
    def leads_on(self) -> bool:
        return any(term.name == "redirect" for term in self.terms)


def records(dns: Dns, domain: str) -> list[str]:
    """The SPF records of a domain; there must be one. Raises `Silent`."""
    return [text for text in dns.texts(domain) if _is_spf(text)]


def read(dns: Dns, domain: str, record: str) -> Spf:
    """A record with all it leads to. Raises `Silent`."""
    walk = _Walk(dns)
    walk.follow(record, frozenset({domain.lower()}))
    return Spf(tuple(_terms(record)), walk.lookups, walk.broken)


@dataclass
class _Walk:
    """Counts what a receiver would have to ask, and stops where it would."""

    dns: Dns
    lookups: int = 0
    broken: str = ""

    def follow(self, record: str, above: frozenset[str]) -> None:
        for term in _terms(record):
            if self.lookups > MOST_LOOKUPS or self.broken:
                return
            if term.sign != "=" and term.name not in _KNOWN:
                self.broken = term.text[:100]
            elif term.name in _ASKING or (term.sign, term.name) == ("=", "redirect"):
                self.lookups += 1
                self._lead(term, above)

    def _lead(self, term: Term, above: frozenset[str]) -> None:
        """Go on where another record is named; a circle never ends, and has too many."""
        there = term.value.lower()
        if term.name not in ("include", "redirect") or "%" in there:
            return
        found = records(self.dns, there) if there else []
        if there in above:
            self.lookups = MOST_LOOKUPS + 1
        elif len(found) != 1:
            self.broken = term.text[:100]
        else:
            self.follow(found[0], above | {there})


def _is_spf(text: str) -> bool:
    return text.lower() == VERSION or text.lower().startswith(f"{VERSION} ")


def _terms(record: str) -> Iterator[Term]:
    for text in record.split()[1:]:
        sign = text[0] if text[0] in "+-~?" else "+"
        bare = text.lstrip("+-~?")
        name, equals, value = bare.partition("=")
        if equals and ":" not in name and "/" not in name:
            yield Term(text, "=", name.lower(), value)
            continue
        name, _, value = bare.partition(":")
        yield Term(text, sign, name.partition("/")[0].lower(), value)
