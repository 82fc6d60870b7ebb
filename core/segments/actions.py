"""What marketers do with segments: save a version, rename, archive, restore, delete."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import Permission, Person, require
from core.segments import records, uses
from core.segments.checking import checked
from core.segments.model import Rule, Segment, SegmentId
from core.segments.notation import canonical, is_sound
from core.segments.uses import Elsewhere, InUse, Use, nowhere
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue, load_catalogue

MAX_NAME = 120
MAX_NOTE = 2_000


class BadName(Refusal):
    """A segment needs a short name of printable characters."""


class NameTaken(Refusal):
    """Two segments of one name would be mixed up."""


class ChangedMeanwhile(Refusal):
    """Somebody saved another version since this one was opened."""


class Archived(Refusal):
    """An archived segment has to be restored before it is changed."""


def save(  # noqa: PLR0913 – a version is these facts, each named at the call
    tx: Tx,
    segment_id: SegmentId,
    *,
    name: str,
    rule: Rule,
    note: str = "",
    by: Person,
    at: datetime,
    based_on: int | None = None,
    catalogue: Catalogue | None = None,
    elsewhere: Elsewhere = nowhere,
    accepts: Collection[str] = (),
) -> Segment:
    """Save a new segment, or the next version of one.

    `based_on` is the version the editor had open: where that is not the current one any more,
    `ChangedMeanwhile` keeps the other person's version. Where a new version would touch whoever
    uses the segment – `elsewhere` knows the campaigns – they have to be among the `Use.key`
    that the person `accepts`; else `InUse` names them. Raises `BadName`, `NameTaken`,
    `Archived`, `Circle`, `UsesArchived`, and whatever `checked` finds in the rule.
    """
    require(by, Permission.SEGMENT)
    sound = checked(rule, catalogue or load_catalogue())
    segment = Segment(
        id=segment_id,
        name=_free_name(tx, name, segment_id),
        version=1,
        rule=sound,
        created_by=by.id,
        created_at=at,
        saved_by=by.id,
        saved_at=at,
        note=tidy_note(note),
    )
    uses.check_sound(tx, segment)
    if records.exists(tx, segment_id):
        found = uses.of_segment(tx, segment_id, elsewhere)
        segment = _next_version(tx, segment, based_on, found, accepts)
    else:
        records.add(tx, segment)
    details = {"name": segment.name, "version": segment.version, "rule": canonical(sound)}
    journal.record(tx, "segments.save", segment_id, by=by.id, at=at, details=details)
    return segment


def rename(tx: Tx, segment_id: SegmentId, *, name: str, by: Person, at: datetime) -> Segment:
    """Give a segment another name; its versions stay as they are."""
    require(by, Permission.SEGMENT)
    before = _open(tx, segment_id)
    after = _free_name(tx, name, segment_id)
    records.set_name(tx, segment_id, after)
    details = {"before": before.name, "after": after}
    journal.record(tx, "segments.rename", segment_id, by=by.id, at=at, details=details)
    return records.get(tx, segment_id)


def archive(
    tx: Tx, segment_id: SegmentId, *, elsewhere: Elsewhere, by: Person, at: datetime
) -> Segment:
    """Take a segment out of the lists. Raises `InUse` while a campaign or a segment uses it."""
    require(by, Permission.SEGMENT)
    journal_records.locked_head(tx)  # or somebody would begin to use it meanwhile
    before = _open(tx, segment_id)
    uses.check_unused(before.name, uses.of_segment(tx, segment_id, elsewhere), uses.RESTING)
    records.set_archived(tx, segment_id, at)
    details = {"name": before.name}
    journal.record(tx, "segments.archive", segment_id, by=by.id, at=at, details=details)
    return records.get(tx, segment_id)


def restore(tx: Tx, segment_id: SegmentId, *, by: Person, at: datetime) -> Segment:
    """Bring an archived segment back, if its name and what it uses are still there."""
    require(by, Permission.SEGMENT)
    before = records.get(tx, segment_id)
    _free_name(tx, before.name, segment_id)
    uses.check_sound(tx, before)
    records.set_archived(tx, segment_id, None)
    details = {"name": before.name}
    journal.record(tx, "segments.restore", segment_id, by=by.id, at=at, details=details)
    return records.get(tx, segment_id)


def delete(
    tx: Tx, segment_id: SegmentId, *, elsewhere: Elsewhere, by: Person, at: datetime
) -> None:
    """Take a segment away for good, with its versions, if nobody ever used it.

    The journal keeps every rule that goes. Raises `InUse` naming whoever uses it, or did.
    """
    require(by, Permission.SEGMENT)
    journal_records.locked_head(tx)
    before = records.get(tx, segment_id)
    found = uses.of_segment_ever(tx, segment_id, elsewhere)
    if found:
        raise InUse("library-once-used", name=before.name, uses=found)
    versions = [
        {
            "version": one.version,
            "rule": canonical(one.rule),
            "saved_by": one.saved_by,
            "saved_at": one.saved_at.isoformat(),
        }
        for one in records.versions(tx, segment_id)
    ]
    records.remove(tx, segment_id)
    details = {"name": before.name, "versions": versions}
    journal.record(tx, "segments.delete", segment_id, by=by.id, at=at, details=details)


def _next_version(
    tx: Tx,
    segment: Segment,
    based_on: int | None,
    found: Sequence[Use],
    accepts: Collection[str],
) -> Segment:
    current = _open(tx, segment.id)
    expected = current.version if based_on is None else based_on
    if expected == current.version:
        uses.check_accepted(current.name, found, accepts)
    advanced = replace(
        segment,
        version=expected + 1,
        created_by=current.created_by,
        created_at=current.created_at,
        folder=current.folder,
        tags=current.tags,
    )
    if expected != current.version or not records.advance(tx, advanced, based_on=expected):
        raise ChangedMeanwhile(
            "segments-changed-meanwhile",
            segment=current.name,
            version=current.version,
            person=current.saved_by,
        )
    return advanced


def _open(tx: Tx, segment_id: SegmentId) -> Segment:
    segment = records.get(tx, segment_id)
    if segment.archived_at is not None:
        raise Archived("segments-archived", segment=segment.name)
    return segment


def _free_name(tx: Tx, name: str, segment_id: SegmentId) -> str:
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > MAX_NAME or not wanted.isprintable():
        raise BadName("segments-bad-name", limit=MAX_NAME)
    journal_records.locked_head(tx)  # or two would take one name at once, each unseen
    other = records.named(tx, wanted)
    if other is not None and other.id != segment_id:
        raise NameTaken("segments-name-taken", segment=other.name)
    return wanted


def tidy_note(note: str) -> str:
    """A note as it is kept. Raises `BadName`."""
    if len(note) > MAX_NOTE or not all(map(is_sound, note.splitlines())):
        raise BadName("segments-bad-note", limit=MAX_NOTE)
    return note.strip()
