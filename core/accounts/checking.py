"""Checking a staged file against a mapping: typed rows, rejects with reasons, flags, counts.

One pass cleans, one types, one decides; DuckDB does whole columns, Python only the distinct
values that are not plainly good.
"""

from dataclasses import dataclass, replace
from pathlib import Path

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.accounts import deriving, kinds
from core.accounts.guessing import closed_words
from core.accounts.model import (
    DERIVED,
    REQUIRED,
    Kind,
    Mapping,
    Reason,
    RejectRule,
    Report,
    Target,
    targets,
)
from core.accounts.reading import Staged
from core.accounts.sql import count, name, text
from core.warehouse.schema import EVENTS

DATES_LOOKED_AT = 2_000


def check(staged: Staged, mapping: Mapping, *, folder: Path) -> Report:
    """Type every row, write the tables it feeds into `folder` as Parquet, and report.

    Leaves the tables `checked` and `unread` in the staged file's DuckDB, for the rejects.
    """
    connection = staged.connection
    connection.execute(kinds.MACROS)
    connection.execute("CREATE TABLE zones AS SELECT name FROM pg_timezone_names()")
    columns = {column: f"c{n}" for n, column in enumerate(staged.layout.columns)}
    fields = [
        _field(connection, targets()[key], columns[column])
        for key, column in mapping.columns.items()
    ]
    _type(connection, mapping, fields, columns)
    _decide(connection, mapping, {field.target.key for field in fields if field.has_odd})
    for table in mapping.tables:
        deriving.write(connection, mapping, table, folder / f"{table}.parquet")
    return _report(staged, mapping, folder)


@dataclass(frozen=True)
class _Field:
    target: Target
    x: str  # the column of text
    reading: kinds.Reading
    has_odd: bool = False  # values that were looked at apart

    @property
    def odd(self) -> str:
        return f"odd_{self.target.table}_{self.target.name}"

    def columns(self) -> list[str]:
        """SQL of the value, and of what is wrong with it or was."""
        key = self.target.key
        if not self.has_odd:
            return [f"{self.reading.quick} AS {name(key)}", f"NULL::VARCHAR AS {name(key + '!')}"]
        return [
            f"coalesce({self.reading.quick}, {self.odd}.value) AS {name(key)}",
            f"{self.odd}.reason AS {name(key + '!')}",
        ]

    def join(self) -> str:
        on = f"ON {self.odd}.raw = staged.{self.x}"
        return f"LEFT JOIN {self.odd} {on}" if self.has_odd else ""


def _field(connection: DuckDBPyConnection, target: Target, x: str) -> _Field:
    pairs = ", ".join(
        f"{text(said)}: {text(ours)}" for said, ours in closed_words(target.key)
    )
    is_day = target.kind in (Kind.DATE, Kind.MOMENT)
    month_first = is_day and _month_first(connection, x)
    reading = kinds.reading(
        target,
        x,
        date_format=_date_format(connection, x, month_first=month_first) if is_day else "",
        month_first=month_first,
        words=pairs,
    )
    field = _Field(target, x, reading)
    return replace(field, has_odd=_look_at_odd(connection, field) > 0)


def _date_format(connection: DuckDBPyConnection, x: str, *, month_first: bool) -> str:
    """How most of the first rows write their dates."""
    if month_first:
        return kinds.MONTH_FIRST
    counted = ", ".join(f"count(try_strptime({x}, {text(form)}))" for form in kinds.FORMATS)
    row = connection.execute(
        f"SELECT {counted} FROM (SELECT {x} FROM staged LIMIT {DATES_LOOKED_AT})"  # noqa: S608 - ours
    ).fetchone()
    counts = row or (0,)
    return kinds.FORMATS[max(range(len(counts)), key=counts.__getitem__)]


def _month_first(connection: DuckDBPyConnection, x: str) -> bool:
    """Whether a column writes 12/31/2026: some second part is no month, and no first is a day."""
    slashed = count(
        connection,
        f"SELECT count(*) FROM (SELECT {x} FROM staged LIMIT {DATES_LOOKED_AT}) "  # noqa: S608
        f"WHERE contains({x}, '/')",
    )
    if slashed == 0:
        return False
    days, months = (
        count(
            connection,
            f"SELECT count(*) FROM staged WHERE contains({x}, '/') AND "  # noqa: S608 - ours
            f"TRY_CAST(regexp_extract({x}, '^\\s*(\\d{{1,2}})/(\\d{{1,2}})/', {group}) "
            "AS INTEGER) > 12",
        )
        for group in (1, 2)
    )
    return months > days


def _look_at_odd(connection: DuckDBPyConnection, field: _Field) -> int:
    """A table of the distinct values that are not plainly good: raw, value, reason; how many."""
    # Each step is kept apart: in one query the engine would clean every row, not the odd ones.
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE odd_raw AS SELECT DISTINCT {field.x} AS raw FROM staged "  # noqa: S608
        f"WHERE {field.x} IS NOT NULL AND ({field.reading.quick}) IS NULL"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE odd_clean AS SELECT * FROM "
        "(SELECT raw, cleaned(raw) AS x FROM odd_raw) WHERE x IS NOT NULL"
    )
    if field.reading.look is None:
        connection.execute(
            f"CREATE TABLE {field.odd} AS SELECT raw, value, {field.reading.wrong} AS reason "  # noqa: S608
            f"FROM (SELECT raw, x, {field.reading.slow} AS value FROM odd_clean)"
        )
    else:
        _look_one_by_one(connection, field)
    return count(connection, f"SELECT count(*) FROM {field.odd}")  # noqa: S608 - our own name


