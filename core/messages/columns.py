"""The pieces of questions about contacts: where a field's value rests, and how long it is."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sqlglot import exp

from core.messages.fields import MessageField, declared_fields
from core.warehouse import facts
from core.warehouse.catalogue import load_catalogue
from core.warehouse.schema import TABLES
from core.warehouse.snapshot import Snapshot


def column(table: str, name: str) -> exp.Column:
    return exp.column(exp.to_identifier(name, quoted=True), table=table)


def same(table: str) -> exp.Expression:
    """Joins a table of accounts to the contact's."""
    return exp.EQ(this=column(table, "ordinal"), expression=of_account())


def of_account() -> exp.Column:
    return column("c", "account_ordinal")


def source_of(field: MessageField, here: AbstractSet[str]) -> exp.Column | None:
    """Where a field's value rests in this snapshot, if it does."""
    if field.level == "contact":
        return column("c", field.key) if field.key in TABLES["contacts"].columns else None
    if field.level == "account" and field.key in here:
        return column("f", field.key)
    if field.level == "account" and field.key in TABLES["accounts"].columns:
        return column("a", field.key)
    return None


def with_facts(
    snapshot: Snapshot, question: exp.Select, names: Sequence[str]
) -> tuple[exp.Select, dict[str, exp.Column | None]]:
    """The question with the facts of accounts beside it, and where each field's value rests."""
    here = facts.usable(snapshot, load_catalogue())
    known = declared_fields()
    sources = {name: source_of(known[name], here) if name in known else None for name in names}
    if here:
        question = question.join(f"{facts.FACTS} AS f", on=same("f"), join_type="left")
    return question, sources


def length_of(column: exp.Column) -> exp.Func:
    return exp.func("coalesce", exp.Length(this=column), exp.Literal.number(0))


def written_length(column: exp.Column) -> exp.Func:
    """How many letters a value takes, whatever its kind; blanks, and no items, are none."""
    written = exp.Trim(this=exp.Cast(this=column, to=exp.DataType.build("VARCHAR")))
    none = exp.func("nullif", written, exp.Literal.string("[]"))
    return exp.func("coalesce", exp.Length(this=none), exp.Literal.number(0))


def filled(column: exp.Column) -> exp.Expression:
    present = exp.GT(this=written_length(column), expression=exp.Literal.number(0))
    return exp.Cast(this=exp.Paren(this=present), to=exp.DataType.build("INTEGER"))
