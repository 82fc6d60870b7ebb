"""What the senders of one dispatcher share: work to take, and a place to report it."""

import time
from collections import Counter, deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from threading import Event, Lock
from zoneinfo import ZoneInfo

from sqlalchemy.exc import OperationalError

from core.campaigns.model import Campaign, CampaignId
from core.delivery import choosing, records, settling
from core.delivery.breaker import Breakers
from core.delivery.cascade import Cascades
from core.delivery.channel import Channel
from core.delivery.composing import Compose
from core.delivery.gates import Gates
from core.delivery.handovers import Handovers
from core.delivery.holding import Reach
from core.delivery.model import Dispatch, Outcome, State
from core.delivery.stopping import Orders
from core.foundation.clock import Clock
from core.foundation.ids import Ids
from core.store.store import Store

BATCH, LEAST, MOST = 100, 25, 800  # messages taken at once: at first, and within what bounds
QUICK, SLOW = 0.5, 2.0  # seconds that a batch should last
RATE_OVER = 30.0  # seconds
SECONDS_BETWEEN_TRIES = 0.5
TRIES_WHEN_STOPPING = 10


def fitting(most: int, seconds: float) -> int:
    """How many to take next, where a full batch of `most` took so long: about a second's work.

    What is claimed together is looked up together; what is claimed waits for its sender alone.
    """
    if seconds < QUICK:
        return min(most * 2, MOST)
    return max(most // 2, LEAST) if seconds > SLOW else most


@dataclass
class Meter:
    """How fast messages leave, by campaign."""

    _left: deque[tuple[float, CampaignId]] = field(default_factory=deque)
    _lock: Lock = field(default_factory=Lock)

    def note(self, campaign_id: CampaignId) -> None:
        """One message left."""
        with self._lock:
            self._left.append((time.monotonic(), campaign_id))

    def per_minute(self) -> dict[str, float]:
        """Messages a minute over the last half minute, or since the first of them."""
        now = time.monotonic()
        with self._lock:
            while self._left and self._left[0][0] < now - RATE_OVER:
                self._left.popleft()
            seen = list(self._left)
        if not seen:
            return {}
        span = max(now - seen[0][0], 1.0)
        totals = Counter(campaign_id for _, campaign_id in seen)
        return {name: round(count * 60 / span, 1) for name, count in totals.items()}


@dataclass
class Desk:
    """One per dispatcher. `stopping` asks everybody to finish what is in the air and go."""

    name: str
    store: Store
    clock: Clock
    ids: Ids
    channels: Mapping[str, Channel]
    compose: Compose
    gates: Gates
    handovers: Handovers
    reach: Reach
    meter: Meter = field(default_factory=Meter)
    cascades: Cascades = field(default_factory=Cascades)
    orders: Orders | None = None
    stopping: Event = field(default_factory=Event)
    fault: BaseException | None = None  # why a sender could not go on
    settled: Counter[str] = field(default_factory=Counter)  # dispatches, by what they became
    started: int = 0  # campaigns
    ended: int = 0
    _due: list[Campaign] = field(default_factory=list)
    _lock: Lock = field(default_factory=Lock)
    breakers: Breakers = field(init=False)

    def __post_init__(self) -> None:
        self.breakers = Breakers(self.channels)

    def today(self) -> date:
        """The day it is, on the clock of the house."""
        return self.clock.now().astimezone(ZoneInfo(self.gates.house_zone)).date()

    def offer(self, due: Sequence[Campaign]) -> None:
        """Say which campaigns have something to send now; whose turn it is stays so."""
        with self._lock:
            turns = {campaign.id: turn for turn, campaign in enumerate(self._due)}
            last = len(turns)
            self._due = sorted(due, key=lambda campaign: turns.get(campaign.id, last))

    def take(self, most: int = BATCH) -> tuple[Campaign, list[Dispatch]] | None:
        """Claim a batch of one of the campaigns that are due, each in its turn; none before the
        others can have heard of us."""
        with self._lock:
            if not self._due or self.breakers.is_open or not self.gates.has_joined:
                return None
            campaign = self._due.pop(0)
            self._due.append(campaign)
        now = self.clock.now()
        batch: list[Dispatch] = []
        with self.patiently(), self.store.transaction() as tx:
            out_of_order = self.breakers.open_ones
            batch = records.claim(
                tx, campaign.id, limit=most, by=self.name, at=now, without=out_of_order
            )
            if not batch and not out_of_order:
                choosing.skip_strays(tx, campaign.id, at=now)
        if not batch:
            with self._lock, suppress(ValueError):
                self._due.remove(campaign)
            return None
        return campaign, batch

    def report(self, outcomes: Sequence[Outcome]) -> None:
        """Write down what became of dispatches; while the store is out of order, wait."""
        tries = 0
        while not self._written(outcomes):
            tries += self.stopping.is_set()
            if tries > TRIES_WHEN_STOPPING:
                return  # the journal knows, and the next start will settle it
            time.sleep(SECONDS_BETWEEN_TRIES)
        self.handovers.settled([outcome.dispatch for outcome in outcomes])
        with self._lock:
            self.settled.update(str(outcome.state) for outcome in outcomes)
        for outcome in outcomes:
            if outcome.state is State.SENT:
                self.meter.note(outcome.dispatch.campaign_id)

    @contextmanager
    def patiently(self) -> Iterator[None]:
        """Do without what the store refuses just now: it is locked, or starts anew."""
        try:
            yield
            self.breakers.store.worked()
        except OperationalError as fault:
            self.breakers.store.failed(str(fault.orig))

    def _written(self, outcomes: Sequence[Outcome]) -> bool:
        try:
            with self.store.transaction() as tx:
                settling.settle(tx, outcomes, ids=self.ids)
        except OperationalError:
            return False
        return True
