"""A draw in strata: whether each has its share, and what was found within them."""

from dataclasses import dataclass

from core.uplift.balance import Strata
from core.uplift.mean import Uplift


@dataclass(frozen=True)
class Tested:
    """Whether the arms of every stratum have the sizes of the planned draw.

    `worst` is the name of the stratum furthest off, empty for all small ones together, with
    the accounts of its arms: treated, holdout. Unless `knows_units`, accounts that were drawn
    as one count each by itself.
    """

    ratio: Strata
    worst: str
    sizes: tuple[int, int]
    knows_units: bool = True


@dataclass(frozen=True)
class Within:
    """The decision metric within the strata of the draw: a second opinion beside the first."""

    uplift: Uplift
    strata: int  # of enough accounts in both arms; thin ones are joined
