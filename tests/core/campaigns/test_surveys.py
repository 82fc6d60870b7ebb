"""A question to both arms: as a campaign's last step, or as a campaign of its own."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import update

from core.approvals import actions as approvals
from core.approvals import fingerprint
from core.campaigns import costing, records, rehearsal_plan, respondents, steps, surveys
from core.campaigns.checking import BadValue
from core.campaigns.model import Campaign, Purpose
from core.campaigns.model import Condition as When
from core.campaigns.questions import NotOffered, Question, Scale, Unfit, terms_of
from core.campaigns.steps import Hand, NoSuchStep
from core.campaigns.surveys import AsksAnyway, NobodyReachesUs, NothingSent, Wanted
from core.messages import actions as messages
from core.messages import linting
from core.messages import records as templates
from core.messages.manners import Manners
from core.messages.model import Channel, TemplateId
from core.people.model import NotAllowed
from core.rulebook.loading import BadBook, parse
from core.rulebook.shelf import SHELF, shipped
from core.segments import records as segments
from core.segments.model import SegmentId, conditions
from core.store import schema
from core.store.schema import campaigns
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY, CountedIds
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    TEMPLATE,
    audience_of,
    ready_campaign,
    small_base,
    submit,
)

RULE = "messages@2#question"


def wanted(**changes: Any) -> Wanted:
    facts: dict[str, Any] = {
        "question": Question(Scale.NPS, has_comment=True),
        "language": "ru",
        "reached_at": "https://house.test",
    }
    return Wanted(**facts | changes)


@pytest.fixture
def sent(store: Store) -> Store:
    with store.transaction() as tx:
        ready_campaign(tx)
        tx.execute(update(campaigns).values(status="sent"))
    return store


@pytest.mark.parametrize("scale", list(Scale))
def test_a_survey_is_a_campaign_that_asks_both_arms_the_same(
    sent: Store, ids: CountedIds, scale: Scale
) -> None:
    with sent.transaction() as tx:
        made = surveys.ask(
            tx,
            CAMPAIGN,
            wanted(question=Question(scale, has_comment=False)),
            ids=ids,
            by=ANA,
            at=MONDAY,
        )
        rule = segments.get(tx, SegmentId(str(made.segment_id))).rule
        template = templates.get(tx, TemplateId(str(made.template_id)))
        (kept,) = surveys.about(tx, CAMPAIGN)

    assert template is not None
    assert (made.purpose, made.holdout_share) == (Purpose.SERVICE, 0.0)
    assert made.contacts_per_account is None
    assert made.name == "Опрос после «Spring tariffs»"
    assert (made.sender_name, made.sender_address) == ("Our house", "news@house.test")
    assert [(one.field, one.value) for one in conditions(rule)] == [
        ("in_audience", (CAMPAIGN,))
    ]
    assert (kept.campaign_id, kept.scale) == (made.id, scale)
    assert "Spring tariffs" in made.goal
    assert {one.language for one in template.writings} == {"ru", "en"}
    for writing in template.writings:
        links = [f"{{{{ survey_{answer} }}}}" for answer in scale.answers]
        assert [writing.html.count(link) for link in links] == [1] * len(links)
        assert linting.check_writing(Channel.EMAIL, writing) == []


def test_what_is_asked_is_a_part_of_the_seal_where_something_is(
    sent: Store, ids: CountedIds
) -> None:
    with sent.transaction() as tx:
        made = surveys.ask(tx, CAMPAIGN, wanted(), ids=ids, by=ANA, at=MONDAY)
        asking = fingerprint.parts_of(tx, made)
        asked = fingerprint.parts_of(tx, records.get(tx, CAMPAIGN))

        tx.execute(update(schema.surveys).values(asked_by=None))
        unruled = fingerprint.parts_of(tx, made)

    terms = asking["survey"].pop("terms")
    assert (terms["rule"], terms["days"]) == (RULE, 30)
    assert asking["survey"] == unruled["survey"] == {"about": CAMPAIGN, "scale": "nps"}
    assert "survey" not in asked


def test_twice_asked_is_two_surveys_that_are_told_apart(sent: Store, ids: CountedIds) -> None:
    with sent.transaction() as tx:
        made = [
            surveys.ask(tx, CAMPAIGN, wanted(), ids=ids, by=ANA, at=MONDAY) for _ in range(2)
        ]

        assert len(surveys.about(tx, CAMPAIGN)) == 2
    assert [one.name[-4:] for one in made] == ["ffs»", " (2)"]


def test_nobody_asks_without_arms_a_door_or_the_right(store: Store, ids: CountedIds) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        with pytest.raises(NothingSent):
            surveys.ask(tx, CAMPAIGN, wanted(), ids=ids, by=ANA, at=MONDAY)
        tx.execute(update(campaigns).values(status="sent"))
        with pytest.raises(NobodyReachesUs):
            surveys.ask(tx, CAMPAIGN, wanted(reached_at=""), ids=ids, by=ANA, at=MONDAY)
        with pytest.raises(NotAllowed):
            surveys.ask(tx, CAMPAIGN, wanted(), ids=ids, by=CLEO, at=MONDAY)


def hand(tx: Tx) -> Hand:
    channels = ("email", "sms", "cabinet")
    return Hand(ANA, MONDAY, records.get(tx, CAMPAIGN).revision, channels)


def asking(tx: Tx, ids: CountedIds, **changes: Any) -> Campaign:
    return surveys.ask_at_end(
        tx, CAMPAIGN, wanted(**changes), wait_hours=336, ids=ids, hand=hand(tx)
    )


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.SMS, Channel.CABINET])
@pytest.mark.parametrize("scale", list(Scale))
def test_a_campaign_asks_both_arms_as_its_last_step(
    store: Store, ids: CountedIds, channel: Channel, scale: Scale
) -> None:
    question = Question(scale, has_comment=True)
    with store.transaction() as tx:
        ready_campaign(tx)
        made = asking(tx, ids, channel=channel, question=question)
        (own,) = surveys.about(tx, CAMPAIGN)
        template = templates.get(tx, TemplateId(made.steps[-1].template_id))

    assert made.steps[-1].asks == replace(question, terms=terms_of(scale))
    assert (made.asking_step, made.steps[-1].channel) == (2, channel)
    assert (own.step, own.scale, own.has_comment) == (2, scale, True)
    assert template is not None
    assert template.name == "Опрос после «Spring tariffs»"
    for writing in template.writings:
        assert linting.check_writing(channel, writing) == []


def test_the_question_stays_last_whatever_is_done_with_the_steps(
    store: Store, ids: CountedIds
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        asking(tx, ids)
        facts: Any = {"template_id": TEMPLATE, "wait_hours": 24, "condition": When.ALWAYS}
        steps.add(tx, CAMPAIGN, **facts, hand=hand(tx))
        steps.add(tx, CAMPAIGN, **facts, hand=hand(tx))
        steps.move_up(tx, CAMPAIGN, 3, hand=hand(tx))
        moved = records.get(tx, CAMPAIGN)
        with pytest.raises(NoSuchStep):
            steps.move_up(tx, CAMPAIGN, 4, hand=hand(tx))
        with pytest.raises(BadValue):
            asking(tx, ids)
        steps.remove(tx, CAMPAIGN, 4, hand=hand(tx))
        steps.undo(tx, CAMPAIGN, hand=hand(tx))
        again = records.get(tx, CAMPAIGN)

    assert [one.asks is not None for one in moved.steps] == [False, False, True]
    assert again.steps == moved.steps


def test_the_last_message_is_not_taken_from_before_the_question(
    store: Store, ids: CountedIds
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        asking(tx, ids)

        with pytest.raises(NoSuchStep):
            steps.remove(tx, CAMPAIGN, 1, hand=hand(tx))


def test_the_question_is_a_part_of_the_seal_where_there_is_one(
    store: Store, ids: CountedIds
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        facts: Any = {"template_id": TEMPLATE, "wait_hours": 24, "condition": When.ALWAYS}
        before = steps.add(tx, CAMPAIGN, **facts, hand=hand(tx))
        plain = fingerprint.parts_of(tx, before)["steps"]
        made = asking(tx, ids)
        first = fingerprint.parts_of(tx, made)["steps"]
        question = made.steps[-1].asks
        assert question is not None
        silent = replace(question, has_comment=False)
        other = steps.change(tx, CAMPAIGN, 3, hand=hand(tx), asks=silent)
        second = fingerprint.parts_of(tx, other)["steps"]
        tx.execute(update(schema.campaign_steps).values(asked_by=None))
        unruled = fingerprint.parts_of(tx, records.get(tx, CAMPAIGN))["steps"]

    assert [sorted(one) for one in plain] == [
        ["channel", "condition", "template", "wait_hours"]
    ]
    assert first[0] == plain[0]
    terms = first[1]["asks"].pop("terms")
    assert first[1]["asks"] == {"scale": "nps", "has_comment": True}
    assert (terms["rule"], terms["days"]) == (RULE, 30)
    assert terms["words"]["ru"]["high"] == "очень вероятно"
    assert fingerprint.differences({"steps": first}, {"steps": second}) == ["steps"]
    assert second[1]["asks"].pop("terms") == terms
    assert unruled[1]["asks"] == {"scale": "nps", "has_comment": False}


def test_what_is_asked_of_the_holdout_may_not_be_made_to_advertise(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        ready_campaign(tx)
        made = asking(tx, ids)
        template = templates.get(tx, TemplateId(made.steps[-1].template_id))
        assert template is not None
        tempting = [
            replace(one, html=one.html.replace("</h1>", '</h1><a href="https://x.test">!</a>'))
            for one in template.writings
        ]
        facts: Any = {"note": "", "by": ANA, "at": MONDAY}
        messages.save(tx, template.id, name=template.name, writings=tempting, **facts)
        audience = audience_of(tx, snapshot, made)
        with pytest.raises(Unfit) as refusal:
            approvals.submit(
                tx, CAMPAIGN, audience=audience, book=BOOKS.approval, by=ANA, at=MONDAY
            )

    assert refusal.value.faults == ("links",)


def test_forecast_cost_and_rehearsal_count_both_arms_of_the_question_alone(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        ready_campaign(tx)
        made = asking(tx, ids)
        audience = audience_of(tx, snapshot, made)
        plan = rehearsal_plan.plan(tx, made, audience)
        submit(tx, snapshot, made)
        frozen = respondents.asked(tx, made)

    sizes = respondents.sizes(made, audience)
    assert {arm: one.accounts for arm, one in sizes.items()} == {"treated": 8, "holdout": 2}
    assert costing.by_channel(made, audience) == {"email": 8 + 10}
    assert [len(one.contacts) for one in plan.each_step] == [8, 10]
    assert frozen == 10


def test_who_asks_at_the_end_does_not_ask_once_more(store: Store, ids: CountedIds) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        asking(tx, ids)
        tx.execute(update(campaigns).values(status="sent"))

        with pytest.raises(AsksAnyway):
            surveys.ask(tx, CAMPAIGN, wanted(), ids=ids, by=ANA, at=MONDAY)


def test_nobody_asks_at_the_end_without_a_door_or_the_right(
    store: Store, ids: CountedIds
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        with pytest.raises(NobodyReachesUs):
            asking(tx, ids, reached_at="")
        with pytest.raises(NotAllowed):
            surveys.ask_at_end(
                tx, CAMPAIGN, wanted(), wait_hours=1, ids=ids, hand=replace(hand(tx), by=CLEO)
            )


@pytest.fixture
def books() -> Iterator[Callable[[str], None]]:
    """Put another book about messages in force, until the test is over."""
    numbers = itertools.count(50)

    def follow(text: str) -> None:
        SHELF.follow({"messages": next(numbers)}, lambda *_: text)

    yield follow
    SHELF.follow({}, lambda *_: "")


def test_a_question_keeps_the_rule_it_was_added_by(
    store: Store, ids: CountedIds, books: Callable[[str], None]
) -> None:
    asked, shorter = shipped("messages"), "answer_days = 7"
    with store.transaction() as tx:
        ready_campaign(tx)
        asking(tx, ids)
        books(asked.replace("answer_days = 30", shorter).replace("порекомендуете", "похвалите"))
        (kept,) = surveys.about(tx, CAMPAIGN)
        steps.remove(tx, CAMPAIGN, 2, hand=hand(tx))
        made = asking(tx, ids)
        (anew,) = surveys.about(tx, CAMPAIGN)
        template = templates.get(tx, TemplateId(made.steps[-1].template_id))

    assert kept.terms is not None
    assert anew.terms is not None
    assert (kept.days, anew.days) == (30, 7)
    assert kept.terms.words["ru"]["question"].endswith("вы порекомендуете нас коллеге?")
    assert anew.terms.words["ru"]["question"].endswith("вы похвалите нас коллеге?")
    assert template is not None
    assert "вы похвалите нас коллеге?" in template.writings[0].html


def test_a_book_without_the_question_asks_as_ever(
    store: Store, books: Callable[[str], None]
) -> None:
    today = terms_of(Scale.CSAT)
    books(shipped("messages").partition("[question]")[0])
    without = terms_of(Scale.CSAT)

    assert (without.days, without.words) == (today.days, today.words)


@pytest.mark.parametrize("scale", list(Scale))
def test_only_what_the_book_offers_is_asked(
    store: Store, ids: CountedIds, books: Callable[[str], None], scale: Scale
) -> None:
    books(shipped("messages").replace('"csat", "nps"]', '"csat"]'))
    question = Question(scale, has_comment=False)
    refused = pytest.raises(NotOffered) if scale is Scale.NPS else nullcontext()
    with store.transaction() as tx:
        ready_campaign(tx)
        with refused:
            asking(tx, ids, question=question)

        assert len(surveys.about(tx, CAMPAIGN)) == (0 if scale is Scale.NPS else 1)


@pytest.mark.parametrize("words", ["<b>Well?</b>", "{{ brief.price }}", ""])
def test_the_words_of_a_question_are_one_plain_line(words: str) -> None:
    text = shipped("messages").replace("How content are you with working with us?", words)

    with pytest.raises(BadBook):
        parse("messages.toml", text, Manners)


def test_a_question_is_not_scolded_for_what_advertising_must_say(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        ready_campaign(tx)
        campaign = asking(tx, ids)
        plan = rehearsal_plan.plan(tx, campaign, audience_of(tx, snapshot, campaign))

    advertising, question = plan, plan.further[0]
    assert campaign.purpose is Purpose.ADVERTISING
    assert "checks-no-footer" in {one.key for one in advertising.groups}
    assert {one.key for one in question.groups}.isdisjoint(
        {"checks-no-footer", "checks-promotion"}
    )
