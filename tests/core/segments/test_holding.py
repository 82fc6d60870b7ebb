"""Who has a value or holds an item: by the words of the set, and by reading the rows."""

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest
from duckdb import DuckDBPyConnection

from core.segments import compiling, holding, leaves, tables
from core.segments.ground import Ground
from core.segments.model import Condition, Value
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

AS_OF = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
CATALOGUE = load_catalogue()


def fill(connection: DuckDBPyConnection) -> None:
    """Two hundred accounts, so that their words are three and a piece."""
    connection.execute(
        "INSERT INTO accounts (account_id, industry) SELECT lpad(n::VARCHAR, 3, '0'), "
        "['banks', 'farms', '', NULL, 'ship''s'][1 + n % 5] FROM range(200) t(n)"
    )
    connection.execute(
        "INSERT INTO services (service_id, account_id, product, status) "
        "SELECT n, lpad((n % 200)::VARCHAR, 3, '0'), ['voice', 'cloud', NULL][1 + n % 3], "
        "CASE WHEN n % 7 > 0 THEN 'active' ELSE 'ended' END FROM range(500) t(n)"
    )


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Snapshot]:
    warehouse = Warehouse(tmp_path_factory.mktemp("held"))
    warehouse.publish(fill, name="n", by="ana", at=NOON, as_of=AS_OF)
    yield warehouse.current()
    warehouse.current().connection.close()


@pytest.mark.parametrize(
    ("field", "operator", "value"),
    [
        ("industry", "is", "banks"),
        ("industry", "is_not", "banks"),
        ("industry", "one_of", ("banks", "ship's", "nobody's")),
        ("industry", "none_of", ("banks", "ship's")),
        ("industry", "is", "nobody's"),
        ("products", "has_any", ("voice",)),
        ("products", "has_any", ("cloud", "voice")),
        ("products", "has_all", ("cloud", "voice")),
        ("products", "has_all", ("cloud", "voice", "nothing")),
        ("products", "has_none", ("cloud",)),
    ],
)
def test_the_words_name_whom_the_rows_name(
    snapshot: Snapshot, field: str, operator: str, value: Value
) -> None:
    rule = Condition(field, operator, value)
    ground = leaves.ground_of(snapshot, CATALOGUE)
    raw = compiling.members(rule, Ground(CATALOGUE, AS_OF, frozenset()))

    positive, _ = compiling.positive(rule)
    assert isinstance(positive, Condition)
    assert holding.serves(positive, ground)
    found = tables.member_ordinals(snapshot, rule, CATALOGUE).tolist()
    assert found == sorted(snapshot.arrow(raw).column(0).to_pylist())


@pytest.mark.parametrize(
    "condition",
    [
        Condition("industry", "contains", "b"),
        Condition("industry", "is_not_empty"),
        Condition("name", "is", "Alpha"),
        Condition("role", "is", "finance"),
    ],
)
def test_what_names_no_values_is_asked_of_the_column(
    snapshot: Snapshot, condition: Condition
) -> None:
    assert not holding.serves(condition, leaves.ground_of(snapshot, CATALOGUE))
