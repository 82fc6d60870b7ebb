"""Which variant of the messages did what: each against the holdout, and against each other."""

from dataclasses import dataclass

from core.uplift.mean import Uplift


@dataclass(frozen=True)
class Comparison:
    """One variant against the holdout, or against a second variant.

    `p` is Holm's over all comparisons of the campaign. The interval has an even part of the
    risk (Bonferroni): at the levels of Holm's steps the intervals would not hold together. Two
    differ where both say so, so that no sentence says what its interval does not.
    """

    first: str
    second: str | None  # none: the holdout
    accounts: tuple[int, int]
    means: tuple[float, float]  # raw, up to the cap
    uplift: Uplift
    p: float
    confidence: float
    alpha: float  # how often chance may part any of them, all comparisons together

    @property
    def differs(self) -> bool:
        return self.p < self.alpha and self.uplift.is_conclusive


@dataclass(frozen=True)
class Variants:
    """Every comparison, and the variants too few accounts got to be compared at all."""

    accounts: dict[str, int]  # by letter
    comparisons: tuple[Comparison, ...]
    few: tuple[str, ...]

    @property
    def against_holdout(self) -> tuple[Comparison, ...]:
        return tuple(one for one in self.comparisons if one.second is None)

    @property
    def between(self) -> tuple[Comparison, ...]:
        return tuple(one for one in self.comparisons if one.second is not None)

    @property
    def best(self) -> str | None:
        """The variant that is better than every other one compared; none: nobody can tell."""
        for letter in self.accounts:
            others = [one for one in self.between if letter in (one.first, one.second)]
            if others and all(_is_won(one, letter) for one in others):
                return letter
        return None


def _is_won(found: Comparison, letter: str) -> bool:
    is_first = found.first == letter
    return found.differs and (found.uplift.difference > 0) == is_first
