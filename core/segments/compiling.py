"""From a rule to SQL: every leaf a test of a row or a set of account numbers, days as literals.

A rule is two-valued: what is unknown does not hold, and so its opposite does. Every negative
operator is the complement of its positive one, on each level: “role is not x” of a contact
means that the account has no contact in that role. There is never an outer join.
"""

from dataclasses import replace

from sqlglot import exp

from core.segments import expressions, series, standing
from core.segments.ground import Ground
from core.segments.model import (
    EVERY,
    Combine,
    Condition,
    Group,
    Listed,
    Rule,
    Times,
    conditions,
)
from core.segments.predicates import holds, known, literal, test
from core.warehouse import facts, indexes, windows
from core.warehouse.fields import NEGATIONS, OF_THE_HOUSE, OPERATORS, Field, Kind, Level, Shape

RANKED = (Shape.COUNT, Shape.PERCENT, Shape.GROUPING)


class Unresolved(Exception):
    """A set that the house keeps was not brought along: whoever asks forgot to resolve it."""


def members(rule: Rule, ground: Ground) -> exp.Select:
    """The numbers of the accounts a checked rule holds for, as one statement."""
    question = exp.select(ground.ordinal).from_(exp.to_table(ground.table))
    return question.where(expression(rule, ground), copy=False)


def expression(rule: Rule, ground: Ground) -> exp.Expr:
    """A checked rule as one boolean over a row of the ground's table."""
    if is_leaf(rule):
        return _leaf_expression(rule, ground)
    assert isinstance(rule, Group)
    return _combined(rule.combine, [expression(one, ground) for one in rule.rules])


def is_leaf(rule: Rule) -> bool:
    """Whether a rule is asked in one piece: a condition, a list, a group about one contact."""
    return not isinstance(rule, Group) or rule.contacts is not None


def leaf_members(leaf: Rule, ground: Ground) -> exp.Select:
    """The account numbers of a positive leaf; they may repeat, in any order."""
    found = _leaf(leaf, ground)
    if isinstance(found, exp.Select):
        return found
    return exp.select(ground.ordinal).from_(exp.to_table(ground.table)).where(found)


def positive(leaf: Rule) -> tuple[Rule, bool]:
    """The leaf that is asked, and whether its complement is meant."""
    if not isinstance(leaf, Condition):
        return leaf, False
    value = leaf.value
    if leaf.operator in NEGATIONS:
        return replace(leaf, operator=NEGATIONS[leaf.operator]), True
    if isinstance(value, Times):
        if leaf.operator == "at_most_times":
            more = Times(value.times + 1, value.days)
            return replace(leaf, operator="at_least_times", value=more), True
        if value.times == 0:  # exactly never, or at least never: everybody
            once = replace(leaf, operator="at_least_times", value=Times(1, value.days))
            return (once, True) if leaf.operator == "exactly_times" else (leaf, False)
    return leaf, False


def _leaf_expression(rule: Rule, ground: Ground) -> exp.Expr:
    leaf, is_negated = positive(rule)
    found = _leaf(leaf, ground)
    if isinstance(found, exp.Select):
        found = _among(ground.ordinal, found)
    return _complement(found) if is_negated else found


def _combined(combine: Combine, inner: list[exp.Expr]) -> exp.Expr:
    if combine is Combine.ALL:
        return exp.and_(*inner, copy=False) if inner else exp.true()
    any_of = exp.or_(*inner, copy=False) if inner else exp.false()
    return _complement(any_of) if combine is Combine.NONE else any_of


def _leaf(leaf: Rule, ground: Ground) -> exp.Expr:
    """A test of a row of the ground's table, or a selection of account numbers."""
    if isinstance(leaf, Group):
        return _of_one_contact(leaf, ground)
    if isinstance(leaf, Listed):
        ids = exp.column("account_id", quoted=True).isin(*map(literal, leaf.accounts))
        found = exp.select(facts.ORDINAL.copy()).from_("accounts")
        return found.where(ids if leaf.accounts else exp.false())
    field = ground.catalogue.fields[leaf.field]
    if field.level is Level.EVENT:
        return _often(leaf, field, ground)
    if field.level is Level.CONTACT:
        return _of_one_contact(Group(Combine.ALL, (leaf,), contacts=1), ground)
    return _of_account(leaf, field, ground)


