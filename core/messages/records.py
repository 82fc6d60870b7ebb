"""Templates in the operational store: each version a row that never changes."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Table, delete, insert, select, update

from core.messages.model import (
    Attachment,
    Channel,
    Markup,
    Template,
    TemplateId,
    Utm,
    Writing,
)
from core.store.schema import (
    message_files,
    template_attachments,
    template_versions,
    template_writings,
    templates,
)
from core.store.store import Tx


def add(tx: Tx, template: Template) -> None:
    """The first version of a new template."""
    tx.execute(
        insert(templates).values(
            id=template.id,
            name=template.name,
            version=template.version,
            created_by=template.saved_by,
            created_at=template.saved_at,
        )
    )
    _add_version(tx, template)


def follow(tx: Tx, template: Template, *, seen: int) -> bool:
    """The next version, if `seen` is still the current one; whether it was."""
    claimed = tx.execute(
        update(templates)
        .where(templates.c.id == template.id, templates.c.version == seen)
        .where(templates.c.archived_at.is_(None))
        .values(version=template.version, name=template.name)
    )
    if claimed.rowcount != 1:
        return False
    _add_version(tx, template)
    return True


def set_archived(tx: Tx, template_id: TemplateId, *, at: datetime | None) -> bool:
    """Archive (`at`) or bring back (none); whether that changed anything."""
    was = _shelf(archived=at is None)
    changed = tx.execute(
        update(templates).where(templates.c.id == template_id, was).values(archived_at=at)
    )
    return changed.rowcount == 1


def get(tx: Tx, template_id: TemplateId) -> Template | None:
    """The current version, or nothing by that id."""
    current = template_versions.c.version == templates.c.version
    return _one(tx, _versions().where(templates.c.id == template_id, current))


def version(tx: Tx, template_id: TemplateId, number: int) -> Template | None:
    """One version as it was saved."""
    wanted = template_versions.c.version == number
    return _one(tx, _versions().where(templates.c.id == template_id, wanted))


def versions(tx: Tx, template_id: TemplateId) -> list[Template]:
    """Every version, newest first."""
    rows = _versions().where(templates.c.id == template_id)
    return _all(tx, rows.order_by(template_versions.c.version.desc()))


def everything(tx: Tx, *, archived: bool = False) -> list[Template]:
    """The current version of every template that is in use (or archived), last saved first."""
    shelf = _shelf(archived=archived)
    rows = _versions().where(template_versions.c.version == templates.c.version, shelf)
    newest = template_versions.c.saved_at.desc()
    return _all(tx, rows.order_by(newest, templates.c.name))


def keep_file(tx: Tx, digest: str, content: bytes, *, by: str, at: datetime) -> None:
    """Keep the bytes of a file by their digest; those that are kept already stay longer."""
    again = update(message_files).where(message_files.c.digest == digest).values(kept_at=at)
    if not tx.execute(again).rowcount:
        row = {"digest": digest, "content": content, "kept_by": by, "kept_at": at}
        tx.execute(insert(message_files).values(**row))


def forget_files(tx: Tx, *, kept_before: datetime) -> int:
    """Forget the files that no version of any message has, of those kept earlier; how many."""
    used = select(template_attachments.c.digest)
    lost = delete(message_files).where(
        message_files.c.kept_at < kept_before, message_files.c.digest.not_in(used)
    )
    return int(tx.execute(lost).rowcount)


def kept_files(tx: Tx, digests: Collection[str]) -> set[str]:
    """Those of the digests whose files are kept."""
    wanted = select(message_files.c.digest).where(message_files.c.digest.in_(digests))
    return set(tx.execute(wanted).scalars())


def files(tx: Tx, digests: Collection[str]) -> dict[str, bytes]:
    """The bytes of files, by their digests; one that is not kept is missing."""
    wanted = message_files.c.digest.in_(digests)
    rows = select(message_files.c.digest, message_files.c.content).where(wanted)
    return {row.digest: bytes(row.content) for row in tx.execute(rows)}


def _shelf(*, archived: bool) -> ColumnElement[bool]:
    put_away = templates.c.archived_at
    return put_away.is_not(None) if archived else put_away.is_(None)


def _versions() -> Select[tuple[object, ...]]:
    joined = templates.join(
        template_versions, template_versions.c.template_id == templates.c.id
    )
    return select(template_versions, templates.c.archived_at).select_from(joined)


def _add_version(tx: Tx, template: Template) -> None:
    tx.execute(
        insert(template_versions).values(
            template_id=template.id,
            version=template.version,
            name=template.name,
            channel=template.channel,
            note=template.note,
            saved_by=template.saved_by,
            saved_at=template.saved_at,
            utm_source=template.utm.source,
            utm_medium=template.utm.medium,
            utm_campaign=template.utm.campaign,
            utm_hosts="\n".join(template.utm.hosts),
        )
    )
    _add_rows(tx, template_writings, template, template.writings)
    _add_rows(tx, template_attachments, template, template.attachments)


def _add_rows(
    tx: Tx, table: Table, template: Template, things: Sequence[Writing | Attachment]
) -> None:
    of = {"template_id": template.id, "version": template.version}
    rows = [of | vars(one) | {"position": n} for n, one in enumerate(things)]
    if rows:
        tx.execute(insert(table), rows)


def _one(tx: Tx, rows: Select[tuple[object, ...]]) -> Template | None:
    return next(iter(_all(tx, rows)), None)


def _all(tx: Tx, rows: Select[tuple[object, ...]]) -> list[Template]:
    """The versions asked for, each with its writings: two questions, however many."""
    found = list(tx.execute(rows))
    ids = {row.template_id for row in found}
    written = _by_version(tx, template_writings, ids)
    attached = _by_version(tx, template_attachments, ids)
    return [
        _template(
            row,
            [_writing(facts) for facts in written[row.template_id, row.version]],
            [Attachment(**facts) for facts in attached[row.template_id, row.version]],
        )
        for row in found
    ]


def _by_version(
    tx: Tx, table: Table, template_ids: Collection[str]
) -> Mapping[tuple[str, int], list[dict[str, Any]]]:
    """The rows of a table beside the versions, in their order, by template and version."""
    wanted = table.c.template_id.in_(template_ids)
    rows: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for row in tx.execute(select(table).where(wanted).order_by(table.c.position)):
        facts = row._asdict()
        del facts["position"]
        rows[facts.pop("template_id"), facts.pop("version")].append(facts)
    return rows


def _writing(facts: Mapping[str, Any]) -> Writing:
    return Writing(**{**facts, "markup": Markup(facts["markup"])})


def _template(
    row: Row[tuple[object, ...]],
    writings: Sequence[Writing],
    attachments: Sequence[Attachment],
) -> Template:
    facts = row._asdict()
    archived_at = facts.pop("archived_at")
    hosts = tuple(facts.pop("utm_hosts").split())
    source, medium, campaign = (
        facts.pop(f"utm_{name}") for name in ("source", "medium", "campaign")
    )
    return Template(
        id=TemplateId(facts.pop("template_id")),
        channel=Channel(facts.pop("channel")),
        writings=tuple(writings),
        is_archived=archived_at is not None,
        utm=Utm(source, medium, campaign, hosts),
        attachments=tuple(attachments),
        **facts,
    )
