"""PostgreSQL: a schema for each publication, made in one transaction."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, LifoQueue
from typing import Any, TypeVar
from urllib.parse import urlsplit

import numpy as np
import psycopg
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from psycopg import sql
from pyarrow import csv
from sqlglot import exp

from core.warehouse import dialects
from core.warehouse.engines.engine import Column, EngineUnreachable, Original, Rows, Table
from core.warehouse.engines.saying import said

Connection = psycopg.Connection[tuple[Any, ...]]
T = TypeVar("T")

PATIENCE = 5  # seconds for a connection
PREFIX = "cockpit_"

# What a session must be like, whatever the server's own settings: literals mean what they say,
# days end when they end in UTC, and a set of accounts is hashed, not searched once per account.
_MANNERS = """
    SET standard_conforming_strings = on; SET TimeZone = 'UTC'; SET client_encoding = 'UTF8';
    SET work_mem = '256MB'; SET jit = off"""
_ONLY_READING = "; SET default_transaction_read_only = on"

_TYPES = {
    "VARCHAR": 'TEXT COLLATE "C"',
    "DOUBLE": "DOUBLE PRECISION",
}  # any other is called as in DuckDB
_ARROW = {
    16: pa.bool_(),
    20: pa.int64(),
    23: pa.int32(),
    25: pa.string(),
    701: pa.float64(),
    1043: pa.string(),
}
_CSV = csv.WriteOptions(include_header=False, quoting_style="all_valid")
_LOCK = 0x636F636B706974  # “cockpit”; one copies at a time


class PostgresqlEngine:
    """A PostgreSQL server by its URL. Connections are kept and lent to one thread at a time."""

    name = "PostgreSQL"
    dialect = dialects.POSTGRESQL

    def __init__(self, url: str) -> None:
        self._url = re.sub(r"^\w+(\+\w+)?://", "postgresql://", url)
        self._idle: LifoQueue[Connection] = LifoQueue()

    def statement(self, question: exp.Expr, original: Original, *, pretty: bool = False) -> str:
        def place(table: str) -> exp.Table:
            return exp.table_(table, db=_schema(original.number), quoted=True)

        return said(question, self.dialect, place, pretty=pretty)

    def ask(self, question: exp.Expr, original: Original) -> pa.Table:
        return self._reading(_answer(self.statement(question, original)))

    def numbers(self, question: exp.Select, original: Original) -> NDArray[Any]:
        """All in one value, four bytes each: a row per account takes longer than the search."""
        number = exp.column(question.named_selects[0], table="found", quoted=True)
        sent = exp.func("INT4SEND", number)
        nothing = exp.cast(exp.Literal.string(""), "BYTEA", dialect=self.dialect)
        packed = exp.select(exp.Anonymous(this="STRING_AGG", expressions=[sent, nothing]))
        answer = self._reading(
            _answer(self.statement(packed.from_(question.subquery("found")), original))
        )
        return np.frombuffer(answer.column(0)[0].as_py() or b"", dtype=">i4").astype(np.int32)

    def holds(self, original: Original) -> bool:
        query = b"SELECT obj_description(oid, 'pg_namespace') FROM pg_namespace "
        query += b"WHERE nspname = %s"
        found = self._reading(lambda c: c.execute(query, [_schema(original.number)]).fetchall())
        return found == [(original.seal,)]

    def take(self, original: Original, rows: Rows) -> None:
        """In one transaction: until it ends, nobody sees anything of it, and then all of it."""
        schema = sql.Identifier(_schema(original.number))
        with self._connected(_MANNERS) as connection:
            connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            _run(connection, "DROP SCHEMA IF EXISTS {} CASCADE", schema)
            _run(connection, "CREATE SCHEMA {}", schema)
            for table in original.tables:
                _copy(connection, schema, table, rows)
            _run(connection, "COMMENT ON SCHEMA {} IS {}", schema, sql.Literal(original.seal))

    def kept(self) -> list[int]:
        query = b"SELECT nspname FROM pg_namespace WHERE nspname ~ '^cockpit_[0-9]+$'"
        found = self._reading(lambda connection: connection.execute(query).fetchall())
        return sorted(int(name.removeprefix(PREFIX)) for (name,) in found)

    def drop(self, number: int) -> None:
        with self._connected(_MANNERS) as connection:
            schema = sql.Identifier(_schema(number))
            _run(connection, "DROP SCHEMA IF EXISTS {} CASCADE", schema)

    def _reading(self, ask: Callable[[Connection], T]) -> T:
        """Ask over a connection that may only read."""
        with self._lent() as connection:
            try:
                return ask(connection)
            except psycopg.OperationalError:
                if not connection.broken:
                    raise
        # The server was restarted since: once more, over a new connection.
        with self._lent(is_fresh=True) as connection:
            return ask(connection)

    @contextmanager
    def _lent(self, *, is_fresh: bool = False) -> Iterator[Connection]:
        try:
            if is_fresh:
                raise Empty
            connection = self._idle.get_nowait()
        except Empty:
            connection = self._open(_MANNERS + _ONLY_READING)
        try:
            yield connection
        finally:
            if connection.broken:
                connection.close()
            else:
                self._idle.put(connection)

    @contextmanager
    def _connected(self, manners: str) -> Iterator[Connection]:
        connection = self._open(manners)
        connection.autocommit = False
        with connection:
            yield connection

    def _open(self, manners: str) -> Connection:
        try:
            connection = psycopg.connect(
                self._url,
                autocommit=True,
                connect_timeout=PATIENCE,
                prepare_threshold=None,
                application_name="cockpit",
            )
        except psycopg.Error as fault:
            host = urlsplit(self._url).hostname or "localhost"
            raise EngineUnreachable(
                "engines-unreachable", engine=self.name, address=host
            ) from fault
        connection.execute(manners.encode())
        return connection


def _schema(number: int) -> str:
    return f"{PREFIX}{number}"


def _answer(statement: str) -> Callable[[Connection], pa.Table]:
    """Binary, and thereby one statement only, whatever is in it."""

    def ask(connection: Connection) -> pa.Table:
        cursor = connection.execute(statement.encode(), binary=True)
        columns = cursor.description or []
        values = list(zip(*cursor.fetchall(), strict=True)) or [()] * len(columns)
        arrays = [
            pa.array(column, _ARROW.get(described.type_code))
            for column, described in zip(values, columns, strict=True)
        ]
        return pa.table(arrays, names=[described.name for described in columns])

    return ask


def _copy(connection: Connection, schema: sql.Identifier, table: Table, rows: Rows) -> None:
    name = sql.SQL(".").join([schema, sql.Identifier(table.name)])
    columns = sql.SQL(", ").join(
        sql.SQL("{} {}").format(sql.Identifier(column.name), sql.SQL(_type(column)))
        for column in table.columns
    )
    _run(connection, "CREATE TABLE {} ({})", name, columns)
    copying = sql.SQL("COPY {} FROM STDIN (FORMAT csv, FREEZE)").format(name)
    with connection.cursor() as cursor, cursor.copy(copying) as sink, rows(table) as batches:
        for batch in batches:
            sink.write(_as_csv(batch))
    _run(connection, "ANALYZE {}", name)


def _type(column: Column) -> str:
    return _TYPES.get(column.kind, column.kind)


def _as_csv(batch: pa.RecordBatch) -> bytes:
    """Every value in quotes and what is unknown without: so an empty text stays one."""
    columns = [
        # PostgreSQL knows no character of number zero.
        pc.replace_substring(column, "\0", "\N{REPLACEMENT CHARACTER}")
        if pa.types.is_string(column.type)
        else column
        for column in batch.columns
    ]
    buffer = io.BytesIO()
    csv.write_csv(pa.table(columns, names=batch.schema.names), buffer, _CSV)
    return buffer.getvalue()


def _run(connection: Connection, statement: str, *parts: sql.Composable) -> None:
    connection.execute(sql.SQL(statement).format(*parts))
