"""The last step that asks both arms: whoever was held out gets that message and no other."""

import threading
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from core.approvals import under_way
from core.campaigns import records as campaigns
from core.campaigns.model import CampaignId, Condition, NextStep, Status
from core.campaigns.questions import Question, Scale
from core.consent import actions as consent
from core.consent.model import Reason as Suppressed
from core.delivery import actions as delivery
from core.delivery import cascade, outbox, step_tables, stopping, stops, worker
from core.delivery.model import Doubt, State, Stop, Verdict
from core.foundation.ids import RandomIds
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.results import records as results
from core.store.schema import account_steps, audience_accounts, campaign_steps, dispatches
from core.store.store import Store
from tests.conftest import ANA, MONDAY, FixedClock
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import Scripted, served, set_off, soon, workshop
from tests.core.delivery.test_channels import Fake

C1 = CampaignId("c1")
TREATED = [f"k{n}@ex.test" for n in range(4)]
HELD = ["h0@ex.test", "h1@ex.test"]
QUESTION = Question(Scale.CSAT, has_comment=True)
HOUR = timedelta(hours=1)
MAIL = Writing("Hello", "<p>Hello</p>", "Hello")


def asking(hours: int = 336, channel: str = "sms") -> NextStep:
    return NextStep("ask", channel, hours, Condition.ALWAYS, QUESTION)


def write(store: Store, name: str, channel: Channel) -> None:
    with store.transaction() as tx:
        messages.save(
            tx,
            TemplateId(name),
            name=name,
            channel=channel,
            writings=[MAIL if channel is Channel.EMAIL else Writing(text="Hello")],
            note="",
            by=ANA,
            at=MONDAY,
        )


def begun(store: Store, *steps: NextStep) -> None:
    for name in {step.template_id for step in steps}:
        write(store, name, Channel.SMS)
    set_off(store, TREATED, held=HELD, steps=steps)


def once(store: Store, folder: Path, hours: float, *channels: Fake) -> None:
    clock = FixedClock(MONDAY + hours * HOUR)
    shop = workshop(store, folder, 1, clock, others={one.name: one for one in channels})
    shop = replace(shop, conditions=tuple(Condition))
    worker.deliver(shop, once=True, stop=threading.Event(), patience=0)


def addresses(channel: Fake) -> list[str]:
    return sorted(one.address for one in channel.taken)


def status(store: Store) -> Status:
    with store.reading() as tx:
        return campaigns.get(tx, C1).status


def suppress(store: Store, address: str, reason: Suppressed, *, channel: str) -> None:
    facts: Any = {"source": "link", "by": ANA.id, "at": MONDAY}
    with store.transaction() as tx:
        consent.suppress(tx, address, channel=channel, address=address, reason=reason, **facts)


def test_both_arms_are_asked_at_one_moment_and_the_holdout_gets_nothing_else(
    store: Store, tmp_path: Path
) -> None:
    begun(store, NextStep("t2", "sms", 48, Condition.ALWAYS), asking(288))
    first, sms = Fake("email"), Fake("sms")

    once(store, tmp_path, 0, first, sms)
    once(store, tmp_path, 60, first, sms)  # the second step is late: the question is not
    before = (addresses(first), addresses(sms), status(store))
    once(store, tmp_path, 335.9, first, sms)
    early = len(sms.taken)
    once(store, tmp_path, 336, first, sms)

    assert before == (TREATED, TREATED, Status.SENDING)
    assert early == 4
    assert Counter(addresses(sms)) == Counter(TREATED * 2 + HELD)
    assert status(store) is Status.SENT
    with store.reading() as tx:
        standings = step_tables.standings(tx, campaigns.get(tx, C1))
    assert [one.decided for one in standings] == [{Verdict.QUEUED: 4}, {Verdict.QUEUED: 6}]


