"""A field of the catalogue: what it means, where it rests, and what may be asked of it."""

from dataclasses import dataclass, field
from enum import StrEnum

from core.foundation import words


class Kind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    MONEY = "money"
    DATE = "date"
    BOOLEAN = "boolean"
    CATEGORY = "category"
    LIST = "list"
    EVENT = "event"
    SERIES = "series"  # an amount per calendar month
    MEMBERSHIP = "membership"  # of a set that the house keeps: a segment, a list, an audience
    WRITTEN = "written"  # when the house wrote to the account: it keeps its sends itself
    EXPRESSION = "expression"  # a test over other fields, written in SQL


OF_THE_HOUSE = frozenset({Kind.MEMBERSHIP, Kind.WRITTEN})  # kept in its store, not published
COUNTED = OF_THE_HOUSE | {Kind.SERIES, Kind.EXPRESSION}  # no value of their own


class Level(StrEnum):
    ACCOUNT = "account"
    CONTACT = "contact"
    EVENT = "event"


class Shape(StrEnum):
    """What kind of value an operator takes."""

    NOTHING = "nothing"
    ONE = "one"  # a value of the field's own kind
    MANY = "many"  # several texts
    PAIR = "pair"  # from and to, both included
    DAYS = "days"
    TIMES = "times"  # so many times in so many days
    COUNT = "count"  # of accounts
    PERCENT = "percent"  # of accounts
    GROUPING = "grouping"  # the category field that accounts are compared within
    AMOUNT = "amount"  # so much in so many months
    CHANGE = "change"  # by so many percent, so many months against those before
    SETS = "sets"  # ids of sets the house keeps
    SQL = "sql"  # a boolean expression


OPERATORS: dict[str, Shape] = {
    "is": Shape.ONE,
    "is_not": Shape.ONE,
    "one_of": Shape.MANY,
    "none_of": Shape.MANY,
    "contains": Shape.ONE,
    "not_contains": Shape.ONE,
    "starts_with": Shape.ONE,
    "equals": Shape.ONE,
    "at_least": Shape.ONE,
    "at_most": Shape.ONE,
    "more_than": Shape.ONE,
    "less_than": Shape.ONE,
    "between": Shape.PAIR,
    "before": Shape.ONE,
    "after": Shape.ONE,
    "in_last_days": Shape.DAYS,
    "not_in_last_days": Shape.DAYS,
    "in_next_days": Shape.DAYS,
    "is_true": Shape.NOTHING,
    "is_false": Shape.NOTHING,
    "has_any": Shape.MANY,
    "has_all": Shape.MANY,
    "has_none": Shape.MANY,
    "at_least_times": Shape.TIMES,
    "at_most_times": Shape.TIMES,
    "exactly_times": Shape.TIMES,
    "is_not_empty": Shape.NOTHING,
    "is_empty": Shape.NOTHING,
    "top_count": Shape.COUNT,
    "bottom_count": Shape.COUNT,
    "top_percent": Shape.PERCENT,
    "bottom_percent": Shape.PERCENT,
    "above_median_of": Shape.GROUPING,
    "below_median_of": Shape.GROUPING,
    "sum_at_least": Shape.AMOUNT,
    "sum_at_most": Shape.AMOUNT,
    "mean_at_least": Shape.AMOUNT,
    "mean_at_most": Shape.AMOUNT,
    "rose_by": Shape.CHANGE,
    "fell_by": Shape.CHANGE,
    "in_any": Shape.SETS,
    "in_none": Shape.SETS,
    "written_in_last_days": Shape.DAYS,
    "not_written_in_last_days": Shape.DAYS,
    "holds": Shape.SQL,
}

# Each holds exactly where the other does not, unknown facts included.
NEGATIONS: dict[str, str] = {
    "is_not": "is",
    "none_of": "one_of",
    "not_contains": "contains",
    "not_in_last_days": "in_last_days",
    "is_false": "is_true",
    "has_none": "has_any",
    "is_empty": "is_not_empty",
    "in_none": "in_any",
    "not_written_in_last_days": "written_in_last_days",
}

