"""Segments in the operational store: one row each, and one per saved version."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from core.foundation.refusal import Refusal
from core.segments.model import Segment, SegmentId
from core.segments.notation import from_json, to_json
from core.store.schema import segment_versions, segments
from core.store.store import Tx


class UnknownSegment(Refusal):
    """There is no such segment, or no such version of it."""


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
    rows = tx.execute(question.order_by(segment_versions.c.version.desc()))
    return [_segment(row) for row in rows]


def everything(tx: Tx, *, archived: bool = False) -> list[Segment]:
    """The current version of every segment, by name; with the archived ones, if asked."""
    question = _current().order_by(func.lower(segments.c.name), segments.c.id)
    if not archived:
        question = question.where(segments.c.archived_at.is_(None))
    return [_segment(row) for row in tx.execute(question)]


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
    row = tx.execute(question).first()
    if row is None:
        raise UnknownSegment("segments-unknown", segment=segment_id[:60])
    return _segment(row)


def _segment(row: Row[Any]) -> Segment:
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
    )
