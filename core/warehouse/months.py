"""The month pivot: one row per account, one column per series and whole month before its day.

Any window of months is then arithmetic over columns of one row, instead of a grouping of
millions of rows at every edit.
"""

from datetime import date

from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse import windows
from core.warehouse.fields import Field
from core.warehouse.schema import TABLES

MONTHS = "account_months"
KEPT = 24  # months back; a rule that looks further back asks the table itself

_ACCOUNTS = "accounts"
_ORDINAL = exp.column("ordinal", table=_ACCOUNTS, quoted=True)


def build(connection: DuckDBPyConnection, series: list[Field], *, as_of: date) -> None:
    """Write the pivot of every numbered account; a month without rows is 0."""
    query = exp.select(_ORDINAL.copy()).from_(_ACCOUNTS)
    for table in sorted({field.table for field in series}):
        fields = [field for field in series if field.table == table]
        query = _joined(query, table, fields, as_of)
    ordered = query.order_by(_ORDINAL.copy())
    made = exp.Create(this=exp.to_table(MONTHS), kind="TABLE", expression=ordered, replace=True)
    connection.execute(made.sql(dialect="duckdb"))


def column(field: Field, back: int) -> exp.Column:
    """A series' column of the month so many whole months before the day of the facts."""
    return exp.column(_name(field, back), table=MONTHS, quoted=True)


def moment(field: Field) -> exp.Column:
    """When a row of the series' table happened."""
    happened = TABLES[field.table].happened
    assert happened is not None, field.key
    return exp.column(happened, quoted=True)


def _joined(query: exp.Select, table: str, fields: list[Field], as_of: date) -> exp.Select:
    places = [(field, back) for field in fields for back in range(1, KEPT + 1)]
    number = exp.column("account_ordinal", quoted=True)
    sums = [_alias(_month(field, back, as_of), field, back) for field, back in places]
    counted = exp.select(number.copy(), *sums).from_(table).group_by(number.copy())
    zero = exp.Literal.number(0)
    columns = [
        _alias(exp.func("COALESCE", _of(table, field, back), zero.copy()), field, back)
        for field, back in places
    ]
    same = exp.EQ(
        this=_ORDINAL.copy(),
        expression=exp.column("account_ordinal", table=table, quoted=True),
    )
    return query.select(*columns).join(counted.subquery(table), on=same, join_type="LEFT")


def _month(field: Field, back: int, as_of: date) -> exp.Expr:
    """What the account's rows of one month add up to."""
    kept = windows.in_months(moment(field), back, back, as_of)
    if field.where:
        kept = exp.and_(kept, windows.resolved(field.where, as_of))
    item = windows.resolved(field.sql, as_of)
    return exp.Filter(this=exp.Sum(this=item), expression=exp.Where(this=kept))


def _of(table: str, field: Field, back: int) -> exp.Column:
    return exp.column(_name(field, back), table=table, quoted=True)


def _alias(expression: exp.Expr, field: Field, back: int) -> exp.Expr:
    return exp.alias_(expression, _name(field, back), quoted=True)


def _name(field: Field, back: int) -> str:
    return f"{field.key}_{back}"
