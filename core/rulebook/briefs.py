"""The brief book as values: what has to be said before a mailing, who confirms it, how fast."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.rulebook.pages import Key, Label, Page, Purpose, wrong

FactKind = Literal["text", "number", "money", "date", "link"]
FactKey = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Waits = Literal["asked", "supplied", "returned", "accepted"]
WAITS = frozenset({"asked", "supplied", "returned", "accepted"})


class FactRule(Page):
    """A fact a message may quote, whatever the kind of mailing."""

    key: FactKey
    kind: FactKind
    label: Label

    @property
    def labels(self) -> dict[str, str]:
        return {"en": self.label.en, "ru": self.label.ru}


class Asked(Page):
    """A fact that one kind of mailing asks for; `dated`: it says until which day it is true."""

    key: FactKey
    mandatory: bool = False
    confirmed_by: Key  # a role
    dated: bool = False


class StepRule(Page):
    """How long a brief may rest in a status, and whose turn it is meanwhile."""

    status: Waits
    working_days: Annotated[int, Field(ge=1, le=250)]
    owner: Literal["requester", "marketer"]


class KindRule(Page):
    """A kind of mailing."""

    name: FactKey
    purpose: Purpose
    label: Label
    facts: Annotated[list[Asked], Field(min_length=1)]
    steps: list[StepRule]

    @model_validator(mode="after")
    def _says_each_once(self) -> Self:
        keys = [one.key for one in self.facts]
        for number, key in enumerate(keys):
            if key in keys[:number]:
                raise wrong("rules-fault-twice", "facts", number, "key", name=key)
        if sorted(step.status for step in self.steps) != sorted(WAITS):
            raise wrong(
                "rules-fault-steps", "steps", kind=self.name, needed=", ".join(sorted(WAITS))
            )
        return self

    def asked(self, key: str) -> Asked | None:
        """What it says about a fact; none: it does not ask for that."""
        return next((one for one in self.facts if one.key == key), None)

    def step(self, status: str) -> StepRule | None:
        """How long it may rest in a status, and whose turn it is; none: it is done."""
        return next((one for one in self.steps if one.status == status), None)


class Capacity(Page):
    """What one week bears."""

    rule: Key
    mailings_a_week: Annotated[int, Field(ge=1)]
    contacts_a_week: Annotated[int, Field(ge=1)]


class AttachmentRule(Page):
    """How many files a brief may have, and how large each."""

    rule: Key
    most: Annotated[int, Field(ge=0, le=100)]
    megabytes: Annotated[int, Field(ge=1, le=50)]

    @property
    def bytes(self) -> int:
        return self.megabytes * 2**20


class StaleRule(Page):
    """A source that stops a campaign once it is older than its owner promised."""

    rule: Key
    source: FactKey


class BriefsBook(Page):
    """How the information for a mailing is obtained."""

    version: Annotated[int, Field(ge=1)]
    capacity: Capacity
    attachments: AttachmentRule
    stale: list[StaleRule] = Field(default_factory=list)
    facts: Annotated[list[FactRule], Field(min_length=1)]
    kinds: Annotated[list[KindRule], Field(min_length=1)]

    @model_validator(mode="after")
    def _declares_what_it_asks_for(self) -> Self:
        facts, kinds = [one.key for one in self.facts], [one.name for one in self.kinds]
        for what, key, names in (("facts", "key", facts), ("kinds", "name", kinds)):
            for number, name in enumerate(names):
                if name in names[:number]:
                    raise wrong("rules-fault-twice", what, number, key, name=name)
        for number, kind in enumerate(self.kinds):
            for place, one in enumerate(kind.facts):
                if one.key not in facts:
                    at = ("kinds", number, "facts", place, "key")
                    raise wrong("rules-fault-undeclared", *at, kind=kind.name, fact=one.key)
        return self

    def kind(self, name: str) -> KindRule | None:
        return next((one for one in self.kinds if one.name == name), None)

    def fact(self, key: str) -> FactRule | None:
        return next((one for one in self.facts if one.key == key), None)

    def cite(self, rule: str) -> str:
        """How a decision names its rule: ``briefs@1#tariff_offer.price``."""
        return f"briefs@{self.version}#{rule}"

    @property
    def confirmers(self) -> list[tuple[tuple[str | int, ...], str]]:
        """Every place that names a role that confirms, and the role."""
        return [
            (("kinds", number, "facts", place, "confirmed_by"), one.confirmed_by)
            for number, kind in enumerate(self.kinds)
            for place, one in enumerate(kind.facts)
        ]
