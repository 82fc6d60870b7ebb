"""What was measured as JSON, and as tables between the marks of `bench/README.md`."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.segments import sides
from core.foundation.settings import HOUSE

RESULT = HOUSE / "bench" / "segments.json"
README = HOUSE / "bench" / "README.md"

_SIDES = {
    sides.COLD: "bits, nothing known",
    sides.FACTS: "statement over facts",
    sides.RAW: "statement over raw tables",
    sides.HAND: "DuckDB by hand",
    sides.ARRIVED: "the same, rows as they arrived",
    sides.POSTGRES: "PostgreSQL by hand",
    sides.POSTGRES_FACTS: "PostgreSQL, our facts",
    sides.PANDAS: "pandas",
}


@dataclass(frozen=True)
class Target:
    """What was promised, what was found, and whether that keeps the promise."""

    name: str
    most: float
    found: float | None
    unit: str = ""

    @property
    def is_met(self) -> bool | None:
        return None if self.found is None else self.found <= self.most

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"is_met": self.is_met}


def write(found: dict[str, Any]) -> None:
    RESULT.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    put("segments", tables(found))


def put(name: str, text: str, path: Path = README) -> None:
    """Put a text between the marks of that name; whatever stood there goes."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    before, rest = path.read_text(encoding="utf-8").split(begin)
    after = rest.split(end)[1]
    path.write_text(f"{before}{begin}\n\n{text}\n\n{end}{after}", encoding="utf-8")


def tables(found: dict[str, Any]) -> str:
    parts = [
        _where(found),
        targets_table(found["targets"]),
        _counts(found),
        _growth(found["growth"]),
    ]
    return "\n\n".join(parts)


def _where(found: dict[str, Any]) -> str:
    rows = ", ".join(f"{count:,} {name}" for name, count in found["rows"].items())
    return (
        f"Measured {found['measured_on']} on {found['cores']} cores, load average "
        f"{found['load'][0]} before and {found['load'][1]} after. "
        f"Scale {found['scale']}: {rows}."
    )


def targets_table(targets: Sequence[dict[str, Any]]) -> str:
    rows = [
        [
            one["name"],
            _figure(one["most"], one["unit"]),
            _figure(one["found"], one["unit"]),
            {True: "yes", False: "**no**", None: "not measured"}[one["is_met"]],
        ]
        for one in targets
    ]
    return _table(["What", "at most", "found", "kept"], rows)


def _counts(found: dict[str, Any]) -> str:
    names = list(found["counts_ms"])
    shown = [side for side in _SIDES if side in found["counts_ms"][names[0]]]
    rows = [
        [_SIDES[side], *(f"{found['counts_ms'][name][side]:,.0f}" for name in names)]
        for side in shown
    ]
    members = ["members", *(f"{found['members'][name]:,}" for name in names)]
    return "Counting, milliseconds, medians:\n\n" + _table(["", *names], [*rows, members])


def _growth(growth: dict[str, Any]) -> str:
    labels = {
        "accounts": "accounts",
        "measured_on": "measured",
        "load": "load average",
        "edit_ms_median": "an edit with known leaves, ms",
        "edit_ms_p95": "of all edits, 95 % take at most, ms",
        "first_ms": "an edit of the first session again, ms",
        "tenth_ms": "an edit of the tenth in a row, ms",
        "processor_seconds": "twenty edits, processor s",
        "last_edit_peer_ms": "the last edit as one statement, ms",
        "hard_rule_cold_ms": "the hard rule, nothing known, ms",
        "hard_rule_by_hand_ms": "the hard rule by hand, ms",
        "facts_to_hand": "counts ÷ by hand",
    }
    scales = [scale for scale in "SML" if scale in growth]
    rows = [
        [label, *(_plain(growth[scale][key]) for scale in scales)]
        for key, label in labels.items()
    ]
    return "As the base grows:\n\n" + _table(["", *scales], rows)


def _plain(value: float | str) -> str:
    return value if isinstance(value, str) else f"{value:,}"


def _figure(value: float | None, unit: str) -> str:
    if value is None:
        return "–"
    if unit == "×":
        return f"{value:.4f}".rstrip("0").rstrip(".") + " ×"
    return f"{value:,.1f} {unit}".replace(".0 ", " ").strip()


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] + ["---:"] * (len(head) - 1), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
