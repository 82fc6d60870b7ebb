"""Everything that happened between the house and the contacts of one account, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Select, func, select

from core.delivery.model import State
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.schema import (
    account_stops,
    call_results,
    campaigns,
    dispatch_attempts,
    dispatches,
    letters,
    mail_receipts,
    receipts,
    suppressions,
    tracking_events,
)
from core.store.store import Tx

MOST_LINES = 500  # of each kind, the latest


class What(StrEnum):
    """What happened; a word ``accounts-ledger-…`` each."""

    QUEUED = "queued"
    TRIED = "tried"  # and refused for now
    ENDED = "ended"  # `detail` is the state
    RECEIPT = "receipt"  # of the channel: a `receipts.Kind`
    RETURNED = "returned"  # a mail: a kind of `bounces`
    OPENED = "open"  # `detail` says by whom
    CLICKED = "click"
    CALLED = "called"  # `detail` is the result
    CAME_BACK = "came-back"  # a letter of paper
    SUPPRESSED = "suppressed"
    LIFTED = "lifted"
    STOPPED = "stopped"  # for the whole account


@dataclass(frozen=True)
class Line:
    """One thing that happened. `text` is what others said of it, in their words."""

    at: datetime
    what: What
    detail: str = ""  # a code
    why: str = ""  # a `Reason` of a dispatch
    text: str = ""
    contact_id: str = ""
    address: str = ""
    campaign: str = ""  # its name
    channel: str = ""
    step: int | None = None


@dataclass(frozen=True)
class Telling:
    """All lines of an account, the latest first, and its contacts that were written to."""

    lines: list[Line] = field(default_factory=list)

    @property
    def contact_ids(self) -> list[str]:
        return sorted({line.contact_id for line in self.lines if line.contact_id})

    def of(self, contact_id: str) -> list[Line]:
        """The lines of one contact, and those that are about all."""
        return [line for line in self.lines if line.contact_id in ("", contact_id)]


def told(tx: Tx, account_id: str, *, by: Person) -> Telling:
    """The ledger of an account's contacts over all campaigns."""
    require(by, Permission.SEE_ACCOUNTS)
    lines = [line for source in _SOURCES for line in source(tx, account_id)]
    return Telling(sorted(lines, key=lambda line: line.at, reverse=True))


def take(
    tx: Tx, account_id: str, *, contact_id: str = "", by: Person, at: datetime
) -> list[Line]:
    """The same lines to be taken as a file: of one contact, or of everybody.

    Addresses come out masked for whoever may not see them. The journal knows whose account it
    was, and no contact: it cannot forget one.
    """
    require(by, Permission.EXPORT)
    found = told(tx, account_id, by=by)
    lines = found.of(contact_id) if contact_id else found.lines
    details = {
        "lines": len(lines),
        "one_contact": bool(contact_id),
        "masked": not by.may(Permission.SEE_PERSONAL),
    }
    journal.record(tx, "accounts.take_ledger", account_id, by=by.id, at=at, details=details)
    return lines


_OWN = (
    dispatches.c.contact_id,
    dispatches.c.address,
    dispatches.c.channel,
    dispatches.c.step,
    campaigns.c.name.label("campaign"),
)
_ENDS = [state for state in State if state not in (State.QUEUED, State.SENDING)]


def _messages(tx: Tx, account_id: str) -> Iterator[Line]:
    own = dispatches.c
    more = (own.state, own.reason, own.answer, own.queued_at, own.settled_at, own.sent_at)
    asked = select(*_OWN, *more).join(campaigns, campaigns.c.id == own.campaign_id)
    for row in tx.execute(_latest(asked, account_id, own.queued_at)):
        yield _line(row, row.queued_at, What.QUEUED)
        ended_at = row.settled_at or row.sent_at
        if row.state in _ENDS and ended_at is not None:
            yield _line(
                row, ended_at, What.ENDED, detail=row.state, why=row.reason, text=row.answer
            )


def _tries(tx: Tx, account_id: str) -> Iterator[Line]:
    tries = dispatch_attempts.c
    asked = _beside(dispatch_attempts, tries.attempted_at, tries.answer, tries.state)
    refused = asked.where(tries.state == State.QUEUED)
    for row in tx.execute(_latest(refused, account_id, tries.attempted_at)):
        yield _line(row, row.attempted_at, What.TRIED, text=row.answer)


