"""Writing down what became of claimed dispatches, and what follows from it."""

from collections.abc import Sequence
from contextlib import suppress

from core.consent import actions as consent
from core.consent.model import Reason as Suppressed
from core.delivery import records
from core.delivery.feedback import receipts
from core.delivery.model import WORKER, Outcome, Reason
from core.foundation.ids import Ids
from core.store.store import Tx


def settle(tx: Tx, outcomes: Sequence[Outcome], *, ids: Ids) -> None:
    """Write the outcomes down; an address that does not exist is never written to again."""
    # In one order, so that two dispatchers never wait for each other.
    records.settle(tx, sorted(outcomes, key=lambda outcome: outcome.dispatch.id))
    told = [one for one in outcomes if one.dispatch.channel in receipts.RECEIPTED]
    if told:
        receipts.catch_up(tx, [one.dispatch.id for one in told], at=told[-1].at)
    for outcome in outcomes:
        if outcome.reason is Reason.HARD_BOUNCE:
            with suppress(consent.NoAddress):  # whoever was forgotten meanwhile has none
                _forbid(tx, outcome, ids=ids)


def _forbid(tx: Tx, outcome: Outcome, *, ids: Ids) -> None:
    consent.suppress(
        tx,
        ids.new(),
        channel=outcome.dispatch.channel,
        address=outcome.dispatch.address,
        reason=Suppressed.HARD_BOUNCE,
        source=f"dispatch {outcome.dispatch.id}: {outcome.answer}",
        by=WORKER,
        at=outcome.at,
    )
