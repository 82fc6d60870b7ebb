"""What the book asks about a campaign is read off the campaign as it is."""

from decimal import Decimal
from typing import Any

import pytest

from core.approvals import fingerprint, route
from core.approvals.case import case_of
from core.campaigns import records, respondents, surveys
from core.campaigns.model import Campaign
from core.campaigns.questions import Question, Scale
from core.campaigns.steps import Hand
from core.campaigns.surveys import Wanted
from core.messages import actions as messages
from core.messages import snippet_actions
from core.messages.model import Writing
from core.rulebook.approval import Case
from core.segments import actions as segments
from core.segments.model import Combine, Condition, Group, Rule, SegmentId
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.asking import quoting_campaign
from tests.conftest import ANA, MONDAY, CountedIds
from tests.plan import (
    CAMPAIGN,
    SEGMENT,
    TEMPLATE,
    audience_of,
    edit,
    ready_campaign,
    small_base,
    staged,
    submit,
    write_segment,
)

PHONED = Group(Combine.ALL, (Condition("phone", "is_not_empty"),), contacts=1)
WITHIN = Condition("in_segment", "in_any", ("inner",))


def case_now(tx: Tx, warehouse: Warehouse, **changes: Any) -> Case:
    campaign = edit(tx, **changes) if changes else edit(tx, window_days=9)
    snapshot = small_base(warehouse)
    return case_of(tx, campaign, audience_of(tx, snapshot, campaign), cost=Decimal(7))


def test_a_plain_campaign_is_asked_about_as_it_is(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        plain = case_now(tx, warehouse, contacts_per_account=1)
        other = case_now(tx, warehouse, holdout_share=0.0, contacts_per_account=None)

    assert plain == Case(
        purpose="advertising",
        contacts=8,
        channels=frozenset({"email"}),
        cost=Decimal(7),
        contacts_per_account=1,
    )
    assert not other.has_holdout
    assert other.contacts_per_account is None


def test_a_segment_is_sensitive_however_deep_the_personal_data_is(
    store: Store, warehouse: Warehouse
) -> None:
    found = []
    with store.transaction() as tx:
        ready_campaign(tx)
        inner: list[tuple[Rule, Rule]] = [
            (PHONED, Group(Combine.ALL, (Condition("status", "is", "active"),))),
            (PHONED, Group(Combine.ALL, (WITHIN,))),
        ]
        for kept, rule in inner:
            segments.save(tx, SegmentId("inner"), name="In", rule=kept, by=ANA, at=MONDAY)
            segments.save(tx, SEGMENT, name="Everybody", rule=rule, by=ANA, at=MONDAY)
            found.append(case_now(tx, warehouse).is_segment_sensitive)
        write_segment(tx, rule=PHONED)
        found.append(case_now(tx, warehouse).is_segment_sensitive)

    assert found == [False, True, True]


def write(tx: Tx, html: str) -> None:
    writing = Writing("Hello", html, "Hello")
    messages.save(tx, TEMPLATE, name="Hello", writings=[writing], note="", by=ANA, at=MONDAY)


def test_a_message_is_personal_that_says_more_than_a_name_also_in_a_snippet(
    store: Store, warehouse: Warehouse
) -> None:
    texts = (
        "<p>{{ contact.full_name }}</p>",
        "<p>{{ contact.phone }}</p>",
        '<p>{% include "sign" %}</p>',
    )
    found = []
    with store.transaction() as tx:
        ready_campaign(tx)
        told = "{{ contact.email }}"
        snippet_actions.save(tx, "sign", html=told, text=told, note="", by=ANA, at=MONDAY)
        for html in texts:
            write(tx, html)
            found.append(case_now(tx, warehouse).is_message_personal)

    assert found == [False, True, True]


def asking_at_the_end(tx: Tx, campaign: Campaign) -> Campaign:
    wanted = Wanted(Question(Scale.NPS, has_comment=True), "en", "https://house.test")
    hand = Hand(ANA, MONDAY, campaign.revision, ("email",))
    return surveys.ask_at_end(tx, CAMPAIGN, wanted, wait_hours=336, ids=CountedIds(), hand=hand)


MANY = staged(
    {"name": "lead", "role": "marketing_lead"},
    {"name": "legal", "role": "legal", "when": [{"rule": "many", "audience_over": 9}]},
)


def test_whoever_is_held_out_and_asked_counts_for_the_route(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        silent = ready_campaign(tx)
        before = case_of(tx, silent, audience_of(tx, snapshot, silent))
        made = asking_at_the_end(tx, silent)
        after = case_of(tx, made, audience_of(tx, snapshot, made))
    legal = route.stages_of(MANY, after)[1:]

    assert (before.contacts, before.asked_held_out) == (8, 0)
    assert (after.contacts, after.asked_held_out) == (10, 2)
    assert [one.name for one in route.stages_of(MANY, before)] == ["lead"]
    assert [one.reasons[0].sentence("en") for one in legal] == [
        "audience 10 is over 9 (2 of it held out and only asked at the end)"
    ]
    assert "2 в контроле" in legal[0].reasons[0].sentence("ru")


def test_a_route_that_counted_the_treated_alone_keeps_its_seal(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        made = asking_at_the_end(tx, ready_campaign(tx))
        with monkeypatch.context() as as_it_was:
            as_it_was.setattr(respondents, "sizes", lambda *_: {})
            sealed = submit(tx, snapshot, made, book=MANY)
        frozen = records.audience(tx, CAMPAIGN)

        assert frozen is not None
        assert [stage["name"] for stage in frozen.route] == ["lead"]
        assert fingerprint.broken_parts(tx, sealed) == []


def test_the_product_is_the_one_of_the_brief(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        quoting_campaign(tx)

        assert case_now(tx, warehouse).product == "Mobile"
