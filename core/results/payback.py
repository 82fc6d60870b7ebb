"""Whether a campaign paid for itself: its margin less its cost, with an interval."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.uplift.mean import Uplift


class Payback(StrEnum):
    PAID = "paid"  # the whole interval lies above zero
    LOST = "lost"  # the whole interval lies below it
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Gain:
    """Margin less cost per treated unit, against what the control earned without any cost.

    `net` is the plain difference of the arms' sums, which compares arms of one size.
    """

    uplift: Uplift  # the interval we believe
    welch: Uplift  # Welch's on the same numbers
    treated: int  # units
    net: float
    cost: float  # of all messages together

    @property
    def payback(self) -> Payback:
        if self.uplift.low > 0:
            return Payback.PAID
        return Payback.LOST if self.uplift.high < 0 else Payback.UNCLEAR

    @property
    def total(self) -> tuple[float, float, float]:
        """What it came to over all treated units, from … to."""
        uplift, n = self.uplift, self.treated
        return uplift.difference * n, uplift.low * n, uplift.high * n

    def facts(self) -> dict[str, Any]:
        uplift, (total, low, high) = self.uplift, self.total
        return {
            "difference": uplift.difference,
            "interval": list(uplift.interval),
            "p": uplift.p,
            "welch_interval": list(self.welch.interval),
            "net": self.net,
            "cost": self.cost,
            "total": total,
            "total_interval": [low, high],
            "paid_back": self.payback.value,
        }
