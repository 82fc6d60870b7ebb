"""Our own surveys read: by account, with the worst cases where silence may hide anything."""

from dataclasses import fields
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from sqlalchemy import delete, insert, update

from core.campaigns import step_records
from core.campaigns.model import Condition, NextStep
from core.campaigns.questions import Question, Scale
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.results import portfolio, readout, records, tables
from core.results.ledger import ledger
from core.results.model import Verdict, Window
from core.results.readout import Asked
from core.results.surveyed import Surveyed, surveyed
from core.store.schema import (
    audience_contacts,
    campaigns,
    dispatches,
    survey_answers,
    surveys,
)
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.core.results.trials import OVER, Experiment, publish, send

ROUNDS = 499
PER_ACCOUNT = 2
ASKED = MONDAY + timedelta(days=20)
ANSWERED = ASKED + timedelta(days=30)  # nobody may answer any more


def furnish(  # noqa: PLR0913 -- each is one way of asking and answering
    store: Store,
    warehouse: Warehouse,
    *,
    scale: Scale = Scale.NPS,
    better: float = 0.0,
    silent: float = 0.0,
    own: bool = False,
    channel: str = "email",
    leaving: float = 0.0,
) -> float:
    """Two contacts an account are to be asked, four in five answer; the treated like us more.

    By a campaign of its own, or by the last step of this one. Of the treated who are not
    pleased some are `leaving`, and are not asked. Returns what the arms differ by, in points.
    """
    experiment = Experiment(effect=60)
    publish(warehouse, experiment)
    send(store, experiment)
    held = np.repeat(experiment.is_held, PER_ACCOUNT)
    accounts = np.repeat(experiment.ids, PER_ACCOUNT)
    draw = np.random.default_rng(6)
    heard = draw.random(held.size) < np.where(held, 0.8 - silent, 0.8)
    is_pleased = draw.random(held.size) < np.where(held, 0.3, 0.3 + better)
    low, high = (3, 10) if scale is Scale.NPS else (2, 5)
    is_gone = (draw.random(held.size) < leaving) & ~held & ~is_pleased
    if not own:
        other = Experiment(accounts=10, seed=4)
        send(store, other, campaign_id="s1", name="Survey", sent_after=None)
    asked = [
        {
            "id": f"s-{place}",
            "campaign_id": "c1" if own else "s1",
            "contact_id": f"{account}-{place}",
            "account_id": account,
            "channel": channel,
            "step": 2 if own else 1,
            "address": f"{place}@example.com",
            "state": "skipped" if is_gone[place] else "sent" if place else "bounced",
            "attempts": 1,
            "message_id": "",
            "queued_at": MONDAY,
            "not_before": MONDAY,
            "sent_at": ASKED,
        }
        for place, account in enumerate(accounts)
    ]
    said = [
        {"dispatch_id": f"s-{place}", "value": high if pleased else low}
        | {"comment": f"word {place}" if place % 100 == 1 else ""}
        | {"answered_at": MONDAY + timedelta(days=21), "times": 1}
        for place, (answers, pleased) in enumerate(zip(heard, is_pleased, strict=True))
        if answers and place and not is_gone[place]
    ]
    frozen = [
        {name: row[name] for name in ("campaign_id", "contact_id", "account_id", "channel")}
        | {"campaign_id": "c1", "reason": "campaign_holdout" if held[place] else "in"}
        for place, row in enumerate(asked)
    ]
    with store.transaction() as tx:
        tx.execute(delete(audience_contacts).where(audience_contacts.c.campaign_id != "c2"))
        tx.execute(insert(audience_contacts), frozen)
        if own:
            ask_at_the_end(tx, scale, channel)
        else:
            row = {"campaign_id": "s1", "about": "c1", "scale": scale, "made_by": "ana"}
            tx.execute(insert(surveys).values(**row, made_at=MONDAY))
            its = update(campaigns).where(campaigns.c.id == "s1")
            tx.execute(its.values(window_days=(ANSWERED - ASKED).days))
        tx.execute(insert(dispatches), asked)
        tx.execute(insert(survey_answers), said)
    points = np.where(is_pleased, 100.0, -100.0)
    return float(points[~held].mean() - points[held].mean())


def ask_at_the_end(tx: Tx, scale: Scale, channel: str) -> None:
    writings = [Writing(text="{{ survey_url }}")]
    facts: Any = {"channel": Channel.SMS, "note": "", "by": ANA, "at": MONDAY}
    messages.save(tx, TemplateId("ask"), name="ask", writings=writings, **facts)
    question = Question(scale, has_comment=True)
    step = NextStep("ask", channel, 480, Condition.ALWAYS, question)
    step_records.write(tx, "c1", [step])


def read(
    store: Store, warehouse: Warehouse, *, at: datetime = ANSWERED, rounds: int = ROUNDS
) -> list[Surveyed]:
    asked = Asked(rounds=rounds)
    with store.reading() as tx:
        found = readout.read(tx, warehouse.current(), "c1", at=at, asked=asked)
        return surveyed(tx, found, at=at, time_zone=asked.time_zone, rounds=rounds)


def test_a_campaign_that_pleases_raises_nps(store: Store, warehouse: Warehouse) -> None:
    furnish(store, warehouse, better=0.3)

    (found,) = read(store, warehouse)

    assert found.treated.asked + found.holdout.asked == 800  # the one that bounced, too
    assert found.score is not None
    assert found.score.uplift.low > 0
    assert found.score.treated.mean == pytest.approx(found.treated.value)
    assert found.score.treated.n < found.treated.answers  # accounts, not contacts


def test_contentment_is_read_in_points(store: Store, warehouse: Warehouse) -> None:
    furnish(store, warehouse, scale=Scale.CSAT, better=0.3)

    (found,) = read(store, warehouse)

    assert found.score is not None
    assert found.score.uplift.difference == pytest.approx(0.9, abs=0.4)
    assert 2 <= found.holdout.value <= 5


