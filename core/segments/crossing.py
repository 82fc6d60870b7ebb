"""Cross-selling: holders of one product among peers who mostly hold another one with it."""

from collections import defaultdict
from itertools import islice

import numpy as np
from sqlglot import exp

from core.foundation import words
from core.segments import leaves
from core.segments.associations import Association, Axis, associations
from core.segments.model import Combine, Condition, Group, Rule
from core.segments.prospects import (
    Base,
    Figure,
    Kind,
    Suggestion,
    money,
    number,
    plural,
    share,
    text,
)
from core.warehouse.fields import Field

PRODUCTS = "products"
PEERS = ("industry", "size_band")
MOST_PRODUCTS = 40
MOST_VALUES = 500  # of a field that makes peers; more are no peers but names
MOST_SUGGESTED = 3
NAMED = 3  # values of peers that are named; more are counted


def crossings(base: Base) -> list[Suggestion]:
    """For each product the accounts that lack it although their like mostly hold it."""
    field = base.catalogue.fields[PRODUCTS]
    names = leaves.frequencies(base.snapshot, field, base.ground, MOST_PRODUCTS).values
    holders = {name: base.members(_holds(name)) for name, _ in names}
    axes = [axis for key in PEERS if base.has(key) for axis in _axis(base, key)]
    found = (
        suggestion
        for association in associations(holders, axes, base.everybody)
        for suggestion in _suggested(base, association)
    )
    return list(islice(found, MOST_SUGGESTED))


def _suggested(base: Base, association: Association) -> list[Suggestion]:
    """The suggestion an association makes, if its accounts are worth a look."""
    peers = _peers(association)
    lacking = Condition(PRODUCTS, "has_none", (association.wanted,))
    rules = (_holds(association.held), lacking, *([peers] if peers else []))
    chosen = base.members(*rules)
    if not base.is_worth(chosen):
        return []
    figures: dict[str, Figure] = {
        "held": text(association.held),
        "wanted": text(association.wanted),
        "peers": _peers_said(base, association),
        "holders": plural(association.holders),
        "counted": number(association.holders),
        "share": share(association.confidence),
        "low": share(association.low),
        "high": share(association.high),
        "usual": share(association.usual),
    }
    stake = _usual_fee(base, association.wanted)
    return [Suggestion(Kind.CROSSING, base.rule(*rules), chosen.count(), figures, stake)]


def _holds(product: str) -> Condition:
    return Condition(PRODUCTS, "has_any", (product,))


def _peers(association: Association) -> Rule | None:
    """The peers as a rule; of two fields, one group for each value of the second."""
    if not association.axes:
        return None
    first, *others = association.axes
    if not others:
        return _among(first, [one for (one,) in association.peers])
    together: dict[str, list[str]] = defaultdict(list)
    for one, other in association.peers:
        together[other].append(one)
    groups = [
        Group(
            Combine.ALL,
            (Condition(others[0], "is", other), _among(first, ones)),
        )
        for other, ones in sorted(together.items())
    ]
    return groups[0] if len(groups) == 1 else Group(Combine.ANY, tuple(groups))


def _among(field: str, values: list[str]) -> Condition:
    if len(values) == 1:
        return Condition(field, "is", values[0])
    return Condition(field, "one_of", tuple(sorted(values)))


def _peers_said(base: Base, association: Association) -> Figure:
    """Who the peers are: by name where they are few, else how many there are."""
    axes = [base.catalogue.fields[key] for key in association.axes]

    def said(language: str) -> words.Value:
        if not axes:
            return words.say(language, "suggestions-peers-all")
        labels = (axis.label(language) for axis in axes)
        fields = words.say(language, "suggestions-peers-and").join(labels)
        if len(association.peers) > NAMED:
            count = len(association.peers)
            return words.say(language, "suggestions-peers-many", fields=fields, count=count)
        named = [
            " / ".join(
                axis.shown(value, language) for axis, value in zip(axes, peer, strict=True)
            )
            for peer in sorted(association.peers, key=lambda peer: _place(axes, peer))
        ]
        values = ", ".join(named)
        return words.say(language, "suggestions-peers-named", fields=fields, values=values)

    return said


def _place(axes: list[Field], peer: tuple[str, ...]) -> list[tuple[int, str]]:
    """Where a value stands among those the catalogue declares; the others follow."""
    declared = [list(axis.values) for axis in axes]
    return [
        (values.index(value) if value in values else len(values), value)
        for values, value in zip(declared, peer, strict=True)
    ]


def _axis(base: Base, key: str) -> list[Axis]:
    """A field that makes peers, unless nobody has a value or almost everybody their own."""
    rows = base.ground.values([base.catalogue.fields[key]]).subquery("seen")
    known = exp.Nullif(this=exp.column(key, quoted=True), expression=exp.Literal.string(""))
    question = exp.select(exp.alias_(known, "value")).from_(rows).order_by("ordinal")
    column = base.snapshot.arrow(question).column(0).combine_chunks().dictionary_encode()
    values = column.dictionary.to_pylist()
    places = column.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    if not 0 < len(values) <= MOST_VALUES:
        return []
    return [Axis(key, tuple(values), places.astype(np.int64))]


def _usual_fee(base: Base, product: str) -> dict[str, Figure]:
    """What half of those who hold the product pay for it in a month, at most."""
    fee = exp.column("monthly_fee", quoted=True)
    held = exp.and_(
        exp.EQ(this=exp.column("product", quoted=True), expression=exp.Literal.string(product)),
        exp.EQ(this=exp.column("status", quoted=True), expression=exp.Literal.string("active")),
    )
    median = exp.Median(this=exp.cast(fee, exp.DataType.Type.DOUBLE))
    found = base.snapshot.value(exp.select(median).from_("services").where(held))
    return {"wanted": text(product), "fee": money(found)} if found else {}
