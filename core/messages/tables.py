"""Questions about who a message is for: what it may say to each, and whom to look at first."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlglot import exp

from core.messages.columns import (
    column,
    filled,
    length_of,
    of_account,
    same,
    source_of,
    with_facts,
    written_length,
)
from core.messages.fields import MessageField, declared_fields
from core.warehouse import dialects, facts
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot

MOST_FOUND = 50
SEARCHED = ("full_name", "email", "position")


@dataclass(frozen=True)
class Recipient:
    """A contact and its account, each with its declared fields by key."""

    contact_id: str
    account_id: str
    time_zone: str  # where the account is; empty: unknown
    contact: dict[str, Any]
    account: dict[str, Any]
    language: str = ""  # of the contact, “ru”; empty: unknown

    @property
    def name(self) -> str:
        """How to call it in a list: by its name, else its position, else its id."""
        contact = self.contact
        return contact.get("full_name") or contact.get("position") or self.contact_id


@dataclass(frozen=True)
class Names:
    """A contact in a list: who, and of which account."""

    contact_id: str
    name: str
    account: str


@dataclass(frozen=True)
class Gaps:
    """How many of `total` contacts have no value for a field, by its name."""

    total: int
    empty: dict[str, int]


def recipients(
    snapshot: Snapshot, contact_ids: Sequence[str], *, names: frozenset[str] | None = None
) -> dict[str, Recipient]:
    """What messages to these contacts may say, by contact; one question for all of them.

    `names` are the fields that are asked for, where not all of them are.
    """
    here = facts.usable(snapshot, load_catalogue())
    fields, question = _asking(here, names)
    rows = snapshot.rows(question, [list(contact_ids)])
    said = {level: _named(fields, level) for level in ("contact", "account")}
    return {row["contact_id"]: _recipient(row, said) for row in rows}


@lru_cache(maxsize=64)
def _asking(
    here: frozenset[str], names: frozenset[str] | None
) -> tuple[tuple[MessageField, ...], str]:
    """The fields, and the question for them: the same for every batch of a campaign."""
    known = declared_fields().values()
    fields = tuple(one for one in known if names is None or one.name in names)
    question = exp.select(*(column("c", key).as_(key) for key in ("contact_id", "account_id")))
    for field in fields:
        if source := source_of(field, here):
            question = question.select(exp.alias_(source, field.name, quoted=True))
    question = question.select(column("a", "time_zone").as_("time_zone"))
    question = question.select(column("c", "language").as_("language"))
    question = question.from_("contacts AS c").join("accounts AS a", on=same("a"))
    if here:
        question = question.join(f"{facts.FACTS} AS f", on=same("f"), join_type="left")
    wanted = exp.In(this=column("c", "contact_id"), query=_unnested())
    return fields, dialects.text(question.where(wanted), dialects.DUCKDB)


def columns_of(
    snapshot: Snapshot, contact_ids: Sequence[str], names: Sequence[str]
) -> Iterator[tuple[Any, ...]]:
    """A contact's id, full name, language and these fields, row by row: cheaper than
    `recipients`.

    A field that this publication does not have, and one of another level, is none.
    """
    here = facts.usable(snapshot, load_catalogue())
    known = declared_fields()
    sources = [source_of(known[name], here) if name in known else None for name in names]
    question = exp.select(
        *(column("c", key) for key in ("contact_id", "full_name", "language"))
    )
    for number, source in enumerate(sources):
        question = question.select(exp.alias_(source or exp.null(), f"v{number}", quoted=True))
    question = question.from_("contacts AS c").join("accounts AS a", on=same("a"))
    if here:
        question = question.join(f"{facts.FACTS} AS f", on=same("f"), join_type="left")
    wanted = exp.In(this=column("c", "contact_id"), query=_unnested())
    table = snapshot.arrow(question.where(wanted), [list(contact_ids)])
    return zip(*(column.to_pylist() for column in table.columns), strict=True)


def recipient(snapshot: Snapshot, contact_id: str) -> Recipient | None:
    """One contact with its account, or nothing by that id."""
    return recipients(snapshot, [contact_id]).get(contact_id)


def found(
    snapshot: Snapshot,
    *,
    search: str = "",
    ordinals: Sequence[int] | None = None,
    among: Sequence[str] | None = None,
    limit: int = MOST_FOUND,
) -> list[Names]:
    """The first contacts by name whose name, address, position or company holds `search`.

    `ordinals` keeps to the contacts of those accounts, `among` to those contacts; none: all.
    """
    question, values = _within(ordinals, among)
    if search.strip():
        columns = [*(column("c", name) for name in SEARCHED), column("a", "name")]
        question = question.where(exp.or_(*(_holds(column) for column in columns)))
        values += [search.strip()] * len(columns)
    name = column("c", "full_name")
    question = question.order_by(_emptiness(name), name, column("c", "contact_id"))
    return _names(snapshot, question.limit(limit), values)


def count(snapshot: Snapshot, *, ordinals: Sequence[int] | None = None) -> int:
    """How many contacts there are to look at."""
    question, values = _within(ordinals)
    return int(
        snapshot.value(question.select(exp.Count(this=exp.Star()), append=False), values)
    )


def longest_named(
    snapshot: Snapshot,
    *,
    ordinals: Sequence[int] | None = None,
    among: Sequence[str] | None = None,
    limit: int = 1,
) -> list[Names]:
    """The contacts whose name and company are the longest: where a layout breaks first."""
    question, values = _within(ordinals, among)
    columns = (column("c", "full_name"), column("a", "name"))
    length = exp.Add(this=length_of(columns[0]), expression=length_of(columns[1]))
    question = question.order_by(exp.Ordered(this=length, desc=True), column("c", "contact_id"))
    return _names(snapshot, question.limit(limit), values)


def longest_filled(
    snapshot: Snapshot,
    names: Sequence[str],
    *,
    ordinals: Sequence[int] | None = None,
    among: Sequence[str] | None = None,
    limit: int = 1,
) -> list[Names]:
    """The contacts whose values of these fields are the longest together."""
    question, values = _within(ordinals, among)
    question, sources = with_facts(snapshot, question, names)
    lengths = [written_length(source) for source in sources.values() if source]
    whole = exp.func("list_sum", exp.Array(expressions=[*lengths, exp.Literal.number(0)]))
    question = question.order_by(exp.Ordered(this=whole, desc=True), column("c", "contact_id"))
    return _names(snapshot, question.limit(limit), values)


def gaps(
    snapshot: Snapshot, names: Sequence[str], *, ordinals: Sequence[int] | None = None
) -> Gaps:
    """Of how many contacts these fields would show as nothing; one pass over the base.

    A field that this publication does not have is missing to everybody.
    """
    question, values = _within(ordinals)
    question, sources = with_facts(snapshot, question, names)
    question = question.select(exp.Count(this=exp.Star()).as_("total"), append=False)
    known = {name: source for name, source in sources.items() if source}
    for number, source in enumerate(known.values()):
        having = exp.func("coalesce", exp.Sum(this=filled(source)), exp.Literal.number(0))
        question = question.select(exp.alias_(having, f"v{number}"))
    (row,) = snapshot.rows(question, values)
    total = int(row["total"])
    empty = {name: total - int(row[f"v{number}"]) for number, name in enumerate(known)}
    return Gaps(total, {name: empty.get(name, total) for name in sources})


def emptiest(
    snapshot: Snapshot,
    *,
    ordinals: Sequence[int] | None = None,
    among: Sequence[str] | None = None,
    limit: int = 1,
) -> list[Names]:
    """The contacts of whom we know least: where fallbacks show."""
    question, values = _within(ordinals, among)
    columns = [
        source for f in declared_fields().values() if (source := source_of(f, here=frozenset()))
    ]
    known = exp.func("list_sum", exp.Array(expressions=[filled(column) for column in columns]))
    question = question.order_by(known, column("c", "contact_id"))
    return _names(snapshot, question.limit(limit), values)


def _within(
    ordinals: Sequence[int] | None, among: Sequence[str] | None = None
) -> tuple[exp.Select, list[Any]]:
    question = (
        exp.select(
            column("c", "contact_id").as_("contact_id"),
            exp.func("coalesce", column("c", "full_name"), _empty()).as_("name"),
            exp.func("coalesce", column("a", "name"), _empty()).as_("account"),
        )
        .from_("contacts AS c")
        .join("accounts AS a", on=same("a"))
    )
    values: list[Any] = []
    if ordinals is not None:
        question = question.where(exp.In(this=of_account(), query=_unnested()))
        values.append([int(number) for number in ordinals])
    if among is not None:
        question = question.where(exp.In(this=column("c", "contact_id"), query=_unnested()))
        values.append(list(among))
    return question, values


def _names(snapshot: Snapshot, question: exp.Select, values: Sequence[Any]) -> list[Names]:
    return [Names(**row) for row in snapshot.rows(question, values)]


def _named(fields: Iterable[MessageField], level: str) -> list[tuple[str, str]]:
    """Of the fields of a level, the key and the name."""
    return [(field.key, field.name) for field in fields if field.level == level]


def _recipient(row: dict[str, Any], said: Mapping[str, list[tuple[str, str]]]) -> Recipient:
    return Recipient(
        contact_id=row["contact_id"],
        account_id=row["account_id"],
        time_zone=row["time_zone"] or "",
        contact={key: row.get(name) for key, name in said["contact"]},
        account={key: row.get(name) for key, name in said["account"]},
        language=(row["language"] or "").lower(),
    )


def _unnested() -> exp.Subquery:
    return exp.select(exp.func("unnest", exp.Placeholder())).subquery()


def _holds(column: exp.Column) -> exp.Func:
    """Whether a column holds the searched words, whatever their case: words, not a pattern."""
    return exp.func("contains", exp.Lower(this=column), exp.Lower(this=exp.Placeholder()))


def _emptiness(column: exp.Column) -> exp.Expression:
    """Sorts what has a name before what has none."""
    return exp.Paren(this=exp.EQ(this=length_of(column), expression=exp.Literal.number(0)))


def _empty() -> exp.Literal:
    return exp.Literal.string("")
