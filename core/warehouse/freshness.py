"""How old each source is in a publication, on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlglot import exp

from core.warehouse import windows
from core.warehouse.snapshot import Snapshot
from core.warehouse.sources import Source, day_of_row


@dataclass(frozen=True)
class SourceFreshness:
    """How old a source is in one publication, on one day."""

    source: Source
    rows: int
    newest: date | None  # the day of its newest row, where its rows have one
    as_of: date  # the day the publication is true on
    age: int  # days from its newest row, or else from the publication, to today

    @property
    def is_empty(self) -> bool:
        return self.rows == 0

    @property
    def is_stale(self) -> bool:
        """Whether it is older than its owner promised. What is empty is not old."""
        return not self.is_empty and self.age > self.source.fresh_days

    @property
    def day(self) -> date:
        """The day up to which the source is known."""
        return self.newest or self.as_of


def freshness(
    snapshot: Snapshot, sources: Mapping[str, Source], *, today: date
) -> list[SourceFreshness]:
    """How old every source is today, in the order they are declared in."""
    publication = snapshot.publication
    newest = _newest_days(snapshot, sources)
    return [
        SourceFreshness(
            source=source,
            rows=publication.counts.get(table, 0),
            newest=newest.get(table),
            as_of=publication.as_of,
            # A base may be made for tomorrow; nothing is younger than new.
            age=max((today - (newest.get(table) or publication.as_of)).days, 0),
        )
        for table, source in sources.items()
    ]


def _newest_days(snapshot: Snapshot, sources: Mapping[str, Source]) -> dict[str, date | None]:
    """The latest day of a row of each table; what lies after the publication is a plan."""
    publication = snapshot.publication
    return {
        table: snapshot.value(_newest(source, publication.as_of))
        for table, source in sources.items()
        if day_of_row(source) and publication.counts.get(table)
    }


def _newest(source: Source, as_of: date) -> exp.Select:
    day = windows.resolved(day_of_row(source), as_of)
    latest = exp.cast(exp.Max(this=day.copy()), exp.DataType.Type.DATE)
    rows = exp.select(exp.alias_(latest, "newest")).from_(exp.to_table(source.table))
    return rows.where(windows.by_as_of(day, as_of))
