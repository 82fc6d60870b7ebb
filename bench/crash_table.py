"""The rows of the crash table, what each has to keep, and how they are written down."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

RESULT = Path(__file__).with_name("crash.json")
README = Path(__file__).with_name("README.md")
BEGIN, END = "<!-- crash: begin -->", "<!-- crash: end -->"
HEAD = (
    "| Mode | messages | kills | in doubt | by the log | lost | doubled | at most | listed"
    " | unlisted | adds up | kept | measured, load |\n"
    "| --- | ---: | ---: | ---: | --- | ---: | ---: | ---: | ---: | ---: | --- | --- | --- |\n"
)


@dataclass(frozen=True)
class Row:
    """One campaign and what became of it: `unlisted` arrived, and the store does not say so."""

    name: str
    messages: int
    kills: int
    in_doubt: int
    lost: int
    doubled: int
    listed: int
    unlisted: int
    adds_up: bool
    connections: int = 0
    by_log: dict[str, int] = field(default_factory=dict)
    seconds: int = 0
    note: str = ""
    measured: str = ""  # on which day
    load: float = 0.0  # of the machine, at the end

    @property
    def most_doubled(self) -> int:
        return self.kills * self.connections if self.name.startswith("resend") else 0

    @property
    def is_kept(self) -> bool:
        is_told = not self.lost and not self.unlisted and self.adds_up
        return is_told and self.doubled <= self.most_doubled


def write(rows: Sequence[Row]) -> None:
    """Put the rows into their file, in the place of those of the same names, and all of them
    into the table of the README."""
    found = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else []
    known = {one["name"]: Row(**one) for one in found} | {row.name: row for row in rows}
    text = json.dumps([asdict(row) for row in known.values()], indent=1)
    RESULT.write_text(text + "\n", encoding="utf-8")
    table = HEAD + "".join(_line(row) for row in known.values())
    before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    README.write_text(f"{before}{BEGIN}\n\n{table}\n{END}{after}", encoding="utf-8")


def _line(row: Row) -> str:
    by_log = ", ".join(f"{name} {count}" for name, count in sorted(row.by_log.items()))
    cells = (
        f"{row.name}{': ' if row.note else ''}{row.note}",
        f"{row.messages:,}",
        row.kills,
        row.in_doubt,
        by_log or "–",
        row.lost,
        row.doubled,
        row.most_doubled,
        row.listed,
        row.unlisted,
        "yes" if row.adds_up else "**no**",
        "yes" if row.is_kept else "**no**",
        f"{row.measured}, {row.load:.1f}",
    )
    return "| " + " | ".join(str(cell) for cell in cells) + " |\n"
