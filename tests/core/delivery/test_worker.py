"""The worker, its senders and gates, against real servers that answer by script."""

import logging
import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import Reason as Suppressed
from core.delivery import actions as delivery
from core.delivery import policy, records, sender, signs, tables, worker
from core.delivery.composing import Draft, Made
from core.delivery.desk import LEAST, MOST, Desk, fitting
from core.delivery.dispatcher import AlreadyDispatching
from core.delivery.handovers import Handovers
from core.delivery.model import MOVING, Dispatch, DispatchId, Reason, State
from core.delivery.policy import Retries
from core.delivery.workshop import Workshop
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE
from core.store.store import Store
from tests.conftest import ANA, MONDAY, FixedClock
from tests.core.delivery.servers import (
    BOOK,
    Scripted,
    drafts,
    free_port,
    served,
    set_off,
    soon,
    workshop,
)


def addresses(count: int, domain: str = "ex.test") -> list[str]:
    return [f"k{number}@{domain}" for number in range(count)]


def once(shop: Workshop) -> worker.Shift:
    return worker.deliver(shop, once=True, stop=threading.Event(), patience=0)


def by_state(store: Store, campaign_id: str = "c1") -> dict[State, int]:
    with store.reading() as tx:
        return records.counts_by_state(tx, CampaignId(campaign_id)).by_state


def status(store: Store, campaign_id: str = "c1") -> Status:
    with store.reading() as tx:
        return campaigns.get(tx, CampaignId(campaign_id)).status


def test_everybody_gets_one_message_and_the_campaign_ends(store: Store, tmp_path: Path) -> None:
    server = Scripted()
    set_off(store, addresses(120))

    with served(server) as port:
        shift = once(workshop(store, tmp_path, port, SystemClock()))

    assert len(server.taken) == len(set(server.names)) == 120
    assert by_state(store) == {State.SENT: 120}
    assert status(store) is Status.SENT
    assert shift.settled == {"sent": 120}


def test_each_answer_leads_to_its_state(store: Store, tmp_path: Path) -> None:
    replies = {
        "gone": "550 5.1.1 no such mailbox",
        "policy": "550 5.7.1 blocked by policy",
        "busy": "451 4.2.0 greylisted",
    }
    server = Scripted(at_recipient=lambda a: replies.get(a.split("@")[0], "250 ok"))
    set_off(store, ["gone@ex.test", "policy@ex.test", "busy@ex.test", "fine@ex.test"])
    clock = FixedClock()

    with served(server) as port:
        shop = workshop(store, tmp_path, port, clock)
        for _ in range(3):
            once(shop)
            clock.time += timedelta(minutes=1)

    assert by_state(store) == {State.BOUNCED: 2, State.FAILED: 1, State.SENT: 1}
    assert status(store) is Status.SENT_WITH_ERRORS
    with store.reading() as tx:
        assert suppressions.suppressed(tx, "email") == {"gone@ex.test"}


def test_a_soft_refusal_at_the_end_of_the_message_is_tried_again(
    store: Store, tmp_path: Path
) -> None:
    refused: list[str] = []

    def first_time_busy(address: str) -> str:
        refused.append(address)
        return "452 4.3.1 later" if len(refused) == 1 else "250 2.0.0 taken"

    server = Scripted(at_end=first_time_busy)
    set_off(store, ["one@ex.test"])
    clock = FixedClock()

    with served(server) as port:
        once(workshop(store, tmp_path, port, clock))
        waiting = by_state(store)
        clock.time += timedelta(minutes=1)
        once(workshop(store, tmp_path, port, clock))

    assert waiting == {State.QUEUED: 1}
    assert len(server.taken) == 1
    assert by_state(store) == {State.SENT: 1}