def test_being_asked_does_not_contaminate_the_holdout_nor_count_as_treatment(
    store: Store, tmp_path: Path
) -> None:
    begun(store, asking())
    once(store, tmp_path, 0, Fake("email"), Fake("sms"))
    once(store, tmp_path, 336, Fake("email"), Fake("sms"))

    with store.reading() as tx:
        trial = results.trial(tx, "c1")
        sent = results.messages(tx, "c1")
        accepted = results.accepted(tx, "c1")

    assert trial.contacted == 0
    assert (sent.num_rows, accepted) == (4, 4)


def test_a_message_of_another_step_never_leaves_for_the_holdout(
    store: Store, tmp_path: Path
) -> None:
    begun(store, asking())
    with store.transaction() as tx:
        stray = [("c1-h0", "c1-b0", HELD[0])]
        outbox.queue(tx, campaigns.get(tx, C1), stray, ids=RandomIds(), at=MONDAY)
    first = Fake("email")

    once(store, tmp_path, 0, first, Fake("sms"))

    assert addresses(first) == TREATED


def test_who_bought_is_still_asked_and_who_left_or_was_stopped_is_not(
    store: Store, tmp_path: Path
) -> None:
    begun(store, NextStep("t2", "sms", 300, Condition.ALWAYS), asking(36))
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, 0, first, sms)
    reasons = {"c1-a0": Stop.OUTCOME, "c1-a1": Stop.REPLY, "c1-b0": Stop.OUTCOME}
    with store.transaction() as tx:
        stopping.halt(tx, C1, reasons, by=ANA.id, at=MONDAY)
        delivery.stop_account(tx, C1, "c1-a1", reason="They called", by=ANA, at=MONDAY)
        delivery.stop_account(tx, C1, "c1-b1", reason="They called", by=ANA, at=MONDAY)
    suppress(store, TREATED[2], Suppressed.COMPLAINT, channel="email")

    once(store, tmp_path, 300, first, sms)
    second = addresses(sms)
    once(store, tmp_path, 336, first, sms)

    assert second == [TREATED[3]]
    assert Counter(addresses(sms)) == Counter([TREATED[0], *[TREATED[3]] * 2, HELD[0]])
    assert status(store) is Status.SENT
    with store.reading() as tx:
        assert stops.standing(tx, C1) == {
            "c1-a0": Stop.OUTCOME,
            "c1-a1": Stop.BY_HAND,
            "c1-a2": Stop.UNSUBSCRIBED,
            "c1-b0": Stop.OUTCOME,
            "c1-b1": Stop.BY_HAND,
        }
        told, question = step_tables.standings(tx, campaigns.get(tx, C1))
    assert (told.decided, told.waiting) == ({Verdict.QUEUED: 1, Verdict.STOPPED: 3}, 0)
    assert (question.decided, question.waiting) == ({Verdict.QUEUED: 3, Verdict.STOPPED: 3}, 0)


def test_a_question_that_waits_survives_an_order_and_not_a_complaint(store: Store) -> None:
    begun(store, asking())
    with store.transaction() as tx:
        campaign = campaigns.get(tx, C1)
        everybody = [(f"c1-k{n}", f"c1-a{n}", one) for n, one in enumerate(TREATED)]
        outbox.queue(tx, campaign, everybody, ids=RandomIds(), at=MONDAY, step=2)
        reasons = {"c1-a0": Stop.OUTCOME, "c1-a1": Stop.UNSUBSCRIBED}
        stopping.halt(tx, C1, reasons, by=ANA.id, at=MONDAY)
        harder = stopping.halt(tx, C1, {"c1-a0": Stop.UNSUBSCRIBED}, by=ANA.id, at=MONDAY)
        again = stopping.halt(tx, C1, {"c1-a0": Stop.OUTCOME}, by=ANA.id, at=MONDAY)
        waits = select(dispatches.c.account_id).where(dispatches.c.state == State.QUEUED)
        still = list(tx.execute(waits.where(dispatches.c.step == 2)).scalars())

    assert (harder, again) == (1, 0)
    assert sorted(still) == ["c1-a2", "c1-a3"]


