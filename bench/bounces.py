"""How well returned mails are read that others collected: a confusion matrix.

    python -m bench.bounces [FOLDER]

`FOLDER` holds `manifest.json` and the mails it names, with the recipient and the class that the
collector of each expects (the test sets of Sisimai and flufl.bounce, Postfix's own reports).
Who did not get a mail is judged where there is a report to read it from, the class everywhere.
A mail whose recipient is not found counts as read wrong. Writes `bench/bounces.json` and its
table in `bench/README.md`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.segments.telling import put
from core.delivery.feedback.bounces import Bounce, Verdict, read_mail

HERE = Path(__file__).parent
MAILS = HERE.parents[1] / "shared" / "data" / "bounces"
RESULT = HERE / "bounces.json"
NOBODY = "not found"  # whose recipient was not
# One collector only says “permanent”, of what may be any of these.
PERMANENT = frozenset({Bounce.HARD, Bounce.SOFT, Bounce.BLOCK})
HARMLESS = ("soft", "block", "delayed", "auto_reply")  # whom nobody may be suppressed for
AT_LEAST = {"recipients": 0.95, "classes": 0.85}
AT_MOST = {"called hard": 0.01}


@dataclass
class Score:
    """What was said of each class that was expected, and how many recipients were found."""

    said: Counter[tuple[str, str]] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    total: Counter[str] = field(default_factory=Counter)
    mails: int = 0

    def share(self, name: str) -> float:
        return self.right[name] / self.total[name]

    def is_kept(self, name: str) -> bool:
        """Whether what was promised of it is so."""
        if name in AT_MOST:
            return self.share(name) <= AT_MOST[name]
        return self.share(name) >= AT_LEAST[name]


def cases(folder: Path) -> list[dict[str, Any]]:
    """Every mail of a set: its file, and what is expected of it."""
    told = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return list(told["cases"])


def scored(folder: Path, wanted: Iterable[Mapping[str, Any]]) -> Score:
    """Read mails of a set, and compare with what is expected of each."""
    score = Score()
    for case in wanted:
        raw = (folder / case["file"]).read_bytes()
        found = read_mail(raw)
        score.mails += 1
        for expected in case["expected"]:
            _count(score, expected, found, is_report=b"delivery-status" in raw.lower())
    return score


def _count(
    score: Score, expected: Mapping[str, Any], found: list[Verdict], *, is_report: bool
) -> None:
    names = {
        str(expected.get(key) or "").lower() for key in ("recipient", "original_recipient")
    }
    told = next((one for one in found if one.recipient.lower() in names - {""}), None)
    wanted = str(expected["our_class"])
    said = NOBODY if told is None else str(told.bounce)
    score.said[wanted, said] += 1
    score.total.update({"recipients": is_report, "classes": 1})
    score.right["recipients"] += is_report and told is not None
    score.right["classes"] += told is not None and fits(told.bounce, wanted)
    if wanted in HARMLESS:
        score.total["called hard"] += 1
        judged = told or next(iter(found), None)
        score.right["called hard"] += judged is not None and judged.bounce is Bounce.HARD


def fits(said: Bounce, expected: str) -> bool:
    """Whether a class is the one expected."""
    return said in PERMANENT if expected == "hard_or_permanent" else said == expected


def table(score: Score) -> str:
    """The figures as the page has them."""
    lines = [
        f"{score.mails} mails. Of soft, refused and delayed mails and automatic answers none",
        "should be called hard: it would cost an address.",
        "",
        "| What | promised | found | of | kept |",
        "| --- | ---: | ---: | ---: | --- |",
        *_promises(score),
        "",
        *_matrix(score),
    ]
    return "\n".join(lines)


def _promises(score: Score) -> Iterator[str]:
    for name, words, sign in (
        ("recipients", "recipients found in reports", "≥"),
        ("classes", "classes right", "≥"),
        ("called hard", "harmless, called hard", "≤"),
    ):
        limit = (AT_LEAST | AT_MOST)[name]
        kept = "yes" if score.is_kept(name) else "**no**"
        yield (
            f"| {words} | {sign} {limit:.0%} | {score.share(name):.1%} "
            f"| {score.right[name]} of {score.total[name]} | {kept} |"
        )


def _matrix(score: Score) -> Iterator[str]:
    said = [*(str(one) for one in Bounce), NOBODY]
    columns = [one for one in said if any(pair[1] == one for pair in score.said)]
    yield f"| Expected, down; said, across | {' | '.join(columns)} |"
    yield f"| --- |{' ---: |' * len(columns)}"
    for wanted in sorted({pair[0] for pair in score.said}):
        cells = [str(score.said[wanted, one] or "") for one in columns]
        yield f"| {wanted.replace('_', ' ')} | {' | '.join(cells)} |"


def write(score: Score) -> None:
    """The figures as JSON, and the table in the README."""
    facts = {
        "mails": score.mails,
        "right": dict(score.right),
        "total": dict(score.total),
        "matrix": [[*pair, n] for pair, n in sorted(score.said.items())],
    }
    RESULT.write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    put("bounces", table(score))


if __name__ == "__main__":
    mails = Path(sys.argv[1]) if sys.argv[1:] else MAILS
    if not (mails / "manifest.json").is_file():
        sys.exit(f"There is no manifest.json in {mails}; say where the mails are.")
    read = scored(mails, cases(mails))
    write(read)
    print(table(read))
    sys.exit(not all(map(read.is_kept, (*AT_LEAST, *AT_MOST))))
