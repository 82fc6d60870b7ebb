"""Reading the rule books; a bad book stops the start, with its file and the reason."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE
from core.rulebook.approval import ApprovalBook
from core.rulebook.briefs import BriefsBook
from core.rulebook.model import Books, RecipientsBook
from core.rulebook.places import Place, line_of

RULES_FOLDER = HOUSE / "data" / "rules"
APPROVAL = "approval.toml"
BRIEFS = "briefs.toml"

Book = TypeVar("Book", bound=BaseModel)


class BadBook(Refusal):
    """A rule book that cannot be followed."""


def load(folder: Path, *, roles: frozenset[str]) -> Books:
    """Read every book of a folder. `roles` are those that may decide.

    Raises `BadBook` naming the file, the place in it and the reason.
    """
    approval = read(folder / APPROVAL, ApprovalBook)
    for number, stage in enumerate(approval.stages):
        for key, role in stage.roles:
            if role not in roles:
                reason = f"stages.{stage.name}.{key}: {role} ∉ {{{', '.join(sorted(roles))}}}"
                raise _bad(folder / APPROVAL, ("stages", number, key), reason)
    recipients = read(folder / "recipients.toml", RecipientsBook)
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
        reason = "; ".join(_reasons(text, fault))
        raise BadBook("rulebook-bad-book", file=path.name, reason=reason) from fault
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise BadBook("rulebook-bad-book", file=path.name, reason=str(fault)) from fault


def _bad(path: Path, place: Place, reason: str) -> BadBook:
    line = line_of(path.read_text(encoding="utf-8"), place)
    return BadBook("rulebook-bad-book", file=path.name, reason=f"line {line}: {reason}")


def _reasons(text: str, fault: ValidationError) -> Iterator[str]:
    """Each fault with its line, where it has one, and its place."""
    for error in fault.errors():
        place = ".".join(str(step) for step in error["loc"])
        line = line_of(text, error["loc"])
        yield f"{f'line {line}: ' if line else ''}{place}: {error['msg']}"
