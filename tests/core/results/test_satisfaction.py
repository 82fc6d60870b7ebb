from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from sqlalchemy import insert, select, update

from core.campaigns import rehearsal_records
from core.campaigns.costing import Cost, Line, Prices
from core.campaigns.model import CampaignId
from core.campaigns.rehearsal import Outcome, Rehearsal
from core.foundation.words import Value, say
from core.results import readout
from core.results.payback import Gain
from core.results.pricing import MarginAndCosts, message_costs
from core.results.readout import Asked
from core.results.satisfaction import Satisfaction, satisfaction
from core.results.terms import BadTerms
from core.store.schema import audience_contacts, audiences, campaigns, dispatches, suppressions
from core.store.store import Store
from core.uplift.guarding import above, harm
from core.uplift.proportion import Group
from core.uplift.satisfaction import Response, worst_case
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import OVER, Experiment, filling, send

ROUNDS = 499


def furnish(
    store: Store, warehouse: Warehouse, *, better: float = 0.0, silent: float = 0.0
) -> Experiment:
    """Two contacts an account, four accounts in five answer; the treated like us more."""
    experiment = Experiment(effect=60)
    draw = np.random.default_rng(6)
    held = np.repeat(experiment.is_held, 2)
    accounts = np.repeat(experiment.ids, 2)
    contacts = pd.DataFrame({"contact_id": [f"K{n:05d}" for n in range(held.size)]})
    contacts["account_id"] = accounts
    heard = draw.random(held.size) < np.where(held, 0.8 - silent, 0.8)
    is_pleased = draw.random(held.size) < np.where(held, 0.3, 0.3 + better)
    surveys = contacts.assign(
        survey_id=[f"S{n:05d}" for n in range(held.size)],
        answered_on=(MONDAY + timedelta(days=9)).date(),
        nps=np.where(is_pleased, 10, 3),
    )[heard]

    def fill(connection: DuckDBPyConnection) -> None:
        filling(experiment)(connection)
        for name, table in (("contacts", contacts), ("surveys", surveys)):
            connection.register(f"given_{name}", table)
            connection.execute(f"INSERT INTO {name} BY NAME SELECT * FROM given_{name}")

    as_of = (MONDAY + timedelta(days=60)).date()
    warehouse.publish(fill, name="Base", by="ana", at=MONDAY, as_of=as_of)
    send(store, experiment)
    return experiment


def read(store: Store, warehouse: Warehouse) -> Satisfaction:
    with store.reading() as tx:
        snapshot = warehouse.current()
        found = readout.read(tx, snapshot, "c1", at=OVER, asked=Asked(rounds=ROUNDS))
        told = satisfaction(tx, snapshot, found, time_zone="Europe/Moscow", rounds=ROUNDS)
    assert told is not None
    return told


def test_a_campaign_that_pleases_raises_nps(store: Store, warehouse: Warehouse) -> None:
    furnish(store, warehouse, better=0.3)

    found = read(store, warehouse)

    assert found.nps is not None
    assert found.nps.uplift.low > 0
    assert found.treated.answers > 400
    assert found.nps.treated.mean == pytest.approx(found.treated.value)


def test_arms_that_keep_silent_differently_give_the_worst_cases_only(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, better=0.3, silent=0.4)

    found = read(store, warehouse)

    assert found.nps is None
    assert [reason.key for reason in found.refusals] == ["silence"]
    assert found.bounds is not None
    assert found.bounds.low < 0 < found.bounds.high


def test_people_who_leave_because_of_it_are_a_harm(store: Store, warehouse: Warehouse) -> None:
    experiment = furnish(store, warehouse)
    ids = np.array(experiment.ids)[~experiment.is_held]
    rows = [
        {
            "id": f"s{place}",
            "channel": "email",
            "address": f"{account.lower()}@example.com",
            "reason": "unsubscribed",
            "source": "link",
            "suppressed_at": MONDAY + timedelta(days=1),
            "suppressed_by": "unsubscribe",
        }
        for place, account in enumerate(ids[:12])
    ]
    with store.transaction() as tx:
        tx.execute(insert(suppressions), rows)
        called_spam = update(dispatches).where(dispatches.c.account_id.in_(ids[:2]))
        tx.execute(called_spam.values(state="complained"))

    found = {guard.name: guard for guard in read(store, warehouse).guards}

    assert found["unsubscribes"].treated == Group(300, 12)
    assert found["unsubscribes"].harm.is_harm
    assert found["complaints"].treated == Group(300, 2)
    assert found["complaints"].harm.is_harm
    assert not found["lost"].harm.is_harm


