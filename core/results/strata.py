"""The strata a holdout was drawn in: whether each has its share, and the uplift within them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.campaigns.drawing import BETWEEN
from core.results.estimates import Plan, digest_of, residuals
from core.results.model import BEFORE_DAYS
from core.results.outcomes import Outcomes
from core.results.remembering import Memory, digest
from core.results.stratified import Tested, Within
from core.uplift import within as blocked
from core.uplift.balance import strata_ratio
from core.uplift.capping import cap_of, capped

FEWEST_HELD = 5  # that a stratum should hold out, to be tested apart; the rest are one
FEWEST_IN = 5  # accounts of either arm in a stratum, or it is joined with its neighbors
ROUNDS = 999  # at most: this is a second opinion

Labels = NDArray[np.str_]  # the stratum of each account
Marks = NDArray[np.bool_]


class Unit(NamedTuple):
    """Accounts that were drawn as one, in the stratum of the first of them."""

    stratum: str
    accounts: int
    held: int


_remembered: Memory[Within | None] = Memory()


def check(units: Sequence[Unit], share: float) -> Tested | None:
    """Test the strata of a draw; none where there is one at most, or nobody was to be held out.

    Small strata are tested as one, where the chi-square would not hold.
    """
    if not 0 < share < 1:
        return None
    sums: dict[str, list[int]] = {}
    for unit in units:
        known = sums.setdefault(unit.stratum, [0, 0, 0])
        for place, more in enumerate((unit.accounts, unit.held, unit.accounts**2)):
            known[place] += more
    pooled = [0, 0, 0]
    for name in [name for name, known in sums.items() if known[0] * share < FEWEST_HELD]:
        pooled = [a + b for a, b in zip(pooled, sums.pop(name), strict=True)]
    if pooled[0] * share >= FEWEST_HELD:
        sums[""] = pooled
    if len(sums) < 2:  # noqa: PLR2004 – one stratum is the whole, which is tested anyway
        return None
    names = list(sums)
    sizes, held, squares = zip(*sums.values(), strict=True)
    found = strata_ratio(sizes, held, share, squares=squares)
    n, h = sizes[found.worst], held[found.worst]
    return Tested(found, names[found.worst], (n - h, h))


def within(
    found: Outcomes, strata: Mapping[str, str], *, plan: Plan, anew: bool = False
) -> Within | None:
    """The decision metric within strata (by account id); none where there is one at most.

    Remembered like findings; `anew`: computed whatever is remembered.
    """
    names = [strata.get(one, "") for one in found.table["account_id"].to_pylist()]
    labels = joined(np.array(names, dtype=np.str_), found.is_treated)
    if labels is None:
        return None
    key = digest(digest_of(found, plan), labels.tolist())
    return _remembered.answer(key, lambda: _within(found, labels, plan), anew=anew)


def joined(names: Labels, is_treated: Marks) -> Labels | None:
    """Strata of enough accounts in both arms: a thin one takes the name it shares with its
    neighbors, without its last part; what is still thin is one. None: no two are left.
    """
    labels = names
    parts = max((name.count(BETWEEN) for name in set(names.tolist())), default=0)
    for _ in range(parts):
        labels = np.where(_is_thin(labels, is_treated), _coarser(labels), labels)
    labels = np.where(_is_thin(labels, is_treated), "", labels)
    thin = _is_thin(labels, is_treated)
    if thin.any() and not thin.all():
        known, counts = np.unique(labels[~thin], return_counts=True)
        labels = np.where(thin, known[counts.argmin()], labels)
    is_one = thin.all() or np.unique(labels).size < 2  # noqa: PLR2004 – one is the whole
    return None if is_one else labels


def _coarser(labels: Labels) -> Labels:
    return np.array([one.rpartition(BETWEEN)[0] for one in labels.tolist()], dtype=np.str_)


def _is_thin(labels: Labels, is_treated: Marks) -> Marks:
    _, places = np.unique(labels, return_inverse=True)
    arms = [
        np.bincount(places[some], minlength=places.max() + 1)
        for some in (is_treated, ~is_treated)
    ]
    return np.asarray(np.minimum(*arms)[places] < FEWEST_IN)


def _within(found: Outcomes, labels: Labels, plan: Plan) -> Within:
    cap = cap_of(found.before, window_days=plan.window_days, before_days=BEFORE_DAYS)
    outcome = found.split(capped(found.outcome, cap.outcome))
    before = found.split(capped(found.before, cap.before))
    less, _, _ = residuals(outcome, before)
    values = np.empty(found.outcome.size)
    values[found.is_treated], values[~found.is_treated] = less
    names, codes = np.unique(labels, return_inverse=True)
    drawn = plan.drawn | {"rounds": min(plan.rounds, ROUNDS)}
    return Within(blocked.within(values, found.is_treated, codes, **drawn), names.size)
