"""From a rule to SQL: every leaf a test of a row or a set of account numbers, days as literals.

A rule is two-valued: what is unknown does not hold, and so its opposite does. Every negative
operator is the complement of its positive one, on each level: “role is not x” of a contact
means that the account has no contact in that role. There is never an outer join.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sqlglot import exp

from core.segments.model import Combine, Condition, Rule, Times, Value
from core.warehouse import facts, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Level

NEGATIONS = {
    "is_not": "is",
    "none_of": "one_of",
    "not_contains": "contains",
    "not_in_last_days": "in_last_days",
    "is_false": "is_true",
    "has_none": "has_any",
    "is_empty": "is_not_empty",
}

_COMPARISONS: dict[str, type[exp.Binary]] = {
    "is": exp.EQ,
    "equals": exp.EQ,
    "at_least": exp.GTE,
    "at_most": exp.LTE,
    "more_than": exp.GT,
    "less_than": exp.LT,
    "before": exp.LT,
}


@dataclass(frozen=True)
class Ground:
    """What a rule is asked over: the catalogue, the day, and the facts that may be used.

    `columns` are the fields whose column of the account facts was built for this day and this
    meaning; any other field is counted from the tables it is declared over.
    """

    catalogue: Catalogue
    as_of: date
    columns: frozenset[str]

    @property
    def table(self) -> str:
        return facts.FACTS if self.columns else "accounts"

    @property
    def ordinal(self) -> exp.Column:
        return exp.column("ordinal", table=self.table, quoted=True)


def members(rule: Rule, ground: Ground) -> exp.Select:
    """The numbers of the accounts a checked rule holds for, as one statement."""
    question = exp.select(ground.ordinal).from_(exp.to_table(ground.table))
    return question.where(expression(rule, ground), copy=False)


def expression(rule: Rule, ground: Ground) -> exp.Expr:
    """A checked rule as one boolean over a row of the ground's table."""
    if isinstance(rule, Condition):
        condition, is_negated = positive(rule)
        found = _leaf(condition, ground)
        if isinstance(found, exp.Select):
            found = _among(ground.ordinal, found)
        return _complement(found) if is_negated else found
    inner = [expression(one, ground) for one in rule.rules]
    if rule.combine is Combine.ALL:
        return exp.and_(*inner, copy=False) if inner else exp.true()
    any_of = exp.or_(*inner, copy=False) if inner else exp.false()
    return _complement(any_of) if rule.combine is Combine.NONE else any_of


def leaf_members(condition: Condition, ground: Ground) -> exp.Select:
    """The account numbers of a positive condition; they may repeat, in any order."""
    found = _leaf(condition, ground)
    if isinstance(found, exp.Select):
        return found
    return exp.select(ground.ordinal).from_(exp.to_table(ground.table)).where(found)


def positive(condition: Condition) -> tuple[Condition, bool]:
    """The condition that is asked, and whether its complement is meant."""
    if condition.operator in NEGATIONS:
        return replace(condition, operator=NEGATIONS[condition.operator]), True
    value = condition.value
    if isinstance(value, Times):
        if condition.operator == "at_most_times":
            more = Times(value.times + 1, value.days)
            return replace(condition, operator="at_least_times", value=more), True
        if value.times == 0:  # exactly never, or at least never: everybody
            once = replace(condition, operator="at_least_times", value=Times(1, value.days))
            return (once, True) if condition.operator == "exactly_times" else (condition, False)
    return condition, False


def _leaf(condition: Condition, ground: Ground) -> exp.Expr:
    """A test of a row of the ground's table, or a selection of account numbers."""
    field = ground.catalogue.fields[condition.field]
    if field.level is Level.EVENT:
        return _often(condition, field, ground)
    if field.level is Level.CONTACT:
        tested = _test(facts.value(field, ground.as_of), condition, field, ground.as_of)
        return _numbers("contacts").where(tested)
    if field.kind is Kind.LIST:
        return _holding(condition, field, ground)
    if field.key in ground.columns:
        column = exp.column(field.key, table=ground.table, quoted=True)
        return _test(column, condition, field, ground.as_of)
    return _raw(condition, field, ground)


