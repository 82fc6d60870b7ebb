"""What counts against the contact policy: what went out, and what others will send first."""

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    Subquery,
    and_,
    func,
    literal,
    null,
    or_,
    select,
    true,
    union_all,
)

from core.campaigns.model import Campaign, Fate, Status
from core.campaigns.pressure import (
    Capped,
    Chosen,
    Room,
    Touch,
    capped,
    objection,
    reached,
    windows,
)
from core.campaigns.sends import PREPARED, RESENT, SENDING, UNCONFIRMED
from core.rulebook.model import RecipientsBook
from core.store.schema import audience_contacts, campaign_steps, campaigns, dispatches
from core.store.store import Tx

FORESEEN = 15  # days: today, and a fortnight

_TO_COME = (Status.APPROVED, Status.SCHEDULED, Status.PREPARING)  # nothing has left yet
_UNDER_WAY = (Status.SENDING, Status.PAUSED)
_WAITING = ("queued", PREPARED, SENDING)

_sent, _frozen, _campaign = dispatches.c, audience_contacts.c, campaigns.c


def touches(tx: Tx, campaign: Campaign, book: RecipientsBook, today: date) -> tuple[Touch, ...]:
    """Whatever counts against a campaign that goes out on its day, or on a later one.

    That is what was sent, or may have been, within the longest window of the book, and what
    other campaigns that are approved have still to send, unless this one goes before them.
    Nothing counts against a purpose that is exempt.
    """
    if not book.pressure.caps_for(campaign.purpose):
        return ()
    since = _since(today, book)
    rows = [_touch(row, row.at.date()) for row in tx.execute(_gone(since, book))]
    for question in (_waiting(campaign, book), _announced(campaign, book)):
        rows += [_to_come(row, campaign, book, today) for row in tx.execute(question)]
    return tuple(rows)


def state(tx: Tx, campaign: Campaign, book: RecipientsBook, today: date) -> Hashable:
    """What tells these touches from any others, without reading them all."""
    if not book.pressure.caps_for(campaign.purpose):
        return ()
    gone = _gone(_since(today, book), book).subquery().c
    told = select(func.count().label("n"), func.max(gone.at), func.min(gone.account_id))
    waiting = select(func.count().label("n"), func.max(_sent.not_before))
    before, under_way = told.subquery(), waiting.where(_sent.state.in_(_WAITING)).subquery()
    others = (_campaign.id, _campaign.status, _campaign.fingerprint, _campaign.send_at)
    whole = before.join(under_way, true())
    whole = whole.outerjoin(campaigns, _campaign.status.in_(_TO_COME))
    rows = select(*before.c, *under_way.c, *others).select_from(whole).order_by(_campaign.id)
    found = tuple(tuple(row) for row in tx.execute(rows))
    return (str(tx.engine.url), found, campaign.priority)


def forecast(
    tx: Tx, campaign: Campaign, chosen: Sequence[Chosen], book: RecipientsBook, today: date
) -> list[Capped]:
    """What the caps would take of those chosen on the campaign's own day, then on each to come.

    The first is of its own day; then come today and the fortnight after it.
    """
    caps = book.pressure.caps_for(campaign.purpose)
    if not caps:
        return []
    days = [campaign.sent_on(today), *(today + timedelta(days=n) for n in range(FORESEEN))]
    return capped(chosen, touches(tx, campaign, book, today), caps, days)


def names(tx: Tx, campaign_ids: Collection[str]) -> dict[str, str]:
    """What these campaigns are called."""
    rows = select(_campaign.id, _campaign.name).where(_campaign.id.in_(list(campaign_ids)))
    return {row.id: row.name for row in tx.execute(rows)}


def room_now(
    tx: Tx, campaign: Campaign, chosen: Mapping[str, Chosen], book: RecipientsBook, today: date
) -> dict[str, Room]:
    """What room there is today for each of these, by dispatch and in their order.

    What was sent counts, this campaign's own too, and what was admitted and is on its way; of
    what others have still to send, only what has a higher priority.
    """
    caps = book.pressure.caps_for(campaign.purpose)
    if not caps:
        return dict.fromkeys(chosen, Room.FREE)
    sure, open_ones = _taken(tx, campaign, chosen, book, today)
    whole, certain = windows([*sure, *open_ones], caps, today), windows(sure, caps, today)
    found: dict[str, Room] = {}
    for name, one in chosen.items():
        if not objection(whole, one):
            objection(certain, one)  # it counts for whoever comes after it
            found[name] = Room.FREE
        else:
            found[name] = Room.NONE if reached(certain, one) else Room.UNSURE
    return found


def _taken(
    tx: Tx, campaign: Campaign, chosen: Mapping[str, Chosen], book: RecipientsBook, today: date
) -> tuple[list[Touch], list[Touch]]:
    """What counts for sure against accounts of these, and what only if it arrives."""
    account_ids = {one.account_id for one in chosen.values()}
    gone = _gone(_since(today, book), book, is_admitted=True)
    rows = tx.execute(gone.where(_sent.account_id.in_(account_ids)))
    others = {row.id: row for row in rows if row.id not in chosen}
    sure = [
        _touch(row, today if row.state in _WAITING else min(row.at.date(), today))
        for row in others.values()
        if row.state != SENDING
    ]
    open_ones = [_touch(row, today) for row in others.values() if row.state == SENDING]
    questions = (
        _waiting(campaign, book).where(_sent.account_id.in_(account_ids)),
        _announced(campaign, book).where(_frozen.account_id.in_(account_ids)),
    )
    for question in questions:
        still = (row for row in tx.execute(question) if row.id not in others)
        to_come = (_to_come(row, campaign, book, today) for row in still)
        sure += [touch for touch in to_come if touch.first]
    return sure, open_ones


