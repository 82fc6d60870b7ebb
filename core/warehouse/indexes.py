"""Beside the account facts: what accounts did, hold, and whom we know there, in reading order.

A question about many rows of an account would group millions of rows at every edit. Each of
these tables holds the answers in the order in which a rule asks: the nth latest event of every
account, the holders of every item (as rows, and as the words of a set of account numbers), and
of contacts only what a rule may ask about them.
"""

from datetime import date

from duckdb import DuckDBPyConnection
from sqlglot import exp

from core.warehouse import windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Level
from core.warehouse.schema import TABLES

EVENTS = "account_events"
ITEMS = "account_items"  # of lists
WORDS = "account_words"  # of lists and categories: 64 accounts to a word, and none is nought
CONTACTS = "contact_facts"
LATEST = 12  # events of an account that are kept; a rule that counts further asks the rows

ITEM = exp.column("item", quoted=True)
HAPPENED_ON = exp.column("happened_on", quoted=True)

_ORDINAL = exp.column("account_ordinal", quoted=True)
_TABLES = {
    EVENTS: "field VARCHAR, nth INTEGER, account_ordinal INTEGER, happened_on DATE",
    ITEMS: "field VARCHAR, item VARCHAR, account_ordinal INTEGER",
    WORDS: "field VARCHAR, item VARCHAR, number INTEGER, word UBIGINT",
}


def fields_of(catalogue: Catalogue) -> list[Field]:
    """The fields that something can be asked of here."""
    events = catalogue.of_kind(Kind.EVENT)
    return [*events, *itemized(catalogue), *contact_fields(catalogue)]


def contact_fields(catalogue: Catalogue) -> list[Field]:
    """What a rule may ask of a contact, without what is nobody's business here."""
    return [
        field
        for field in catalogue.of_level(Level.CONTACT)
        if field.operators and not field.personal
    ]


def itemized(catalogue: Catalogue) -> list[Field]:
    """The fields of accounts whose values are words that many accounts share."""
    return [field for field in catalogue.facts() if field.kind in (Kind.LIST, Kind.CATEGORY)]


def build(connection: DuckDBPyConnection, catalogue: Catalogue, *, as_of: date) -> None:
    """Write all of them, out of numbered tables that are in the order of the accounts."""
    for name, columns in _TABLES.items():
        connection.execute(f"CREATE OR REPLACE TABLE {name} ({columns})")
    for field in catalogue.of_kind(Kind.EVENT):
        _insert(connection, EVENTS, _events(field, as_of), "nth, account_ordinal")
    for field in catalogue.of_kind(Kind.LIST):
        _insert(connection, ITEMS, _items(field, as_of), "item, account_ordinal")
    for field in itemized(catalogue):
        _insert(connection, WORDS, _words(field, as_of), "item, number")
    made = _contacts(contact_fields(catalogue), as_of)
    connection.execute(made.sql(dialect="duckdb", copy=False))


def nth_latest(field: Field, nth: int) -> exp.Select:
    """The accounts with so many events, where `HAPPENED_ON` is the day of their nth latest."""
    is_nth = exp.EQ(this=exp.column("nth", quoted=True), expression=exp.Literal.number(nth))
    return _of(EVENTS, field).where(is_nth)


def holders(field: Field) -> exp.Select:
    """The accounts that hold items of a list, once for each `ITEM`."""
    return _of(ITEMS, field)


def words(field: Field) -> exp.Select:
    """Which 64 accounts (`number`), and which of them (`word`, the first the lowest bit) hold
    an `ITEM` of a list, or have it as their value of a category."""
    return _of(WORDS, field, "number", "word")


def values(field: Field) -> exp.Select:
    """Every `ITEM` of a list or value of a category, once."""
    return _of(WORDS, field, "item").distinct().order_by(ITEM.copy())


def _of(table: str, field: Field, *columns: str) -> exp.Select:
    key = exp.Literal.string(field.key)
    is_field = exp.EQ(this=exp.column("field", quoted=True), expression=key)
    return exp.select(*(columns or (_ORDINAL.copy(),))).from_(table).where(is_field)


