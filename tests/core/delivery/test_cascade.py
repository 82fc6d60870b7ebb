"""Several steps: each account gets the next one when its wait is over, if it should at all."""

import threading
from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from core.campaigns import records as campaigns
from core.campaigns.actions import ReasonNeeded
from core.campaigns.model import CampaignId, Condition, NextStep, Status
from core.consent import actions as consent
from core.consent.model import Reason as Suppressed
from core.delivery import actions as delivery
from core.delivery import cascade, holding, stops, worker
from core.delivery.calls import calls
from core.delivery.calls import records as call_records
from core.delivery.calls.model import Call, Result
from core.delivery.channel import Accepted, Answer, Envelope, Fault, RefusedForGood
from core.delivery.feedback import receipt_rows
from core.delivery.feedback.labels import Kind, Label
from core.delivery.model import DispatchId, State, Stop, Verdict
from core.foundation.settings import Settings
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.people.model import NotAllowed, Person, Role
from core.store.schema import (
    account_steps,
    audience_contacts,
    audiences,
    campaign_steps,
    dispatches,
    tracking_events,
)
from core.store.store import Store
from core.ways import Ways
from tests.conftest import ANA, MONDAY, CountedIds, FixedClock, person
from tests.core.delivery.servers import set_off, workshop
from tests.core.delivery.test_channels import Fake

ACCOUNTS = [f"c1-a{n}" for n in range(4)]
ADDRESSES = [f"k{n}@ex.test" for n in range(4)]
GONE = RefusedForGood("550 no such", Fault.ADDRESS)
HOUR = timedelta(hours=1)


class Choosy(Fake):
    """Answers by address."""

    answers: Callable[[str], Answer] = staticmethod(lambda _address: Accepted("taken"))

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        intend()
        self.taken.append(envelope)
        return type(self).answers(envelope.address)


def mail(answers: Callable[[str], Answer]) -> Choosy:
    kind = type("Scripted", (Choosy,), {"answers": staticmethod(answers)})
    made: Choosy = kind("email")
    return made


def write_sms(store: Store, name: str = "t2") -> None:
    with store.transaction() as tx:
        messages.save(
            tx,
            TemplateId(name),
            name=name,
            channel=Channel.SMS,
            writings=[Writing(text="Hello")],
            note="",
            by=ANA,
            at=MONDAY,
        )


def begun(store: Store, *steps: NextStep) -> None:
    for name in {step.template_id for step in steps}:
        write_sms(store, name)
    set_off(store, ADDRESSES, steps=steps)


def step(condition: Condition = Condition.ALWAYS, hours: int = 48) -> NextStep:
    return NextStep("t2", "sms", hours, condition)


def once(
    store: Store,
    folder: Path,
    clock: FixedClock,
    *channels: Fake,
    conditions: Collection[Condition] = tuple(Condition),
) -> worker.Shift:
    shop = workshop(store, folder, 1, clock, others={one.name: one for one in channels})
    shop = replace(shop, conditions=conditions)
    return worker.deliver(shop, once=True, stop=threading.Event(), patience=0)


def verdicts(store: Store, number: int = 2) -> dict[str, Verdict]:
    with store.reading() as tx:
        rows = tx.execute(select(account_steps).where(account_steps.c.step == number))
        return {row.account_id: Verdict(row.verdict) for row in rows}


def status(store: Store) -> Status:
    with store.reading() as tx:
        return campaigns.get(tx, CampaignId("c1")).status


def at(hours: float) -> FixedClock:
    return FixedClock(MONDAY + hours * HOUR)


