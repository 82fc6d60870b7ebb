"""Editing a rule: every change is a new rule, and the ones before are kept for undo."""

from dataclasses import replace

from core.foundation.refusal import Refusal
from core.segments.model import Combine, Condition, Group, Listed, Path, Rule, walk
from core.segments.notation import MAX_DEPTH, MAX_NODES
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import NEGATIONS, OPERATORS, Field, Kind


class CannotEdit(Refusal):
    """The rule has no such place, or no room for that."""


def as_group(rule: Rule) -> Group:
    """A rule that conditions can be added to."""
    return rule if isinstance(rule, Group) else Group(Combine.ALL, (rule,))


def new_condition(field: Field) -> Condition:
    """A condition on a field with its first operator, not filled in where it takes a value."""
    return Condition(field.key, field.operators[0])


def node(rule: Rule, path: Path) -> Rule:
    """What stands at a place. Raises `CannotEdit` where nothing does."""
    for position in path:
        if not isinstance(rule, Group) or not 0 <= position < len(rule.rules):
            raise CannotEdit("segments-no-such-place")
        rule = rule.rules[position]
    return rule


def replaced(rule: Rule, path: Path, new: Rule) -> Rule:
    """The rule with another node at the place."""
    if not path:
        return new
    group = _group(rule, path[:-1])
    position = _position(group, path)
    inner = (*group.rules[:position], new, *group.rules[position + 1 :])
    return replaced(rule, path[:-1], replace(group, rules=inner))


def added(rule: Rule, path: Path, new: Rule) -> Rule:
    """The rule with a node more at the end of the group at the place."""
    group = _group(rule, path)
    return _bounded(replaced(rule, path, replace(group, rules=(*group.rules, new))))


def removed(rule: Rule, path: Path) -> Rule:
    """The rule without the node at the place; without its root it is everybody."""
    if not path:
        return Group(Combine.ALL)
    group = _group(rule, path[:-1])
    position = _position(group, path)
    inner = (*group.rules[:position], *group.rules[position + 1 :])
    return replaced(rule, path[:-1], replace(group, rules=inner))


def moved(rule: Rule, path: Path, *, by: int) -> Rule:
    """The rule with the node so many places further down (or up) in its group, if it can."""
    if not path:
        return rule
    group = _group(rule, path[:-1])
    position = _position(group, path)
    target = min(max(position + by, 0), len(group.rules) - 1)
    inner = list(group.rules)
    inner.insert(target, inner.pop(position))
    return replaced(rule, path[:-1], replace(group, rules=tuple(inner)))


def copied(rule: Rule, path: Path) -> Rule:
    """The rule with the node once more, right behind itself."""
    if not path:
        raise CannotEdit("segments-no-such-place")
    group = _group(rule, path[:-1])
    position = _position(group, path)
    inner = (*group.rules[: position + 1], *group.rules[position:])
    return _bounded(replaced(rule, path[:-1], replace(group, rules=inner)))


def grouped(rule: Rule, path: Path, combine: Combine = Combine.ALL) -> Rule:
    """The rule with the node in a group of its own."""
    return _bounded(replaced(rule, path, Group(combine, (node(rule, path),))))


def switched(rule: Rule, path: Path) -> Rule:
    """The rule with the node off where it was on, or on again."""
    found = node(rule, path)
    assert not isinstance(found, Listed)
    return replaced(rule, path, replace(found, is_off=not found.is_off))


def negated(rule: Rule, path: Path, catalogue: Catalogue) -> Rule:
    """The rule with the opposite of the node in its place; twice is as before."""
    return _bounded(replaced(rule, path, _opposite(node(rule, path), catalogue)))


def moved_in(rule: Rule, path: Path) -> Rule:
    """The rule with the node at the end of the group before it, or else after it."""
    group = _group(rule, path[:-1]) if path else None
    at = path[-1] if path else 0
    for other in (at - 1, at + 1):
        if group is None or not 0 <= other < len(group.rules):
            continue
        neighbor = group.rules[other]
        if isinstance(neighbor, Group):
            widened = replace(neighbor, rules=(*neighbor.rules, group.rules[at]))
            filled = replaced(rule, (*path[:-1], other), widened)
            return _bounded(removed(filled, path))
    raise CannotEdit("segments-no-group-beside")


