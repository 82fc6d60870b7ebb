"""The demo's base over many seeds: how often intervals hold what is really true.

    python -m bench.coverage [--seeds 200] [--accounts 1500]

Draws the demo's base anew for each seed, with campaigns whose effect is put into the sales of
their treated accounts, and looks whether intervals hold the truth: what the campaign really
brought per treated account, exactly, by what was added to their sales and taken away. The
decision metric is held to what it brought up to the cap, the interval without a cap to all of
it. Beside them, promising nothing: the rate the draw was made with, of what all accounts would
have bought. Many seeds are drawn as one base, each with its own accounts, since every account
is a hash of its number. Writes `bench/coverage.json`; exit code 1 where 95 % are not kept.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from math import inf, sqrt
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
from duckdb import DuckDBPyConnection

from bench.segments.telling import put
from core.campaigns import holdout
from core.demo import base, effects
from core.demo.chance import Plan
from core.demo.effects import Trial
from core.results import estimates, judging, outcomes
from core.results.model import Estimate, Window
from core.results.outcomes import Outcomes
from core.uplift.mean import Numbers
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

RESULT = Path(__file__).with_name("coverage.json")
NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
KEEPERS = ("Account manager",)
PROMISED = 0.95
ROUNDS = 999
TOGETHER = 20  # seeds drawn as one base


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
    """One campaign of one seed: whether an interval held the truth, by what is promised."""

    campaign_id: str
    seed: int
    capped: bool
    uncapped: bool
    expected: bool  # the interval without a cap, of the rate that was drawn with
    told: bool  # not so wide that it is refused


class Seen(NamedTuple):
    """What one campaign did to the accounts of one seed, in the order of the outcomes."""

    plan: Planned
    seed: int
    outcomes: Outcomes
    changed: Numbers  # in the window, by the campaign


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=200)
    parser.add_argument("--accounts", type=int, default=1_500)
    arguments = parser.parse_args()
    found: list[Held] = []
    for first in range(1, arguments.seeds + 1, TOGETHER):
        seeds = range(first, min(first + TOGETHER, arguments.seeds + 1))
        found += held(seeds, arguments.accounts)
        print(f"seed {seeds[-1]}: {shares(found)}", flush=True)
    result = {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "seeds": arguments.seeds,
        "accounts": arguments.accounts,
        "promised": PROMISED,
        "readouts": len(found),
        "all": shares(found),
        "campaigns": {one.name: shares(of_campaign(found, one.name)) for one in CAMPAIGNS},
    }
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    put("coverage", told(result))
    print(json.dumps(result, indent=2))
    sys.exit(0 if is_kept(found) else 1)


def held(seeds: Sequence[int], accounts: int) -> list[Held]:
    """Every campaign of these seeds: whether its intervals hold what it brought."""
    ids = [f"A-{number:08d}" for number in range(accounts * len(seeds))]
    pieces = [ids[start : start + accounts] for start in range(0, len(ids), accounts)]
    treated = [
        [
            one
            for ours, seed in zip(pieces, seeds, strict=True)
            for one in _drawn(ours, two, seed)
        ]
        for two in CAMPAIGNS
    ]
    with tempfile.TemporaryDirectory(prefix="coverage-") as folder:
        snapshot, changes = _base(Path(folder), len(ids), seeds[0], treated)
        found: list[Held] = []
        for one, some in zip(CAMPAIGNS, treated, strict=True):
            rolled_up = outcomes.outcomes(snapshot, _arms(ids, some), _window(one))
            mine = [row for row in changes if row["campaign_id"] == one.name]
            found += [_held(seen) for seen in _seen(one, seeds, rolled_up, mine)]
        return found


def _base(
    folder: Path, accounts: int, seed: int, treated: list[list[str]]
) -> tuple[Snapshot, list[dict[str, Any]]]:
    """The base with every campaign's effect, and what each changed account by account."""
    changes: list[dict[str, Any]] = []

    def fill(connection: DuckDBPyConnection) -> None:
        plan = Plan(accounts, seed, today=NOW.date(), until=NOW.date(), months=1)
        trials = [_trial(one, some) for one, some in zip(CAMPAIGNS, treated, strict=True)]
        base.fill(connection, plan, keepers=KEEPERS, trials=trials)
        changes.extend(effects.by_account(connection).to_pylist())

    warehouse = Warehouse(folder)
    warehouse.publish(fill, name="Base", by="demo", at=NOW, as_of=NOW.date())
    return warehouse.current(), changes


