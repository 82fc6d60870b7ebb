"""Segments over a million accounts, beside DuckDB and PostgreSQL by hand, and pandas.

    python -m bench.segments [--scale M] [--rounds 5] [--folder FOLDER]

Makes the base on the first run and keeps it; writes `bench/segments.json` and the tables of
`bench/README.md`. Every figure stands beside its peer's of the same run, and every side has to
name the very same members first. The scale L is ten million accounts: it takes 15 GB of disk,
has DuckDB alone for a peer, and adds its row to the table of growth of the last run.
"""

import argparse
import json
import os
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.segments import (
    base,
    counting,
    growth,
    in_pandas,
    keeping,
    postgres,
    promises,
    resident,
    telling,
    views,
)
from bench.segments.reference import Reference, references
from bench.segments.session import Desk
from bench.segments.sides import Engines
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot


def main() -> None:
    arguments = _arguments()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    before = _kept()
    if arguments.scale == "L":  # too large for PostgreSQL and pandas here: a row of growth only
        found, scales = before, ["L"]
    else:
        found, scales = _measured(arguments), list(dict.fromkeys(["S", arguments.scale]))
        found["growth"] = {scale: before["growth"][scale] for scale in before.get("growth", {})}
    for scale in scales:
        _tell(f"growth, {scale}")
        rounds = 2 if scale == "L" else arguments.rounds
        row = growth.measured(arguments.folder, scale, load_catalogue(), rounds=rounds)
        found.setdefault("growth", {})[scale] = row
    found["targets"] = [one.as_json() for one in promises.kept(found)]
    telling.write(found)
    print(telling.tables(found))


def _kept() -> dict[str, Any]:
    """What an earlier run found: the row of ten million is measured by itself."""
    if not telling.RESULT.exists():
        return {}
    kept: dict[str, Any] = json.loads(telling.RESULT.read_text(encoding="utf-8"))
    return kept


def _measured(arguments: argparse.Namespace) -> dict[str, Any]:
    """Everything at one scale; the order is that of the targets."""
    catalogue, load = load_catalogue(), os.getloadavg()[0]
    _tell(f"the base, {base.SCALES[arguments.scale]:,} accounts")
    snapshot, peer = keeping.opened_twice(arguments.folder, arguments.scale)
    memory = resident.measured(arguments.folder, arguments.scale)
    known = references(catalogue)
    desk = Desk(snapshot, catalogue, [one.rule for one in known[:5]], peer)
    with ExitStack() as stack:
        engines = _engines(arguments, desk, stack)
        workers = _tuned(engines, known)
        table, members = counting.counted(known, engines, rounds=arguments.rounds, tell=_tell)
    _tell("twenty edits")
    session = growth.sessions(desk, engines, rounds=arguments.rounds, of_peer=3).facts()
    return {
        **_circumstances(arguments.scale, snapshot, load),
        **{name: session[name] for name in ("edit_ms_median", "edit_ms_p95")},
        "geomean_ratio_to_postgres": counting.ratios(table)["facts_to_postgres"],
        "ratios": counting.ratios(table),
        "session": session,
        "compile_ms": counting.compiling(known, engines),
        "views_ms": _views(desk, known, rounds=arguments.rounds),
        "memory_mb": memory,
        "postgres_workers": workers,
        "counts_ms": counting.medians(table),
        "members": members,
    }


def _engines(arguments: argparse.Namespace, desk: Desk, stack: ExitStack) -> Engines:
    _tell("PostgreSQL, pandas, and the rows as they arrived")
    snapshot = desk.snapshot
    return Engines(
        snapshot,
        desk.catalogue,
        desk.peer,
        postgres=stack.enter_context(
            postgres.running(arguments.folder, arguments.scale, snapshot)
        ),
        frames=in_pandas.loaded(snapshot),
        arrived=keeping.arrived(arguments.folder, arguments.scale),
    )


def _tuned(engines: Engines, known: list[Reference]) -> int:
    """How many workers PostgreSQL gives a query: whatever serves it best."""
    assert engines.postgres is not None
    return postgres.tuned(engines.postgres, [one.counted_by_hand for one in known])


def _circumstances(scale: str, snapshot: Snapshot, load: float) -> dict[str, Any]:
    """When, where and over what; `load` is the machine's as the run began."""
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "scale": scale,
        "rows": snapshot.publication.counts,
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
    }


def _views(desk: Desk, known: list[Reference], *, rounds: int) -> dict[str, dict[str, float]]:
    """What each look costs: the first time, and in the median of the next."""
    first = {name: times.median for name, times in views.each(desk, known).items()}
    return {
        name: {side: round(times.median, 2) for side, times in sides.items()}
        | {"first": round(first[name], 2)}
        for name, sides in views.measured(desk, known, rounds=rounds).items()
    }


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--scale", choices=base.SCALES, default="M")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--folder", type=Path, default=keeping.FOLDER)
    return parser.parse_args()


def _tell(text: str) -> None:
    print(f"{datetime.now(UTC):%H:%M:%S} {text}", flush=True)


if __name__ == "__main__":
    main()
