"""Does a rule make sense over this catalogue? Where not, the refusal names what does not."""

from dataclasses import replace

from core.foundation.refusal import Refusal
from core.segments.expressions import BadExpression
from core.segments.fitting import BadValue, fitted
from core.segments.model import EVERYBODY, Condition, Group, Listed, Path, Rule, walk
from core.segments.nearest import nearest
from core.segments.notation import MAX_NODES, BadRule
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import OPERATORS, Level


class UnknownField(Refusal):
    """The catalogue has no field of that name that a rule may ask about."""


class UnknownOperator(Refusal):
    """The field cannot be asked that."""


class EmptyGroup(Refusal):
    """A group without conditions says nothing: it must be filled or removed."""


class Misplaced(Refusal):
    """A group about one contact asks about contacts only, and has no such group inside."""


UNFIT = (UnknownField, UnknownOperator, BadValue, BadExpression, Misplaced)


def checked(rule: Rule, catalogue: Catalogue) -> Rule:
    """The rule with every value in its own type, or a refusal that names what does not fit.

    Raises `UnknownField`, `UnknownOperator`, `BadValue`, `BadExpression`, `EmptyGroup`,
    `Misplaced`, and `BadRule` for a rule without end. Only the whole rule may be a group of
    nothing: everybody. What is off is checked like the rest and stays off.
    """
    if rule == EVERYBODY:
        return rule
    if sum(1 for _ in walk(rule)) > MAX_NODES:
        raise BadRule("segments-rule-too-large")
    return _checked(rule, catalogue)


def effective(rule: Rule) -> Rule:
    """What a checked rule really asks: without what is off, and without groups left empty."""
    return _effective(rule) or EVERYBODY


def is_complete(condition: Condition, catalogue: Catalogue) -> bool:
    """Whether a condition is filled in so that it can be counted."""
    return fault_of(condition, catalogue) is None


def fault_of(condition: Condition, catalogue: Catalogue) -> Refusal | None:
    """What keeps a condition from being counted, if anything."""
    try:
        _checked(condition, catalogue)
    except UNFIT as fault:
        return fault
    return None


def typed(rule: Rule, catalogue: Catalogue) -> Rule:
    """The rule with every value that fits in its own type: a day written in JSON is a day."""
    if isinstance(rule, Condition):
        return _checked_condition(rule, catalogue) if is_complete(rule, catalogue) else rule
    if isinstance(rule, Listed):
        return rule
    return replace(rule, rules=tuple(typed(inner, catalogue) for inner in rule.rules))


def completed(rule: Rule, catalogue: Catalogue) -> tuple[Rule, dict[Path, Path]]:
    """A rule on its way: without what is off or not filled in, and without groups left empty.

    The places lead from each node of the rule that stayed to where it now stands.
    """
    places: dict[Path, Path] = {}
    sound = _Completion(catalogue, places).of(rule, path=(), place=(), is_of_contact=False)
    return (sound, places) if sound is not None else (EVERYBODY, {(): ()})


class _Completion:
    """What of a rule can be counted so far."""

    def __init__(self, catalogue: Catalogue, places: dict[Path, Path]) -> None:
        self.catalogue, self.places = catalogue, places

    def of(self, rule: Rule, *, path: Path, place: Path, is_of_contact: bool) -> Rule | None:
        if not isinstance(rule, Listed) and rule.is_off:
            return None
        if isinstance(rule, Group):
            return self._group(rule, path=path, place=place, is_of_contact=is_of_contact)
        try:
            sound = _checked(rule, self.catalogue, is_of_contact=is_of_contact)
        except UNFIT:
            return None
        self.places[path] = place
        return sound

    def _group(
        self, group: Group, *, path: Path, place: Path, is_of_contact: bool
    ) -> Rule | None:
        inner: list[Rule] = []
        for position, one in enumerate(group.rules):
            sound = self.of(
                one,
                path=(*path, position),
                place=(*place, len(inner)),
                is_of_contact=is_of_contact or group.contacts is not None,
            )
            if sound is not None:
                inner.append(sound)
        if not inner:
            return None
        self.places[path] = place
        return replace(group, rules=tuple(inner))


def incomplete_paths(rule: Rule, catalogue: Catalogue) -> list[Path]:
    """Where the conditions stand that are not filled in."""
    return [
        path
        for path, node in walk(rule)
        if isinstance(node, Condition) and not is_complete(node, catalogue)
    ]


def _effective(rule: Rule) -> Rule | None:
    if isinstance(rule, Listed):
        return rule
    if rule.is_off:
        return None
    if isinstance(rule, Condition) or not rule.rules:
        return rule
    inner = tuple(one for one in map(_effective, rule.rules) if one is not None)
    return replace(rule, rules=inner) if inner else None


def _checked(rule: Rule, catalogue: Catalogue, *, is_of_contact: bool = False) -> Rule:
    if isinstance(rule, Listed):
        return rule
    if isinstance(rule, Condition):
        sound = _checked_condition(rule, catalogue)
        if is_of_contact and catalogue.fields[rule.field].level is not Level.CONTACT:
            raise Misplaced("segments-not-of-a-contact", field=rule.field)
        return sound
    if not rule.rules:
        raise EmptyGroup("segments-empty-group")
    if is_of_contact and rule.contacts is not None:
        raise Misplaced("segments-contacts-in-contacts")
    is_inner = is_of_contact or rule.contacts is not None
    inner = tuple(_checked(one, catalogue, is_of_contact=is_inner) for one in rule.rules)
    return replace(rule, rules=inner)


def _checked_condition(condition: Condition, catalogue: Catalogue) -> Condition:
    field = catalogue.fields.get(condition.field)
    if field is None or not field.operators:
        names = [known.key for known in catalogue.for_rules()]
        raise UnknownField(
            "segments-unknown-field",
            field=condition.field[:60],
            nearest=nearest(condition.field, names),
        )
    if condition.operator not in field.operators:
        raise UnknownOperator(
            "segments-unknown-operator",
            operator=condition.operator[:60],
            field=field.key,
            nearest=nearest(condition.operator, field.operators),
            known=", ".join(field.operators),
        )
    value = fitted(condition.value, OPERATORS[condition.operator], field, catalogue)
    return replace(condition, value=value)
