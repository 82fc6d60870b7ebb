"""What an audience could show, before anything is sent: its own history, as if it were one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from math import sqrt

import pyarrow as pa
import scipy

from core.results.estimates import WORTHWHILE
from core.results.model import BEFORE_DAYS, Window
from core.results.outcomes import Outcomes, known_until, outcomes
from core.results.readout import FEWEST as FEWEST_JUDGED
from core.uplift.capping import Cap, cap_of
from core.uplift.power import ALPHA, POWER, Outlook, Smallest, outlook, units_needed
from core.warehouse.snapshot import Snapshot

FEWEST = 3  # accounts in either arm, or there is nothing to foresee
LONGER = (60, 90, 120, 180, 270, 365)  # days a window could have instead
MOST_HELD_OUT = 0.5


@dataclass(frozen=True)
class Design:
    """How an experiment is laid out: whom it leaves out, how long and how often it is read."""

    holdout: int  # accounts
    window_days: int
    looks: int = 1  # planned; each is judged at its share of the doubt

    @property
    def alpha(self) -> float:
        return ALPHA / self.looks

    @property
    def reach(self) -> float:
        """Standard errors in the smallest uplift that is found with `POWER`."""
        return float(scipy.stats.norm.ppf(1 - self.alpha / 2) + scipy.stats.norm.ppf(POWER))

    @property
    def half_widths(self) -> float:
        """The same in half-widths of its interval; one as wide as the mean is refused when
        the result is read."""
        return self.reach / float(scipy.stats.norm.ppf(1 - self.alpha / 2))


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
    has_past: bool  # before their last window they bought, so that a cap is set
    can_be_judged: bool
    is_sharp: bool  # finds a change of `WORTHWHILE`
    needed: Needed


def foresee(snapshot: Snapshot, account_ids: Sequence[str], design: Design) -> Outlook | None:
    """The smallest uplift these accounts would show in this design, at any of its looks.

    Reads the latest window as long as the campaign's, and the time before it. None where the
    arms are too small to tell, or no sale is known.
    """
    found = _foreseen(snapshot, account_ids, design)
    return None if found is None else found[0]


def _foreseen(
    snapshot: Snapshot, account_ids: Sequence[str], design: Design
) -> tuple[Outlook, Cap] | None:
    holdout, days = design.holdout, design.window_days
    treated = len(account_ids) - holdout
    if min(treated, holdout) < FEWEST or known_until(snapshot) == date.min:
        return None
    past = _past(snapshot, account_ids, days)
    cap = cap_of(past.before, window_days=days, before_days=BEFORE_DAYS)
    arms = {"treated": treated, "holdout": holdout}
    return outlook(past.outcome, past.before, **arms, cap=cap, alpha=design.alpha), cap


def prospect(snapshot: Snapshot, account_ids: Sequence[str], design: Design) -> Prospect | None:
    """What these accounts could tell in this design, by their past; none: too few."""
    foreseen = _foreseen(snapshot, account_ids, design)
    if foreseen is None:
        return None
    found, cap = foreseen
    reach = found.capped.relative
    is_sharp = reach is not None and reach <= WORTHWHILE
    smaller = min(design.holdout, len(account_ids) - design.holdout)
    can_be_judged = (
        smaller >= FEWEST_JUDGED and reach is not None and reach <= design.half_widths
    )
    needed = Needed(None, None, None)
    if not is_sharp:
        needed = Needed(
            accounts=_accounts(found.capped, design, len(account_ids)),
            days=_days(snapshot, account_ids, design),
            share=_share(found.capped, design, len(account_ids)),
        )
    return Prospect(found, cap.is_set, can_be_judged, is_sharp, needed)


def _past(snapshot: Snapshot, account_ids: Sequence[str], window_days: int) -> Outcomes:
    window = Window(known_until(snapshot) - timedelta(days=window_days - 1), window_days)
    arms = pa.table({"account_id": list(account_ids), "is_treated": [True] * len(account_ids)})
    return outcomes(snapshot, arms, window)


def _needed_at(found: Smallest, design: Design, accounts: int, share: float) -> int | None:
    """How many accounts would find a change of `WORTHWHILE` at a share of the holdout."""
    holdout = design.holdout
    spread = sqrt(1 / (accounts - holdout) + 1 / holdout)
    deviation = found.difference / (design.reach * spread)
    if found.mean <= 0 or deviation <= 0:
        return None
    worthwhile = WORTHWHILE * found.mean
    return units_needed(deviation, worthwhile, holdout_share=share, alpha=design.alpha)


def _accounts(found: Smallest, design: Design, accounts: int) -> int | None:
    return _needed_at(found, design, accounts, design.holdout / accounts)


def _share(found: Smallest, design: Design, accounts: int) -> float | None:
    """The smallest share that would do: 1 / (s (1 − s)) accounts are as good as one pair."""
    needed = _needed_at(found, design, accounts, 0.5)
    if needed is None:
        return None
    pairs = accounts / needed * 4
    if pairs < 1 / (MOST_HELD_OUT * (1 - MOST_HELD_OUT)):
        return None
    return (1 - sqrt(1 - 4 / pairs)) / 2


def _days(snapshot: Snapshot, account_ids: Sequence[str], design: Design) -> int | None:
    """The first longer window in which their past would have told."""
    for days in LONGER:
        if days > design.window_days:
            found = foresee(snapshot, account_ids, replace(design, window_days=days))
            reach = None if found is None else found.capped.relative
            if reach is not None and reach <= WORTHWHILE:
                return days
    return None