@pytest.mark.parametrize(("scale", "most"), [(Scale.NPS, 200), (Scale.CSAT, 4)])
def test_arms_that_keep_silent_differently_give_the_worst_cases_only(
    store: Store, warehouse: Warehouse, scale: Scale, most: float
) -> None:
    furnish(store, warehouse, scale=scale, better=0.3, silent=0.4)

    (found,) = read(store, warehouse)

    assert found.score is None
    assert [reason.key for reason in found.refusals] == ["silence"]
    assert found.bounds is not None
    assert -most <= found.bounds.low < 0 < found.bounds.high <= most


def test_the_campaigns_own_question_is_read_and_contaminates_nothing(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, scale=Scale.CSAT, better=0.3, own=True)

    with store.reading() as tx:
        whole = readout.read(tx, warehouse.current(), "c1", at=OVER, asked=Asked(rounds=ROUNDS))
        delivered = ledger(tx, "c1", at=OVER)
    (found,) = read(store, warehouse)

    assert found.survey.step == 2
    assert found.score is not None
    assert found.score.uplift.low > 0
    assert (found.treated.asked, found.holdout.asked) == (600, 200)
    assert whole.trial.contacted == 0
    assert whole.verdict is not Verdict.REFUSED
    assert delivered.treated_accounts == delivered.queued == 300


@pytest.mark.parametrize("own", [True, False])
def test_answers_are_counted_and_not_read_while_anybody_may_answer(
    store: Store, warehouse: Warehouse, *, own: bool
) -> None:
    furnish(store, warehouse, scale=Scale.CSAT, better=0.3, own=own)

    (early,) = read(store, warehouse, at=ANSWERED - timedelta(seconds=1))
    (closed,) = read(store, warehouse, at=ANSWERED)

    (why,) = early.refusals
    counts = {"answers": early.treated.answers + early.holdout.answers, "asked": 800}
    assert (early.score, early.bounds, early.said) == (None, None, ())
    assert (early.treated.value, early.holdout.value) == (0.0, 0.0)
    assert (why.key, why.values) == ("still-asked", {"until": date(2026, 4, 21), **counts})
    assert [arm.answers for arm in (early.treated, early.holdout)] == [
        arm.answers for arm in (closed.treated, closed.holdout)
    ]
    assert (early.is_open, closed.is_open) == (True, False)
    assert closed.score is not None


def test_a_question_that_is_still_to_reach_somebody_is_open(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, better=0.3, own=True)
    with store.transaction() as tx:
        late = update(dispatches).where(dispatches.c.id == "s-1")
        tx.execute(late.values(state="queued", sent_at=None))

    (found,) = read(store, warehouse)

    assert found.is_open
    assert found.until == ANSWERED + timedelta(days=30)


def test_before_the_first_look_there_are_counts_and_after_the_answers_none(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, own=True)
    with store.transaction() as tx:
        tx.execute(update(campaigns).values(window_days=60))

    (early,) = read(store, warehouse, at=ASKED + timedelta(days=2))

    assert early.is_open
    assert read(store, warehouse, at=ANSWERED) == []


def test_a_survey_of_its_own_is_answered_as_long_as_its_window(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse)
    with store.transaction() as tx:
        tx.execute(update(campaigns).where(campaigns.c.id == "s1").values(window_days=7))

    (found,) = read(store, warehouse, at=ASKED + timedelta(days=9))

    assert found.until == ASKED + timedelta(days=7)
    assert not found.is_open


def test_whom_the_campaign_drove_away_may_think_the_worst(
    store: Store, warehouse: Warehouse
) -> None:
    """Those who complain are not asked, and of the arms only the treated can be cleaned so."""
    truth = furnish(store, warehouse, own=True, leaving=0.9)

    (found,) = read(store, warehouse)

    heard = found.treated.value - found.holdout.value
    assert heard > truth + 50  # what the answers alone would say
    assert found.score is None
    assert [reason.key for reason in found.refusals] == ["silence"]
    assert found.bounds is not None
    assert found.bounds.low <= truth <= found.bounds.high


def test_the_channel_of_the_question_is_none_of_the_campaigns(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, own=True, channel="sms")
    send(store, Experiment(), campaign_id="c2", name="Another", sent_after=None)

    with store.reading() as tx:
        channels = tables.channels(tx, "c1")
        kinds = portfolio._kinds(tx, ["c1"])["c1"]
        asked_on = (MONDAY + timedelta(days=19)).date()
        met = records.overlap(tx, "c2", Window(asked_on, 3), "Europe/Moscow")

    assert channels == ["email"]
    assert kinds[-1] == "email"
    assert (met.names, met.treated, met.holdout) == ((), 0, 0)


def test_words_are_told_with_the_arm_and_without_the_account(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, own=True)

    (found,) = read(store, warehouse)

    assert found.in_words
    assert {one.comment.split()[0] for one in found.in_words} == {"word"}
    assert {field.name for field in fields(found.said[0])} == {
        "is_treated",
        "value",
        "comment",
        "at",
    }
    assert len(found.said) == found.treated.answers + found.holdout.answers
    assert found.until == MONDAY + timedelta(days=50)


def test_a_survey_that_nobody_got_yet_says_nothing(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=60)
    publish(warehouse, experiment)
    send(store, experiment)
    send(store, Experiment(accounts=10), campaign_id="s1", sent_after=None)
    with store.transaction() as tx:
        row = {"campaign_id": "s1", "about": "c1", "scale": "nps", "made_by": "ana"}
        tx.execute(insert(surveys).values(**row, made_at=MONDAY))

    assert read(store, warehouse) == []
