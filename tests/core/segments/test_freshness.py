"""Freshness: which tables a rule reads, and how long ago anything happened in them."""

from datetime import date, timedelta

from core.segments.freshness import freshness
from core.segments.model import EVERYBODY, Combine, Condition, Group, Rule, Times
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import AS_OF


def all_of(*rules: Rule) -> Group:
    return Group(Combine.ALL, rules)


def test_every_source_of_a_rule_has_its_age(base: Snapshot, catalogue: Catalogue) -> None:
    rule = all_of(
        Condition("role", "is", "finance"),
        Condition("sales_90_days", "at_least", 1),
        Group(Combine.NONE, (Condition("sales", "at_least_times", Times(1, 30)),)),
    )

    found = freshness(base, rule, catalogue, today=AS_OF + timedelta(days=20))

    told = [(one.table, one.fields, one.found.newest, one.found.age) for one in found]
    assert told == [
        ("sales", ("sales", "sales_90_days"), AS_OF, 20),
        ("contacts", ("role",), None, 20),
    ]
    assert [one.found.is_stale for one in found] == [True, False]


def test_what_is_dated_after_the_data_is_no_news(base: Snapshot, catalogue: Catalogue) -> None:
    """The base has an answer of a month after."""
    rule = Condition("last_nps", "at_least", 9)

    (surveys,) = freshness(base, rule, catalogue, today=AS_OF)

    assert (surveys.found.newest, surveys.found.age) == (date(2026, 2, 2), 28)


def test_a_table_of_a_contact_and_a_field_a_value_names_are_read_too(
    base: Snapshot, catalogue: Catalogue
) -> None:
    rule = all_of(
        Condition("role", "is", "finance"),
        Condition("monthly_fee", "above_median_of", "industry"),
    )

    found = freshness(base, rule, catalogue, today=AS_OF)

    assert {one.table for one in found} == {"contacts", "services", "accounts"}


def test_nothing_is_read_by_everybody_nor_by_what_nobody_knows(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert freshness(base, EVERYBODY, catalogue, today=AS_OF) == ()
    assert freshness(base, Condition("gone", "is", "x"), catalogue, today=AS_OF) == ()
