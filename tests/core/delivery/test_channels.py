"""Several channels in one worker: each message by its own, and none waits for another's."""

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from sqlalchemy import select, update

from core.campaigns import records as campaigns
from core.campaigns.model import CampaignId, Status
from core.consent import actions as consent
from core.consent.model import Reason as Suppressed
from core.delivery import actions as delivery
from core.delivery import worker
from core.delivery.channel import Accepted, Answer, Envelope, Unreachable
from core.delivery.model import Reason, State
from core.delivery.workshop import Workshop
from core.foundation.clock import SystemClock
from core.store.schema import audience_contacts, dispatches
from core.store.store import Store
from tests.conftest import ANA, MONDAY
from tests.core.delivery.servers import Scripted, free_port, served, set_off, workshop

MAIL, SMS = [f"k{n}@ex.test" for n in range(6)], [f"+7912000000{n}" for n in range(6)]


@dataclass
class Fake:
    """A channel that remembers what it took; or is out of order."""

    name: str
    answer: Answer = Accepted("taken")  # noqa: RUF009
    taken: list[Envelope] = field(default_factory=list)
    opened: int = 0
    closed: int = 0

    def line(self) -> "Fake":
        self.opened += 1
        return self

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        intend()
        if isinstance(self.answer, Accepted):
            self.taken.append(envelope)
        return self.answer

    def close(self) -> None:
        self.closed += 1

    def usable(self, address: str) -> str:
        return address


def mixed(store: Store) -> None:
    """Half of the outbox goes by mail, half by SMS."""
    set_off(store, MAIL + SMS)
    with store.transaction() as tx:
        for table in (dispatches, audience_contacts):
            by_sms = update(table).where(table.c.address.like("+%"))
            tx.execute(by_sms.values(channel="sms"))


def states(store: Store, channel: str) -> list[State]:
    asked = select(dispatches.c.state).where(dispatches.c.channel == channel)
    with store.reading() as tx:
        return [State(one) for one in tx.execute(asked).scalars()]


def once(shop: Workshop) -> worker.Shift:
    return worker.deliver(shop, once=True, stop=threading.Event(), patience=0)


def test_every_message_goes_by_its_own_channel(store: Store, tmp_path: Path) -> None:
    server, sms = Scripted(), Fake("sms")
    mixed(store)

    with served(server) as port:
        shift = once(workshop(store, tmp_path, port, SystemClock(), others={"sms": sms}))

    assert sorted(address for _, address, _ in server.taken) == MAIL
    assert sorted(one.address for one in sms.taken) == SMS
    assert shift.settled == {"sent": 12}
    with store.reading() as tx:
        ids = set(tx.execute(select(dispatches.c.id).where(dispatches.c.channel == "sms")))
    assert {(one.dispatch_id,) for one in sms.taken} == ids
    assert {one.sender for one in sms.taken} == {"News"}
    assert 1 <= sms.opened == sms.closed <= 3


def test_a_channel_out_of_order_holds_up_no_other(store: Store, tmp_path: Path) -> None:
    sms = Fake("sms")
    mixed(store)

    shift = once(workshop(store, tmp_path, free_port(), SystemClock(), others={"sms": sms}))

    assert len(sms.taken) == 6
    assert states(store, "email") == [State.QUEUED] * 6
    assert "refused" in shift.trouble
    assert shift.waiting == 6


def test_each_channel_says_itself_what_is_wrong(store: Store, tmp_path: Path) -> None:
    mixed(store)
    broken = Fake("sms", Unreachable("the gateway sleeps"))

    with served(Scripted()) as port:
        shift = once(workshop(store, tmp_path, port, SystemClock(), others={"sms": broken}))

    assert shift.trouble == "the gateway sleeps"
    assert states(store, "email") == [State.SENT] * 6
    assert states(store, "sms") == [State.QUEUED] * 6


def test_what_no_channel_is_set_up_for_waits_until_a_person_has_set_it_up(
    store: Store, tmp_path: Path
) -> None:
    mixed(store)

    with served(Scripted()) as port:
        once(workshop(store, tmp_path, port, SystemClock()))
        with store.reading() as tx:
            paused = campaigns.get(tx, CampaignId("c1")).status
            reason = campaigns.moves(tx, CampaignId("c1"))[-1].reason
        with store.transaction() as tx:
            delivery.resume(tx, CampaignId("c1"), by=ANA, at=MONDAY)
        sms = Fake("sms")
        once(workshop(store, tmp_path, port, SystemClock(), others={"sms": sms}))

    assert (paused, reason) == (Status.PAUSED, "channels:sms")
    assert len(sms.taken) == 6
    assert states(store, "email") == [State.SENT] * 6


def test_a_number_that_is_suppressed_gets_no_message(store: Store, tmp_path: Path) -> None:
    sms = Fake("sms")
    mixed(store)
    with store.transaction() as tx:
        consent.suppress(
            tx,
            "s1",
            channel="sms",
            address="8 (912) 000-00-00",
            reason=Suppressed.UNSUBSCRIBED,
            source="said so",
            by=ANA.id,
            at=MONDAY,
        )

    with served(Scripted()) as port:
        once(workshop(store, tmp_path, port, SystemClock(), others={"sms": sms}))

    assert sorted(one.address for one in sms.taken) == SMS[1:]
    with store.reading() as tx:
        asked = select(dispatches.c.reason).where(dispatches.c.state == State.SKIPPED)
        assert list(tx.execute(asked).scalars()) == [Reason.SUPPRESSED]
