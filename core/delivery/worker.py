"""The worker: starts what is due, lets its senders send, ends what is done, and can be seen."""

import logging
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from threading import Event, Thread
from typing import Any

from sqlalchemy.exc import OperationalError

from core.campaigns.model import CampaignId
from core.delivery import cascade, ending, halting, records, signs, starting, stopping
from core.delivery.cascade import Looked
from core.delivery.channel import Channel
from core.delivery.composing import Compose
from core.delivery.desk import Desk
from core.delivery.dispatcher import name_of, only_dispatcher
from core.delivery.ending import Outlook
from core.delivery.gates import Gates
from core.delivery.handovers import Handovers
from core.delivery.model import Beat, State
from core.delivery.policy import SendingBook
from core.delivery.recovery import Recovery, recover
from core.delivery.sender import Sender
from core.delivery.stopping import Orders
from core.foundation.clock import Clock
from core.foundation.faults import told
from core.foundation.ids import Ids
from core.foundation.words import say
from core.store.store import Store, Tx

_LOG = logging.getLogger(__name__)
TICK = 0.25  # seconds between two looks at what is due
REFRESH_EVERY = 0.5
BEAT_EVERY = 3.0
CLERK_EVERY = 5.0
CLERK_PATIENCE = 30.0  # for a relay that does not answer when the worker goes home
_TOLD = (State.SENT, State.BOUNCED, State.FAILED, State.SKIPPED, State.UNCONFIRMED)
FAILURES_TO_LEAVE = 3  # in a row, where nobody waits for what failed to come back


@dataclass(frozen=True)
class Workshop:
    """What a worker works with."""

    store: Store
    clock: Clock
    ids: Ids
    channels: Mapping[str, Channel]  # by name: those that are set up
    compose: Compose
    book: SendingBook
    folder: Path  # the journal, the lock and the name; one per host
    house_zone: str
    connections: int = 4
    latest: Callable[[Tx], SendingBook] | None = None  # the book, as it may have been changed
    orders: Orders | None = None  # which accounts ordered meanwhile
    clerk: Callable[[], object] | None = None  # what else is done every few seconds


