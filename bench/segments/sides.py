"""The sides that count a reference segment: the house, hand-written SQL, PostgreSQL, pandas."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from duckdb import DuckDBPyConnection
from psycopg import Connection

from bench.segments import in_pandas
from bench.segments.in_pandas import Frames
from bench.segments.reference import Reference
from core.segments import compiling, leaves, ranks
from core.segments.ground import Ground
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

Counting = Callable[[], int]

FACTS = "facts"  # the house's statement over the account facts
COLD = "cold"  # the house's bits, with nothing known before
RAW = "generated"  # the house's statement over the raw tables
HAND = "by hand"  # DuckDB over the raw tables, in SQL written by hand
ARRIVED = "arrived"  # the same text over the same rows, in the order in which they happened
POSTGRES = "postgres"  # the same text, over the same tables with covering indexes
POSTGRES_FACTS = "postgres facts"  # the house's statement over the same facts there
PANDAS = "pandas"  # over the raw tables in memory


@dataclass(frozen=True)
class Engines:
    """What the sides count in; without PostgreSQL or pandas those sides are left out.

    `peer` is the snapshot for SQL written by hand, where that has a database of its own.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    peer: Snapshot | None = None
    postgres: Connection[Any] | None = None
    frames: Frames | None = None
    arrived: DuckDBPyConnection | None = None

    @property
    def by_hand(self) -> Snapshot:
        return self.peer or self.snapshot

    @property
    def ground(self) -> Ground:
        return leaves.ground_of(self.snapshot, self.catalogue)

    @property
    def raw(self) -> Ground:
        """The same day without the facts, as for a rule that is replayed to another day."""
        return Ground(self.catalogue, self.snapshot.publication.as_of, frozenset())


def counted(text: str) -> str:
    return f"SELECT count(*) FROM ({text}) AS members"


def compiled(reference: Reference, ground: Ground, dialect: str = "duckdb") -> str:
    """The whole rule as the house writes it."""
    return compiling.members(reference.rule, ground).sql(dialect=dialect)


def sides_of(reference: Reference, engines: Engines) -> Mapping[str, Counting]:
    """Every side that can count this segment here, by its name."""
    ground = engines.ground
    facts, raw = (compiled(reference, one) for one in (ground, engines.raw))
    sides: dict[str, Counting] = {
        FACTS: lambda: int(engines.snapshot.value(counted(facts))),
        COLD: lambda: _cold(reference, engines.snapshot, ground),
        # Text against text, so in one database.
        RAW: lambda: int(engines.by_hand.value(counted(raw))),
        HAND: lambda: int(engines.by_hand.value(reference.counted_by_hand)),
    }
    if (arrived := engines.arrived) is not None:
        sides[ARRIVED] = lambda: _told(arrived, reference.counted_by_hand)
    if (postgres := engines.postgres) is not None:
        text = counted(compiled(reference, ground, "postgres"))
        sides[POSTGRES] = lambda: _asked(postgres, reference.counted_by_hand)
        sides[POSTGRES_FACTS] = lambda: _asked(postgres, text)
    if (frames := engines.frames) is not None:
        sides[PANDAS] = lambda: in_pandas.count(reference.name, frames)
    return sides


def same_members(reference: Reference, engines: Engines) -> int:
    """How many members there are, once every side has named the very same ones."""
    snapshot = engines.snapshot
    expected = _numbers(engines.by_hand.arrow(reference.by_hand).column(0).to_numpy())
    found = {
        FACTS: snapshot.arrow(compiled(reference, engines.ground)).column(0).to_numpy(),
        RAW: engines.by_hand.arrow(compiled(reference, engines.raw)).column(0).to_numpy(),
        COLD: leaves.bits(snapshot, reference.rule, engines.ground).ordinals(),
    }
    if engines.arrived is not None:
        rows = engines.arrived.cursor().sql(reference.by_hand).to_arrow_table()
        found[ARRIVED] = rows.column(0).to_numpy()
    if engines.postgres is not None:
        text = compiled(reference, engines.ground, "postgres")
        found[POSTGRES] = _fetched(engines.postgres, reference.by_hand)
        found[POSTGRES_FACTS] = _fetched(engines.postgres, text)
    if engines.frames is not None:
        found[PANDAS] = in_pandas.members(reference.name, engines.frames)
    for name, members in found.items():
        if not np.array_equal(_numbers(members), expected):
            raise AssertionError(f"{reference.name}: {name} names other members")
    return len(expected)


def _cold(reference: Reference, snapshot: Snapshot, ground: Ground) -> int:
    forget()
    return leaves.bits(snapshot, reference.rule, ground).count()


def forget() -> None:
    """Leave nothing of what was computed before, but for which tables there are."""
    leaves.LEAVES.clear()
    ranks.NUMBERS.clear()


def _told(connection: DuckDBPyConnection, text: str) -> int:
    row = connection.cursor().execute(text).fetchone()
    assert row is not None
    return int(row[0])


def _asked(connection: Connection[Any], text: str) -> int:
    row = connection.execute(text).fetchone()
    assert row is not None
    return int(row[0])


def _fetched(connection: Connection[Any], text: str) -> Any:
    rows = connection.execute(text).fetchall()
    return np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))


def _numbers(members: Any) -> Any:
    return np.sort(np.asarray(members, dtype=np.int64))
