"""Freshness: which tables a rule reads, and how long ago anything happened in them."""

from datetime import date, timedelta

import pytest

from core.segments.freshness import LIMITS, Source, freshness
from core.segments.model import EVERYBODY, Combine, Condition, Group, Rule, Times
from core.warehouse.catalogue import Catalogue
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import AS_OF


def all_of(*rules: Rule) -> Group:
    return Group(Combine.ALL, rules)


def test_every_source_of_a_rule_has_its_age(base: Snapshot, catalogue: Catalogue) -> None:
    rule = all_of(
        Condition("country", "is", "UK"),
        Condition("sales_90_days", "at_least", 1),
        Group(Combine.NONE, (Condition("sales", "at_least_times", Times(1, 30)),)),
    )

    found = freshness(base, rule, catalogue, today=AS_OF + timedelta(days=20))

    assert found == (
        Source("sales", ("sales", "sales_90_days"), AS_OF, age=20, limit=14),
        Source("accounts", ("country",), None, age=20, limit=31),
    )
    assert [source.is_stale for source in found] == [True, False]


def test_what_is_dated_after_the_data_is_no_news(base: Snapshot, catalogue: Catalogue) -> None:
    """The base has a sale of the day after, and an answer of a month after."""
    (surveys,) = freshness(
        base, Condition("last_nps", "at_least", 9), catalogue, today=AS_OF, limits={}
    )

    assert surveys == Source("surveys", ("last_nps",), date(2026, 2, 2), age=28, limit=None)
    assert not surveys.is_stale


@pytest.mark.parametrize(
    ("limit", "is_stale"), [({"usage": 1}, False), ({"usage": 0}, True), ({}, False)]
)
def test_a_source_is_old_when_it_passes_its_limit(
    base: Snapshot, catalogue: Catalogue, limit: dict[str, int], *, is_stale: bool
) -> None:
    rule = Condition("traffic_change", "at_most", 0)

    (usage,) = freshness(base, rule, catalogue, today=AS_OF, limits=limit)

    assert (usage.latest, usage.age, usage.is_stale) == (date(2026, 3, 1), 1, is_stale)


def test_a_table_of_a_contact_and_a_field_a_value_names_are_read_too(
    base: Snapshot, catalogue: Catalogue
) -> None:
    rule = all_of(
        Condition("role", "is", "finance"),
        Condition("monthly_fee", "above_median_of", "industry"),
    )

    found = freshness(base, rule, catalogue, today=AS_OF)

    assert {source.table for source in found} == {"contacts", "services", "accounts"}


def test_nothing_is_read_by_everybody_nor_by_what_nobody_knows(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert freshness(base, EVERYBODY, catalogue, today=AS_OF) == ()
    assert freshness(base, Condition("gone", "is", "x"), catalogue, today=AS_OF) == ()


def test_every_published_table_has_a_limit() -> None:
    assert LIMITS.keys() == TABLES.keys()
