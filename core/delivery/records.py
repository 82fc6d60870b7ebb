"""Dispatches and their attempts in the operational store."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, insert, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns.model import CampaignId, Status
from core.delivery.choosing import IS_CHOSEN
from core.delivery.model import (
    MOVING,
    Attempt,
    Counts,
    Dispatch,
    DispatchId,
    Outcome,
    Reason,
    State,
)
from core.store.schema import campaigns, dispatch_attempts, dispatches
from core.store.store import Tx

_COLUMNS = (
    dispatches.c.id,
    dispatches.c.campaign_id,
    dispatches.c.contact_id,
    dispatches.c.account_id,
    dispatches.c.channel,
    dispatches.c.step,
    dispatches.c.address,
    dispatches.c.state,
    dispatches.c.reason,
    dispatches.c.answer,
    dispatches.c.attempts,
    dispatches.c.claims,
    dispatches.c.message_id,
    dispatches.c.not_before,
    dispatches.c.sent_at,
    dispatches.c.settled_at,
)
# Said as it is, not bound: only so does SQLite see that its partial index fits.
_IS_SENDING = dispatches.c.state == literal(State.SENDING.value, literal_execute=True)


def add(tx: Tx, rows: Sequence[dict[str, Any]]) -> None:
    """Write down dispatches; one that is there already stays as it is."""
    if rows:
        upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
        tx.execute(upsert(dispatches).on_conflict_do_nothing(), rows)


def claim(
    tx: Tx,
    campaign_id: CampaignId,
    *,
    limit: int,
    by: str,
    at: datetime,
    without: Collection[str] = (),
) -> list[Dispatch]:
    """Take up to `limit` dispatches that are due, of contacts that the frozen audience chose.

    Those of the channels it goes `without` stay. Two dispatchers never get the same one.
    """
    due = (
        select(dispatches.c.id)
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.state == State.QUEUED)
        .where(dispatches.c.not_before <= at)
        .where(IS_CHOSEN)
        .order_by(dispatches.c.not_before)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if without:
        due = due.where(dispatches.c.channel.not_in(sorted(without)))
    chosen = due.cte("due")  # looked up once: PostgreSQL may ask a subquery again, for others
    again = dispatches.c.claims + 1
    taken = (
        update(dispatches)
        .where(dispatches.c.id.in_(select(chosen.c.id)))
        .where(dispatches.c.state == State.QUEUED)
        .values(state=State.SENDING, claims=again, claimed_at=at, claimed_by=by)
        .returning(*_COLUMNS)
    )
    return [_dispatch(row) for row in tx.execute(taken)]


def claimed(tx: Tx, by: str) -> list[Dispatch]:
    """What a dispatcher took up and has not settled."""
    asked = select(*_COLUMNS).where(_IS_SENDING).where(dispatches.c.claimed_by == by)
    return [_dispatch(row) for row in tx.execute(asked)]


def claim_again(
    tx: Tx, keys: Sequence[tuple[DispatchId, int]], *, by: str, at: datetime
) -> None:
    """Restore claims (dispatch, number) that the store has forgotten."""
    values = [{"the_id": name, "the_claim": number} for name, number in keys]
    if values:
        forgotten = (
            update(dispatches)
            .where(dispatches.c.id == bindparam("the_id"))
            .where(dispatches.c.claims < bindparam("the_claim"))
            .values(
                state=State.SENDING,
                claims=bindparam("the_claim"),
                claimed_by=by,
                claimed_at=at,
            )
        )
        tx.execute(forgotten, values)


def settle(tx: Tx, outcomes: Sequence[Outcome]) -> None:
    """Write down what became of claimed dispatches; of those still claimed as they were."""
    if not outcomes:
        return
    tx.execute(_SETTLING, [_settled(outcome) for outcome in outcomes])
    tried = [_tried(outcome) for outcome in outcomes if outcome.attempted]
    if tried:
        tx.execute(insert(dispatch_attempts), tried)


def move(tx: Tx, dispatch: Dispatch, state: State, *, reason: Reason, at: datetime) -> bool:
    """Settle one dispatch from the state it was seen in; false: it has moved since."""
    said = dispatch.answer
    values: dict[str, Any] = {"state": state, "reason": reason, "answer": said}
    if state is State.SENT:
        values |= {"sent_at": at, "settled_at": at}
    elif state is State.QUEUED:
        values |= {"not_before": at, "settled_at": None, "attempts": 0}
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.id == dispatch.id)
        .where(dispatches.c.state == dispatch.state)
        .where(dispatches.c.claims == dispatch.claim)
        .values(values)
    )
    return changed.rowcount == 1


def skip_queued(
    tx: Tx,
    campaign_id: CampaignId,
    *,
    reason: Reason,
    at: datetime,
    account_ids: Collection[str] | None = None,
    but: int | None = None,
) -> int:
    """Give up everything of a campaign that nobody has claimed, or has yet to post, of these
    accounts or of all, `but` one step; return how many."""
    is_waiting = dispatches.c.state.in_((State.QUEUED, State.PREPARED))
    waiting = update(dispatches).where(dispatches.c.campaign_id == campaign_id, is_waiting)
    if account_ids is not None:
        waiting = waiting.where(dispatches.c.account_id.in_(account_ids))
    if but is not None:
        waiting = waiting.where(dispatches.c.step != but)
    changed = tx.execute(waiting.values(state=State.SKIPPED, reason=reason, settled_at=at))
    return int(changed.rowcount)


def get(tx: Tx, dispatch_id: DispatchId) -> Dispatch | None:
    row = tx.execute(select(*_COLUMNS).where(dispatches.c.id == dispatch_id)).first()
    return None if row is None else _dispatch(row)


def some(tx: Tx, ids: Sequence[str]) -> list[Dispatch]:
    """Dispatches by id, those that there are."""
    asked = select(*_COLUMNS).where(dispatches.c.id.in_(ids))
    return [_dispatch(row) for row in tx.execute(asked)]


def of_contact(tx: Tx, campaign_id: CampaignId, contact_id: str) -> list[Dispatch]:
    """What a campaign sent, or would send, to one contact, in the order of its steps."""
    table = dispatches.c
    rows = select(*_COLUMNS).where(table.campaign_id == campaign_id)
    rows = rows.where(table.contact_id == contact_id).order_by(table.step, table.id)
    return [_dispatch(row) for row in tx.execute(rows)]


def attempts(tx: Tx, dispatch_id: DispatchId) -> list[Attempt]:
    """Every try at a dispatch, oldest first."""
    asked = select(dispatch_attempts).where(dispatch_attempts.c.dispatch_id == dispatch_id)
    rows = tx.execute(asked.order_by(dispatch_attempts.c.id))
    return [
        Attempt(dispatch_id, row.number, State(row.state), row.answer, row.attempted_at)
        for row in rows
    ]


def counts_by_state(tx: Tx, campaign_id: CampaignId) -> Counts:
    """How many dispatches of a campaign are in each state."""
    rows = tx.execute(
        select(dispatches.c.state, func.count().label("n"))
        .where(dispatches.c.campaign_id == campaign_id)
        .group_by(dispatches.c.state)
    )
    return Counts({State(row.state): row.n for row in rows})


def next_due(
    tx: Tx, campaign_id: CampaignId, *, without: Collection[str] = ()
) -> datetime | None:
    """When the next queued dispatch of a campaign is due; None: none waits.

    Those of the channels it goes `without` are not asked about.
    """
    asked = (
        select(func.min(dispatches.c.not_before))
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.state == State.QUEUED)
    )
    if without:
        asked = asked.where(dispatches.c.channel.not_in(sorted(without)))
    first: datetime | None = tx.execute(asked).scalar_one()
    return first


def is_moving(tx: Tx, campaign_id: CampaignId) -> bool:
    """Whether anything of a campaign is still queued or in the air."""
    moving = (
        select(dispatches.c.id)
        .where(dispatches.c.campaign_id == campaign_id)
        .where(dispatches.c.state.in_(MOVING))
        .limit(1)
    )
    return tx.execute(moving).first() is not None


def is_claiming(tx: Tx, by: Collection[str]) -> bool:
    """Whether any of these dispatchers has something in the air."""
    asked = select(dispatches.c.id).where(_IS_SENDING, dispatches.c.claimed_by.in_(by))
    return tx.execute(asked.limit(1)).first() is not None


def waiting(tx: Tx) -> int:
    """How many dispatches wait in campaigns that are being sent."""
    running = select(campaigns.c.id).where(campaigns.c.status == Status.SENDING)
    counted = (
        select(func.count())
        .select_from(dispatches)
        .where(dispatches.c.campaign_id.in_(running))
        .where(dispatches.c.state == State.QUEUED)
    )
    return int(tx.execute(counted).scalar_one())


_SETTLING = (
    update(dispatches)
    .where(dispatches.c.id == bindparam("the_id"))
    .where(dispatches.c.state == State.SENDING)
    .where(dispatches.c.claims == bindparam("the_claim"))
    .values(
        state=bindparam("the_state"),
        reason=bindparam("the_reason"),
        answer=bindparam("the_answer"),
        attempts=bindparam("the_attempts"),
        not_before=bindparam("the_not_before"),
        sent_at=bindparam("the_sent_at"),
        settled_at=bindparam("the_settled_at"),
    )
)


def _settled(outcome: Outcome) -> dict[str, Any]:
    dispatch = outcome.dispatch
    return {
        "the_id": dispatch.id,
        "the_claim": dispatch.claim,
        "the_state": outcome.state,
        "the_reason": outcome.reason,
        "the_answer": outcome.answer,
        "the_attempts": dispatch.attempts + outcome.attempted,
        "the_not_before": outcome.not_before or dispatch.not_before,
        "the_sent_at": outcome.at if outcome.state is State.SENT else None,
        "the_settled_at": None if outcome.state is State.QUEUED else outcome.at,
    }


def _tried(outcome: Outcome) -> dict[str, Any]:
    return {
        "dispatch_id": outcome.dispatch.id,
        "number": outcome.dispatch.attempts + 1,
        "state": outcome.state,
        "answer": outcome.answer,
        "attempted_at": outcome.at,
    }


def _dispatch(row: Any) -> Dispatch:
    facts = row._asdict()
    claims = facts.pop("claims")
    facts |= {"state": State(facts["state"]), "reason": Reason(facts["reason"])}
    return Dispatch(**facts, claim=claims)
