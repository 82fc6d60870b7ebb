"""Forgetting what people do for a person: calls that were to be made, letters on paper."""

from collections.abc import Sequence

from sqlalchemy import delete, select, update

from core.consent import forgetting
from core.consent.forgetting import CONTACT
from core.consent.model import LETTER
from core.delivery.erasure.rows import some
from core.store.schema import call_results, call_tasks, dispatches, letters, receipts
from core.store.store import Tx


def receipts_of(tx: Tx, names: Sequence[str]) -> int:
    """What channels told of these messages loses its words; return how many receipts."""
    table = receipts
    return sum(
        tx.execute(update(table).where(table.c.dispatch_id.in_(few)).values(raw="")).rowcount
        for few in some(names)
    )


def calls_of(tx: Tx, key: bytes, names: Sequence[str]) -> int:
    """Calls that were made lose whom they were to, those not made yet go; return how many."""
    done, task = 0, call_tasks.c
    blank = {"company": "", "name": "", "position": "", "phone": "", "title": "", "script": ""}
    for few in some(names):
        asked = select(task.dispatch_id, task.contact_id, task.result)
        rows = tx.execute(asked.where(task.dispatch_id.in_(few))).all()
        said = call_results.c.dispatch_id
        tx.execute(update(call_results).where(said.in_(few)).values(note=""))
        waiting = [row.dispatch_id for row in rows if not row.result]
        tx.execute(delete(call_results).where(said.in_(waiting)))
        tx.execute(delete(call_tasks).where(task.dispatch_id.in_(waiting)))
        for row in rows:
            alias = {"contact_id": forgetting.pseudonym(key, CONTACT, row.contact_id)}
            mine = update(call_tasks).where(task.dispatch_id == row.dispatch_id)
            tx.execute(mine.values(blank | alias))
        done += len(rows)
    return done


def letters_of(tx: Tx, names: Sequence[str]) -> int:
    """Letters keep their number and their batch; return how many lost the rest."""
    blank = {"company": "", "name": "", "address": "", "return_note": ""}
    return sum(
        tx.execute(update(letters).where(letters.c.dispatch_id.in_(few)).values(blank)).rowcount
        for few in some(names)
    )


def forgotten_letters(tx: Tx) -> set[str]:
    """Messages on paper of whoever is forgotten: their files are to go, whenever asked."""
    asked = select(dispatches.c.id).where(dispatches.c.channel == LETTER)
    return set(tx.execute(asked.where(dispatches.c.address == "")).scalars())
