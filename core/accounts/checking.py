"""Checking a staged file against a mapping: typed rows, rejects with reasons, flags, counts.

One pass cleans, one types, one decides; DuckDB does whole columns, Python only the distinct
values that are not plainly good.
"""

from dataclasses import dataclass
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

ODD_AT_A_TIME = 100_000


def check(staged: Staged, mapping: Mapping, *, folder: Path) -> Report:
    """Type every row, write the tables it feeds into `folder` as Parquet, and report.

    Leaves the tables `checked` and `unread` in the staged file's DuckDB, for the rejects.
    """
    connection = staged.connection
    connection.execute(kinds.MACROS)
    used = _used_columns(staged, mapping)
    _clean(connection, staged, used)
    fields = [
        _Field(targets()[key], f"k{used[column]}", _month_first(connection, key, used[column]))
        for key, column in mapping.columns.items()
    ]
    for field in fields:
        _look_at_odd(connection, field)
    _type(connection, mapping, fields, used)
    _decide(connection, mapping, used)
    for table in mapping.tables:
        deriving.write(connection, mapping, table, folder / f"{table}.parquet")
    return _report(staged, mapping, folder)


@dataclass(frozen=True)
class _Field:
    target: Target
    x: str  # the cleaned column
    month_first: bool

    @property
    def odd(self) -> str:
        return f"odd_{self.target.table}_{self.target.name}"

    @property
    def reading(self) -> kinds.Reading:
        pairs = ", ".join(
            f"{text(said)}: {text(ours)}" for said, ours in closed_words(self.target.key)
        )
        return kinds.reading(
            self.target, self.x, odd=self.odd, month_first=self.month_first, words=pairs
        )


def _used_columns(staged: Staged, mapping: Mapping) -> dict[str, int]:
    numbers = {column: number for number, column in enumerate(staged.layout.columns)}
    used = {*mapping.columns.values(), *(rule.column for rule in mapping.rejects)}
    return {column: numbers[column] for column in sorted(used)}


def _clean(connection: DuckDBPyConnection, staged: Staged, used: dict[str, int]) -> None:
    """Table `cleaned`: the columns that matter, k0, k1 …; m0 … say that marks were taken out."""
    parts = [f"cleaned(c{n}) AS k{n}, had_marks(c{n}) AS m{n}" for n in used.values()]
    connection.execute(
        f"CREATE TABLE cleaned AS SELECT {', '.join(['line', 'span', *parts])} FROM staged"  # noqa: S608 - our own names
    )
    if staged.layout.format != "parquet":
        connection.execute("DROP TABLE staged")
    connection.execute("CREATE TABLE zones AS SELECT name FROM pg_timezone_names()")


def _month_first(connection: DuckDBPyConnection, key: str, number: int) -> bool:
    """Whether a column writes 12/31/2026: some second part is no month, and no first is a day."""
    if targets()[key].kind not in (Kind.DATE, Kind.MOMENT):
        return False
    part = (
        f"TRY_CAST(regexp_extract(k{number}, '^(\\d{{1,2}})/(\\d{{1,2}})/', {{n}}) AS INTEGER)"
    )
    days, months = (
        count(
            connection,
            f"SELECT count(*) FROM cleaned WHERE contains(k{number}, '/') "  # noqa: S608 - ours
            f"AND {part.replace('{n}', str(group))} > 12",
        )
        for group in (1, 2)
    )
    return months > days


def _look_at_odd(connection: DuckDBPyConnection, field: _Field) -> None:
    """A table of the distinct values that are not plainly good: raw, value, reason."""
    reading = field.reading
    if reading.look is None:
        return
    odd = connection.execute(
        f"SELECT DISTINCT {field.x} FROM cleaned "  # noqa: S608 - our own names
        f"WHERE {field.x} IS NOT NULL AND ({reading.plain}) IS NULL"
    ).fetchall()
    found = [(raw, *reading.look(raw)) for (raw,) in odd]
    columns = list(zip(*found, strict=True)) or [(), (), ()]
    table = pa.table(
        {
            title: pa.array(cells, pa.string())
            for title, cells in zip(("raw", "value", "reason"), columns, strict=True)
        }
    )
    connection.register("found_odd", table)
    connection.execute(f"CREATE TABLE {field.odd} AS SELECT * FROM found_odd")  # noqa: S608 - ours
    connection.unregister("found_odd")


def _type(
    connection: DuckDBPyConnection,
    mapping: Mapping,
    fields: list[_Field],
    used: dict[str, int],
) -> None:
    """View `typed`: each field's value as "table.field", what is wrong as "table.field!"."""
    parts, joins = ["cleaned.line", "cleaned.span"], []
    for field in fields:
        reading, key = field.reading, field.target.key
        parts.append(f"{reading.value} AS {name(key)}")
        parts.append(f"{_reason(field, reading.reason)} AS {name(key + '!')}")
        if reading.look is not None:
            joins.append(f"LEFT JOIN {field.odd} ON {field.odd}.raw = {field.x}")
    for number, rule in enumerate(mapping.rejects):
        parts.append(f"{_test(rule, f'k{used[rule.column]}')} AS rule{number}")
    connection.execute(
        f"CREATE VIEW typed AS SELECT {', '.join(parts)} FROM cleaned {' '.join(joins)}"  # noqa: S608 - quoted names
    )


def _reason(field: _Field, reason: str) -> str:
    if field.target.kind != Kind.TEXT:
        return reason
    marks = f"CASE WHEN {field.x.replace('k', 'm', 1)} THEN 'text-marks' END"
    return f"coalesce({marks}, {reason})"


def _test(rule: RejectRule, x: str) -> str:
    value = text(rule.value)
    return {
        "starts_with": f"coalesce(starts_with(lower({x}), lower({value})), false)",
        "equals": f"coalesce(lower({x}) = lower({value}), false)",
        "contains": f"coalesce(contains(lower({x}), lower({value})), false)",
        "not_above": f"coalesce(number_of({x}) <= TRY_CAST({value} AS DECIMAL(38,9)), false)",
        "is_empty": f"{x} IS NULL",
    }[rule.test]


def _decide(connection: DuckDBPyConnection, mapping: Mapping, used: dict[str, int]) -> None:
    """Table `checked`: typed rows with the first fault (“field reason”) and the issues."""
    derived = deriving.derived(mapping)
    whole = ", ".join([*(f"{sql} AS {name(key)}" for key, sql in derived.items())])
    reasons = [f"{text(key + ' ')} || {name(key + '!')}" for key in mapping.columns]
    issues = (
        f"CASE WHEN coalesce({', '.join(reasons)}) IS NOT NULL "
        if reasons
        else "CASE WHEN false "
    )
    issues += f"THEN list_filter([{', '.join(reasons)}], lambda v: v IS NOT NULL) END"
    connection.execute(
        f"""
        CREATE TABLE checked AS SELECT *, CASE {_faults(mapping)} END AS fault,
            {issues} AS issues
        FROM (SELECT * {", " + whole if whole else ""} FROM typed)
        """  # noqa: S608 - quoted names and literals
    )
    connection.execute("DROP VIEW typed")
    connection.execute("DROP TABLE cleaned")


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