def test_silence_after_the_message_is_a_doubt_and_is_never_sent_again(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(at_end=lambda a: "take and drop" if a[0] == "d" else "250 2.0.0 taken")
    set_off(store, ["d1@ex.test", "d2@ex.test", "fine@ex.test"])

    with served(server) as port:
        once(workshop(store, tmp_path, port, SystemClock()))
        once(workshop(store, tmp_path, port, SystemClock()))

    assert len(server.taken) == 3
    assert by_state(store) == {State.UNCONFIRMED: 2, State.SENT: 1}
    assert status(store) is Status.SENT_WITH_ERRORS


def test_a_slow_server_is_a_doubt_too(store: Store, tmp_path: Path) -> None:
    server = Scripted(wait=1.0)
    set_off(store, ["one@ex.test"])

    with served(server) as port:
        once(workshop(store, tmp_path, port, SystemClock(), verdict=0.3))

    assert by_state(store) == {State.UNCONFIRMED: 1}


def test_a_server_that_is_away_keeps_everything_queued(store: Store, tmp_path: Path) -> None:
    set_off(store, addresses(30))
    port = free_port()

    shift = once(workshop(store, tmp_path, port, SystemClock()))

    assert by_state(store) == {State.QUEUED: 30}
    assert "refused" in shift.trouble
    with store.reading() as tx:
        row = tx.exec_driver_sql("SELECT max(attempts) FROM dispatches").scalar_one()
    assert row == 0

    with served(Scripted(), port):
        once(workshop(store, tmp_path, port, SystemClock()))

    assert by_state(store) == {State.SENT: 30}


def test_a_sender_that_is_refused_fails_its_campaign_and_holds_up_no_other(
    store: Store, tmp_path: Path
) -> None:
    said = "550 5.7.1 sender not allowed"
    server = Scripted(at_sender=lambda a: said if a.startswith("bad") else "250 ok")
    set_off(store, addresses(40), name="c1", sender_address="bad@cockpit.example")
    set_off(store, addresses(40), name="c2")

    with served(server) as port:
        shift = once(workshop(store, tmp_path, port, SystemClock()))

    assert (status(store, "c1"), status(store, "c2")) == (Status.FAILED, Status.SENT)
    assert by_state(store, "c1") == {State.SKIPPED: 40}
    assert by_state(store, "c2") == {State.SENT: 40}
    assert shift.trouble == ""
    with store.reading() as tx:
        assert said in campaigns.moves(tx, CampaignId("c1"))[-1].reason


def test_each_campaign_keeps_its_turn_when_the_list_is_read_again(
    store: Store, tmp_path: Path
) -> None:
    due = [set_off(store, addresses(2), name=name) for name in ("c1", "c2", "c3")]
    desk = desk_of(workshop(store, tmp_path, free_port(), SystemClock()), tmp_path)

    taken = []
    for _ in due:
        desk.offer(due)
        work = desk.take()
        taken.append(work and work[0].id)

    assert taken == ["c1", "c2", "c3"]


def test_a_batch_grows_while_it_is_quick_and_shrinks_where_it_is_slow() -> None:
    assert fitting(100, 0.1) == 200
    assert fitting(100, 1.0) == 100
    assert fitting(100, 5.0) == 50
    assert (fitting(MOST, 0.1), fitting(LEAST, 5.0)) == (MOST, LEAST)


def test_a_batch_that_lasts_too_long_is_given_back_and_judged_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sender, "LONGEST", 0.1)
    judged: list[int] = []

    def noted(campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
        judged.append(len(batch))
        return drafts(campaign, batch)

    server = Scripted(wait=0.02)
    set_off(store, [f"k{number}@ex.test" for number in range(20)])
    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock(), compose=noted, connections=1)
        shift = worker.deliver(shop, once=True, stop=threading.Event(), patience=0)

    assert judged[0] == 20
    assert len(judged) > 1
    assert judged == sorted(set(judged), reverse=True)
    assert len(server.taken) == len(set(server.names)) == shift.settled["sent"] == 20


def test_a_desk_gives_no_more_than_was_asked_for(store: Store, tmp_path: Path) -> None:
    due = set_off(store, addresses(5))
    desk = desk_of(workshop(store, tmp_path, free_port(), SystemClock()), tmp_path)
    desk.offer([due])

    taken = [desk.take(3), desk.take(3), desk.take(3)]

    assert [work and len(work[1]) for work in taken] == [3, 2, None]


def desk_of(shop: Workshop, folder: Path) -> Desk:
    journal = Handovers(folder / "handovers.log", make_durable=lambda: True)
    desk = worker._desk(shop, "here", journal, threading.Event())
    with shop.store.reading() as tx:
        desk.gates.join(tx, at=MONDAY)
    return desk


def test_a_suppression_counts_at_hand_over(store: Store, tmp_path: Path) -> None:
    set_off(store, ["Ivan@EX.test", "other@ex.test"])
    with store.transaction() as tx:
        consent.suppress(
            tx,
            "s1",
            channel="email",
            address="ivan@ex.test",
            reason=Suppressed.UNSUBSCRIBED,
            source="link",
            by="link",
            at=MONDAY,
        )
    server = Scripted()

    with served(server) as port:
        once(workshop(store, tmp_path, port, SystemClock()))

    assert by_state(store) == {State.SKIPPED: 1, State.SENT: 1}
    assert [address for _, address, _ in server.taken] == ["other@ex.test"]


HOSTILE = [
    "a@ex.test>\r\nRCPT TO:<evil@ex.test",
    "a@ex.test\r\nDATA",
    "a b@ex.test",
    "<a@ex.test>",
    "иван@почта.рф",
    '"a"@ex.test',
    "john..doe@ex.test",
    "",
    "no-at",
    "a@ex.test\x01",
    "a@" + "x" * 300 + ".test",
]


