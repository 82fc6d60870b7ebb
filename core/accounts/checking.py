"""Checking a staged file against a mapping: typed rows, rejects with reasons, flags, counts."""

from datetime import date
from pathlib import Path

from duckdb import DuckDBPyConnection

from core.accounts import deriving
from core.accounts.clashing import clashes as clashes_of
from core.accounts.clashing import nameless as nameless_of
from core.accounts.columns import type_rows
from core.accounts.model import (
    DERIVED,
    REQUIRED,
    Mapping,
    Reason,
    Report,
    targets,
)
from core.accounts.reading import Staged
from core.accounts.rejects import field_name
from core.accounts.sql import count, name, text
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.warehouse.schema import EVENTS


class IncompleteMapping(Refusal):
    """A table is fed, but not the fields without which none of its rows can be told."""

    def __init__(self, table: str, fields: list[str]) -> None:
        super().__init__("accounts-mapping-incomplete")
        self.table, self.fields = table, fields

    def sentence(self, language: str) -> str:
        named = ", ".join(f"“{field_name(language, field)}”" for field in self.fields)
        table = say(language, f"accounts-table-{self.table}")
        return say(language, self.key, table=table, fields=named)


def check(staged: Staged, mapping: Mapping, *, folder: Path) -> Report:
    """Type every row, write the tables it feeds into `folder` as Parquet, and report.

    Leaves the view `checked` and the table `unread` in the staged file's DuckDB, for the
    rejects. Raises `IncompleteMapping`.
    """
    for table in mapping.tables:
        if lacking := [k for k in _must(mapping, table) if k not in deriving.known(mapping)]:
            raise IncompleteMapping(table, lacking)
    doubted = type_rows(staged, mapping)
    _decide(staged.connection, mapping, doubted)
    for table in mapping.tables:
        deriving.write(staged.connection, mapping, table, folder / f"{table}.parquet")
    return _report(staged, mapping, folder)


def _decide(connection: DuckDBPyConnection, mapping: Mapping, doubted: set[str]) -> None:
    """View `checked`: typed rows with the first fault (“field reason”) and the issues."""
    derived = deriving.derived(mapping)
    made = "".join(f", {sql} AS {name(key)}" for key, sql in derived.items())
    reasons = [
        f"{text(key + ' ')} || {name(key + '!')}" for key in mapping.columns if key in doubted
    ]
    listed = ", ".join(reasons)
    issues = (
        f"CASE WHEN coalesce({listed}) IS NOT NULL "
        f"THEN list_filter([{listed}], lambda v: v IS NOT NULL) END"
        if reasons
        else "NULL::VARCHAR[]"
    )
    connection.execute(
        f"CREATE VIEW checked AS SELECT *, CASE {_faults(mapping)} END AS fault, "  # noqa: S608
        f"{issues} AS issues FROM (SELECT *{made} FROM typed)"
    )


def _faults(mapping: Mapping) -> str:
    """The tests a row must pass, in order: rules of the mapping, then each table's fields."""
    tests = [
        f"WHEN rule{n} THEN {text(f'{_fed_by(mapping, rule.column)} {rule.reason}')}"
        for n, rule in enumerate(mapping.rejects)
    ]
    for table in mapping.tables:
        for key in _must(mapping, table):
            fault = f"{text(key + ' ')} || coalesce({_wrong(mapping, key)}, 'missing')"
            tests.append(f"WHEN {name(key)} IS NULL THEN {fault}")
            if targets()[key].is_positive:
                tests.append(f"WHEN {name(key)} <= 0 THEN {text(key + ' not-positive')}")
        tests += _reachable(mapping) if table == "contacts" else []
    return " ".join(tests) or "WHEN false THEN ''"


def _fed_by(mapping: Mapping, column: str) -> str:
    return next((key for key, fed in mapping.columns.items() if fed == column), column)


