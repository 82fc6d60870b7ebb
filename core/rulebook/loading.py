"""Reading the rule books; a bad book stops the start, with its file and the reason."""

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE
from core.foundation.words import DEFAULT_LANGUAGE, Value, say
from core.rulebook.approval import ApprovalBook
from core.rulebook.briefs import BriefsBook
from core.rulebook.model import Books, RecipientsBook
from core.rulebook.places import Fault, Place, line_of, line_of_toml, spoken
from core.rulebook.recipients import Exclusion
from core.warehouse.catalogue import Catalogue, load_catalogue

RULES_FOLDER = HOUSE / "data" / "rules"
APPROVAL, RECIPIENTS, BRIEFS = FILES = ("approval.toml", "recipients.toml", "briefs.toml")

Book = TypeVar("Book", bound=BaseModel)


class BadBook(Refusal):
    """A rule book that cannot be followed, with the lines at fault where they are known."""

    def __init__(self, key: str, /, faults: tuple[Fault, ...] = (), **values: Value) -> None:
        super().__init__(key, **values)
        self.faults = faults

    def sentence(self, language: str) -> str:
        """Which book, and each fault with its line and place, all in the person's language."""
        if not self.faults:
            return super().sentence(language)
        reason = "; ".join(_told(one, language) for one in self.faults)
        return say(language, self.key, **{**self.values, "reason": reason})


def load(folder: Path, *, roles: frozenset[str]) -> Books:
    """Read every book of a folder. `roles` are those that may decide.

    Raises `BadBook` naming the file, the place in it and the reason.
    """
    return of_texts({name: _text(folder / name) for name in FILES}, roles=roles)


def of_texts(texts: Mapping[str, str], *, roles: frozenset[str]) -> Books:
    """The books of these texts, by the names of their files.

    Raises `BadBook` naming the file, the place in it and the reason.
    """
    approval = parse(APPROVAL, texts[APPROVAL], ApprovalBook)
    places = [
        (("stages", number, key), role)
        for number, stage in enumerate(approval.stages)
        for key, role in stage.roles
    ]
    _check_roles(APPROVAL, texts[APPROVAL], places, roles)
    recipients = parse(RECIPIENTS, texts[RECIPIENTS], RecipientsBook)
    for number, rule in enumerate(recipients.exclusions):
        _check_condition(number, rule, texts[RECIPIENTS], load_catalogue())
    briefs = parse(BRIEFS, texts[BRIEFS], BriefsBook)
    _check_roles(BRIEFS, texts[BRIEFS], briefs.confirmers, roles)
    return Books(approval=approval, recipients=recipients, briefs=briefs)


def read(path: Path, kind: type[Book]) -> Book:
    """One book, checked. Raises `BadBook`."""
    return parse(path.name, _text(path), kind)


def parse(name: str, text: str, kind: type[Book]) -> Book:
    """A book's text, checked; `name` as its file. Raises `BadBook` with the lines at fault."""
    try:
        return kind.model_validate(tomllib.loads(text))
    except ValidationError as fault:
        raise _bad(name, *(_fault(text, error) for error in fault.errors())) from fault
    except tomllib.TOMLDecodeError as fault:
        raise _bad(name, Fault(line_of_toml(str(fault)), "toml", "")) from fault


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise BadBook("rulebook-no-book", file=path.name) from None
    except UnicodeDecodeError as fault:
        raise _bad(path.name, Fault(None, "unicode", "")) from fault


def _check_roles(
    name: str, text: str, places: Iterable[tuple[Place, str]], roles: frozenset[str]
) -> None:
    """Every role that a book names may decide. Raises `BadBook`."""
    known = ", ".join(sorted(roles))
    faults = [
        Fault(line_of(text, place), "role", _dotted(place), {"role": role, "known": known})
        for place, role in places
        if role not in roles
    ]
    if faults:
        raise _bad(name, *faults)


def _check_condition(number: int, rule: Exclusion, text: str, catalogue: Catalogue) -> None:
    """An exclusion asks a field of accounts what it can be asked. Raises `BadBook`."""
    when = rule.when
    named: dict[str, str] = {"field": when.field, "rule": rule.rule}
    field = catalogue.fields.get(when.field)
    if field is None or not field.is_fact:
        kind = "field"
    elif when.operator not in field.operators:
        kind, known = "operator", field.operators
        named |= {"operator": when.operator, "known": ", ".join(known)}
    elif field.values and (lost := set(_texts(when.value)) - set(field.values)):
        kind, known = "value", tuple(field.values)
        named |= {"value": ", ".join(sorted(lost)), "known": ", ".join(known)}
    else:
        return
    place = ("exclusions", number, "when")
    raise _bad(RECIPIENTS, Fault(line_of(text, place), kind, _dotted(place), named))


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _fault(text: str, error: Any) -> Fault:
    facts = error.get("ctx", {})
    place = (*error["loc"], *facts.get("at", ()))
    values = facts.get("values") or {
        name: value.replace(" or ", ", ") if isinstance(value, str) else value
        for name, value in facts.items()
        if isinstance(value, str | int | float)
    }
    return Fault(line_of(text, place), error["type"], _dotted(place), values)


def _dotted(place: Place) -> str:
    return ".".join(str(step) for step in place)


def _told(one: Fault, language: str) -> str:
    line = f"{say(language, 'rulebook-line', line=one.line)} " if one.line else ""
    return f"{line}{f'{one.place}: ' if one.place else ''}{spoken(one, language)}"


def _bad(name: str, *faults: Fault) -> BadBook:
    """A book with these faults, each told with its line, where it has one, and its place."""
    reason = "; ".join(_told(one, DEFAULT_LANGUAGE) for one in faults)
    return BadBook("rulebook-bad-book", faults=faults, file=name, reason=reason)