def _receipts(tx: Tx, account_id: str) -> Iterator[Line]:
    asked = _beside(receipts, receipts.c.received_at, receipts.c.kind)
    for row in tx.execute(_latest(asked, account_id, receipts.c.received_at)):
        yield _line(row, row.received_at, What.RECEIPT, detail=row.kind)


def _returned(tx: Tx, account_id: str) -> Iterator[Line]:
    back = mail_receipts.c
    asked = _beside(mail_receipts, back.received_at, back.kind, back.reason.label("said"))
    for row in tx.execute(_latest(asked, account_id, back.received_at)):
        yield _line(row, row.received_at, What.RETURNED, detail=row.kind, text=row.said)


def _touches(tx: Tx, account_id: str) -> Iterator[Line]:
    seen = tracking_events.c
    asked = _beside(tracking_events, seen.happened_at, seen.kind, seen.label.label("who"))
    for row in tx.execute(_latest(asked, account_id, seen.happened_at)):
        yield _line(row, row.happened_at, What(row.kind), detail=row.who)


def _calls(tx: Tx, account_id: str) -> Iterator[Line]:
    ends = call_results.c
    asked = _beside(call_results, ends.said_at, ends.result, ends.note)
    standing = asked.where(ends.undone_at.is_(None))
    for row in tx.execute(_latest(standing, account_id, ends.said_at)):
        yield _line(row, row.said_at, What.CALLED, detail=row.result, text=row.note)


def _paper(tx: Tx, account_id: str) -> Iterator[Line]:
    asked = _beside(letters, letters.c.returned_at, letters.c.return_note)
    back = asked.where(letters.c.returned_at.is_not(None))
    for row in tx.execute(_latest(back, account_id, letters.c.returned_at)):
        yield _line(row, row.returned_at, What.CAME_BACK, text=row.return_note)


def _orders(tx: Tx, account_id: str) -> Iterator[Line]:
    """Orders over addresses that were written to, given and lifted."""
    own, order = dispatches.c, suppressions.c
    addressed = (own.channel == order.channel) & (func.lower(own.address) == order.address)
    asked = (
        select(own.contact_id, own.address, order.channel, order.reason)
        .add_columns(order.source, order.suppressed_at, order.lifted_at)
        .distinct()
        .join(suppressions, addressed)
        .where(own.account_id == account_id)
    )
    for row in tx.execute(asked.limit(MOST_LINES)):
        who = {"contact_id": row.contact_id, "address": row.address, "channel": row.channel}
        given = Line(row.suppressed_at, What.SUPPRESSED, row.reason, text=row.source, **who)
        yield given
        if row.lifted_at is not None:
            yield Line(row.lifted_at, What.LIFTED, row.reason, **who)


def _stops(tx: Tx, account_id: str) -> Iterator[Line]:
    own = account_stops.c
    asked = (
        select(own.reason, own.note, own.stopped_at, campaigns.c.name)
        .join(campaigns, campaigns.c.id == own.campaign_id)
        .where(own.account_id == account_id)
    )
    for row in tx.execute(asked.limit(MOST_LINES)):
        yield Line(row.stopped_at, What.STOPPED, row.reason, text=row.note, campaign=row.name)


_SOURCES = (
    _messages,
    _tries,
    _receipts,
    _returned,
    _touches,
    _calls,
    _paper,
    _orders,
    _stops,
)


def _beside(table: Any, *columns: Any) -> Select[Any]:
    """What a table says of messages, beside the message."""
    return (
        select(*_OWN, *columns)
        .join(table, table.c.dispatch_id == dispatches.c.id)
        .join(campaigns, campaigns.c.id == dispatches.c.campaign_id)
    )


def _latest(asked: Select[Any], account_id: str, moment: Any) -> Select[Any]:
    mine = asked.where(dispatches.c.account_id == account_id)
    return mine.order_by(moment.desc()).limit(MOST_LINES)


def _line(row: Any, at: datetime, what: What, **more: Any) -> Line:
    return Line(
        at,
        what,
        contact_id=row.contact_id,
        address=row.address,
        campaign=row.campaign,
        channel=row.channel,
        step=row.step,
        **more,
    )
