"""The book of recipients: whom a campaign may reach, how often, and who is left in peace."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from core.rulebook.pages import Key, Label, Page, Purpose, wrong

Share = Annotated[float, Field(ge=0, le=0.5)]
Together = Literal["holding"]
Stratum = Literal["size_band", "region"]
Rotation = Literal["quarter", "half_year", "year"]
Reason = Literal["hold", "debt", "incident"]

_IN_ORDER = ("hold", "debt", "incident")


class PurposeRule(Page):
    """What consent a purpose needs."""

    record_needed: bool
    bases: Annotated[list[Key], Field(min_length=1)]


class When(Page):
    """A condition over a field of the catalogue, as segments write theirs."""

    field: Key
    operator: Key
    value: str | int | float | list[str] | None = None


class Exclusion(Page):
    """Accounts that nobody writes to, by what the client data says of them."""

    rule: Key
    reason: Reason
    when: When
    exempt: list[Purpose] = Field(default_factory=list)
    label: Label


class Cap(Page):
    """At most so many messages in so many days, to a contact or to a whole account."""

    rule: Key
    per: Literal["contact", "account"]
    most: Annotated[int, Field(ge=1, le=1_000)]
    days: Annotated[int, Field(ge=1, le=366)]
    label: Label


class Pressure(Page):
    """How often anybody is written to, over all channels and campaigns.

    Of two campaigns that compete the one with the higher `priority` goes first.
    """

    priority: Annotated[int, Field(ge=0, le=100)] = 50
    exempt: list[Purpose] = Field(default_factory=list)
    caps: list[Cap] = Field(default_factory=list)

    def caps_for(self, purpose: str) -> list[Cap]:
        """The caps a message of this purpose counts against."""
        return [] if purpose in self.exempt else self.caps

    @property
    def longest(self) -> int:
        """Days of the longest window; 0 without caps."""
        return max((cap.days for cap in self.caps), default=0)


class GlobalHoldout(Page):
    """The accounts that no campaign writes to, drawn anew every period."""

    rule: Key
    share: Share
    rotation: Rotation
    seed: Annotated[str, Field(min_length=1, max_length=60)]
    together: list[Together] = Field(default_factory=list)
    exempt: list[Purpose] = Field(default_factory=list)
    label: Label


class HoldoutRule(Page):
    """How a campaign's own holdout is drawn: evenly over strata, and whom together."""

    strata: list[Stratum] = Field(default_factory=list)
    together: list[Together] = Field(default_factory=list)


class RecipientsBook(Page):
    """Whom a campaign may reach."""

    version: Annotated[int, Field(ge=1)]
    purposes: dict[Purpose, PurposeRule]
    exclusions: list[Exclusion] = Field(default_factory=list)
    pressure: Pressure = Pressure()
    global_holdout: GlobalHoldout | None = None
    holdout: HoldoutRule = HoldoutRule()

    @model_validator(mode="after")
    def _knows_every_purpose(self) -> Self:
        if set(self.purposes) != {"advertising", "service"}:
            raise wrong("rules-fault-both-purposes", "purposes", *self.purposes)
        return self

    @model_validator(mode="after")
    def _names_each_rule_once(self) -> Self:
        names = [rule for rule, _ in self._labeled()]
        if twice := sorted({name for name in names if names.count(name) > 1}):
            raise wrong("rules-fault-twice", name=", ".join(twice))
        return self

    @model_validator(mode="after")
    def _excludes_in_order(self) -> Self:
        places = [_IN_ORDER.index(one.reason) for one in self.exclusions]
        for number, (before, after) in enumerate(pairwise(places), start=1):
            if after < before:
                raise wrong(
                    "rules-fault-order", "exclusions", number, order=", ".join(_IN_ORDER)
                )
        return self

    def cite(self, rule: str) -> str:
        """How a decision names the rule that made it."""
        return f"recipients@{self.version}#{rule}"

    def label(self, rule: str, language: str) -> str:
        """What people call a rule; its own name where the book says nothing of it."""
        known = dict(self._labeled())
        return known[rule].text(language) if rule in known else rule

    def exclusions_for(self, purpose: str) -> list[Exclusion]:
        """The exclusions that hold for a message of this purpose, in their order."""
        return [one for one in self.exclusions if purpose not in one.exempt]

    def standing_holdout(self, purpose: str) -> GlobalHoldout | None:
        """The global holdout, where there is one and this purpose heeds it."""
        standing = self.global_holdout
        if standing is None or standing.share == 0 or purpose in standing.exempt:
            return None
        return standing

    def _labeled(self) -> Iterator[tuple[str, Label]]:
        yield from ((one.rule, one.label) for one in self.exclusions)
        yield from ((one.rule, one.label) for one in self.pressure.caps)
        if self.global_holdout is not None:
            yield self.global_holdout.rule, self.global_holdout.label
