"""What people do with templates: save another version, put one away, bring it back."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES
from core.journal import actions as journal
from core.messages import records, snippet_records
from core.messages.attachments import check as check_attachments
from core.messages.attachments import check_kept
from core.messages.finishing import checked
from core.messages.model import (
    Attachment,
    BadTemplate,
    Channel,
    Template,
    TemplateId,
    Utm,
    Writing,
    errors,
    refused,
)
from core.messages.neutral import single_line
from core.people.model import Permission, Person, require
from core.store.store import Tx

LONGEST_NAME = 200
LONGEST_NOTE = 2_000
VARIANTS = "ABCDEFGH"


class Nameless(Refusal):
    """A template goes by a name."""


class OtherChannel(Refusal):
    """A message keeps the channel it was begun for."""


class TwiceWritten(Refusal):
    """Of each variant and language there is one writing, and at least one in all."""


class UnknownTemplate(Refusal):
    """There is no template by that id, or it was put away."""


class SavedMeanwhile(Refusal):
    """Somebody else saved another version since this person opened theirs."""


def get(tx: Tx, template_id: TemplateId) -> Template:
    """The current version. Raises `UnknownTemplate`."""
    template = records.get(tx, template_id)
    if template is None:
        raise UnknownTemplate("messages-unknown-template", template=template_id)
    return template


def save(  # noqa: PLR0913 -- a version has as many parts
    tx: Tx,
    template_id: TemplateId,
    *,
    name: str,
    writings: Sequence[Writing],
    channel: Channel = Channel.EMAIL,
    note: str,
    utm: Utm | None = None,
    attachments: Sequence[Attachment] | None = None,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Template:
    """Save the first or the next version of a template; one that says nothing new is not one.

    `seen` is the version that was edited; where another was saved since, nothing is
    overwritten. Without `utm` or `attachments` (kept by `attachments.keep`) it has those of the
    version before. Raises `BadTemplate`, `BadAttachment`, `Nameless`, `OtherChannel`,
    `SavedMeanwhile`, `TwiceWritten` and `UnknownTemplate`.
    """
    require(by, Permission.WRITE)
    shown = single_line(name)[:LONGEST_NAME]
    if not shown:
        raise Nameless("messages-nameless")
    _require_whole(writings)
    before = records.get(tx, template_id)
    if before is not None and before.channel != channel:
        raise OtherChannel("messages-other-channel", name=before.name)
    template = Template(
        id=template_id,
        name=shown,
        version=(before.version if before else 0) + 1,
        channel=channel,
        writings=tuple(replace(one, subject=one.subject.strip()) for one in writings),
        saved_by=by.id,
        saved_at=at,
        note=note.strip()[:LONGEST_NOTE],
    )
    template = _require_good(tx, _with(template, before, utm, attachments))
    if before is not None and _says_the_same(before, template):
        return before
    _write(tx, template, before=before, seen=seen)
    details = {"name": shown, "version": template.version, "note": template.note}
    journal.record(tx, "messages.save", template_id, by=by.id, at=at, details=details)
    return template


def archive(tx: Tx, template_id: TemplateId, *, by: Person, at: datetime) -> Template:
    """Put a template away, so that no campaign chooses it anew; twice is as good as once."""
    require(by, Permission.WRITE)
    get(tx, template_id)
    if records.set_archived(tx, template_id, at=at):
        journal.record(tx, "messages.archive", template_id, by=by.id, at=at, details={})
    return get(tx, template_id)


def restore(tx: Tx, template_id: TemplateId, *, by: Person, at: datetime) -> Template:
    """Bring a template back. Raises `BadTemplate`: its snippets may be gone meanwhile."""
    require(by, Permission.WRITE)
    _require_good(tx, get(tx, template_id))
    if records.set_archived(tx, template_id, at=None):
        journal.record(tx, "messages.restore", template_id, by=by.id, at=at, details={})
    return get(tx, template_id)


def _with(
    template: Template,
    before: Template | None,
    utm: Utm | None,
    attachments: Sequence[Attachment] | None,
) -> Template:
    """The template with what was given along with it, or else with what it had before."""
    kept = before or template
    return replace(
        template,
        utm=kept.utm if utm is None else utm,
        attachments=kept.attachments if attachments is None else tuple(attachments),
    )


def _require_whole(writings: Sequence[Writing]) -> None:
    if len({(one.variant, one.language) for one in writings}) != len(writings) or not writings:
        raise TwiceWritten("messages-twice-written")
    if not all(one.variant in VARIANTS and one.language in LANGUAGES for one in writings):
        raise TwiceWritten("messages-twice-written")


def _require_good(tx: Tx, template: Template) -> Template:
    """The template, if all of it passes the walls, as it is written and as it is sent."""
    check_attachments(template.channel, template.attachments)
    check_kept(tx, template.attachments)
    snippets = snippet_records.everything(tx)
    findings = [
        finding
        for one in template.writings
        for finding in checked(one, template.channel, snippets=snippets, utm=template.utm)
    ]
    if errors(findings):
        raise refused(findings)
    return template


def _says_the_same(before: Template, after: Template) -> bool:
    """Whether two versions differ in nothing but their number, author, time and note."""
    aligned = replace(
        after,
        version=before.version,
        saved_by=before.saved_by,
        saved_at=before.saved_at,
        note=before.note,
        is_archived=before.is_archived,
    )
    return aligned == before and not before.is_archived


def _write(tx: Tx, template: Template, *, before: Template | None, seen: int | None) -> None:
    if before is None:
        records.add(tx, template)
        return
    if before.is_archived:
        raise UnknownTemplate("messages-archived-template", name=before.name)
    expected = before.version if seen is None else seen
    if not records.follow(tx, template, seen=expected):
        raise SavedMeanwhile("messages-saved-meanwhile", version=before.version)


__all__ = [
    "BadTemplate",
    "Nameless",
    "OtherChannel",
    "SavedMeanwhile",
    "TwiceWritten",
    "UnknownTemplate",
    "archive",
    "get",
    "restore",
    "save",
]
