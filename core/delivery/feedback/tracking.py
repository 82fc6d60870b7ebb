"""Opens and clicks in the operational store: kept as they came, and labelled."""

from collections import defaultdict, deque
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, insert, select, update

from core.campaigns.model import CampaignId
from core.delivery.feedback.labels import Around, Event, Kind, Label, book, label
from core.store.schema import dispatches, tracking_events
from core.store.store import Tx

MOST_EVENTS = 500  # of one message that are kept
MOST_PLACES, MOST_IN_CROWD = 20_000, 200
CROWD = "crowd"  # the rule
_events = tracking_events.c


@dataclass
class Crowds:
    """Messages to one domain that were touched from one place at about the same time.

    Kept in mind by whoever writes: to ask the store for it each time would take it for itself.
    """

    _seen: dict[tuple[str, str], deque[tuple[datetime, str]]] = field(default_factory=dict)

    def note(self, place: str, domain: str, at: datetime, dispatch_id: str) -> set[str]:
        """Take one in; the messages of its crowd, where it belongs to one."""
        if len(self._seen) > MOST_PLACES:
            self._seen.clear()
        near = timedelta(seconds=book().at_once_seconds)
        own = self._seen.setdefault((place, domain), deque(maxlen=MOST_IN_CROWD))
        own.append((at, dispatch_id))
        names = {name for moment, name in own if abs(at - moment) <= near}
        return names if len(names) >= book().crowd else set()


def keep(tx: Tx, events: Sequence[Event], crowds: Crowds | None = None) -> int:
    """Keep what came in, and label the messages it belongs to anew; return how many."""
    known = _known(tx, sorted({one.dispatch_id for one in events}))
    crowds, crowded, kept = crowds or Crowds(), set[str](), []
    for one in events:
        if one.dispatch_id not in known or known[one.dispatch_id].count >= MOST_EVENTS:
            continue
        mine = known[one.dispatch_id]
        mine.count += 1
        crowded |= crowds.note(one.source, mine.domain, one.happened_at, one.dispatch_id)
        kept.append(vars(one) | {"label": Label.UNKNOWN, "rule": ""})
    if kept:
        tx.execute(insert(tracking_events), kept)
        touched = {str(one["dispatch_id"]) for one in kept} | crowded
        relabel(tx, sorted(touched), crowded)
    return len(kept)


def relabel(tx: Tx, dispatch_ids: Sequence[str], crowded: Collection[str] = ()) -> None:
    """Say anew of every event of these messages who it was: later ones tell of earlier."""
    changed = []
    for own in _rows(tx, dispatch_ids).values():
        seen = [_event(row) for row in own]
        for row, event in zip(own, seen, strict=True):
            others = [one for one in seen if one is not event]
            # Who was found in a crowd once stays so when the crowd is out of mind.
            is_crowd = row.dispatch_id in crowded or row.rule == CROWD
            around = Around(others, row.sent_at, book().crowd if is_crowd else 1)
            said, rule = label(event, around)
            if (said, rule) != (row.label, row.rule):
                changed.append({"the_id": row.id, "the_label": said, "the_rule": rule})
    if changed:
        tx.execute(_LABELLING, changed)


def accounts_that_opened(
    tx: Tx, campaign_id: CampaignId, account_ids: Collection[str]
) -> set[str]:
    """Those of these accounts of which a person opened any message of a campaign."""
    return _accounts(tx, campaign_id, account_ids, [Kind.OPEN, Kind.CLICK])


def accounts_that_clicked(
    tx: Tx, campaign_id: CampaignId, account_ids: Collection[str]
) -> set[str]:
    """Those of these accounts of which a person followed a link of a campaign's message."""
    return _accounts(tx, campaign_id, account_ids, [Kind.CLICK])


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


def _accounts(
    tx: Tx, campaign_id: CampaignId, account_ids: Collection[str], kinds: Sequence[Kind]
) -> set[str]:
    asked = (
        select(dispatches.c.account_id)
        .join(tracking_events, dispatches.c.id == _events.dispatch_id)
        .where(
            dispatches.c.campaign_id == campaign_id,
            dispatches.c.account_id.in_(account_ids),
            _events.kind.in_(kinds),
            _events.label == Label.HUMAN,
        )
    )
    return set(tx.execute(asked.distinct()).scalars())


@dataclass
class _Known:
    """A message there is: where it went, and how many events it has."""

    domain: str
    count: int


def _known(tx: Tx, names: Sequence[str]) -> dict[str, _Known]:
    rows = tx.execute(
        select(dispatches.c.id, dispatches.c.address, func.count(_events.id))
        .outerjoin(tracking_events, _events.dispatch_id == dispatches.c.id)
        .where(dispatches.c.id.in_(names))
        .group_by(dispatches.c.id, dispatches.c.address)
    )
    return {row[0]: _Known(row[1].rpartition("@")[2].lower(), row[2]) for row in rows}


def _rows(tx: Tx, dispatch_ids: Sequence[str]) -> dict[str, list[Any]]:
    rows = tx.execute(
        select(tracking_events, dispatches.c.sent_at)
        .join(dispatches, dispatches.c.id == _events.dispatch_id)
        .where(_events.dispatch_id.in_(dispatch_ids))
        .order_by(_events.id)
    )
    found: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.dispatch_id].append(row)
    return found


def _event(row: Any) -> Event:
    names = Event.__dataclass_fields__
    return Event(**{name: getattr(row, name) for name in names} | {"kind": Kind(row.kind)})
