"""Whether the smallest uplift that is foreseen is found as often as it is said.

    python -m bench.calibration.foresight [--trials 300] [--most 2400]

A trial is one audience over two windows. Its first window and the time before foretell the
smallest uplift of the decision metric, as a share of the mean, as they do before a campaign;
that share of the mean of the second window, and a bit less and more, is then put on every
treated account there, and judged as results are. How many times the foreseen uplift 80 % of
the trials find says how far apart it is from what is simulated. Beside it stands how far the
same forecast moves from one window of the same accounts to the next: what moves further cannot
be foreseen by anybody. Without a history no cap is set, and nothing is promised.

Trials have their own doubt. A cell with a history that is neither within 10 % by one standard
error nor beyond it by two is tried on, twice as often each time, up to `--most` trials. Writes
`bench/foresight.json`; exit code 1 where foreseen and simulated then differ by more than 10 %
and two errors over a cell with a history.
"""

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import product
from math import inf, sqrt
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
ERRORS = 2  # of its own trials that a cell may be further apart
BATCH, ROUNDS = 100, 499
SHOWN = ("foreseen", "simulated", "error", "trials", "found", "moves")


class Foreseen(NamedTuple):
    """One cell: what is foreseen on the average, as a share of the mean, how often so many
    times it are found, how far a typical audience's forecast moves to its second window, and
    in how many trials."""

    smallest: float
    power: tuple[float, ...]  # at each of `TIMES`
    moves: float
    trials: int

    @property
    def apart(self) -> float:
        """How much more than foreseen is found with `POWER`, as a share of the foreseen, by the
        line between the simulated points; beyond them, at least so much."""
        return float(np.interp(POWER, self.power, TIMES)) - 1

    @property
    def error(self) -> float:
        """The standard error of `apart`: that of the share which is found, through how steep
        the simulated power is. Source: the delta method."""
        steep = (self.power[-1] - self.power[0]) / (TIMES[-1] - TIMES[0])
        return sqrt(POWER * (1 - POWER) / self.trials) / steep if steep > 0 else inf

    @property
    def is_close(self) -> bool:
        return abs(self.apart) < CLOSE + 1e-9

    @property
    def is_kept(self) -> bool:
        return abs(self.apart) < CLOSE + ERRORS * self.error

    @property
    def is_open(self) -> bool:
        """Whether the trials cannot tell yet: neither clearly inside nor broken."""
        return self.is_kept and abs(self.apart) > CLOSE - self.error


@dataclass
class _Tried:
    """Trials so far: how many found so many times what was foreseen, and what that was."""

    found: Matrix
    smallest: list[Matrix]
    moves: Matrix

    def told(self) -> Foreseen:
        every = np.concatenate(self.smallest)
        power = tuple((self.found / every.size).tolist())
        return Foreseen(float(every.mean()), power, float(np.median(self.moves)), every.size)


def cell(  # noqa: PLR0913 – a cell, and how long it is tried
    population: Population,
    accounts: int,
    holdout: float,
    *,
    has_past: bool,
    trials: int,
    most: int = 0,
    seed: int = 1,
) -> Foreseen:
    """Foresee and simulate one cell; while it is open twice as often, up to `most` trials."""
    tried = _Tried(np.zeros(len(TIMES)), [], np.zeros(0))
    held_out, done = round(accounts * holdout), 0
    while True:
        for start in range(done, trials, BATCH):
            rng = np.random.default_rng([seed, accounts, held_out, start // BATCH])
            windows = population.twice(min(BATCH, trials - start), accounts, rng)
            _try(tried, windows, held_out, rng, has_past=has_past)
        told, done, trials = tried.told(), trials, 2 * trials
        if trials > most or not told.is_open:
            return told


def _try(
    tried: _Tried,
    windows: tuple[Accounts, Accounts],
    held_out: int,
    rng: np.random.Generator,
    *,
    has_past: bool,
) -> None:
    """A batch of trials."""
    told = _foreseen(windows[0], held_out, has_past=has_past)
    if not tried.smallest:  # as many as tell a median
        after = _foreseen(windows[1], held_out, has_past=has_past)
        tried.moves = np.abs(after / told - 1)
    tried.smallest.append(told)
    size, accounts = windows[0].before.shape
    held = many.drawn(size, accounts, held_out, rng)
    draws = many.drawn(ROUNDS, accounts, held_out, rng).astype(np.float64)
    values, before = _seen(windows[1], has_past=has_past)
    effect = told[:, None] * values.mean(axis=1, keepdims=True)
    for place, times in enumerate(TIMES):
        moved = values + np.where(held, 0.0, times * effect)
        tried.found[place] += many.missed(moved, before, held, draws, 0.0).sum()


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
    parser.add_argument("--most", type=int, default=2_400)
    arguments = parser.parse_args()
    rows: list[dict[str, Any]] = []
    for has_past, one, accounts, holdout in product(
        (True, False), populations(), ACCOUNTS, HOLDOUTS
    ):
        often = {"trials": arguments.trials, "most": arguments.most * has_past}
        found = cell(one, accounts, holdout, has_past=has_past, **often)
        rows.append(row(one.name, accounts, holdout, found, has_past=has_past))
        print(rows[-1], flush=True)
        keep(rows, arguments.trials)
    sys.exit(0 if all(one["is_kept"] for one in rows if one["has_past"]) else 1)


def keep(rows: list[dict[str, Any]], trials: int) -> None:
    """Write down what was measured, cell by cell: a run that is stopped keeps what it has."""
    today = datetime.now(UTC).date().isoformat()
    result = {"measured_on": today, "trials": trials, "cells": rows}
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("foresight", told(result))


def row(
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
        "trials": found.trials,
        "error": round(found.error, 4),
        "is_close": found.is_close,
        "is_kept": found.is_kept,
    }


def told(result: dict[str, Any]) -> str:
    """The table as Markdown."""
    rows = [
        f"| {one['population']} {one['accounts']:,}, {one['holdout']:.0%} | "
        f"{'yes' if one['has_past'] else 'no'} | {one['foreseen']:.0%} | "
        f"{_apart(one['apart'])} | {_error(one)} | {one['trials']:,} | "
        f"{one['power']:.1%} | {one['moves']:.0%} |"
        for one in result["cells"]
    ]
    names = (
        "accounts, holdout | history | foreseen | simulated | error | trials | found | moves"
    )
    line = "| --- | --- |" + " ---: |" * 6
    return "\n".join([_where(result), "", f"| {names} |", line, *rows])


def _where(result: dict[str, Any]) -> str:
    some = [one for one in result["cells"] if one["has_past"]]
    close = sum(one["is_close"] for one in some)
    kept = sum(one["is_kept"] for one in some) - close
    return (
        f"Measured {result['measured_on']}, {result['trials']:,} trials a cell, more near the "
        f"limit: with a history {close} of {len(some)} cells within {CLOSE:.0%}, {kept} beyond "
        f"by at most {ERRORS} errors of their trials, {len(some) - close - kept} by more."
    )


def _error(one: dict[str, Any]) -> str:
    """Unknown of trials that were run before errors were kept."""
    return "–" if one["error"] is None else f"{one['error']:.1%}"


def _apart(share: float) -> str:
    """How much more than foreseen 80 % find; at the edge of what was tried: at least so."""
    sign = {TIMES[0] - 1: "at most ", TIMES[-1] - 1: "at least "}
    edge = next((word for limit, word in sign.items() if abs(limit - share) < 1e-9), "")
    return f"{edge}{share:+.1%}"


if __name__ == "__main__":
    main()
