"""All campaigns together: what each is worth beside the others, and what was learnt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from math import sqrt

import scipy
from sqlalchemy import select

from core.results.model import Readout, Verdict
from core.store.schema import briefs, campaign_steps, campaigns, segments
from core.store.store import Tx
from core.uplift.mean import Interval, Uplift
from core.uplift.shrinking import FEWEST, Shrunken, Together, shrunken, together

REACH = 1.96  # standard errors either side, of a sum
DIMENSIONS = ("segment", "product", "purpose", "channel")
THEN = "+"  # between the channels of one campaign, in the order of its steps

Kinds = tuple[str, str, str, str]  # one of each dimension


@dataclass(frozen=True)
class Placed:
    """One campaign that may be told, beside the others.

    `relative` is the uplift as a share of what held-out accounts bought, `shrunken` the same
    pulled towards the others; `total` is money over all treated accounts, `error` its standard
    error.
    """

    readout: Readout
    relative: Interval
    ratio: float
    shrunken: Shrunken
    total: float
    error: float
    segment: str
    product: str
    purpose: str
    channel: str  # of its steps, joined by `THEN`

    @property
    def ended(self) -> date:
        assert self.readout.window is not None
        return self.readout.window.last

    def when(self) -> tuple[date, str]:
        """What campaigns are ordered by: the day their windows ended."""
        return self.ended, self.readout.trial.campaign_id


@dataclass(frozen=True)
class Step:
    """Incremental revenue of all campaigns whose window was over by a day, with its band."""

    day: date
    name: str
    total: float
    low: float
    high: float


@dataclass(frozen=True)
class Learnt:
    """What the campaigns of one kind have in common, where there are enough of them."""

    kind: str
    campaigns: int
    pooled: Together | None


@dataclass(frozen=True)
class Portfolio:
    """All campaigns: those that may be told, and all with their readouts."""

    readouts: tuple[Readout, ...]
    placed: tuple[Placed, ...]

    @property
    def unfinished(self) -> list[Readout]:
        """Those that may be told already, though a planned look is still to come."""
        return [
            one for one in self.readouts if one.verdict is not Verdict.REFUSED and _goes_on(one)
        ]

    @property
    def pooled(self) -> Together | None:
        """What a campaign is worth in the middle, as a share of sales."""
        return _pooled(self.placed)

    @property
    def growth(self) -> list[Step]:
        """Money added up in the order windows ended.

        Campaigns are drawn apart from each other, so their errors add as squares.
        """
        ordered = sorted(
            self.placed, key=lambda one: (one.ended, one.readout.trial.campaign_id)
        )
        totals = accumulate(one.total for one in ordered)
        squares = accumulate(one.error**2 for one in ordered)
        return [
            Step(
                one.ended,
                one.readout.trial.name,
                total,
                total - REACH * sqrt(square),
                total + REACH * sqrt(square),
            )
            for one, total, square in zip(ordered, totals, squares, strict=True)
        ]

    def learnt(self, dimension: str) -> list[Learnt]:
        """Per segment, product, purpose or channel: how many campaigns, and what they have in
        common.

        Each campaign was drawn against its own holdout, its kind was not: two kinds differ in
        whom they wrote to and when as well, so that none of this compares kinds.
        """
        kinds: dict[str, list[Placed]] = {}
        for one in self.placed:
            kinds.setdefault(str(getattr(one, dimension)), []).append(one)
        return [Learnt(kind, len(some), _pooled(some)) for kind, some in sorted(kinds.items())]


def portfolio(tx: Tx, readouts: Sequence[Readout]) -> Portfolio:
    """Put campaigns beside one another; those that may not be told keep their reasons."""
    told = [one for one in readouts if _is_told(one)]
    ratios = [_ratio(one) for one in told]
    pulled = shrunken([r for r, _ in ratios], [e for _, e in ratios]) if told else []
    kinds = _kinds(tx, [one.trial.campaign_id for one in told])
    placed = [
        _placed(one, ratio, pull, kinds[one.trial.campaign_id])
        for one, ratio, pull in zip(told, ratios, pulled, strict=True)
    ]
    return Portfolio(tuple(readouts), tuple(placed))


def _is_told(one: Readout) -> bool:
    if one.findings is None or one.verdict is Verdict.REFUSED or one.window is None:
        return False
    if _goes_on(one):
        return False
    money = one.findings.money
    return money.holdout.mean > 0 and money.uplift.error > 0


def _goes_on(one: Readout) -> bool:
    """Whether a look is still to come: a part of a window is no campaign's result."""
    return one.look is not None and one.look.next_on is not None


def _error(one: Readout, uplift: Uplift) -> float:
    """The standard error that an interval implies, which is as sure as the look was."""
    return uplift.interval.half_width / float(scipy.stats.norm.ppf(0.5 + one.confidence / 2))


def _ratio(one: Readout) -> tuple[float, float]:
    """The uplift as a share of the holdout's mean, and its standard error by the interval."""
    assert one.findings is not None
    money = one.findings.money
    mean = money.holdout.mean
    return money.uplift.difference / mean, _error(one, money.uplift) / mean


def _placed(one: Readout, ratio: tuple[float, float], pulled: Shrunken, kinds: Kinds) -> Placed:
    assert one.findings is not None
    money, uncapped = one.findings.money, one.findings.uncapped
    mean = money.holdout.mean
    n = uncapped.treated.n
    return Placed(
        readout=one,
        relative=Interval(money.uplift.low / mean, money.uplift.high / mean),
        ratio=ratio[0],
        shrunken=pulled,
        total=uncapped.uplift.difference * n,
        error=_error(one, uncapped.uplift) * n,
        segment=kinds[0],
        product=kinds[1],
        purpose=kinds[2],
        channel=kinds[3],
    )


def _pooled(placed: Iterable[Placed]) -> Together | None:
    some = list(placed)
    if len(some) < FEWEST:
        return None
    found = [_ratio(one.readout) for one in some]
    return together([ratio for ratio, _ in found], [error for _, error in found])


def _kinds(tx: Tx, ids: Sequence[str]) -> dict[str, Kinds]:
    """Segment's name, product, purpose and channels of each; empty where it has none."""
    table = campaigns.c
    rows = tx.execute(
        select(table.id, segments.c.name, briefs.c.product, table.purpose, table.channel)
        .join(segments, segments.c.id == table.segment_id, isouter=True)
        .join(briefs, briefs.c.id == table.brief_id, isouter=True)
        .where(table.id.in_(list(ids)))
    ).all()
    step = campaign_steps.c
    later = select(step.campaign_id, step.channel).where(
        step.campaign_id.in_(list(ids)),
        step.asks.is_(None),  # being asked is no treatment
    )
    channels = {row.id: [row.channel] for row in rows}
    for row in tx.execute(later.order_by(step.campaign_id, step.number)):
        channels[row.campaign_id].append(row.channel)
    return {
        row.id: (
            row.name or "",
            row.product or "",
            row.purpose,
            THEN.join(dict.fromkeys(channels[row.id])),
        )
        for row in rows
    }
