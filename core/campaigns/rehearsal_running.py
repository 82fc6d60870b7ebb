"""A long rehearsal: its row in the store says how far it is, and outlives whoever looks."""

from dataclasses import dataclass
from threading import Thread
from time import monotonic

from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns import rehearsal_records
from core.campaigns.rehearsal import Plan, Rehearsal
from core.campaigns.rehearsal_performing import Going, perform
from core.foundation.clock import Clock
from core.foundation.refusal import Refusal
from core.store.store import Store, take_turn
from core.warehouse.snapshot import Snapshot

BEAT = 1.0  # seconds between two notes of how far it is


@dataclass
class Stage:
    """Where a rehearsal is performed: the row it keeps up to date."""

    store: Store
    clock: Clock
    rehearsal: Rehearsal
    _noted: float = 0.0

    def going(self, done: int) -> bool:
        """Note how far it is, once a second; false: it was called off."""
        if monotonic() - self._noted < BEAT:
            return True
        self._noted = monotonic()
        with self.store.transaction() as tx:
            return rehearsal_records.advance(
                tx, self.rehearsal.id, done=done, at=self.clock.now()
            )


def run(stage: Stage, plan: Plan, snapshot: Snapshot, *, tell: Going | None = None) -> None:
    """Perform a rehearsal that has begun, to whatever end it comes.

    `tell` is called with how many messages are done; where it says no, all stops.
    """

    def going(done: int) -> bool:
        return stage.going(done) and (tell is None or tell(done))

    try:
        findings = perform(plan, snapshot, going=going)
    except Refusal as refusal:
        _break_off(stage, str(refusal))
        return
    except BaseException as fault:
        _break_off(stage, type(fault).__name__)
        raise
    with stage.store.transaction() as tx:
        take_turn(tx)
        rehearsals.finish(tx, stage.rehearsal, findings, at=stage.clock.now())


def in_background(stage: Stage, plan: Plan, snapshot: Snapshot) -> Thread:
    """The same in a thread of the house: it goes on when whoever began it looks away."""
    thread = Thread(
        target=run, args=(stage, plan, snapshot), name=stage.rehearsal.id, daemon=True
    )
    thread.start()
    return thread


def _break_off(stage: Stage, note: str) -> None:
    with stage.store.transaction() as tx:
        take_turn(tx)
        rehearsals.break_off(tx, stage.rehearsal, note, at=stage.clock.now())
