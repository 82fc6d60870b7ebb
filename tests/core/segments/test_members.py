"""One rule, five ways: bits, statements over facts and over raw tables, plain Python."""

from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.segments import compiling, leaves, tables
from core.segments.checking import checked, effective
from core.segments.ground import Ground
from core.segments.model import (
    Amount,
    Change,
    Combine,
    Condition,
    Group,
    Listed,
    Rule,
    Times,
)
from core.segments.notation import canonical, parse
from core.warehouse.catalogue import Catalogue, load_catalogue
from core.warehouse.fields import OF_THE_HOUSE, OPERATORS, Field, Kind, Shape
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import AS_OF, HOSTILE
from tests.core.segments.naive import Naive

FIELDS = [
    *("country", "name", "account_id", "employees", "yearly_revenue", "since", "tenure_days"),
    *("role", "has_email", "position", "phone", "products", "active_services", "monthly_fee"),
    *("contract_ends_on", "contract_ends_in", "sales_amount_90_days", "last_sale"),
    *("sales", "tickets", "invoices", "surveys", "traffic", "billed", "sold"),
]
OF_CONTACTS = ["role", "has_email", "position", "phone"]
TEXTS = ["UK", "DE", "uk", "Гамма", "ГАММА", "finance", "internet", "cloud", "a", "e", "%", "_"]
TEXTS += ["'", '"', "\\", HOSTILE, HOSTILE.upper(), "' OR 1=1 --", "decision_maker", "ё", "\n"]
NUMBERS: list[int | float] = [-1, 0, 1, 2, 10, 11, 30, 60, 100, 151.5, 1000.5, 1000.501, 10**12]
DAYS = [date(2020, 1, 1), date(2025, 12, 2), AS_OF, date(2026, 3, 3), date(2026, 5, 1)]

texts = st.sampled_from([text for text in TEXTS if text.strip()])
AMOUNTS: list[int | float] = [-5, 0, 10, 35, 100.5, 170]
months = st.sampled_from([1, 2, 3, 6, 12, 13, 24, 25])
spans = st.sampled_from([1, 2, 28, 89, 90, 91, 365, 36_500])


def plain(field: Field) -> st.SearchStrategy[Any]:
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return st.sampled_from(NUMBERS) | st.integers(-50, 5000)
    return st.sampled_from(DAYS) if field.kind is Kind.DATE else texts


def values(field: Field, shape: Shape) -> st.SearchStrategy[Any]:
    return VALUES[shape] if shape in VALUES else of_its_kind(field, shape)


def of_its_kind(field: Field, shape: Shape) -> st.SearchStrategy[Any]:
    if shape is Shape.PAIR:
        return st.tuples(plain(field), plain(field)).map(lambda two: tuple(sorted(two)))
    return plain(field)


VALUES: dict[Shape, st.SearchStrategy[Any]] = {
    Shape.NOTHING: st.none(),
    Shape.MANY: st.lists(texts, min_size=1, max_size=3).map(tuple),
    Shape.DAYS: spans,
    Shape.TIMES: st.builds(Times, st.integers(0, 4), spans),
    Shape.AMOUNT: st.builds(Amount, st.sampled_from(AMOUNTS), months),
    Shape.CHANGE: st.builds(Change, st.sampled_from([0, 0.5, 20, 50, 100, 150]), months),
    Shape.GROUPING: st.just("country"),
    Shape.COUNT: st.integers(1, 8),
    Shape.PERCENT: st.sampled_from([0.1, 10, 33.3, 50, 100]),
}


@st.composite
def some_condition(draw: st.DrawFn, fields: list[str] = FIELDS) -> Condition:
    field = load_catalogue().fields[draw(st.sampled_from(fields))]
    operator = draw(st.sampled_from(field.operators))
    value = draw(values(field, OPERATORS[operator]))
    return Condition(field.key, operator, value, is_off=draw(one_in_ten))


def a_group(inner: st.SearchStrategy[Rule]) -> st.SearchStrategy[Rule]:
    rules = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.builds(Group, st.sampled_from(Combine), rules, is_off=one_in_ten)


one_in_ten = st.integers(0, 9).map(lambda drawn: drawn == 7)
of_one_contact = st.builds(
    Group,
    st.sampled_from(Combine),
    st.lists(
        st.recursive(some_condition(fields=OF_CONTACTS), a_group, max_leaves=3),
        min_size=1,
        max_size=3,
    ).map(tuple),
    st.integers(0, 3),
)
some_list = st.lists(st.sampled_from("abcdefgz"), max_size=4).map(
    lambda ids: Listed("list:x", "".join(ids), tuple(ids))
)
some_rule = st.recursive(some_condition() | of_one_contact, a_group, max_leaves=8)
some_resolved_rule = st.recursive(
    some_condition() | of_one_contact | some_list, a_group, max_leaves=8
)


