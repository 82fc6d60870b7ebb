"""What is in a field: how much of it is known, how many values it has, how they are spread.

Asked once per publication and field, and kept. Of personal fields nothing is told but how many
rows have one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlglot import exp

from core.segments import bins, leaves
from core.segments.bins import Bar, Edge
from core.segments.cache import BoundedCache
from core.segments.ground import Ground
from core.warehouse import facts, months, windows
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Level
from core.warehouse.snapshot import Snapshot

HISTOGRAMS = BoundedCache(limit=8 * 2**20)  # bytes; some thousand fields
TOP = 15  # values that are named; the others are summed up
FEW = 50  # more different values than this, and most rows with their own: these are names

_TEXTS = (Kind.TEXT, Kind.CATEGORY, Kind.LIST)
_VALUE = exp.column("value", quoted=True)


@dataclass(frozen=True)
class Filled:
    """How many rows there are, and how many of them have a value.

    Rows are accounts, or contacts for what is a contact's; an account has a value of an event
    that happened to it at least once.
    """

    rows: int
    filled: int

    @property
    def share(self) -> float:
        """Of the rows, between 0 and 1."""
        return self.filled / self.rows if self.rows else 0.0


@dataclass(frozen=True)
class Histogram:
    """What is in a field of one publication; of a personal one, only how much of it is filled.

    Where almost every row has a value of its own there are no bars: they would be names.
    """

    rows: Filled
    different: int | None = None  # values; None where nobody counts them, or nobody shall
    bars: tuple[Bar, ...] = ()
    low: Edge | None = None
    middle: Edge | None = None  # the median
    high: Edge | None = None

    @property
    def bytes(self) -> int:
        return 200 * (1 + len(self.bars))


@dataclass(frozen=True)
class _Shares:
    by_field: dict[str, Filled]

    @property
    def bytes(self) -> int:
        return 200 * (1 + len(self.by_field))


def histogram(snapshot: Snapshot, field: Field, catalogue: Catalogue) -> Histogram:
    """What is in a field of this publication."""
    key = (snapshot.opening, catalogue.digest, field.key)
    return HISTOGRAMS.get(key, lambda: _histogram(snapshot, field, catalogue))


def filled(snapshot: Snapshot, catalogue: Catalogue) -> dict[str, Filled]:
    """How much of every field is filled in, by the field's key."""
    key = (snapshot.opening, catalogue.digest)
    return HISTOGRAMS.get(key, lambda: _shares(snapshot, catalogue)).by_field


def sql(snapshot: Snapshot, field: Field, catalogue: Catalogue) -> str:
    """The statement that finds the field's values in the published tables, for people."""
    ground = leaves.ground_of(snapshot, catalogue)
    if field.is_fact:
        question = facts.values([field], ground.as_of)
    elif field.level is Level.CONTACT:
        question = _values(field, ground)
    elif field.kind is Kind.SERIES:
        question = _amounts(field, ground)
    else:
        question = _moments(field, ground)
    return question.sql(dialect="duckdb", pretty=True)


def _histogram(snapshot: Snapshot, field: Field, catalogue: Catalogue) -> Histogram:
    rows = filled(snapshot, catalogue).get(field.key, Filled(0, 0))
    if field.personal or not field.has_source:
        return Histogram(rows)
    ground = leaves.ground_of(snapshot, catalogue)
    if field.level is Level.EVENT:
        return _dated(snapshot, _moments(field, ground), rows, is_event=True)
    if field.kind is Kind.SERIES:
        return _summed(snapshot, field, rows, ground)
    values = _values(field, ground)
    if field.kind in _TEXTS:
        return _named(snapshot, values, rows, is_list=field.kind is Kind.LIST)
    if field.kind is Kind.BOOLEAN:
        return _chosen(snapshot, values, rows)
    if field.kind is Kind.DATE:
        return _dated(snapshot, values, rows)
    return _counted(snapshot, values, rows)


