"""Snippets in the operational store: each version a row that never changes."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, insert, or_, select, update

from core.messages.model import Snippet, Template
from core.messages.snippets import names_in_all
from core.store.schema import snippet_versions, snippets
from core.store.store import Tx


def add(tx: Tx, snippet: Snippet) -> None:
    """The first version of a new snippet."""
    tx.execute(
        insert(snippets).values(
            name=snippet.name,
            version=snippet.version,
            created_by=snippet.saved_by,
            created_at=snippet.saved_at,
        )
    )
    _add_version(tx, snippet)


def follow(tx: Tx, snippet: Snippet, *, seen: int) -> bool:
    """The next version, if `seen` is still the current one; whether it was."""
    claimed = tx.execute(
        update(snippets)
        .where(snippets.c.name == snippet.name, snippets.c.version == seen)
        .where(snippets.c.archived_at.is_(None))
        .values(version=snippet.version)
    )
    if claimed.rowcount != 1:
        return False
    _add_version(tx, snippet)
    return True


def set_archived(tx: Tx, name: str, *, at: datetime | None) -> bool:
    """Archive (`at`) or bring back (none); whether that changed anything."""
    put_away = snippets.c.archived_at
    was = put_away.is_not(None) if at is None else put_away.is_(None)
    changed = tx.execute(
        update(snippets).where(snippets.c.name == name, was).values(archived_at=at)
    )
    return changed.rowcount == 1


def get(tx: Tx, name: str) -> Snippet | None:
    """The current version, or nothing by that name."""
    return everything(tx, only=[name]).get(name)


def everything(tx: Tx, *, only: Collection[str] | None = None) -> dict[str, Snippet]:
    """The current version of every snippet (or of some) by its name, archived ones too."""
    rows = _versions().where(snippet_versions.c.version == snippets.c.version)
    if only is not None:
        rows = rows.where(snippets.c.name.in_(only))
    return {one.name: one for one in _all(tx, rows)}


def used_in(tx: Tx, template: Template) -> dict[str, Snippet]:
    """The current version of every snippet that a template names, by name."""
    wanted = names_in_all(template.writings)
    return everything(tx, only=wanted) if wanted else {}


def versions(tx: Tx, name: str) -> list[Snippet]:
    """Every version, newest first."""
    rows = _versions().where(snippets.c.name == name)
    return _all(tx, rows.order_by(None).order_by(snippet_versions.c.version.desc()))


def as_they_were(tx: Tx, numbers: Collection[tuple[str, int]]) -> dict[str, Snippet]:
    """Certain versions, a name and a number each, by name: those a campaign was sealed with.

    They are none of the archive's, whatever was put away since.
    """
    if not numbers:
        return {}
    name, version = snippet_versions.c.name, snippet_versions.c.version
    wanted = or_(*(and_(name == one, version == number) for one, number in numbers))
    found = _all(tx, _versions().where(wanted))
    return {one.name: replace(one, is_archived=False) for one in found}


def _versions() -> Select[Any]:
    joined = snippets.join(snippet_versions, snippet_versions.c.name == snippets.c.name)
    columns = select(snippet_versions, snippets.c.archived_at).select_from(joined)
    return columns.order_by(snippets.c.name)


def _add_version(tx: Tx, snippet: Snippet) -> None:
    facts = {key: value for key, value in vars(snippet).items() if key != "is_archived"}
    tx.execute(insert(snippet_versions).values(**facts))


def _all(tx: Tx, rows: Select[Any]) -> list[Snippet]:
    return [
        Snippet(is_archived=facts.pop("archived_at") is not None, **facts)
        for facts in (row._asdict() for row in tx.execute(rows))
    ]
