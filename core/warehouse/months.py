"""The month pivot: one row per account, one column per series and whole month before its day.

Any window of months is then arithmetic over columns of one row, instead of a grouping of
millions of rows at every edit.
"""

import re
from datetime import date

from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse import windows
from core.warehouse.fields import Field
from core.warehouse.schema import TABLES

MONTHS = "account_months"
KEPT = 24  # months back; a rule that looks further back asks the table itself

_WIDTHS = (9, 18)  # digits of the decimals that DuckDB keeps in 32 and in 64 bits
_WHOLE = 10**11  # of whole numbers: that times a million percent still fits into 64 bits
_ACCOUNTS = "accounts"
_ORDINAL = exp.column("ordinal", table=_ACCOUNTS, quoted=True)


def build(connection: DuckDBPyConnection, series: list[Field], *, as_of: date) -> None:
    """Write the pivot of every numbered account; a month without rows is 0."""
    query = exp.select(_ORDINAL.copy()).from_(_ACCOUNTS)
    kinds = {field.key: _kind(connection, field, as_of) for field in series}
    for table in sorted({field.table for field in series}):
        fields = [field for field in series if field.table == table]
        query = _joined(query, table, fields, as_of, kinds)
    ordered = query.order_by(_ORDINAL.copy(), copy=False)
    made = exp.Create(this=exp.to_table(MONTHS), kind="TABLE", expression=ordered, replace=True)
    connection.execute(made.sql(dialect="duckdb", copy=False))


def column(field: Field, back: int) -> exp.Column:
    """A series' column of the month so many whole months before the day of the facts."""
    return exp.column(_name(field, back), table=MONTHS, quoted=True)


def moment(field: Field) -> exp.Column:
    """When a row of the series' table happened."""
    happened = TABLES[field.table].happened
    assert happened is not None, field.key
    return exp.column(happened, quoted=True)


def _kind(connection: DuckDBPyConnection, field: Field, as_of: date) -> str:
    """The narrowest type for the amounts of a month.

    A sum comes out as wide as numbers go, and arithmetic over DECIMAL(38) costs twice that over
    DECIMAL(9). What all the months of an account add up to decides, so nothing can overflow.
    """
    item = windows.resolved(field.sql, as_of)
    kept = windows.in_months(moment(field), KEPT, 1, as_of)
    rows = exp.select(exp.alias_(exp.Sum(this=exp.Abs(this=item)), "amount"))
    rows = rows.from_(field.table).where(kept, copy=False)
    rows = rows.group_by(exp.column("account_ordinal"), copy=False)
    amount = exp.Max(this=exp.column("amount"))
    asked = exp.select(amount, exp.Anonymous(this="typeof", expressions=[amount.copy()]))
    found = connection.execute(asked.from_(rows.subquery("amounts")).sql("duckdb")).fetchone()
    assert found is not None
    largest, kind = found
    if kind == "HUGEINT" and (largest is None or largest < _WHOLE):
        return "BIGINT"
    decimal = re.fullmatch(r"DECIMAL\(38,(\d+)\)", kind)
    if largest is None or decimal is None:
        return str(kind)
    scale = int(decimal[1])
    fitting = (width for width in _WIDTHS if width > scale and largest < 10 ** (width - scale))
    return f"DECIMAL({next(fitting, 38)},{scale})"


def _joined(
    query: exp.Select, table: str, fields: list[Field], as_of: date, kinds: dict[str, str]
) -> exp.Select:
    places = [(field, back) for field in fields for back in range(1, KEPT + 1)]
    number = exp.column("account_ordinal", quoted=True)
    sums = [_alias(_month(field, back, as_of), field, back) for field, back in places]
    grouped = exp.select(number.copy(), *sums).from_(table, copy=False)
    counted = grouped.group_by(number.copy(), copy=False).subquery(table, copy=False)
    zero = exp.Literal.number(0)
    columns = []
    for field, back in places:
        amount = exp.func("COALESCE", _of(table, field, back), zero.copy())
        narrow = exp.cast(amount, kinds[field.key], copy=False, dialect="duckdb")
        columns.append(_alias(narrow, field, back))
    same = exp.EQ(
        this=_ORDINAL.copy(),
        expression=exp.column("account_ordinal", table=table, quoted=True),
    )
    query = query.select(*columns, copy=False)
    return query.join(counted, on=same, join_type="LEFT", copy=False)


def _month(field: Field, back: int, as_of: date) -> exp.Expr:
    """What the account's rows of one month add up to."""
    kept = windows.in_months(moment(field), back, back, as_of)
    if field.where:
        kept = exp.and_(kept, windows.resolved(field.where, as_of), copy=False)
    item = windows.resolved(field.sql, as_of)
    return exp.Filter(this=exp.Sum(this=item), expression=exp.Where(this=kept))


def _of(table: str, field: Field, back: int) -> exp.Column:
    return exp.column(_name(field, back), table=table, quoted=True)


def _alias(expression: exp.Expr, field: Field, back: int) -> exp.Expr:
    return exp.alias_(expression, _name(field, back), quoted=True, copy=False)


def _name(field: Field, back: int) -> str:
    return f"{field.key}_{back}"