def test_the_next_step_goes_out_when_its_wait_is_over_and_not_before(
    store: Store, tmp_path: Path
) -> None:
    begun(store, step())
    first, sms = Fake("email"), Fake("sms")

    once(store, tmp_path, at(0), first, sms)
    once(store, tmp_path, at(47.9), first, sms)
    before = (len(first.taken), len(sms.taken), status(store))
    once(store, tmp_path, at(48), first, sms)
    once(store, tmp_path, at(100), first, sms)

    assert before == (4, 0, Status.SENDING)
    assert (len(first.taken), len(sms.taken)) == (4, 4)
    assert verdicts(store) == dict.fromkeys(ACCOUNTS, Verdict.QUEUED)
    assert status(store) is Status.SENT


def test_steps_without_a_wait_follow_at_once_in_one_run(store: Store, tmp_path: Path) -> None:
    begun(store, step(hours=0), step(hours=0))
    first, sms = Fake("email"), Fake("sms")

    once(store, tmp_path, at(0), first, sms)

    assert len(sms.taken) == 8
    assert len({one.dispatch_id for one in sms.taken}) == 8
    assert status(store) is Status.SENT


def test_only_whom_nothing_reached_gets_a_step_for_those(store: Store, tmp_path: Path) -> None:
    begun(store, step(Condition.NOT_DELIVERED))
    blocked = RefusedForGood("554 policy", Fault.SENDER)
    first = mail(lambda address: blocked if address < "k2" else Accepted("ok"))
    sms = Fake("sms")

    once(store, tmp_path, at(0), first, sms)
    once(store, tmp_path, at(48), first, sms)

    assert sorted(one.address for one in sms.taken) == ADDRESSES[:2]
    assert verdicts(store) == {
        "c1-a0": Verdict.QUEUED,
        "c1-a1": Verdict.QUEUED,
        "c1-a2": Verdict.CONDITION,
        "c1-a3": Verdict.CONDITION,
    }


def test_a_doubt_counts_as_if_it_had_arrived(store: Store, tmp_path: Path) -> None:
    begun(store, step(Condition.NOT_DELIVERED))
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(state=State.UNCONFIRMED))

    once(store, tmp_path, at(48), first, sms)

    assert not sms.taken
    assert status(store) is Status.SENT_WITH_ERRORS


def test_a_condition_looks_at_the_last_step_that_went_to_the_account(
    store: Store, tmp_path: Path
) -> None:
    late = step(Condition.NOT_DELIVERED)
    begun(store, late, late)
    first, sms = Fake("email"), Fake("sms")

    for hours in (0, 48, 96, 144):
        once(store, tmp_path, at(hours), first, sms)

    assert not sms.taken
    assert verdicts(store, 3) == dict.fromkeys(ACCOUNTS, Verdict.CONDITION)
    assert status(store) is Status.SENT


def happened(
    store: Store, account_id: str, kind: Kind | str, label: Label = Label.HUMAN
) -> None:
    """An open, a click or a reply to the first mail of an account."""
    with store.transaction() as tx:
        mine = dispatches.c.account_id == account_id
        (name,) = tx.execute(
            select(dispatches.c.id).where(mine, dispatches.c.step == 1)
        ).scalars()
        if kind == receipt_rows.REPLY:
            receipt_rows.add(
                tx,
                dispatch_id=name,
                channel="email",
                kind=kind,
                raw=b"",
                digest=name,
                received_at=MONDAY,
                verdict="followed",
            )
            return
        event = {"dispatch_id": name, "kind": kind, "method": "GET", "label": label}
        tx.execute(insert(tracking_events).values(event | {"happened_at": MONDAY}))


