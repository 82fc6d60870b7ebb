"""Opens and clicks in the operational store: kept as they came, and labelled."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from core.campaigns.model import CampaignId
from core.delivery.labels import Around, Event, Kind, Label, book, label
from core.store.schema import dispatches, tracking_events
from core.store.store import Tx

MOST_EVENTS = 500  # of one message that are kept
_events = tracking_events.c


def keep(tx: Tx, events: Sequence[Event]) -> int:
    """Keep what came in, and label the messages it belongs to anew; return how many."""
    names = sorted({one.dispatch_id for one in events})
    counts = _counts(tx, names)
    kept = []
    for one in events:
        if one.dispatch_id in counts and counts[one.dispatch_id] < MOST_EVENTS:
            counts[one.dispatch_id] += 1
            kept.append(vars(one) | {"label": Label.UNKNOWN, "rule": ""})
    if kept:
        tx.execute(insert(tracking_events), kept)
        relabel(tx, sorted({str(one["dispatch_id"]) for one in kept}))
    return len(kept)


def relabel(tx: Tx, dispatch_ids: Sequence[str]) -> None:
    """Say anew of every event of these messages who it was: later ones tell of earlier."""
    rows = _rows(tx, dispatch_ids)
    crowds = _crowds(tx, [row for own in rows.values() for row in own])
    changed = []
    for own in rows.values():
        seen = [_event(row) for row in own]
        for row, event in zip(own, seen, strict=True):
            others = [one for one in seen if one is not event]
            around = Around(others, row.sent_at, crowds.get(row.id, 1))
            said, rule = label(event, around)
            if (said, rule) != (row.label, row.rule):
                changed.append({"the_id": row.id, "the_label": said, "the_rule": rule})
    if changed:
        tx.execute(_LABELLING, changed)


def has_opened(tx: Tx, campaign_id: CampaignId, contact_id: str) -> bool:
    """Whether a person opened a campaign's message to a contact; who clicked has opened."""
    return _has(tx, campaign_id, contact_id, [Kind.OPEN, Kind.CLICK])


def has_clicked(tx: Tx, campaign_id: CampaignId, contact_id: str) -> bool:
    """Whether a person followed a link of a campaign's message to a contact."""
    return _has(tx, campaign_id, contact_id, [Kind.CLICK])


def counts(tx: Tx, campaign_id: CampaignId) -> dict[tuple[Kind, Label], int]:
    """How many messages of a campaign were opened and clicked, by whom."""
    rows = tx.execute(
        select(_events.kind, _events.label, func.count(_events.dispatch_id.distinct()))
        .join(dispatches, dispatches.c.id == _events.dispatch_id)
        .where(dispatches.c.campaign_id == campaign_id)
        .group_by(_events.kind, _events.label)
    )
    return {(Kind(row[0]), Label(row[1])): row[2] for row in rows}


_LABELLING = (
    update(tracking_events)
    .where(_events.id == bindparam("the_id"))
    .values(label=bindparam("the_label"), rule=bindparam("the_rule"))
)


def _has(tx: Tx, campaign_id: CampaignId, contact_id: str, kinds: Sequence[Kind]) -> bool:
    asked = (
        select(_events.id)
        .join(dispatches, dispatches.c.id == _events.dispatch_id)
        .where(dispatches.c.campaign_id == campaign_id, dispatches.c.contact_id == contact_id)
        .where(_events.kind.in_(kinds), _events.label == Label.HUMAN)
    )
    return tx.execute(asked.limit(1)).first() is not None


def _counts(tx: Tx, names: Sequence[str]) -> dict[str, int]:
    """How many events each of these messages has; of those that there are."""
    rows = tx.execute(
        select(dispatches.c.id, func.count(_events.id))
        .outerjoin(tracking_events, _events.dispatch_id == dispatches.c.id)
        .where(dispatches.c.id.in_(names))
        .group_by(dispatches.c.id)
    )
    return {row[0]: row[1] for row in rows}


def _rows(tx: Tx, dispatch_ids: Sequence[str]) -> dict[str, list[Any]]:
    rows = tx.execute(
        select(tracking_events, dispatches.c.sent_at, dispatches.c.address)
        .join(dispatches, dispatches.c.id == _events.dispatch_id)
        .where(_events.dispatch_id.in_(dispatch_ids))
        .order_by(_events.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dispatch_id].append(row)
    return found


def _crowds(tx: Tx, rows: Sequence[Any]) -> dict[int, int]:
    """For each event, how many messages to its domain were touched from its place just then."""
    near = timedelta(seconds=book().at_once_seconds)
    if not rows:
        return {}
    first, last = min(one.happened_at for one in rows), max(one.happened_at for one in rows)
    places = sorted({one.source for one in rows})
    around = tx.execute(
        select(_events.source, _events.dispatch_id, _events.happened_at, dispatches.c.address)
        .join(dispatches, dispatches.c.id == _events.dispatch_id)
        .where(_events.source.in_(places))
        .where(_events.happened_at.between(first - near, last + near))
        .limit(20_000)
    )
    by_place: dict[tuple[str, str], list[tuple[datetime, str]]] = defaultdict(list)
    for one in around:
        by_place[one.source, _domain(one.address)].append((one.happened_at, one.dispatch_id))
    return {
        row.id: _near(by_place[row.source, _domain(row.address)], row.happened_at, near)
        for row in rows
    }


def _near(seen: Iterable[tuple[datetime, str]], at: datetime, near: timedelta) -> int:
    return len({name for moment, name in seen if abs(moment - at) <= near})


def _domain(address: str) -> str:
    return address.rpartition("@")[2].lower()


def _event(row: Any) -> Event:
    names = Event.__dataclass_fields__
    return Event(**{name: getattr(row, name) for name in names} | {"kind": Kind(row.kind)})
