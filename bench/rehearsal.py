"""Rehearsing a large audience, against bare Jinja2 filling the same message in the same run.

    python -m bench.rehearsal [--contacts 100000] [--rounds 3]

Writes `bench/rehearsal.json` and its section of `bench/README.md`. Ours reads the values from
the base, makes them inert, fills subject, HTML and text within the walls, in processes with
limits, proofreads each message and keeps what was found. Bare Jinja2 is handed values that are
ready and fills the same three parts, in one process. Both are counted in processor time a
message, which a busy machine disturbs least; the two take turns.
"""

import argparse
import json
import os
import re
import resource
import statistics
import tempfile
from collections.abc import Callable
from datetime import UTC
from pathlib import Path
from time import perf_counter
from typing import Any

from jinja2 import Environment, StrictUndefined

from bench import rehearsal_ground as ground
from core.campaigns.rehearsal_performing import perform
from core.foundation.clock import SystemClock
from core.messages import presses, tables
from core.messages.environment import environment
from core.messages.linting import check_writing
from core.messages.model import Channel, Writing, errors
from core.messages.quoted import names
from core.warehouse.snapshot import Snapshot

HERE = Path(__file__).parent
RESULT, PAGE = HERE / "rehearsal.json", HERE / "README.md"
MOST_SECONDS, MOST_RATIO = 60, 3.0
BARE = 10_000  # messages a round

Facts = dict[str, Any]


def main() -> None:
    """Measure, write both files, and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--contacts", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench_rehearsal_") as folder:
        facts = measured(Path(folder), arguments.contacts, arguments.rounds)
    RESULT.write_text(json.dumps(facts, indent=2, ensure_ascii=False) + "\n", "utf-8")
    PAGE.write_text(_with_section(PAGE.read_text("utf-8"), _section(facts)), "utf-8")
    print(_section(facts))


def measured(folder: Path, contacts: int, rounds: int) -> Facts:
    """Seconds, processor seconds and their ratio: medians over the rounds."""
    before = os.getloadavg()[0]
    writing, snapshot = ground.message(), ground.base(folder, contacts)
    wrong = errors(check_writing(Channel.EMAIL, writing))
    if wrong:
        raise SystemExit(f"The message of the benchmark is refused: {wrong}")
    bare = _bare(snapshot, writing, min(BARE, contacts))
    plan, ours, peers = ground.plan(contacts, writing), [], []
    for _ in range(rounds):
        peers.append(_timed(bare) | {"messages": min(BARE, contacts)})
        ours.append(_timed(lambda: _ours(plan, snapshot)) | {"messages": contacts})
    ratios = [_each(one) / _each(peer) for one, peer in zip(ours, peers, strict=True)]
    return {
        "measured": SystemClock().now().astimezone(UTC).date().isoformat(),
        "cores": len(os.sched_getaffinity(0)),
        "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        "messages": contacts,
        "bytes": len(writing.html.encode()),
        "presses": presses.count_presses(contacts),
        "seconds": round(statistics.median(one["wall"] for one in ours), 1),
        "ours_us": round(statistics.median(map(_each, ours)) * 1e6, 1),
        "bare_us": round(statistics.median(map(_each, peers)) * 1e6, 1),
        "ratio": round(statistics.median(ratios), 2),
    }


def _ours(plan: Any, snapshot: Snapshot) -> None:
    findings = perform(plan, snapshot)
    presses.put_away()  # so that their time is counted
    if findings.done != plan.total or not findings.is_clean:
        raise SystemExit(f"The rehearsal went wrong: {findings.groups}")


def _bare(snapshot: Snapshot, writing: Writing, count: int) -> Callable[[], None]:
    """Jinja2 as it comes, with our filters, over values that are ready."""
    bare = Environment(autoescape=True, undefined=StrictUndefined)
    bare.filters.update(environment("ru", escapes=True).filters)
    sheets = [bare.from_string(one) for one in (writing.subject, writing.html, writing.text)]
    columns = [one for one in names(writing) if not one.startswith("sender.")]
    rows = tables.columns_of(snapshot, [f"c{i}" for i in range(count)], columns)
    values = [_values(columns, row[2:]) for row in rows]

    def fill() -> None:
        for one in values:
            for sheet in sheets:
                sheet.render(one)

    return fill


def _values(columns: list[str], row: tuple[Any, ...]) -> Facts:
    values: Facts = ground.fixed() | {"contact": {}, "account": {}}
    for name, value in zip(columns, row, strict=True):
        level, _, key = name.partition(".")
        values[level][key] = value
    return values


def _timed(work: Callable[[], None]) -> Facts:
    wall, used = perf_counter(), _processor()
    work()
    return {"wall": perf_counter() - wall, "processor": _processor() - used}


def _processor() -> float:
    """Seconds of this process and of the children that have ended."""
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(use.ru_utime + use.ru_stime for use in uses)


def _each(one: Facts) -> float:
    return float(one["processor"]) / int(one["messages"])


def _section(facts: Facts) -> str:
    low, high = facts["load"]
    rows = (
        ("all messages", MOST_SECONDS, facts["seconds"], "s"),
        ("ours ÷ bare Jinja2, processor", MOST_RATIO, facts["ratio"], "×"),
    )
    table = [
        f"| {what} | {most} {unit} | {found} {unit} | {'yes' if found <= most else '**no**'} |"
        for what, most, found, unit in rows
    ]
    return "\n".join(
        [
            f"Measured {facts['measured']} on {facts['cores']} cores, load average {low} "
            f"before and {high} after. {facts['messages']:,} e-mails of {facts['bytes']:,} "
            f"bytes, made of MJML, each filled and proofread in {facts['presses']} processes "
            "with limits: "
            f"{facts['ours_us']:,} µs of processor time a message, bare Jinja2 "
            f"{facts['bare_us']:,} µs.",
            "",
            "| What | at most | found | kept |",
            "| --- | ---: | ---: | ---: |",
            *table,
        ]
    )


def _with_section(page: str, section: str) -> str:
    marked = f"<!-- rehearsal: begin -->\n\n{section}\n\n<!-- rehearsal: end -->"
    pattern = re.compile(r"<!-- rehearsal: begin -->.*?<!-- rehearsal: end -->", re.DOTALL)
    return pattern.sub(lambda _: marked, page)


if __name__ == "__main__":
    main()
