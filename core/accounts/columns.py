"""Columns of text become fields: the plain values at a stroke, the odd ones once each."""

from dataclasses import dataclass

import pyarrow as pa
from duckdb import DuckDBPyConnection

from core.accounts import kinds
from core.accounts.guessing import closed_words
from core.accounts.model import Kind, Mapping, RejectRule, Target, targets
from core.accounts.reading import Staged
from core.accounts.sql import count, name, text

DATES_LOOKED_AT = 2_000


def type_rows(staged: Staged, mapping: Mapping) -> set[str]:
    """Fill the view `typed`; return the fields some of whose values had to be looked at.

    A field's value is its column "table.field", what is wrong with it (or was) the column
    "table.field!"; `rule0` … say whether a rule of the mapping turns the row away.
    """
    connection = staged.connection
    connection.execute(kinds.MACROS)
    # Every row carries its line from here on; keeping them in order would only cost.
    connection.execute("SET preserve_insertion_order = false")
    connection.execute("CREATE TABLE zones AS SELECT name FROM pg_timezone_names()")
    columns = {column: f"c{n}" for n, column in enumerate(staged.layout.columns)}
    fields = [
        _field(connection, targets()[key], columns[column])
        for key, column in mapping.columns.items()
    ]
    _take_the_plain(connection, mapping, fields, columns)
    doubted = {field.target.key for field in fields if _look_at_odd(connection, field)}
    _join_the_odd(connection, mapping, fields, doubted)
    return doubted


@dataclass(frozen=True)
class _Field:
    target: Target
    x: str  # the column of text
    reading: kinds.Reading

    @property
    def odd(self) -> str:
        """The table of values that are not plainly good."""
        return f"odd_{self.target.table}_{self.target.name}"

    @property
    def value(self) -> str:
        return name(self.target.key)

    @property
    def rest(self) -> str:
        """The column of text that is not plainly good."""
        return name(self.target.key + "?")

    @property
    def fault(self) -> str:
        return name(self.target.key + "!")


def _field(connection: DuckDBPyConnection, target: Target, x: str) -> _Field:
    pairs = ", ".join(f"{text(said)}: {text(ours)}" for said, ours in closed_words(target.key))
    is_day = target.kind in (Kind.DATE, Kind.MOMENT)
    month_first = is_day and _month_first(connection, x)
    reading = kinds.reading(
        target,
        x,
        date_format=_date_format(connection, x, month_first=month_first) if is_day else "",
        month_first=month_first,
        words=pairs,
    )
    return _Field(target, x, reading)


def _date_format(connection: DuckDBPyConnection, x: str, *, month_first: bool) -> str:
    """How most of the first rows write their dates."""
    if month_first:
        return kinds.MONTH_FIRST
    counted = ", ".join(f"count(try_strptime({x}, {text(form)}))" for form in kinds.FORMATS)
    looked = f"SELECT {x} FROM staged LIMIT {DATES_LOOKED_AT}"  # noqa: S608 - our own names
    row = connection.execute(f"SELECT {counted} FROM ({looked})").fetchone()  # noqa: S608
    counts = row or (0,)
    return kinds.FORMATS[max(range(len(counts)), key=counts.__getitem__)]


def _month_first(connection: DuckDBPyConnection, x: str) -> bool:
    """Whether a column writes 12/31/2026: more second parts than first are no month."""
    looked = f"SELECT {x} FROM staged LIMIT {DATES_LOOKED_AT}"  # noqa: S608 - our own names
    if count(connection, f"SELECT count(*) FROM ({looked}) WHERE contains({x}, '/')") == 0:  # noqa: S608
        return False
    days, months = (
        count(
            connection,
            f"SELECT count(*) FROM staged WHERE contains({x}, '/') AND TRY_CAST("  # noqa: S608 - ours
            f"regexp_extract({x}, '^\\s*(\\d{{1,2}})/(\\d{{1,2}})/', {group}) AS INTEGER) > 12",
        )
        for group in (1, 2)
    )
    return months > days


def _take_the_plain(
    connection: DuckDBPyConnection,
    mapping: Mapping,
    fields: list[_Field],
    columns: dict[str, str],
) -> None:
    """Table `plain`: values that are plainly good, and the text of those that are not."""
    values = [f"{field.reading.quick} AS {field.value}" for field in fields]
    rules = [
        f"{_test(rule, columns[rule.column])} AS rule{number}"
        for number, rule in enumerate(mapping.rejects)
    ]
    texts = sorted({field.x for field in fields})
    rests = [f"CASE WHEN {f.value} IS NULL THEN {f.x} END AS {f.rest}" for f in fields]
    shown = ["line", "span", *(field.value for field in fields), *rests]
    shown += [f"rule{number}" for number in range(len(rules))]
    connection.execute(
        f"CREATE TABLE plain AS SELECT {', '.join(shown)} FROM "  # noqa: S608 - quoted names
        f"(SELECT {', '.join(['line', 'span', *texts, *values, *rules])} FROM staged)"
    )


def _look_at_odd(connection: DuckDBPyConnection, field: _Field) -> int:
    """A table of the distinct values that are not plainly good; how many they are."""
    # Each step is kept apart: in one query the engine would clean every row, not the odd ones.
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE odd_raw AS "  # noqa: S608 - our own names
        f"SELECT DISTINCT {field.rest} AS raw FROM plain WHERE {field.rest} IS NOT NULL"
    )
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE odd_clean AS SELECT * FROM "
        "(SELECT raw, cleaned(raw) AS x FROM odd_raw) WHERE x IS NOT NULL"
    )
    connection.execute(
        f"CREATE TABLE {field.odd} AS SELECT raw, x, value, "  # noqa: S608 - our own names
        f"({field.reading.wrong})::VARCHAR AS reason "
        f"FROM (SELECT raw, x, {field.reading.slow} AS value FROM odd_clean)"
    )
    if field.reading.look is not None:
        _look_one_by_one(connection, field)
    return count(connection, f"SELECT count(*) FROM {field.odd}")  # noqa: S608 - our own name


def _look_one_by_one(connection: DuckDBPyConnection, field: _Field) -> None:
    look = field.reading.look
    assert look is not None
    left = connection.execute(
        f"SELECT DISTINCT x FROM {field.odd} WHERE value IS NULL"  # noqa: S608 - our own name
    ).fetchall()
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


def _join_the_odd(
    connection: DuckDBPyConnection, mapping: Mapping, fields: list[_Field], doubted: set[str]
) -> None:
    """View `typed`: the plain values, and the others by what they turned out to be."""
    shown, joins = ["plain.line", "plain.span"], []
    for field in fields:
        if field.target.key in doubted:
            shown.append(f"coalesce(plain.{field.value}, {field.odd}.value) AS {field.value}")
            shown.append(f"{field.odd}.reason AS {field.fault}")
            joins.append(f"LEFT JOIN {field.odd} ON {field.odd}.raw = plain.{field.rest}")
        else:
            shown.append(f"plain.{field.value}")
            shown.append(f"NULL::VARCHAR AS {field.fault}")
    shown += [f"plain.rule{number}" for number in range(len(mapping.rejects))]
    connection.execute(
        f"CREATE VIEW typed AS SELECT {', '.join(shown)} FROM plain {' '.join(joins)}"  # noqa: S608
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
