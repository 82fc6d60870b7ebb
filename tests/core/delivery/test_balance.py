"""Where everybody of an audience is: every number adds up, and has its rows behind it."""

from dataclasses import replace

from sqlalchemy import insert, update

from core.campaigns.model import Arm, Campaign, Condition, Fate, NextStep, Status
from core.campaigns.questions import Question, Scale
from core.delivery import balance, stops
from core.delivery.balance import Lot
from core.delivery.model import Reason, State, Stop, Verdict
from core.store.schema import account_steps, audience_accounts, audience_contacts, dispatches
from core.store.store import Store, Tx
from tests.conftest import MONDAY
from tests.core.delivery.servers import set_off
from tests.core.delivery.test_cascade import write_sms

SMS = NextStep("t2", "sms", 24, Condition.NOT_OPENED)
ASKING = NextStep("t2", "sms", 336, Condition.ALWAYS, Question(Scale.CSAT, has_comment=False))


def under_way(store: Store) -> Campaign:
    """Six accounts, of whom one is held out, one was skipped and one waits; for two the second
    step is decided, and it went to neither."""
    write_sms(store)
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(5)], steps=(SMS,))
    with store.transaction() as tx:
        for channel in ("email", "sms"):
            facts = {"contact_id": "c1-k5", "account_id": "c1-a5", "channel": channel}
            row = facts | {"campaign_id": campaign.id, "reason": Fate.CAMPAIGN_HOLDOUT}
            tx.execute(insert(audience_contacts).values(**row, address="k5@ex.test"))
        held = {"campaign_id": campaign.id, "account_id": "c1-a5", "reason": "campaign_holdout"}
        tx.execute(insert(audience_accounts).values(**held, arm=Arm.HOLDOUT))
        became(tx, State.SENT, "c1-k0", "c1-k1", "c1-k2")
        became(tx, State.SKIPPED, "c1-k3", reason=Reason.POLICY)
        for account, verdict in (("c1-a0", Verdict.CONDITION), ("c1-a1", Verdict.STOPPED)):
            mine = {"campaign_id": campaign.id, "account_id": account, "step": 2}
            tx.execute(insert(account_steps).values(**mine, verdict=verdict, decided_at=MONDAY))
    return campaign


def test_whoever_was_held_out_waits_for_the_question_as_everybody_does(store: Store) -> None:
    write_sms(store)
    steps = (SMS, ASKING)
    campaign = set_off(store, ["k0@ex.test"], held=["h0@ex.test", "h1@ex.test"], steps=steps)
    with store.transaction() as tx:
        stops.add(tx, campaign, {"c1-b1": Stop.BY_HAND}, first=2, by="ana", at=MONDAY)

    with store.reading() as tx:
        told, question = balance.shares(tx, campaign)[1:]
        [stopped] = balance.placed(tx, campaign, 3, Lot.STOPPED, limit=10)

    assert told.lots == {Lot.HELD_OUT: 2, Lot.LATER: 1}
    assert question.lots == {Lot.LATER: 2, Lot.STOPPED: 1}
    assert stopped.account_id == "c1-b1"


def became(tx: Tx, state: State, *contacts: str, reason: Reason = Reason.NONE) -> None:
    own = dispatches.c.contact_id.in_(contacts)
    tx.execute(update(dispatches).where(own).values(state=state, reason=reason))


def test_every_step_adds_up_to_the_audience(store: Store) -> None:
    campaign = under_way(store)

    with store.reading() as tx:
        first, second = balance.shares(tx, campaign)

    expected = {Lot.HELD_OUT: 1, Lot.WAITING: 1, Lot.SKIPPED: 1, Lot.HANDED_OVER: 3}
    assert (first.lots, first.total, first.messages) == (expected, 6, 5)
    further = {Lot.HELD_OUT: 1, Lot.LATER: 3, Lot.CONDITION: 1, Lot.STOPPED: 1}
    assert (second.lots, second.total, second.messages) == (further, 6, 0)


def test_every_number_has_its_rows_behind_it(store: Store) -> None:
    campaign = under_way(store)

    with store.reading() as tx:
        for share in balance.shares(tx, campaign):
            for lot, count in share.lots.items():
                rows = balance.placed(tx, campaign, share.step, lot, limit=10)
                assert len(rows) == count
        [skipped] = balance.placed(tx, campaign, 1, Lot.SKIPPED, limit=10)
        second = balance.placed(tx, campaign, 1, Lot.HANDED_OVER, limit=1, offset=1)

    assert (skipped.contact_id, skipped.reason) == ("c1-k3", Reason.POLICY)
    assert [one.account_id for one in second] == ["c1-a1"]


def test_what_was_never_decided_of_a_campaign_that_is_over_is_not_to_come(store: Store) -> None:
    campaign = replace(under_way(store), status=Status.STOPPED)

    with store.reading() as tx:
        over = balance.shares(tx, campaign)[1]

    assert over.lots[Lot.UNREACHED] == 3
    assert Lot.LATER not in over.lots
