import json
import math
from datetime import date

import pytest

from core.foundation.words import LANGUAGES
from core.segments.checking import (
    EmptyGroup,
    UnknownField,
    UnknownOperator,
    checked,
    completed,
    incomplete_paths,
)
from core.segments.fitting import BadValue
from core.segments.model import EVERYBODY, Combine, Condition, Group, Times, Value
from core.segments.notation import BadRule, canonical, from_json, parse
from core.warehouse.catalogue import Catalogue


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        '"all"',
        '{"all": {}}',
        '{"all": [], "any": []}',
        '{"every": []}',
        '{"field": "country"}',
        '{"field": 1, "operator": "is"}',
        '{"field": "country", "operator": "is", "value": "x", "extra": 1}',
        '{"field": "country", "operator": "is", "value": NaN}',
        '{"field": "country", "operator": "is", "value": 1e999}',
        '{"field": "country", "operator": "is", "value": true}',
        '{"field": "country", "operator": "is", "value": [[1]]}',
        '{"field": "country", "operator": "is", "value": {"times": 1.5, "days": 1}}',
        '{"field": "country", "operator": "is", "value": {"times": true, "days": 1}}',
        '{"field": "country", "operator": "is", "value": "\\u0000"}',
        '{"field": "country", "operator": "is", "value": "\\ud800"}',
        '{"all": [' * 5000 + "]}" * 5000,
        '{"all": [' * 20 + '{"all": []}' + "]}" * 20,
        json.dumps({"all": [{"field": "x", "operator": "is"}] * 501}),
        json.dumps({"field": "x", "operator": "is", "value": ["y"] * 1001}),
        json.dumps({"field": "x", "operator": "is", "value": "y" * 501}),
        json.dumps({"field": "x", "operator": "is", "value": 10**16}),
        " " * 1_000_001,
    ],
)
def test_what_is_no_rule_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadRule) as refused:
        parse(text)

    assert all(refused.value.sentence(language) for language in LANGUAGES)


def test_equal_rules_are_written_alike(catalogue: Catalogue) -> None:
    one = parse('{"field": "country", "operator": "one_of", "value": ["b", "a", "b"]}')
    other = parse('{"operator": "one_of", "value": ["a", "b"], "field": "country"}')

    assert canonical(checked(one, catalogue)) == canonical(checked(other, catalogue))


@pytest.mark.parametrize("written", ["fee", "monthly_fe", "x" * 10_000, "\ud800", "'; --"])
def test_an_unknown_field_is_named_with_the_nearest(written: str, catalogue: Catalogue) -> None:
    with pytest.raises(UnknownField) as refused:
        checked(from_json({"field": written, "operator": "is"}), catalogue)

    assert refused.value.values["nearest"] in catalogue.fields


def test_the_nearest_field_and_operator_are_the_ones_meant(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownField, match="“monthly_fee”"):
        checked(Condition("monthlyfee", "is"), catalogue)
    with pytest.raises(UnknownOperator, match="“one_of”"):
        checked(Condition("country", "oneof"), catalogue)


def test_personal_fields_are_not_for_rules(catalogue: Catalogue) -> None:
    with pytest.raises(UnknownField):
        checked(Condition("email", "contains", "@"), catalogue)


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("country", "is", None),
        ("country", "is", "  "),
        ("country", "is", 5),
        ("country", "is", "a\0b"),
        ("country", "one_of", ()),
        ("country", "one_of", ("",)),
        ("country", "is_empty", "x"),
        ("employees", "at_least", "5"),
        ("employees", "at_least", math.nan),
        ("employees", "at_least", 10**16),
        ("employees", "between", (5, 1)),
        ("employees", "between", (1, 2, 3)),
        ("employees", "between", (1, "2")),
        ("since", "before", "2026-02-30"),
        ("since", "before", date(1, 1, 1)),
        ("since", "in_last_days", 0),
        ("since", "in_last_days", 10**9),
        ("since", "in_last_days", 1.5),
        ("sales", "at_least_times", Times(-1, 5)),
        ("sales", "at_least_times", Times(1, 0)),
        ("sales", "at_least_times", Times(10**9, 5)),
        ("sales", "at_least_times", 5),
    ],
)
def test_a_value_that_does_not_fit_is_refused(
    field: str, operator: str, value: Value, catalogue: Catalogue
) -> None:
    with pytest.raises(BadValue):
        checked(Condition(field, operator, value), catalogue)


def test_a_group_of_nothing_is_refused_unless_it_is_everybody(catalogue: Catalogue) -> None:
    assert checked(Group(Combine.ALL), catalogue) == Group(Combine.ALL)
    for rule in (Group(Combine.ANY), Group(Combine.ALL, (Group(Combine.ALL),))):
        with pytest.raises(EmptyGroup):
            checked(rule, catalogue)


def test_what_is_not_filled_in_does_not_count_yet(catalogue: Catalogue) -> None:
    uk, blank = Condition("country", "is", "UK"), Condition("country", "one_of")
    rule = Group(Combine.ALL, (blank, Group(Combine.ANY, (blank,)), uk))

    assert completed(rule, catalogue) == (Group(Combine.ALL, (uk,)), {(): (), (2,): (0,)})
    assert incomplete_paths(rule, catalogue) == [(0,), (1, 0)]
    assert completed(Group(Combine.NONE, (blank,)), catalogue) == (EVERYBODY, {(): ()})
