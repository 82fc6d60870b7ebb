"""Calls and what became of them, in the operational store."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, insert, or_, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.delivery import records as dispatches_kept
from core.delivery.calls import gates as call_gates
from core.delivery.calls.model import Call, Result, Said, Wanted
from core.delivery.model import Dispatch, DispatchId, Reason, State
from core.store.schema import call_results, call_tasks, dispatches
from core.store.store import Tx

_task = call_tasks.c


def add(tx: Tx, call: Call) -> bool:
    """Put a call on the list; false, where it is there already: once, however often asked."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    row = asdict(call) | {"result": call.result or ""}
    kept = upsert(call_tasks).values(row).on_conflict_do_nothing()
    return tx.execute(kept.returning(_task.dispatch_id)).first() is not None


def held(tx: Tx, dispatch_id: str) -> Call | None:
    """A call that nobody else changes until this deed is done."""
    asked = select(call_tasks).where(_task.dispatch_id == dispatch_id).with_for_update()
    row = tx.execute(asked).first()
    return None if row is None else _call(row)


def get(tx: Tx, dispatch_id: str) -> Call | None:
    row = tx.execute(select(call_tasks).where(_task.dispatch_id == dispatch_id)).first()
    return None if row is None else _call(row)


def found(tx: Tx, wanted: Wanted, *, limit: int, offset: int = 0) -> list[Call]:
    """Calls somebody wants to see, the most urgent first; without those not to be made any
    more: their campaign is paused or was given up, or somebody asked not to be called."""
    asked = _matching(select(call_tasks), wanted)
    ordered = asked.order_by(_task.due_on, _task.company, _task.dispatch_id)
    return [_call(row) for row in tx.execute(ordered.limit(limit).offset(offset))]


def count(tx: Tx, wanted: Wanted) -> int:
    """How many calls that are."""
    asked = _matching(select(func.count()).select_from(call_tasks), wanted)
    return int(tx.execute(asked).scalar_one())


def campaigns_with_calls(tx: Tx) -> set[str]:
    """Campaigns that ever put a call on the list."""
    return set(tx.execute(select(_task.campaign_id).distinct()).scalars())


def set_result(tx: Tx, call: Call, result: Result | None, *, due_on: date) -> None:
    """Write down how a call stands."""
    tx.execute(
        update(call_tasks)
        .where(_task.dispatch_id == call.dispatch_id)
        .values(result=result or "", due_on=due_on)
    )


def say(tx: Tx, said: Said) -> None:
    tx.execute(insert(call_results).values(**asdict(said)))


def last_said(tx: Tx, dispatch_id: str) -> Said | None:
    """What was said last of a call and not taken back."""
    asked = select(call_results).where(call_results.c.dispatch_id == dispatch_id)
    standing = asked.where(call_results.c.undone_at.is_(None))
    row = tx.execute(standing.order_by(call_results.c.said_at.desc()).limit(1)).first()
    return None if row is None else _said(row)


def all_said(tx: Tx, dispatch_id: str) -> list[Said]:
    """Everything that was said of a call, the latest first."""
    asked = select(call_results).where(call_results.c.dispatch_id == dispatch_id)
    return [_said(row) for row in tx.execute(asked.order_by(call_results.c.said_at.desc()))]


def take_back(tx: Tx, said: Said, *, by: str, at: datetime) -> bool:
    """Mark what was said as taken back; false: it was already."""
    changed = tx.execute(
        update(call_results)
        .where(call_results.c.id == said.id)
        .where(call_results.c.undone_at.is_(None))
        .values(undone_at=at, undone_by=by)
    )
    return changed.rowcount == 1


def dispatch_of(tx: Tx, call: Call) -> Dispatch | None:
    return dispatches_kept.get(tx, call.dispatch_id)


def move(tx: Tx, dispatch: Dispatch, state: State, *, reason: Reason) -> bool:
    """Bring a dispatch from the state it was seen in to another."""
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.id == dispatch.id)
        .where(dispatches.c.state == dispatch.state)
        .values(state=state, reason=reason)
    )
    return changed.rowcount == 1


def _matching(asked: Select[Any], wanted: Wanted) -> Select[Any]:
    if wanted.campaign_id:
        asked = asked.where(_task.campaign_id == wanted.campaign_id)
    if wanted.keeper:
        is_nobodys = _task.account_manager.not_in(sorted(wanted.keepers))
        asked = asked.where(or_(_task.account_manager == wanted.keeper, is_nobodys))
    if wanted.is_open is not None:
        asked = asked.where((_task.result == "") if wanted.is_open else (_task.result != ""))
    if wanted.is_open is not False:
        asked = asked.where(or_(_task.result != "", call_gates.may_be_made()))
    if wanted.due_until is not None:
        asked = asked.where(_task.due_on <= wanted.due_until)
    if words := wanted.words.strip():
        columns = (_task.company, _task.name, _task.phone, _task.title)
        # SQLite folds only ASCII, so every spelling people type is asked for.
        spellings = {words, words.lower(), words.upper(), words.capitalize()}
        asked = asked.where(
            or_(*(c.contains(one, autoescape=True) for c in columns for one in spellings))
        )
    return asked


def _call(row: Any) -> Call:
    facts: dict[str, Any] = row._asdict()
    return Call(**facts | {"result": Result(facts["result"]) if facts["result"] else None})


def _said(row: Any) -> Said:
    facts: dict[str, Any] = row._asdict()
    facts |= {"result": Result(facts["result"]), "dispatch_id": DispatchId(row.dispatch_id)}
    return Said(**facts)
