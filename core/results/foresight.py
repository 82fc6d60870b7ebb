"""What an audience could show, before anything is sent: its own history, as if it were one."""

from collections.abc import Sequence
from datetime import timedelta

import pyarrow as pa

from core.results.model import BEFORE_DAYS, Window
from core.results.outcomes import known_until, outcomes
from core.uplift.capping import cap_of
from core.uplift.power import Outlook, outlook
from core.warehouse.snapshot import Snapshot

FEWEST = 3  # accounts in either arm, or there is nothing to foresee


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
    window = Window(known_until(snapshot) - timedelta(days=window_days - 1), window_days)
    arms = pa.table({"account_id": list(account_ids), "is_treated": [True] * len(account_ids)})
    past = outcomes(snapshot, arms, window)
    cap = cap_of(past.before, window_days=window_days, before_days=BEFORE_DAYS)
    return outlook(past.outcome, past.before, treated=treated, holdout=holdout, cap=cap)
