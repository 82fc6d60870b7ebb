"""The demo's base over many seeds: how often intervals hold what is really true.

    python -m bench.coverage [--seeds 200] [--accounts 1500]

Draws the demo's base for each seed, with campaigns whose effect is put into the sales of their
treated accounts, and looks whether the interval per account holds the true uplift: the rate the
draw was made with, of what all accounts bought or would have bought without it. Writes
`bench/coverage.json`; exit code 1 where the promise of 95 % is broken.
"""

import argparse
import json
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.campaigns import holdout
from core.demo import base
from core.demo.chance import Plan
from core.demo.effects import Trial, Truth
from core.results import estimates, outcomes
from core.results.model import Window
from core.warehouse.warehouse import Warehouse

RESULT = Path(__file__).with_name("coverage.json")
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEEPERS = ("Account manager",)
PROMISED = 0.95
ROUNDS = 999


class Planned(NamedTuple):
    """A campaign to all accounts: when, how long, what it does, how many are held out."""

    name: str
    days_ago: int
    days: int
    kind: str
    rate: float
    holdout: float


# The kinds and holdouts of the demo's own campaigns, one after the other.
CAMPAIGNS = (
    Planned("much-more", 205, 50, "more", 0.9, 0.4),
    Planned("little-more", 150, 45, "more", 0.1, 0.3),
    Planned("nothing", 100, 40, "more", 0.0, 0.5),
    Planned("fewer", 55, 50, "fewer", 0.5, 0.4),
)


class Held(NamedTuple):
    """One campaign of one seed: the truth per account, and the interval."""

    campaign_id: str
    seed: int
    truth: float
    low: float
    high: float

    @property
    def covers(self) -> bool:
        return self.low <= self.truth <= self.high


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--accounts", type=int, default=1_500)
    arguments = parser.parse_args()
    found: list[Held] = []
    for seed in range(1, arguments.seeds + 1):
        found += held(seed, arguments.accounts)
        print(f"seed {seed}: {_share(found):.1%} of {len(found)}", *_by(found), flush=True)
    by_campaign = {
        name: {"readouts": len(some), "covered": round(_share(some), 4)}
        for name in sorted({one.campaign_id for one in found})
        if (some := [one for one in found if one.campaign_id == name])
    }
    result = {
        "seeds": arguments.seeds,
        "accounts": arguments.accounts,
        "promised": PROMISED,
        "readouts": len(found),
        "covered": round(_share(found), 4),
        "campaigns": by_campaign,
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))
    sys.exit(0 if is_kept(found) else 1)


def held(seed: int, accounts: int) -> list[Held]:
    """Every campaign of one seed: what it changed per treated account, and its interval."""
    ids = [f"A-{number:08d}" for number in range(1, accounts + 1)]
    treated = [_drawn(ids, one, seed) for one in CAMPAIGNS]
    trials = [_trial(one, some) for one, some in zip(CAMPAIGNS, treated, strict=True)]
    truths: list[Truth] = []

    def fill(connection: DuckDBPyConnection) -> None:
        plan = Plan(accounts=accounts, seed=seed, today=NOW.date(), until=NOW.date())
        truths.extend(base.fill(connection, plan, keepers=KEEPERS, trials=trials))

    with tempfile.TemporaryDirectory(prefix="coverage-") as folder:
        warehouse = Warehouse(Path(folder))
        warehouse.publish(fill, name="Base", by="demo", at=NOW, as_of=NOW.date())
        snapshot = warehouse.current()
        return [
            _held(outcomes.outcomes(snapshot, _arms(ids, some), _window(one)), one, truth, seed)
            for one, some, truth in zip(CAMPAIGNS, treated, truths, strict=True)
        ]


def is_kept(found: list[Held]) -> bool:
    """Whether so few misses are what 95 % may give by chance, two standard errors at most."""
    doubt = 2 * sqrt(PROMISED * (1 - PROMISED) / max(1, len(found)))
    return _share(found) >= PROMISED - doubt


def _drawn(ids: list[str], one: Planned, seed: int) -> list[str]:
    left_in_peace = holdout.assign(ids, share=one.holdout, seed=f"{seed}-{one.name}")
    return [account for account in ids if account not in left_in_peace]


def _trial(one: Planned, treated: list[str]) -> Trial:
    window = _window(one)
    return Trial(one.name, window.start, window.days, one.kind, one.rate, "Облако", treated)


def _window(one: Planned) -> Window:
    return Window(NOW.date() - timedelta(days=one.days_ago), one.days)


def _arms(ids: list[str], treated: list[str]) -> pa.Table:
    chosen = set(treated)
    return pa.table({"account_id": ids, "is_treated": [one in chosen for one in ids]})


def _held(found: outcomes.Outcomes, one: Planned, truth: Truth, seed: int) -> Held:
    plan = estimates.Plan(one.days, estimates.seed_of(f"{seed}-{one.name}"), ROUNDS)
    uplift = estimates.findings(found, plan=plan).uncapped.uplift
    assert truth.expected is not None
    # What everybody bought, or would have without the campaign, changed by its rate.
    without = truth.without + float(found.outcome[~found.is_treated].sum())
    true = truth.expected * without / found.outcome.size
    return Held(one.name, seed, true, uplift.low, uplift.high)


def _by(found: list[Held]) -> list[str]:
    """Each kind of campaign with its own share."""
    return [
        f"{one.name} {_share([two for two in found if two.campaign_id == one.name]):.1%}"
        for one in CAMPAIGNS
    ]


def _share(found: list[Held]) -> float:
    return sum(one.covers for one in found) / max(1, len(found))


if __name__ == "__main__":
    main()