def _values(field: Field, ground: Ground) -> exp.Select:
    """One row per account or contact, with the value of the field."""
    if field.level is Level.CONTACT:
        value = facts.value(field, ground.as_of)
        return exp.select(exp.alias_(value, "value", quoted=True)).from_("contacts")
    column = exp.alias_(exp.column(field.key, quoted=True), "value", quoted=True)
    return exp.select(column).from_(ground.values([field]).subquery("counted"))


def _moments(field: Field, ground: Ground) -> exp.Select:
    """One row per event that has happened, with its moment."""
    is_series = field.kind is Kind.SERIES
    moment = months.moment(field) if is_series else windows.resolved(field.sql, ground.as_of)
    rows = exp.select(exp.alias_(moment, "value", quoted=True)).from_(exp.to_table(field.table))
    span = (months.KEPT, 1, ground.as_of)
    rows = rows.where(
        windows.in_months(moment, *span)
        if is_series
        else windows.by_as_of(moment, ground.as_of)
    )
    kept = facts.kept(field, ground.as_of)
    return rows if kept is None else rows.where(kept)


def _amounts(field: Field, ground: Ground) -> exp.Select:
    """The rows a series adds up, each with its moment and its amount."""
    amount = windows.resolved(field.sql, ground.as_of)
    return _moments(field, ground).select(exp.alias_(amount, "amount"))


def _named(snapshot: Snapshot, values: exp.Select, rows: Filled, *, is_list: bool) -> Histogram:
    """The most frequent texts, and all the others together."""
    item: exp.Expr = exp.Explode(this=_VALUE.copy()) if is_list else _VALUE.copy()
    items = exp.select(exp.alias_(item, "value", quoted=True)).from_(values.subquery("asked"))
    texts = (
        exp.select(_VALUE.copy(), exp.alias_(exp.Count(this=exp.Star()), "held"))
        .from_(items.subquery("items"))
        .where(exp.NEQ(this=_VALUE.copy(), expression=exp.Literal.string("")))
        .group_by(_VALUE.copy())
    )
    whole = {"different": exp.Count(this=exp.Star()), "total": exp.Sum(this=exp.column("held"))}
    windowed = [exp.alias_(exp.Window(this=one), name) for name, one in whole.items()]
    top = exp.select(_VALUE.copy(), "held", *windowed).from_(texts.subquery("texts"))
    found = snapshot.rows(top.order_by("held DESC", "value").limit(TOP))
    if not found:
        return Histogram(rows, 0)
    different, total = found[0]["different"], int(found[0]["total"])
    if different > FEW and different * 2 > total:
        return Histogram(rows, different)
    bars = [Bar(row["held"], value=row["value"]) for row in found]
    if rest := total - sum(int(bar.count) for bar in bars):
        bars.append(Bar(rest))
    return Histogram(rows, different, tuple(bars))


def _chosen(snapshot: Snapshot, values: exp.Select, rows: Filled) -> Histogram:
    """Yes and no."""
    found = _column(snapshot, values, exp.DataType.Type.BOOLEAN)
    yes = int(found.sum())
    bars = (Bar(yes, value=True), Bar(len(found) - yes, value=False))
    return Histogram(rows, len(np.unique(found)), bars)


