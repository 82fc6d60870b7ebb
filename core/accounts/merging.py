"""A checked file becomes part of the published facts: merged by key, or in place of all."""

from collections.abc import Callable
from datetime import date

from duckdb import DuckDBPyConnection

from core.accounts.model import Checked
from core.accounts.sql import count, name, text
from core.warehouse.schema import EVENTS, TABLES, PublishedTable

_NOUNS = frozenset({"accounts", "contacts", "services"})


def fill_from(checked: Checked, *, is_replacing: bool) -> Callable[[DuckDBPyConnection], None]:
    """What fills the next snapshot: the file's rows, and what they leave standing."""

    def fill(connection: DuckDBPyConnection) -> None:
        has_before = bool(
            count(
                connection,
                "SELECT count(*) FROM duckdb_databases() WHERE database_name = 'before'",
            )
        )
        for table in TABLES.values():
            is_fed = table.name in checked.mapping.tables
            standing = has_before and not is_replacing and _stands(connection, table)
            if is_fed:
                _insert_new(connection, checked, table, merges=standing)
            if standing:
                _keep_old(connection, checked, table, is_fed=is_fed)

    return fill


def latest_day(
    latest: date, *, earliest: date | None = None
) -> Callable[[DuckDBPyConnection], date]:
    """What finds the day facts are true on: of the last event, but never after `latest`.

    Nor before `earliest`, the day of the version it is merged into: time does not run back.
    """

    def ask(connection: DuckDBPyConnection) -> date:
        days = " UNION ALL ".join(
            f"SELECT max({name(event.happened or '')})::DATE AS day FROM {name(event.name)} "  # noqa: S608
            f"WHERE {name(event.happened or '')}::DATE <= ?"
            for event in EVENTS.values()
        )
        row = connection.execute(
            f"SELECT max(day) FROM ({days})",  # noqa: S608 - quoted names
            [latest] * len(EVENTS),
        ).fetchone()
        found = row[0] if row else None
        day = found if isinstance(found, date) else latest
        return day if earliest is None else min(max(day, earliest), latest)

    return ask


def _stands(connection: DuckDBPyConnection, table: PublishedTable) -> bool:
    """Whether the version before has the table: an older program may not have known it."""
    found = connection.execute(
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE database_name = 'before' AND table_name = ?",
        [table.name],
    ).fetchone()
    return bool(found and found[0])


def _columns_before(connection: DuckDBPyConnection, table: PublishedTable) -> set[str]:
    rows = connection.execute(
        "SELECT column_name FROM duckdb_columns() "
        "WHERE database_name = 'before' AND table_name = ?",
        [table.name],
    ).fetchall()
    return {column for (column,) in rows}


def _file(checked: Checked, table: PublishedTable) -> str:
    return f"read_parquet({text(str(checked.table_file(table.name)))})"


def _insert_new(
    connection: DuckDBPyConnection, checked: Checked, table: PublishedTable, *, merges: bool
) -> None:
    """The file's rows; of a noun, what the file leaves empty stays as it was."""
    listed = ", ".join(map(name, table.columns))
    source = f"SELECT {listed} FROM {_file(checked, table)}"  # noqa: S608 - quoted names
    if merges and table.name in _NOUNS:
        old = _columns_before(connection, table)
        parts = ", ".join(
            f"coalesce(n.{name(c)}, b.{name(c)}) AS {name(c)}" if c in old else f"n.{name(c)}"
            for c in table.columns
        )
        keys = ", ".join(map(name, table.key))
        source = (
            f"SELECT {parts} FROM {_file(checked, table)} n "  # noqa: S608 - quoted names
            f"LEFT JOIN before.{name(table.name)} b USING ({keys})"
        )
    connection.execute(f"INSERT INTO {name(table.name)} ({listed}) {source}")


def _keep_old(
    connection: DuckDBPyConnection, checked: Checked, table: PublishedTable, *, is_fed: bool
) -> None:
    """The rows of the version before that the file says nothing about."""
    old = _columns_before(connection, table)
    listed = ", ".join(name(column) for column in table.columns if column in old)
    keys = ", ".join(map(name, table.key))
    anti = f"ANTI JOIN {_file(checked, table)} USING ({keys})" if is_fed else ""
    connection.execute(
        f"INSERT INTO {name(table.name)} ({listed}) "  # noqa: S608 - quoted names
        f"SELECT {listed} FROM before.{name(table.name)} {anti}"
    )
