"""The eight reference segments, counted by every side in turns, and what writing SQL costs."""

import statistics
from collections.abc import Callable, Mapping, Sequence
from time import process_time
from typing import Any

from bench.segments import sides
from bench.segments.reference import Reference
from bench.segments.sides import (
    ARRIVED,
    COLD,
    FACTS,
    HAND,
    PANDAS,
    POSTGRES,
    POSTGRES_FACTS,
    RAW,
    Engines,
)
from bench.segments.timing import Times, geomean, interleaved

Table = dict[str, dict[str, Times]]  # by segment, by side

COMPILED = 20  # times that a statement is written


def counted(
    references: Sequence[Reference],
    engines: Engines,
    *,
    rounds: int,
    tell: Callable[[str], None],
) -> tuple[Table, dict[str, int]]:
    """How long every side takes for every segment, and how many members it has."""
    table: Table = {}
    members = {}
    for one in references:
        count = members[one.name] = sides.same_members(one, engines)
        found = interleaved(sides.sides_of(one, engines), rounds=rounds, expected=count)
        table[one.name] = found
        tell(f"{one.name}: {count:,} members, " + _said(found))
    return table, members


def medians(table: Table) -> dict[str, dict[str, float]]:
    """Milliseconds by segment and side."""
    return {
        name: {side: round(times.median, 2) for side, times in found.items()}
        for name, found in table.items()
    }


def ratio(table: Table, ours: str, theirs: str) -> float | None:
    """Ours ÷ theirs, the geometric mean of the eight; none where they did not take part."""
    rows = list(table.values())
    if any(theirs not in row for row in rows):
        return None
    return round(geomean([row[ours].median / row[theirs].median for row in rows]), 4)


def ratios(table: Table) -> dict[str, float | None]:
    """Everything that has a target, as a ratio to its peer."""
    hard = table["Q8"]
    return {
        "generated_to_hand": ratio(table, RAW, HAND),
        "facts_to_hand": ratio(table, COLD, HAND),
        "facts_to_arrived": ratio(table, COLD, ARRIVED),
        "facts_statement_to_hand": ratio(table, FACTS, HAND),
        "facts_to_postgres": ratio(table, COLD, POSTGRES),
        "facts_statement_to_postgres": ratio(table, FACTS, POSTGRES),
        "facts_statement_to_postgres_facts": ratio(table, FACTS, POSTGRES_FACTS),
        "facts_to_postgres_facts": ratio(table, COLD, POSTGRES_FACTS),
        "facts_to_pandas": ratio(table, COLD, PANDAS),
        "hard_rule_cold_to_hand": round(hard[COLD].median / hard[HAND].median, 4),
    }


def compiling(references: Sequence[Reference], engines: Engines) -> dict[str, float]:
    """Milliseconds of processor time that writing each statement takes, the dearer form."""
    grounds = (engines.ground, engines.raw)
    return {
        one.name: round(max(_median(_written, one, ground) for ground in grounds), 2)
        for one in references
    }


def _written(reference: Reference, ground: Any) -> None:
    sides.compiled(reference, ground)


def _median(work: Callable[..., None], *arguments: Any) -> float:
    work(*arguments)
    took = []
    for _ in range(COMPILED):
        started = process_time()
        work(*arguments)
        took.append((process_time() - started) * 1000)
    return statistics.median(took)


def _said(found: Mapping[str, Times]) -> str:
    return ", ".join(f"{side} {times.median:.0f} ms" for side, times in found.items())
