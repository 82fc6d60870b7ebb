"""The worker: starts what is due, lets its senders send, ends what is done, and can be seen."""

import logging
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from threading import Event, Thread
from typing import Any

from sqlalchemy.exc import OperationalError

from core.delivery import records, rounds, signs
from core.delivery.crew import FIRST, Crew, folder_of
from core.delivery.desk import Desk
from core.delivery.dispatcher import names_in
from core.delivery.gates import Gates
from core.delivery.handovers import Handovers
from core.delivery.holding import Reach
from core.delivery.model import Beat, State
from core.delivery.neighbours import Neighbours
from core.delivery.recovery import Recovery
from core.delivery.sender import Sender
from core.delivery.throttling import Throttle
from core.delivery.workshop import Workshop, opened
from core.foundation.faults import told
from core.foundation.words import say

_LOG = logging.getLogger(__name__)
TICK = 0.25  # seconds between two looks at what is due
REFRESH_EVERY = 0.5
BEAT_EVERY = 3.0
CLERK_EVERY = 5.0
CLERK_PATIENCE = 30.0  # for what the clerk is at when the worker goes home
_TOLD = (State.SENT, State.BOUNCED, State.FAILED, State.SKIPPED, State.UNCONFIRMED)
FAILURES_TO_LEAVE = 3  # in a row, where nobody waits for what failed to come back


@dataclass(frozen=True)
class Shift:
    """What a worker did until it went home, and its crew with it, but for who fell."""

    recovery: Recovery
    settled: dict[str, int]  # dispatches, by the state they were brought to
    started: int  # campaigns
    ended: int
    waiting: int  # dispatches still queued, in campaigns that are being sent
    trouble: str  # of the channel; empty: none
    seconds: float

    def facts(self) -> dict[str, Any]:
        """The same as plain values, a number for every state."""
        states = {str(state): self.settled.get(state, 0) for state in State}
        del states["sending"]
        return vars(self) | {"recovery": vars(self.recovery), "settled": states}

    def sentence(self, language: str) -> str:
        """What was done, for people."""
        counts = {state: self.settled.get(state, 0) for state in _TOLD}
        key = "delivery-shift-trouble" if self.trouble else "delivery-shift"
        return say(
            language,
            key,
            **counts,
            recovered=self.recovery.total,
            waiting=self.waiting,
            trouble=self.trouble,
            seconds=round(self.seconds),
        )


def deliver(workshop: Workshop, *, once: bool, stop: Event, patience: float = 15.0) -> Shift:
    """Send until `stop` is set; `once`: until nothing is due any more.

    Raises `AlreadyDispatching`, `MateFell` if `once`, and whatever kept a sender from going on.
    """
    began = time.monotonic()
    with opened(workshop, workshop.folder, patience=patience) as (name, handovers, found):
        crew = Crew(workshop, name)
        desk = _desk(workshop, name, handovers, stop)
        crew.recover()
        with (
            _watched(desk, FIRST),
            _at_the_side(workshop.clerk, workshop.ahead),
            _senders(desk, workshop.connections),
            crew.at_work(stop),
        ):
            _dispatch(desk, crew, once=once)
        return _shift(desk, found + crew.recovery, crew.settled, began)


def assist(
    workshop: Workshop, number: int, *, stop: Event, patience: float = 15.0
) -> dict[str, Any]:
    """Send beside the first until `stop` is set, from a folder of one's own: what it starts and
    does not end. Returns what was done, as `Crew` adds it up.

    Raises what `deliver` does.
    """
    folder = folder_of(workshop.folder, number)
    with opened(workshop, folder, patience=patience) as (name, handovers, found):
        desk = _desk(workshop, name, handovers, stop)
        with _watched(desk, number), _senders(desk, workshop.connections):
            while not stop.is_set():
                with desk.patiently():
                    rounds.see_what_is_due(desk)
                stop.wait(TICK)
        return {"recovery": vars(found), "settled": dict(desk.settled)}


def _desk(workshop: Workshop, name: str, handovers: Handovers, stop: Event) -> Desk:
    return Desk(
        name=name,
        store=workshop.store,
        clock=workshop.clock,
        ids=workshop.ids,
        channels=workshop.channels,
        compose=workshop.compose,
        gates=Gates(
            workshop.book,
            workshop.house_zone,
            workshop.latest,
            Throttle(workshop.processes),
            Neighbours(names_in(workshop.folder), workshop.processes),
        ),
        handovers=handovers,
        stopping=stop,
        orders=workshop.orders,
        reach=Reach(frozenset(workshop.channels), frozenset(workshop.conditions)),
    )