def _must(mapping: Mapping, table: str) -> list[str]:
    """The fields of a table a row must have; the account is asked for once, first."""
    keys = [f"{table}.{field}" for field in REQUIRED[table]]
    keys = [
        key for key in keys if key == "accounts.account_id" or not key.endswith(".account_id")
    ]
    if table == "sales":
        keys += [k for k in ("sales.quantity", "sales.price") if k in mapping.columns]
        keys += ["sales.amount"] if "sales.amount" in deriving.known(mapping) else []
    return keys


def _wrong(mapping: Mapping, key: str) -> str:
    """SQL of what is wrong with a field, or with those it is made of."""
    parts = [key, *(f"{key.split('.')[0]}.{part}" for part in DERIVED.get(key, ()))]
    if key == "contacts.contact_id":
        parts += ["contacts.email", "contacts.phone"]
    if key == "accounts.account_id":
        parts += [k for k in mapping.columns if k.endswith(".account_id")]
    found = [name(part + "!") for part in parts if part in mapping.columns]
    return f"coalesce({', '.join(found)})" if found else "NULL"


def _reachable(mapping: Mapping) -> list[str]:
    """A contact all of whose given addresses are unusable is no contact."""
    given = [key for key in ("contacts.email", "contacts.phone") if key in mapping.columns]
    if not given:
        return []
    unusable = " AND ".join(f"{name(key)} IS NULL" for key in given)
    first = ", ".join(f"{text(key + ' ')} || {name(key + '!')}" for key in given)
    return [f"WHEN {unusable} AND coalesce({first}) IS NOT NULL THEN coalesce({first})"]


def _report(staged: Staged, mapping: Mapping, folder: Path) -> Report:
    connection = staged.connection
    row = connection.execute(
        "SELECT count(*), count(*) FILTER (fault IS NULL), coalesce(sum(span), 0) - count(*) "
        "FROM checked"
    ).fetchone()
    checked, accepted, spanning = map(int, row or (0, 0, 0))
    unread = count(connection, "SELECT count(*) FROM unread")
    first, last = _events(connection, mapping, folder)
    clashes, clashing = clashes_of(connection, mapping)
    nameless = nameless_of(mapping, str(folder / "accounts.parquet"))
    return Report(
        read=checked + unread,
        accepted=accepted,
        rejected=checked - accepted + unread,
        spanning_lines=spanning,
        counts={table: _rows(connection, folder, table) for table in mapping.tables},
        rejects=_reasons(connection, _FAULTS),
        flags=_reasons(connection, _FLAGS + nameless),
        first_event=first,
        last_event=last,
        clashes=clashes,
        clashing=clashing,
    )


_FAULTS = (
    "SELECT fault, line FROM checked WHERE fault IS NOT NULL "
    "UNION ALL SELECT 'line ' || reason, line FROM unread"
)
_FLAGS = "SELECT unnest(issues) AS fault, line FROM checked WHERE fault IS NULL"


def _rows(connection: DuckDBPyConnection, folder: Path, table: str) -> int:
    file = text(str(folder / f"{table}.parquet"))
    return count(connection, f"SELECT count(*) FROM read_parquet({file})")  # noqa: S608 - ours


def _reasons(connection: DuckDBPyConnection, question: str) -> tuple[Reason, ...]:
    rows = connection.execute(
        f"SELECT fault, count(*) AS n, min(line) FROM ({question}) "  # noqa: S608 - ours
        "GROUP BY 1 ORDER BY n DESC, 1"
    ).fetchall()
    found = []
    for fault, times, line in rows:
        field, _, reason = fault.rpartition(" ")
        found.append(Reason(field, reason, times, line))
    return tuple(found)


def _events(
    connection: DuckDBPyConnection, mapping: Mapping, folder: Path
) -> tuple[date | None, date | None]:
    days: list[date] = []
    for table in mapping.tables:
        if table in EVENTS and (happened := EVENTS[table].happened):
            file = text(str(folder / f"{table}.parquet"))
            row = connection.execute(
                f"SELECT min({name(happened)})::DATE, max({name(happened)})::DATE "  # noqa: S608
                f"FROM read_parquet({file})"
            ).fetchone()
            days += [day for day in (row or ()) if day is not None]
    return (min(days), max(days)) if days else (None, None)
