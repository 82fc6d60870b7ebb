"""What the units of a file did, arm against arm: as means, as ratios, and as money."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from core.results.estimates import Pair
from core.results.terms import Columns, Terms
from core.uplift.mean import Numbers, Uplift, arm_of, welch
from core.uplift.ratio import linearized
from core.uplift.satisfaction import Response

MOST_SHARED = 10_000  # units of the smaller arm


@dataclass(frozen=True)
class Units:
    """One number each for every unit that was drawn, in the order of the units."""

    columns: Columns
    table: pa.Table

    @cached_property
    def is_treated(self) -> NDArray[np.bool_]:
        return np.asarray(self.table["is_treated"].to_numpy(), dtype=np.bool_)

    @property
    def sizes(self) -> tuple[int, int]:
        """How many units each arm has: treated, control."""
        treated = int(self.is_treated.sum())
        return treated, self.is_treated.size - treated

    @property
    def straddling(self) -> int:
        """How many units have rows in both arms."""
        return int(self.table["straddles"].to_numpy().sum())

    @property
    def without_past(self) -> float:
        """The share of units whose time before is not known at all."""
        return 1 - float(self.table["has_past"].to_numpy().mean())

    @property
    def is_shared(self) -> bool:
        """Whether a mailing may have changed the outcome by one share for every unit: no ratio,
        never below zero, and not of so many units that sums and shares say the same."""
        if self.columns.is_ratio or min(self.sizes) > MOST_SHARED:
            return False
        return bool((self.numbers("outcome") >= 0).all())

    @property
    def weights(self) -> Numbers:
        """How many parts a unit has: its answers where the outcome is one, else contacts."""
        return self.numbers("answers" if self.columns.score else "contacts")

    @property
    def outcome(self) -> Pair:
        """The outcome of each unit; of a ratio, linearized so that its mean is the ratio."""
        return self._told("outcome")

    @property
    def before(self) -> Pair | None:
        return self._told("before") if self.columns.before else None

    def gain(self, terms: Terms) -> Pair:
        """What each unit earned, less what writing to it cost."""
        earned = terms.margin * self.numbers("outcome")
        spent = np.where(self.is_treated, terms.cost * self.numbers("contacts"), 0.0)
        return self.split(earned - spent)

    def gain_before(self, terms: Terms) -> Pair | None:
        if not self.columns.before:
            return None
        return self.split(terms.margin * self.numbers("before"))

    def responses(self) -> tuple[Response, Response]:
        """Who was asked and who answered, treated and control."""
        return self._response(self.is_treated), self._response(~self.is_treated)

    def silence(self) -> Uplift:
        """The difference of the response rates, by whole units."""
        asked = self.split(self.numbers("contacts"))
        answers = self.split(self.numbers("answers"))
        rates = [linearized(a, n).values for a, n in zip(answers, asked, strict=True)]
        return welch(arm_of(rates[0]), arm_of(rates[1]))

    def numbers(self, name: str) -> Numbers:
        return np.asarray(self.table[name].to_numpy(), dtype=np.float64)

    def split(self, numbers: Numbers) -> Pair:
        return numbers[self.is_treated], numbers[~self.is_treated]

    def _response(self, members: NDArray[np.bool_]) -> Response:
        asked, answers = (self.numbers(name)[members].sum() for name in ("contacts", "answers"))
        points = self.numbers("outcome")[members].sum()
        return Response(int(asked), int(answers), float(points / answers) if answers else 0.0)

    def _told(self, name: str) -> Pair:
        numbers = self.split(self.numbers(name))
        if not self.columns.is_ratio:
            return numbers
        weights = self.split(self.weights)
        if not self.columns.score:
            first, second = (
                linearized(y, m).values for y, m in zip(numbers, weights, strict=True)
            )
            return first, second
        # Whoever does not answer at all has no part in a mean of answers.
        first, second = (
            linearized(y[m > 0], m[m > 0]).values for y, m in zip(numbers, weights, strict=True)
        )
        return first, second
