"""What was promised of segments, each with where a run keeps what it found."""

from typing import Any

from bench.segments.telling import Target

# What, the most it may be, its unit, and the way to it in what a run found.
_PROMISES: tuple[tuple[str, float, str, tuple[str, ...]], ...] = (
    ("an edit with known leaves, median", 10, "ms", ("session", "edit_ms_median")),
    ("of all edits, 95 %", 60, "ms", ("session", "edit_ms_p95")),
    ("twenty edits ÷ one-pass SQL, processor", 1 / 50, "×", ("session", "processor_ratio")),
    ("our SQL ÷ by hand, raw tables", 1.1, "×", ("ratios", "generated_to_hand")),
    ("writing SQL, the dearest of eight", 15, "ms", ("compile_ms", "*")),
    ("hard rule cold ÷ by hand", 0.25, "×", ("ratios", "hard_rule_cold_to_hand")),
    ("counts by facts ÷ DuckDB by hand", 0.1, "×", ("ratios", "facts_to_hand")),
    ("the same, rows as they arrived", 0.1, "×", ("ratios", "facts_to_arrived")),
    ("the same, as one statement", 0.1, "×", ("ratios", "facts_statement_to_hand")),
    (
        "counts by facts ÷ DuckDB by hand at ten million",
        0.08,
        "×",
        ("growth", "L", "facts_to_hand"),
    ),
    ("counts by facts ÷ PostgreSQL", 1 / 40, "×", ("ratios", "facts_to_postgres")),
    ("the same, as one statement", 1 / 40, "×", ("ratios", "facts_statement_to_postgres")),
    (
        "our statement ÷ the same over the same facts in PostgreSQL",
        1 / 4,
        "×",
        ("ratios", "facts_statement_to_postgres_facts"),
    ),
    ("counts by facts ÷ pandas", 1 / 10, "×", ("ratios", "facts_to_pandas")),
    ("a funnel of nine", 10, "ms", ("views_ms", "funnel", "bits")),
    ("an overlap of twenty", 50, "ms", ("views_ms", "overlap", "bits")),
    ("a profile of eight", 150, "ms", ("views_ms", "profile", "bits")),
    ("memory of the app's process", 2048, "MB", ("memory_mb", "replay")),
)


def kept(found: dict[str, Any]) -> list[Target]:
    """Every promise with what the run found of it; nothing where it was not measured."""
    return [Target(name, most, _at(found, way), unit) for name, most, unit, way in _PROMISES]


def _at(found: Any, way: tuple[str, ...]) -> float | None:
    """What stands at the end of the way; a star is the largest of what there is."""
    for step in way:
        if found is None:
            return None
        found = max(found.values()) if step == "*" else found.get(step)
    return None if found is None else float(found)
