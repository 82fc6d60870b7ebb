"""The value of a condition: the widget that fits its kind and its operator."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.foundation import words
from core.segments import editing, tables
from core.segments.fitting import FIRST_DAY, LAST_DAY, MAX_DAYS, MAX_TIMES
from core.segments.model import Condition, Path, Times, Value
from core.segments.notation import MAX_LENGTH, MAX_NUMBER
from core.segments.sentence import unit_label
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Field, Kind, Shape
from core.warehouse.snapshot import Snapshot
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.plain import plain

DAYS = 90  # what a window begins with

Take = Callable[..., Value]  # the value out of what the widgets hold


def draw_value(
    snapshot: Snapshot, catalogue: Catalogue, draft_id: str, path: Path, *, key: str
) -> None:
    """The widgets for the value of the condition at a place."""
    condition = editing.node(drafts.current(draft_id).rule, path)
    assert isinstance(condition, Condition)
    field = catalogue.fields[condition.field]
    cell = Cell(draft_id, path, key, condition, field)
    match OPERATORS[condition.operator]:
        case Shape.NOTHING:
            st.caption(say("segments-no-value"))
        case Shape.DAYS:
            _draw_days(cell)
        case Shape.TIMES:
            _draw_times(cell)
        case Shape.MANY:
            _draw_many(cell, snapshot, catalogue)
        case Shape.PAIR:
            _draw_pair(cell)
        case Shape.ONE:
            _draw_one(cell, snapshot, catalogue)


class Cell:
    """One condition's place on the screen: what it holds, and where its value goes."""

    def __init__(
        self, draft_id: str, path: Path, key: str, condition: Condition, field: Field
    ) -> None:
        self.draft_id, self.path, self.key = draft_id, path, key
        self.condition, self.field = condition, field

    def taking(self, names: tuple[str, ...], take: Take) -> dict[str, Any]:
        """What a widget needs so that its change becomes the condition's value."""
        keys = tuple(f"{self.key}-{name}" for name in names)
        return {
            "on_change": _fill,
            "args": (self.draft_id, self.path, keys, take, self.condition),
        }

    def number(
        self, name: str, value: Any, *, most: int, take: Take, names: tuple[str, ...]
    ) -> None:
        """A whole number: days from 1 on, times from 0 on."""
        st.number_input(
            say(f"segments-{name}"),
            min_value=0 if name == "times" else 1,
            max_value=most,
            value=value if isinstance(value, int) else None,
            key=f"{self.key}-{name}",
            label_visibility="collapsed",
            **self.taking(names, take),
        )


def _draw_days(cell: Cell) -> None:
    with _line():
        cell.number("days", cell.condition.value, most=MAX_DAYS, take=_same, names=("days",))
        st.caption(say("segments-of-days"), width="content")


def _draw_times(cell: Cell) -> None:
    value = cell.condition.value
    held = value if isinstance(value, Times) else None
    names = ("times", "days")
    with _line():
        times = held.times if held else None
        cell.number("times", times, most=MAX_TIMES, take=_times, names=names)
        st.caption(say("segments-times-in"), width="content")
        days = held.days if held else DAYS
        cell.number("days", days, most=MAX_DAYS, take=_times, names=names)
        st.caption(say("segments-of-days"), width="content")


def _draw_many(cell: Cell, snapshot: Snapshot, catalogue: Catalogue) -> None:
    value = cell.condition.value
    held = [str(one) for one in value] if isinstance(value, tuple) else []
    labels = value_labels(
        snapshot.opening, cell.field.key, language(), _source=(snapshot, catalogue)
    )
    st.multiselect(
        say("segments-values"),
        [*labels, *(one for one in held if one not in labels)],
        default=held,
        format_func=lambda one: labels.get(one, one),
        key=f"{cell.key}-many",
        placeholder=say("segments-choose-values"),
        label_visibility="collapsed",
        accept_new_options=True,
        wrap=True,
        **cell.taking(("many",), _many),
    )


def _draw_pair(cell: Cell) -> None:
    value = cell.condition.value
    held = value if isinstance(value, tuple) else (None, None)
    with _line():
        for name, one in zip(("from", "to"), held, strict=True):
            _draw_plain(cell, name, one, take=_pair, names=("from", "to"))
        _draw_unit(cell.field)