@pytest.mark.parametrize(
    ("condition", "held_back"),
    [
        (Condition.NOT_OPENED, [0, 1]),
        (Condition.NOT_CLICKED, [1]),
        (Condition.NOT_REPLIED, [2]),
    ],
)
def test_what_people_did_holds_a_step_back_and_a_doubt_does_not(
    store: Store, tmp_path: Path, condition: Condition, held_back: list[int]
) -> None:
    begun(store, step(hours=24), step(condition))
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    happened(store, ACCOUNTS[0], Kind.OPEN)
    happened(store, ACCOUNTS[1], Kind.CLICK)
    happened(store, ACCOUNTS[2], receipt_rows.REPLY)
    happened(store, ACCOUNTS[3], Kind.OPEN, Label.MACHINE)
    happened(store, ACCOUNTS[3], Kind.CLICK, Label.UNKNOWN)

    once(store, tmp_path, at(24), first, sms)
    once(store, tmp_path, at(72), first, sms)

    expected = dict.fromkeys(ACCOUNTS, Verdict.QUEUED)
    expected |= {ACCOUNTS[n]: Verdict.CONDITION for n in held_back}
    assert verdicts(store, 3) == expected
    assert len(sms.taken) == 4 + 4 - len(held_back)


@pytest.mark.parametrize(
    ("how", "told"),
    [
        ({}, []),
        ({"tracking": True}, []),  # nobody reaches us
        (
            {"tracking": True, "contacts_url": "https://ex.test"},
            [Condition.NOT_OPENED, Condition.NOT_CLICKED],
        ),
        ({"bounce_maildir": "/box"}, [Condition.NOT_REPLIED]),
        ({"imap_host": "127.0.0.1"}, [Condition.NOT_REPLIED]),
    ],
)
def test_conditions_are_offered_where_somebody_hears(
    tmp_path: Path, how: dict[str, Any], told: list[Condition]
) -> None:
    ways = Ways(Settings(data=tmp_path, **how), at(0), CountedIds())

    assert list(ways.conditions()) == [Condition.ALWAYS, Condition.NOT_DELIVERED, *told]


UNHEARD = frozenset({Condition.ALWAYS, Condition.NOT_DELIVERED})


@pytest.mark.parametrize(
    "condition", [Condition.NOT_OPENED, Condition.NOT_CLICKED, Condition.NOT_REPLIED]
)
def test_a_step_nobody_can_tell_of_any_more_is_held_up_and_goes_on_later(
    store: Store, tmp_path: Path, condition: Condition
) -> None:
    begun(store, step(condition))
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    happened(store, ACCOUNTS[0], receipt_rows.REPLY)
    for kind in (Kind.OPEN, Kind.CLICK):
        happened(store, ACCOUNTS[0], kind)

    once(store, tmp_path, at(48), first, sms, conditions=UNHEARD)

    assert verdicts(store) == {}
    assert not sms.taken
    with store.reading() as tx:
        assert campaigns.get(tx, CampaignId("c1")).status is Status.SENDING
    once(store, tmp_path, at(72), first, sms)
    assert len(sms.taken) == 3


def test_a_step_over_a_channel_that_is_set_up_no_more_is_held_up(
    store: Store, tmp_path: Path
) -> None:
    begun(store, step())
    first = Fake("email")
    once(store, tmp_path, at(0), first, Fake("sms"))

    once(store, tmp_path, at(48), first)

    assert verdicts(store) == {}
    with store.reading() as tx:
        campaign = campaigns.get(tx, CampaignId("c1"))
    held = holding.held(campaign, holding.Reach(frozenset({"email"}), UNHEARD))
    assert held == {2: holding.Held.CHANNEL}


def test_what_others_did_in_another_campaign_holds_nothing_back(
    store: Store, tmp_path: Path
) -> None:
    begun(store, step(Condition.NOT_OPENED))
    set_off(store, ADDRESSES, name="c2")
    first, sms = Fake("email"), Fake("sms")
    with store.transaction() as tx:
        elsewhere = dispatches.c.campaign_id == "c2"
        tx.execute(update(dispatches).where(elsewhere).values(account_id="c1-a0"))
        (name, *_) = tx.execute(select(dispatches.c.id).where(elsewhere)).scalars()
        event = {"dispatch_id": name, "kind": "open", "method": "GET", "label": "human"}
        tx.execute(insert(tracking_events).values(event | {"happened_at": MONDAY}))

    once(store, tmp_path, at(0), first, sms)
    once(store, tmp_path, at(48), first, sms)

    assert verdicts(store)["c1-a0"] is Verdict.QUEUED