def _raw(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """The same leaf without the account facts: for another day, or a field declared since."""
    tested = _test(facts.value(field, ground.as_of), condition, field, ground.as_of)
    if not field.is_derived:
        if ground.table == "accounts":
            return tested
        return exp.select(facts.ORDINAL.copy()).from_("accounts").where(tested)
    kept = facts.kept(field, ground.as_of)
    rows = _numbers(field.table)
    rows = rows.where(kept) if kept is not None else rows
    matched = rows.copy().group_by(facts.ACCOUNT_ORDINAL.copy()).having(tested)
    if field.missing is None:
        return matched
    missing = exp.Literal.number(field.missing)
    without = exp.Not(this=_among(ground.ordinal, rows))
    blank = exp.and_(without, _test(missing, condition, field, ground.as_of))
    return exp.paren(exp.or_(_among(ground.ordinal, matched), blank))


def _often(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """Accounts with so many events in the window that ends on the ground's day."""
    value = condition.value
    assert isinstance(value, Times)
    if value.times == 0:
        return exp.true()
    moment = windows.resolved(field.sql, ground.as_of)
    rows = _numbers(field.table).where(windows.in_last_days(moment, value.days, ground.as_of))
    if kept := facts.kept(field, ground.as_of):
        rows = rows.where(kept)
    if condition.operator == "at_least_times" and value.times == 1:
        return rows
    compare = exp.GTE if condition.operator == "at_least_times" else exp.EQ
    often = compare(this=exp.Count(this=exp.Star()), expression=_literal(value.times))
    return rows.group_by(facts.ACCOUNT_ORDINAL.copy()).having(often)


def _holding(condition: Condition, field: Field, ground: Ground) -> exp.Select:
    """Accounts with any, or with all, of the items in a list field."""
    item = windows.resolved(field.sql, ground.as_of)
    rows = _numbers(field.table)
    if kept := facts.kept(field, ground.as_of):
        rows = rows.where(kept)
    if condition.operator == "is_not_empty":
        return rows.where(_known(item))
    assert isinstance(condition.value, tuple)
    wanted = rows.where(item.copy().isin(*map(_literal, condition.value)))
    if condition.operator == "has_any" or len(condition.value) == 1:
        return wanted
    different = exp.Count(this=exp.Distinct(expressions=[item.copy()]))
    each = exp.EQ(this=different, expression=_literal(len(condition.value)))
    return wanted.group_by(facts.ACCOUNT_ORDINAL.copy()).having(each)


def _test(value: exp.Expr, condition: Condition, field: Field, as_of: date) -> exp.Expr:
    """A positive condition over one value."""
    wanted, operator = condition.value, condition.operator
    value = value.copy()
    if operator == "is_true":
        return exp.paren(value)
    if operator == "is_not_empty":
        is_text = field.kind in (Kind.TEXT, Kind.CATEGORY)
        return exp.NEQ(this=value, expression=_literal("")) if is_text else _known(value)
    if operator in _COMPARISONS:
        return _COMPARISONS[operator](this=_operand(value), expression=_literal(wanted))
    if operator in _DAYS:
        assert isinstance(wanted, int)
        return _DAYS[operator](value, wanted, as_of)
    return _OTHERS[operator](value, wanted)


def _between(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, tuple)
    low, high = wanted
    if isinstance(low, date) and isinstance(high, date):
        return windows.within(value, low, high)
    return exp.Between(this=_operand(value), low=_literal(low), high=_literal(high))


def _after(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, date)
    return exp.GTE(this=value, expression=windows.literal(wanted + windows.DAY))


def _one_of(value: exp.Expr, wanted: Value) -> exp.Expr:
    assert isinstance(wanted, tuple)
    return exp.In(this=_operand(value), expressions=[_literal(one) for one in wanted])


def _place(value: exp.Expr, wanted: Value) -> exp.Expr:
    lowered = exp.Lower(this=_literal(wanted))
    return exp.StrPosition(this=exp.Lower(this=value), substr=lowered)


def _contains(value: exp.Expr, wanted: Value) -> exp.Expr:
    return exp.GT(this=_place(value, wanted), expression=_literal(0))


def _starts_with(value: exp.Expr, wanted: Value) -> exp.Expr:
    return exp.EQ(this=_place(value, wanted), expression=_literal(1))


_DAYS = {"in_last_days": windows.in_last_days, "in_next_days": windows.in_next_days}
_OTHERS = {
    "between": _between,
    "after": _after,
    "one_of": _one_of,
    "contains": _contains,
    "starts_with": _starts_with,
}


def _literal(value: Value) -> exp.Expr:
    if isinstance(value, date):
        return windows.literal(value)
    if isinstance(value, str):
        return exp.Literal.string(value)
    assert isinstance(value, int | float)
    # A decimal, never an exponent: the engine then compares exactly.
    return exp.Literal.number(format(Decimal(repr(value)), "f"))


def _operand(value: exp.Expr) -> exp.Expr:
    return value if isinstance(value, exp.Column) else exp.paren(value)


def _known(value: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.Is(this=_operand(value.copy()), expression=exp.null()))


def _numbers(table: str) -> exp.Select:
    return exp.select(facts.ACCOUNT_ORDINAL.copy()).from_(exp.to_table(table))


def _among(ordinal: exp.Expr, selection: exp.Select) -> exp.Expr:
    return exp.In(this=ordinal, query=exp.Subquery(this=selection))


def _complement(found: exp.Expr) -> exp.Expr:
    return exp.Not(this=exp.func("COALESCE", exp.paren(found), exp.false()))


def values(field: Field, ground: Ground, *, limit: int) -> exp.Select:
    """The most frequent texts of a category, a list or a text, with their accounts."""
    number = facts.ORDINAL if field.table == "accounts" else facts.ACCOUNT_ORDINAL
    item = windows.resolved(field.sql, ground.as_of)
    accounts = exp.Count(this=exp.Distinct(expressions=[number.copy()]))
    question = (
        exp.select(exp.alias_(item.copy(), "value"), exp.alias_(accounts, "accounts"))
        .from_(exp.to_table(field.table))
        .where(exp.NEQ(this=item.copy(), expression=_literal("")))
    )
    if kept := facts.kept(field, ground.as_of):
        question = question.where(kept)
    return question.group_by(item.copy()).order_by("accounts DESC", "value").limit(limit)