def _look_one_by_one(connection: DuckDBPyConnection, field: _Field) -> None:
    look = field.reading.look
    assert look is not None
    connection.execute(
        f"CREATE TABLE {field.odd} AS SELECT raw, x, {field.reading.slow} AS value, "  # noqa: S608
        "NULL::VARCHAR AS reason FROM odd_clean"
    )
    left = connection.execute(f"SELECT DISTINCT x FROM {field.odd} WHERE value IS NULL").fetchall()  # noqa: S608
    found = [(x, *look(x)) for (x,) in left]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    table = pa.table(
        {
            title: pa.array(cells, pa.string())
            for title, cells in zip(("x", "value", "reason"), columns, strict=True)
        }
    )
    connection.register("found_odd", table)
    connection.execute(
        f"UPDATE {field.odd} SET value = f.value, reason = f.reason FROM found_odd f "  # noqa: S608
        f"WHERE {field.odd}.x = f.x"
    )
    connection.unregister("found_odd")


def _type(
    connection: DuckDBPyConnection,
    mapping: Mapping,
    fields: list[_Field],
    columns: dict[str, str],
) -> None:
    """View `typed`: each field's value as "table.field", what is wrong as "table.field!"."""
    parts = ["line", "span", *(column for field in fields for column in field.columns())]
    parts += [
        f"{_test(rule, f'staged.{columns[rule.column]}')} AS rule{number}"
        for number, rule in enumerate(mapping.rejects)
    ]
    joins = " ".join(field.join() for field in fields)
    connection.execute(
        f"CREATE VIEW typed AS SELECT {', '.join(parts)} FROM staged {joins}"  # noqa: S608 - quoted
    )


def _test(rule: RejectRule, column: str) -> str:
    x, value = f"trim({column})", text(rule.value)
    return {
        "starts_with": f"coalesce(starts_with(lower({x}), lower({value})), false)",
        "equals": f"coalesce(lower({x}) = lower({value}), false)",
        "contains": f"coalesce(contains(lower({x}), lower({value})), false)",
        "not_above": f"coalesce(number_of({x}) <= TRY_CAST({value} AS DECIMAL(38,9)), false)",
        "is_empty": f"coalesce({x}, '') = ''",
    }[rule.test]


def _decide(connection: DuckDBPyConnection, mapping: Mapping, doubted: set[str]) -> None:
    """Table `checked`: typed rows with the first fault (“field reason”) and the issues."""
    derived = deriving.derived(mapping)
    whole = ", ".join([*(f"{sql} AS {name(key)}" for key, sql in derived.items())])
    reasons = [f"{text(key + ' ')} || {name(key + '!')}" for key in mapping.columns if key in doubted]
    issues = (
        f"CASE WHEN coalesce({', '.join(reasons)}) IS NOT NULL "
        if reasons
        else "CASE WHEN false "
    )
    issues += f"THEN list_filter([{', '.join(reasons)}]::VARCHAR[], lambda v: v IS NOT NULL) END"
    connection.execute(
        f"""
        CREATE TABLE checked AS SELECT *, CASE {_faults(mapping)} END AS fault,
            {issues} AS issues
        FROM (SELECT * {", " + whole if whole else ""} FROM typed)
        """  # noqa: S608 - quoted names and literals
    )
    connection.execute("DROP VIEW typed")


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
    checked = count(connection, "SELECT count(*) FROM checked")
    unread = count(connection, "SELECT count(*) FROM unread")
    accepted = count(connection, "SELECT count(*) FROM checked WHERE fault IS NULL")
    spanning = count(connection, "SELECT sum(span) - count(*) FROM checked")
    counts = {
        table: count(
            connection, f"SELECT count(*) FROM read_parquet({text(str(folder / file))})"
        )  # noqa: S608
        for table in mapping.tables
        for file in [f"{table}.parquet"]
    }
    faults = (
        "SELECT fault, line FROM checked WHERE fault IS NOT NULL "
        "UNION ALL SELECT 'line ' || reason, line FROM unread"
    )
    flags = "SELECT unnest(issues) AS fault, line FROM checked WHERE fault IS NULL"
    first, last = _events(connection, mapping, folder)
    return Report(
        read=checked + unread,
        accepted=accepted,
        rejected=checked - accepted + unread,
        spanning_lines=spanning,
        counts=counts,
        rejects=_reasons(connection, faults),
        flags=_reasons(connection, flags),
        first_event=first,
        last_event=last,
    )


def _reasons(connection: DuckDBPyConnection, question: str) -> tuple[Reason, ...]:
    rows = connection.execute(
        f"SELECT fault, count(*) AS n, min(line) FROM ({question}) GROUP BY 1 ORDER BY n DESC, 1"  # noqa: S608 - ours
    ).fetchall()
    found = []
    for fault, times, line in rows:
        field, _, reason = fault.rpartition(" ")
        found.append(Reason(field, reason, times, line))
    return tuple(found)


def _events(connection: DuckDBPyConnection, mapping: Mapping, folder: Path):  # type: ignore[no-untyped-def]
    days = []
    for table in mapping.tables:
        if table in EVENTS and (happened := EVENTS[table].happened):
            file = text(str(folder / f"{table}.parquet"))
            row = connection.execute(
                f"SELECT min({name(happened)})::DATE, max({name(happened)})::DATE "  # noqa: S608
                f"FROM read_parquet({file})"
            ).fetchone()
            days += [day for day in (row or ()) if day is not None]
    return (min(days), max(days)) if days else (None, None)
