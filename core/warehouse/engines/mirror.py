"""The copy of a publication on an engine: what is copied, whether it is there, which ones stay.

Personal columns that no rule may ask about stay in the house.
"""

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from typing import Any

import pyarrow as pa
from duckdb import DuckDBPyConnection
from numpy.typing import NDArray
from sqlglot import exp

from core.warehouse import dialects, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.engines.engine import Column, Engine, Original, Table
from core.warehouse.fields import Field

KEPT = 3  # copies of the newest publications; whoever asks about an older one asks its file
BATCH = 100_000  # rows

_ORDINALS = ("ordinal", "account_ordinal")
_KINDS = frozenset(
    ("VARCHAR", "INTEGER", "BIGINT", "DOUBLE", "BOOLEAN", "DATE", "TIMESTAMP")
)  # and decimals; lists and structures are not asked by any rule, and stay behind
# What DuckDB makes of a sum is wider than any sum we meet, and leaves an engine that compares
# it with a fraction no digits for that; a value that does not fit stops the copy.
_NARROWER = {"HUGEINT": "BIGINT"}
_DECIMAL = re.compile(r"DECIMAL\((\d+),(\d+)\)")


class Mirror:
    """One publication's copy on the engine of the house; it may come and go."""

    def __init__(self, engine: Engine, original: Original) -> None:
        self.engine = engine
        self.original = original
        self._is_there = False

    def is_there(self) -> bool:
        """Whether the copy is whole; once seen it is believed. Raises `EngineUnreachable`."""
        if not self._is_there:
            self._is_there = self.engine.holds(self.original)
        return self._is_there

    def is_still_there(self) -> bool:
        """The same, looked at again."""
        self._is_there = False
        return self.is_there()

    def ask(self, question: exp.Expr) -> pa.Table:
        return self.engine.ask(question, self.original)

    def numbers(self, question: exp.Select) -> NDArray[Any]:
        return self.engine.numbers(question, self.original)

    def statement(self, question: exp.Expr, *, pretty: bool) -> str:
        return self.engine.statement(question, self.original, pretty=pretty)


def original_of(
    connection: DuckDBPyConnection, number: int, card: str, catalogue: Catalogue
) -> Original:
    """What is to be copied of an open snapshot, whose card tells it from any other."""
    left_out = private_columns(catalogue)
    found: dict[str, list[Column]] = {}
    for table, column, kind in connection.cursor().execute(_COLUMNS).fetchall():
        copied = _copied(kind)
        if copied is not None and (table, column) not in left_out:
            found.setdefault(table, []).append(Column(column, copied))
    tables = tuple(
        Table(name, ordinal, tuple(columns))
        for name, columns in found.items()
        for ordinal in _ORDINALS
        if ordinal in {column.name for column in columns}
    )
    seal = hashlib.sha256(f"{card}\n{tables}".encode()).hexdigest()
    return Original(number, tables, seal)


_COLUMNS = (
    "SELECT table_name, column_name, data_type FROM duckdb_columns() "
    "WHERE NOT internal AND database_name = current_database() "
    "ORDER BY table_name, column_index"
)


def _copied(kind: str) -> str | None:
    """The type a column is copied with; None for one that stays behind."""
    if found := _DECIMAL.fullmatch(kind):
        return f"DECIMAL({min(int(found[1]), dialects.WIDEST)},{found[2]})"
    kind = _NARROWER.get(kind, kind)
    return kind if kind in _KINDS else None


def private_columns(catalogue: Catalogue) -> frozenset[tuple[str, str]]:
    """Columns that only fields nobody may ask about read."""
    private: set[tuple[str, str]] = set()
    asked: set[tuple[str, str]] = set()
    for field in catalogue.fields.values():
        is_private = field.personal and not field.operators
        (private if is_private else asked).update(_read_by(field))
    return frozenset(private - asked)


def _read_by(field: Field) -> Iterator[tuple[str, str]]:
    for sql in filter(None, (field.sql, field.where)):
        for column in windows.resolved(sql, date(2000, 1, 1)).find_all(exp.Column):
            yield field.table, column.name


def copy(engine: Engine, connection: DuckDBPyConnection, original: Original) -> bool:
    """Copy a publication where it is not there already; say whether that was needed."""
    if engine.holds(original):
        return False
    engine.take(original, partial(rows_of, connection))
    return True


def retire(engine: Engine, *, spared: set[int]) -> list[int]:
    """Let old copies go, but for the newest and the spared; return which."""
    numbers = sorted(engine.kept(), reverse=True)
    old = [number for number in numbers[KEPT:] if number not in spared]
    for number in old:
        engine.drop(number)
    return old


@contextmanager
def rows_of(connection: DuckDBPyConnection, table: Table) -> Iterator[pa.RecordBatchReader]:
    """The rows as they lie in the file: in the order of their accounts."""
    columns = [
        exp.alias_(exp.cast(_column(column.name), column.kind, dialect="duckdb"), column.name)
        for column in table.columns
    ]
    question = exp.select(*columns).from_(exp.to_identifier(table.name, quoted=True))
    cursor = connection.cursor()
    try:
        text = dialects.text(question, dialects.DUCKDB)
        yield cursor.sql(text).to_arrow_reader(BATCH)
    finally:
        cursor.close()


def _column(name: str) -> exp.Column:
    return exp.column(name, quoted=True)