def test_hostile_addresses_are_skipped_and_reach_no_server(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted()
    set_off(store, [*HOSTILE, "ivan@почта.рф"])

    with served(server) as port:
        once(workshop(store, tmp_path, port, SystemClock()))

    assert by_state(store) == {State.SKIPPED: len(HOSTILE), State.SENT: 1}
    assert [address for _, address, _ in server.taken] == ["ivan@xn--80a1acny.xn--p1ai"]


def test_nobody_is_written_to_at_night(store: Store, tmp_path: Path) -> None:
    book = policy.load(HOUSE / "data" / "rules")
    night = FixedClock(MONDAY.replace(hour=20))  # 23:00 in Moscow
    set_off(store, ["one@ex.test"])
    set_off(store, ["two@ex.test"], name="c2", purpose="service")

    with served(Scripted()) as port:
        once(workshop(store, tmp_path, port, night, book=book))
        asleep, service = by_state(store), by_state(store, "c2")
        night.time = MONDAY.replace(day=3, hour=6, minute=1)  # 09:01 in Moscow
        once(workshop(store, tmp_path, port, night, book=book))

    assert asleep == {State.QUEUED: 1}
    assert service == {State.SENT: 1}
    assert by_state(store) == {State.SENT: 1}


def test_a_message_that_cannot_be_made_is_skipped(store: Store, tmp_path: Path) -> None:
    set_off(store, addresses(3))

    with served(Scripted()) as port:
        shop = workshop(
            store, tmp_path, port, SystemClock(), compose=lambda _campaign, _batch: {}
        )
        once(shop)

    assert by_state(store) == {State.SKIPPED: 3}
    assert status(store) is Status.SENT_WITH_ERRORS


def test_a_letter_that_breaks_its_maker_holds_up_no_other(store: Store, tmp_path: Path) -> None:
    set_off(store, addresses(20))

    def poisoned(campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
        made = drafts(campaign, batch)
        bad = {one.id for one in batch if one.address == "k7@ex.test"}
        return {name: Draft("", poison) if name in bad else made[name] for name in made}

    with served(Scripted()) as port:
        once(workshop(store, tmp_path, port, SystemClock(), compose=poisoned))

    assert by_state(store) == {State.SENT: 19, State.SKIPPED: 1}
    with store.reading() as tx:
        [skipped] = tables.some(tx, CampaignId("c1"), states=[State.SKIPPED], limit=2)
    assert (skipped.reason, skipped.answer) == (Reason.RENDERING, "RecursionError")


def poison(_at: datetime) -> Made:
    raise RecursionError("too deep")


def test_a_pause_holds_within_about_a_second_and_resume_goes_on_exactly(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(wait=0.02)
    campaign = set_off(store, addresses(200))
    stop = threading.Event()

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        running = threading.Thread(
            target=worker.deliver, args=(shop,), kwargs={"once": False, "stop": stop}
        )
        running.start()
        assert soon(lambda: len(server.taken) > 10)
        with store.transaction() as tx:
            delivery.pause(tx, campaign.id, by=ANA, at=MONDAY)
        threading.Event().wait(1.2)
        held = len(server.taken)
        threading.Event().wait(1.0)
        assert len(server.taken) == held < 200
        counts = by_state(store)
        assert counts == {State.SENT: held, State.QUEUED: 200 - held}

        with store.transaction() as tx:
            delivery.resume(tx, campaign.id, by=ANA, at=MONDAY)
        assert soon(lambda: status(store) is Status.SENT, within=20)
        stop.set()
        running.join()

    assert len(server.taken) == len(set(server.names)) == 200


def test_stopping_is_for_good_and_counts_exactly(store: Store, tmp_path: Path) -> None:
    server = Scripted(wait=0.02)
    campaign = set_off(store, addresses(200))
    stop = threading.Event()

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        running = threading.Thread(
            target=worker.deliver, args=(shop,), kwargs={"once": False, "stop": stop}
        )
        running.start()
        assert soon(lambda: len(server.taken) > 10)
        with store.transaction() as tx:
            done = delivery.stop(tx, campaign.id, reason="a mistake", by=ANA, at=MONDAY)
        assert soon(lambda: not MOVING & by_state(store).keys())
        stop.set()
        running.join()

    counts = by_state(store)
    assert counts == {State.SENT: len(server.taken), State.SKIPPED: 200 - len(server.taken)}
    assert done.skipped + done.in_the_air + done.reached == 200
    assert status(store) is Status.STOPPED


def test_a_worker_that_is_asked_to_stop_finishes_what_is_in_the_air(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(wait=0.02)
    set_off(store, addresses(200))
    stop = threading.Event()

    def stopped_at_the_tenth(_address: str) -> str:
        if len(server.taken) == 9:
            stop.set()
        return "250 2.0.0 taken"

    server.at_end = stopped_at_the_tenth
    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        worker.deliver(shop, once=False, stop=stop)

    counts = by_state(store)
    assert counts[State.SENT] == len(server.taken)
    assert set(counts) == {State.SENT, State.QUEUED}


def test_a_second_worker_in_the_same_house_is_refused(store: Store, tmp_path: Path) -> None:
    stop = threading.Event()

    with served(Scripted()) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        running = threading.Thread(
            target=worker.deliver, args=(shop,), kwargs={"once": False, "stop": stop}
        )
        running.start()
        alive = soon(lambda: bool(beats(store)))
        with pytest.raises(AlreadyDispatching):
            once(shop)
        stop.set()
        running.join()

    assert alive
    assert beats(store) == []


def beats(store: Store) -> list[object]:
    with store.reading() as tx:
        return list(signs.beats(tx))


def test_two_workers_of_two_houses_share_the_work_without_doubling(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(wait=0.002)
    set_off(store, addresses(300))

    with served(server) as port:
        shops = [
            workshop(store, tmp_path / name, port, SystemClock()) for name in ("here", "there")
        ]
        running = [threading.Thread(target=once, args=(shop,)) for shop in shops]
        for thread in running:
            thread.start()
        for thread in running:
            thread.join()
        once(shops[0])

    assert len(server.taken) == len(set(server.names)) == 300
    assert by_state(store) == {State.SENT: 300}


def test_a_doubt_is_settled_by_a_person_either_way(store: Store, tmp_path: Path) -> None:
    dropping = Scripted(at_end=lambda _a: "take and drop")
    campaign = set_off(store, ["one@ex.test", "two@ex.test"])
    with served(dropping) as port:
        once(workshop(store, tmp_path, port, SystemClock()))
    with store.reading() as tx:
        doubts = records.some(tx, dropping.names)

    with store.transaction() as tx:
        arrived, again = delivery.Verdict.ARRIVED, delivery.Verdict.AGAIN
        delivery.settle(tx, doubts[0].id, verdict=arrived, by=ANA, at=MONDAY)
        delivery.settle(tx, doubts[1].id, verdict=again, by=ANA, at=MONDAY)
    with store.transaction() as tx, pytest.raises(delivery.NoDoubt):
        delivery.settle(tx, doubts[0].id, verdict=arrived, by=ANA, at=MONDAY)
    fine = Scripted()
    with served(fine) as port:
        once(workshop(store, tmp_path, port, SystemClock()))

    assert fine.names == [doubts[1].id]
    assert by_state(store) == {State.SENT: 2}
    assert status(store, campaign.id) is Status.SENT
    with store.reading() as tx:
        reasons = {one.id: one.reason for one in records.some(tx, dropping.names)}
    assert reasons[doubts[0].id] is Reason.ARRIVED


def test_retries_end_when_the_book_says_so() -> None:
    retries = Retries(after_minutes=[1, 5])

    assert retries.next_try(1, at=MONDAY) == MONDAY + timedelta(minutes=1)
    assert retries.next_try(2, at=MONDAY) == MONDAY + timedelta(minutes=5)
    assert retries.next_try(3, at=MONDAY) is None
    assert BOOK.quiet_hours is None


def test_the_clerk_goes_on_after_a_round_that_failed(
    store: Store,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setattr(worker, "CLERK_EVERY", 0.01)
    rounds: list[int] = []
    stop, secret = threading.Event(), "ivan@alpha.example"

    def clerk() -> None:
        rounds.append(len(rounds))
        if len(rounds) == 1:
            raise ValueError(secret)

    shop = replace(workshop(store, tmp_path, free_port(), SystemClock()), clerk=clerk)
    at_work = threading.Thread(
        target=worker.deliver, args=(shop,), kwargs={"once": False, "stop": stop}
    )
    with caplog.at_level(logging.ERROR):
        at_work.start()
        has_gone_on = soon(lambda: len(rounds) > 2)
        stop.set()
        at_work.join()

    assert has_gone_on
    assert "ValueError" in caplog.text
    assert secret not in caplog.text


def test_nothing_is_done_ahead_as_the_worker_goes_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "CLERK_EVERY", 3600)
    done: list[str] = []

    with worker._at_the_side(lambda: done.append("clerk"), lambda: done.append("ahead")):
        pass

    assert done == ["clerk"]


def test_what_is_done_ahead_follows_the_clerk_whatever_fails(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worker, "CLERK_EVERY", 0.01)
    ahead = threading.Event()

    def failing() -> None:
        raise ValueError

    with worker._at_the_side(failing, ahead.set):
        assert ahead.wait(10)
