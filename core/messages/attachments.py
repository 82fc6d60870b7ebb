"""Files that go with an e-mail: what may be attached is told by what it is, not by its name."""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from core.foundation.files import KINDS, HasMacros, Kind, is_what_it_says
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.messages import records
from core.messages.model import Attachment, Channel
from core.messages.neutral import single_line
from core.people.model import Permission, Person, require
from core.store.store import Tx

MEGABYTE = 1_000_000
MOST_BYTES = 5 * MEGABYTE  # of all files of a message
MOST_FILES = 10
LONGEST_NAME = 120
UNSAVED = timedelta(days=7)  # that a file waits for a message to be saved with

_RESERVED: Final = str.maketrans(dict.fromkeys('<>:"|?*;\\/', "_"))


class BadAttachment(Refusal):
    """The file cannot go with a message."""


def keep(tx: Tx, *, name: str, content: bytes, by: Person, at: datetime) -> Attachment:
    """Keep a file, so that a version of a message may be saved with it.

    Its kind is told by its name and by how it begins, and both have to agree. Files that were
    kept before and never saved with a message are forgotten after a while. Raises
    `BadAttachment`.
    """
    require(by, Permission.WRITE)
    shown = tidy(name)
    kind = _kind_of(shown, content)
    attachment = Attachment(shown, kind, hashlib.sha256(content).hexdigest(), len(content))
    records.keep_file(tx, attachment.digest, content, by=by.id, at=at)
    details = {"name": shown, "kind": kind, "size": len(content)}
    journal.record(tx, "messages.attach", attachment.digest, by=by.id, at=at, details=details)
    _sweep(tx, by=by, at=at)
    return attachment


def check_kept(tx: Tx, attachments: Sequence[Attachment]) -> None:
    """They are kept still, and may be saved with a version. Raises `BadAttachment`."""
    kept = records.kept_files(tx, {one.digest for one in attachments})
    for one in attachments:
        if one.digest not in kept:
            raise BadAttachment("attachments-not-kept", name=one.name)


def check(channel: Channel, attachments: Sequence[Attachment]) -> None:
    """They may go with one message of a channel. Raises `BadAttachment`."""
    if attachments and channel is not Channel.EMAIL:
        raise BadAttachment("attachments-elsewhere")
    if len(attachments) > MOST_FILES:
        raise BadAttachment("attachments-too-many", count=len(attachments), most=MOST_FILES)
    names: set[str] = set()
    for one in attachments:
        if one.name.casefold() in names:
            raise BadAttachment("attachments-twice", name=one.name)
        names.add(one.name.casefold())
    size = sum(one.size for one in attachments)
    if size > MOST_BYTES:
        raise _too_large(size)


def contents(tx: Tx, attachments: Sequence[Attachment]) -> list[tuple[Attachment, bytes]]:
    """The files with their bytes. Raises `BadAttachment` where one is not kept as it was."""
    kept = records.files(tx, {one.digest for one in attachments})
    found = []
    for one in attachments:
        content = kept.get(one.digest, b"")
        if hashlib.sha256(content).hexdigest() != one.digest:
            raise BadAttachment("attachments-gone", name=one.name)
        found.append((one, content))
    return found


def tidy(name: str) -> str:
    """A file name without folders, controls and tricks of direction, at most 120 letters."""
    last = single_line(name).replace("\\", "/").rpartition("/")[2]
    shown = last.translate(_RESERVED).strip(" .")
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1].rstrip()}{dot}{ending}"


def _sweep(tx: Tx, *, by: Person, at: datetime) -> None:
    lost = records.forget_files(tx, kept_before=at - UNSAVED)
    if lost:
        details = {"files": lost}
        journal.record(tx, "messages.sweep", "files", by=by.id, at=at, details=details)


def _kind_of(name: str, content: bytes) -> str:
    stem, _, ending = name.rpartition(".")
    if not stem:
        raise BadAttachment("attachments-nameless")
    kind = KINDS.get(ending.lower())
    if kind is None:
        raise BadAttachment("attachments-unknown-kind", name=name, kinds=", ".join(KINDS))
    if not content:
        raise BadAttachment("attachments-empty", name=name)
    if len(content) > MOST_BYTES:
        raise _too_large(len(content))
    if not _is(name, kind, content):
        raise BadAttachment("attachments-not-what-it-says", name=name, kind=ending.upper())
    return kind.mime


def _is(name: str, kind: Kind, content: bytes) -> bool:
    try:
        return is_what_it_says(kind, content)
    except HasMacros:
        raise BadAttachment("attachments-macros", name=name) from None


def _too_large(size: int) -> BadAttachment:
    return BadAttachment(
        "attachments-too-large", size=round(size / MEGABYTE, 1), most=MOST_BYTES // MEGABYTE
    )
