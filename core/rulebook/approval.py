"""The approval book as values: who decides on a campaign, in which order, and until when."""

from dataclasses import dataclass, field
from datetime import time
from decimal import Decimal
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, field_validator, model_validator

from core.rulebook.pages import Key, Label, Page, Purpose, wrong

Product = Annotated[str, Field(min_length=1, max_length=120)]
Deed = Literal["add", "roles", "let_in", "show_out", "password", "end_session"]
LONGEST_LIMIT = 400  # working hours: ten weeks


@dataclass(frozen=True)
class Case:
    """What a route is computed from: one campaign, as the book asks about it.

    `contacts` would be written to, `asked_held_out` of them with a question at the end alone;
    `cost` in rubles, none: not known; `contacts_per_account` none: all of them.
    """

    purpose: str
    contacts: int
    channels: frozenset[str] = field(default_factory=frozenset)
    product: str = ""  # of the brief
    is_segment_sensitive: bool = False
    is_message_personal: bool = False
    cost: Decimal | None = None
    has_holdout: bool = True
    contacts_per_account: int | None = 1
    asked_held_out: int = 0


class Condition(Page):
    """When a stage is asked for: all that is said has to hold."""

    rule: Key
    always: Literal[True] | None = None
    audience_over: Annotated[int, Field(ge=0)] | None = None  # contacts
    purpose: Purpose | None = None
    channels: Annotated[list[Key], Field(min_length=1)] | None = None  # any of them
    products: Annotated[list[Product], Field(min_length=1)] | None = None  # of the brief
    sensitive_segment: Literal[True] | None = None  # the segment asks for personal data
    personal_message: Literal[True] | None = None  # the message says more than a name
    cost_over: Annotated[int, Field(ge=0)] | None = None  # rubles
    no_holdout: Literal[True] | None = None
    contacts_per_account_over: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.said:
            raise wrong("rules-fault-says-nothing", rule=self.rule)
        if self.always and len(self.said) > 1:
            raise wrong("rules-fault-always-and-more", "always", rule=self.rule)
        return self

    @property
    def said(self) -> tuple[str, ...]:
        """The names of what it asks, in the order they are declared."""
        names = tuple(one for one in type(self).model_fields if one != "rule")
        return tuple(one for one in names if getattr(self, one) is not None)

    def applies(self, case: Case) -> bool:
        """Whether it asks for its stage. A cost that is not known is over nothing."""
        return all(_HOLDS[one](self, case) for one in self.said)


def _is_over(number: int | Decimal | None, limit: int | None) -> bool:
    return number is not None and limit is not None and number > limit


def _is_of_product(rule: Condition, case: Case) -> bool:
    wanted = {one.casefold() for one in rule.products or ()}
    return case.product.strip().casefold() in wanted


def _writes_to_more(rule: Condition, case: Case) -> bool:
    most = case.contacts_per_account
    return most is None or _is_over(most, rule.contacts_per_account_over)


_HOLDS = {
    "always": lambda rule, case: True,
    "audience_over": lambda rule, case: _is_over(case.contacts, rule.audience_over),
    "purpose": lambda rule, case: rule.purpose == case.purpose,
    "channels": lambda rule, case: not case.channels.isdisjoint(rule.channels or ()),
    "products": _is_of_product,
    "sensitive_segment": lambda rule, case: case.is_segment_sensitive,
    "personal_message": lambda rule, case: case.is_message_personal,
    "cost_over": lambda rule, case: _is_over(case.cost, rule.cost_over),
    "no_holdout": lambda rule, case: not case.has_holdout,
    "contacts_per_account_over": _writes_to_more,
}


class OfficeRule(Page):
    """When people decide: limits are counted in these hours of working days."""

    zone: str
    opens: time
    closes: time
    pause_from: time
    pause_until: time

    @field_validator("zone")
    @classmethod
    def _is_a_zone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError) as fault:
            raise wrong("rules-fault-zone", zone=name[:60]) from fault
        return name

    @model_validator(mode="after")
    def _is_in_order(self) -> Self:
        if not self.opens < self.pause_from <= self.pause_until < self.closes:
            raise wrong("rules-fault-office-hours", "opens")
        return self


class StageRule(Page):
    """A stage of the route: who decides, how many of them, until when, and what asks for it.

    Stages of the same `step` are open at the same time; those of a later step wait for all
    stages of the earlier ones.
    """

    name: Key
    role: Key
    label: Label
    step: Annotated[int, Field(ge=1, le=20)] = 1
    decisions: Annotated[int, Field(ge=1, le=9)] = 1  # of so many different people
    hours: Annotated[int, Field(ge=1, le=LONGEST_LIMIT)] | None = None  # working hours
    escalates_to: Key | None = None  # a role that may decide, too, once the hours are over
    when: Annotated[list[Condition], Field(min_length=1)]

    @model_validator(mode="after")
    def _escalates_after_a_limit(self) -> Self:
        if self.escalates_to is not None and self.hours is None:
            raise wrong("rules-fault-escalates-without-hours", "escalates_to", stage=self.name)
        if self.escalates_to == self.role:
            raise wrong("rules-fault-escalates-to-itself", "escalates_to", stage=self.name)
        return self

    @property
    def roles(self) -> list[tuple[str, str]]:
        """Every role it names, and the key that names it."""
        named = [("role", self.role)]
        return named + ([("escalates_to", self.escalates_to)] if self.escalates_to else [])


class ApprovalBook(Page):
    """Who has to approve a campaign, and which deeds of administrators wait for another one.

    A book written before it said anything of administrators asks nothing of them.
    """

    version: Annotated[int, Field(ge=1)]
    people_need_two: list[Deed] = Field(default_factory=list)  # deeds with people
    books_need_two: bool = False  # every change of a rule book
    office: OfficeRule
    stages: Annotated[list[StageRule], Field(min_length=1)]

    @model_validator(mode="after")
    def _always_asks_somebody(self) -> Self:
        names = [stage.name for stage in self.stages]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise wrong("rules-fault-twice", "stages", number, "name", name=name)
        places = [
            (condition.rule, (number, "when", place))
            for number, stage in enumerate(self.stages)
            for place, condition in enumerate(stage.when)
        ]
        rules = [rule for rule, _ in places]
        for number, (rule, place) in enumerate(places):
            if rule in rules[:number]:
                raise wrong("rules-fault-twice", "stages", *place, "rule", name=rule)
        if not any(condition.always for stage in self.stages for condition in stage.when):
            raise wrong("rules-fault-nobody-always", "stages", 0)
        return self

    @model_validator(mode="after")
    def _keeps_itself(self) -> Self:
        if self.people_need_two and not self.books_need_two:
            raise wrong("rules-fault-people-without-books", "people_need_two")
        return self

    def cite(self, rule: str) -> str:
        """How a decision names its rule: ``approval@2#every-campaign``."""
        return f"approval@{self.version}#{rule}"
