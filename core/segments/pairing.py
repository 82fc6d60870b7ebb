"""Which part of an earlier rule answers which part of a later one, and what answers nothing.

Groups are paired from the root down. What finds no answer where it stood is looked for in the
other groups, condition by condition: what was only moved has neither gone nor come.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.segments.editing import as_group
from core.segments.model import Condition, Group, Listed, Rule, conditions
from core.segments.notation import canonical


class Placed(NamedTuple):
    """A part of a rule, and the group it stands in; none: the whole rule's own."""

    rule: Rule
    group: Group | None


@dataclass
class Pairs:
    """Parts that answer each other and are not the same, and those that answer nothing.

    `moved` are parts of the later rule that hold conditions of the earlier one from elsewhere.
    """

    changed: list[tuple[Rule, Rule]] = field(default_factory=list)
    moved: list[Placed] = field(default_factory=list)
    gone: list[Placed] = field(default_factory=list)
    added: list[Placed] = field(default_factory=list)


def paired(before: Rule, after: Rule) -> Pairs:
    """Every part of the two rules that is not in both, in the same place."""
    pairs = Pairs()
    _pair(as_group(before), as_group(after), pairs, is_root=True)
    _find_moved(pairs)
    return pairs


def bare(rule: Rule) -> Rule:
    """The part as if it were switched on."""
    return rule if isinstance(rule, Listed) else replace(rule, is_off=False)


def _pair(before: Group, after: Group, pairs: Pairs, *, is_root: bool) -> None:
    if _head(before) != _head(after):
        pairs.changed.append((before, after))
    left, right = list(before.rules), list(after.rules)
    list(_matched(left, right, canonical))
    pairs.changed += _matched(left, right, lambda rule: canonical(bare(rule)))
    for old, new in _alike(left, right):
        _pair(old, new, pairs, is_root=False)
    for of in (_question, _field):
        pairs.changed += _matched(left, right, of)
    pairs.gone += [Placed(one, None if is_root else before) for one in left]
    pairs.added += [Placed(one, None if is_root else after) for one in right]


def _head(group: Group) -> tuple[object, ...]:
    """What a group says besides its rules."""
    return group.combine, group.contacts, group.is_off


def _question(rule: Rule) -> str | None:
    return f"{rule.field} {rule.operator}" if isinstance(rule, Condition) else None


def _field(rule: Rule) -> str | None:
    return rule.field if isinstance(rule, Condition) else None


def _matched(
    left: list[Rule], right: list[Rule], key: Callable[[Rule], str | None]
) -> Iterator[tuple[Rule, Rule]]:
    """Take out of both sides what has the same key, in its order."""
    waiting: dict[str, list[Rule]] = {}
    for new in right:
        if (name := key(new)) is not None:
            waiting.setdefault(name, []).append(new)
    for old in list(left):
        name = key(old)
        if name is not None and waiting.get(name):
            new = waiting[name].pop(0)
            _take(left, old)
            _take(right, new)
            yield old, new


def _alike(left: list[Rule], right: list[Rule]) -> Iterator[tuple[Group, Group]]:
    """Take out of both sides the groups that have most in common, the most alike first."""
    while True:
        ranked = [
            (_likeness(old, new), old, new)
            for old in left
            for new in right
            if isinstance(old, Group) and isinstance(new, Group)
        ]
        best = max(ranked, key=lambda one: one[0], default=(0, None, None))
        if not best[0] or best[1] is None or best[2] is None:
            return
        _take(left, best[1])
        _take(right, best[2])
        yield best[1], best[2]


def _likeness(one: Group, other: Group) -> int:
    """How many conditions two groups share; the same field alone counts less."""
    whole = Counter(map(canonical, conditions(one))) & Counter(
        map(canonical, conditions(other))
    )
    fields = Counter(c.field for c in conditions(one)) & Counter(
        c.field for c in conditions(other)
    )
    return 10 * whole.total() + fields.total()


def _take(side: list[Rule], rule: Rule) -> None:
    """Take this very part away, not one that only looks like it."""
    del side[next(place for place, one in enumerate(side) if one is rule)]


def _find_moved(pairs: Pairs) -> None:
    """Tell what was put into another place from what went and what came."""
    away = Counter(_key(one) for placed in pairs.gone for one in conditions(placed.rule))
    here = Counter(_key(one) for placed in pairs.added for one in conditions(placed.rule))
    left, came = away & here, away & here
    added, gone = [], []
    for placed in pairs.added:
        new = _without(placed, came)
        if new != [placed]:
            pairs.moved.append(placed)
        added += new
    for placed in pairs.gone:
        gone += _without(placed, left)
    pairs.added, pairs.gone = added, gone


def _without(placed: Placed, known: Counter[str]) -> list[Placed]:
    """The part, or its conditions that are not among the known ones, which are used up."""
    kept = []
    inner = list(conditions(placed.rule))
    for one in inner:
        if known[_key(one)]:
            known[_key(one)] -= 1
        else:
            kept.append(one)
    if len(kept) == len(inner):
        return [placed]
    group = placed.rule if isinstance(placed.rule, Group) else placed.group
    return [Placed(one, group) for one in kept]


def _key(condition: Condition) -> str:
    return canonical(bare(condition))