def _since(day: date, book: RecipientsBook) -> datetime:
    first = day - timedelta(days=max(book.pressure.longest - 1, 0))
    return datetime.combine(first, time.min, tzinfo=UTC)


def _touch(row: Row[Any], day: date) -> Touch:
    return Touch(row.campaign_id, row.account_id, row.contact_id, day)


def _to_come(row: Row[Any], campaign: Campaign, book: RecipientsBook, today: date) -> Touch:
    """A message that is still to be sent: on its day, or as soon as it can be."""
    wait = timedelta(hours=row.wait)
    begins = today if row.at is None or row.at.date() < today else row.at
    first = row.priority > priority_of(campaign, book)
    due = begins + wait
    return _touch(row, due.date() if isinstance(due, datetime) else due)._replace(first=first)


def priority_of(campaign: Campaign, book: RecipientsBook) -> int:
    """The campaign's own priority, or the book's."""
    return book.pressure.priority if campaign.priority is None else campaign.priority


def _gone(since: datetime, book: RecipientsBook, *, is_admitted: bool = False) -> Select[Any]:
    """What was sent, and what was handed over and never heard of again: they may have it.

    `is_admitted`: also what passed the gates and is in the air, lies ready for a person, or
    goes again since nobody knows. All in one question: what is settled meanwhile is in it once.
    """
    at = func.coalesce(_sent.sent_at, _sent.settled_at).label("at")
    doubtful = and_(_sent.state == UNCONFIRMED, _sent.settled_at >= since)
    counts = or_(_sent.sent_at >= since, doubtful)
    if is_admitted:
        in_the_air = and_(_sent.state == SENDING, _sent.admitted == _sent.claims)
        again = and_(_sent.state.in_(_WAITING), _sent.reason == RESENT)
        counts = or_(counts, in_the_air, _sent.state == PREPARED, again)
    asked = (_sent.id, _sent.state, _sent.campaign_id, _sent.account_id, _sent.contact_id)
    return _heeded(select(*asked, at), _sent.campaign_id, book).where(counts)


def _waiting(campaign: Campaign, book: RecipientsBook) -> Select[Any]:
    """What campaigns under way have still to send, as far as it is queued."""
    at, priority = _sent.not_before.label("at"), _priority(book).label("priority")
    asked = (_sent.id, _sent.campaign_id, _sent.account_id, _sent.contact_id, at, priority)
    rows = select(*asked, literal(0).label("wait"))
    return (
        _heeded(rows, _sent.campaign_id, book)
        .where(_campaign.status.in_(_UNDER_WAY), _sent.state.in_(_WAITING))
        .where(_goes_before(campaign, book))
    )


def _announced(campaign: Campaign, book: RecipientsBook) -> Select[Any]:
    """What approved campaigns will send, as their audiences are frozen: each step by its own
    channel, `wait` hours after the first one."""
    at, priority = _campaign.send_at.label("at"), _priority(book).label("priority")
    asked = (_frozen.campaign_id, _frozen.account_id, _frozen.contact_id, at, priority)
    steps = _steps_to_come()
    mine = and_(steps.c.campaign_id == _frozen.campaign_id, steps.c.channel == _frozen.channel)
    rows = select(literal("").label("id"), *asked, steps.c.wait).select_from(
        audience_contacts.join(steps, mine)
    )
    return (
        _heeded(rows, _frozen.campaign_id, book)
        .where(_campaign.status.in_(_TO_COME), _gets(steps.c.asks))
        .where(_goes_before(campaign, book))
    )


def _steps_to_come() -> Subquery:
    """Every step of approved campaigns: its channel, the hours it waits in all, and what it
    asks of both arms."""
    first = select(
        _campaign.id.label("campaign_id"),
        _campaign.channel,
        literal(0).label("wait"),
        null().label("asks"),
    )
    step = campaign_steps.c
    waits = func.sum(step.wait_hours).over(partition_by=step.campaign_id, order_by=step.number)
    later = select(step.campaign_id, step.channel, waits.label("wait"), step.asks)
    is_to_come = _campaign.status.in_(_TO_COME)
    later = later.join(campaigns, _campaign.id == step.campaign_id).where(is_to_come)
    return union_all(first.where(is_to_come), later).subquery("steps")


def _gets(asks: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether a frozen contact gets a step's message: one that was held out is only asked."""
    is_held_out = _frozen.reason == Fate.CAMPAIGN_HOLDOUT
    return or_(_frozen.reason == Fate.IN, and_(is_held_out, asks.is_not(None)))


def _heeded(
    rows: Select[Any], campaign_id: ColumnElement[str], book: RecipientsBook
) -> Select[Any]:
    """Of campaigns whose purpose the caps are about."""
    joined = rows.join(campaigns, _campaign.id == campaign_id)
    return joined.where(_campaign.purpose.not_in(book.pressure.exempt))


def _priority(book: RecipientsBook) -> ColumnElement[int]:
    return func.coalesce(_campaign.priority, book.pressure.priority)


def _goes_before(campaign: Campaign, book: RecipientsBook) -> ColumnElement[bool]:
    """Another campaign, of the same priority or a higher one."""
    is_first = _priority(book) >= priority_of(campaign, book)
    return and_(_campaign.id != campaign.id, is_first)
