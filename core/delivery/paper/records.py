"""Letters and their batches, in the operational store."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.campaigns.model import CampaignId
from core.delivery.erasure.rows import some
from core.delivery.model import DispatchId, Reason, State
from core.delivery.paper.model import Batch, Counted, Letter
from core.store.schema import dispatches, letter_batches, letters
from core.store.store import Tx

_batch, _letter = letter_batches.c, letters.c


def add(tx: Tx, batch: Batch, letter: Letter) -> None:
    """Put a letter into its batch, which begins with its first; once, however often asked."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    tx.execute(upsert(letter_batches).values(asdict(batch)).on_conflict_do_nothing())
    tx.execute(upsert(letters).values(asdict(letter)).on_conflict_do_nothing())


def held(tx: Tx, batch_id: str) -> Batch | None:
    """A batch that nobody else changes, or adds a letter to, until this deed is done."""
    row = tx.execute(
        select(letter_batches).where(_batch.id == batch_id).with_for_update()
    ).first()
    return None if row is None else _read(row)


def campaign_of(tx: Tx, batch_id: str) -> CampaignId | None:
    """The campaign whose letters a batch is made of."""
    found = tx.execute(select(_batch.campaign_id).where(_batch.id == batch_id)).scalar()
    return None if found is None else CampaignId(found)


def letter_of(tx: Tx, dispatch_id: str) -> Letter | None:
    row = tx.execute(select(letters).where(_letter.dispatch_id == dispatch_id)).first()
    return None if row is None else Letter(**row._asdict())


def numbered(tx: Tx, number: str) -> Letter | None:
    """The letter on which a number is printed."""
    row = tx.execute(select(letters).where(_letter.number == number)).first()
    return None if row is None else Letter(**row._asdict())


def letters_of(tx: Tx, batch_id: str) -> list[Letter]:
    """The letters of a batch in the order they are printed: by company, then by number."""
    asked = select(letters).where(_letter.batch_id == batch_id)
    rows = tx.execute(asked.order_by(_letter.company, _letter.number))
    return [Letter(**row._asdict()) for row in rows]


def batches(tx: Tx) -> list[Counted]:
    """Every batch: those not yet posted first, then the latest."""
    counted = (
        select(
            letter_batches,
            func.count(_letter.dispatch_id).label("letters"),
            func.coalesce(func.sum(_letter.pages), 0).label("pages"),
            func.count(_letter.returned_at).label("returned"),
        )
        .join(letters, _letter.batch_id == _batch.id)
        .group_by(*letter_batches.c)
        .order_by(_batch.posted_at.is_not(None), _batch.made_on.desc(), _batch.id)
    )
    rows = tx.execute(counted).all()
    return [Counted(_read(row), row.letters, int(row.pages), row.returned) for row in rows]


def open_batch(tx: Tx, stem: str) -> str:
    """The name of the batch of that stem that still takes letters: the first, or the one after
    all that went to the post."""
    number = 1
    while True:
        name = stem if number == 1 else f"{stem}-{number}"
        found = held(tx, name)
        if found is None or not found.is_posted:
            return name
        number += 1


def post(tx: Tx, batch: Batch, *, by: str, at: datetime) -> bool:
    """Mark a batch as handed to the post; false: it was already."""
    changed = tx.execute(
        update(letter_batches)
        .where(_batch.id == batch.id)
        .where(_batch.posted_at.is_(None))
        .values(posted_at=at, posted_by=by)
    )
    return changed.rowcount == 1


def send(tx: Tx, batch_id: str, *, at: datetime) -> int:
    """Its dispatches that lie ready are sent now; return how many."""
    ours = select(_letter.dispatch_id).where(_letter.batch_id == batch_id)
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.id.in_(ours))
        .where(dispatches.c.state == State.PREPARED)
        .values(state=State.SENT, sent_at=at, settled_at=at)
    )
    return int(changed.rowcount)


def being_made(tx: Tx, batch_id: str) -> int:
    """How many of its dispatches are still in a worker's hands, or come back into them."""
    ours = select(_letter.dispatch_id).where(_letter.batch_id == batch_id)
    asked = select(func.count()).select_from(dispatches).where(dispatches.c.id.in_(ours))
    in_hand = asked.where(dispatches.c.state.in_((State.QUEUED, State.SENDING)))
    return int(tx.execute(in_hand).scalar_one())


def withhold(tx: Tx, ids: Sequence[DispatchId], *, at: datetime) -> None:
    """These are not posted."""
    gone = {"state": State.SKIPPED, "reason": Reason.SUPPRESSED, "settled_at": at}
    ready = update(dispatches).where(dispatches.c.state == State.PREPARED).values(gone)
    for few in some(ids):
        tx.execute(ready.where(dispatches.c.id.in_(few)))


def bounce(tx: Tx, letter: Letter, *, at: datetime) -> bool:
    """Its dispatch came back; false: it was not on its way."""
    changed = tx.execute(
        update(dispatches)
        .where(dispatches.c.id == letter.dispatch_id)
        .where(dispatches.c.state.in_((State.SENT, State.DELIVERED)))
        .values(
            state=State.BOUNCED,
            reason=Reason.HARD_BOUNCE,
            settled_at=func.coalesce(
                dispatches.c.settled_at, literal(at, dispatches.c.settled_at.type)
            ),
        )
    )
    return changed.rowcount == 1


def mark_returned(tx: Tx, letter: Letter, *, note: str, by: str, at: datetime) -> bool:
    """Note that a letter came back; false: that was noted before."""
    changed = tx.execute(
        update(letters)
        .where(_letter.dispatch_id == letter.dispatch_id)
        .where(_letter.returned_at.is_(None))
        .values(returned_at=at, returned_by=by, return_note=note)
    )
    return changed.rowcount == 1


def stopped(tx: Tx, batch_id: str) -> set[DispatchId]:
    """Letters of a batch that must not be posted any more: their dispatch was given up."""
    ours = select(_letter.dispatch_id).where(_letter.batch_id == batch_id)
    asked = select(dispatches.c.id).where(dispatches.c.id.in_(ours))
    gone = asked.where(dispatches.c.state == State.SKIPPED)
    return {DispatchId(name) for name in tx.execute(gone).scalars()}


def _read(row: Any) -> Batch:
    return Batch(
        id=row.id,
        campaign_id=CampaignId(row.campaign_id),
        step=row.step,
        made_on=row.made_on,
        posted_at=row.posted_at,
        posted_by=row.posted_by,
    )
