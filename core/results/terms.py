"""What is said about a mailing run elsewhere: its columns, its money, its survey."""

from dataclasses import dataclass
from enum import StrEnum
from math import isfinite

from core.foundation.refusal import Refusal


class BadTerms(Refusal):
    """A number that says how the mailing was made cannot be one."""


class Score(StrEnum):
    """What answers of a survey are turned into."""

    NPS = "nps"  # 0 … 10: promoters less detractors
    CSAT = "csat"  # 1 … 5: the share of 4 and 5


@dataclass(frozen=True)
class Columns:
    """Which column says what; `control` is the arm that got nothing, compared as text.

    `cluster` is what was drawn where rows are parts of it; `contacts` says how many people a
    unit has, so that the outcome is told for each of them; `score` reads the outcome as an
    answer. `share` is the planned share of treated units.
    """

    unit: str
    arm: str
    control: str
    outcome: str
    before: str | None = None
    share: float | None = None
    cluster: str | None = None
    contacts: str | None = None
    score: Score | None = None

    @property
    def wanted(self) -> dict[str, str | None]:
        """The columns of the file by our names for them."""
        return {
            "unit": self.unit,
            "part_of": self.cluster,
            "arm": self.arm,
            "outcome": self.outcome,
            "before": self.before,
            "contacts": self.contacts,
        }

    @property
    def is_ratio(self) -> bool:
        """Whether the outcome is told for each part of what was drawn."""
        return bool(self.cluster or self.contacts or self.score)

    def __post_init__(self) -> None:
        if self.share is not None and not 0 < self.share < 1:
            raise BadTerms("results-file-bad-share", share=str(self.share))


@dataclass(frozen=True)
class Terms:
    """Money: what one of the outcome earns (`margin`), and what writing to one costs."""

    margin: float = 1.0
    cost: float = 0.0

    def __post_init__(self) -> None:
        if not (isfinite(self.margin) and isfinite(self.cost)) or self.cost < 0:
            raise BadTerms("results-file-bad-money")
