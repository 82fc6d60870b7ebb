"""Whom to write to next: what a campaign's own arms tell about those whom a message moves."""

from dataclasses import dataclass
from datetime import timedelta

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.foundation.refusal import Refusal
from core.results import outcomes, records
from core.results.estimates import seed_of
from core.results.model import Readout, Reason, Verdict, Window
from core.store.store import Tx
from core.uplift.learners import Features, learned
from core.uplift.mean import Numbers
from core.uplift.qini import Qini, qini
from core.warehouse.snapshot import Snapshot

FEWEST_BUYERS = 30  # in each half of each arm, or a model learns noise
MOST_LEVELS = 12  # of a text; rarer ones are one level
NUMBERS = ("employees", "days_with_us", "services", "fee")
TEXTS = ("region", "industry", "size_band")
MODEL = "t-logistic-1"  # the features and the way of learning; another one, another name

Commonest = dict[str, list[str]]  # the levels of each text that are flags of their own

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


_EVERYBODY = "SELECT account_id, true AS is_treated FROM accounts ORDER BY account_id"


class NoAdvice(Refusal):
    """A ranking that is no better than chance is not kept."""

    def __init__(self, reason: Reason) -> None:
        plain = {name: one for name, one in reason.values.items() if isinstance(one, int)}
        super().__init__(f"results-reason-{reason.key}", **plain)


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


@dataclass(frozen=True)
class _Lesson:
    """A campaign's accounts, with what they did, and which half of them is learnt from."""

    table: pa.Table
    features: Features
    commonest: Commonest
    bought: Numbers  # 0 or 1
    treated: NDArray[np.bool_]
    half: NDArray[np.bool_]
    seed: int

    def told(self, ask: Features) -> Numbers:
        """The uplift that the half foretells for others. Raises `NoModel`."""
        return _learned(self.features, self.bought, self.treated, self.half, ask)


def advice(tx: Tx, snapshot: Snapshot, found: Readout) -> Advice:
    """Learn on one half of the accounts, judge on the other, and advise only where it helps.

    The outcome is whether an account bought within the window. Raises `NoModel`.
    """
    if found.window is None or found.findings is None or found.verdict is Verdict.REFUSED:
        return Advice(None, (Reason("no-advice-yet", {}),), ())
    return _judged(_lesson(tx, snapshot, found, found.window))


def ranking(tx: Tx, snapshot: Snapshot, found: Readout) -> tuple[str, ...]:
    """Every account of the base by the uplift foretold for it now, the best first.

    By the model that was judged. Raises `NoAdvice` where there is none, and `NoModel`.
    """
    if found.window is None or found.findings is None or found.verdict is Verdict.REFUSED:
        raise NoAdvice(Reason("no-advice-yet", {}))
    lesson = _lesson(tx, snapshot, found, found.window)
    if refusals := _judged(lesson).refusals:
        raise NoAdvice(refusals[0])
    everybody = snapshot.arrow(_EVERYBODY)
    tomorrow = Window(snapshot.publication.as_of + timedelta(days=1), 1)
    table = snapshot.arrow(_FEATURES, (tomorrow.start,), given={"arms": everybody})
    before = outcomes.outcomes(snapshot, everybody, tomorrow).before
    told = lesson.told(_features(table, before, lesson.commonest))
    order = np.argsort(-told, kind="stable")
    return tuple(table["account_id"].take(pa.array(order)).to_pylist())


def _lesson(tx: Tx, snapshot: Snapshot, found: Readout, window: Window) -> _Lesson:
    arms = records.arms(tx, found.trial.campaign_id)
    bought = outcomes.outcomes(snapshot, arms, window)
    table = snapshot.arrow(_FEATURES, (window.start,), given={"arms": arms})
    seed = seed_of(f"{found.trial.seed}:advice")
    commonest = _levels_in(table)
    return _Lesson(
        table=table,
        features=_features(table, bought.before, commonest),
        commonest=commonest,
        bought=(bought.orders > 0).astype(np.float64),
        treated=bought.is_treated,
        half=np.random.default_rng(seed).permutation(bought.orders.size) % 2 == 0,
        seed=seed,
    )


def _judged(lesson: _Lesson) -> Advice:
    y, treated, half = lesson.bought, lesson.treated, lesson.half
    if _too_few(y, treated, half):
        return Advice(None, (Reason("few-buyers", {"fewest": FEWEST_BUYERS}),), ())
    told = lesson.told(lesson.features[~half])
    judged = qini(y[~half], told, treated[~half], seed=lesson.seed)
    if not judged.is_of_use:
        return Advice(judged, (Reason("no-targeting", {}),), ())
    return Advice(judged, (), tuple(_levels(lesson.table.filter(~half), told)))


def _learned(
    features: Features,
    y: Numbers,
    treated: NDArray[np.bool_],
    half: NDArray[np.bool_],
    ask: Features,
) -> Numbers:
    try:
        return learned(features[half], y[half], treated[half], ask=ask)
    except ImportError:
        raise NoModel("results-no-model") from None


def _levels_in(table: pa.Table) -> Commonest:
    """The commonest levels of each text, among those the model learns from."""
    found = {}
    for name in TEXTS:
        kinds, counts = np.unique(np.asarray(table[name].to_pylist()), return_counts=True)
        found[name] = kinds[np.argsort(-counts, kind="stable")][:MOST_LEVELS].tolist()
    return found


def _features(table: pa.Table, before: Numbers, commonest: Commonest) -> Features:
    """Numbers as they are, texts as flags of their commonest levels."""
    columns = [np.log1p(np.maximum(before, 0.0))]
    columns += [np.asarray(table[name].to_numpy(), dtype=np.float64) for name in NUMBERS]
    for name in TEXTS:
        values = np.asarray(table[name].to_pylist())
        columns += [(values == kind).astype(np.float64) for kind in commonest[name]]
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
