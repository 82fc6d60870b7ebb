"""Whether the smallest uplift that is foreseen is found as often as it is said.

    python -m bench.calibration.foresight [--trials 2000]

In each cell the audience's history foretells the smallest uplift of the decision metric; then
trials over other draws of the same accounts' law have that uplift, and a bit less and more, put
on every treated account, and are judged as results are. Where 80 % of them find it is the
smallest uplift as simulated. Writes `bench/foresight.json`; exit code 1 where the two differ by
more than 10 % over a cell.
"""

import argparse
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bench.calibration import many
from bench.calibration.populations import (
    BEFORE_DAYS,
    WINDOW_DAYS,
    Matrix,
    Population,
    populations,
)
from bench.segments.telling import put
from core.uplift.capping import cap_of
from core.uplift.power import POWER, outlook

RESULT = Path(__file__).resolve().parents[1] / "foresight.json"
ACCOUNTS = (400, 1_000, 3_000)
HOLDOUTS = (0.1, 0.2, 0.5)
TIMES = (0.8, 0.9, 1.0, 1.1, 1.2)  # the foreseen uplift
CLOSE = 0.1
FORETOLD = 50  # histories a cell's foresight is averaged over
BATCH, ROUNDS = 100, 499


class Foreseen(NamedTuple):
    """One cell: the smallest uplift foreseen, and how often so many times it are found."""

    smallest: float
    power: tuple[float, ...]  # at each of `TIMES`

    @property
    def simulated(self) -> float:
        """What is found with `POWER`, by the line between the simulated points."""
        return self.smallest * float(np.interp(POWER, self.power, TIMES))

    @property
    def is_close(self) -> bool:
        return abs(self.smallest / self.simulated - 1) <= CLOSE


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
    smallest = _foreseen(population, accounts, held_out, has_past=has_past, seed=seed)
    found = np.zeros(len(TIMES))
    for batch in range(-(-trials // BATCH)):
        rng = np.random.default_rng([seed, accounts, held_out, batch])
        values, before = _drawn(population, BATCH, accounts, rng, has_past=has_past)
        held = many.drawn(BATCH, accounts, held_out, rng)
        draws = many.drawn(ROUNDS, accounts, held_out, rng).astype(np.float64)
        for place, times in enumerate(TIMES):
            after = values + np.where(held, 0.0, times * smallest)
            found[place] += many.missed(after, before, held, draws, 0.0).mean()
    return Foreseen(smallest, tuple(found / -(-trials // BATCH)))


def _foreseen(
    population: Population, accounts: int, held_out: int, *, has_past: bool, seed: int
) -> float:
    rng = np.random.default_rng([seed, accounts, held_out])
    drawn = population.draw(FORETOLD, accounts, rng)
    arms = {"treated": accounts - held_out, "holdout": held_out}
    days = {"window_days": WINDOW_DAYS, "before_days": BEFORE_DAYS}
    histories = zip(drawn.until[-1], drawn.before * has_past, strict=True)
    return float(
        np.mean(
            [
                outlook(y, x, **arms, cap=cap_of(x, **days)).capped.difference
                for y, x in histories
            ]
        )
    )


def _drawn(
    population: Population,
    trials: int,
    accounts: int,
    rng: np.random.Generator,
    *,
    has_past: bool,
) -> tuple[Matrix, Matrix]:
    drawn = population.draw(trials, accounts, rng)
    before = drawn.before * has_past
    values = many.capped(drawn.until[-1], before, WINDOW_DAYS)
    return values, many.capped(before, before, BEFORE_DAYS)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2_000)
    arguments = parser.parse_args()
    rows = []
    for population in populations():
        for accounts in ACCOUNTS:
            for holdout in HOLDOUTS:
                for has_past in (True, False):
                    how = {"has_past": has_past, "trials": arguments.trials}
                    found = cell(population, accounts, holdout, **how)
                    rows.append(
                        _row(population.name, accounts, holdout, found, has_past=has_past)
                    )
                    print(rows[-1], flush=True)
    today = datetime.now(UTC).date().isoformat()
    result = {"measured_on": today, "trials": arguments.trials, "cells": rows}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("foresight", told(result))
    sys.exit(0 if all(row["is_close"] for row in rows) else 1)


def _row(
    population: str, accounts: int, holdout: float, found: Foreseen, *, has_past: bool
) -> dict[str, Any]:
    return {
        "population": population,
        "accounts": accounts,
        "holdout": holdout,
        "has_past": has_past,
        "foreseen": round(found.smallest, 4),
        "simulated": round(found.simulated, 4),
        "power": round(found.power[TIMES.index(1.0)], 4),
        "is_close": found.is_close,
    }


def told(result: dict[str, Any]) -> str:
    """The table as Markdown."""
    rows = [
        f"| {row['population']} {row['accounts']:,}, {row['holdout']:.0%} | "
        f"{'yes' if row['has_past'] else 'no'} | {row['foreseen']:,.1f} | "
        f"{row['simulated']:,.1f} | {row['foreseen'] / row['simulated'] - 1:+.1%} | "
        f"{row['power']:.1%} |"
        for row in result["cells"]
    ]
    where = f"Measured {result['measured_on']}, {result['trials']:,} trials a cell."
    head = "| accounts, holdout | history | foreseen | simulated | apart | found |"
    return "\n".join([where, "", head, "| --- | --- |" + " ---: |" * 4, *rows])


if __name__ == "__main__":
    main()