def _draw_one(cell: Cell, snapshot: Snapshot, catalogue: Catalogue) -> None:
    if cell.field.kind is not Kind.CATEGORY or cell.condition.operator == "contains":
        with _line():
            _draw_plain(cell, "value", cell.condition.value, take=_same, names=("value",))
            _draw_unit(cell.field)
        return
    held = cell.condition.value if isinstance(cell.condition.value, str) else None
    labels = value_labels(
        snapshot.opening, cell.field.key, language(), _source=(snapshot, catalogue)
    )
    choices = [*labels, *([held] if held and held not in labels else [])]
    st.selectbox(
        say("segments-value"),
        choices,
        index=choices.index(held) if held else None,
        format_func=lambda one: labels.get(one, one),
        key=f"{cell.key}-value",
        placeholder=say("segments-choose-values"),
        label_visibility="collapsed",
        accept_new_options=True,
        **cell.taking(("value",), _same),
    )


def _line() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False)


def _draw_unit(field: Field) -> None:
    if field.unit:
        st.caption(plain(unit_label(field.unit, language())), width="content")


def _draw_plain(
    cell: Cell, name: str, value: Any, *, take: Take, names: tuple[str, ...]
) -> None:
    """One value of the field's own kind."""
    shared: dict[str, Any] = {
        "key": f"{cell.key}-{name}",
        "label_visibility": "collapsed",
        **cell.taking(names, take),
    }
    label = say(f"segments-{name}")
    if cell.field.kind is Kind.DATE:
        held = value if isinstance(value, date) else None
        shared |= {"min_value": FIRST_DAY, "max_value": LAST_DAY, "format": "DD.MM.YYYY"}
        st.date_input(label, held, **shared)
    elif cell.field.kind in (Kind.NUMBER, Kind.MONEY):
        _draw_amount(cell, label, value, shared)
    else:
        text = value if isinstance(value, str) else ""
        st.text_input(label, text, max_chars=MAX_LENGTH, placeholder=label, **shared)


def _draw_amount(cell: Cell, label: str, value: Any, shared: dict[str, Any]) -> None:
    is_whole = cell.field.kind is Kind.NUMBER and not isinstance(value, float)
    kind = int if is_whole else float
    st.number_input(
        label,
        min_value=kind(-MAX_NUMBER),
        max_value=kind(MAX_NUMBER),
        value=kind(value) if isinstance(value, int | float) else None,
        step=kind(1),
        placeholder=label,
        **shared,
    )


@st.cache_resource(max_entries=500, show_spinner=False)
def value_labels(
    opening: int, field: str, spoken: str, *, _source: tuple[Snapshot, Catalogue]
) -> dict[str, str]:
    """A field's most frequent values, each with its words and its number of accounts."""
    snapshot, catalogue = _source
    declared = catalogue.fields[field]
    return {
        value: words.say(
            spoken,
            "segments-value-count",
            value=declared.shown(value, spoken),
            count=words.number(spoken, accounts),
        )
        for value, accounts in tables.values(snapshot, declared, catalogue)
    }


def _fill(
    draft_id: str, path: Path, keys: tuple[str, ...], take: Take, drawn: Condition
) -> None:
    """Put what the widgets hold into the condition, if it is still the one they show."""
    rule = drafts.current(draft_id).rule
    condition = editing.node(rule, path)
    if not isinstance(condition, Condition):
        return
    if (condition.field, condition.operator) == (drawn.field, drawn.operator):
        value = take(*(st.session_state.get(key) for key in keys))
        after = replace(condition, value=value)
        drafts.fill(draft_id, editing.replaced(rule, path, after), at=path)


def _same(value: Any) -> Value:
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value or None if isinstance(value, str) else value


def _many(values: list[str]) -> Value:
    return tuple(values) or None


def _pair(low: Any, high: Any) -> Value:
    return (_same(low), _same(high)) if (low, high) != (None, None) else None  # type: ignore[return-value]


def _times(times: int | None, days: int | None) -> Value:
    return None if times is None or days is None else Times(times, days)
