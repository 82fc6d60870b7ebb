"""Bulletins over a real relay: each period once, in words without anybody's address."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from threading import Barrier, Thread

import pytest
from sqlalchemy import update

from core.campaigns.costing import Prices
from core.delivery.channel import (
    Accepted,
    Answer,
    Channel,
    Envelope,
    Fault,
    RefusedForGood,
    Unknown,
    Unreachable,
)
from core.delivery.notifying import MOST_ATTEMPTS, Mailroom
from core.foundation.words import LANGUAGES, say
from core.people import records as people
from core.people.actions import UnknownLanguage
from core.people.model import NotAllowed
from core.results import actions as results
from core.results import bulletin_records as records
from core.results.bulletin_post import Mailing
from core.results.bulletins import (
    Bulletin,
    Choice,
    Period,
    Rhythm,
    UnknownRhythm,
    is_due,
    latest,
)
from core.results.pricing import Pricing
from core.store.schema import campaigns
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, BEN, CLEO, MONDAY, FixedClock
from tests.core.delivery.servers import Scripted, channel_to, free_port, served
from tests.core.results.trials import OVER, Experiment, publish, send

ZONE = "Europe/Moscow"
AT_EIGHT = datetime(2026, 4, 6, 5, tzinfo=UTC)  # a Monday, by the clock of the house
UNPRICED = Pricing(None, Prices("RUB", {}))
CHOSEN = AT_EIGHT - timedelta(days=3)


@dataclass
class Fake:
    """A relay that does as it is told; `at_intent` is called where the message would leave."""

    answer: Answer = field(default_factory=lambda: Accepted("taken"))
    at_intent: Callable[[], None] = lambda: None
    taken: list[bytes] = field(default_factory=list)
    name: str = "email"

    def line(self) -> "Fake":
        return self

    def close(self) -> None: ...

    def usable(self, address: str) -> str:
        return address

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        if isinstance(self.answer, Unreachable):
            return self.answer
        intend()
        self.at_intent()
        self.taken.append(envelope.content)
        return self.answer


@pytest.fixture
def chosen(store: Store, warehouse: Warehouse) -> Store:
    """Ana wants it weekly in Russian, Ben monthly in English; one campaign may be read."""
    drawn = Experiment(effect=100)
    publish(warehouse, drawn)
    send(store, drawn, name="Весна\r\nBcc: evil@x.test")
    with store.transaction() as tx:
        for person, rhythm, language in (
            (ANA, Rhythm.WEEKLY, "ru"),
            (BEN, Rhythm.MONTHLY, "en"),
        ):
            people.add(tx, person, by="test", at=MONDAY)
            results.choose_bulletin(tx, rhythm, language, by=person, at=CHOSEN)
    return store


def mailing(
    store: Store,
    warehouse: Warehouse,
    clock: FixedClock,
    channel: Channel,
    pricing: Pricing = UNPRICED,
) -> Mailing:
    address = "https://cockpit.example/"
    mailroom = Mailroom(store, clock, channel, "news@house.test", address, "ru")
    return Mailing(mailroom, warehouse, ZONE, pricing)


@pytest.mark.parametrize(
    ("margin", "price", "said"),
    [
        ("0.5", "1", "Окупилась: маржа за вычетом расходов — +"),
        ("0.5", "900", "Убыточна: маржа за вычетом расходов — −"),
        ("0.5", "0", "сказать, окупились ли эти кампании, нельзя"),
        (None, "1", "сказать, окупились ли эти кампании, нельзя"),
    ],
)
def test_a_bulletin_says_whether_a_campaign_paid_or_that_nobody_knows(
    chosen: Store,
    warehouse: Warehouse,
    clock: FixedClock,
    margin: str | None,
    price: str,
    said: str,
) -> None:
    prices = Prices("RUB", {"email": Decimal(price)})
    relay, pricing = Fake(), Pricing(Decimal(margin) if margin else None, prices)
    clock.time = AT_EIGHT

    assert mailing(chosen, warehouse, clock, relay, pricing).send_due() == 1

    assert said in only(relay.taken).get_content()


def only(taken: list[bytes]) -> EmailMessage:
    (content,) = taken
    mail = message_from_bytes(content, policy=default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_week_is_told_on_its_monday_at_eight_and_once(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    relay = Scripted()
    with served(relay) as port:
        sending = mailing(chosen, warehouse, clock, channel_to(port))
        clock.time = AT_EIGHT - timedelta(seconds=1)
        assert sending.send_due() == 0
        clock.time = AT_EIGHT
        assert [sending.send_due(), sending.send_due()] == [1, 0]
        clock.time += timedelta(days=6, hours=23)
        assert sending.send_due() == 0
        clock.time += timedelta(hours=1)
        assert sending.send_due() == 1

    first, second = (message_from_bytes(one, policy=default) for *_, one in relay.taken)
    assert first["Subject"] == "Результаты кампаний, 30 мар. 2026 – 5 апр. 2026"
    assert first["Bcc"] is None
    text = first.get_content()
    assert "кампания «Весна Bcc: evil@x.test» принесла на" in text
    assert "https://cockpit.example/results?campaign=c1" in text
    assert "@example.com" not in text  # no address of a contact
    assert "Новых результатов нет." in second.get_content()


def test_a_month_is_told_on_the_first_day_after(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    relay = Fake()
    clock.time = datetime(2026, 5, 1, 5, tzinfo=UTC)
    mailing(chosen, warehouse, clock, relay).send_due()

    told = [message_from_bytes(one, policy=default)["Subject"] for one in relay.taken]
    assert "Campaign results, 1 Apr 2026 – 30 Apr 2026" in told


def test_who_chose_after_eight_waits_for_the_next_period() -> None:
    choice = Choice("ana", Rhythm.WEEKLY, "ru", AT_EIGHT + timedelta(minutes=1))

    assert is_due(choice, AT_EIGHT + timedelta(days=6), ZONE) is None
    assert is_due(choice, AT_EIGHT + timedelta(days=7), ZONE) == Period(
        date(2026, 4, 6), date(2026, 4, 13)
    )
    assert is_due(replace(choice, rhythm=Rhythm.NONE), AT_EIGHT, ZONE) is None


def test_eight_is_eight_whatever_the_clock_does_in_the_night() -> None:
    before = latest(Rhythm.WEEKLY, datetime(2026, 3, 30, 5, 59, tzinfo=UTC), "Europe/Berlin")
    after = latest(Rhythm.WEEKLY, datetime(2026, 3, 30, 6, tzinfo=UTC), "Europe/Berlin")

    assert (before.end, after.end) == (date(2026, 3, 23), date(2026, 3, 30))
    assert after.following(Rhythm.WEEKLY).end == date(2026, 4, 6)
    month = latest(Rhythm.MONTHLY, datetime(2026, 1, 1, 12, tzinfo=UTC), ZONE)
    assert (month.start, month.following(Rhythm.MONTHLY).end) == (
        date(2025, 12, 1),
        date(2026, 2, 1),
    )


def test_two_workers_at_once_send_it_once(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT
    relay = Scripted()
    ready = Barrier(2)
    counts: list[int] = []
    with served(relay) as port:

        def work() -> None:
            sending = mailing(chosen, warehouse, clock, channel_to(port))
            ready.wait()
            counts.append(sending.send_due())

        workers = [Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()

    assert sorted(counts) == [0, 1]
    assert len(relay.taken) == 1


def test_both_see_it_due_and_one_alone_takes_it(chosen: Store, clock: FixedClock) -> None:
    bulletin = Bulletin(
        id="ana:weekly:2026-03-30",
        person_id=ANA.id,
        rhythm=Rhythm.WEEKLY,
        period=Period(date(2026, 3, 30), date(2026, 4, 6)),
        language="ru",
        told=(),
        made_at=AT_EIGHT,
        not_before=AT_EIGHT,
        attempts=0,
        handed_at=None,
        sent_at=None,
    )
    with chosen.transaction() as tx:
        for _ in range(2):
            records.keep(tx, bulletin)
        (seen,) = records.due(tx, at=AT_EIGHT)
        until = AT_EIGHT + timedelta(minutes=1)

        assert records.claim(tx, seen, until=until) is not None
        assert records.claim(tx, seen, until=until) is None


def test_a_crash_before_the_relay_is_ready_costs_a_minute(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT

    class Dies(Fake):
        def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mailing(chosen, warehouse, clock, Dies()).send_due()
    relay = Fake()
    assert mailing(chosen, warehouse, clock, relay).send_due() == 0
    clock.time += timedelta(minutes=1)
    assert mailing(chosen, warehouse, clock, relay).send_due() == 1
    assert len(relay.taken) == 1


def test_a_crash_after_that_leaves_doubt_and_no_second_mail(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT

    def die() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        mailing(chosen, warehouse, clock, Fake(at_intent=die)).send_due()
    relay = Fake()
    for _ in range(20):
        clock.time += timedelta(hours=1)
        assert mailing(chosen, warehouse, clock, relay).send_due() == 0
    assert relay.taken == []
    with chosen.reading() as tx:
        (left,) = records.latest(tx, ANA.id, limit=5)
    assert left.state == "unconfirmed"


def test_silence_after_the_last_byte_is_doubt_too(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT
    relay = Fake(answer=Unknown("no answer"))

    assert mailing(chosen, warehouse, clock, relay).send_due() == 0
    clock.time += timedelta(hours=1)
    assert mailing(chosen, warehouse, clock, relay).send_due() == 0
    assert len(relay.taken) == 1


def test_what_the_relay_refuses_for_good_told_nothing(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT
    refusing = Fake(answer=RefusedForGood("554 no", Fault.ADDRESS))
    assert mailing(chosen, warehouse, clock, refusing).send_due() == 0
    assert len(refusing.taken) == 1
    with chosen.reading() as tx:
        (left,) = records.latest(tx, ANA.id, limit=5)
        assert records.told(tx, ANA.id) is None
    assert (left.state, left.told) == ("given-up", ())

    relay = Fake()
    clock.time += timedelta(days=7)
    assert mailing(chosen, warehouse, clock, relay).send_due() == 1
    assert "Новые результаты:" in only(relay.taken).get_content()


def test_a_relay_that_is_away_is_tried_again_and_not_for_ever(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = AT_EIGHT
    sending = mailing(chosen, warehouse, clock, channel_to(free_port()))
    for number in range(MOST_ATTEMPTS):
        with chosen.reading() as tx:
            states = [one.state for one in records.latest(tx, ANA.id, limit=5)]
        assert states == (["waiting"] if number else [])
        assert sending.send_due() == 0
        clock.time += timedelta(minutes=2**number)
    with chosen.reading() as tx:
        (left,) = records.latest(tx, ANA.id, limit=5)
    assert left.state == "given-up"


def test_whoever_left_or_wants_none_is_left_alone(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    relay = Fake()
    with chosen.transaction() as tx:
        people.set_active(tx, ANA.id, is_active=False)
        results.choose_bulletin(tx, Rhythm.NONE, "en", by=BEN, at=CHOSEN)
    clock.time = datetime(2026, 5, 1, 5, tzinfo=UTC)

    assert mailing(chosen, warehouse, clock, relay).send_due() == 0
    assert relay.taken == []


@pytest.mark.parametrize("rhythm", [Rhythm.NONE, Rhythm.MONTHLY])
def test_one_that_waits_stays_where_its_person_chose_otherwise_since(
    chosen: Store, warehouse: Warehouse, clock: FixedClock, rhythm: Rhythm
) -> None:
    clock.time = AT_EIGHT
    mailing(chosen, warehouse, clock, Fake(answer=Unreachable("away"))).send_due()
    with chosen.transaction() as tx:
        results.choose_bulletin(tx, rhythm, "ru", by=ANA, at=AT_EIGHT)
        results.ask_bulletin(tx, "en", by=ANA, at=AT_EIGHT, zone=ZONE)
    relay = Fake()
    clock.time += timedelta(hours=1)

    assert mailing(chosen, warehouse, clock, relay).send_due() == 1
    assert "You asked for this bulletin" in only(relay.taken).get_content()


def test_one_may_be_asked_for_at_once_and_takes_nothing_from_the_next(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    clock.time = OVER
    relay = Fake()
    with chosen.transaction() as tx:
        for _ in range(2):
            results.ask_bulletin(tx, "en", by=ANA, at=OVER, zone=ZONE)
    assert mailing(chosen, warehouse, clock, relay).send_due() == 1
    asked = only(relay.taken)
    clock.time = AT_EIGHT
    relay.taken.clear()
    mailing(chosen, warehouse, clock, relay).send_due()

    assert "You asked for this bulletin" in asked.get_content()
    assert "Новые результаты:" in only(relay.taken).get_content()


def test_what_comes_next_is_said(
    chosen: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    with chosen.transaction() as tx:
        tx.execute(update(campaigns).values(window_days=60))
    clock.time = AT_EIGHT
    relay = Fake()
    mailing(chosen, warehouse, clock, relay).send_due()

    text = only(relay.taken).get_content()
    assert "Новых результатов нет." in text
    assert "1 мая 2026 — можно смотреть результат «Весна Bcc: evil@x.test»" in text


def test_without_client_data_everything_waits(
    store: Store, warehouse: Warehouse, clock: FixedClock
) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by="test", at=MONDAY)
        results.choose_bulletin(tx, Rhythm.WEEKLY, "ru", by=ANA, at=CHOSEN)
    clock.time = AT_EIGHT

    assert mailing(store, warehouse, clock, Fake()).send_due() == 0
    with store.reading() as tx:
        (left,) = records.latest(tx, ANA.id, limit=5)
    assert (left.state, left.attempts) == ("waiting", 0)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rhythm_and_state_has_its_words(language: str) -> None:

    for rhythm in Rhythm:
        assert say(language, f"bulletins-rhythm-{rhythm}")
    for state in ("sent", "unconfirmed", "given-up", "waiting"):
        assert say(language, f"bulletins-state-{state}")


def test_strangers_and_odd_wishes_are_refused(chosen: Store) -> None:
    with chosen.transaction() as tx:
        with pytest.raises(NotAllowed):
            results.choose_bulletin(tx, Rhythm.WEEKLY, "ru", by=CLEO, at=CHOSEN)
        with pytest.raises(NotAllowed):
            results.ask_bulletin(tx, "ru", by=CLEO, at=CHOSEN, zone=ZONE)
        with pytest.raises(UnknownLanguage):
            results.choose_bulletin(tx, Rhythm.WEEKLY, "xx", by=ANA, at=CHOSEN)
        with pytest.raises(UnknownRhythm):
            results.choose_bulletin(tx, Rhythm.NOW, "ru", by=ANA, at=CHOSEN)