def _of_account(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """A condition on an account-level field."""
    if field.kind in OF_THE_HOUSE:
        raise Unresolved(condition.value)
    if field.kind is Kind.EXPRESSION:
        return _expert(condition, ground)
    if field.kind is Kind.SERIES:
        return series.members(condition, field, ground)
    if field.kind is Kind.LIST:
        return _holding(condition, field, ground)
    if OPERATORS[condition.operator] in RANKED:
        return standing.members(condition, field, ground)
    if field.key in ground.columns:
        column = exp.column(field.key, table=ground.table, quoted=True)
        return test(column, condition, field, ground.as_of)
    return _raw(condition, field, ground)


def _expert(condition: Condition, ground: Ground) -> exp.Select:
    text = str(condition.value)
    keys = expressions.fields_of(text, ground.catalogue)
    valued = ground.values([ground.catalogue.fields[key] for key in keys]).subquery("valued")
    found = exp.select(facts.ORDINAL.copy()).from_(valued)
    return found.where(expressions.test(text, ground.catalogue))


def _of_one_contact(group: Group, ground: Ground) -> exp.Select:
    """Accounts with so many contacts that the group's rules hold for, or with no other."""
    asked = {condition.field for condition in conditions(group)}
    table = indexes.CONTACTS if asked <= ground.indexed else "contacts"
    tested = _contact_test(replace(group, contacts=None), ground, table)
    rows = _numbers(table)
    number = facts.ACCOUNT_ORDINAL
    if group.contacts == EVERY:
        held = exp.Case().when(tested, literal(1)).else_(literal(0))
        every = exp.EQ(this=exp.Min(this=held), expression=literal(1))
        return rows.group_by(number.copy()).having(every)
    found = rows.where(tested)
    if group.contacts == 1:
        return found
    count = exp.GTE(this=exp.Count(this=exp.Star()), expression=literal(group.contacts))
    return found.group_by(number.copy()).having(count)


def _contact_test(rule: Rule, ground: Ground, table: str) -> exp.Expr:
    """A rule about one contact, as a boolean over its row."""
    if isinstance(rule, Group):
        inner = [_contact_test(one, ground, table) for one in rule.rules]
        return _combined(rule.combine, inner)
    condition, is_negated = positive(rule)
    assert isinstance(condition, Condition)
    field = ground.catalogue.fields[condition.field]
    is_column = table == indexes.CONTACTS
    value = (
        exp.column(field.key, quoted=True) if is_column else facts.value(field, ground.as_of)
    )
    found = test(value, condition, field, ground.as_of)
    return _complement(found) if is_negated else found


def _raw(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """The same leaf without the account facts: for another day, or a field declared since."""
    tested = test(facts.value(field, ground.as_of), condition, field, ground.as_of)
    if not field.is_derived:
        if ground.table == "accounts":
            return tested
        return exp.select(facts.ORDINAL.copy()).from_("accounts").where(tested)
    kept = facts.kept(field, ground.as_of)
    rows = _numbers(field.table)
    rows = rows.where(kept) if kept is not None else rows
    grouped = rows.group_by(facts.ACCOUNT_ORDINAL.copy())
    if field.missing is None or not holds(field.missing, condition):
        return grouped.having(tested)
    return exp.Not(this=_among(ground.ordinal, grouped.having(_complement(tested))))


def _often(condition: Condition, field: Field, ground: Ground) -> exp.Expr:
    """Accounts with so many events in the window that ends on the ground's day."""
    value = condition.value
    assert isinstance(value, Times)
    if value.times == 0:
        return exp.true()
    if field.key in ground.indexed and value.times < indexes.LATEST:
        return _latest(condition.operator, value, field, ground)
    moment = windows.resolved(field.sql, ground.as_of)
    rows = _numbers(field.table).where(windows.in_last_days(moment, value.days, ground.as_of))
    if kept := facts.kept(field, ground.as_of):
        rows = rows.where(kept)
    if condition.operator == "at_least_times" and value.times == 1:
        return rows
    compare = exp.GTE if condition.operator == "at_least_times" else exp.EQ
    often = compare(this=exp.Count(this=exp.Star()), expression=literal(value.times))
    return rows.group_by(facts.ACCOUNT_ORDINAL.copy()).having(often)


def _latest(operator: str, value: Times, field: Field, ground: Ground) -> exp.Select:
    """So many events in the window: the nth latest is in it, and, of exactly n, no other is."""
    inside = windows.in_last_days(indexes.HAPPENED_ON, value.days, ground.as_of)
    found = indexes.nth_latest(field, value.times).where(inside)
    if operator == "at_least_times":
        return found
    more = indexes.nth_latest(field, value.times + 1).where(inside)
    return found.where(exp.Not(this=_among(facts.ACCOUNT_ORDINAL.copy(), more)))


def _holding(condition: Condition, field: Field, ground: Ground) -> exp.Select:
    """Accounts with any, or with all, of the items in a list field."""
    rows, item = _items(field, ground)
    if condition.operator == "is_not_empty":
        return rows.where(known(item))
    assert isinstance(condition.value, tuple)
    wanted = rows.where(item.copy().isin(*map(literal, condition.value)))
    if condition.operator == "has_any" or len(condition.value) == 1:
        return wanted
    different = exp.Count(this=exp.Distinct(expressions=[item.copy()]))
    each = exp.EQ(this=different, expression=literal(len(condition.value)))
    return wanted.group_by(facts.ACCOUNT_ORDINAL.copy()).having(each)


def _items(field: Field, ground: Ground) -> tuple[exp.Select, exp.Expr]:
    """The rows with a list's items, and the item in them."""
    if field.key in ground.indexed:
        return indexes.holders(field), indexes.ITEM
    rows = _numbers(field.table)
    if kept := facts.kept(field, ground.as_of):
        rows = rows.where(kept)
    return rows, windows.resolved(field.sql, ground.as_of)


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
        .where(exp.NEQ(this=item.copy(), expression=literal("")))
    )
    if kept := facts.kept(field, ground.as_of):
        question = question.where(kept)
    return question.group_by(item.copy()).order_by("accounts DESC", "value").limit(limit)
