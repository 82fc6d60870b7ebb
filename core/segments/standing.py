"""How an account stands among the others: its rank in the base, the median of its like.

Ranks are compared in whole numbers and the median is the lower one, a value that really
occurs, so that every engine draws the line through the same account. An account whose value
is not known has no standing.
"""

from sqlglot import exp

from core.segments.ground import Ground
from core.segments.model import Condition
from core.segments.predicates import known, literal
from core.warehouse import facts
from core.warehouse.fields import OPERATORS, Field, Shape

_HUNDRED = 100


def members(condition: Condition, field: Field, ground: Ground) -> exp.Select:
    """The accounts that stand where the condition says."""
    if OPERATORS[condition.operator] is Shape.GROUPING:
        return _beyond_median(condition, field, ground)
    ranked = _ranked(condition, field, ground).subquery("ranked", copy=False)
    return exp.select(facts.ORDINAL.copy()).from_(ranked).where(_is_high_enough(condition))


def _is_high_enough(condition: Condition) -> exp.Expr:
    """Of a count: its place is among the first n; of a percentage: fewer than it are better."""
    place = exp.column("place", quoted=True)
    if OPERATORS[condition.operator] is Shape.COUNT:
        return exp.LTE(this=place, expression=literal(condition.value))
    better = exp.paren(exp.Sub(this=place, expression=literal(1)))
    return exp.LT(
        this=exp.Mul(this=better, expression=literal(_HUNDRED)),
        expression=exp.Mul(
            this=literal(condition.value), expression=exp.column("known", quoted=True)
        ),
    )


def _ranked(condition: Condition, field: Field, ground: Ground) -> exp.Select:
    """Accounts with a known value: each one's place, shared by ties, and how many they are."""
    value = exp.column(field.key, quoted=True)
    is_top = condition.operator.startswith("top")
    order = exp.Order(expressions=[exp.Ordered(this=value.copy(), desc=is_top)])
    place = exp.Window(this=exp.Anonymous(this="RANK"), order=order)
    total = exp.Window(this=exp.Count(this=exp.Star()))
    return (
        exp.select(
            facts.ORDINAL.copy(),
            exp.alias_(place, "place", quoted=True),
            exp.alias_(total, "known", quoted=True),
        )
        .from_(ground.values([field]).subquery("valued", copy=False), copy=False)
        .where(known(value), copy=False)
    )


def _beyond_median(condition: Condition, field: Field, ground: Ground) -> exp.Select:
    """Accounts on one side of the median of those that share their value of another field."""
    grouping = ground.catalogue.fields[str(condition.value)]
    valued = ground.values([field, grouping]).subquery("valued", copy=False)
    value = exp.column(field.key, table="valued", quoted=True)
    alike = exp.column(grouping.key, table="valued", quoted=True)
    compare = exp.GT if condition.operator == "above_median_of" else exp.LT
    middle = exp.column("middle", table="medians", quoted=True)
    same = exp.EQ(
        this=alike.copy(), expression=exp.column("alike", table="medians", quoted=True)
    )
    return (
        exp.select(exp.column("ordinal", table="valued", quoted=True))
        .from_(valued, copy=False)
        .join(
            _medians(field, grouping, ground).subquery("medians", copy=False),
            on=same,
            copy=False,
        )
        .where(compare(this=value, expression=middle), copy=False)
    )


def _medians(field: Field, grouping: Field, ground: Ground) -> exp.Select:
    value, alike = (exp.column(one.key, quoted=True) for one in (field, grouping))
    return (
        exp.select(
            exp.alias_(alike.copy(), "alike", quoted=True),
            exp.alias_(lower_median(value), "middle", quoted=True),
        )
        .from_(ground.values([field, grouping]).subquery("valued", copy=False), copy=False)
        .where(known(value), exp.NEQ(this=alike.copy(), expression=literal("")), copy=False)
        .group_by(alike.copy(), copy=False)
    )


def lower_median(value: exp.Expr) -> exp.Expr:
    """The middle value of a group; of two middle ones, the lower."""
    order = exp.Order(expressions=[exp.Ordered(this=value.copy())])
    return exp.WithinGroup(
        this=exp.PercentileDisc(this=exp.Literal.number("0.5")), expression=order
    )
