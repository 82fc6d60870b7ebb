"""Reading the rule books; a bad book stops the start, with its file and the reason."""

import tomllib
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE
from core.rulebook.briefs import BriefsBook
from core.rulebook.model import ApprovalBook, Books, RecipientsBook
from core.rulebook.recipients import Exclusion
from core.warehouse.catalogue import Catalogue, load_catalogue

RULES_FOLDER = HOUSE / "data" / "rules"
BRIEFS = "briefs.toml"
RECIPIENTS = "recipients.toml"

Book = TypeVar("Book", bound=BaseModel)


class BadBook(Refusal):
    """A rule book that cannot be followed."""


def load(folder: Path, *, roles: frozenset[str]) -> Books:
    """Read every book of a folder. `roles` are those that may decide.

    Raises `BadBook` naming the file, the place in it and the reason.
    """
    approval = read(folder / "approval.toml", ApprovalBook)
    for stage in approval.stages:
        if stage.role not in roles:
            reason = f"stages.{stage.name}.role: {stage.role} ∉ {{{', '.join(sorted(roles))}}}"
            raise BadBook("rulebook-bad-book", file="approval.toml", reason=reason)
    recipients = read(folder / RECIPIENTS, RecipientsBook)
    for rule in recipients.exclusions:
        _check_condition(rule, load_catalogue())
    briefs = read(folder / BRIEFS, BriefsBook)
    for place, role in briefs.confirmers:
        if role not in roles:
            reason = f"{place}: {role} ∉ {{{', '.join(sorted(roles))}}}"
            raise BadBook("rulebook-bad-book", file=BRIEFS, reason=reason)
    return Books(approval=approval, recipients=recipients, briefs=briefs)


def read(path: Path, kind: type[Book]) -> Book:
    """One book, checked. Raises `BadBook`."""
    try:
        text = path.read_text(encoding="utf-8")
        return kind.model_validate(tomllib.loads(text))
    except FileNotFoundError:
        raise BadBook("rulebook-no-book", file=path.name) from None
    except ValidationError as fault:
        raise BadBook("rulebook-bad-book", file=path.name, reason=_reason(fault)) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadBook("rulebook-bad-book", file=path.name, reason=str(fault)) from fault


def _check_condition(rule: Exclusion, catalogue: Catalogue) -> None:
    """An exclusion asks a field of accounts what it can be asked. Raises `BadBook`."""
    when = rule.when
    field = catalogue.fields.get(when.field)
    if field is None or not field.is_fact:
        fault = f"{when.field} ∉ catalogue"
    elif when.operator not in field.operators:
        fault = f"{when.operator} ∉ {{{', '.join(field.operators)}}}"
    elif field.values and not set(_texts(when.value)) <= set(field.values):
        fault = f"{when.value} ∉ {{{', '.join(field.values)}}}"
    else:
        return
    reason = f"exclusions.{rule.rule}.when: {fault}"
    raise BadBook("rulebook-bad-book", file=RECIPIENTS, reason=reason)


def _texts(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [one for one in values if isinstance(one, str)]


def _reason(fault: ValidationError) -> str:
    def place(error: Any) -> str:
        return ".".join(str(step) for step in error["loc"])

    return "; ".join(f"{place(error)}: {error['msg']}" for error in fault.errors())
