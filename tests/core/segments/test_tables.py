from datetime import date
from typing import Any

import pytest

from core.segments import leaves, tables
from core.segments.cache import BoundedCache
from core.segments.model import EVERYBODY, Combine, Condition, Counts, Group, Times
from core.segments.notation import parse
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot
from tests.core.segments.conftest import HOSTILE


def members(base: Snapshot, catalogue: Catalogue, *condition: Any) -> str:
    found = tables.member_ordinals(base, Condition(*condition), catalogue)
    return "".join("abcdefg"[number] for number in found)


def test_unknown_facts_count_as_true_for_the_opposite(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert members(base, catalogue, "country", "is", "UK") == "a"
    assert members(base, catalogue, "country", "is_not", "UK") == "bcdefg"
    assert members(base, catalogue, "country", "is_empty") == "ef"


def test_the_opposite_of_a_contacts_condition_means_no_such_contact(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert members(base, catalogue, "role", "is", "finance") == "ab"
    assert members(base, catalogue, "role", "is_not", "finance") == "cdefg"
    assert members(base, catalogue, "has_email", "is_false") == "bcef"


def test_texts_are_searched_without_regard_to_case(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert members(base, catalogue, "name", "contains", "гАМ") == "c"
    assert members(base, catalogue, "name", "contains", "%") == "d"
    assert members(base, catalogue, "name", "starts_with", "o'hara") == "d"


def test_a_hostile_text_is_only_a_text(base: Snapshot, catalogue: Catalogue) -> None:
    assert members(base, catalogue, "country", "is", HOSTILE) == "d"
    assert members(base, catalogue, "products", "has_any", (HOSTILE,)) == "e"
    assert members(base, catalogue, "country", "one_of", ("' OR 1=1 --",)) == ""


def test_days_are_counted_back_from_the_day_of_the_base(
    base: Snapshot, catalogue: Catalogue
) -> None:
    assert members(base, catalogue, "sales", "at_least_times", Times(2, 90)) == "ad"
    assert members(base, catalogue, "sales", "at_least_times", Times(3, 91)) == "a"
    assert members(base, catalogue, "sales", "at_most_times", Times(0, 365)) == "befg"
    assert members(base, catalogue, "sales", "exactly_times", Times(2, 365)) == "cd"
    assert members(base, catalogue, "since", "in_last_days", 1) == "b"
    assert members(base, catalogue, "since", "not_in_last_days", 91) == "acfg"
    assert members(base, catalogue, "contract_ends_on", "in_next_days", 60) == "a"


def test_money_is_compared_exactly(base: Snapshot, catalogue: Catalogue) -> None:
    assert members(base, catalogue, "yearly_revenue", "equals", 1000.5) == "a"
    assert members(base, catalogue, "yearly_revenue", "more_than", 1000.5) == "dg"
    assert members(base, catalogue, "monthly_fee", "equals", 151.5) == "a"


def test_derived_facts_say_what_the_rows_say(base: Snapshot, catalogue: Catalogue) -> None:
    assert members(base, catalogue, "overdue_amount", "at_least", 1) == "ac"
    assert members(base, catalogue, "overdue_days", "equals", 29) == "a"
    assert members(base, catalogue, "traffic_change", "at_most", -20) == "a"
    assert members(base, catalogue, "last_nps", "equals", 9) == "a"
    assert members(base, catalogue, "open_tickets", "equals", 1) == "ab"
    assert members(base, catalogue, "open_critical_tickets", "at_least", 1) == "a"


def test_every_part_of_a_rule_has_its_count(base: Snapshot, catalogue: Catalogue) -> None:
    rule = parse(
        '{"all": [{"field": "employees", "operator": "at_least", "value": 1},'
        ' {"none": [{"field": "country", "operator": "is", "value": "UK"},'
        ' {"field": "has_email", "operator": "is_false"}]}]}'
    )

    measured = tables.measured(base, rule, catalogue)

    assert measured.accounts == {(): 2, (0,): 5, (1,): 2, (1, 0): 1, (1, 1): 4}
    assert measured.total == Counts(accounts=2, contacts=3, emailable=3)
    assert (measured.base, measured.share) == (7, 2 / 7)


def test_what_counts_as_an_address_is_said_once_in_three_places(
    base: Snapshot, catalogue: Catalogue
) -> None:
    everybody = tables.counts(base, EVERYBODY, catalogue)
    facts = base.rows(
        "SELECT sum(contacts)::INT AS contacts, sum(contacts_with_email)::INT AS emailable "
        "FROM account_facts"
    )
    shown = tables.sample(base, EVERYBODY, catalogue)

    assert everybody == Counts(7, 7, 4)
    assert facts == [{"contacts": 7, "emailable": 4}]
    assert sum(row["emailable"] for row in shown) == 4


def test_a_sample_is_spread_over_the_segment(base: Snapshot, catalogue: Catalogue) -> None:
    shown = tables.sample(base, EVERYBODY, catalogue, limit=3)

    assert [row["account_id"] for row in shown] == ["a", "d", "g"]


def test_values_come_with_their_accounts(base: Snapshot, catalogue: Catalogue) -> None:
    assert tables.values(base, catalogue.fields["role"], catalogue) == [
        ("finance", 2),
        ("decision_maker", 1),
        ("other", 1),
        ("technical", 1),
    ]
    products = tables.values(base, catalogue.fields["products"], catalogue, limit=2)
    assert products == [("internet", 2), (HOSTILE, 1)]


def test_a_leaf_is_asked_once(
    base: Snapshot, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves, "LEAVES", BoundedCache(2**20))
    uk = Condition("country", "is", "UK")
    not_uk = Condition("country", "is_not", "UK")

    tables.counts(base, Group(Combine.ANY, (uk, uk)), catalogue)
    misses = leaves.LEAVES.misses
    tables.counts(base, Group(Combine.NONE, (not_uk, uk)), catalogue)

    assert leaves.LEAVES.misses == misses


def test_the_statement_can_be_read_and_run(base: Snapshot, catalogue: Catalogue) -> None:
    text = tables.sql(base, Condition("country", "is", "O'Hara"), catalogue)

    assert "'O''Hara'" in text
    assert base.rows(text) == []


def test_a_publication_without_facts_is_counted_too(
    base: Snapshot, catalogue: Catalogue
) -> None:
    same = tables.counts(base, EVERYBODY, catalogue, date(2026, 3, 3))

    assert same.accounts == 7
