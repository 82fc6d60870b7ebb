"""A marketer at work: twenty edits, from an empty rule to a hard one."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from core.segments import editing
from core.segments.model import EVERYBODY, Combine, Group, Path, Rule
from core.segments.notation import from_json, to_json

Edit = Callable[[Rule], Rule]


def _add(path: Path, written: object) -> Edit:
    return lambda rule: editing.added(rule, path, from_json(written))


def _set(path: Path, **change: object) -> Edit:
    def edit(rule: Rule) -> Rule:
        before = to_json(editing.node(rule, path))
        return editing.replaced(rule, path, from_json(before | change))

    return edit


def _switch(path: Path) -> Edit:
    return lambda rule: editing.switched(rule, path)


def _regroup(rule: Rule) -> Rule:
    """The last two of the rule go into a group of their own."""
    assert isinstance(rule, Group)
    *others, one, other = rule.rules
    return replace(rule, rules=(*others, Group(Combine.ANY, (one, other))))


_ONE_CONTACT = {
    "all": [
        {"field": "role", "operator": "one_of", "value": ["decision_maker", "technical"]},
        {"field": "has_email", "operator": "is_true"},
    ],
    "contacts": 1,
}

EDITS: dict[str, Edit] = {
    "add the status": _add((), {"field": "status", "operator": "is", "value": "active"}),
    "add regions": _add(
        (),
        {
            "field": "region",
            "operator": "one_of",
            "value": ["г. Москва", "г. Санкт-Петербург", "Московская область"],
        },
    ),
    "change the regions": _set((1,), value=["г. Москва", "Московская область"]),
    "add employees": _add((), {"field": "employees", "operator": "at_least", "value": 20}),
    "change the employees": _set((2,), value=5),
    "add a group with a fee": _add(
        (), {"any": [{"field": "monthly_fee", "operator": "at_least", "value": 5000}]}
    ),
    "add fallen traffic to it": _add(
        (3,), {"field": "traffic", "operator": "fell_by", "value": {"percent": 10, "months": 3}}
    ),
    "add a product not held": _add(
        (), {"field": "products", "operator": "has_none", "value": ["Облако"]}
    ),
    "turn it round": _set((4,), operator="has_any"),
    "turn it back": _set((4,), operator="has_none"),
    "add no debts": _add((), {"field": "overdue_amount", "operator": "at_most", "value": 0}),
    "add a contact": _add((), _ONE_CONTACT),
    "add sales": _add(
        (),
        {"field": "sales", "operator": "at_least_times", "value": {"times": 2, "days": 365}},
    ),
    "change the sales": _set((7,), value={"times": 1, "days": 365}),
    "switch the debts off": _switch((5,)),
    "switch the debts on": _switch((5,)),
    "put the last two in a group": _regroup,
    "make the group of the fee none": lambda rule: editing.recombined(rule, (3,), Combine.NONE),
    "add the top fifth by invoices": _add(
        (), {"field": "invoiced_365_days", "operator": "top_percent", "value": 20}
    ),
    "remove the regions": lambda rule: editing.removed(rule, (1,)),
}


def steps() -> Iterator[tuple[str, Rule]]:
    """Each edit's name and the rule after it."""
    rule: Rule = EVERYBODY
    for name, edit in EDITS.items():
        rule = edit(rule)
        yield name, rule
