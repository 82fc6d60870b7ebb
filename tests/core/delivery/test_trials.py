"""Test sends: to colleagues only, so many an hour, marked, and written into the journal."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from core.delivery import trials
from core.delivery.channel import Accepted, Answer, Envelope, Unreachable
from core.delivery.trials import NoColleague, Sender, TooManyTests
from core.journal import records as journal
from core.messages.model import Rendered
from core.people import records as people
from core.people.model import NotAllowed, PersonId
from core.store.store import Store
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, CountedIds

RENDERED = Rendered("Faster", "<p>Faster</p>", "Faster")


@dataclass
class Relay:
    """A channel, and its only line, that keeps what it was handed."""

    answers: list[Answer]
    handed: list[Envelope] = field(default_factory=list)
    name: str = "email"

    def line(self) -> "Relay":
        return self

    def usable(self, address: str) -> str:
        return address

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        intend()
        self.handed.append(envelope)
        return self.answers[len(self.handed) - 1]

    def close(self) -> None:
        self.handed.append(Envelope("", "closed", b""))


@pytest.fixture
def staff(store: Store) -> Store:
    with store.transaction() as tx:
        for one in (ANA, BEN, replace(CLEO, email="no address")):
            people.add(tx, one, by="test", at=MONDAY)
    return store


def begin(store: Store, *to: str, by: object = ANA, minutes: int = 0) -> list[str]:
    assert isinstance(by, type(ANA))
    with store.transaction() as tx:
        wanted = [PersonId(one) for one in to]
        at = MONDAY + timedelta(minutes=minutes)
        invited = trials.begin(tx, "m1", to=wanted, contact_id="c1", by=by, at=at)
    return [one.id for one in invited]


def test_a_test_goes_to_active_people_with_a_mailbox_only(staff: Store) -> None:
    with staff.transaction() as tx:
        assert [one.id for one in trials.colleagues(tx)] == ["ana", "ben"]
        people.set_active(tx, BEN.id, is_active=False)

    for to in ("ben", "cleo", "ivan@client.example"):
        with pytest.raises(NoColleague):
            begin(staff, "ana", to)
    with pytest.raises(NoColleague):
        begin(staff)
    with staff.reading() as tx:
        assert journal.about(tx, "m1") == []


def test_a_contacts_values_go_to_nobody_who_may_not_see_them(staff: Store) -> None:
    with staff.transaction() as tx:
        people.add(tx, ADA, by="test", at=MONDAY)

    with pytest.raises(NoColleague):
        begin(staff, "ana", "ada")


def test_only_who_may_write_sends_a_test(staff: Store) -> None:
    with pytest.raises(NotAllowed):
        begin(staff, "ana", by=CLEO)


def test_there_is_a_limit_an_hour_and_it_passes(staff: Store) -> None:
    for _again in range(trials.PER_HOUR // 2):
        assert begin(staff, "ana", "ben", "ana") == ["ana", "ben"]

    with pytest.raises(TooManyTests):
        begin(staff, "ana", minutes=59)
    assert begin(staff, "ben", by=BEN) == ["ben"]
    assert begin(staff, "ana", minutes=61) == ["ana"]


def test_what_is_sent_is_marked_and_what_became_of_it_is_kept(staff: Store) -> None:
    relay = Relay([Accepted("250 ok"), Unreachable("gone")])

    outcomes = trials.hand_over(
        relay,
        RENDERED,
        [ANA, BEN],
        sender=Sender("North", "news@north.example"),
        language="en",
        ids=CountedIds(),
        at=MONDAY,
    )
    with staff.transaction() as tx:
        trials.finish(tx, "m1", outcomes, by=ANA, at=MONDAY)

    assert [one.address for one in relay.handed] == [ANA.email, BEN.email, "closed"]
    assert b"Subject: [Test] Faster\r\n" in relay.handed[0].content
    assert [one.word for one in outcomes] == ["accepted", "refused"]
    with staff.reading() as tx:
        (entry,) = journal.about(tx, "m1")
    assert entry.details == {"ana": "accepted", "ben": "refused"}
