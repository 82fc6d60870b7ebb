"""Whom a preview shows: found by words, by length, by emptiness, within chosen accounts."""

from datetime import date

import pytest
from duckdb import DuckDBPyConnection

from core.messages import rendering, tables
from core.messages.starters import starter
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.bases import laid_out
from tests.conftest import MONDAY


def fill(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO accounts BY NAME SELECT * FROM (VALUES "
        "('a1', 'Orbit', 'Perm', 'Europe/Moscow', DATE '2019-03-01'),"
        "('a2', 'Very Long Company Name', NULL, NULL, NULL))"
        "t(account_id, name, city, time_zone, since)"
    )
    connection.execute(
        "INSERT INTO contacts BY NAME SELECT * FROM (VALUES "
        "('c1', 'a1', 'Иван Петров', 'Иван', 'ivan@orbit.example', 'Director'),"
        "('c2', 'a1', NULL, NULL, NULL, NULL),"
        "('c3', 'a2', 'Анна 100%_Я', 'Анна', 'anna@long.example', NULL))"
        "t(contact_id, account_id, full_name, first_name, email, position)"
    )
    connection.execute(
        "INSERT INTO services BY NAME SELECT * FROM (VALUES "
        "('s1', 'a1', 'Internet', 990.00, 'active'), ('s2', 'a1', 'PBX', 500.00, 'active'))"
        "t(service_id, account_id, product, monthly_fee, status)"
    )


@pytest.fixture
def snapshot(warehouse: Warehouse) -> Snapshot:
    def make(empty: Warehouse) -> None:
        empty.publish(fill, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 2))

    return laid_out(warehouse, "messages", make)


def ids(names: list[tables.Names]) -> list[str]:
    return [one.contact_id for one in names]


def test_a_recipient_has_every_declared_field_derived_ones_too(snapshot: Snapshot) -> None:
    found = tables.recipient(snapshot, "c1")

    assert found is not None
    assert found.contact["first_name"] == "Иван"
    assert found.account["city"] == "Perm"
    assert found.account["products"] == ["Internet", "PBX"]
    assert found.account["monthly_fee"] == 1490
    assert (found.name, found.time_zone) == ("Иван Петров", "Europe/Moscow")


def test_a_recipient_of_whom_nothing_is_known_still_gets_a_message(snapshot: Snapshot) -> None:
    found = tables.recipient(snapshot, "c2")
    message = starter("en")

    assert found is not None
    values = rendering.values_for(
        found.contact, found.account, {"name": "We", "address": "a@b"}
    )
    sheets = rendering.compiled(message)
    assert "Hello colleague," in sheets.render(values).text


def test_many_recipients_are_one_question(snapshot: Snapshot) -> None:
    found = tables.recipients(snapshot, ["c1", "c3", "nobody"])

    assert set(found) == {"c1", "c3"}
    assert tables.recipient(snapshot, "nobody") is None


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        ("", ["c1", "c3", "c2"]),
        ("петров", ["c1"]),
        ("ANNA@", ["c3"]),
        ("orbit", ["c1", "c2"]),
        ("direct", ["c1"]),
        ("%_", ["c3"]),
        ("' OR 1=1 --", []),
    ],
)
def test_contacts_are_found_by_name_address_position_and_company(
    snapshot: Snapshot, search: str, expected: list[str]
) -> None:
    assert sorted(ids(tables.found(snapshot, search=search))) == sorted(expected)


def test_a_search_keeps_to_the_accounts_of_a_segment(snapshot: Snapshot) -> None:
    assert ids(tables.found(snapshot, ordinals=[1])) == ["c3"]
    assert ids(tables.found(snapshot, search="orbit", ordinals=[1])) == []
    assert ids(tables.found(snapshot, ordinals=[])) == []
    assert tables.count(snapshot, ordinals=[0]) == 2
    assert tables.count(snapshot) == 3


def test_nameless_contacts_come_last(snapshot: Snapshot) -> None:
    assert ids(tables.found(snapshot))[-1] == "c2"


def test_the_worst_cases_are_named(snapshot: Snapshot) -> None:
    assert ids(tables.longest_named(snapshot)) == ["c3"]
    assert ids(tables.emptiest(snapshot)) == ["c2"]
    assert ids(tables.longest_named(snapshot, ordinals=[0])) == ["c1"]


def test_gaps_are_counted_over_everybody_or_over_a_segment(snapshot: Snapshot) -> None:
    names = ["contact.position", "account.city", "account.name", "account.products"]

    everybody = tables.gaps(snapshot, names)
    segment = tables.gaps(snapshot, names, ordinals=[1])

    assert everybody == tables.Gaps(
        3,
        {
            "contact.position": 2,
            "account.city": 1,
            "account.name": 0,
            "account.products": 1,  # a list without items shows as nothing
        },
    )
    assert segment == tables.Gaps(1, dict.fromkeys(names, 1) | {"account.name": 0})
    assert tables.gaps(snapshot, names, ordinals=[]).total == 0


def test_a_field_that_is_not_in_the_base_is_missing_to_everybody(snapshot: Snapshot) -> None:
    assert tables.gaps(snapshot, ["sender.name"]).empty == {"sender.name": 3}


def test_the_longest_are_those_of_the_fields_a_text_quotes(snapshot: Snapshot) -> None:
    assert ids(tables.longest_filled(snapshot, ["contact.position"])) == ["c1"]
    assert ids(tables.longest_filled(snapshot, ["account.name"])) == ["c3"]
    assert ids(tables.longest_filled(snapshot, ["account.name"], ordinals=[0])) == ["c1"]
    assert ids(tables.longest_filled(snapshot, ["account.name"], among=["c2"])) == ["c2"]
    # The sum of all fields counts: one long name is less than a name and two products.
    both = ["contact.full_name", "account.products"]
    assert ids(tables.longest_filled(snapshot, both)) == ["c1"]


def test_a_text_that_quotes_nothing_is_as_long_for_everybody(snapshot: Snapshot) -> None:
    assert len(tables.longest_filled(snapshot, [], limit=5)) == 3
