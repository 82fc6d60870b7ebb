"""One condition's place on the screen, and the widgets of values that are numbers."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.segments import editing
from core.segments.fitting import MAX_COUNT, MAX_DAYS, MAX_MONTHS, MAX_PERCENT, MAX_TIMES
from core.segments.model import Amount, Change, Condition, Path, Times, Value
from core.segments.notation import MAX_NUMBER
from core.segments.sentence import unit_label
from core.warehouse.fields import Field, Shape
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.plain import plain

DAYS = 90  # what a window begins with
MONTHS = 3

Take = Callable[..., Value]  # the value out of what the widgets hold


@dataclass(frozen=True)
class Cell:
    """One condition's place on the screen: what it holds, and where its value goes."""

    draft_id: str
    path: Path
    key: str
    condition: Condition
    field: Field

    def taking(self, names: tuple[str, ...], take: Take) -> dict[str, Any]:
        """What a widget needs so that its change becomes the condition's value."""
        keys = tuple(f"{self.key}-{name}" for name in names)
        return {
            "on_change": _fill,
            "args": (self.draft_id, self.path, keys, take, self.condition),
        }

    def number(
        self, name: str, value: Any, *, most: float, take: Take, names: tuple[str, ...]
    ) -> None:
        """A number from 1 on, or from 0 on where nothing is something."""
        least = 0 if name in ("times", "percent") else 1
        kind = type(most)
        st.number_input(
            say(f"segments-{name}"),
            min_value=kind(least),
            max_value=most,
            value=kind(value) if isinstance(value, int | float) else None,
            step=kind(1),
            format="%d" if kind is int else "%g",
            key=f"{self.key}-{name}",
            label_visibility="collapsed",
            **self.taking(names, take),
        )


def draw_numbers(cell: Cell, shape: Shape) -> None:
    """The widgets of a shape that is made of numbers alone."""
    with line():
        _DRAWN[shape](cell)


def line() -> DeltaGenerator:
    return st.container(horizontal=True, vertical_alignment="center", gap="xsmall", wrap=False)


def draw_unit(field: Field) -> None:
    if field.unit:
        _say(plain(unit_label(field.unit, language())))


def same(value: Any) -> Value:
    """What one widget holds, as the rule writes it: 5.0 is 5, and an empty text is nothing."""
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value or None if isinstance(value, str) else value


def _draw_days(cell: Cell) -> None:
    cell.number("days", cell.condition.value, most=MAX_DAYS, take=same, names=("days",))
    _say(say("segments-of-days"))


def _draw_count(cell: Cell) -> None:
    cell.number("count", cell.condition.value, most=MAX_COUNT, take=same, names=("count",))
    _say(say("segments-of-accounts"))


def _draw_percent(cell: Cell) -> None:
    value = cell.condition.value
    cell.number("percent", value, most=100.0, take=same, names=("percent",))
    _say(say("segments-of-percent"))


def _draw_times(cell: Cell) -> None:
    value = cell.condition.value
    held = value if isinstance(value, Times) else None
    names = ("times", "days")
    times = held.times if held else None
    cell.number("times", times, most=MAX_TIMES, take=_times, names=names)
    _say(say("segments-times-in"))
    days = held.days if held else DAYS
    cell.number("days", days, most=MAX_DAYS, take=_times, names=names)
    _say(say("segments-of-days"))


def _draw_amount(cell: Cell) -> None:
    value = cell.condition.value
    held = value if isinstance(value, Amount) else None
    names, most = ("amount", "months"), float(MAX_NUMBER)
    st.number_input(
        say("segments-amount"),
        min_value=-most,
        max_value=most,
        value=float(held.amount) if held else None,
        step=1.0,
        format="%g",
        key=f"{cell.key}-amount",
        label_visibility="collapsed",
        **cell.taking(names, _amount),
    )
    draw_unit(cell.field)
    months = held.months if held else MONTHS
    cell.number("months", months, most=MAX_MONTHS, take=_amount, names=names)
    _say(say("segments-of-months"))


def _draw_change(cell: Cell) -> None:
    value = cell.condition.value
    held = value if isinstance(value, Change) else None
    names = ("percent", "months")
    percent = held.percent if held else None
    cell.number("percent", percent, most=float(MAX_PERCENT), take=_change, names=names)
    _say(say("segments-of-percent"))
    months = held.months if held else MONTHS
    cell.number("months", months, most=MAX_MONTHS, take=_change, names=names)
    _say(say("segments-of-months"))


_DRAWN: dict[Shape, Callable[[Cell], None]] = {
    Shape.DAYS: _draw_days,
    Shape.COUNT: _draw_count,
    Shape.PERCENT: _draw_percent,
    Shape.TIMES: _draw_times,
    Shape.AMOUNT: _draw_amount,
    Shape.CHANGE: _draw_change,
}


def _say(text: str) -> None:
    st.caption(text, width="content")


def _times(times: int | None, days: int | None) -> Value:
    return None if times is None or days is None else Times(times, days)


def _amount(amount: float | None, months: int | None) -> Value:
    if amount is None or months is None:
        return None
    return Amount(_number(amount), months)


def _change(percent: float | None, months: int | None) -> Value:
    if percent is None or months is None:
        return None
    return Change(_number(percent), months)


def _number(value: float) -> int | float:
    return int(value) if value == int(value) else value


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
