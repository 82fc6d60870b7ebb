"""What every start does before anything is sent: find out how far the last run came."""

from dataclasses import dataclass
from datetime import datetime

from core.delivery import judging, records, settling
from core.delivery.handovers import Handovers, Replay, Trace
from core.delivery.model import WORKER, Dispatch, Outcome, State
from core.delivery.policy import Retries
from core.foundation.ids import Ids
from core.journal import actions as journal
from core.store.store import Store


@dataclass(frozen=True)
class Recovery:
    """How many dispatches an earlier run had left open, and what became of them."""

    settled: int = 0  # the journal knew the answer
    requeued: int = 0  # claimed, and never handed over
    unconfirmed: int = 0  # in doubt

    @property
    def total(self) -> int:
        return self.settled + self.requeued + self.unconfirmed

    def __add__(self, other: "Recovery") -> "Recovery":
        return Recovery(
            self.settled + other.settled,
            self.requeued + other.requeued,
            self.unconfirmed + other.unconfirmed,
        )


def recover(
    store: Store, handovers: Handovers, *, name: str, ids: Ids, retries: Retries, at: datetime
) -> Recovery:
    """Settle what the hand-over journal knows, and list what nobody can know."""
    replay = handovers.replay()
    with store.transaction() as tx:
        # A power failure may have taken the store's last commits, and with them the claims.
        records.claim_again(tx, list(replay.traces), by=name, at=at)
        open_ones = records.claimed(tx, name)
        outcomes = [_outcome(dispatch, replay, retries, at) for dispatch in open_ones]
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


def _outcome(dispatch: Dispatch, replay: Replay, retries: Retries, at: datetime) -> Outcome:
    trace = replay.traces.get((dispatch.id, dispatch.claim))
    if trace is None and replay.is_readable:
        return judging.released(dispatch, at=at)
    if trace is None:  # the line that knew it may be the one that is torn
        return judging.interrupted(dispatch, at=at)
    if trace.answer is not None:
        return judging.outcome_of(dispatch, trace.answer, retries=retries, at=at)
    if _may_have_left(trace, replay):
        return judging.interrupted(dispatch, at=at)
    return judging.released(dispatch, at=at)


def _may_have_left(trace: Trace, replay: Replay) -> bool:
    # Killed, the journal's last line is the truth. Without power it may lack its last moments.
    return trace.is_intended or not replay.is_whole


def _counted(outcomes: list[Outcome]) -> Recovery:
    states = [outcome.state for outcome in outcomes]
    unconfirmed = states.count(State.UNCONFIRMED)
    requeued = sum(
        outcome.state is State.QUEUED and not outcome.attempted for outcome in outcomes
    )
    return Recovery(len(states) - unconfirmed - requeued, requeued, unconfirmed)