def of_campaign(found: list[Held], name: str) -> list[Held]:
    return [one for one in found if one.campaign_id == name]


def shares(found: list[Held]) -> dict[str, float]:
    """How often each promise held, as shares of readouts."""
    return {
        name: round(sum(getattr(one, name) for one in found) / max(1, len(found)), 4)
        for name in ("capped", "uncapped", "expected", "told")
    }


def is_kept(found: list[Held]) -> bool:
    """Whether so few misses are what 95 % may give by chance: two standard errors at most over
    all campaigns, three over the campaigns of one kind."""
    kinds = [(of_campaign(found, one.name), 3) for one in CAMPAIGNS]
    return all(
        shares(some)[name] >= PROMISED - doubt * _error(len(some))
        for some, doubt in [(found, 2), *kinds]
        for name in ("capped", "uncapped")
    )


def told(result: dict[str, Any]) -> str:
    """The table as Markdown, in percent of readouts."""
    rows = [(name, some) for name, some in result["campaigns"].items()]
    lines = [
        f"| {name} | " + " | ".join(f"{100 * share:.1f}" for share in some.values()) + " |"
        for name, some in [*rows, ("all", result["all"])]
    ]
    where = (
        f"Measured {result['measured_on']}, {result['seeds']} seeds of {result['accounts']:,} "
        f"accounts, {result['readouts']} readouts, promised {PROMISED:.0%}:"
    )
    head = "| campaign | decision metric | without a cap | of the drawn rate | told |"
    return "\n".join([where, "", head, "| --- |" + " ---: |" * 4, *lines])


def _error(readouts: int) -> float:
    return sqrt(PROMISED * (1 - PROMISED) / max(1, readouts))


def _seen(
    one: Planned, seeds: Sequence[int], found: Outcomes, changes: list[dict[str, Any]]
) -> Iterator[Seen]:
    """The accounts of each seed apart."""
    by_account = {row["account_id"]: row["changed"] for row in changes}
    accounts = found.outcome.size // len(seeds)
    for start, seed in zip(range(0, found.outcome.size, accounts), seeds, strict=True):
        mine = slice(start, start + accounts)
        piece = Outcomes(
            found.table.slice(start, accounts),
            found.is_treated[mine],
            found.outcome[mine],
            found.orders[mine],
            found.before[mine],
        )
        ids = piece.table["account_id"].to_pylist()
        yield Seen(one, seed, piece, np.array([by_account.get(two, 0.0) for two in ids]))


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


def _held(seen: Seen) -> Held:
    one, found = seen.plan, seen.outcomes
    plan = estimates.Plan(one.days, estimates.seed_of(f"{seen.seed}-{one.name}"), ROUNDS)
    findings = estimates.findings(found, plan=plan)
    limit = findings.money.cap or inf
    without = found.outcome - seen.changed
    capped = np.minimum(found.outcome, limit) - np.minimum(without, limit)
    rate = one.rate if one.kind == "more" else -one.rate
    return Held(
        one.name,
        seen.seed,
        _holds(findings.money, float(capped[found.is_treated].mean())),
        _holds(findings.uncapped, float(seen.changed[found.is_treated].mean())),
        _holds(findings.uncapped, rate * float(without.mean())),
        not tuple(judging.refusals(findings)),
    )


def _holds(found: Estimate, truth: float) -> bool:
    return found.uplift.low <= truth <= found.uplift.high


if __name__ == "__main__":
    main()
