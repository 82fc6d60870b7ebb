"""What every start does before anything is sent: find out how far the last run came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.campaigns import records as campaigns
from core.delivery import judging, records, settling
from core.delivery.handovers import Handovers, Replay, Trace
from core.delivery.model import WORKER, Dispatch, DispatchId, Doubt, Outcome, Reason, State
from core.delivery.policy import Retries, SendingBook
from core.foundation.ids import Ids
from core.journal import actions as journal
from core.store.store import Store, Tx


@dataclass(frozen=True)
class Recovery:
    """How many dispatches an earlier run had left open, and what became of them."""

    settled: int = 0  # the journal knew the answer
    requeued: int = 0  # claimed, and never handed over
    unconfirmed: int = 0  # in doubt
    resent: int = 0  # in doubt, and the book has it sent again

    @property
    def total(self) -> int:
        return self.settled + self.requeued + self.unconfirmed + self.resent

    def __add__(self, other: "Recovery") -> "Recovery":
        return Recovery(
            self.settled + other.settled,
            self.requeued + other.requeued,
            self.unconfirmed + other.unconfirmed,
            self.resent + other.resent,
        )


def recover(
    store: Store, handovers: Handovers, *, name: str, ids: Ids, book: SendingBook, at: datetime
) -> Recovery:
    """Settle what the hand-over journal knows, and what nobody can know as the book says."""
    replay = handovers.replay()
    with store.transaction() as tx:
        # A power failure may have taken the store's last commits, and with them the claims.
        records.claim_again(tx, list(replay.traces), by=name, at=at)
        open_ones = records.claimed(tx, name)
        doubts = _doubts(tx, open_ones, book)
        outcomes = [
            _outcome(one, replay, book.retries, doubts[one.id], at) for one in open_ones
        ]
        settling.settle(tx, outcomes, ids=ids)
        found = _counted(outcomes)
        if found.total:
            details = vars(found)
            journal.record(tx, "dispatches.recover", name, by=WORKER, at=at, details=details)
    if store.make_durable() or not replay.traces:
        handovers.begin()
    else:  # the power may yet take what was just settled: the file keeps what it knows
        handovers.go_on()
    return found


def _doubts(
    tx: Tx, open_ones: Sequence[Dispatch], book: SendingBook
) -> dict[DispatchId, Doubt]:
    """What the book has become of each, should it be in doubt."""
    named = {one.campaign_id for one in open_ones}
    purposes = {name: campaigns.get(tx, name).purpose for name in named}
    return {one.id: book.doubts.of(one.channel, purposes[one.campaign_id]) for one in open_ones}


def _outcome(
    dispatch: Dispatch, replay: Replay, retries: Retries, doubt: Doubt, at: datetime
) -> Outcome:
    trace = replay.traces.get((dispatch.id, dispatch.claim))
    # Where a line is torn, it may be the one that knew.
    is_known = trace is not None or replay.is_readable
    if trace is not None and trace.answer is not None:
        return judging.outcome_of(dispatch, trace.answer, retries=retries, at=at, doubt=doubt)
    if is_known and (trace is None or not _may_have_left(trace, replay)):
        return judging.released(dispatch, at=at)
    return judging.interrupted(dispatch, at=at, retries=retries, doubt=doubt)


def _may_have_left(trace: Trace, replay: Replay) -> bool:
    # Killed, the journal's last line is the truth. Without power it may lack its last moments.
    return trace.is_intended or not replay.is_whole


def _counted(outcomes: Sequence[Outcome]) -> Recovery:
    unconfirmed = sum(one.state is State.UNCONFIRMED for one in outcomes)
    resent = sum(one.reason is Reason.RESENT and one.attempted for one in outcomes)
    requeued = sum(one.state is State.QUEUED and not one.attempted for one in outcomes)
    settled = len(outcomes) - requeued - unconfirmed - resent
    return Recovery(settled, requeued, unconfirmed, resent)
