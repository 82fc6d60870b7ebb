"""What changed between two rules, in sentences: came, went, another value, another place."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from core.foundation.words import say
from core.segments.editing import as_group
from core.segments.model import EVERY, Condition, Group, Listed, Rule
from core.segments.notation import canonical
from core.segments.pairing import Placed, bare, paired
from core.segments.sentence import BLANK, SHOWN, phrase
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Shape

NAMED = 3  # parts that a group is called by


class Tone(StrEnum):
    """What kind of change a line tells of."""

    ADDED = "added"
    GONE = "gone"
    CHANGED = "changed"
    MOVED = "moved"
    OFF = "off"
    ON = "on"


class Difference(NamedTuple):
    tone: Tone
    text: str


def is_same(before: Rule, after: Rule) -> bool:
    """Whether two rules say the same; a condition alone is a group of it."""
    return canonical(as_group(before)) == canonical(as_group(after))


def differences(
    before: Rule, after: Rule, catalogue: Catalogue, language: str
) -> list[Difference]:
    """What was added, removed, changed, moved, switched off and on; empty: nothing at all."""
    if is_same(before, after):
        return []
    told = _Teller(catalogue, language)
    pairs = paired(before, after)
    lines = [line for old, new in pairs.changed for line in told.changed(old, new)]
    lines += [told.placed(Tone.MOVED, one) for one in pairs.moved]
    lines += [told.placed(Tone.GONE, one) for one in pairs.gone]
    lines += [told.placed(Tone.ADDED, one) for one in pairs.added]
    return lines or [told.line(Tone.MOVED, "library-diff-order")]


@dataclass(frozen=True)
class _Teller:
    """Says each change in a language, over a catalogue that knows what the sets are called."""

    catalogue: Catalogue
    language: str

    def line(self, tone: Tone, key: str, **values: str) -> Difference:
        return Difference(tone, say(self.language, key, **values))

    def placed(self, tone: Tone, placed: Placed) -> Difference:
        """Something came, went or moved, in a group or in the rule's own."""
        rule = self._said(placed.rule)
        if _is_off(placed.rule):
            rule = say(self.language, "library-diff-while-off", rule=rule)
        if tone is Tone.MOVED and isinstance(placed.rule, Group):
            return self.line(tone, "library-diff-regrouped", rule=rule)
        if placed.group is None or isinstance(placed.rule, Group):
            return self.line(tone, f"library-diff-{tone}", rule=rule)
        group = self._combined(placed.group)
        return self.line(tone, f"library-diff-{tone}-within", rule=rule, group=group)

    def changed(self, old: Rule, new: Rule) -> Iterator[Difference]:
        """What is another in two parts that answer each other."""
        if isinstance(old, Group) and isinstance(new, Group):
            yield from self._group(old, new)
        elif bare(old) != bare(new):
            yield self._condition(old, new)
        if _is_off(old) != _is_off(new):
            tone = Tone.OFF if _is_off(new) else Tone.ON
            yield self.line(tone, f"library-diff-{tone}", rule=self._said(new))

    def _group(self, old: Group, new: Group) -> Iterator[Difference]:
        named = self._named(new)
        for key, before, after in (
            ("combine", self._combined(old), self._combined(new)),
            ("contacts", self._contacts(old.contacts), self._contacts(new.contacts)),
        ):
            if before != after:
                yield self.line(
                    Tone.CHANGED, f"library-diff-{key}", rules=named, before=before, after=after
                )

    def _condition(self, old: Rule, new: Rule) -> Difference:
        """Another value; where a condition has many, only those that came and went."""
        if isinstance(old, Condition) and isinstance(new, Condition) and _is_many(old, new):
            came, went = self._values(new, old), self._values(old, new)
            key = "both" if came and went else "added" if came else "gone"
            name = self._field(new)
            return self.line(
                Tone.CHANGED, f"library-diff-values-{key}", field=name, added=came, gone=went
            )
        before, after = self._said(old), self._said(new)
        return self.line(Tone.CHANGED, "library-diff-changed", before=before, after=after)

    def _values(self, of: Condition, without: Condition) -> str:
        """The values of one condition that another one does not have."""
        field = self.catalogue.fields.get(of.field)
        mine, theirs = (
            one.value if isinstance(one.value, tuple) else () for one in (of, without)
        )
        new = [str(one) for one in mine if one not in theirs]
        shown = [field.shown(one, self.language) if field else one for one in new[:SHOWN]]
        text = ", ".join(say(self.language, "library-quoted", name=one) for one in shown)
        rest = len(new) - SHOWN
        return text + (say(self.language, "library-and-more", count=rest) if rest > 0 else "")

    def _named(self, group: Group) -> str:
        """What a group is called by: its first parts."""
        text = "; ".join(self._said(one) for one in group.rules[:NAMED])
        rest = len(group.rules) - NAMED
        more = say(self.language, "library-and-more", count=rest) if rest > 0 else ""
        return (text or BLANK) + more

    def _field(self, condition: Condition) -> str:
        field = self.catalogue.fields.get(condition.field)
        return field.label(self.language) if field else condition.field

    def _combined(self, group: Group) -> str:
        return say(self.language, f"library-combine-{group.combine}")

    def _contacts(self, least: int | None) -> str:
        if least is None:
            return say(self.language, "library-contacts-none")
        if least == EVERY:
            return say(self.language, "library-contacts-every")
        return say(self.language, "library-contacts-some", count=least)

    def _said(self, rule: Rule) -> str:
        return phrase(rule, self.catalogue, self.language)


def _is_off(rule: Rule) -> bool:
    return not isinstance(rule, Listed) and rule.is_off


def _is_many(old: Condition, new: Condition) -> bool:
    """Whether two conditions ask the same of two sets of values."""
    is_same = (old.field, old.operator) == (new.field, new.operator)
    has_both = isinstance(old.value, tuple) and isinstance(new.value, tuple)
    return is_same and has_both and OPERATORS.get(old.operator) in (Shape.MANY, Shape.SETS)
