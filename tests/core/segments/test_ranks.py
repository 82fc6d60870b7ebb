"""How accounts stand: found by selection, and by sorting and grouping, they are the same."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import numpy as np
import pytest
from duckdb import DuckDBPyConnection

from core.segments import compiling, leaves, ranks, tables
from core.segments.model import Condition
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

AS_OF = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CATALOGUE = load_catalogue()


def fill(connection: DuckDBPyConnection) -> None:
    """Three hundred accounts with ties, gaps, and a fee beyond 64 bits among the fees."""
    connection.execute(
        "INSERT INTO accounts (account_id, employees, industry, holding_id, country) "
        "SELECT lpad(n::VARCHAR, 3, '0'), CASE WHEN n % 7 > 0 THEN n * n % 41 - 3 END, "
        "['banks', 'farms', '', NULL, 'ship''s'][1 + n % 5], 'H' || (n * 7 % 150), "
        "CASE WHEN n % 7 = 0 THEN 'nobody known' END FROM range(300) t(n)"
    )
    connection.execute(
        "INSERT INTO services (service_id, account_id, monthly_fee, status) "
        "SELECT n, lpad((n % 300)::VARCHAR, 3, '0'), "
        "CASE WHEN n % 300 = 5 THEN 9999999999999999.99 ELSE n % 17 + 0.25 END, 'active' "
        "FROM range(3900) t(n) WHERE n % 300 > 3"
    )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    warehouse = Warehouse(tmp_path_factory.mktemp("ranked"))
    warehouse.publish(fill, name="n", by="ana", at=NOON, as_of=AS_OF)
    yield warehouse.current()
    warehouse.current().connection.close()


def test_a_rank_of_nobody_is_nobody(snapshot: Snapshot) -> None:
    rule = Condition("yearly_revenue", "top_percent", 10)

    assert tables.member_ordinals(snapshot, rule, CATALOGUE).tolist() == []


@pytest.mark.parametrize("field", ["employees", "monthly_fee", "active_services"])
@pytest.mark.parametrize("percent", [0.1, 5, 7, 33.3, 55, 70, 99.9, 100])
@pytest.mark.parametrize(
    "operator", ["top_percent", "bottom_percent", "top_count", "bottom_count"]
)
def test_a_rank_by_selection_is_the_rank_by_sorting(
    snapshot: Snapshot, field: str, operator: str, percent: float
) -> None:
    wanted = max(int(percent), 1) if operator.endswith("count") else percent
    rule = Condition(field, operator, wanted)

    by_bits = tables.member_ordinals(snapshot, rule, CATALOGUE)
    statement = compiling.members(rule, leaves.ground_of(snapshot, CATALOGUE))

    assert np.array_equal(by_bits, sorted(snapshot.arrow(statement).column(0).to_pylist()))


@pytest.mark.parametrize("field", ["employees", "monthly_fee", "active_services"])
@pytest.mark.parametrize("grouping", ["industry", "holding_id", "country"])
@pytest.mark.parametrize("operator", ["above_median_of", "below_median_of"])
@pytest.mark.parametrize("most", [1_000, 10])
def test_a_median_by_selection_is_the_median_by_grouping(
    snapshot: Snapshot,
    monkeypatch: pytest.MonkeyPatch,
    field: str,
    grouping: str,
    operator: str,
    most: int,
) -> None:
    monkeypatch.setattr(ranks, "MOST_GROUPS", most)  # of 150 holdings
    leaves.LEAVES.clear()
    rule = Condition(field, operator, grouping)

    by_bits = tables.member_ordinals(snapshot, rule, CATALOGUE)
    statement = compiling.members(rule, leaves.ground_of(snapshot, CATALOGUE))

    assert np.array_equal(by_bits, sorted(snapshot.arrow(statement).column(0).to_pylist()))


def test_another_question_of_a_field_finds_its_numbers_kept(snapshot: Snapshot) -> None:
    ranks.NUMBERS.clear()
    leaves.LEAVES.clear()
    misses = ranks.NUMBERS.misses

    for percent in (10, 20, 30):
        rule = Condition("employees", "top_percent", percent)
        tables.member_ordinals(snapshot, rule, CATALOGUE)

    assert ranks.NUMBERS.misses == misses + 1