def _dated(
    snapshot: Snapshot, values: exp.Select, rows: Filled, *, is_event: bool = False
) -> Histogram:
    """Days in periods; of events each is counted, of fields each row."""
    days = _column(snapshot, values, exp.DataType.Type.DATE).astype("datetime64[D]")
    if not len(days):
        return Histogram(rows, None if is_event else 0)
    low, middle, high = np.sort(days)[[0, (len(days) - 1) // 2, -1]].tolist()
    different = None if is_event else len(np.unique(days))
    return Histogram(rows, different, bins.of_days(days), low, middle, high)


def _summed(snapshot: Snapshot, field: Field, rows: Filled, ground: Ground) -> Histogram:
    """What all accounts together come to in each of the last months."""
    first = exp.cast(exp.TimestampTrunc(this=_VALUE.copy(), unit=exp.var("MONTH")), "DATE")
    question = exp.select(
        exp.alias_(first, "month"), exp.alias_(exp.Sum(this=exp.column("amount")), "amount")
    ).from_(_amounts(field, ground).subquery("asked"))
    found = snapshot.rows(question.group_by("month").order_by("month"))
    bars = [
        Bar(round(row["amount"] or 0), low=row["month"], high=bins.month_after(row["month"]))
        for row in found
    ]
    return Histogram(rows, None, tuple(bars))


def _counted(snapshot: Snapshot, values: exp.Select, rows: Filled) -> Histogram:
    """Numbers in ranges."""
    numbers = _column(snapshot, values, exp.DataType.Type.DOUBLE)
    numbers = numbers[np.isfinite(numbers)]
    if not len(numbers):
        return Histogram(rows, 0)
    low, middle, high = float(numbers.min()), float(np.median(numbers)), float(numbers.max())
    different = len(np.unique(numbers))
    return Histogram(rows, different, bins.of_numbers(numbers), low, middle, high)


def _column(snapshot: Snapshot, values: exp.Select, kind: Any) -> NDArray[Any]:
    """The values that are known, in a type of the engine."""
    known = exp.Not(this=exp.Is(this=_VALUE.copy(), expression=exp.null()))
    cast = exp.alias_(exp.cast(_VALUE.copy(), kind), "value", quoted=True)
    question = exp.select(cast).from_(values.subquery("asked")).where(known)
    found: NDArray[Any] = snapshot.arrow(question).column(0).to_numpy()
    return found


def _shares(snapshot: Snapshot, catalogue: Catalogue) -> _Shares:
    ground = leaves.ground_of(snapshot, catalogue)
    found: dict[str, Filled] = {}
    for is_built in (True, False):  # a field declared since is counted by itself
        fields = [one for one in catalogue.facts() if (one.key in ground.columns) is is_built]
        columns = {one.key: exp.column(one.key, quoted=True) for one in fields}
        source = ground.values(fields).subquery("counted")
        found |= _filled(snapshot, source, fields, columns)
    contacts = catalogue.of_level(Level.CONTACT)
    values = {one.key: facts.value(one, ground.as_of) for one in contacts}
    found |= _filled(snapshot, exp.to_table("contacts"), contacts, values)
    for field in (*catalogue.of_level(Level.EVENT), *catalogue.of_kind(Kind.SERIES)):
        found[field.key] = _happened(snapshot, field, ground)
    return _Shares(found)


def _filled(
    snapshot: Snapshot, source: exp.Expr, fields: list[Field], columns: Mapping[str, exp.Expr]
) -> dict[str, Filled]:
    """How many rows of a table, and how many have each of the fields."""
    if not fields:
        return {}
    counts = [
        exp.alias_(exp.Count(this=_known(field, columns[field.key])), field.key, quoted=True)
        for field in fields
    ]
    rows = exp.alias_(exp.Count(this=exp.Star()), "all rows", quoted=True)
    (row,) = snapshot.rows(exp.select(rows, *counts).from_(source))
    return {field.key: Filled(row["all rows"], row[field.key]) for field in fields}


def _known(field: Field, value: exp.Expr) -> exp.Expr:
    if field.kind in (Kind.TEXT, Kind.CATEGORY):
        return exp.Nullif(this=value, expression=exp.Literal.string(""))
    return value


def _happened(snapshot: Snapshot, field: Field, ground: Ground) -> Filled:
    """How many accounts an event has happened to, or a series has an amount of."""
    accounts = exp.Count(this=exp.Distinct(expressions=[facts.ACCOUNT_ORDINAL.copy()]))
    question = _moments(field, ground).select(accounts, append=False)
    return Filled(leaves.size_of(snapshot), int(snapshot.value(question)))
