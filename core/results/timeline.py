"""A campaign's delivery over time: what left, what was opened and clicked, and by whom."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, String, distinct, func, or_, select, type_coerce

from core.delivery.feedback.labels import Kind, Label
from core.delivery.model import State
from core.store.schema import dispatches, tracking_events
from core.store.store import Tx

HOURLY = timedelta(days=3)  # a campaign no longer than that is told hour by hour
HOUR = 13  # letters of a moment up to its hour


@dataclass(frozen=True)
class Span:
    """What happened in one hour or day; messages opened and clicked in it, by whom."""

    start: datetime  # by the clock of the house
    sent: int
    touched: Mapping[tuple[Kind, Label], int]


@dataclass(frozen=True)
class Timeline:
    """Hours or days in which anything happened, in order; those between are not among them."""

    is_hourly: bool
    spans: tuple[Span, ...]

    @property
    def has_touches(self) -> bool:
        return any(span.touched for span in self.spans)


def timeline(tx: Tx, campaign_id: str, *, time_zone: str) -> Timeline:
    """When a campaign's messages left, and were opened and clicked: once an hour each."""
    zone, own, events = ZoneInfo(time_zone), dispatches.c, tracking_events.c
    # What was refused as it was handed over counts as sent elsewhere, and so it does here.
    is_gone = or_(own.sent_at.is_not(None), own.state == State.BOUNCED)
    left = _hour(tx, func.coalesce(own.sent_at, own.settled_at))
    sent = select(left, func.count()).where(own.campaign_id == campaign_id, is_gone)
    happened = _hour(tx, events.happened_at)
    seen = func.count(distinct(events.dispatch_id))
    touches = (
        select(happened, events.kind, events.label, seen)
        .join(dispatches, own.id == events.dispatch_id)
        .where(own.campaign_id == campaign_id)
        .group_by(happened, events.kind, events.label)
    )
    hours = {_moment(hour, zone): n for hour, n in tx.execute(sent.group_by(left))}
    found = {
        (_moment(hour, zone), (Kind(kind), Label(label))): n
        for hour, kind, label, n in tx.execute(touches)
    }
    return _told(hours, found)


def _told(
    sent: Mapping[datetime, int], touches: Mapping[tuple[datetime, tuple[Kind, Label]], int]
) -> Timeline:
    moments = sorted({*sent, *(moment for moment, _ in touches)})
    is_hourly = bool(moments) and moments[-1] - moments[0] <= HOURLY
    left: Counter[datetime] = Counter()
    touched: dict[datetime, Counter[tuple[Kind, Label]]] = {}
    for moment, n in sent.items():
        left[_start(moment, is_hourly=is_hourly)] += n
    for (moment, what), n in touches.items():
        touched.setdefault(_start(moment, is_hourly=is_hourly), Counter())[what] += n
    starts = sorted({*left, *touched})
    return Timeline(
        is_hourly, tuple(Span(one, left[one], touched.get(one, {})) for one in starts)
    )


def _start(moment: datetime, *, is_hourly: bool) -> datetime:
    return moment if is_hourly else moment.replace(hour=0, minute=0)


def _moment(hour: str, zone: ZoneInfo) -> datetime:
    return datetime.fromisoformat(f"{hour}:00+00:00").astimezone(zone)


def _hour(tx: Tx, moment: ColumnElement[datetime]) -> ColumnElement[str]:
    """The hour a moment is in, in UTC: “2026-03-02T09”."""
    if tx.dialect.name == "postgresql":
        return func.to_char(func.timezone("UTC", moment), 'YYYY-MM-DD"T"HH24')
    return func.substr(type_coerce(moment, String), 1, HOUR)