@pytest.mark.parametrize(
    ("result", "stop"),
    [
        (Result.MEETING, Stop.OUTCOME),
        (Result.REFUSED, Stop.UNSUBSCRIBED),
        (Result.INTERESTED, None),
        (Result.REACHED, None),
    ],
)
def test_what_is_said_on_the_telephone_stops_it_where_it_should(
    store: Store, tmp_path: Path, result: Result, stop: Stop | None
) -> None:
    begun(store, step())
    numbers = [f"+7916000000{n}" for n in range(4)]
    home = dispatches.c.campaign_id == "c1"
    with store.transaction() as tx:
        for row in tx.execute(select(dispatches)).all():
            number = numbers[int(row.account_id[-1])]
            mine = dispatches.c.id == row.id
            sent = {"channel": "call", "state": State.SENT, "sent_at": MONDAY}
            tx.execute(
                update(dispatches)
                .where(mine)
                .values(sent | {"address": number, "settled_at": MONDAY})
            )
        called = select(dispatches.c.id).where(home, dispatches.c.account_id == ACCOUNTS[0])
        (name,) = tx.execute(called).scalars()
        call_records.add(tx, call_to(name, numbers[0]))
        day = MONDAY.date()
        calls.end(tx, name, result=result, id="r1", today=day, by=CALLER, at=MONDAY)

    once(store, tmp_path, at(48), Fake("email"), Fake("sms"))

    with store.reading() as tx:
        assert stops.standing(tx, CampaignId("c1")) == ({ACCOUNTS[0]: stop} if stop else {})
    assert (verdicts(store)[ACCOUNTS[0]] is Verdict.STOPPED) == (stop is not None)


CALLER = person("olga", Role.ACCOUNT_MANAGER)


def call_to(dispatch_id: str, phone: str) -> Call:
    return Call(
        dispatch_id=DispatchId(dispatch_id),
        campaign_id=CampaignId("c1"),
        contact_id="c1-k0",
        account_id=ACCOUNTS[0],
        account_manager="",
        company="",
        name="",
        position="",
        phone=phone,
        title="",
        script="",
        result=None,
        due_on=MONDAY.date(),
        handed_at=MONDAY,
    )


def test_whoever_leaves_stops_it_for_the_whole_account(store: Store, tmp_path: Path) -> None:
    begun(store, step(), step())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    with store.transaction() as tx:
        consent.suppress(
            tx,
            "s1",
            channel="email",
            address="K1@ex.test",
            reason=Suppressed.UNSUBSCRIBED,
            source="link",
            by=ANA.id,
            at=MONDAY,
        )

    once(store, tmp_path, at(48), first, sms)

    assert sorted(one.address for one in sms.taken) == [ADDRESSES[0], *ADDRESSES[2:]]
    assert verdicts(store)["c1-a1"] is verdicts(store, 3)["c1-a1"] is Verdict.STOPPED
    with store.reading() as tx:
        assert stops.standing(tx, CampaignId("c1")) == {"c1-a1": Stop.UNSUBSCRIBED}


def test_a_hard_bounce_of_the_last_address_stops_it(store: Store, tmp_path: Path) -> None:
    begun(store, step())
    first = mail(lambda address: GONE if address == ADDRESSES[0] else Accepted("ok"))
    sms = Fake("sms")

    once(store, tmp_path, at(0), first, sms)
    once(store, tmp_path, at(48), first, sms)

    assert len(sms.taken) == 3
    with store.reading() as tx:
        assert stops.standing(tx, CampaignId("c1")) == {"c1-a0": Stop.HARD_BOUNCE}


