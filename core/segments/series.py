"""Amounts per month: their sum, their mean, and which way they go.

Months are whole calendar months before the one of the day asked about; a month without rows
is 0. A mean and a change are compared without dividing, so that every engine rounds nothing.
"""

from collections.abc import Callable
from decimal import Decimal

from sqlglot import exp

from core.segments.ground import Ground
from core.segments.model import Amount, Change, Condition
from core.segments.predicates import literal
from core.warehouse import facts, months, windows
from core.warehouse.fields import Field

_HUNDRED = 100

Total = Callable[[int, int], exp.Expr]


def members(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """The accounts whose months are as the condition says: a selection, or a test of a row."""
    value = condition.value
    assert isinstance(value, Amount | Change)
    reach = value.months * (2 if isinstance(value, Change) else 1)
    if field.key in ground.columns and reach <= months.KEPT:
        tested = _test(condition, lambda first, last: _of_pivot(field, first, last))
        ordinal = exp.column("ordinal", table=months.MONTHS, quoted=True)
        return exp.select(ordinal).from_(months.MONTHS).where(tested)
    return _of_rows(condition, field, ground, reach)


def totals(value: Amount | Change, field: Field, ground: Ground) -> list[exp.Expr]:
    """What a series' rows add up to in the months asked about and, of a change, before them."""
    total = _total_of_rows(field, ground)
    now = total(1, value.months)
    if isinstance(value, Amount):
        return [now]
    return [now, total(value.months + 1, 2 * value.months)]


def _of_pivot(field: Field, first: int, last: int) -> exp.Expr:
    total: exp.Expr = months.column(field, first)
    for back in range(first + 1, last + 1):
        total = exp.Add(this=total, expression=months.column(field, back))
    return exp.paren(total)


def _of_rows(condition: Condition, field: Field, ground: Ground, reach: int) -> exp.Expr:
    """The same out of the series' own table; an account without rows has nothing but zeros."""
    moment = months.moment(field)
    inside = windows.in_months(moment, reach, 1, ground.as_of)
    if (kept := facts.kept(field, ground.as_of)) is not None:
        inside = exp.and_(inside, kept)
    number = facts.ACCOUNT_ORDINAL
    rows = exp.select(number.copy()).from_(exp.to_table(field.table)).where(inside)
    tested = _test(condition, _total_of_rows(field, ground))
    matched = rows.copy().group_by(number.copy()).having(tested)
    if not _holds_of_nothing(condition):
        return matched
    found, without = (
        exp.In(this=ground.ordinal, query=exp.Subquery(this=one)) for one in (matched, rows)
    )
    return exp.paren(exp.or_(found, exp.Not(this=without)))


def _total_of_rows(field: Field, ground: Ground) -> Total:
    item = windows.resolved(field.sql, ground.as_of)
    moment = months.moment(field)

    def total(first: int, last: int) -> exp.Expr:
        when = windows.in_months(moment, last, first, ground.as_of)
        if (kept := facts.kept(field, ground.as_of)) is not None:
            when = exp.and_(when, kept)
        zero = exp.Literal.number(0)
        counted = exp.Case().when(when, exp.func("COALESCE", item.copy(), zero)).else_(zero)
        return exp.Sum(this=counted)

    return total


def _test(condition: Condition, total: Total) -> exp.Expr:
    """The condition over what so many months, from the first back to the last, add up to."""
    value = condition.value
    if isinstance(value, Change):
        now, before = total(1, value.months), total(value.months + 1, 2 * value.months)
        return _changed(condition.operator, value, now, before)
    assert isinstance(value, Amount)
    wanted = Decimal(repr(value.amount))
    if condition.operator.startswith("mean"):
        wanted *= value.months
    compare = exp.GTE if condition.operator.endswith("at_least") else exp.LTE
    return compare(this=total(1, value.months), expression=_number(wanted))


def _changed(operator: str, change: Change, now: exp.Expr, before: exp.Expr) -> exp.Expr:
    percent = Decimal(repr(change.percent))
    is_rise = operator == "rose_by"
    wanted = _HUNDRED + percent if is_rise else _HUNDRED - percent
    compare = exp.GTE if is_rise else exp.LTE
    return exp.and_(
        exp.GT(this=before, expression=literal(0)),
        compare(
            this=exp.Mul(this=now, expression=literal(_HUNDRED)),
            expression=exp.Mul(this=before.copy(), expression=_number(wanted)),
        ),
    )


def _holds_of_nothing(condition: Condition) -> bool:
    """Whether an account without any rows is meant as well."""
    value = condition.value
    if not isinstance(value, Amount):
        return False
    is_least = condition.operator.endswith("at_least")
    return value.amount <= 0 if is_least else value.amount >= 0


def _number(value: Decimal) -> exp.Expr:
    return exp.Literal.number(format(value, "f"))
