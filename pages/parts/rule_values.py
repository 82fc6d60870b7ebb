"""The value of a condition: the widget that fits its kind and its operator."""

from collections.abc import Callable
from datetime import date
from typing import Any

import streamlit as st

from core.foundation import words
from core.segments import editing, expressions, tables
from core.segments.checking import fault_of
from core.segments.fitting import FIRST_DAY, LAST_DAY, groupings
from core.segments.model import Condition, Path, Value
from core.segments.notation import MAX_LENGTH, MAX_NUMBER
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Kind, Shape
from core.warehouse.snapshot import Snapshot
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.rule_numbers import Cell, Take, draw_numbers, draw_unit, line, same


def draw_value(
    snapshot: Snapshot, catalogue: Catalogue, draft_id: str, path: Path, *, key: str
) -> None:
    """The widgets for the value of the condition at a place."""
    condition = editing.node(drafts.current(draft_id).rule, path)
    assert isinstance(condition, Condition)
    field = catalogue.fields[condition.field]
    cell = Cell(draft_id, path, key, condition, field)
    shape = OPERATORS[condition.operator]
    if shape is Shape.NOTHING:
        st.caption(say("segments-no-value"))
    elif shape in _DRAWN:
        _DRAWN[shape](cell, snapshot, catalogue)
    else:
        draw_numbers(cell, shape)


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


def _draw_pair(cell: Cell, _snapshot: Snapshot, _catalogue: Catalogue) -> None:
    value = cell.condition.value
    held = value if isinstance(value, tuple) else (None, None)
    with line():
        for name, one in zip(("from", "to"), held, strict=True):
            _draw_plain(cell, name, one, take=_pair, names=("from", "to"))
        draw_unit(cell.field)


def _draw_one(cell: Cell, snapshot: Snapshot, catalogue: Catalogue) -> None:
    if cell.field.kind is not Kind.CATEGORY or cell.condition.operator == "contains":
        with line():
            _draw_plain(cell, "value", cell.condition.value, take=same, names=("value",))
            draw_unit(cell.field)
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
        **cell.taking(("value",), same),
    )


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
    shared |= {"format": "%d" if is_whole else "%g"}
    st.number_input(
        label,
        min_value=kind(-MAX_NUMBER),
        max_value=kind(MAX_NUMBER),
        value=kind(value) if isinstance(value, int | float) else None,
        step=kind(1),
        placeholder=label,
        **shared,
    )


def _draw_sets(cell: Cell, _snapshot: Snapshot, _catalogue: Catalogue) -> None:
    """Segments, lists or campaigns, by what they are called."""
    value, spoken = cell.condition.value, language()
    held = [str(one) for one in value] if isinstance(value, tuple) else []
    known = cell.field.offered
    st.multiselect(
        say("segments-values"),
        [*known, *(one for one in held if one not in known)],
        default=held,
        format_func=lambda one: cell.field.shown(one, spoken),
        key=f"{cell.key}-sets",
        placeholder=say("segments-choose-sets" if known else "segments-no-sets"),
        disabled=not known and not held,
        label_visibility="collapsed",
        wrap=True,
        **cell.taking(("sets",), _many),
    )


def _draw_grouping(cell: Cell, _snapshot: Snapshot, catalogue: Catalogue) -> None:
    labels = {key: one.label(language()) for key, one in groupings(catalogue).items()}
    held = cell.condition.value if cell.condition.value in labels else None
    st.selectbox(
        say("segments-value"),
        list(labels),
        index=list(labels).index(held) if isinstance(held, str) else None,
        format_func=labels.__getitem__,
        key=f"{cell.key}-grouping",
        placeholder=say("segments-choose-grouping"),
        label_visibility="collapsed",
        **cell.taking(("grouping",), same),
    )


def _draw_expression(cell: Cell, _snapshot: Snapshot, catalogue: Catalogue) -> None:
    """The text, and under it what is wrong with it."""
    text = cell.condition.value if isinstance(cell.condition.value, str) else ""
    st.text_area(
        say("segments-expression"),
        text,
        max_chars=MAX_LENGTH,
        height=72,
        key=f"{cell.key}-sql",
        placeholder=say("segments-expression-example"),
        label_visibility="collapsed",
        help=say("segments-expression-help", fields=", ".join(_askable(catalogue))),
        **cell.taking(("sql",), same),
    )
    fault = fault_of(cell.condition, catalogue) if text.strip() else None
    if fault is not None:
        st.caption(f":red[{plain(fault.sentence(language()))}]")


_DRAWN: dict[Shape, Callable[[Cell, Snapshot, Catalogue], None]] = {
    Shape.MANY: _draw_many,
    Shape.PAIR: _draw_pair,
    Shape.ONE: _draw_one,
    Shape.SETS: _draw_sets,
    Shape.GROUPING: _draw_grouping,
    Shape.SQL: _draw_expression,
}


def _askable(catalogue: Catalogue) -> list[str]:
    return [field.key for field in expressions.askable(catalogue)]


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


def _many(values: list[str]) -> Value:
    return tuple(values) or None


def _pair(low: Any, high: Any) -> Value:
    return (same(low), same(high)) if (low, high) != (None, None) else None  # type: ignore[return-value]