def test_a_person_stops_it_for_one_account(store: Store, tmp_path: Path) -> None:
    begun(store, step())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)

    with store.transaction() as tx:
        delivery.stop_account(
            tx, CampaignId("c1"), "c1-a2", reason="They called", by=ANA, at=MONDAY
        )
    once(store, tmp_path, at(48), first, sms)

    assert sorted(one.address for one in sms.taken) == [*ADDRESSES[:2], ADDRESSES[3]]
    assert verdicts(store)["c1-a2"] is Verdict.STOPPED
    assert status(store) is Status.SENT


def test_what_waits_for_an_account_that_is_stopped_is_skipped(store: Store) -> None:
    begun(store, step())

    with store.transaction() as tx:
        skipped = delivery.stop_account(
            tx, CampaignId("c1"), "c1-a2", reason="They called", by=ANA, at=MONDAY
        )
        states = list(tx.execute(select(dispatches.c.account_id, dispatches.c.state)))

    assert skipped == 1
    assert ("c1-a2", State.SKIPPED) in [tuple(row) for row in states]
    assert len([row for row in states if row.state == State.QUEUED]) == 3


def test_an_account_is_stopped_by_those_who_may_with_a_reason_and_where_it_gets_something(
    store: Store,
) -> None:
    begun(store, step())

    def stop(account: str = "c1-a0", reason: str = "x", by: Person = ANA) -> None:
        with store.transaction() as tx:
            delivery.stop_account(
                tx,
                CampaignId("c1"),
                account,
                reason=reason,
                by=by,
                at=MONDAY,
            )

    with pytest.raises(NotAllowed):
        stop(by=person("vic", Role.REQUESTER))
    with pytest.raises(ReasonNeeded):
        stop(reason=" ")
    with pytest.raises(delivery.NotTreated):
        stop(account="stranger")


def test_a_paused_campaign_takes_no_further_step(store: Store, tmp_path: Path) -> None:
    begun(store, step())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    with store.transaction() as tx:
        delivery.pause(tx, CampaignId("c1"), by=ANA, at=MONDAY)

    once(store, tmp_path, at(48), first, sms)
    assert not sms.taken

    with store.transaction() as tx:
        delivery.resume(tx, CampaignId("c1"), by=ANA, at=MONDAY)
    once(store, tmp_path, at(49), first, sms)
    assert len(sms.taken) == 4


def test_a_step_decided_twice_is_queued_once(store: Store, tmp_path: Path) -> None:
    begun(store, step())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    with store.reading() as tx:
        campaign = campaigns.get(tx, CampaignId("c1"))
    shop = workshop(store, tmp_path, 1, at(48))

    reach = holding.Reach(frozenset({"email", "sms"}))
    looks = [
        cascade.advance(
            store, campaign, ids=shop.ids, at=at(48).now(), reach=reach, sealed=set()
        )
        for _ in range(2)
    ]

    assert [one.queued for one in looks] == [4, 0]
    assert [one.is_complete for one in looks] == [True, True]


TAMPERED = {
    "audience": update(audience_contacts)
    .where(audience_contacts.c.channel == "sms", audience_contacts.c.contact_id == "c1-k1")
    .values(address="+79990000000"),
    "steps": update(campaign_steps).values(wait_hours=1),
    "seal": update(audiences).values(parts={}),
}


@pytest.mark.parametrize("part", TAMPERED)
def test_a_further_step_that_reads_anything_but_what_was_sealed_does_not_go(
    store: Store, tmp_path: Path, part: str
) -> None:
    begun(store, step())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, at(0), first, sms)
    with store.transaction() as tx:
        tx.execute(TAMPERED[part])

    once(store, tmp_path, at(48), first, sms)

    assert (len(first.taken), sms.taken, verdicts(store)) == (4, [], {})
    with store.reading() as tx:
        last = campaigns.moves(tx, CampaignId("c1"))[-1]
    assert (last.to_status, last.reason) == (Status.PAUSED, f"fallen:{part}")
