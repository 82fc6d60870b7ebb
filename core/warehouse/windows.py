"""Days, counted back from the day the facts are true on, as literal dates.

Every “in the last N days” of the house is resolved here, so that no engine is ever asked for
its own clock or its own arithmetic with dates, and a rule replays to the same members.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import lru_cache

import sqlglot
from sqlglot import exp

DAY = timedelta(days=1)


def literal(day: date) -> exp.Expr:
    return exp.cast(exp.Literal.string(day.isoformat()), exp.DataType.Type.DATE)


def within(moment: exp.Expr, first: date, last: date) -> exp.Expr:
    """Whether a date or a timestamp falls on one of the days from `first` to `last`."""
    return exp.and_(
        exp.GTE(this=moment.copy(), expression=literal(first)),
        exp.LT(this=moment.copy(), expression=literal(last + DAY)),
        copy=False,
    )


def in_last_days(moment: exp.Expr, days: int, as_of: date) -> exp.Expr:
    """Later than `days` days before `as_of`, and not after it."""
    return within(moment, as_of - timedelta(days=days) + DAY, as_of)


def in_next_days(moment: exp.Expr, days: int, as_of: date) -> exp.Expr:
    """From `as_of` to `days` days after it, both included."""
    return within(moment, as_of, as_of + timedelta(days=days))


def in_months(moment: exp.Expr, first: int, last: int, as_of: date) -> exp.Expr:
    """In the whole calendar months from `first` to `last` months before the one of `as_of`."""
    return within(moment, months_back(as_of, first), months_back(as_of, last - 1) - DAY)


def by_as_of(moment: exp.Expr, as_of: date) -> exp.Expr:
    """Not after `as_of`."""
    return exp.LT(this=moment.copy(), expression=literal(as_of + DAY))


def months_back(day: date, months: int) -> date:
    """The first day of the month so many months before the one of `day`."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def resolved(sql: str, as_of: date) -> exp.Expr:
    """Parse a declared expression and put literal dates for its words about days.

    Raises `sqlglot.errors.ParseError`, and `ValueError` for a word misused.
    """
    return _resolved(sql, as_of).copy()


@lru_cache(maxsize=1_024)  # every declared expression, on a few days
def _resolved(sql: str, as_of: date) -> exp.Expr:
    parsed = sqlglot.parse_one(sql, dialect="duckdb")
    return parsed.transform(lambda node: _spelled_out(node, as_of))


_WORDS: dict[str, Callable[..., exp.Expr]] = {
    "IN_LAST_DAYS": in_last_days,
    "IN_NEXT_DAYS": in_next_days,
    "IN_MONTHS": in_months,
    "BY_AS_OF": by_as_of,
}


def _spelled_out(node: exp.Expr, as_of: date) -> exp.Expr:
    if isinstance(node, exp.Column) and node.name == "as_of":
        return literal(as_of)
    if isinstance(node, exp.Anonymous) and node.name.upper() in _WORDS:
        moment, *counts = node.expressions
        numbers = [int(count.name) for count in counts]
        return exp.paren(_WORDS[node.name.upper()](moment, *numbers, as_of))
    return node
