"""Segments worth a look, computed from the base: each an ordinary rule, with its reason.

Nothing is suggested out of a source that is empty or older than its owner promised, nothing
that only a few accounts belong to, and no number that is not counted here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from core.segments import crossing, lookouts
from core.segments.cache import BoundedCache
from core.segments.prospects import Base, Kind, Suggestion
from core.warehouse.catalogue import Catalogue
from core.warehouse.freshness import SourceFreshness, freshness
from core.warehouse.snapshot import Snapshot

SUGGESTED = BoundedCache(limit=2 * 2**20)  # bytes

# Who looks for each kind, in the order to show them, and what they cannot do without.
LOOKOUTS: dict[Kind, tuple[Callable[[Base], list[Suggestion]], tuple[str, ...]]] = {
    Kind.RENEWAL: (lookouts.renewals, ("contract_ends_on", "traffic_change")),
    Kind.CROSSING: (crossing.crossings, ("products",)),
    Kind.SILENT: (lookouts.silences, ("last_sale",)),
    Kind.COOLING: (lookouts.coolings, ("traffic_change", "monthly_fee")),
    Kind.PROMOTER: (lookouts.promoters, ("last_nps", "active_services")),
}


@dataclass(frozen=True)
class Declined:
    """A kind that nothing is suggested of: because of a source, or, without one, of nobody."""

    kind: Kind
    source: SourceFreshness | None = None


@dataclass(frozen=True)
class Suggested:
    """All that is suggested over one publication on one day, and what is not."""

    suggestions: tuple[Suggestion, ...]
    declined: tuple[Declined, ...]

    @property
    def bytes(self) -> int:
        return 4_000 * (1 + len(self.suggestions))


def suggested(snapshot: Snapshot, catalogue: Catalogue, *, today: date) -> Suggested:
    """What is worth a look in this publication, as old as its sources are today."""
    key = (snapshot.opening, catalogue.digest, today)
    return SUGGESTED.get(key, lambda: _looked_for(snapshot, catalogue, today))


def _looked_for(snapshot: Snapshot, catalogue: Catalogue, today: date) -> Suggested:
    sources = freshness(snapshot, catalogue.sources, today=today)
    unsound = {one.source.table: one for one in sources if one.is_empty or one.is_stale}
    sound = frozenset(catalogue.sources) - unsound.keys()
    base = Base(snapshot, catalogue, sound)
    suggestions: list[Suggestion] = []
    declined: list[Declined] = []
    for kind, (look, needed) in LOOKOUTS.items():
        tables = [
            "accounts",
            *(catalogue.fields[key].table for key in needed if key in catalogue.fields),
        ]
        lacking = next((unsound[table] for table in tables if table in unsound), None)
        found = look(base) if base.has(*needed) and lacking is None else []
        suggestions += found
        if not found:
            declined.append(Declined(kind, lacking))
    return Suggested(tuple(_mixed(suggestions)), tuple(declined))


def _mixed(suggestions: list[Suggestion]) -> list[Suggestion]:
    """The first of each kind before the second of any: who sees three sees three kinds."""
    kinds = [one.kind for one in suggestions]
    turns = [kinds[:place].count(kind) for place, kind in enumerate(kinds)]
    return [one for _, one in sorted(zip(turns, suggestions, strict=True), key=_turn)]


def _turn(pair: tuple[int, Suggestion]) -> int:
    return pair[0]
