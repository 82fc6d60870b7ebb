"""Kept lists: the members of a rule today, under a name, for as long as they are wanted."""

from datetime import datetime

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as journal_records
from core.people.model import Permission, Person, require
from core.segments import packing, records, tables, uses
from core.segments.actions import MAX_NAME, BadName, tidy_note
from core.segments.model import ListId, Rule, Segment, SegmentList
from core.segments.notation import canonical
from core.segments.resolving import Sources, resolved
from core.segments.uses import RESTING, Elsewhere
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


class ListNameTaken(Refusal):
    """Two lists of one name would be mixed up."""


class EmptyList(Refusal):
    """A list of nobody stays a list of nobody."""


def keep(  # noqa: PLR0913 – a list is these facts, each named at the call
    tx: Tx,
    list_id: ListId,
    *,
    name: str,
    rule: Rule,
    of: Segment | None,
    snapshot: Snapshot,
    catalogue: Catalogue,
    sources: Sources,
    note: str = "",
    by: Person,
    at: datetime,
) -> SegmentList:
    """Keep today's members of a rule as a list that does not change any more.

    `of` is the saved version whose rule it is, if it is one. Raises `BadName`,
    `ListNameTaken`, `EmptyList`, and whatever `checked` finds in the rule.
    """
    require(by, Permission.SEGMENT)
    account_ids = tables.member_ids(snapshot, resolved(rule, sources), catalogue)
    if not account_ids:
        raise EmptyList("library-empty-list")
    kept = SegmentList(
        id=list_id,
        name=_free_name(tx, name),
        note=tidy_note(note),
        rule=rule,
        segment_id=of.id if of else None,
        segment_version=of.version if of else None,
        publication=snapshot.publication.number,
        as_of=snapshot.publication.as_of,
        accounts=len(account_ids),
        digest=packing.digest(account_ids),
        made_by=by.id,
        made_at=at,
    )
    records.add_list(tx, kept, account_ids)
    _note(tx, "keep", kept, by=by, at=at)
    return kept


def archive(
    tx: Tx, list_id: ListId, *, elsewhere: Elsewhere, by: Person, at: datetime
) -> SegmentList:
    """Put a list away. Raises `InUse` while a segment uses it."""
    require(by, Permission.SEGMENT)
    journal_records.locked_head(tx)
    before = records.list_of(tx, list_id)
    uses.check_unused(before.name, uses.of_list(tx, list_id, elsewhere), RESTING)
    records.set_list_archived(tx, list_id, at)
    _note(tx, "archive", before, by=by, at=at)
    return records.list_of(tx, list_id)


def restore(tx: Tx, list_id: ListId, *, by: Person, at: datetime) -> SegmentList:
    """Bring a list back, if its name is still free."""
    require(by, Permission.SEGMENT)
    before = records.list_of(tx, list_id)
    _free_name(tx, before.name, list_id)
    records.set_list_archived(tx, list_id, None)
    _note(tx, "restore", before, by=by, at=at)
    return records.list_of(tx, list_id)


def _free_name(tx: Tx, name: str, list_id: ListId | None = None) -> str:
    wanted = " ".join(name.split())
    if not wanted or len(wanted) > MAX_NAME or not wanted.isprintable():
        raise BadName("segments-bad-name", limit=MAX_NAME)
    journal_records.locked_head(tx)  # or two would take one name at once, each unseen
    for other in records.lists(tx):
        if other.name.casefold() == wanted.casefold() and other.id != list_id:
            raise ListNameTaken("library-name-taken", name=other.name)
    return wanted


def _note(tx: Tx, deed: str, kept: SegmentList, *, by: Person, at: datetime) -> None:
    details = {
        "name": kept.name,
        "accounts": kept.accounts,
        "digest": kept.digest,
        "publication": kept.publication,
        "rule": canonical(kept.rule),
        "segment": kept.segment_id,
        "version": kept.segment_version,
    }
    journal.record(tx, f"lists.{deed}", kept.id, by=by.id, at=at, details=details)