def _dispatch(desk: Desk, crew: Crew, *, once: bool) -> None:
    """The loop: what is due, who may send, what is done."""
    while not desk.stopping.is_set():
        with desk.patiently():
            crew.look_after()
            without = _given_up(desk) if once else frozenset()
            is_idle = rounds.look_round(desk, without=without, crew=crew.names)
            if once and is_idle:
                return
        if once:
            crew.check_standing(most=FAILURES_TO_LEAVE)
            if desk.breakers.store.failures >= FAILURES_TO_LEAVE:
                return
        desk.stopping.wait(TICK)


def _given_up(desk: Desk) -> frozenset[str]:
    """The channels that nobody waits for any more."""
    return desk.breakers.failing(FAILURES_TO_LEAVE)


@contextmanager
def _senders(desk: Desk, connections: int) -> Iterator[None]:
    """Senders at work until the body ends; then each finishes what it has in its hand."""
    senders = [Sender(desk, number) for number in range(1, connections + 1)]
    for sender in senders:
        sender.start()
    try:
        yield
    finally:
        desk.stopping.set()
        for sender in senders:
            sender.join()
    if desk.fault is not None:
        raise desk.fault


@contextmanager
def _watched(desk: Desk, number: int) -> Iterator[None]:
    """The gates read again twice a second, and a sign of life every few seconds; where the
    store was away at the start, the others are joined once it is back."""
    done, started_at = Event(), desk.clock.now()

    def watch() -> None:
        last = 0.0
        while not done.wait(REFRESH_EVERY):
            with suppress(OperationalError):
                _look(desk, number, started_at)
                if time.monotonic() - last >= BEAT_EVERY:
                    _beat(desk, number, started_at)
                    last = time.monotonic()

    with desk.patiently():
        _join(desk, number, started_at)
    watcher = Thread(target=watch, name="watcher", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        done.set()
        watcher.join()
        with suppress(OperationalError), desk.store.transaction() as tx:
            signs.forget(tx, desk.name)


@contextmanager
def _at_the_side(
    clerk: Callable[[], object] | None, ahead: Callable[[], object] | None
) -> Iterator[None]:
    """The clerk at work in a thread of its own, so that it keeps no campaign waiting.

    What fails for whatever reason is logged and done on a later round; the last round is when
    the worker goes home, and does nothing `ahead`.
    """
    done = Event()

    def work() -> None:
        while True:
            is_last = done.wait(CLERK_EVERY)
            _done(clerk)
            if not done.is_set():
                _done(ahead)
            if is_last:
                return

    thread = Thread(target=work, name="clerk", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(CLERK_PATIENCE)


def _done(deed: Callable[[], object] | None) -> None:
    try:
        if deed is not None:
            deed()
    except (OperationalError, OSError):
        pass  # the store or the relay is away
    except Exception as fault:  # noqa: BLE001 -- one notice must not end it
        _LOG.error("The clerk failed, and goes on: %s", told(fault))


def _look(desk: Desk, number: int, started_at: datetime) -> None:
    """Read the gates again; where the store was away at the start, come to the others first."""
    if not desk.gates.has_joined:
        _join(desk, number, started_at)
    with desk.store.reading() as tx:
        desk.gates.refresh(tx)


def _join(desk: Desk, number: int, started_at: datetime) -> None:
    """Come to those that send already: of two that come at once, one hears of the other."""
    _beat(desk, number, started_at)
    with desk.store.reading() as tx:
        desk.gates.join(tx, at=desk.clock.now())


def _beat(desk: Desk, number: int, started_at: datetime) -> None:
    sign = Beat(
        name=desk.name,
        number=number,
        started_at=started_at,
        beat_at=desk.clock.now(),
        trouble=desk.breakers.trouble,
        rates=desk.meter.per_minute(),
    )
    with desk.store.transaction() as tx:
        signs.beat(tx, sign)


def _shift(desk: Desk, found: Recovery, others: Counter[str], began: float) -> Shift:
    with desk.store.reading() as tx:
        waiting = records.waiting(tx)
    return Shift(
        recovery=found,
        settled=dict(desk.settled + others),
        started=desk.started,
        ended=desk.ended,
        waiting=waiting,
        trouble=desk.breakers.trouble,
        seconds=round(time.monotonic() - began, 3),
    )
