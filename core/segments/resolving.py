"""Sets that the house keeps, put into a rule before it is asked.

A live segment stands for its rule, a kept list or an audience for its accounts, and “written
to in the last N days” for the accounts that were. The rooms that know them are further down
the street, so whoever asks brings them along.
"""

from dataclasses import replace
from typing import Protocol

from core.foundation.refusal import Refusal
from core.segments.checking import effective
from core.segments.model import EVERYBODY, Combine, Condition, Group, Listed, Rule, conditions
from core.warehouse.fields import NEGATIONS

# Everybody, for inside a rule: there a group of nothing would be one not filled in.
EVERYONE = Group(Combine.NONE, (Listed("nobody", "", ()),))

SEGMENT, LIST, AUDIENCE = "in_segment", "in_list", "in_audience"
ADVICE = "in_advice"
SETS = (SEGMENT, LIST, AUDIENCE, ADVICE)
WRITTEN = "written_to"


class UnknownSet(Refusal):
    """A rule asks about a set that is not kept here."""


class Circle(Refusal):
    """A segment would rest on itself."""


class Sources(Protocol):
    """Where the sets are; each question raises `UnknownSet`."""

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        """The name and the current rule of a segment."""
        ...

    def listed(self, field: str, set_id: str) -> Listed:
        """The accounts of a list, an audience, or the top of a ranking."""
        ...

    def written_to(self, days: int) -> Listed:
        """The accounts that the house wrote to in the last so many days, today among them."""
        ...


class NoSources:
    """For rules that ask about no such set, or where none can be known."""

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        raise UnknownSet("segments-unknown-set", id=segment_id[:60])

    def listed(self, field: str, set_id: str) -> Listed:
        raise UnknownSet("segments-unknown-set", id=f"{field} {set_id}"[:60])

    def written_to(self, days: int) -> Listed:
        raise UnknownSet("segments-unknown-set", id=f"{WRITTEN} {days}"[:60])


def references(rule: Rule) -> set[tuple[str, str]]:
    """The sets a rule names, each as its field and its id; also where they are off."""
    return {
        (condition.field, str(one))
        for condition in conditions(rule)
        if condition.field in SETS and isinstance(condition.value, tuple)
        for one in condition.value
    }


def asks_the_house(rule: Rule) -> bool:
    """Whether a rule asks, itself, about what only the house knows: its sets, its sends."""
    return bool(references(rule)) or asks_about_sends(rule)


def asks_about_sends(rule: Rule) -> bool:
    """Whether a rule asks whom the house wrote to: then it holds for others after a send."""
    return any(condition.field == WRITTEN for condition in conditions(rule))


def resolved(rule: Rule, sources: Sources) -> Rule:
    """The rule with every set it asks about in the place of its name.

    Raises `UnknownSet`, and `Circle` for a segment that comes back to itself.
    """
    if not asks_the_house(rule):
        return rule
    return _resolved(rule, sources, ())


def abridged(rule: Rule, most: int) -> Rule:
    """A rule with so many accounts of each set at most, for a statement that people read."""
    if isinstance(rule, Listed):
        return replace(rule, accounts=rule.accounts[:most])
    if isinstance(rule, Condition):
        return rule
    return replace(rule, rules=tuple(abridged(one, most) for one in rule.rules))


def _resolved(rule: Rule, sources: Sources, chain: tuple[tuple[str, str], ...]) -> Rule:
    if isinstance(rule, Listed) or rule.is_off:
        return rule
    if isinstance(rule, Group):
        return replace(rule, rules=tuple(_resolved(one, sources, chain) for one in rule.rules))
    if rule.field == WRITTEN and isinstance(rule.value, int):
        return _either(rule, (sources.written_to(rule.value),))
    if rule.field not in SETS or not isinstance(rule.value, tuple):
        return rule
    return _either(rule, tuple(_set(rule, str(one), sources, chain) for one in rule.value))


def _either(condition: Condition, inner: tuple[Rule, ...]) -> Group:
    """In any of the sets, or, if so asked, in none."""
    return Group(Combine.NONE if condition.operator in NEGATIONS else Combine.ANY, inner)


def _set(
    condition: Condition, set_id: str, sources: Sources, chain: tuple[tuple[str, str], ...]
) -> Rule:
    if condition.field != SEGMENT:
        return sources.listed(condition.field, set_id)
    name, rule = sources.segment(set_id)
    way = (*chain, (set_id, name))
    if set_id in dict(chain):
        raise Circle("segments-circle", chain=" → ".join(name for _, name in way))
    # What is off in the segment goes here, or the parts around it would change their places.
    whole = effective(rule)
    return EVERYONE if whole == EVERYBODY else _resolved(whole, sources, way)
