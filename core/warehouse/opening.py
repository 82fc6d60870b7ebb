"""Opening a snapshot: one of an older program has the columns that came later, empty."""

from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse.schema import TABLES

_COLUMNS = (
    "SELECT table_name, column_name FROM duckdb_columns() "
    "WHERE NOT internal AND database_name = current_database()"
)


Lacking = frozenset[tuple[str, str]]  # table and column


def opened(path: Path, *, memory: str) -> tuple[DuckDBPyConnection, Lacking]:
    """A snapshot's file, read-only; every declared column of its tables can be asked for.

    With it the columns that it does not have in truth, and that are empty here.
    """
    connection = duckdb.connect(path, read_only=True, config={"memory_limit": memory})
    known: dict[str, set[str]] = {}
    for table, column in connection.execute(_COLUMNS).fetchall():
        known.setdefault(table, set()).add(column)
    lacking = {
        table: [name for name in TABLES[table].columns if name not in columns]
        for table, columns in known.items()
        if table in TABLES
    }
    if not any(lacking.values()):
        return connection, frozenset()
    connection.close()
    whole = _widened(path, {table: lacking.get(table, []) for table in known}, memory=memory)
    return whole, frozenset((table, name) for table in lacking for name in lacking[table])


def _widened(path: Path, lacking: dict[str, list[str]], *, memory: str) -> DuckDBPyConnection:
    """The same file behind a view of each table, with what it lacks."""
    connection = duckdb.connect(config={"memory_limit": memory})
    file = exp.Literal.string(str(path)).sql(dialect="duckdb")
    connection.execute(f"ATTACH {file} AS published (READ_ONLY)")
    for table, names in lacking.items():
        empty = [
            exp.alias_(exp.cast(exp.null(), TABLES[table].columns[name]), name, quoted=True)
            for name in names
        ]
        whole = exp.select("*", *empty).from_(exp.table_(table, db="published", quoted=True))
        view = exp.Create(
            this=exp.to_identifier(table, quoted=True), kind="VIEW", expression=whole
        )
        connection.execute(view.sql(dialect="duckdb"))
    return connection
