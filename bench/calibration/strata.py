"""Whether the estimate within strata holds where each stratum is held out at its own share.

    python -m bench.calibration.strata [--trials 2000]

Accounts lie in thirds by what they bought before, the smallest first; each third holds out a
share of its own. As results do, each trial caps, adjusts by the time before over both arms and
compares within the strata, by the wider of Student's interval and the permutation's. Without an
effect the interval must hold zero; with +15 % it must hold what each account bought more, up to
the cap: of the treated of each stratum, weighted as the estimate is. Beside it stands the plain
comparison of the same accounts, as if they had no strata. Writes `bench/strata.json`; exit code
1 where the interval raises more false alarms, or holds the truth less often, than is promised,
by more than two standard errors of the trials.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import pairwise, product
from math import sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy import stats

from bench.calibration import many
from bench.calibration.many import Flags, Intervals
from bench.calibration.populations import (
    BEFORE_DAYS,
    WINDOW_DAYS,
    HeavyTailed,
    Matrix,
    Population,
    populations,
)
from bench.segments.telling import put

RESULT = Path(__file__).resolve().parents[1] / "strata.json"
SHARES = ((0.5, 0.2, 0.1), (0.1, 0.2, 0.5), (0.2, 0.2, 0.2))
ACCOUNTS = (400, 1_000)
MILDER = HeavyTailed("synthetic, milder", spread=1.5)
EFFECT = 0.15
BATCH, ROUNDS = 100, 999
PROMISED = {"alarms": 0.055, "misses": 0.06}  # at most, as shares of trials


class Told(NamedTuple):
    """Shares of trials: within strata no effect is taken for one, a real one is left out; and
    the first of the plain comparison."""

    alarms: float
    misses: float
    plain_alarms: float


class Drawn(NamedTuple):
    """Trials of one audience size, its accounts in the order of their strata: where these
    lie, who is held out (trials × accounts), and who would be in other rounds, drawn within
    the strata or out of all accounts (rounds × accounts)."""

    strata: tuple[slice, ...]
    held: Flags
    rounds: Matrix
    plain: Matrix


def cell(
    population: Population,
    accounts: int,
    shares: Sequence[float],
    *,
    trials: int,
    rounds: int = ROUNDS,
    seed: int = 1,
) -> Told:
    """Try one size and one row of shares, the share of the smallest accounts first."""
    found = np.zeros(3)
    for batch in range(-(-trials // BATCH)):
        rng = np.random.default_rng([seed, accounts, *(round(100 * s) for s in shares), batch])
        size = min(BATCH, trials - batch * BATCH)
        some = population.draw(size, accounts, rng)
        order = some.before.argsort(axis=1, kind="stable")
        before, outcome = (
            np.take_along_axis(one, order, axis=1) for one in (some.before, some.until[-1])
        )
        found += _counted(before, outcome, drawn(size, accounts, shares, rounds, rng))
    return Told(*(found / trials).tolist())


def drawn(
    trials: int,
    accounts: int,
    shares: Sequence[float],
    rounds: int,
    rng: np.random.Generator,
) -> Drawn:
    """As many strata of the same size as there are shares, each drawn by itself."""
    edges = [accounts * place // len(shares) for place in range(len(shares) + 1)]
    strata = tuple(slice(*edge) for edge in pairwise(edges))
    sizes = [(one.stop - one.start, share) for one, share in zip(strata, shares, strict=True)]

    def draw(rows: int) -> Flags:
        return np.hstack([many.drawn(rows, n, round(n * share), rng) for n, share in sizes])

    held, within_strata = draw(trials), draw(rounds)
    plain = many.drawn(rounds, accounts, int(held[0].sum()), rng)
    return Drawn(strata, held, within_strata.astype(np.float64), plain.astype(np.float64))


def within(values: Matrix, one: Drawn, confidence: float = 0.95) -> Intervals:
    """The estimate of `core.uplift.within` over many trials at once."""
    arms = [many.arms_of(values[:, some], one.held[:, some]) for some in one.strata]
    weights = [(some.stop - some.start) / values.shape[1] for some in one.strata]
    difference = np.zeros(len(values))
    squared, shrunk = np.zeros(len(values)), np.zeros(len(values))
    for weight, arm in zip(weights, arms, strict=True):
        difference += weight * (arm.treated - arm.holdout)
        for spread, n in zip(
            (arm.treated_variance, arm.holdout_variance), arm.sizes, strict=True
        ):
            part = weight**2 * spread / n
            squared += part
            shrunk += part**2 / (n - 1)
    tail = (1 - confidence) / 2
    half = np.asarray(stats.t.ppf(1 - tail, squared**2 / shrunk))
    null = values - np.where(one.held, 0.0, difference[:, None])
    low, high = np.quantile(_statistic(null, one, weights), [tail, 1 - tail], axis=0)
    low, high = np.minimum(low, -half), np.maximum(high, half)
    error = np.sqrt(squared)
    return Intervals(difference - high * error, difference - low * error)


def _statistic(null: Matrix, one: Drawn, weights: Sequence[float]) -> Matrix:
    """The studentized difference of every round and trial."""
    difference, squared = np.zeros(()), np.zeros(())
    for weight, some in zip(weights, one.strata, strict=True):
        values = null[:, some] - null[:, some].mean(axis=1, keepdims=True)
        holdout = int(one.held[0, some].sum())
        apart, spread = many.parted(values, one.rounds[:, some], holdout)
        difference = difference + weight * apart
        squared = squared + weight**2 * spread
    return np.asarray(difference / np.sqrt(squared))


def _counted(before: Matrix, without: Matrix, one: Drawn) -> Matrix:
    """How many trials raise an alarm, miss the truth, and raise one when compared plainly."""
    seen = np.where(one.held, without, without * (1 + EFFECT))
    none, moved = (many.capped(some, before, WINDOW_DAYS) for some in (without, seen))
    past = many.capped(before, before, BEFORE_DAYS)
    truth = np.zeros(len(before))
    for some in one.strata:
        arms = many.arms_of((moved - none)[:, some], one.held[:, some])
        truth += arms.treated * (some.stop - some.start) / before.shape[1]
    left = many.residuals(none, past)
    return np.array(
        [
            within(left, one).misses(0.0).sum(),
            within(many.residuals(moved, past), one).misses(truth).sum(),
            many.envelope(left, one.held, one.plain).misses(0.0).sum(),
        ]
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--trials", type=int, default=2_000)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for one, accounts, shares in product([MILDER, *populations()], ACCOUNTS, SHARES):
        told = cell(one, accounts, shares, trials=arguments.trials)
        rows.append(_row(one.name, accounts, shares, told, arguments.trials))
        print(rows[-1], flush=True)
    result = {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "trials": arguments.trials,
        "cells": rows,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("strata", table(result))
    sys.exit(0 if all(row["is_kept"] for row in rows) else 1)


def _row(
    population: str, accounts: int, shares: Sequence[float], told: Told, trials: int
) -> dict[str, Any]:
    return {
        "population": population,
        "accounts": accounts,
        "shares": list(shares),
        **told._asdict(),
        "is_kept": is_kept(told, trials),
    }


def is_kept(told: Told, trials: int) -> bool:
    """Whether both promises hold, but for two standard errors of so many trials."""
    return all(
        getattr(told, name) <= most + 2 * sqrt(most * (1 - most) / trials)
        for name, most in PROMISED.items()
    )


def table(result: dict[str, Any]) -> str:
    """As Markdown, in percent of trials."""
    rows = [
        f"| {row['population']} {row['accounts']:,} | "
        + " / ".join(f"{share:.0%}" for share in row["shares"])
        + f" | {row['alarms']:.1%} | {1 - row['misses']:.1%} | {row['plain_alarms']:.1%} |"
        for row in result["cells"]
    ]
    kept = sum(row["is_kept"] for row in result["cells"])
    where = (
        f"Measured {result['measured_on']}, {result['trials']:,} trials a cell: {kept} of "
        f"{len(rows)} cells keep at most {PROMISED['alarms']:.1%} false alarms and at least "
        f"{1 - PROMISED['misses']:.0%} coverage, but for two standard errors."
    )
    head = "| accounts | held out: small / middle / large | false alarms | coverage | plain |"
    return "\n".join([where, "", head, "| --- | --- |" + " ---: |" * 3, *rows])


if __name__ == "__main__":
    main()