def moved_out(rule: Rule, path: Path) -> Rule:
    """The rule with the node behind the group it stood in; a group left empty goes."""
    if len(path) < 2:  # noqa: PLR2004 – the root, or already outermost
        raise CannotEdit("segments-no-group-around")
    around = _group(rule, path[:-2])
    inner = _group(rule, path[:-1])
    at = _position(around, path[:-1])
    rest = tuple(one for place, one in enumerate(inner.rules) if place != path[-1])
    kept = (replace(inner, rules=rest),) if rest else ()
    rules = (*around.rules[:at], *kept, inner.rules[path[-1]], *around.rules[at + 1 :])
    return replaced(rule, path[:-2], replace(around, rules=rules))


def among_contacts(rule: Rule, path: Path, least: int | None) -> Rule:
    """The rule with the group at the place about so many contacts, or about the account."""
    return replaced(rule, path, replace(_group(rule, path), contacts=least))


def ungrouped(rule: Rule, path: Path) -> Rule:
    """The rule with the group's nodes in the group around it."""
    inner = _group(rule, path)
    if not path:
        return rule
    group = _group(rule, path[:-1])
    position = _position(group, path)
    rules = (*group.rules[:position], *inner.rules, *group.rules[position + 1 :])
    return replaced(rule, path[:-1], replace(group, rules=rules))


def recombined(rule: Rule, path: Path, combine: Combine) -> Rule:
    """The rule with the group at the place going together in another way."""
    return replaced(rule, path, replace(_group(rule, path), combine=combine))


def refielded(condition: Condition, field: Field, catalogue: Catalogue) -> Condition:
    """The condition on another field; where the kind is the same, what fits stays."""
    before = catalogue.fields.get(condition.field)
    is_same_kind = before is not None and before.kind is field.kind
    if not is_same_kind or condition.operator not in field.operators:
        return new_condition(field)
    # A text out of one field's values means nothing among another's.
    keeps = before == field or field.kind not in (Kind.CATEGORY, Kind.LIST, Kind.TEXT)
    return replace(condition, field=field.key, value=condition.value if keeps else None)


def reoperated(condition: Condition, operator: str) -> Condition:
    """The condition with another operator; the value stays where it has the same shape."""
    same = OPERATORS[condition.operator] is OPERATORS[operator]
    return replace(condition, operator=operator, value=condition.value if same else None)


def _opposite(found: Rule, catalogue: Catalogue) -> Rule:
    if isinstance(found, Condition) and found.field in catalogue.fields:
        other = _OPPOSITES.get(found.operator, "")
        if other in catalogue.fields[found.field].operators:
            return replace(found, operator=other)
    if isinstance(found, Group) and found.contacts is None:
        if found.combine is Combine.ANY:
            return replace(found, combine=Combine.NONE)
        if found.combine is Combine.NONE:
            alone = len(found.rules) == 1 and not found.is_off
            return found.rules[0] if alone else replace(found, combine=Combine.ANY)
    return Group(Combine.NONE, (found,))


_OPPOSITES = NEGATIONS | {other: one for one, other in NEGATIONS.items()}


def _group(rule: Rule, path: Path) -> Group:
    found = node(rule, path)
    if not isinstance(found, Group):
        raise CannotEdit("segments-no-such-place")
    return found


def _position(group: Group, path: Path) -> int:
    if not 0 <= path[-1] < len(group.rules):
        raise CannotEdit("segments-no-such-place")
    return path[-1]


def _bounded(rule: Rule) -> Rule:
    places = [path for path, _ in walk(rule)]
    if len(places) > MAX_NODES or max(map(len, places)) > MAX_DEPTH:
        raise CannotEdit("segments-rule-too-large")
    return rule