_AMOUNTS = ("at_least", "at_most", "between", "more_than", "less_than", "equals")
_RANKS = ("top_percent", "bottom_percent", "top_count", "bottom_count")
_MEDIANS = ("above_median_of", "below_median_of")
_FILLED = ("is_not_empty", "is_empty")

BY_KIND: dict[Kind, tuple[str, ...]] = {
    Kind.TEXT: ("contains", "not_contains", "is", "is_not", "starts_with", *_FILLED),
    Kind.CATEGORY: ("one_of", "none_of", "is", "is_not", "contains", *_FILLED),
    Kind.NUMBER: (*_AMOUNTS, *_RANKS, *_MEDIANS, *_FILLED),
    Kind.MONEY: (*_AMOUNTS, *_RANKS, *_MEDIANS, *_FILLED),
    Kind.DATE: (
        "in_last_days",
        "not_in_last_days",
        "in_next_days",
        "before",
        "after",
        "between",
        *_FILLED,
    ),
    Kind.BOOLEAN: ("is_true", "is_false"),
    Kind.LIST: ("has_any", "has_all", "has_none", *_FILLED),
    Kind.EVENT: ("at_least_times", "at_most_times", "exactly_times"),
    Kind.SERIES: (
        "sum_at_least",
        "sum_at_most",
        "mean_at_least",
        "mean_at_most",
        "rose_by",
        "fell_by",
    ),
    Kind.MEMBERSHIP: ("in_any", "in_none"),
    Kind.WRITTEN: ("not_written_in_last_days", "written_in_last_days"),
    Kind.EXPRESSION: ("holds",),
}


def usual_operators(kind: Kind, *, is_always_filled: bool) -> tuple[str, ...]:
    """What a field of a kind may be asked; not whether it is filled in, where it always is."""
    skipped = _FILLED if is_always_filled else ()
    return tuple(name for name in BY_KIND[kind] if name not in skipped)


@dataclass(frozen=True)
class Field:
    """One declared field.

    `sql` is an expression over the columns of `table` (a column's name is one, too). On the
    account level, over any table but ``accounts``, it is an aggregate per account over the rows
    that `where` keeps; an account without such rows has the value `missing`. A list field's
    `sql` is its item, an event field's `sql` is the column that says when, a series' `sql` is
    what is added up per month. The words ``as_of``, ``in_last_days(x, n)``,
    ``in_months(x, first, last)`` and ``by_as_of(x)`` are replaced by days before any engine
    reads it (`windows`).
    """

    key: str
    level: Level
    kind: Kind
    table: str
    sql: str
    labels: dict[str, str]
    descriptions: dict[str, str]
    group: str
    operators: tuple[str, ...]
    where: str = ""
    missing: int | None = None
    personal: bool = False
    in_messages: bool = False
    unit: str = ""
    values: dict[str, dict[str, str]] = field(default_factory=dict)  # codes, in words
    put_away: frozenset[str] = frozenset()  # of the values: known by name, offered no more

    def label(self, language: str) -> str:
        return self.labels[language]

    def description(self, language: str) -> str:
        return self.descriptions[language]

    def shown(self, value: str, language: str) -> str:
        """A value as people read it: the words for a code, or the value itself."""
        said = self.values.get(value, {}).get(language)
        if said is not None:
            return said
        return words.clock(language, value) if self.key == "time_zone" else value

    @property
    def offered(self) -> list[str]:
        """The values that have words and may be chosen."""
        return [value for value in self.values if value not in self.put_away]

    @property
    def is_derived(self) -> bool:
        """Whether it is counted out of another table than the level's own."""
        return self.level is Level.ACCOUNT and self.table != "accounts"

    @property
    def is_fact(self) -> bool:
        """Whether every account has a value of it: a column of the account facts."""
        return self.level is Level.ACCOUNT and self.kind not in COUNTED

    @property
    def has_source(self) -> bool:
        """Whether the published tables say anything of it: not what the house keeps itself."""
        return self.kind not in OF_THE_HOUSE | {Kind.EXPRESSION}

    @property
    def definition(self) -> str:
        """What its value depends on: two fields with one definition have one value."""
        return "|".join((self.kind, self.table, self.sql, self.where, str(self.missing)))