def every_way(base: Snapshot, rule: Rule, catalogue: Catalogue) -> list[list[int]]:
    sound = effective(checked(rule, catalogue))
    facts = leaves.ground_of(base, catalogue)
    raw = Ground(catalogue, AS_OF, frozenset())
    some = Ground(catalogue, AS_OF, frozenset({"country"}))
    grounds = (facts, replace(facts, indexed=frozenset()), raw, some)
    asked = [base.arrow(compiling.members(sound, ground)) for ground in grounds]
    by_statement = [sorted(found.column(0).to_pylist()) for found in asked]
    by_bits = tables.member_ordinals(base, rule, catalogue).tolist()
    return [by_bits, *by_statement]


@pytest.mark.slow
def test_every_way_finds_the_same_members(base: Snapshot, catalogue: Catalogue) -> None:
    names = ["accounts", "contacts", "services", "sales", "tickets", "invoices", "surveys"]
    names.append("usage")
    naive = Naive({name: base.rows(f"FROM {name}") for name in names}, AS_OF)

    @settings(max_examples=400, deadline=None)
    @given(rule=some_resolved_rule)
    def holds(rule: Rule) -> None:
        expected = naive.members(effective(checked(rule, catalogue)))

        assert every_way(base, rule, catalogue) == [expected] * 5

    holds()


@settings(max_examples=150, deadline=None)
@given(rule=some_rule)
def test_a_rule_survives_its_json(rule: Rule) -> None:
    sound = checked(rule, load_catalogue())

    again = checked(parse(canonical(sound)), load_catalogue())

    assert again == sound


@pytest.mark.parametrize("key", load_catalogue().fields)
def test_every_declared_field_can_be_asked_everything_it_allows(
    key: str, base: Snapshot, catalogue: Catalogue
) -> None:
    field = catalogue.fields[key]
    if field.kind in OF_THE_HOUSE:  # put into the rule before it is asked
        return
    for operator in field.operators:
        condition = Condition(key, operator, an_example(field, OPERATORS[operator]))

        found = every_way(base, condition, catalogue)

        assert found == [found[0]] * 5, operator


def an_example(field: Field, shape: Shape) -> Any:
    one: Any = {Kind.NUMBER: 40, Kind.MONEY: 40, Kind.DATE: AS_OF}.get(field.kind, "a")
    return {
        Shape.NOTHING: None,
        Shape.MANY: ("a", "finance"),
        Shape.PAIR: (one, one),
        Shape.DAYS: 90,
        Shape.TIMES: Times(1, 90),
        Shape.ONE: one,
        Shape.COUNT: 2,
        Shape.PERCENT: 30,
        Shape.GROUPING: "country",
        Shape.AMOUNT: Amount(35, 3),
        Shape.CHANGE: Change(20, 3),
        Shape.SQL: "employees * 100 > yearly_revenue OR country IN ('UK', 'DE')",
    }[shape]


def test_members_come_as_ascending_numbers(base: Snapshot, catalogue: Catalogue) -> None:
    found = tables.member_ordinals(base, Group(Combine.ALL), catalogue)

    assert found.tolist() == list(range(7))
    assert np.issubdtype(found.dtype, np.integer)


def test_a_very_large_rule_is_still_counted(base: Snapshot, catalogue: Catalogue) -> None:
    conditions = tuple(Condition("employees", "at_least", n) for n in range(480))

    rule = Group(Combine.ANY, conditions)
    by_bits = tables.member_ordinals(base, rule, catalogue)
    statement = compiling.members(rule, leaves.ground_of(base, catalogue))
    by_statement = base.arrow(statement).column(0).to_pylist()

    assert by_bits.tolist() == sorted(by_statement) == [0, 1, 3, 4, 5, 6]


def test_another_day_is_counted_from_the_raw_tables(
    base: Snapshot, catalogue: Catalogue
) -> None:
    bought = Condition("sales_90_days", "at_least", 1)

    on_its_day = tables.member_ordinals(base, bought, catalogue)
    a_day_later = tables.member_ordinals(base, bought, catalogue, date(2026, 3, 3))

    assert on_its_day.tolist() == [0, 2, 3]
    assert a_day_later.tolist() == [0, 1, 2, 3]
