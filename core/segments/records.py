"""Segments in the operational store: one row each, one per saved version; and kept lists."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, Select, Text, cast, delete, func, insert, select, update

from core.foundation.refusal import Refusal
from core.segments import packing
from core.segments.model import ListId, Rule, Segment, SegmentId, SegmentList
from core.segments.notation import from_json, to_json
from core.store.schema import (
    segment_list_members,
    segment_lists,
    segment_tags,
    segment_versions,
    segments,
)
from core.store.store import Tx


class UnknownSegment(Refusal):
    """There is no such segment, or no such version of it."""


class UnknownList(Refusal):
    """There is no such kept list."""


class DamagedList(Refusal):
    """Somebody changed a list that does not change."""


def get(tx: Tx, segment_id: SegmentId) -> Segment:
    """The current version, archived or not. Raises `UnknownSegment`."""
    return _one(tx, _current().where(segments.c.id == segment_id), segment_id)


def version(tx: Tx, segment_id: SegmentId, number: int) -> Segment:
    """One saved version, under the name it had. Raises `UnknownSegment`."""
    question = _versions().where(
        segments.c.id == segment_id, segment_versions.c.version == number
    )
    return _one(tx, question, segment_id)


def versions(tx: Tx, segment_id: SegmentId) -> list[Segment]:
    """Every saved version, newest first."""
    question = _versions().where(segments.c.id == segment_id)
    question = question.order_by(segment_versions.c.version.desc())
    return _segments(tx, question, _tags(tx, segment_id))


def everything(tx: Tx, *, archived: bool = False) -> list[Segment]:
    """The current version of every segment, by name; with the archived ones, if asked."""
    question = _current().order_by(func.lower(segments.c.name), segments.c.id)
    if not archived:
        question = question.where(segments.c.archived_at.is_(None))
    return _segments(tx, question, _tags(tx))


def referring(tx: Tx) -> list[Segment]:
    """The current version of every segment, archived or not, that may refer to something."""
    written = cast(segment_versions.c.rule, Text)
    question = _current().where(written.contains('"in_', autoescape=True))
    return _segments(tx, question.order_by(segments.c.id), {})


def rules_ever(tx: Tx) -> list[tuple[SegmentId, Rule]]:
    """Every rule that was ever saved and may refer to something, with whose it was."""
    written = cast(segment_versions.c.rule, Text)
    rows = select(segment_versions.c.segment_id, segment_versions.c.rule)
    rows = rows.where(written.contains('"in_', autoescape=True))
    return [(SegmentId(row.segment_id), from_json(row.rule)) for row in tx.execute(rows)]


def named(tx: Tx, name: str) -> Segment | None:
    """The segment of that name that is not archived; letters' case does not matter."""
    wanted = name.strip().casefold()
    return next((one for one in everything(tx) if one.name.casefold() == wanted), None)


def exists(tx: Tx, segment_id: SegmentId) -> bool:
    found = tx.execute(select(segments.c.id).where(segments.c.id == segment_id))
    return found.first() is not None


def add(tx: Tx, segment: Segment) -> None:
    """Write a new segment with its first version."""
    tx.execute(
        insert(segments).values(
            id=segment.id,
            name=segment.name,
            version=segment.version,
            created_by=segment.created_by,
            created_at=segment.created_at,
        )
    )
    _add_version(tx, segment)


def advance(tx: Tx, segment: Segment, *, based_on: int) -> bool:
    """Write the next version if `based_on` is still the current one; say whether it was."""
    changed = tx.execute(
        update(segments)
        .where(segments.c.id == segment.id, segments.c.version == based_on)
        .values(version=segment.version, name=segment.name)
    )
    if changed.rowcount != 1:
        return False
    _add_version(tx, segment)
    return True


def set_name(tx: Tx, segment_id: SegmentId, name: str) -> None:
    tx.execute(update(segments).where(segments.c.id == segment_id).values(name=name))


def set_archived(tx: Tx, segment_id: SegmentId, archived_at: datetime | None) -> None:
    change = update(segments).where(segments.c.id == segment_id)
    tx.execute(change.values(archived_at=archived_at))


def remove(tx: Tx, segment_id: SegmentId) -> None:
    """Take a segment away with its versions and tags."""
    for table in (segment_tags, segment_versions):
        tx.execute(delete(table).where(table.c.segment_id == segment_id))
    tx.execute(delete(segments).where(segments.c.id == segment_id))


# --- kept lists -----------------------------------------------------------------------------


def lists(tx: Tx, *, archived: bool = False) -> list[SegmentList]:
    """Every kept list, the newest first; with the archived ones, if asked."""
    question = select(segment_lists).order_by(
        segment_lists.c.made_at.desc(), segment_lists.c.id
    )
    if not archived:
        question = question.where(segment_lists.c.archived_at.is_(None))
    return [_list(row) for row in tx.execute(question)]


