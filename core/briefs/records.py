"""Briefs in the operational store: compare and set, and a diary of every change."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from core.briefs.model import (
    Attachment,
    Brief,
    BriefId,
    Comment,
    Confirmation,
    Edit,
    Fact,
    Move,
    Status,
    Whole,
)
from core.foundation.refusal import Refusal
from core.store.schema import (
    brief_attachments,
    brief_comments,
    brief_confirmations,
    brief_edits,
    brief_facts,
    brief_moves,
    briefs,
)
from core.store.store import Tx


class UnknownBrief(Refusal):
    """No brief goes by that id."""


class ChangedMeanwhile(Refusal):
    """Somebody else changed it since it was read."""


def add(tx: Tx, brief: Brief) -> None:
    tx.execute(insert(briefs).values(**asdict(brief)))


def get(tx: Tx, brief_id: BriefId) -> Brief:
    """One brief. Raises `UnknownBrief`."""
    return _one(brief_id, tx.execute(_by_id(brief_id)).first())


def locked(tx: Tx, brief_id: BriefId) -> Brief:
    """One brief, held until the transaction ends: verbs read through this door."""
    return _one(brief_id, tx.execute(_by_id(brief_id).with_for_update()).first())


def everything(tx: Tx) -> list[Brief]:
    """Every brief, the newest first."""
    rows = tx.execute(select(briefs).order_by(briefs.c.created_at.desc(), briefs.c.id))
    return [_brief(row) for row in rows]


def with_status(tx: Tx, *statuses: Status) -> list[Brief]:
    """The briefs in these statuses, the longest in theirs first."""
    rows = select(briefs).where(briefs.c.status.in_(statuses))
    return [_brief(row) for row in tx.execute(rows.order_by(briefs.c.moved_at, briefs.c.id))]


def whole(tx: Tx, brief_id: BriefId) -> Whole:
    """One brief with everything that belongs to it. Raises `UnknownBrief`."""
    return Whole(
        get(tx, brief_id),
        facts(tx, brief_id),
        tuple(comments(tx, brief_id)),
        tuple(attachments(tx, brief_id)),
    )


def change(tx: Tx, before: Brief, values: Mapping[str, Any]) -> Brief:
    """Write new values over a brief that is still as it was read. Raises `ChangedMeanwhile`."""
    changed = tx.execute(
        update(briefs)
        .where(briefs.c.id == before.id, briefs.c.revision == before.revision)
        .where(briefs.c.status == before.status)
        .values(**values, revision=before.revision + 1)
    )
    if changed.rowcount != 1:
        raise ChangedMeanwhile("briefs-changed-meanwhile", name=before.name)
    return get(tx, before.id)


# --- facts and confirmations ----------------------------------------------------------------


def facts(tx: Tx, brief_id: BriefId) -> dict[str, Fact]:
    """Every fact that was said, by its key, with the confirmation that stands."""
    return facts_of(tx, [brief_id]).get(brief_id, {})


def facts_of(tx: Tx, brief_ids: Iterable[BriefId]) -> dict[BriefId, dict[str, Fact]]:
    """The same for several briefs at once, in two questions."""
    wanted = list(brief_ids)
    said = brief_confirmations.c
    standing = select(brief_confirmations).where(said.voided_at.is_(None))
    confirmed = {
        (row.brief_id, row.key): _confirmation(row)
        for row in tx.execute(standing.where(said.brief_id.in_(wanted)).order_by(said.id))
    }
    found: dict[BriefId, dict[str, Fact]] = {}
    rows = select(brief_facts).where(brief_facts.c.brief_id.in_(wanted))
    for row in tx.execute(rows.order_by(brief_facts.c.key)):
        values = row._asdict()
        brief_id = BriefId(values.pop("brief_id"))
        fact = Fact(**values, confirmation=confirmed.get((brief_id, row.key)))
        found.setdefault(brief_id, {})[row.key] = fact
    return found


def set_fact(tx: Tx, brief_id: BriefId, fact: Fact, *, is_new: bool) -> None:
    """Write a fact, or write over it."""
    values = asdict(fact)
    del values["confirmation"]
    if is_new:
        tx.execute(insert(brief_facts).values(brief_id=brief_id, **values))
        return
    here = brief_facts.c
    tx.execute(
        update(brief_facts)
        .where(here.brief_id == brief_id, here.key == fact.key)
        .values(**values)
    )


def drop_fact(tx: Tx, brief_id: BriefId, key: str) -> None:
    here = brief_facts.c
    tx.execute(brief_facts.delete().where(here.brief_id == brief_id, here.key == key))


def confirm(tx: Tx, brief_id: BriefId, confirmation: Confirmation) -> None:
    tx.execute(insert(brief_confirmations).values(brief_id=brief_id, **asdict(confirmation)))


def void(tx: Tx, brief_id: BriefId, key: str, *, by: str, at: datetime) -> bool:
    """Set the standing confirmation of a fact aside; it is kept. Whether there was one."""
    here = brief_confirmations.c
    changed = tx.execute(
        update(brief_confirmations)
        .where(here.brief_id == brief_id, here.key == key, here.voided_at.is_(None))
        .values(voided_by=by, voided_at=at)
    )
    return changed.rowcount > 0


# --- the diary ------------------------------------------------------------------------------


def note_move(tx: Tx, brief_id: BriefId, move: Move) -> None:
    tx.execute(insert(brief_moves).values(brief_id=brief_id, **asdict(move)))


def note_edit(tx: Tx, brief_id: BriefId, edit: Edit) -> None:
    tx.execute(insert(brief_edits).values(brief_id=brief_id, **asdict(edit)))


def moves(tx: Tx, brief_id: BriefId) -> list[Move]:
    """Every change of status, oldest first."""
    table = brief_moves.c
    rows = select(table.from_status, table.to_status, table.reason, table.moved_by)
    rows = rows.add_columns(table.moved_at).where(table.brief_id == brief_id)
    return [
        Move(
            Status(row.from_status) if row.from_status else None,
            Status(row.to_status),
            row.reason,
            row.moved_by,
            row.moved_at,
        )
        for row in tx.execute(rows.order_by(table.id))
    ]


def edits(tx: Tx, brief_id: BriefId) -> list[Edit]:
    """Every change of content, oldest first."""
    table = brief_edits.c
    rows = select(table.changes, table.edited_by, table.edited_at)
    rows = rows.where(table.brief_id == brief_id).order_by(table.id)
    return [Edit(**row._asdict()) for row in tx.execute(rows)]


def confirmations(tx: Tx, brief_id: BriefId) -> list[tuple[Confirmation, str, datetime | None]]:
    """Every confirmation, oldest first, with who set it aside and when, if anybody did."""
    here = brief_confirmations.c
    rows = select(brief_confirmations).where(here.brief_id == brief_id).order_by(here.id)
    return [
        (_confirmation(row), row.voided_by or "", row.voided_at) for row in tx.execute(rows)
    ]


def comments(tx: Tx, brief_id: BriefId) -> list[Comment]:
    """Every comment, oldest first."""
    table = brief_comments.c
    rows = select(table.field, table.text, table.written_by, table.written_at)
    rows = rows.add_columns(table.answered_at).where(table.brief_id == brief_id)
    return [Comment(**row._asdict()) for row in tx.execute(rows.order_by(table.id))]


def comment(tx: Tx, brief_id: BriefId, comment: Comment) -> None:
    tx.execute(insert(brief_comments).values(brief_id=brief_id, **asdict(comment)))


def answer_comments(tx: Tx, brief_id: BriefId, *, at: datetime) -> None:
    here = brief_comments.c
    open_ones = update(brief_comments).where(here.brief_id == brief_id)
    tx.execute(open_ones.where(here.answered_at.is_(None)).values(answered_at=at))


def authors(tx: Tx, brief_id: BriefId) -> set[str]:
    """Everybody who filed it, changed it, said a fact of it, gave it a file, or supplied it."""
    made, edited, files = briefs.c, brief_edits.c, brief_attachments.c
    moved = brief_moves.c
    supplied = select(moved.moved_by).where(moved.to_status == Status.SUPPLIED)
    asked = (
        supplied.where(moved.brief_id == brief_id),
        select(made.created_by).where(made.id == brief_id),
        select(edited.edited_by).where(edited.brief_id == brief_id),
        select(files.added_by).where(files.brief_id == brief_id),
    )
    return {person for rows in asked for person in tx.execute(rows).scalars()}


# --- files ----------------------------------------------------------------------------------


def attach(tx: Tx, brief_id: BriefId, attachment: Attachment, content: bytes) -> None:
    row = asdict(attachment) | {"brief_id": brief_id, "content": content}
    tx.execute(insert(brief_attachments).values(**row))


def detach(tx: Tx, brief_id: BriefId, attachment_id: str, *, at: datetime) -> bool:
    """Take a file away, for good: its content is not kept. Whether it was there."""
    here = brief_attachments.c
    changed = tx.execute(
        update(brief_attachments)
        .where(here.brief_id == brief_id, here.id == attachment_id)
        .where(here.removed_at.is_(None))
        .values(removed_at=at, content=b"")
    )
    return changed.rowcount == 1


def attachments(tx: Tx, brief_id: BriefId) -> list[Attachment]:
    """The files of a brief, oldest first, without their content."""
    here = brief_attachments.c
    rows = select(here.id, here.name, here.kind, here.bytes, here.digest)
    rows = rows.add_columns(here.added_by, here.added_at)
    rows = rows.where(here.brief_id == brief_id, here.removed_at.is_(None))
    return [
        Attachment(**row._asdict()) for row in tx.execute(rows.order_by(here.added_at, here.id))
    ]


def content(tx: Tx, attachment_id: str) -> bytes:
    """The bytes of a file; of one that is not there, none."""
    here = brief_attachments.c
    rows = select(here.content).where(here.id == attachment_id, here.removed_at.is_(None))
    return bytes(tx.execute(rows).scalar() or b"")


def open_comments(tx: Tx) -> dict[str, int]:
    """How many comments wait for an answer, by brief."""
    here = brief_comments.c
    rows = select(here.brief_id, func.count()).where(here.answered_at.is_(None))
    return {row[0]: row[1] for row in tx.execute(rows.group_by(here.brief_id))}


def _by_id(brief_id: BriefId) -> Select[Any]:
    return select(briefs).where(briefs.c.id == brief_id)


def _one(brief_id: BriefId, row: Row[Any] | None) -> Brief:
    if row is None:
        raise UnknownBrief("briefs-unknown", brief=brief_id)
    return _brief(row)


def _brief(row: Row[Any]) -> Brief:
    facts = row._asdict()
    return Brief(**facts | {"status": Status(facts["status"])})


def _confirmation(row: Row[Any]) -> Confirmation:
    return Confirmation(
        key=row.key,
        value=row.value,
        valid_until=row.valid_until,
        rule=row.rule,
        confirmed_by=row.confirmed_by,
        confirmed_at=row.confirmed_at,
    )