def test_an_order_alone_leaves_the_question_in_the_queue(store: Store) -> None:
    begun(store, asking())
    with store.transaction() as tx:
        campaign = campaigns.get(tx, C1)
        one = [("c1-k0", "c1-a0", TREATED[0])]
        outbox.queue(tx, campaign, one, ids=RandomIds(), at=MONDAY, step=2)
        stopping.halt(tx, C1, {"c1-a0": Stop.OUTCOME}, by=ANA.id, at=MONDAY)
        mine = select(dispatches.c.step, dispatches.c.state)
        rows = tx.execute(mine.where(dispatches.c.account_id == "c1-a0")).all()

    assert sorted(map(tuple, rows)) == [(1, State.SKIPPED), (2, State.QUEUED)]


def test_who_was_held_out_and_left_meanwhile_is_not_asked(store: Store, tmp_path: Path) -> None:
    write(store, "ask", Channel.EMAIL)
    set_off(store, TREATED, held=HELD, steps=(asking(channel="email"),))
    mail = Fake("email")
    once(store, tmp_path, 0, mail)
    suppress(store, HELD[0], Suppressed.UNSUBSCRIBED, channel="email")

    once(store, tmp_path, 336, mail)

    assert Counter(addresses(mail)) == Counter([*TREATED * 2, HELD[1]])


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("steps", update(campaign_steps).values(asks="nps")),
        ("steps", update(campaign_steps).values(has_comment=False)),
        (
            "audience",
            update(audience_accounts)
            .where(audience_accounts.c.account_id == "c1-b0")
            .values(arm="treated"),
        ),
    ],
)
def test_another_question_than_was_sealed_or_another_holdout_is_not_asked(
    store: Store, tmp_path: Path, part: str, change: object
) -> None:
    begun(store, asking())
    sms = Fake("sms")
    once(store, tmp_path, 0, Fake("email"), sms)
    with store.transaction() as tx:
        tx.execute(change)  # type: ignore[call-overload]

    once(store, tmp_path, 336, Fake("email"), sms)

    assert sms.taken == []
    with store.reading() as tx:
        assert part in under_way.broken_parts(tx, campaigns.get(tx, C1))


class Fallen(Exception):
    pass


def test_a_fall_while_it_is_decided_decides_nothing_and_then_everything_once(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(store, asking())
    first, sms = Fake("email"), Fake("sms")
    once(store, tmp_path, 0, first, sms)

    def fall(*_: object, **__: object) -> None:
        raise Fallen

    with monkeypatch.context() as patched:
        patched.setattr(cascade, "_journal", fall)
        with pytest.raises(Fallen):
            once(store, tmp_path, 336, first, sms)
    with store.reading() as tx:
        left = tx.execute(select(account_steps)).all()
        queued = tx.execute(select(dispatches).where(dispatches.c.step == 2)).all()
    once(store, tmp_path, 337, first, sms)

    assert (left, queued) == ([], [])
    assert addresses(sms) == sorted([*HELD, *TREATED])


@pytest.mark.slow
def test_killed_in_the_middle_of_the_question_nobody_is_asked_twice(
    store: Store, tmp_path: Path
) -> None:
    """Starts a program, a second or two of processor time."""
    half = 60
    write(store, "ask", Channel.EMAIL)
    treated = [f"k{n}@ex.test" for n in range(half)]
    held = [f"h{n}@ex.test" for n in range(half)]
    set_off(store, treated, held=held, steps=(asking(0, "email"),))
    server = Scripted(wait=0.004)

    with served(server) as port:
        crew = Crashing(store, tmp_path, port, 3, doubt=Doubt.HOLD)
        with crew.start() as running:
            assert soon(lambda: len(server.taken) >= half + 20, within=120)
            running.kill()
        worker.deliver(crew.shop(), once=True, stop=threading.Event(), patience=10)

    with store.reading() as tx:
        states = Counter(tx.execute(select(dispatches.c.state)).scalars())
    taken = Counter(server.names)
    assert taken.total() == len(taken)
    assert states[State.SENT] + states[State.UNCONFIRMED] == 3 * half
    assert states[State.UNCONFIRMED] <= 3
    by_address = Counter(address for _, address, _ in server.taken)
    assert all(by_address[one] <= 1 for one in held)
