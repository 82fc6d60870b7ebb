"""Templates in the operational store: each version a row that never changes."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, Select, insert, select, update

from core.messages.model import Channel, Markup, Template, TemplateId, Writing
from core.store.schema import template_versions, template_writings, templates
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
        )
    )
    of = {"template_id": template.id, "version": template.version}
    rows = [of | vars(one) | {"position": n} for n, one in enumerate(template.writings)]
    tx.execute(insert(template_writings), rows)


def _one(tx: Tx, rows: Select[tuple[object, ...]]) -> Template | None:
    return next(iter(_all(tx, rows)), None)


def _all(tx: Tx, rows: Select[tuple[object, ...]]) -> list[Template]:
    """The versions asked for, each with its writings: two questions, however many."""
    found = list(tx.execute(rows))
    written: dict[tuple[str, int], list[Writing]] = {}
    for writing in tx.execute(_writings({row.template_id for row in found})):
        facts = writing._asdict()
        del facts["position"]
        key = (facts.pop("template_id"), facts.pop("version"))
        markup = Markup(facts.pop("markup"))
        written.setdefault(key, []).append(Writing(markup=markup, **facts))
    return [_template(row, written[row.template_id, row.version]) for row in found]


def _writings(template_ids: Collection[str]) -> Select[tuple[object, ...]]:
    wanted = template_writings.c.template_id.in_(template_ids)
    return select(template_writings).where(wanted).order_by(template_writings.c.position)


def _template(row: Row[tuple[object, ...]], writings: Sequence[Writing]) -> Template:
    facts = row._asdict()
    archived_at = facts.pop("archived_at")
    return Template(
        id=TemplateId(facts.pop("template_id")),
        channel=Channel(facts.pop("channel")),
        writings=tuple(writings),
        is_archived=archived_at is not None,
        **facts,
    )
