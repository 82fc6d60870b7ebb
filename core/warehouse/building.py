"""Building a snapshot: the declared tables, filled, numbered, counted, on disk."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse import facts
from core.warehouse.catalogue import load_catalogue
from core.warehouse.schema import TABLES, PublishedTable

AsOf = date | Callable[[DuckDBPyConnection], date]


@dataclass(frozen=True)
class Built:
    """What a snapshot turned out to hold: rows per table, and the day its facts are true on."""

    counts: dict[str, int]
    as_of: date


def build(
    draft: Path,
    *,
    before: Path | None,
    fill: Callable[[DuckDBPyConnection], None],
    as_of: AsOf,
) -> Built:
    """Write a whole snapshot into `draft`; return how many rows each table has, and its day.

    `as_of` is a day, or a question that finds it once the tables are filled. Whatever goes
    wrong on the way, the draft is removed and nothing else was touched.
    """
    draft.unlink(missing_ok=True)
    try:
        with duckdb.connect(draft) as connection:
            if before is not None:
                attach = f"ATTACH {_text(str(before))} AS before (READ_ONLY)"
                connection.execute(attach)
            for table in TABLES.values():
                connection.execute(_creation(table))
            fill(connection)
            _number_accounts(connection)
            day = as_of if isinstance(as_of, date) else as_of(connection)
            facts.build(connection, load_catalogue(), as_of=day)
            counts = {name: _count(connection, name) for name in TABLES}
            if before is not None:
                connection.execute("DETACH before")
            connection.execute("CHECKPOINT")
        with draft.open("rb") as file:
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        draft.with_name(draft.name + ".wal").unlink(missing_ok=True)
        raise
    return Built(counts, day)


def _creation(table: PublishedTable) -> str:
    columns = ", ".join(f"{_name(name)} {kind}" for name, kind in table.columns.items())
    return f"CREATE TABLE {_name(table.name)} ({columns}, {table.ordinal} INTEGER)"


def _number_accounts(connection: DuckDBPyConnection) -> None:
    """Number the accounts in the order of their ids, and sort every table by that number."""
    if not _is_numbered(connection, _ACCOUNTS_AMISS):
        connection.execute(
            "CREATE OR REPLACE TABLE accounts AS SELECT * REPLACE "
            "((row_number() OVER (ORDER BY account_id) - 1)::INTEGER AS ordinal) "
            "FROM accounts ORDER BY ordinal"
        )
    for table in TABLES.values():
        if table.name != "accounts" and not _is_numbered(connection, _amiss(table)):
            name = _name(table.name)
            connection.execute(
                f"CREATE OR REPLACE TABLE {name} AS "  # noqa: S608 - quoted
                f"SELECT t.* REPLACE (a.ordinal AS account_ordinal) FROM {name} t "
                "JOIN accounts a USING (account_id) ORDER BY account_ordinal"
            )


# A row that has no number, the wrong one, no account, or stands before its turn.
_ACCOUNTS_AMISS = (
    "SELECT 1 FROM (SELECT ordinal, row_number() OVER () - 1 AS place, account_id, "
    "lag(account_id) OVER () AS previous FROM accounts) "
    "WHERE ordinal IS DISTINCT FROM place OR previous >= account_id LIMIT 1"
)


def _amiss(table: PublishedTable) -> str:
    return (
        "SELECT 1 FROM (SELECT account_id, account_ordinal, lag(account_ordinal) OVER () "  # noqa: S608 - quoted
        f"AS previous FROM {_name(table.name)}) t LEFT JOIN accounts a USING (account_id) "
        "WHERE a.ordinal IS NULL OR a.ordinal IS DISTINCT FROM account_ordinal "
        "OR previous > account_ordinal LIMIT 1"
    )


def _is_numbered(connection: DuckDBPyConnection, amiss: str) -> bool:
    """Whether whoever filled the table wrote it in order, with the very numbers it would get.

    Looked at row by row, which costs a fraction of writing a large table a second time.
    """
    return connection.execute(amiss).fetchone() is None


def _count(connection: DuckDBPyConnection, name: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM {_name(name)}").fetchone()  # noqa: S608 - quoted
    assert row is not None
    return int(row[0])


def _name(name: str) -> str:
    return exp.to_identifier(name, quoted=True).sql(dialect="duckdb")


def _text(value: str) -> str:
    return exp.Literal.string(value).sql(dialect="duckdb")