@dataclass(frozen=True)
class Shift:
    """What a worker did until it went home."""

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

    Raises `AlreadyDispatching`, and whatever kept a sender from going on.
    """
    began = time.monotonic()
    with only_dispatcher(workshop.folder, patience=patience):
        name = name_of(workshop.folder, workshop.ids)
        path = workshop.folder / "handovers.log"
        handovers = Handovers(path, make_durable=workshop.store.make_durable)
        try:
            found = recover(
                workshop.store,
                handovers,
                name=name,
                ids=workshop.ids,
                retries=workshop.book.retries,
                at=workshop.clock.now(),
            )
            desk = _desk(workshop, name, handovers, stop)
            with (
                _watched(desk),
                _at_the_side(workshop.clerk),
                _senders(desk, workshop.connections),
            ):
                _dispatch(desk, once=once)
            return _shift(desk, found, began)
        finally:
            handovers.close()


def _desk(workshop: Workshop, name: str, handovers: Handovers, stop: Event) -> Desk:
    return Desk(
        name=name,
        store=workshop.store,
        clock=workshop.clock,
        ids=workshop.ids,
        channels=workshop.channels,
        compose=workshop.compose,
        gates=Gates(workshop.book, workshop.house_zone, workshop.latest),
        handovers=handovers,
        stopping=stop,
        orders=workshop.orders,
    )


def _dispatch(desk: Desk, *, once: bool) -> None:
    """The loop: what is due, who may send, what is done."""
    while not desk.stopping.is_set():
        with desk.patiently():
            is_idle = _look_round(desk, without=_given_up(desk) if once else frozenset())
            if once and is_idle:
                return
        if once and desk.breakers.store.failures >= FAILURES_TO_LEAVE:
            return
        desk.stopping.wait(TICK)


def _given_up(desk: Desk) -> frozenset[str]:
    """The channels that nobody waits for any more."""
    return desk.breakers.failing(FAILURES_TO_LEAVE)


def _look_round(desk: Desk, *, without: frozenset[str]) -> bool:
    """One look at every campaign; whether nothing is due and nothing is in the air.

    What waits for the channels it goes `without` is not due.
    """
    today = desk.today()
    desk.started += len(
        starting.start_due(desk.store, clock=desk.clock, ids=desk.ids, today=today)
    )
    now = desk.clock.now()  # not earlier: what was just queued is due
    for halted in halting.halt(desk.store, today=today, at=now):
        desk.gates.shut(halted)
    with desk.store.reading() as tx:
        desk.gates.refresh(tx)
        seen = ending.outlook(tx, at=now, without=without)
        is_in_the_air = records.is_claiming(tx, desk.name)
    desk.offer(seen.due)
    looked = _advance(desk, seen, at=now)
    complete = [one for one in seen.still if one.id in looked and looked[one.id].is_complete]
    desk.ended += ending.end(desk.store, seen.done + complete, at=now)
    ending.sweep(desk.store, at=now)
    has_queued = any(one.queued for one in looked.values())
    return not seen.due and not is_in_the_air and not has_queued


def _advance(desk: Desk, seen: Outlook, *, at: datetime) -> dict[CampaignId, Looked]:
    """Queue what is due of further steps; what was looked at now."""
    still = {campaign.id for campaign in seen.still}
    looked: dict[CampaignId, Looked] = {}
    for campaign in seen.several:
        if desk.cascades.is_due(campaign, is_moving=campaign.id not in still, at=at):
            stopping.look(desk.store, campaign, desk.orders, at=at)
            looked[campaign.id] = cascade.advance(
                desk.store, campaign, ids=desk.ids, at=at, sealed=desk.cascades.sealed
            )
            desk.cascades.note(campaign, looked[campaign.id], at=at)
    return looked


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
def _watched(desk: Desk) -> Iterator[None]:
    """The gates read again twice a second, and a sign of life every few seconds."""
    done = Event()
    started_at = desk.clock.now()

    def watch() -> None:
        last = 0.0
        while not done.wait(REFRESH_EVERY):
            with suppress(OperationalError):
                with desk.store.reading() as tx:
                    desk.gates.refresh(tx)
                if time.monotonic() - last >= BEAT_EVERY:
                    _beat(desk, started_at)
                    last = time.monotonic()

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
def _at_the_side(clerk: Callable[[], object] | None) -> Iterator[None]:
    """The clerk at work in a thread of its own, so that it keeps no campaign waiting.

    What fails for whatever reason is logged and done on a later round; the last round is when
    the worker goes home.
    """
    done = Event()

    def work() -> None:
        while True:
            is_last = done.wait(CLERK_EVERY)
            try:
                if clerk is not None:
                    clerk()
            except (OperationalError, OSError):
                pass  # the store or the relay is away
            except Exception as fault:  # noqa: BLE001 -- one notice must not end it
                _LOG.error("The clerk failed, and goes on: %s", told(fault))
            if is_last:
                return

    thread = Thread(target=work, name="clerk", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join(CLERK_PATIENCE)


def _beat(desk: Desk, started_at: datetime) -> None:
    sign = Beat(
        name=desk.name,
        started_at=started_at,
        beat_at=desk.clock.now(),
        trouble=desk.breakers.trouble,
        rates=desk.meter.per_minute(),
    )
    with desk.store.transaction() as tx:
        signs.beat(tx, sign)


def _shift(desk: Desk, found: Recovery, began: float) -> Shift:
    with desk.store.reading() as tx:
        waiting = records.waiting(tx)
    return Shift(
        recovery=found,
        settled=dict(desk.settled),
        started=desk.started,
        ended=desk.ended,
        waiting=waiting,
        trouble=desk.breakers.trouble,
        seconds=round(time.monotonic() - began, 3),
    )
