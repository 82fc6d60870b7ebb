"""What marketers do with segments: save a version, rename, archive, restore, export."""

from dataclasses import replace
from datetime import date, datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import Permission, Person, require
from core.segments import exporting, records, tables
from core.segments.checking import checked
from core.segments.model import Rule, Segment, SegmentId
from core.segments.notation import canonical, is_sound
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.snapshot import Snapshot

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
) -> Segment:
    """Save a new segment, or the next version of one.

    `based_on` is the version the editor had open: where that is not the current one any more,
    `ChangedMeanwhile` keeps the other person's version. Raises `BadName`, `NameTaken`,
    `Archived`, and whatever `checked` finds in the rule.
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
        note=_note(note),
    )
    if records.exists(tx, segment_id):
        segment = _next_version(tx, segment, based_on)
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


def archive(tx: Tx, segment_id: SegmentId, *, by: Person, at: datetime) -> Segment:
    """Take a segment out of the lists; what uses it goes on using it."""
    require(by, Permission.SEGMENT)
    before = _open(tx, segment_id)
    records.set_archived(tx, segment_id, at)
    details = {"name": before.name}
    journal.record(tx, "segments.archive", segment_id, by=by.id, at=at, details=details)
    return records.get(tx, segment_id)


def restore(tx: Tx, segment_id: SegmentId, *, by: Person, at: datetime) -> Segment:
    """Bring an archived segment back, if its name is still free."""
    require(by, Permission.SEGMENT)
    before = records.get(tx, segment_id)
    _free_name(tx, before.name, segment_id)
    records.set_archived(tx, segment_id, None)
    details = {"name": before.name}
    journal.record(tx, "segments.restore", segment_id, by=by.id, at=at, details=details)
    return records.get(tx, segment_id)


def export(  # noqa: PLR0913 – what, over what, in which language, by whom
    tx: Tx,
    segment_id: str,
    *,
    rule: Rule,
    snapshot: Snapshot,
    catalogue: Catalogue,
    language: str,
    by: Person,
    at: datetime,
    as_of: date | None = None,
) -> bytes:
    """The accounts of a rule as CSV that no spreadsheet runs; the journal knows who took it."""
    require(by, Permission.SEGMENT)
    require(by, Permission.SEE_ACCOUNTS)
    rows = tables.sample(snapshot, rule, catalogue, as_of=as_of, limit=None)
    written = exporting.as_csv(rows, exporting.headings(catalogue, language))
    details = {
        "accounts": len(rows),
        "publication": snapshot.publication.number,
        "rule": canonical(rule),
    }
    journal.record(tx, "segments.export", segment_id, by=by.id, at=at, details=details)
    return written


def _next_version(tx: Tx, segment: Segment, based_on: int | None) -> Segment:
    current = _open(tx, segment.id)
    expected = current.version if based_on is None else based_on
    advanced = replace(
        segment,
        version=expected + 1,
        created_by=current.created_by,
        created_at=current.created_at,
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


def _note(note: str) -> str:
    if len(note) > MAX_NOTE or not all(map(is_sound, note.splitlines())):
        raise BadName("segments-bad-note", limit=MAX_NOTE)
    return note.strip()
