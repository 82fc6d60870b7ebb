"""The rule books as values: what each may say, and nothing else."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.rulebook.briefs import BriefsBook
from core.rulebook.pages import Key, Label, Purpose
from core.rulebook.pages import Page as _Page
from core.rulebook.recipients import PurposeRule, RecipientsBook


class Condition(_Page):
    """When a stage is asked for: exactly one of the three."""

    rule: Key
    always: Literal[True] | None = None
    audience_over: Annotated[int, Field(ge=0)] | None = None  # contacts
    purpose: Purpose | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        said = [self.always, self.audience_over, self.purpose]
        if sum(value is not None for value in said) != 1:
            raise ValueError("say exactly one of: always, audience_over, purpose")
        return self

    def applies(self, *, audience: int, purpose: str) -> bool:
        """Whether it asks for its stage, for so many contacts and this purpose."""
        if self.audience_over is not None:
            return audience > self.audience_over
        return self.purpose == purpose if self.purpose is not None else True


class StageRule(_Page):
    """A stage of the route: the role that decides, and the rules that ask for it."""

    name: Key
    role: Key
    label: Label
    when: Annotated[list[Condition], Field(min_length=1)]


class ApprovalBook(_Page):
    """Who has to approve a campaign."""

    version: Annotated[int, Field(ge=1)]
    stages: Annotated[list[StageRule], Field(min_length=1)]

    @model_validator(mode="after")
    def _always_asks_somebody(self) -> Self:
        names = [stage.name for stage in self.stages]
        if len(set(names)) != len(names):
            raise ValueError("two stages have the same name")
        if not any(condition.always for stage in self.stages for condition in stage.when):
            raise ValueError(
                "no stage has a rule with always = true: a campaign could need nobody"
            )
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
