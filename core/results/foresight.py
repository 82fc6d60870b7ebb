"""What an audience could show, before anything is sent: its own history, as if it were one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

import pyarrow as pa
from scipy import stats

from core.results.estimates import WORTHWHILE
from core.results.model import BEFORE_DAYS, Window
from core.results.outcomes import Outcomes, known_until, outcomes
from core.results.readout import FEWEST as FEWEST_JUDGED
from core.uplift.capping import cap_of
from core.uplift.power import ALPHA, POWER, Outlook, Smallest, outlook, units_needed
from core.warehouse.snapshot import Snapshot

FEWEST = 3  # accounts in either arm, or there is nothing to foresee
LONGER = (60, 90, 120, 180, 270, 365)  # days a window could have instead
MOST_HELD_OUT = 0.5
# An uplift found with 80 % is so many half-widths of its interval; one as wide as the mean is
# refused when the result is read.
_HALF_WIDTHS = float(
    (stats.norm.ppf(1 - ALPHA / 2) + stats.norm.ppf(POWER)) / stats.norm.ppf(1 - ALPHA / 2)
)


@dataclass(frozen=True)
class Needed:
    """What would find a change of `WORTHWHILE`; each alone, none where it never would."""

    accounts: int | None  # in both arms, at this share
    days: int | None  # of the window, with these accounts and this share
    share: float | None  # of the holdout, with these accounts and this window


@dataclass(frozen=True)
class Prospect:
    """What a campaign could find, whether its result could be judged, and what would help."""

    outlook: Outlook
    can_be_judged: bool
    is_sharp: bool  # finds a change of `WORTHWHILE`
    needed: Needed


def foresee(
    snapshot: Snapshot, account_ids: Sequence[str], *, holdout: int, window_days: int
) -> Outlook | None:
    """The smallest uplift these accounts would show with so many of them held out.

    Reads the latest window as long as the campaign's, and the time before it. None where the
    arms are too small to tell.
    """
    treated = len(account_ids) - holdout
    if min(treated, holdout) < FEWEST:
        return None
    past = _past(snapshot, account_ids, window_days)
    cap = cap_of(past.before, window_days=window_days, before_days=BEFORE_DAYS)
    return outlook(past.outcome, past.before, treated=treated, holdout=holdout, cap=cap)


def prospect(
    snapshot: Snapshot, account_ids: Sequence[str], *, holdout: int, window_days: int
) -> Prospect | None:
    """What these accounts could tell with so many held out, by their past; none: too few."""
    found = foresee(snapshot, account_ids, holdout=holdout, window_days=window_days)
    if found is None:
        return None
    treated = len(account_ids) - holdout
    reach = found.capped.relative
    is_sharp = reach is not None and reach <= WORTHWHILE
    can_be_judged = (
        min(treated, holdout) >= FEWEST_JUDGED and reach is not None and reach <= _HALF_WIDTHS
    )
    if is_sharp:
        return Prospect(found, can_be_judged, is_sharp, Needed(None, None, None))
    deviation = _deviation(found.capped, treated, holdout)
    needed = Needed(
        accounts=_accounts(found.capped, deviation, holdout / len(account_ids)),
        days=_days(snapshot, account_ids, holdout=holdout, window_days=window_days),
        share=_share(found.capped, deviation, len(account_ids)),
    )
    return Prospect(found, can_be_judged, is_sharp, needed)


def _past(snapshot: Snapshot, account_ids: Sequence[str], window_days: int) -> Outcomes:
    window = Window(known_until(snapshot) - timedelta(days=window_days - 1), window_days)
    arms = pa.table({"account_id": list(account_ids), "is_treated": [True] * len(account_ids)})
    return outcomes(snapshot, arms, window)


def _deviation(found: Smallest, treated: int, holdout: int) -> float:
    """What is left of an account's spread, as the smallest uplift was found with it."""
    reach = float(stats.norm.ppf(1 - ALPHA / 2) + stats.norm.ppf(POWER))
    return found.difference / (reach * sqrt(1 / treated + 1 / holdout))


def _accounts(found: Smallest, deviation: float, share: float) -> int | None:
    if found.mean <= 0 or deviation <= 0:
        return None
    return units_needed(deviation, WORTHWHILE * found.mean, holdout_share=share)


def _share(found: Smallest, deviation: float, accounts: int) -> float | None:
    """The smallest share that would do: 1 / (s (1 − s)) accounts are as good as one pair."""
    if found.mean <= 0 or deviation <= 0:
        return None
    pairs = accounts / units_needed(deviation, WORTHWHILE * found.mean, holdout_share=0.5) * 4
    if pairs < 1 / (MOST_HELD_OUT * (1 - MOST_HELD_OUT)):
        return None
    return (1 - sqrt(1 - 4 / pairs)) / 2


def _days(
    snapshot: Snapshot, account_ids: Sequence[str], *, holdout: int, window_days: int
) -> int | None:
    """The first longer window in which their past would have told."""
    for days in LONGER:
        if days > window_days:
            found = foresee(snapshot, account_ids, holdout=holdout, window_days=days)
            reach = None if found is None else found.capped.relative
            if reach is not None and reach <= WORTHWHILE:
                return days
    return None
