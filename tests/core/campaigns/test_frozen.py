"""The audience of a sealed campaign: as it was frozen, whatever has changed since."""

from dataclasses import replace

from sqlalchemy import update

from core.campaigns import costing, frozen
from core.campaigns.model import Condition, NextStep
from core.segments.model import EVERYBODY
from core.store.schema import audiences
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.plan import CAMPAIGN, audience_of, edit, ready_campaign, small_base, submit


def test_it_says_row_for_row_what_was_resolved(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        draft = ready_campaign(tx)
        resolved = audience_of(tx, snapshot, draft)
        sealed = submit(tx, snapshot, draft)
    small_base(warehouse, accounts=15)

    with store.reading() as tx:
        found = frozen.audience(tx, sealed)

    assert found == replace(resolved, revision=sealed.revision, rule=EVERYBODY, touches=())


def test_a_draft_and_what_went_back_have_none(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        draft = ready_campaign(tx)
        before = frozen.audience(tx, draft)
        submit(tx, snapshot, draft)
        after = frozen.audience(tx, edit(tx, goal="Sell less"))

    assert (before, after) == (None, None)


def test_what_was_frozen_before_all_questions_were_asked_still_adds_up(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    old = [["no_consent", 0, 10], ["campaign_holdout", 2, 2], ["in", 8, 8]]
    with store.transaction() as tx:
        sealed = submit(tx, snapshot, ready_campaign(tx))
        tx.execute(update(audiences).values(waterfall=old, drawn=None))
        found = frozen.audience(tx, sealed)

    assert found is not None
    assert (found.treated, found.held_out, found.messages) == (8, 2, 8)
    assert sum(fall.contacts for fall in found.waterfall) == 20


def test_messages_are_counted_by_channel_over_all_steps(
    store: Store, warehouse: Warehouse
) -> None:
    ways = ("email", "sms")
    snapshot = small_base(warehouse, channels=ways)
    follows = [
        NextStep("t1", channel, 24, Condition.ALWAYS) for channel in ("sms", "email", "sms")
    ]
    with store.transaction() as tx:
        campaign = replace(ready_campaign(tx), id=CAMPAIGN, steps=tuple(follows))
        audience = audience_of(tx, snapshot, campaign)

    assert audience.messages == 8
    assert costing.by_channel(campaign, audience) == {"email": 16, "sms": 16}
