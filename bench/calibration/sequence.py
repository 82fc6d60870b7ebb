"""How often GrowthBook's always-valid sequence raises a false alarm, by how often one looks.

    python -m bench.calibration.sequence [--trials 2000]

A tenth of the accounts is held out and nothing is done. The sequence promises at most 5 % false
alarms however often it is read: here once at the end of 28 days, at the end of each week, and
every day; and every day where accounts come into the trial evenly over the days, as they do on
a web site, each counting what it bought since the window began. Writes `bench/sequence.json`.
It judges nobody: the house does not use it, so the exit code is always 0.
"""

import argparse
import json
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.calibration import many, peers
from bench.calibration.populations import WEEKS, WINDOW_DAYS, Population, populations
from bench.segments.telling import put

RESULT = Path(__file__).resolve().parents[1] / "sequence.json"
ACCOUNTS = (400, 1_000, 3_000)
HOLDOUT = 0.1
BATCH = 100
SHOWN = ("once", "weekly", "daily", "joining")


class Alarms(NamedTuple):
    """Shares of trials without an effect in which any look leaves out zero."""

    once: float
    weekly: float
    daily: float
    joining: float


def alarms(population: Population, accounts: int, *, trials: int, seed: int = 1) -> Alarms:
    """Count the false alarms of the sequence over trials of one size."""
    found = np.zeros(len(SHOWN))
    for batch in range(-(-trials // BATCH)):
        rng = np.random.default_rng([seed, accounts, batch])
        size = min(BATCH, trials - batch * BATCH)
        # As many of those who have joined are held out, day by day: a tenth of each day's.
        parts = np.diff(np.linspace(0, accounts, WINDOW_DAYS + 1).astype(int))
        held = np.hstack([many.drawn(size, n, max(1, round(n * HOLDOUT)), rng) for n in parts])
        any_day, any_week = np.zeros(size, bool), np.zeros(size, bool)
        joining, is_out = any_day.copy(), any_day
        for day, until in enumerate(population.days(size, accounts, rng), start=1):
            is_out = peers.sequence(many.arms_of(until, held)).misses(0.0)
            any_day = any_day | is_out
            any_week = any_week | is_out if day % (WINDOW_DAYS // WEEKS) == 0 else any_week
            here = int(parts[:day].sum())
            if here >= 2 / HOLDOUT:
                arms = many.arms_of(until[:, :here], held[:, :here])
                joining = joining | peers.sequence(arms).misses(0.0)
        found += [one.sum() for one in (is_out, any_week, any_day, joining)]
    return Alarms(*(found / trials).tolist())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2_000)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for one, accounts in product(populations(), ACCOUNTS):
        found = alarms(one, accounts, trials=arguments.trials)
        rows.append({"population": one.name, "accounts": accounts, **found._asdict()})
        print(rows[-1], flush=True)
    today = datetime.now(UTC).date().isoformat()
    result = {"measured_on": today, "trials": arguments.trials, "cells": rows}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("sequence", told(result))


def told(result: dict[str, Any]) -> str:
    """The table as Markdown, in percent of trials."""
    rows = [
        f"| {one['population']} {one['accounts']:,} | "
        + " | ".join(f"{100 * one[name]:.1f}" for name in SHOWN)
        + " |"
        for one in result["cells"]
    ]
    where = (
        f"Measured {result['measured_on']}, {result['trials']:,} trials a row, {HOLDOUT:.0%} "
        "held out, false alarms in percent; promised are 5:"
    )
    head = "| accounts | read once | 4 looks | 28 looks | 28 looks, accounts joining |"
    return "\n".join([where, "", head, "| --- |" + " ---: |" * len(SHOWN), *rows])


if __name__ == "__main__":
    main()
