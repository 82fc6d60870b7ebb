"""ClickHouse, over HTTP or in this very program (chDB): a database for each publication."""

import importlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import pyarrow as pa
from numpy.typing import NDArray
from sqlglot import exp

from core.warehouse import dialects
from core.warehouse.engines.engine import (
    Column,
    EngineNotInstalled,
    EngineUnreachable,
    Original,
    Rows,
    Table,
)
from core.warehouse.engines.saying import said

PREFIX = "cockpit"
_PACKAGE = "clickhouse-connect"
SEAL = "seal"  # a table of one row, written last
_MOST = 2**30

# What a question must meet, whatever the server's own settings: a row without a match has
# nulls, a name means the column before the alias, and a rule may name thousands of values.
_MANNERS = {
    "join_use_nulls": 1,
    "prefer_column_name_to_alias": 1,
    "transform_null_in": 0,
    "aggregate_functions_null_for_empty": 0,
    "count_distinct_implementation": "uniqExact",
    "session_timezone": "UTC",
    "max_query_size": _MOST,
    "max_ast_elements": _MOST,
    "max_expanded_ast_elements": _MOST,
}
_ONLY_READING = {"readonly": 2}
_BY_HTTP = {"connect_timeout": 5, "autogenerate_session_id": False}  # many threads, no session

_TYPES = {
    "VARCHAR": "String",
    "INTEGER": "Int32",
    "BIGINT": "Int64",
    "DOUBLE": "Float64",
    "BOOLEAN": "Bool",
    "DATE": "Date32",
    "TIMESTAMP": "DateTime64(6, 'UTC')",
}


class ClickHouseEngine:
    """A ClickHouse server by its URL, whose path is the prefix of the databases."""

    name = "ClickHouse"
    dialect = dialects.CLICKHOUSE

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._is_inside = parts.scheme == "chdb"
        path = parts.path.strip("/")
        self._prefix = PREFIX if self._is_inside or not path else path
        self._address = parts.hostname or "localhost"
        inside = f"chdb:///{path}" if path else "chdb://memory"
        server = urlunsplit(parts._replace(path="/default"))
        self._url = inside if self._is_inside else server
        self._lock = Lock()
        self._opened: Any = None

    def statement(self, question: exp.Expr, original: Original, *, pretty: bool = False) -> str:
        def place(table: str) -> exp.Table:
            return exp.table_(table, db=self._database(original.number), quoted=True)

        return said(question, self.dialect, place, pretty=pretty)

    def ask(self, question: exp.Expr, original: Original) -> pa.Table:
        statement = self.statement(question, original)
        # The engine inside would never come back from reading only.
        manners = {} if self._is_inside else _ONLY_READING
        with self._reached() as client:
            return client.query_arrow(statement, settings=manners)

    def numbers(self, question: exp.Select, original: Original) -> NDArray[Any]:
        numbers: NDArray[Any] = self.ask(question, original).column(0).to_numpy()
        return numbers

    def holds(self, original: Original) -> bool:
        seal = self._in(original.number, SEAL)
        with self._reached() as client:
            if not int(client.command(f"EXISTS TABLE {seal}")):
                return False
            found = client.query_arrow(f"SELECT seal FROM {seal}")  # noqa: S608 - quoted
        return bool(found.to_pylist() == [{"seal": original.seal}])

    def take(self, original: Original, rows: Rows) -> None:
        self.drop(original.number)
        database = self._database(original.number)
        seal = self._in(original.number, SEAL)
        with self._reached() as client:
            client.command(f"CREATE DATABASE {_quoted(database)}")
            for table in original.tables:
                client.command(self._creation(table, original.number))
                with rows(table) as batches:
                    for batch in batches:
                        filled = pa.Table.from_batches([batch])
                        client.insert_arrow(table.name, filled, database=database)
            client.command(f"CREATE TABLE {seal} (seal String) {_KEPT_BY.format('seal')}")
            put_on = pa.table({"seal": [original.seal]})
            client.insert_arrow(SEAL, put_on, database=database)

    def kept(self) -> list[int]:
        with self._reached() as client:
            found = client.query_arrow("SELECT name FROM system.databases")
        ours = re.compile(rf"{re.escape(self._prefix)}_(\d+)")
        matches = (ours.fullmatch(name) for name in found.column(0).to_pylist())
        return sorted(int(match[1]) for match in matches if match)

    def drop(self, number: int) -> None:
        with self._reached() as client:
            # The seal first: a copy that is half gone is none.
            client.command(f"DROP TABLE IF EXISTS {self._in(number, SEAL)} SYNC")
            database = _quoted(self._database(number))
            client.command(f"DROP DATABASE IF EXISTS {database} SYNC")

    @contextmanager
    def _reached(self) -> Iterator[Any]:
        """The library's client. Raises `EngineNotInstalled` and `EngineUnreachable`."""
        try:
            connect = importlib.import_module("clickhouse_connect")
            faults = importlib.import_module("clickhouse_connect.driver.exceptions")
        except ImportError as fault:
            raise self._not_installed(_PACKAGE) from fault
        try:
            with self._lock:
                if self._opened is None:
                    self._opened = self._open(connect)
            yield self._opened
        except faults.OperationalError as fault:
            raise EngineUnreachable(
                "engines-unreachable", engine=self.name, address=self._address
            ) from fault

    def _open(self, connect: Any) -> Any:
        more: dict[str, Any] = {} if self._is_inside else _BY_HTTP
        try:
            return connect.get_client(dsn=self._url, settings=_MANNERS, **more)
        except ImportError as fault:
            raise self._not_installed("chdb") from fault

    def _not_installed(self, package: str) -> EngineNotInstalled:
        return EngineNotInstalled("engines-not-installed", engine=self.name, package=package)

    def _database(self, number: int) -> str:
        return f"{self._prefix}_{number}"

    def _in(self, number: int, table: str) -> str:
        return f"{_quoted(self._database(number))}.{_quoted(table)}"

    def _creation(self, table: Table, number: int) -> str:
        columns = ", ".join(
            f"{_quoted(column.name)} {_type(column, is_null=column.name != table.ordinal)}"
            for column in table.columns
        )
        kept_by = _KEPT_BY.format(_quoted(table.ordinal))
        return f"CREATE TABLE {self._in(number, table.name)} ({columns}) {kept_by}"


_KEPT_BY = "ENGINE = MergeTree ORDER BY {}"


def _type(column: Column, *, is_null: bool) -> str:
    kind = _TYPES.get(column.kind, column.kind.title())  # DECIMAL(18,2) is Decimal(18,2)
    return f"Nullable({kind})" if is_null else kind


def _quoted(name: str) -> str:
    return dialects.named(name).sql(dialect=dialects.CLICKHOUSE)
