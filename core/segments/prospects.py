"""What is suggested, in numbers and in words, and the base as whoever looks for it sees it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlglot import exp

from core.foundation import words
from core.segments import leaves
from core.segments.bits import Bits
from core.segments.checking import checked
from core.segments.ground import Ground
from core.segments.model import Combine, Condition, Group, Rule
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field
from core.warehouse.snapshot import Snapshot

LEAST = 10  # accounts, below which a segment is not worth anybody's time
MOST = 1 / 3  # of the base: whom it holds for beyond that is not a segment
ACTIVE = "active"  # the status of an account that business is done with

Numbers = NDArray[np.float64]
Figure = Callable[[str], words.Value]  # what a language makes of a number


class Kind(StrEnum):
    RENEWAL = "renewal"  # a contract ends soon, and usage rises
    CROSSING = "crossing"  # one product without another that peers hold with it
    SILENT = "silent"  # much revenue, and no sale for long
    COOLING = "cooling"  # a large fee, and usage falls
    PROMOTER = "promoter"  # who recommends us, and holds little


@dataclass(frozen=True)
class Suggestion:
    """A rule worth a look, how many accounts it holds for, and the figures that say why.

    `stake` is what a sentence about money is made of; without it there is no such sentence.
    """

    kind: Kind
    rule: Rule
    accounts: int
    figures: Mapping[str, Figure]
    stake: Mapping[str, Figure] = field(default_factory=dict)

    def title(self, language: str) -> str:
        return words.say(language, f"suggestions-{self.kind}-title", **self._told(language))

    def reason(self, language: str) -> str:
        """Why it is worth a look, in one sentence with its numbers."""
        return words.say(language, f"suggestions-{self.kind}-reason", **self._told(language))

    def worth(self, language: str) -> str:
        """What is at stake, as it is today; empty where nobody can say."""
        if not self.stake:
            return ""
        told = {name: figure(language) for name, figure in self.stake.items()}
        return words.say(language, f"suggestions-{self.kind}-worth", **told)

    def _told(self, language: str) -> dict[str, words.Value]:
        return {name: figure(language) for name, figure in self.figures.items()}


def plural(number: int) -> Figure:
    """A number that decides the form of the word beside it."""
    return lambda _language: number


def text(value: str) -> Figure:
    """A name out of the base, the same in every language."""
    return lambda _language: value


def number(value: float) -> Figure:
    return lambda language: words.number(language, value)


def share(value: float) -> Figure:
    """Of something, between 0 and 1, in whole percent."""
    return lambda language: words.percent(language, value, digits=0)


def money(value: float) -> Figure:
    return lambda language: words.money(language, value)


@dataclass(frozen=True)
class Base:
    """One publication, for whoever looks for something: members of rules, numbers by account.

    Only fields out of `tables` may be asked about: the others are empty, or too old.
    """

    snapshot: Snapshot
    catalogue: Catalogue
    tables: frozenset[str]

    @cached_property
    def ground(self) -> Ground:
        return leaves.ground_of(self.snapshot, self.catalogue)

    @cached_property
    def active(self) -> tuple[Condition, ...]:
        """What keeps to accounts that business is done with, where the base tells them."""
        condition = Condition("status", "is", ACTIVE)
        if self.has("status") and self._bits(condition).count():
            return (condition,)
        return ()

    @cached_property
    def everybody(self) -> Bits:
        """Every account that business is done with."""
        return self._bits(Group(Combine.ALL, self.active))

    def has(self, *keys: str) -> bool:
        """Whether all of the fields are declared, and their sources can be believed."""
        fields = self.catalogue.fields
        return all(key in fields and fields[key].table in self.tables for key in keys)

    def rule(self, *rules: Rule) -> Group:
        """All of the rules, among accounts that business is done with."""
        return Group(Combine.ALL, (*self.active, *rules))

    def members(self, *rules: Rule) -> Bits:
        return self._bits(self.rule(*rules))

    def is_worth(self, chosen: Bits) -> bool:
        """Whether a segment is neither too small nor most of the base."""
        return LEAST <= chosen.count() <= MOST * max(self.everybody.count(), 1)

    def numbers(self, key: str) -> Numbers:
        """A field's value by account number; where it is not known, it is no number."""
        return self._column(key, exp.DataType.Type.DOUBLE).astype(np.float64)

    def days_since(self, key: str) -> Numbers:
        """How many days a field's day lies back, by account number."""
        days = self._column(key, exp.DataType.Type.DATE).astype("datetime64[D]")
        as_of = np.datetime64(self.snapshot.publication.as_of, "D")
        back = (as_of - days).astype(np.float64)
        back[np.isnat(days)] = np.nan
        return back

    def known(self, key: str) -> Numbers:
        """The values that are known of accounts that business is done with."""
        found = self.numbers(key)[self.everybody.mask()]
        return found[np.isfinite(found)]

    def total(self, key: str, chosen: Bits) -> float:
        """What a field comes to over the accounts chosen; nothing where it cannot be asked."""
        if not self.has(key):
            return 0.0
        return float(np.nansum(self.numbers(key)[chosen.mask()]))

    def _bits(self, rule: Rule) -> Bits:
        return leaves.bits(self.snapshot, checked(rule, self.catalogue), self.ground)

    def _column(self, key: str, kind: Any) -> NDArray[Any]:
        declared: Field = self.catalogue.fields[key]
        cast = exp.cast(exp.column(key, quoted=True), kind)
        rows = self.ground.values([declared]).subquery("seen")
        question = exp.select(exp.alias_(cast, "value")).from_(rows).order_by("ordinal")
        column = self.snapshot.arrow(question).column(0)
        found: NDArray[Any] = column.to_numpy(zero_copy_only=False)
        return found
