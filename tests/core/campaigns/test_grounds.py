"""Months later a frozen audience follows again from what it rested on, to the same digest."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select

from core.campaigns import actions as campaigns
from core.campaigns import grounds, records
from core.campaigns.audience import Audience
from core.campaigns.grounds import NoGrounds
from core.campaigns.model import CampaignId, Fate
from core.consent import actions as consent
from core.consent.model import Reason
from core.segments.model import Combine, Condition, Group
from core.store import schema
from core.store.store import Store, Tx
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    CATALOGUE,
    KEY,
    audience_of,
    ready_campaign,
    small_base,
    submit,
    write_segment,
)

OTHER = CampaignId("other")
LATER = MONDAY + timedelta(days=200)
NOT_LATELY = Group(
    Combine.ALL,
    (Group(Combine.NONE, (Condition("written_to", "written_in_last_days", 3),)),),
)


def sent(tx: Tx, number: int, contact: str, at: datetime) -> None:
    row: dict[str, Any] = {
        "id": f"d{number}",
        "campaign_id": OTHER,
        "contact_id": contact,
        "account_id": contact.split("-")[0],
        "channel": "email",
        "step": number,
        "address": "x",
        "state": "sent",
        "queued_at": at,
        "not_before": at,
        "sent_at": at,
    }
    tx.execute(insert(schema.dispatches).values(**row))


def frozen(tx: Tx, warehouse: Warehouse) -> Snapshot:
    """Submitted after two mails to one contact five days ago, and one to another yesterday."""
    snapshot = small_base(warehouse)
    campaigns.draft(tx, OTHER, name="Winter", seed="1", by=ANA, at=MONDAY)
    for number in range(2):
        sent(tx, number, "a003-decision_maker", MONDAY - timedelta(days=5))
    sent(tx, 5, "a004-decision_maker", MONDAY - timedelta(days=1))
    campaign = ready_campaign(tx)
    write_segment(tx, rule=NOT_LATELY)
    submit(tx, snapshot, campaign)
    return snapshot


def replayed(tx: Tx, snapshot: Snapshot) -> Audience:
    campaign = records.get(tx, CAMPAIGN)
    return grounds.replay(
        tx, snapshot, campaign, catalogue=CATALOGUE, book=BOOKS.recipients, key=KEY
    )


def test_it_replays_although_more_was_sent_and_withdrawn_since(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        snapshot = frozen(tx, warehouse)
        card = records.audience(tx, CAMPAIGN)
        assert card is not None
        falls = {reason: contacts for reason, _, contacts in card.waterfall}
        assert falls[Fate.POLICY] == 1
        assert len(records.audience_accounts(tx, CAMPAIGN)) == 9

        for number in range(10):
            sent(tx, 10 + number, f"a00{number}-decision_maker", LATER)
            sent(tx, 20 + number, f"a00{number}-decision_maker", MONDAY - timedelta(hours=1))
        consent.suppress(
            tx,
            "s1",
            channel="email",
            address="decision_maker@a001.test",
            reason=Reason.UNSUBSCRIBED,
            source="link",
            by=ANA,
            at=LATER,
        )
        write_segment(tx, note="everybody again")

        again = replayed(tx, snapshot)
        newly = audience_of(tx, snapshot, records.get(tx, CAMPAIGN), today=MONDAY.date())

    assert again.digest == card.digest
    assert [list(fall) for fall in again.waterfall] == card.waterfall
    assert newly.digest != card.digest


def test_what_is_kept_is_of_its_own_accounts_alone(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        frozen(tx, warehouse)
        elsewhere = audience_of(tx, small_base(warehouse), records.get(tx, CAMPAIGN))

    assert {one.account_id for one in elsewhere.touches} == {"a003"}


def test_a_new_submission_takes_the_place_of_what_was_kept(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        snapshot = frozen(tx, warehouse)
        before = tx.execute(select(schema.audience_grounds.c.content)).scalars().one()
        campaign = records.get(tx, CAMPAIGN)
        changed = campaigns.edit(
            tx, CAMPAIGN, by=ANA, at=MONDAY, seen=campaign.revision, goal="Sell even more"
        )
        write_segment(tx, note="everybody again")
        submit(tx, snapshot, changed)

        after = tx.execute(select(schema.audience_grounds.c.content)).scalars().one()
        card = records.audience(tx, CAMPAIGN)
        assert card is not None
        assert after != before
        assert replayed(tx, snapshot).digest == card.digest


def test_what_was_frozen_before_grounds_were_kept_says_so(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        snapshot = frozen(tx, warehouse)
        tx.execute(schema.audience_grounds.delete())

        with pytest.raises(NoGrounds, match="before the house kept"):
            replayed(tx, snapshot)


def test_its_days_are_those_of_the_card(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        snapshot = frozen(tx, warehouse)
        again = replayed(tx, snapshot)

    assert again.judged_on == date(2026, 3, 2)


def test_it_replays_after_a_contact_it_rests_on_was_given_an_alias(
    store: Store, warehouse: Warehouse
) -> None:
    mine = "a003-decision_maker"
    with store.transaction() as tx:
        snapshot = frozen(tx, warehouse)
        named = list(grounds.naming(tx, {mine}))

        grounds.rename(tx, {mine: "forgotten:1", "a009-decision_maker": "forgotten:2"})

        again = replayed(tx, snapshot)
        left = list(grounds.naming(tx, {mine, "forgotten:2"}))

    assert [one["written_to_in"] for one in named] == [OTHER, OTHER]
    assert left == []
    assert {one.contact_id for one in again.touches} == {"forgotten:1"}
