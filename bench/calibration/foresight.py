"""Whether the smallest uplift that is foreseen is found as often as it is said.

    python -m bench.calibration.foresight [--trials 400]

A trial is one audience over two windows. Its first window and the time before foretell the
smallest uplift of the decision metric, as a share of the mean, as they do before a campaign;
that share of the mean of the second window, and a bit less and more, is then put on every
treated account there, and judged as results are. How many times the foreseen uplift 80 % of
the trials find says how far apart it is from what is simulated. Beside it stands how far the
same forecast moves from one window of the same accounts to the next: what moves further cannot
be foreseen by anybody. Without a history no cap is set, and nothing is promised. Writes
`bench/foresight.json`; exit code 1 where foreseen and simulated differ by more than 10 % over a
cell with a history.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.calibration import many
from bench.calibration.populations import (
    BEFORE_DAYS,
    WINDOW_DAYS,
    Accounts,
    Matrix,
    Population,
    populations,
)
from bench.segments.telling import put
from core.uplift.capping import cap_of, capped
from core.uplift.power import POWER, smallest_found, unforetold

RESULT = Path(__file__).resolve().parents[1] / "foresight.json"
ACCOUNTS = (400, 1_000, 3_000)
HOLDOUTS = (0.1, 0.2, 0.5)
TIMES = (0.8, 0.9, 1.0, 1.1, 1.2)  # the foreseen uplift
CLOSE = 0.1
BATCH, ROUNDS = 100, 499


class Foreseen(NamedTuple):
    """One cell: what is foreseen on the average, as a share of the mean, how often so many
    times it are found, and how far a typical audience's forecast moves to its second window."""

    smallest: float
    power: tuple[float, ...]  # at each of `TIMES`
    moves: float

    @property
    def apart(self) -> float:
        """How much more than foreseen is found with `POWER`, as a share of the foreseen, by the
        line between the simulated points; beyond them, at least so much."""
        return float(np.interp(POWER, self.power, TIMES)) - 1

    @property
    def is_close(self) -> bool:
        return abs(self.apart) < CLOSE + 1e-9


def cell(
    population: Population,
    accounts: int,
    holdout: float,
    *,
    has_past: bool,
    trials: int,
    seed: int = 1,
) -> Foreseen:
    """Foresee and simulate one cell."""
    held_out = round(accounts * holdout)
    found, batches = np.zeros(len(TIMES)), -(-trials // BATCH)
    smallest, moves = [], []
    for batch in range(batches):
        rng = np.random.default_rng([seed, accounts, held_out, batch])
        size = min(BATCH, trials - batch * BATCH)
        windows = population.twice(size, accounts, rng)
        told = _foreseen(windows[0], held_out, has_past=has_past)
        smallest.append(told)
        if batch == 0:  # as many as tell a median
            after = _foreseen(windows[1], held_out, has_past=has_past)
            moves.append(np.abs(after / told - 1))
        held = many.drawn(size, accounts, held_out, rng)
        draws = many.drawn(ROUNDS, accounts, held_out, rng).astype(np.float64)
        values, before = _seen(windows[1], has_past=has_past)
        effect = told[:, None] * values.mean(axis=1, keepdims=True)
        for place, times in enumerate(TIMES):
            moved = values + np.where(held, 0.0, times * effect)
            found[place] += many.missed(moved, before, held, draws, 0.0).sum()
    every = np.concatenate(smallest)
    power = tuple(found / every.size)
    return Foreseen(float(every.mean()), power, float(np.median(np.concatenate(moves))))


def _foreseen(one: Accounts, held_out: int, *, has_past: bool) -> Matrix:
    """The smallest uplift that each trial's audience foretells, as a share of its mean."""
    arms = {"treated": one.before.shape[1] - held_out, "holdout": held_out}
    days = {"window_days": WINDOW_DAYS, "before_days": BEFORE_DAYS}
    pairs = zip(one.until[-1], one.before * has_past, strict=True)
    told = []
    for y, x in pairs:
        cap = cap_of(x, **days)
        outcome, past = capped(y, cap.outcome), capped(x, cap.before)
        found = smallest_found(unforetold(outcome, past), **arms)
        told.append(found / outcome.mean())
    return np.array(told)


def _seen(one: Accounts, *, has_past: bool) -> tuple[Matrix, Matrix]:
    before = one.before * has_past
    values = many.capped(one.until[-1], before, WINDOW_DAYS)
    return values, many.capped(before, before, BEFORE_DAYS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=300)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for has_past, one, accounts, holdout in product(
        (True, False), populations(), ACCOUNTS, HOLDOUTS
    ):
        found = cell(one, accounts, holdout, has_past=has_past, trials=arguments.trials)
        rows.append(_row(one.name, accounts, holdout, found, has_past=has_past))
        print(rows[-1], flush=True)
        _keep(rows, arguments.trials)
    sys.exit(0 if all(row["is_close"] for row in rows if row["has_past"]) else 1)


def _keep(rows: list[dict[str, Any]], trials: int) -> None:
    """Write down what was measured, cell by cell: a run that is stopped keeps what it has."""
    today = datetime.now(UTC).date().isoformat()
    result = {"measured_on": today, "trials": trials, "cells": rows}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("foresight", told(result))


def _row(
    population: str, accounts: int, holdout: float, found: Foreseen, *, has_past: bool
) -> dict[str, Any]:
    return {
        "population": population,
        "accounts": accounts,
        "holdout": holdout,
        "has_past": has_past,
        "foreseen": round(found.smallest, 4),
        "apart": round(found.apart, 4),
        "power": round(float(found.power[TIMES.index(1.0)]), 4),
        "moves": round(found.moves, 4),
        "is_close": found.is_close,
    }


def told(result: dict[str, Any]) -> str:
    """The table as Markdown."""
    rows = [
        f"| {row['population']} {row['accounts']:,}, {row['holdout']:.0%} | "
        f"{'yes' if row['has_past'] else 'no'} | {row['foreseen']:.0%} | "
        f"{_apart(row['apart'])} | {row['power']:.1%} | {row['moves']:.0%} |"
        for row in result["cells"]
    ]
    some = [row for row in result["cells"] if row["has_past"]]
    where = (
        f"Measured {result['measured_on']}, {result['trials']:,} trials a cell: with a history "
        f"{sum(row['is_close'] for row in some)} of {len(some)} cells within {CLOSE:.0%}."
    )
    head = "| accounts, holdout | history | foreseen | simulated | found | moves |"
    return "\n".join([where, "", head, "| --- | --- |" + " ---: |" * 4, *rows])


def _apart(share: float) -> str:
    """How much more than foreseen 80 % find; at the edge of what was tried: at least so."""
    sign = {TIMES[0] - 1: "at most ", TIMES[-1] - 1: "at least "}
    edge = next((word for limit, word in sign.items() if abs(limit - share) < 1e-9), "")
    return f"{edge}{share:+.1%}"


if __name__ == "__main__":
    main()
