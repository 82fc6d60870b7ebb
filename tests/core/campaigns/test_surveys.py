"""Drafting a survey: both arms in its segment, a letter with every answer, no holdout."""

from typing import Any

import pytest
from sqlalchemy import update

from core.approvals import fingerprint
from core.campaigns import records, surveys
from core.campaigns.model import Purpose
from core.campaigns.surveys import NobodyReachesUs, NothingSent, Scale, Wanted
from core.messages import linting
from core.messages import records as messages
from core.messages.model import Channel, TemplateId
from core.people.model import NotAllowed
from core.segments import records as segments
from core.segments.model import SegmentId, conditions
from core.store.schema import campaigns
from core.store.store import Store
from tests.conftest import ANA, CLEO, MONDAY, CountedIds
from tests.plan import CAMPAIGN, ready_campaign


def wanted(**changes: Any) -> Wanted:
    facts: dict[str, Any] = {
        "about": CAMPAIGN,
        "scale": Scale.NPS,
        "language": "ru",
        "sender_address": "news@house.test",
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
        made = surveys.ask(tx, wanted(scale=scale), ids=ids, by=ANA, at=MONDAY)
        rule = segments.get(tx, SegmentId(str(made.segment_id))).rule
        template = messages.get(tx, TemplateId(str(made.template_id)))
        (kept,) = surveys.about(tx, CAMPAIGN)

    assert template is not None
    assert (made.purpose, made.holdout_share) == (Purpose.SERVICE, 0.0)
    assert made.contacts_per_account is None
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
        made = surveys.ask(tx, wanted(), ids=ids, by=ANA, at=MONDAY)
        asking = fingerprint.parts_of(tx, made)
        asked = fingerprint.parts_of(tx, records.get(tx, CAMPAIGN))

    assert asking["survey"] == {"about": CAMPAIGN, "scale": "nps"}
    assert "survey" not in asked


def test_twice_asked_is_two_surveys(sent: Store, ids: CountedIds) -> None:
    with sent.transaction() as tx:
        for _ in range(2):
            surveys.ask(tx, wanted(), ids=ids, by=ANA, at=MONDAY)

        assert len(surveys.about(tx, CAMPAIGN)) == 2


def test_nobody_asks_without_arms_a_door_or_the_right(store: Store, ids: CountedIds) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        with pytest.raises(NothingSent):
            surveys.ask(tx, wanted(), ids=ids, by=ANA, at=MONDAY)
        tx.execute(update(campaigns).values(status="sent"))
        with pytest.raises(NobodyReachesUs):
            surveys.ask(tx, wanted(reached_at=""), ids=ids, by=ANA, at=MONDAY)
        with pytest.raises(NotAllowed):
            surveys.ask(tx, wanted(), ids=ids, by=CLEO, at=MONDAY)
