"""What account managers do with the call list: say how a call ended, and take it back."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import CALL, SMS, Reason
from core.delivery.calls import gates as call_gates
from core.delivery.calls import records
from core.delivery.calls.model import (
    FINAL,
    FURTHEST,
    LEADS_TO,
    LONGEST_NOTE,
    SUPPRESSING,
    Call,
    Result,
    Said,
    Wanted,
)
from core.delivery.calls.sheets import MOST_ROWS, Fault, Row
from core.delivery.model import MOVES, State
from core.delivery.model import Reason as Why
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.store.store import Tx

A_DAY = timedelta(days=1)
_REASONS = {Result.REFUSED: Reason.UNSUBSCRIBED, Result.WRONG_NUMBER: Reason.HARD_BOUNCE}
# On which channels nobody is written to afterwards: a wrong number is wrong for SMS, too.
_CHANNELS = {Result.REFUSED: (CALL,), Result.WRONG_NUMBER: (CALL, SMS)}
_WHY = {Result.WRONG_NUMBER: Why.HARD_BOUNCE}


class UnknownCall(Refusal):
    """No call goes by that number."""


class CallIsOver(Refusal):
    """Somebody else said already how it ended."""


class NotToBeCalled(Refusal):
    """Its campaign is paused or was given up, or they are not called any more."""


class NoDay(Refusal):
    """A call is put off to a day that comes, within a year."""


class NoteTooLong(Refusal):
    """Notes are short."""


class TooLateToUndo(Refusal):
    """It was said too long ago, by somebody else, or was taken back already."""


def end(  # noqa: PLR0913 -- a result is these facts
    tx: Tx,
    dispatch_id: str,
    *,
    result: Result,
    note: str = "",
    call_on: date | None = None,
    id: str,  # noqa: A002
    today: date,
    by: Person,
    at: datetime,
) -> Call:
    """Say how a call ended; who refused, and a wrong number, are not called again.

    `id` names what is said, and the order that may follow from it. Raises `UnknownCall`,
    `CallIsOver`, `NotToBeCalled`, `NoDay` and `NoteTooLong`.
    """
    require(by, Permission.CALL)
    call = _open(tx, dispatch_id, note)
    due_on = _due(call, result, call_on, today=today)
    if result in FINAL:
        _lead(tx, call, LEADS_TO[result], _WHY.get(result, Why.NONE))
    orders = _suppressed(tx, call, result, id=id, by=by, at=at)
    records.set_result(tx, call, result if result in FINAL else None, due_on=due_on)
    said = Said(
        id=id,
        dispatch_id=call.dispatch_id,
        result=result,
        note=note.strip(),
        call_on=call_on if result is Result.LATER else None,
        due_before=call.due_on,
        suppression_id=id if orders else None,
        said_by=by.id,
        said_at=at,
        undone_at=None,
        undone_by=None,
    )
    records.say(tx, said)
    details = {"campaign": call.campaign_id, "result": result, "suppressed": orders}
    journal.record(tx, "calls.end", call.dispatch_id, by=by.id, at=at, details=details)
    return records.get(tx, dispatch_id) or call


def import_results(
    tx: Tx, rows: Sequence[Row], *, ids: Ids, today: date, by: Person, at: datetime
) -> list[Fault]:
    """Write down the results of a sheet; what somebody else did meanwhile is left and told."""
    require(by, Permission.CALL)
    faults: list[Fault] = []
    for row in rows:
        try:
            end(
                tx,
                row.dispatch_id,
                result=row.result,
                note=row.note,
                call_on=row.call_on,
                id=ids.new(),
                today=today,
                by=by,
                at=at,
            )
        except (UnknownCall, CallIsOver, NotToBeCalled, NoDay, NoteTooLong) as refusal:
            faults.append(Fault(row.line, refusal.key, refusal.values))
    details = {"rows": len(rows), "left": len(faults)}
    journal.record(tx, "calls.import", by.id, by=by.id, at=at, details=details)
    return faults


def take_out(tx: Tx, wanted: Wanted, *, by: Person, at: datetime) -> list[Call]:
    """Take calls with their names and numbers out of the house; the journal knows who did."""
    require(by, Permission.CALL)
    require(by, Permission.EXPORT)
    found = records.found(tx, wanted, limit=MOST_ROWS)
    details = {"calls": len(found)}
    journal.record(tx, "calls.take_out", by.id, by=by.id, at=at, details=details)
    return found


def undo(tx: Tx, dispatch_id: str, *, by: Person, at: datetime) -> Call:
    """Take back what one said last of a call, within minutes; the order it gave is lifted.

    Raises `UnknownCall` and `TooLateToUndo`.
    """
    require(by, Permission.CALL)
    call = records.held(tx, dispatch_id)
    if call is None:
        raise UnknownCall("calls-unknown")
    said = records.last_said(tx, dispatch_id)
    is_theirs = said is not None and said.said_by == by.id and said.may_be_undone(at=at)
    if said is None or not is_theirs or not records.take_back(tx, said, by=by.id, at=at):
        raise TooLateToUndo("calls-too-late", company=call.company)
    dispatch = records.dispatch_of(tx, call)
    if dispatch is not None and said.result in FINAL:
        # Not a move of its life: what was said is unsaid, as if it had never been.
        records.move(tx, dispatch, State.SENT, reason=Why.NONE)
    if said.suppression_id is not None:
        _lift(tx, said, by=by, at=at)
    records.set_result(tx, call, None, due_on=said.due_before)
    details = {"result": said.result}
    journal.record(tx, "calls.undo", call.dispatch_id, by=by.id, at=at, details=details)
    return records.get(tx, dispatch_id) or call


def _open(tx: Tx, dispatch_id: str, note: str) -> Call:
    if len(note) > LONGEST_NOTE:
        raise NoteTooLong("calls-note-too-long", most=LONGEST_NOTE)
    call = records.held(tx, dispatch_id)
    if call is None:
        raise UnknownCall("calls-unknown")
    if not call.is_open:
        raise CallIsOver("calls-over", company=call.company)
    if objection := call_gates.objection(tx, dispatch_id):
        raise NotToBeCalled(objection, company=call.company)
    return call


def _due(call: Call, result: Result, call_on: date | None, *, today: date) -> date:
    if result is Result.NOT_REACHED:
        return max(today, call.due_on) + A_DAY
    if result is not Result.LATER:
        return call.due_on
    if call_on is None or not today <= call_on <= today + FURTHEST * A_DAY:
        raise NoDay("calls-no-day", most=FURTHEST)
    return call_on


def _lead(tx: Tx, call: Call, state: State, reason: Why) -> None:
    """Let the dispatch follow. Raises `CallIsOver` where it cannot any more."""
    dispatch = records.dispatch_of(tx, call)
    may_go = dispatch is not None and state in MOVES[dispatch.state]
    if dispatch is None or not may_go or not records.move(tx, dispatch, state, reason=reason):
        raise CallIsOver("calls-over", company=call.company)


def _suppressed(
    tx: Tx,
    call: Call,
    result: Result,
    *,
    id: str,  # noqa: A002
    by: Person,
    at: datetime,
) -> list[str]:
    """Order never to call there again; the channels for which this is the first such order."""
    if result not in SUPPRESSING:
        return []
    channels = [
        channel
        for channel in _CHANNELS[result]
        if suppressions.standing(tx, channel, call.phone) is None
    ]
    for channel in channels:
        consent.suppress(
            tx,
            _order(id, channel),
            channel=channel,
            address=call.phone,
            reason=_REASONS[result],
            source=f"dispatch {call.dispatch_id}",
            by=by,
            at=at,
        )
    return channels


def _lift(tx: Tx, said: Said, *, by: Person, at: datetime) -> None:
    """Set aside the orders that followed from what is taken back."""
    for channel in _CHANNELS[said.result]:
        order = suppressions.get(tx, _order(said.id, channel))
        if order is not None and order.stands:
            consent.lift(tx, order.id, note="calls.undo", by=by, at=at)


def _order(said_id: str, channel: str) -> str:
    return f"{said_id}-{channel}"
