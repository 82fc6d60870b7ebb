"""One cell of the table: many trials of one size, holdout and population."""

from dataclasses import asdict, dataclass

import numpy as np

from bench.calibration import many, peers
from bench.calibration.many import Flags
from bench.calibration.populations import (
    WEEKS,
    WINDOW_DAYS,
    Accounts,
    Matrix,
    Population,
)

EFFECT = 0.15  # relative, in the A/B trials
BATCH = 100  # trials that share the rounds of a permutation


@dataclass(frozen=True)
class Cell:
    """How many accounts, how many of them held out, out of which population."""

    population: str
    accounts: int
    holdout: float


@dataclass
class Counted:
    """Shares of trials, once they are divided by `trials`."""

    trials: int = 0
    alarms: float = 0  # A/A: the interval leaves out zero
    praise: float = 0  # A/A: and says it is good
    covered: float = 0  # A/B: the interval holds the truth
    looked: float = 0  # A/A: any of four planned looks leaves out zero
    welch_alarms: float = 0
    welch_praise: float = 0
    welch_covered: float = 0
    welch_peeked: float = 0  # four looks at 5 % each
    growthbook_alarms: float = 0
    growthbook_covered: float = 0
    growthbook_sequence: float = 0  # any of four looks of the sequence

    def shares(self) -> dict[str, float]:
        return {
            name: round(float(value) / self.trials, 4) if name != "trials" else float(value)
            for name, value in asdict(self).items()
        }


def run(population: Population, cell: Cell, *, trials: int, rounds: int, seed: int) -> Counted:
    """Run the trials of a cell, a batch at a time."""
    counted = Counted()
    for batch in range(-(-trials // BATCH)):
        rng = np.random.default_rng([seed, cell.accounts, round(100 * cell.holdout), batch])
        size = min(BATCH, trials - batch * BATCH)
        found = population.draw(size, cell.accounts, rng)
        holdout = round(cell.accounts * cell.holdout)
        held = many.drawn(size, cell.accounts, holdout, rng)
        draws = many.drawn(rounds, cell.accounts, holdout, rng).astype(np.float64)
        _count(counted, found, held, draws)
    return counted


def _count(counted: Counted, found: Accounts, held: Flags, draws: Matrix) -> None:
    counted.trials += held.shape[0]
    _count_no_effect(counted, found, held, draws)
    _count_effect(counted, found, held, draws)


def _count_no_effect(counted: Counted, found: Accounts, held: Flags, draws: Matrix) -> None:
    alarms, is_praise = _ours(found, found.until, held, draws)
    arms = many.arms_of(found.until[-1], held)
    naive, relative = many.plain(arms), peers.relative(arms)
    counted.alarms += alarms.sum()
    counted.praise += (alarms & is_praise).sum()
    counted.welch_alarms += naive.misses(0.0).sum()
    counted.welch_praise += (naive.low > 0).sum()
    counted.growthbook_alarms += relative.misses(0.0).sum()
    by_look = [many.arms_of(until, held) for until in found.until]
    looked = [
        _ours(found, found.until[: look + 1], held, draws, confidence=1 - 0.05 / WEEKS)[0]
        for look in range(WEEKS)
    ]
    counted.looked += np.any(looked, axis=0).sum()
    counted.welch_peeked += np.any([many.plain(one).misses(0.0) for one in by_look], 0).sum()
    sequence = [peers.sequence(one).misses(0.0) for one in by_look]
    counted.growthbook_sequence += np.any(sequence, axis=0).sum()


def _count_effect(counted: Counted, found: Accounts, held: Flags, draws: Matrix) -> None:
    """Every treated account buys so much more; the truth is what it came to, up to the cap."""
    without = found.until
    after = without * (1 + EFFECT)
    seen = np.where(held, without, after)
    told = [many.capped(one[-1], found.before, WINDOW_DAYS) for one in (after, without)]
    brought = (told[0] - told[1])[~held].reshape(len(held), -1).mean(axis=1)
    raw = (after[-1] - without[-1]).mean(axis=1)
    arms = many.arms_of(seen[-1], held)
    counted.covered += (~_ours(found, seen, held, draws, brought)[0]).sum()
    counted.welch_covered += (~many.plain(arms).misses(raw)).sum()
    counted.growthbook_covered += (~peers.relative(arms).misses(EFFECT)).sum()


def _ours(
    found: Accounts,
    until: Matrix,
    held: Flags,
    draws: Matrix,
    truth: Matrix | float = 0.0,
    confidence: float = 0.95,
) -> tuple[Flags, Flags]:
    """Whether the decision metric as of the last of these looks – capped, adjusted, permuted –
    leaves out the truth; and whether the treated bought more."""
    days = WINDOW_DAYS * len(until) / WEEKS
    values = many.capped(until[-1], found.before, days)
    before = many.capped(found.before, found.before, 180)
    arms = many.arms_of(many.residuals(values, before), held)
    is_more = arms.treated > arms.holdout
    return many.missed(values, before, held, draws, truth, confidence), is_more
