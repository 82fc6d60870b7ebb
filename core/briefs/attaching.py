"""What people do with the files of a brief: put one there, take it away, look into it."""

import hashlib
from datetime import datetime

from core.briefs import actions as briefs
from core.briefs import records
from core.briefs.files import BadFile, kind_of, safe_name
from core.briefs.model import Attachment, BriefId, Status
from core.journal import actions as journal
from core.people.model import Permission, Person, require
from core.rulebook.briefs import BriefsBook
from core.store.store import Tx


def attach(  # noqa: PLR0913 – a file is these, each named at the call
    tx: Tx,
    brief_id: BriefId,
    attachment_id: str,
    *,
    name: str,
    content: bytes,
    book: BriefsBook,
    by: Person,
    at: datetime,
) -> Attachment:
    """Put a file to a brief; its first bytes say what it is. Raises `BadFile`, `NotYours`."""
    require(by, Permission.BRIEF)
    brief = records.locked(tx, brief_id)
    briefs.check_hand(by, brief)
    if brief.status is Status.WITHDRAWN:
        raise briefs.IllegalMove("briefs-illegal-move", name=brief.name)
    limit = book.attachments
    if len(records.attachments(tx, brief_id)) >= limit.most:
        raise BadFile("briefs-too-many-files", most=limit.most)
    if not 0 < len(content) <= limit.bytes:
        raise BadFile("briefs-bad-size", name=safe_name(name), most=limit.megabytes)
    kind, digest = kind_of(name, content), hashlib.sha256(content).hexdigest()
    kept = Attachment(attachment_id, safe_name(name), kind, len(content), digest, by.id, at)
    records.attach(tx, brief_id, kept, content)
    details = {"name": kept.name, "kind": kind, "bytes": kept.bytes, "digest": digest}
    journal.record(tx, "briefs.attach", brief_id, by=by.id, at=at, details=details)
    return kept


def detach(tx: Tx, brief_id: BriefId, attachment_id: str, *, by: Person, at: datetime) -> None:
    """Take a file away for good; one that is gone already stays gone."""
    require(by, Permission.BRIEF)
    briefs.check_hand(by, records.locked(tx, brief_id))
    if records.detach(tx, brief_id, attachment_id, at=at):
        details = {"attachment": attachment_id}
        journal.record(tx, "briefs.detach", brief_id, by=by.id, at=at, details=details)


def content(tx: Tx, attachment_id: str, *, by: Person) -> bytes:
    """The bytes of a file, for whoever may see briefs."""
    require(by, Permission.BRIEF)
    return records.content(tx, attachment_id)
