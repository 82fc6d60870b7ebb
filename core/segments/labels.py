"""Folders and tags of segments in the operational store."""

from collections.abc import Iterable

from sqlalchemy import delete, select, update
from sqlalchemy.dialects.postgresql import insert as upsert_postgres
from sqlalchemy.dialects.sqlite import insert as upsert_sqlite

from core.segments.model import SegmentId
from core.store.schema import segment_tags, segments
from core.store.store import Tx


def folders(tx: Tx) -> list[str]:
    """Every folder with a segment in it, by name."""
    rows = select(segments.c.folder).where(segments.c.folder != "").distinct()
    return sorted(tx.execute(rows).scalars(), key=str.casefold)


def tags(tx: Tx) -> list[str]:
    """Every tag on a segment, by name."""
    rows = tx.execute(select(segment_tags.c.tag).distinct()).scalars()
    return sorted(rows, key=str.casefold)


def set_folder(tx: Tx, segment_id: SegmentId, folder: str) -> None:
    tx.execute(update(segments).where(segments.c.id == segment_id).values(folder=folder))


def add_tags(tx: Tx, segment_id: SegmentId, new: Iterable[str]) -> None:
    """Put tags on a segment; one that is there already stays."""
    upsert = upsert_postgres if tx.dialect.name == "postgresql" else upsert_sqlite
    for tag in new:
        row = upsert(segment_tags).values(segment_id=segment_id, tag=tag)
        tx.execute(row.on_conflict_do_nothing())


def remove_tags(tx: Tx, segment_id: SegmentId, old: Iterable[str]) -> None:
    mine = segment_tags.c.segment_id == segment_id
    tx.execute(delete(segment_tags).where(mine, segment_tags.c.tag.in_(list(old))))
