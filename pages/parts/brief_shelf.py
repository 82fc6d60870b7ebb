"""The list of briefs: search, statuses, whose turn, how old; and the way to a new one."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from core.briefs import actions as briefs
from core.briefs import records, tables
from core.briefs.model import Brief, BriefId, Status
from core.briefs.tables import Turn
from core.cockpit import Cockpit
from core.people import records as people
from core.people.model import Person
from pages.parts.brief_deeds import draw_badge, spoken_days
from pages.parts.downloads import csv_button
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.plain import plain

SHOWN = 60
ORDERS = ("late", "newest", "starts", "name")
OWNERS = ("all", "mine", "turn")


@dataclass(frozen=True)
class Row:
    """A brief in the list, with whose turn it is and who filed it."""

    brief: Brief
    turn: Turn | None
    owner: str
    kind: str

    @property
    def order(self) -> tuple[int, str]:
        """The latest first, then those with the nearest limit, then what is done."""
        if self.turn is None:
            return (1, "")
        return (-self.turn.late, self.turn.limit.isoformat())


def open_brief(brief_id: str) -> None:
    """Go to one brief: the address bar says which."""
    st.query_params["brief"] = brief_id


def show_shelf(house: Cockpit, person: Person) -> None:
    """Every brief that fits the search, in the order that was chosen."""
    with house.store.reading() as tx:
        everything = records.everything(tx)
        named = people.names(tx)
    if not everything:
        st.info(say("briefs-none"), icon=":material/assignment:")
        draw_new(house, person)
        return
    rows = [_row(house, brief, named) for brief in everything]
    found = _found(house, person, rows)
    st.caption(say("briefs-count", found=len(found), all=len(rows)))
    for row in found[:SHOWN]:
        _draw_row(row)
    if found:
        csv_button(_table(found), key="briefs-csv", filename="briefs")
    else:
        st.info(say("briefs-nothing-found"))


def draw_new(house: Cockpit, person: Person) -> None:
    """File a brief: its name and its kind; the book says what has to be in it."""
    kinds = {kind.name: kind.label.text(language()) for kind in house.books.briefs.kinds}
    with st.popover(say("briefs-new"), icon=":material/add:", type="primary"):
        name = st.text_input(say("briefs-field-name"), key="new-name", max_chars=120)
        kind = st.selectbox(
            say("briefs-field-kind"), list(kinds), format_func=kinds.__getitem__, key="new-kind"
        )
        st.caption(_asks_for(house, kind))
        if st.button(say("briefs-file"), key="file", type="primary"):
            _file(house, person, name or "", kind)


def _asks_for(house: Cockpit, kind: str) -> str:
    rule, book = house.books.briefs.kind(kind), house.books.briefs
    labels = [
        fact.label.text(language())
        for one in (rule.facts if rule else ())
        if one.mandatory and (fact := book.fact(one.key))
    ]
    return plain(say("briefs-asks-for", facts="; ".join(labels)))


def _file(house: Cockpit, person: Person, name: str, kind: str) -> None:
    with refusals_shown():
        with house.transaction(person) as tx:
            filed = briefs.file(
                tx,
                BriefId(house.ids.new()),
                name=name,
                kind=kind,
                book=house.books.briefs,
                by=person,
                at=house.clock.now(),
            )
        open_brief(filed.id)
        announce("briefs-filed", name=filed.name)
        st.rerun()


def _row(house: Cockpit, brief: Brief, named: dict[str, str]) -> Row:
    book, zone = house.books.briefs, house.settings.time_zone
    kind = book.kind(brief.kind)
    return Row(
        brief,
        tables.turn(brief, book, today=house.today(), zone=zone),
        named.get(brief.created_by, brief.created_by),
        brief.kind if kind is None else kind.label.text(language()),
    )


def _found(house: Cockpit, person: Person, rows: Sequence[Row]) -> list[Row]:
    counts = Counter(row.brief.status for row in rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("briefs-search"), key="briefs-search", icon=":material/search:"
        )
        whose, order = _choice("whose", OWNERS), _choice("order", ORDERS)
        draw_new(house, person)
    chosen = st.pills(
        say("briefs-statuses"),
        [status for status in Status if counts[status]],
        selection_mode="multi",
        format_func=lambda status: f"{say(f'briefs-status-{status}')} · {counts[status]}",
        key="briefs-statuses",
    )
    wanted = (search or "").strip().casefold()
    found = [
        row
        for row in rows
        if (not chosen or row.brief.status in chosen)
        and _is_of(row, person, whose)
        and wanted in f"{row.brief.name} {row.brief.product} {row.owner}".casefold()
    ]
    return sorted(found, key=_KEYS[order])


def _choice(name: str, options: Sequence[str]) -> str:
    return st.selectbox(
        say(f"briefs-{name}"),
        options,
        format_func=lambda one: say(f"briefs-{name}-{one}"),
        key=f"briefs-{name}",
        width=220,
    )


_KEYS: dict[str, Callable[[Row], tuple[Any, ...]]] = {
    "late": lambda row: row.order,
    "newest": lambda row: (-row.brief.created_at.timestamp(),),
    "starts": lambda row: (row.brief.starts_on is None, str(row.brief.starts_on)),
    "name": lambda row: (row.brief.name.casefold(),),
}


def _is_of(row: Row, person: Person, whose: str) -> bool:
    if whose == "mine":
        return row.brief.created_by == person.id
    if whose == "turn":
        return row.turn is not None and row.turn.is_of(person, row.brief)
    return True


def _draw_row(row: Row) -> None:
    about, status, age, when = st.columns([11, 4, 6, 5], vertical_alignment="center")
    with about.container(gap="xxsmall"):
        st.button(
            f"**{plain(row.brief.name)}**",
            key=f"open-{row.brief.id}",
            type="tertiary",
            on_click=open_brief,
            args=(row.brief.id,),
        )
        product = row.brief.product or "—"
        st.caption(plain(f"{row.kind} · {product} · {row.owner}"))
    with status:
        draw_badge(row.brief.status)
    with age:
        _draw_age(row)
    when.caption(spoken_days(row.brief) or "—")


def _draw_age(row: Row) -> None:
    if row.turn is None:
        return
    if row.turn.is_overdue:
        st.badge(say("briefs-late", n=row.turn.late), icon=":material/schedule:", color="red")
    else:
        told = say("briefs-age", age=row.turn.age, most=row.turn.working_days)
        st.badge(told, icon=":material/hourglass_empty:", color="gray")
    st.caption(say(f"briefs-turn-of-{row.turn.owner}"))


def _table(rows: Sequence[Row]) -> pd.DataFrame:
    lines = [
        (
            row.brief.name,
            row.kind,
            say(f"briefs-status-{row.brief.status}"),
            row.brief.product,
            row.owner,
            row.turn.limit if row.turn else None,
            row.turn.late if row.turn else 0,
        )
        for row in rows
    ]
    keys = ("name", "kind", "status", "product", "owner", "limit", "late")
    return pd.DataFrame(lines, columns=[say(f"briefs-column-{key}") for key in keys])
