"""The rule books as values: what each may say, and nothing else."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from core.rulebook.approval import ApprovalBook, Condition, StageRule
from core.rulebook.briefs import BriefsBook
from core.rulebook.pages import Key, Purpose
from core.rulebook.pages import Page as _Page


class PurposeRule(_Page):
    """What consent a purpose needs."""

    record_needed: bool
    bases: Annotated[list[Key], Field(min_length=1)]


class RecipientsBook(_Page):
    """Whom a campaign may reach."""

    version: Annotated[int, Field(ge=1)]
    purposes: dict[Purpose, PurposeRule]

    @model_validator(mode="after")
    def _knows_every_purpose(self) -> Self:
        if set(self.purposes) != {"advertising", "service"}:
            raise ValueError("say it for both purposes: advertising and service")
        return self


class Books(_Page):
    """The rule books in force."""

    approval: ApprovalBook
    recipients: RecipientsBook
    briefs: BriefsBook


__all__ = [
    "ApprovalBook",
    "Books",
    "Condition",
    "Purpose",
    "PurposeRule",
    "RecipientsBook",
    "StageRule",
]