def test_whoever_got_several_messages_unsubscribes_once(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = furnish(store, warehouse)
    account = next(
        a for a, held in zip(experiment.ids, experiment.is_held, strict=True) if not held
    )
    with store.transaction() as tx:
        rows = [row._asdict() for row in tx.execute(select(dispatches))]
        for step in (2, 3):
            again = [row | {"id": f"{row['id']}-{step}", "step": step} for row in rows]
            tx.execute(insert(dispatches), again)
        tx.execute(
            insert(suppressions).values(
                id="s1",
                channel="email",
                address=f"{account.lower()}@example.com",
                reason="unsubscribed",
                source="link",
                suppressed_at=MONDAY + timedelta(days=1),
                suppressed_by="unsubscribe",
            )
        )

    found = {guard.name: guard for guard in read(store, warehouse).guards}

    assert found["unsubscribes"].treated == Group(300, 1)
    assert found["complaints"].treated == Group(900, 0)


def test_harm_is_one_sided() -> None:
    worse, better = Group(500, 40), Group(500, 15)

    assert harm(worse, better).is_harm
    assert harm(worse, better).least > 0
    assert not harm(better, worse).is_harm
    assert harm(better, worse).p > 0.99


def test_a_ceiling_is_passed_only_beyond_chance() -> None:
    assert not above(Group(1_000, 2), 0.001).is_harm
    assert above(Group(1_000, 5), 0.001).is_harm


def test_the_worst_cases_by_hand() -> None:
    found = worst_case(Response(100, 50, 40.0), Response(100, 80, 10.0))

    # Heard 0.5 × 40 ± 0.5 × 100 against 0.8 × 10 ± 0.2 × 100.
    assert found == pytest.approx((-30 - 28, 70 - -12))


@pytest.mark.parametrize(("language", "said"), [("en", "98.75 %"), ("ru", "98,75%")])
@pytest.mark.parametrize("side", ["up", "down"])
def test_the_survey_s_interval_is_as_sure_as_its_look(
    language: str, said: str, side: str
) -> None:
    numbers: dict[str, Value] = {
        "difference": "9",
        "low": "1",
        "high": "17",
        "treated": 300,
        "holdout": 100,
    }

    assert said in say(language, f"results-nps-{side}", confidence=98.75, **numbers)


# --- money --------------------------------------------------------------------------------


def gain(store: Store, warehouse: Warehouse, money: MarginAndCosts) -> Gain:
    with store.reading() as tx:
        asked = Asked(rounds=ROUNDS, money=money)
        found = readout.read(tx, warehouse.current(), "c1", at=OVER, asked=asked)
    assert found.gain is not None
    return found.gain


def test_a_campaign_that_sells_may_still_lose_money(store: Store, warehouse: Warehouse) -> None:
    furnish(store, warehouse)

    cheap = gain(store, warehouse, MarginAndCosts(0.5, {"email": 1.0}))
    dear = gain(store, warehouse, MarginAndCosts(0.5, {"email": 500.0}))

    assert cheap.payback == "paid"
    assert dear.payback == "lost"
    assert dear.cost == 300 * 500
    shift = cheap.uplift.difference - dear.uplift.difference
    assert shift == pytest.approx(499, rel=0.02)  # the slope moves a little with the cost


@pytest.mark.parametrize("wrong", [{"margin": 0.0}, {"margin": 1.5}, {"costs": {"sms": -1}}])
def test_prices_that_cannot_be_are_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(BadTerms, match="margin"):
        replace(MarginAndCosts(), **wrong)  # type: ignore[arg-type]


LIST = Prices("RUB", {"email": Decimal("0.2"), "sms": Decimal("3.5"), "letter": Decimal(0)})


def test_what_was_sealed_says_what_a_message_cost(store: Store) -> None:
    send(store, Experiment(accounts=40))
    sealed = Cost(
        "RUB",
        (
            Line(1, "sms", messages=30, units=60, price=Decimal(4)),
            Line(2, "sms", messages=30, units=30, price=Decimal(4)),
        ),
    )
    with store.transaction() as tx:
        before = message_costs(tx, "c1", LIST)
        tx.execute(update(audiences).values(cost=sealed.as_json()))
        after = message_costs(tx, "c1", LIST)

    assert before == {"email": 0.2}  # nobody counted the parts of an SMS; 0 is no price
    assert after == {"sms": 6.0}  # a part and a half each


def test_an_sms_costs_as_many_parts_as_it_was_rehearsed_with(store: Store) -> None:
    send(store, Experiment(accounts=40))
    rehearsal = Rehearsal(
        id="r1",
        campaign_id=CampaignId("c1"),
        digest="d",
        total=30,
        status=Outcome.PASSED,
        started_by="ana",
        started_at=MONDAY,
        updated_at=MONDAY,
        parts={"1": 45},
    )
    with store.transaction() as tx:
        tx.execute(update(campaigns).values(channel="sms"))
        tx.execute(update(audience_contacts).values(channel="sms"))
        rehearsal_records.add(tx, rehearsal)
        rehearsal_records.seal(tx, rehearsal, at=MONDAY)

        assert message_costs(tx, "c1", LIST)["sms"] == pytest.approx(1.5 * 3.5)
