"""Two versions of a rule: what changed, in sentences of both languages."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.foundation.words import LANGUAGES
from core.segments.differences import Tone, differences, is_same
from core.segments.model import EVERYBODY, Combine, Condition, Group, Rule, Times, conditions
from core.segments.notation import canonical
from core.segments.pairing import paired
from core.warehouse.catalogue import Catalogue, load_catalogue

UK = Condition("country", "is", "UK")
BIG = Condition("employees", "at_least", 100)
RICH = Condition("yearly_revenue", "more_than", 1_000_000)
BUYERS = Condition("sales", "at_least_times", Times(2, 90))
NO_DEBT = Condition("overdue_amount", "equals", 0)


def all_of(*rules: Rule, **more: Any) -> Group:
    return Group(Combine.ALL, rules, **more)


def any_of(*rules: Rule, **more: Any) -> Group:
    return Group(Combine.ANY, rules, **more)


def told(before: Rule, after: Rule, language: str = "en") -> list[str]:
    return [one.text for one in differences(before, after, load_catalogue(), language)]


def test_nothing_changed_is_nothing_to_tell() -> None:
    assert told(all_of(UK, BIG), all_of(UK, BIG)) == []
    assert told(EVERYBODY, EVERYBODY) == []
    assert told(UK, all_of(UK)) == []  # as the editor writes it


def test_what_came_and_what_went_is_said() -> None:
    assert told(all_of(UK, BIG), all_of(UK, RICH)) == [
        "Removed: Employees is at least 100 people",
        "Added: Yearly revenue is more than 1,000,000 ₽",
    ]
    assert told(EVERYBODY, UK) == ["Added: Country is “UK”"]


def test_another_value_is_said_with_what_it_was() -> None:
    bigger = replace(BIG, value=500)

    assert told(all_of(UK, BIG), all_of(UK, bigger)) == [
        "Was: Employees is at least 100 people. Now: Employees is at least 500 people"
    ]
    assert told(all_of(BIG), all_of(Condition("employees", "at_most", 100))) == [
        "Was: Employees is at least 100 people. Now: Employees is at most 100 people"
    ]


def test_of_many_values_only_those_that_came_and_went_are_said() -> None:
    before = Condition("country", "one_of", ("DE", "FR", "UK"))
    after = Condition("country", "one_of", ("DE", "RU", "UK"))
    many = Condition("country", "one_of", tuple(f"C{number:02}" for number in range(20)))

    assert told(before, after) == ["Country: added “RU”, removed “FR”"]
    assert told(before, replace(before, value=("DE", "FR"))) == ["Country: removed “UK”"]
    assert told(replace(many, value=("C00",)), many) == [
        "Country: added “C01”, “C02”, “C03”, “C04”, “C05”, “C06” and 13 more"
    ]


def test_what_only_moved_has_neither_gone_nor_come() -> None:
    assert told(all_of(UK, BIG, RICH), all_of(UK, any_of(BIG, RICH))) == [
        "Put into a group: Employees is at least 100 people, or "
        "Yearly revenue is more than 1,000,000 ₽"
    ]
    assert told(
        all_of(UK, any_of(BIG, RICH), NO_DEBT), all_of(any_of(BIG, RICH, UK), NO_DEBT)
    ) == ["Moved to the group “any of these”: Country is “UK”"]
    assert told(all_of(UK, any_of(BIG, RICH)), all_of(UK, BIG, RICH)) == [
        "Moved out of its group: Employees is at least 100 people",
        "Moved out of its group: Yearly revenue is more than 1,000,000 ₽",
    ]


def test_a_new_group_around_old_conditions_says_what_is_new_in_it() -> None:
    lines = differences(
        all_of(UK, BIG), all_of(UK, any_of(BIG, BUYERS)), load_catalogue(), "en"
    )

    assert [(one.tone, one.text) for one in lines] == [
        (
            Tone.MOVED,
            "Put into a group: Employees is at least 100 people, or "
            "Bought: at least 2 times in the last 90 days",
        ),
        (
            Tone.ADDED,
            "Added to the group “any of these”: Bought: at least 2 times in the last 90 days",
        ),
    ]


def test_how_a_group_goes_together_is_said() -> None:
    assert told(
        all_of(UK, any_of(BIG, RICH)), all_of(UK, Group(Combine.NONE, (BIG, RICH)))
    ) == [
        "“any of these” was asked, now “none of these”: Employees is at least 100 people; "
        "Yearly revenue is more than 1,000,000 ₽"
    ]
    role = Condition("role", "is", "finance")
    assert told(all_of(role, contacts=1), all_of(role, contacts=0)) == [
        "Was about one contact at least, now about every contact of the account: "
        "Role of a contact is “finance”"
    ]


def test_what_is_switched_off_and_on_is_said() -> None:
    off = replace(BIG, is_off=True)

    assert told(all_of(UK, BIG), all_of(UK, off)) == [
        "Switched off: Employees is at least 100 people"
    ]
    assert told(all_of(UK, off), all_of(UK, BIG), "ru") == [
        "Включено: «Сотрудники»\u00a0— не меньше 100 человек"
    ]
    assert told(all_of(BIG), all_of(replace(off, value=7))) == [
        "Was: Employees is at least 100 people. Now: Employees is at least 7 people",
        "Switched off: Employees is at least 7 people",
    ]


def test_an_order_alone_is_said_to_be_only_that() -> None:
    assert told(all_of(UK, BIG), all_of(BIG, UK)) == [
        "Only the order of the conditions changed; the members are the same."
    ]


def test_a_segment_within_is_called_by_its_name() -> None:
    catalogue = load_catalogue().naming({"in_segment": {"s1": "Big ones", "s2": "Buyers"}})
    before = Condition("in_segment", "in_any", ("s1",))
    after = Condition("in_segment", "in_any", ("s1", "s2"))

    (line,) = differences(before, after, catalogue, "en")

    assert line.text == "In the segment: added “Buyers”"


LEAVES = st.sampled_from([UK, BIG, RICH, BUYERS, NO_DEBT, replace(BIG, value=7)]) | st.builds(
    Condition, st.just("country"), st.just("one_of"), st.sampled_from([("DE",), ("DE", "RU")])
)
RULES = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        Group, st.sampled_from(Combine), st.lists(inner, max_size=4).map(tuple), st.none()
    ),
    max_leaves=12,
)


@given(RULES, RULES)
def test_something_is_told_exactly_when_something_is_another(before: Rule, after: Rule) -> None:
    for language in LANGUAGES:
        lines = told(before, after, language)

        assert bool(lines) == (not is_same(before, after))
        assert all(line.strip() for line in lines)


@given(RULES, RULES)
def test_every_condition_that_is_only_in_one_of_two_rules_is_told(
    before: Rule, after: Rule
) -> None:
    pairs = paired(before, after)
    changed = [pair for pair in pairs.changed if isinstance(pair[0], Condition)]

    left = counted(before) - counted(after)
    came = counted(after) - counted(before)

    told_gone = counted(*(one.rule for one in pairs.gone), *(old for old, _ in changed))
    told_added = counted(*(one.rule for one in pairs.added), *(new for _, new in changed))
    assert left <= told_gone
    assert came <= told_added


def counted(*rules: Rule) -> Counter[str]:
    return Counter(canonical(one) for rule in rules for one in conditions(rule))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_field_that_is_gone_is_told_as_it_is(language: str, catalogue: Catalogue) -> None:
    gone = Condition("gone", "is", "x")

    (line,) = differences(gone, replace(gone, value="y"), catalogue, language)

    assert "gone" in line.text