def list_of(tx: Tx, list_id: ListId) -> SegmentList:
    """One kept list, archived or not. Raises `UnknownList`."""
    row = tx.execute(select(segment_lists).where(segment_lists.c.id == list_id)).first()
    if row is None:
        raise UnknownList("library-unknown-list", name=list_id[:60])
    return _list(row)


def list_accounts(tx: Tx, list_id: ListId) -> tuple[str, ...]:
    """The ids of the accounts in a kept list, as they were; some may have left the base since.

    Raises `UnknownList`, and `DamagedList` where they are not what was kept.
    """
    members = segment_list_members.c
    question = select(segment_lists.c.name, segment_lists.c.digest, members.account_ids)
    question = question.join_from(segment_lists, segment_list_members)
    row = tx.execute(question.where(members.list_id == list_id)).first()
    if row is None:
        raise UnknownList("library-unknown-list", name=list_id[:60])
    ids = packing.unpacked(row.account_ids)
    if ids is None or packing.digest(ids) != row.digest:
        raise DamagedList("library-damaged-list", name=row.name)
    return ids


def add_list(tx: Tx, kept: SegmentList, account_ids: tuple[str, ...]) -> None:
    """Write a list with its members; neither changes any more."""
    facts = asdict(kept) | {"rule": to_json(kept.rule), "as_of": kept.as_of.isoformat()}
    tx.execute(insert(segment_lists).values(**facts))
    packed = packing.packed(account_ids)
    tx.execute(insert(segment_list_members).values(list_id=kept.id, account_ids=packed))


def set_list_archived(tx: Tx, list_id: ListId, archived_at: datetime | None) -> None:
    change = update(segment_lists).where(segment_lists.c.id == list_id)
    tx.execute(change.values(archived_at=archived_at))


def _list(row: Row[Any]) -> SegmentList:
    facts = row._asdict()
    rule, as_of = from_json(facts["rule"]), date.fromisoformat(facts["as_of"])
    return SegmentList(**facts | {"rule": rule, "as_of": as_of})


# --- rows and values ------------------------------------------------------------------------


def _add_version(tx: Tx, segment: Segment) -> None:
    tx.execute(
        insert(segment_versions).values(
            segment_id=segment.id,
            version=segment.version,
            name=segment.name,
            rule=to_json(segment.rule),
            note=segment.note,
            saved_by=segment.saved_by,
            saved_at=segment.saved_at,
        )
    )


_SHARED = (
    segments.c.id,
    segments.c.created_by,
    segments.c.created_at,
    segments.c.archived_at,
    segments.c.folder,
    segment_versions.c.version,
    segment_versions.c.rule,
    segment_versions.c.note,
    segment_versions.c.saved_by,
    segment_versions.c.saved_at,
)


def _versions() -> Select[Any]:
    return select(*_SHARED, segment_versions.c.name).join_from(segment_versions, segments)


def _current() -> Select[Any]:
    joined = select(*_SHARED, segments.c.name).join_from(segment_versions, segments)
    return joined.where(segment_versions.c.version == segments.c.version)


def _one(tx: Tx, question: Select[Any], segment_id: str) -> Segment:
    found = _segments(tx, question, _tags(tx, segment_id))
    if not found:
        raise UnknownSegment("segments-unknown", segment=segment_id[:60])
    return found[0]


def _tags(tx: Tx, segment_id: str | None = None) -> dict[str, tuple[str, ...]]:
    """The tags of one segment, or of all, by the segment."""
    question = select(segment_tags.c.segment_id, segment_tags.c.tag)
    if segment_id is not None:
        question = question.where(segment_tags.c.segment_id == segment_id)
    found: dict[str, list[str]] = {}
    for row in tx.execute(question):
        found.setdefault(row.segment_id, []).append(row.tag)
    return {one: tuple(sorted(names, key=str.casefold)) for one, names in found.items()}


def _segments(
    tx: Tx, question: Select[Any], named: dict[str, tuple[str, ...]]
) -> list[Segment]:
    return [_segment(row, named.get(row.id, ())) for row in tx.execute(question)]


def _segment(row: Row[Any], tags: tuple[str, ...]) -> Segment:
    return Segment(
        id=SegmentId(row.id),
        name=row.name,
        version=row.version,
        rule=from_json(row.rule),
        created_by=row.created_by,
        created_at=row.created_at,
        saved_by=row.saved_by,
        saved_at=row.saved_at,
        note=row.note,
        archived_at=row.archived_at,
        folder=row.folder,
        tags=tags,
    )
