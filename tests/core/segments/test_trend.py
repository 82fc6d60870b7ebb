"""The trend: every kept publication on its own day, and a gap where a rule does not fit."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from core.segments import leaves, tables, trend
from core.segments.cache import BoundedCache
from core.segments.checking import UnknownField
from core.segments.model import EVERYBODY, Combine, Condition, Group, Listed, Times
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Publication
from core.warehouse.warehouse import Warehouse
from tests.core.segments.conftest import AS_OF, fill

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


def publish(folder: Warehouse, day: date, *, name: str = "") -> Publication:
    number = day.toordinal()
    at = AT + timedelta(days=number - AS_OF.toordinal())
    return folder.publish(fill, name=name, by="ana", at=at, as_of=day)


def test_each_publication_is_asked_on_its_own_day(
    warehouse: Warehouse, catalogue: Catalogue
) -> None:
    days = [AS_OF, AS_OF - timedelta(days=60), AS_OF + timedelta(days=1)]
    for day in days:
        publish(warehouse, day, name=day.isoformat())
    bought = Condition("sales", "at_least_times", Times(1, 90))

    found = trend.trend(warehouse, bought, catalogue)

    assert [point.publication for point in found] == [2, 1, 3]
    assert [point.as_of for point in found] == sorted(days)
    assert [point.accounts for point in found] == [
        tables.counts(warehouse.snapshot(number), bought, catalogue).accounts
        for number in (2, 1, 3)
    ]
    assert len({point.accounts for point in found}) > 1
    assert found[0].share == (found[0].accounts or 0) / 7


def test_a_publication_is_asked_once(
    warehouse: Warehouse, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(leaves, "LEAVES", BoundedCache(2**20))
    for days in range(6):  # more than a process keeps open
        publish(warehouse, AS_OF + timedelta(days=days))
    known = Condition("employees", "is_not_empty")
    first = trend.trend(warehouse, known, catalogue)
    misses = leaves.LEAVES.misses

    again = trend.trend(Warehouse(warehouse.folder), known, catalogue)

    assert again == first
    assert leaves.LEAVES.misses == misses


def test_a_publication_from_before_the_column_is_a_gap(
    warehouse: Warehouse, catalogue: Catalogue
) -> None:
    publish(warehouse, AS_OF, name="old")
    with duckdb.connect(warehouse.folder / "snapshot_1.duckdb") as connection:
        connection.execute("ALTER TABLE contacts DROP COLUMN position")
        connection.execute("DROP TABLE index_definitions")
    publish(warehouse, AS_OF)
    rule = Group(Combine.ALL, (Condition("position", "is", "CFO"),))

    old, new = trend.trend(warehouse, rule, catalogue)

    assert (old.accounts, old.share, new.accounts) == (None, None, 1)
    assert isinstance(old.reason, trend.DoesNotFit)
    assert "1" in old.reason.sentence("en")


def test_a_list_of_accounts_is_followed_too(warehouse: Warehouse, catalogue: Catalogue) -> None:
    publish(warehouse, AS_OF)
    rule = Group(Combine.NONE, (Listed("in_list:l1", "digest", ("a", "b", "gone")),))

    (point,) = trend.trend(warehouse, rule, catalogue)

    assert point.accounts == 5


def test_a_publication_whose_file_is_gone_is_a_gap(
    warehouse: Warehouse, catalogue: Catalogue
) -> None:
    publish(warehouse, AS_OF)
    publish(warehouse, AS_OF)
    (warehouse.folder / "snapshot_1.duckdb").unlink()

    gone, kept = trend.trend(Warehouse(warehouse.folder), EVERYBODY, catalogue)

    assert (gone.accounts, kept.accounts) == (None, 7)
    assert gone.reason is not None


def test_nothing_published_has_no_trend(tmp_path: Path, catalogue: Catalogue) -> None:
    assert trend.trend(Warehouse(tmp_path), EVERYBODY, catalogue) == ()


def test_a_rule_that_fits_nowhere_is_refused(
    warehouse: Warehouse, catalogue: Catalogue
) -> None:
    with pytest.raises(UnknownField):
        trend.trend(warehouse, Condition("gone", "is", "x"), catalogue)
