"""Whom to write to next: what a campaign's own arms tell about those whom a message moves."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.foundation.refusal import Refusal
from core.results import outcomes, records
from core.results.estimates import seed_of
from core.results.model import Readout, Reason, Verdict
from core.store.store import Tx
from core.uplift.learners import Features, learned
from core.uplift.mean import Numbers
from core.uplift.qini import Qini, qini
from core.warehouse.snapshot import Snapshot

FEWEST_BUYERS = 30  # in each half of each arm, or a model learns noise
MOST_LEVELS = 12  # of a text; rarer ones are one level
NUMBERS = ("employees", "days_with_us", "services", "fee")
TEXTS = ("region", "industry", "size_band")

# What was known of an account before the send, and of it alone.
_FEATURES = """\
SELECT arms.account_id, coalesce(a.region, '') AS region, coalesce(a.industry, '') AS industry,
    coalesce(a.size_band, '') AS size_band,
    ln(1 + coalesce(a.employees, 0)) AS employees,
    coalesce(date_diff('day', a.since, $1::DATE), 0)::DOUBLE AS days_with_us,
    ln(1 + coalesce(s.services, 0)) AS services, ln(1 + coalesce(s.fee, 0)) AS fee
FROM arms LEFT JOIN accounts a USING (account_id)
LEFT JOIN (
    SELECT account_ordinal, count(*) AS services, sum(monthly_fee)::DOUBLE AS fee
    FROM services WHERE installed_on < $1::DATE AND contract_ends_on >= $1::DATE
    GROUP BY account_ordinal) s ON s.account_ordinal = a.ordinal
ORDER BY arms.account_id"""


class NoModel(Refusal):
    """The library that learns is not installed here."""


@dataclass(frozen=True)
class Level:
    """Accounts that share a trait, and how much more of them buy for a message."""

    trait: str  # a field of the catalogue
    value: str
    accounts: int
    uplift: float  # foretold, as a share of accounts


@dataclass(frozen=True)
class Advice:
    """Who is moved by a message: none where the ranking is no better than chance."""

    qini: Qini | None
    refusals: tuple[Reason, ...]
    levels: tuple[Level, ...]  # the best first


def advice(tx: Tx, snapshot: Snapshot, found: Readout) -> Advice:
    """Learn on one half of the accounts, judge on the other, and advise only where it helps.

    The outcome is whether an account bought within the window. Raises `NoModel`.
    """
    if found.window is None or found.findings is None or found.verdict is Verdict.REFUSED:
        return Advice(None, (Reason("no-advice-yet", {}),), ())
    arms = records.arms(tx, found.trial.campaign_id)
    bought = outcomes.outcomes(snapshot, arms, found.window)
    table = snapshot.arrow(_FEATURES, (found.window.start,), given={"arms": arms})
    features = _features(table, bought.before)
    seed = seed_of(f"{found.trial.seed}:advice")
    half = np.random.default_rng(seed).permutation(bought.orders.size) % 2 == 0
    y = (bought.orders > 0).astype(np.float64)
    if _too_few(y, bought.is_treated, half):
        return Advice(None, (Reason("few-buyers", {"fewest": FEWEST_BUYERS}),), ())
    told = _learned(features, y, bought.is_treated, half)
    judged = qini(y[~half], told[~half], bought.is_treated[~half], seed=seed)
    if not judged.is_of_use:
        return Advice(judged, (Reason("no-targeting", {}),), ())
    return Advice(judged, (), tuple(_levels(table.filter(~half), told[~half])))


def _learned(
    features: Features, y: Numbers, treated: NDArray[np.bool_], half: NDArray[np.bool_]
) -> Numbers:
    try:
        return learned(features[half], y[half], treated[half], ask=features)
    except ImportError:
        raise NoModel("results-no-model") from None


def _features(table: pa.Table, before: Numbers) -> Features:
    """Numbers as they are, texts as flags of their commonest levels."""
    columns = [np.log1p(np.maximum(before, 0.0))]
    columns += [np.asarray(table[name].to_numpy(), dtype=np.float64) for name in NUMBERS]
    for name in TEXTS:
        values = np.asarray(table[name].to_pylist())
        kinds, counts = np.unique(values, return_counts=True)
        commonest = kinds[np.argsort(-counts, kind="stable")][:MOST_LEVELS]
        columns += [(values == kind).astype(np.float64) for kind in commonest]
    return np.column_stack(columns)


def _too_few(y: Numbers, treated: NDArray[np.bool_], half: NDArray[np.bool_]) -> bool:
    counts = [y[arm & part].sum() for arm in (treated, ~treated) for part in (half, ~half)]
    return bool(min(counts) < FEWEST_BUYERS)


def _levels(table: pa.Table, told: Numbers) -> list[Level]:
    """What is foretold of accounts nothing was learnt from, by their traits."""
    found = []
    for name in TEXTS:
        values = np.asarray(table[name].to_pylist())
        for value in np.unique(values):
            members = values == value
            if value and members.sum() >= FEWEST_BUYERS:
                size, uplift = int(members.sum()), float(told[members].mean())
                found.append(Level(name, str(value), size, uplift))
    return sorted(found, key=lambda one: -one.uplift)
