"""What is in a field: shares, values and bars, against the small base counted by hand."""

from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.segments.histograms import Filled, Histogram, filled, histogram
from core.warehouse import facts
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Kind, Level
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.segments.conftest import ACCOUNTS, CONTACTS, HOSTILE
from tests.core.segments.test_one_entry import with_one_more


def of(base: Snapshot, catalogue: Catalogue, key: str) -> Histogram:
    return histogram(base, catalogue.fields[key], catalogue)


def bars(found: Histogram) -> dict[object, int]:
    return {bar.value: bar.count for bar in found.bars}


def test_an_empty_text_is_not_filled_in(base: Snapshot, catalogue: Catalogue) -> None:
    found = of(base, catalogue, "country")

    assert (found.rows.rows, found.rows.filled) == (len(ACCOUNTS), 5)
    assert bars(found) == {"UK": 1, "uk": 1, "DE": 1, "RU": 1, HOSTILE: 1}


def test_numbers_have_their_least_their_middle_and_their_most(
    base: Snapshot, catalogue: Catalogue
) -> None:
    found = of(base, catalogue, "employees")

    assert (found.low, found.middle, found.high) == (0, 10.5, 5000)
    assert (found.rows.filled, found.different) == (6, 5)


def test_days_are_days(base: Snapshot, catalogue: Catalogue) -> None:
    found = of(base, catalogue, "since")

    assert (found.low, found.high) == (date(2020, 1, 1), date(2027, 1, 1))
    assert sum(bar.count for bar in found.bars) == found.rows.filled == 6


def test_a_list_counts_accounts_with_each_item(base: Snapshot, catalogue: Catalogue) -> None:
    found = of(base, catalogue, "products")

    assert bars(found) == {"internet": 2, "cloud": 1, "voice": 1, HOSTILE: 1}
    assert found.rows.filled == 4


def test_what_is_a_contacts_is_counted_over_contacts(
    base: Snapshot, catalogue: Catalogue
) -> None:
    found = of(base, catalogue, "role")

    assert found.rows.rows == len(CONTACTS)
    assert bars(found) == {"finance": 2, "decision_maker": 2, "technical": 1, "other": 1}
    assert bars(of(base, catalogue, "has_email")) == {True: 4, False: 2}


def test_events_are_counted_in_time_and_not_before_they_happen(
    base: Snapshot, catalogue: Catalogue
) -> None:
    found = of(base, catalogue, "sales")

    assert sum(bar.count for bar in found.bars) == 7, "one is after the day of the base"
    assert (found.rows.rows, found.rows.filled) == (7, 3)


def test_a_series_is_what_all_come_to_month_by_month(
    base: Snapshot, catalogue: Catalogue
) -> None:
    found = of(base, catalogue, "traffic")

    months = {bar.low: bar.count for bar in found.bars}
    assert months[date(2025, 12, 1)] == 40
    assert date(2026, 3, 1) not in months, "this month is not over"
    assert (found.rows.rows, found.rows.filled) == (7, 2)


def test_of_personal_fields_nothing_is_told_but_how_many_are_filled(
    base: Snapshot, catalogue: Catalogue
) -> None:
    personal = [field for field in catalogue.fields.values() if field.personal]

    assert personal
    for field in personal:
        found = histogram(base, field, catalogue)
        assert (found.bars, found.different, found.low, found.high) == ((), None, None, None)
    assert of(base, catalogue, "email").rows.filled == 5


def test_every_field_has_a_histogram_and_a_share(base: Snapshot, catalogue: Catalogue) -> None:
    shares = filled(base, catalogue)

    for field in catalogue.fields.values():
        found = histogram(base, field, catalogue)
        assert found.rows == shares.get(field.key, Filled(0, 0))
        assert (field.key in shares) is field.has_source
        assert 0 <= found.rows.share <= 1
        is_counted_once = field.is_fact or field.level is Level.CONTACT
        if is_counted_once and field.kind is not Kind.LIST and found.bars:
            assert sum(bar.count for bar in found.bars) == found.rows.filled, field.key


def test_a_field_declared_today_has_them_over_yesterdays_publication(
    base: Snapshot, tmp_path: Path
) -> None:
    catalogue = with_one_more(tmp_path)
    field = catalogue.fields["voice_services"]

    assert field.key not in facts.usable(base, catalogue)
    assert bars(histogram(base, field, catalogue)) == {0: 5, 1: 1, 2: 1}
    assert filled(base, catalogue)[field.key].share == 1


def fill_with_names(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO accounts (account_id, name, city) SELECT 'a' || range, "
        "'Company ' || range, 'City ' || range % 60 FROM range(200)"
    )


def test_names_get_no_bars(tmp_path: Path, catalogue: Catalogue) -> None:
    warehouse = Warehouse(tmp_path)
    day = MONDAY.date()
    warehouse.publish(fill_with_names, name="names", by="ana", at=MONDAY, as_of=day)
    snapshot = warehouse.current()

    assert of(snapshot, catalogue, "name").bars == ()
    assert of(snapshot, catalogue, "name").different == 200
    cities = of(snapshot, catalogue, "city")
    assert len(cities.bars) == 16
    assert cities.bars[-1].is_rest
    assert sum(bar.count for bar in cities.bars) == 200


def test_an_empty_base_has_histograms_of_nothing(tmp_path: Path, catalogue: Catalogue) -> None:
    warehouse = Warehouse(tmp_path)
    warehouse.publish(lambda _: None, name="none", by="ana", at=MONDAY, as_of=MONDAY.date())

    for field in catalogue.fields.values():
        found = histogram(warehouse.current(), field, catalogue)
        assert found.rows.share == 0
        assert sum(bar.count for bar in found.bars) == 0


@pytest.mark.parametrize("key", ["employees", "products", "since"])
def test_a_histogram_is_asked_once(base: Snapshot, catalogue: Catalogue, key: str) -> None:
    assert of(base, catalogue, key) is of(base, catalogue, key)
