"""Tests over one value: what an operator says about a column, as SQL."""

import operator
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from sqlglot import exp

from core.segments.model import Condition, Value
from core.warehouse import windows
from core.warehouse.fields import Field, Kind

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "is": exp.EQ,
    "equals": exp.EQ,
    "at_least": exp.GTE,
    "at_most": exp.LTE,
    "more_than": exp.GT,
    "less_than": exp.LT,
    "before": exp.LT,
}

_RELATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": operator.eq,
    "at_least": operator.ge,
    "at_most": operator.le,
    "more_than": operator.gt,
    "less_than": operator.lt,
}


def test(value: exp.Expr, condition: Condition, field: Field, as_of: date) -> exp.Expr:
    """A positive condition over one value."""
    wanted, name = condition.value, condition.operator
    value = value.copy()
    if name == "is_true":
        return exp.paren(value)
    if name == "is_not_empty":
        is_text = field.kind in (Kind.TEXT, Kind.CATEGORY)
        return exp.NEQ(this=value, expression=literal("")) if is_text else known(value)
    if name in _COMPARISONS:
        return _COMPARISONS[name](this=_operand(value), expression=literal(wanted))
    if name in _DAYS:
        assert isinstance(wanted, int)
        return _DAYS[name](value, wanted, as_of)
    return _OTHERS[name](value, wanted)


def holds(number: int, condition: Condition) -> bool:
    """Whether a positive condition on numbers holds for one of them."""
    wanted = condition.value
    if isinstance(wanted, tuple):
        low, high = map(_exact, wanted)
        return low <= number <= high
    return wanted is None or _RELATIONS[condition.operator](number, _exact(wanted))


def literal(value: Value) -> exp.Expr:
    if isinstance(value, date):
        return windows.literal(value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    assert isinstance(value, int | float)
    # A decimal, never an exponent: the engine then compares exactly.
    return exp.Literal.number(format(Decimal(repr(value)), "f"))


def _exact(value: Value) -> Decimal:
    assert isinstance(value, int | float)
    return Decimal(repr(value))


def known(value: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=_operand(value.copy()), expression=exp.null()))


def _between(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, tuple)
    low, high = wanted
    if isinstance(low, date) and isinstance(high, date):
        return windows.within(value, low, high)
    return exp.Between(this=_operand(value), low=literal(low), high=literal(high))


def _after(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, date)
    return exp.GTE(this=value, expression=windows.literal(wanted + windows.DAY))


def _one_of(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, tuple)
    return exp.In(this=_operand(value), expressions=[literal(one) for one in wanted])


def _place(value: exp.Expr, wanted: Value) -> exp.Expr:
    lowered = exp.Lower(this=literal(wanted))
    return exp.StrPosition(this=exp.Lower(this=value), substr=lowered)


def _contains(value: exp.Expr, wanted: Value) -> exp.Expr:
    return exp.GT(this=_place(value, wanted), expression=literal(0))


def _starts_with(value: exp.Expr, wanted: Value) -> exp.Expr:
    return exp.EQ(this=_place(value, wanted), expression=literal(1))


def _operand(value: exp.Expr) -> exp.Expr:
    return value if isinstance(value, exp.Column) else exp.paren(value)


_DAYS = {"in_last_days": windows.in_last_days, "in_next_days": windows.in_next_days}
_OTHERS = {
    "between": _between,
    "after": _after,
    "one_of": _one_of,
    "contains": _contains,
    "starts_with": _starts_with,
}
