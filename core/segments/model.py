"""A segment and its rule: groups of conditions over the fields of the catalogue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import NewType

SegmentId = NewType("SegmentId", str)
ListId = NewType("ListId", str)

Path = tuple[int, ...]  # where in a rule: which rule of the root, which of that, …


class Combine(StrEnum):
    """How the rules of a group go together."""

    ALL = "all"
    ANY = "any"
    NONE = "none"  # everybody for whom not one of them holds, unknown facts included


@dataclass(frozen=True)
class Times:
    """So many times in so many days."""

    times: int
    days: int


@dataclass(frozen=True)
class Amount:
    """So much in so many whole months before this one."""

    amount: int | float
    months: int


@dataclass(frozen=True)
class Change:
    """By so many percent: so many whole months against as many before them."""

    percent: int | float
    months: int


Plain = str | int | float | date
Value = Plain | tuple[Plain, ...] | Times | Amount | Change | None

EVERY = 0  # contacts of an account: each of them, and there is one


@dataclass(frozen=True)
class Condition:
    """One field, one operator, and a value of the operator's shape; None: not filled in yet.

    What is off stands in the rule and says nothing.
    """

    field: str
    operator: str
    value: Value = None
    is_off: bool = False


@dataclass(frozen=True)
class Group:
    """Rules that go together. All of nothing is everybody; any of nothing is nobody.

    With `contacts`, the rules are about one contact, the same for all of them, and the group
    holds for accounts with so many such contacts at least, or whose every contact is such.
    """

    combine: Combine
    rules: tuple["Rule", ...] = ()
    contacts: int | None = None
    is_off: bool = False


@dataclass(frozen=True, eq=False)
class Listed:
    """A set of accounts by their ids, brought along from outside the client facts.

    It stands in a rule that is asked, never in one that is saved. `name` says which set it is,
    `digest` what is in it.
    """

    name: str
    digest: str
    accounts: tuple[str, ...]


Rule = Group | Condition | Listed

EVERYBODY = Group(Combine.ALL)


@dataclass(frozen=True)
class Segment:
    """A named rule, as one saved version of it says; folder and tags are those of today."""

    id: SegmentId
    name: str
    version: int
    rule: Rule
    created_by: str
    created_at: datetime
    saved_by: str
    saved_at: datetime
    note: str = ""
    archived_at: datetime | None = None
    folder: str = ""  # a path such as “Sales / North”; empty: in none
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class SegmentList:
    """The accounts a rule held for on one day, kept under a name: they do not change any more.

    `segment_id` and `segment_version` are none where the rule was not that of a saved version.
    """

    id: ListId
    name: str
    rule: Rule
    segment_id: SegmentId | None
    segment_version: int | None
    publication: int
    as_of: date
    accounts: int
    digest: str  # of the account ids
    made_by: str
    made_at: datetime
    note: str = ""
    archived_at: datetime | None = None


@dataclass(frozen=True)
class Counts:
    """How many accounts a rule holds for, their contacts, and those with an e-mail address."""

    accounts: int
    contacts: int
    emailable: int


def conditions(rule: Rule) -> Iterator[Condition]:
    """Every condition of a rule, in reading order."""
    for _, node in walk(rule):
        if isinstance(node, Condition):
            yield node


def walk(rule: Rule, path: Path = ()) -> Iterator[tuple[Path, Rule]]:
    """Every group and condition of a rule with where it stands, the outer before the inner."""
    yield path, rule
    if isinstance(rule, Group):
        for position, inner in enumerate(rule.rules):
            yield from walk(inner, (*path, position))
