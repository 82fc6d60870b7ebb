from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from core.delivery.model import State
from core.foundation.words import say
from core.results.ledger import Ledger, ledger
from core.store.schema import audience_contacts, dispatches
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.results.trials import Experiment, send


def count(store: Store, *, hours: int = 1) -> Ledger:
    with store.reading() as tx:
        return ledger(tx, "c1", at=MONDAY + timedelta(hours=hours))


def settle(store: Store, state: State, experiment: Experiment, start: int, stop: int) -> None:
    treated = [
        a for a, held in zip(experiment.ids, experiment.is_held, strict=True) if not held
    ]
    ids = [f"c1-{account}" for account in treated[start:stop]]
    with store.transaction() as tx:
        tx.execute(update(dispatches).where(dispatches.c.id.in_(ids)).values(state=state))


def test_every_dispatch_is_counted_once(store: Store) -> None:
    send(store, experiment := Experiment(accounts=100, share=0.2))
    for place, state in enumerate(State):
        settle(store, state, experiment, place * 8, place * 8 + 8)

    found = count(store)

    assert found.queued == 80
    assert found.queued == found.sent + found.waiting + found.bounced + found.not_sent
    assert sum(n for _, n in found.losses) + found.confirmed + found.assumed == 80


def test_accepted_is_not_delivered_until_it_was_quiet_for_three_days(store: Store) -> None:
    send(store, Experiment(accounts=100, share=0.2))

    early, late = count(store, hours=71), count(store, hours=73)

    assert (early.sent, early.delivered, early.on_the_way) == (80, 0, 80)
    assert (late.sent, late.delivered, late.assumed, late.on_the_way) == (80, 80, 80, 0)


def test_a_contact_of_several_channels_is_one_contact_and_each_channel_has_its_ledger(
    store: Store,
) -> None:
    send(store, Experiment(accounts=100, share=0.2))
    with store.transaction() as tx:
        for table in (audience_contacts, dispatches):
            for row in tx.execute(select(table)).all():
                other = {"channel": "sms"} | (
                    {"id": f"s-{row.id}"} if table is dispatches else {}
                )
                tx.execute(insert(table).values(row._asdict() | other))
        first = update(dispatches).where(dispatches.c.channel == "sms")
        tx.execute(first.values(state=State.DELIVERED))

    with store.reading() as tx:
        whole = ledger(tx, "c1", at=MONDAY)
        each = {one: ledger(tx, "c1", at=MONDAY, channel=one) for one in ("email", "sms")}

    assert (whole.contacts, whole.queued) == (80, 160)
    assert [one.contacts for one in each.values()] == [80, 80]
    assert [one.queued for one in each.values()] == [80, 80]
    assert (each["sms"].confirmed, each["email"].confirmed) == (80, 0)


@pytest.mark.parametrize(("language", "said"), [("en", "72 hours"), ("ru", "72 часа")])
def test_what_is_only_assumed_is_never_called_delivered(
    store: Store, language: str, said: str
) -> None:
    send(store, experiment := Experiment(accounts=100, share=0.2))
    assumed, _ = count(store, hours=73).stages[-1]
    settle(store, State.DELIVERED, experiment, 0, 80)
    confirmed, _ = count(store, hours=73).stages[-1]

    assert (assumed, confirmed) == ("assumed", "delivered")
    assert said in say(language, "results-stage-assumed-how")
    assert said in say(language, "results-assumed", assumed=5)


def test_the_funnel_only_narrows(store: Store) -> None:
    send(store, experiment := Experiment(accounts=100, share=0.2))
    settle(store, State.BOUNCED, experiment, 0, 5)
    settle(store, State.SKIPPED, experiment, 5, 9)

    stages = [n for _, n in count(store, hours=80).stages]

    assert stages == [80, 80, 76, 71]


def test_the_arms_are_counted_in_accounts(store: Store) -> None:
    send(store, Experiment(accounts=100, share=0.2))

    found = count(store)

    assert (found.treated_accounts, found.holdout_accounts) == (80, 20)