def _insert(connection: DuckDBPyConnection, table: str, rows: exp.Select, order: str) -> None:
    text = rows.sql(dialect="duckdb", copy=False)
    connection.execute(f"INSERT INTO {table} {text} ORDER BY {order}")


def _events(field: Field, as_of: date) -> exp.Select:
    """The latest events of every account by the day of the facts, the latest first."""
    moment = windows.resolved(field.sql, as_of)
    # DuckDB's max(x, n) keeps the n largest in one pass, where numbering would sort them all.
    latest = exp.Anonymous(
        this="max",
        expressions=[exp.cast(moment, exp.DataType.Type.DATE), exp.Literal.number(LATEST)],
    )
    rows = exp.select(_ORDINAL.copy()).from_(exp.to_table(field.table))
    rows = rows.where(windows.by_as_of(moment, as_of))
    rows = rows.where(windows.resolved(field.where, as_of)) if field.where else rows
    days = rows.select(exp.alias_(latest, "days")).group_by(_ORDINAL.copy()).subquery("latest")
    each = exp.select(
        _ORDINAL.copy(),
        exp.alias_(_call("unnest", exp.column("days")), "happened_on"),
        exp.alias_(_call("generate_subscripts", exp.column("days"), 1), "nth"),
    ).from_(days)
    return exp.select(
        exp.Literal.string(field.key), "nth", _ORDINAL.copy(), "happened_on"
    ).from_(each.subquery("each"))


def _items(field: Field, as_of: date) -> exp.Select:
    number = exp.alias_(_number(field), "account_ordinal", quoted=True)
    item = exp.alias_(windows.resolved(field.sql, as_of), "item", quoted=True)
    rows = exp.select(number, item).from_(exp.to_table(field.table))
    rows = rows.where(windows.resolved(field.where, as_of)) if field.where else rows
    rows = rows.distinct() if field.is_derived else rows
    known = exp.Not(this=exp.Is(this=ITEM.copy(), expression=exp.null()))
    key = exp.alias_(exp.Literal.string(field.key), "field")
    columns = key, ITEM.copy(), _ORDINAL.copy()
    return exp.select(*columns).from_(rows.subquery("held")).where(known)


def _words(field: Field, as_of: date) -> exp.Select:
    number, place = (
        operation(this=_ORDINAL.copy(), expression=exp.Literal.number(64))
        for operation in (exp.IntDiv, exp.Mod)
    )
    one = exp.cast(exp.Literal.number(1), exp.DataType.Type.UBIGINT)
    bit = exp.BitwiseLeftShift(this=one, expression=exp.paren(place))
    rows = _items(field, as_of).subquery("items")
    return (
        exp.select("field", ITEM.copy(), exp.alias_(number, "number"))
        .select(exp.alias_(exp.BitwiseOrAgg(this=bit), "word"))
        .from_(rows)
        .group_by("field", ITEM.copy(), number.copy())
    )


def _number(field: Field) -> exp.Expr:
    return exp.column(TABLES[field.table].ordinal, quoted=True)


def _contacts(fields: list[Field], as_of: date) -> exp.Expr:
    """Contacts that are alike stand together, so that a question skips the others."""
    values = [
        exp.alias_(windows.resolved(field.sql, as_of), field.key, quoted=True)
        for field in fields
    ]
    # Free texts last: what few values tell apart is told apart first.
    ordered = sorted(fields, key=lambda field: field.kind is Kind.TEXT)
    order = [exp.column(field.key, quoted=True) for field in ordered]
    rows = exp.select(_ORDINAL.copy(), *values).from_("contacts")
    rows = rows.order_by(*order, _ORDINAL.copy())
    return exp.Create(this=exp.to_table(CONTACTS), kind="TABLE", expression=rows, replace=True)


def _call(name: str, *arguments: exp.Expr | int) -> exp.Expr:
    return exp.Anonymous(this=name, expressions=[exp.convert(one) for one in arguments])
