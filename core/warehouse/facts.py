"""Account facts: one row per account with every declared field, so that a rule reads one table.

Each source table is aggregated once, by the number of the account, and joined once.
"""

from datetime import date
from typing import Any

from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse import indexes, months, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind
from core.warehouse.snapshot import Snapshot

FACTS = "account_facts"
DEFINITIONS = "account_fact_definitions"  # what each column of the facts meant when built
INDEXED = "index_definitions"  # and what each field of the indexes did
_NARROWER = {f"DECIMAL(38,{scale})": f"DECIMAL(18,{scale})" for scale in range(4)}
_NARROWER["HUGEINT"] = "BIGINT"
_LARGEST = 10**13  # of a narrower sum: four digits are left for whoever multiplies it
ORDINAL = exp.column("ordinal", quoted=True)
ACCOUNT_ORDINAL = exp.column("account_ordinal", quoted=True)


def build(connection: DuckDBPyConnection, catalogue: Catalogue, *, as_of: date) -> None:
    """Write the facts of every numbered account, and what each of them meant."""
    connection.execute(_creation(catalogue.facts(), as_of).sql(dialect="duckdb", copy=False))
    _narrow(connection)
    months.build(connection, catalogue.of_kind(Kind.SERIES), as_of=as_of)
    indexes.build(connection, catalogue, as_of=as_of)
    _define(connection, DEFINITIONS, [*catalogue.facts(), *catalogue.of_kind(Kind.SERIES)])
    _define(connection, INDEXED, indexes.fields_of(catalogue))


def _narrow(connection: DuckDBPyConnection) -> None:
    """Give sums the width they need: as wide as they come out, comparing them costs twice.

    The largest of each decides, so that nothing is rounded and nothing overflows.
    """
    described = connection.execute(f"DESCRIBE {FACTS}").fetchall()
    kinds = {str(name): str(kind) for name, kind, *_ in described}
    wide = {name: kind for name, kind in kinds.items() if kind in _NARROWER}
    if not wide:
        return
    columns = [exp.column(name, quoted=True) for name in wide]
    largest = exp.select(*(exp.Max(this=exp.Abs(this=one)) for one in columns)).from_(FACTS)
    found = connection.execute(largest.sql(dialect="duckdb")).fetchone()
    assert found is not None
    for column, kind, most in zip(columns, wide.values(), found, strict=True):
        if most is None or most < _LARGEST:
            name, narrower = column.sql(dialect="duckdb"), _NARROWER[kind]
            connection.execute(f"ALTER TABLE {FACTS} ALTER {name} TYPE {narrower}")


def usable(snapshot: Snapshot, catalogue: Catalogue) -> frozenset[str]:
    """The fields whose column in this snapshot's facts means what the catalogue now says."""
    return _usable(snapshot, catalogue, DEFINITIONS)


def indexed(snapshot: Snapshot, catalogue: Catalogue) -> frozenset[str]:
    """The fields that this snapshot's indexes answer for as the catalogue now says."""
    return _usable(snapshot, catalogue, INDEXED)


def _define(connection: DuckDBPyConnection, table: str, fields: list[Field]) -> None:
    connection.execute(f"CREATE OR REPLACE TABLE {table} (key VARCHAR, definition VARCHAR)")
    columns = [field.key for field in fields], [field.definition for field in fields]
    connection.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?)", columns)


def _usable(snapshot: Snapshot, catalogue: Catalogue, table: str) -> frozenset[str]:
    tables = snapshot.rows("SELECT table_name AS name FROM duckdb_tables()")
    if table not in {row["name"] for row in tables}:
        return frozenset()
    built = snapshot.rows(f"SELECT key, definition FROM {table}")  # noqa: S608 -- ours
    return frozenset(
        row["key"]
        for row in built
        if row["key"] in catalogue.fields
        and catalogue.fields[row["key"]].definition == row["definition"]
    )


def value(field: Field, as_of: date) -> exp.Expr:
    """A field's own expression, over the rows of its table or as an aggregate of them."""
    parsed = windows.resolved(field.sql, as_of)
    if field.missing is None or not field.is_derived:
        return parsed
    return exp.func("COALESCE", parsed, exp.Literal.number(field.missing))


def _creation(fields: list[Field], as_of: date) -> exp.Expr:
    ordered = values(fields, as_of).order_by(
        exp.column("ordinal", table="accounts", quoted=True), copy=False
    )
    return exp.Create(this=exp.to_table(FACTS), kind="TABLE", expression=ordered, replace=True)


def kept(field: Field, as_of: date) -> exp.Expr | None:
    """Which rows of its table a field is about; nothing: all of them."""
    return windows.resolved(field.where, as_of) if field.where else None


def values(fields: list[Field], as_of: date) -> exp.Select:
    """Every account's number and its value of each field, out of the tables they come from."""
    own = [field for field in fields if not field.is_derived]
    tables = sorted({field.table for field in fields if field.is_derived})
    query = exp.select(exp.column("ordinal", table="accounts", quoted=True)).from_("accounts")
    query.select(*(_alias(value(field, as_of), field.key) for field in own), copy=False)
    for table in tables:
        derived = [field for field in fields if field.table == table]
        counted = _counted(table, derived, as_of).subquery(table, copy=False)
        query.select(*(_joined(field) for field in derived), copy=False).join(
            counted,
            on=exp.EQ(
                this=exp.column("ordinal", table="accounts", quoted=True),
                expression=exp.column("account_ordinal", table=table, quoted=True),
            ),
            join_type="LEFT",
            copy=False,
        )
    return query


def _counted(table: str, fields: list[Field], as_of: date) -> exp.Select:
    columns = [_alias(_aggregate(field, as_of), field.key) for field in fields]
    question = exp.select(ACCOUNT_ORDINAL.copy(), *columns)
    question = question.from_(exp.to_table(table), copy=False)
    return question.group_by(ACCOUNT_ORDINAL.copy(), copy=False)


def _aggregate(field: Field, as_of: date) -> exp.Expr:
    """The field's aggregate over the rows it is about, beside other fields of the table."""
    rows = kept(field, as_of)
    item = windows.resolved(field.sql, as_of)
    if field.kind is Kind.LIST:
        present = exp.Not(this=exp.Is(this=item.copy(), expression=exp.null()))
        rows = exp.and_(rows, present) if rows is not None else present
        ordered = exp.Order(this=exp.Distinct(expressions=[item]), expressions=[item.copy()])
        item = exp.ArrayAgg(this=ordered)
    if rows is None:
        return item
    filtered: exp.Expr = item.transform(_filtered, rows)
    return filtered


def _filtered(node: exp.Expr, condition: exp.Expr) -> Any:
    if isinstance(node, exp.AggFunc) and not isinstance(node.parent, exp.Filter):
        where = exp.Where(this=condition.copy())
        return exp.Filter(this=node.copy(), expression=where)
    return node


def _joined(field: Field) -> exp.Expr:
    column: exp.Expr = exp.column(field.key, table=field.table, quoted=True)
    if field.missing is not None:
        column = exp.func("COALESCE", column, exp.Literal.number(field.missing))
    return _alias(column, field.key)


def _alias(expression: exp.Expr, key: str) -> exp.Expr:
    return exp.alias_(expression, key, quoted=True, copy=False)
