"""Where segments are kept: verbs that move many into a folder, and tag many, at once."""

from collections.abc import Collection
from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import Permission, Person, require
from core.segments import labels, records
from core.segments.model import Segment, SegmentId
from core.store.store import Tx

MAX_LABEL = 60
MAX_TAGS = 20
SEPARATOR = " / "  # between a folder and one within it


class BadLabel(Refusal):
    """A folder or a tag has a short name of printable characters."""


class TooManyTags(Refusal):
    """A segment with every tag has none."""


def move(
    tx: Tx, segment_ids: Collection[SegmentId], *, folder: str, by: Person, at: datetime
) -> int:
    """Put segments into a folder, or with an empty one into none; say how many moved.

    Raises `BadLabel`, and `UnknownSegment`, before anything is moved.
    """
    require(by, Permission.SEGMENT)
    target = folder_of(folder)
    journal_records.locked_head(tx)
    moving = [one for one in _known(tx, segment_ids) if one.folder != target]
    for one in moving:
        labels.set_folder(tx, one.id, target)
        details = {"name": one.name, "before": one.folder, "after": target}
        journal.record(tx, "segments.move", one.id, by=by.id, at=at, details=details)
    return len(moving)


def tag(
    tx: Tx,
    segment_ids: Collection[SegmentId],
    *,
    add: Collection[str] = (),
    remove: Collection[str] = (),
    by: Person,
    at: datetime,
) -> int:
    """Put tags on segments and take others off; say how many segments that changed.

    A tag that differs from a known one only in the case of its letters is that one. Raises
    `BadLabel`, `TooManyTags` and `UnknownSegment`, before anything is tagged.
    """
    require(by, Permission.SEGMENT)
    journal_records.locked_head(tx)
    spelled = {known.casefold(): known for known in labels.tags(tx)}
    new = {spelled.get(one.casefold(), one) for one in map(_label, add)}
    old = {one.casefold() for one in remove}
    changing = []
    for segment in _known(tx, segment_ids):
        kept = {one for one in segment.tags if one.casefold() not in old}
        if kept | new != set(segment.tags):
            changing.append((segment, kept | new))
        if len(kept | new) > MAX_TAGS:
            raise TooManyTags("library-too-many-tags", name=segment.name, limit=MAX_TAGS)
    for segment, tags in changing:
        _retag(tx, segment, tags, by=by, at=at)
    return len(changing)


def folder_of(text: str) -> str:
    """A folder as it is kept: names between slashes, without blanks around them."""
    names = [_label(name) for name in text.split("/") if name.strip()]
    return SEPARATOR.join(names)


def is_within(folder: str, outer: str) -> bool:
    """Whether a folder is the other one, or within it."""
    return folder == outer or folder.startswith(outer + SEPARATOR)


def _retag(tx: Tx, segment: Segment, tags: set[str], *, by: Person, at: datetime) -> None:
    labels.remove_tags(tx, segment.id, set(segment.tags) - tags)
    labels.add_tags(tx, segment.id, sorted(tags - set(segment.tags)))
    details = {"name": segment.name, "before": list(segment.tags), "after": sorted(tags)}
    journal.record(tx, "segments.tag", segment.id, by=by.id, at=at, details=details)


def _known(tx: Tx, segment_ids: Collection[SegmentId]) -> list[Segment]:
    return [records.get(tx, one) for one in dict.fromkeys(segment_ids)]


def _label(text: str) -> str:
    wanted = " ".join(text.split())
    if not wanted or len(wanted) > MAX_LABEL or not wanted.isprintable() or "/" in wanted:
        raise BadLabel("library-bad-label", limit=MAX_LABEL)
    return wanted
