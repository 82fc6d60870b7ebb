"""Steps of a campaign: added, changed, moved, removed, put back; and what rests on them."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pytest

from core.approvals import actions as approvals
from core.approvals import fingerprint
from core.approvals import records as approval_records
from core.approvals.model import Work
from core.campaigns import model, records, rehearsal_plan, rehearsal_records, steps, variants
from core.campaigns.checking import MOST_STEPS, BadValue
from core.campaigns.model import Campaign, CampaignId, Condition, NextStep, Status
from core.campaigns.steps import Hand, NoSuchStep, NothingToUndo
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.people.model import NotAllowed, Role
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY, person
from tests.plan import (
    CAMPAIGN,
    TEMPLATE,
    approve,
    audience_of,
    edit,
    ready_campaign,
    small_base,
    submit,
)

BOTH = ("email", "sms")
SMS = "t-sms"
DORA = person("dora", Role.MARKETER)


def hand(tx: Tx, *, by: Any = ANA, channels: tuple[str, ...] = BOTH) -> Hand:
    return Hand(by, MONDAY, records.get(tx, CAMPAIGN).revision, channels)


def write(tx: Tx, name: str = SMS, *, by: Any = ANA, text: str = "Call us") -> None:
    template = TemplateId(name)
    writings = [Writing(text=text)]
    messages.save(
        tx,
        template,
        name=name,
        channel=Channel.SMS,
        writings=writings,
        note="",
        by=by,
        at=MONDAY,
    )


def follow(tx: Tx, name: str = SMS, *, hours: int = 48, **how: Any) -> Campaign:
    return steps.add(
        tx,
        CAMPAIGN,
        template_id=name,
        wait_hours=hours,
        condition=how.pop("condition", Condition.ALWAYS),
        hand=hand(tx, **how),
    )


def two_steps(tx: Tx) -> Campaign:
    ready_campaign(tx)
    write(tx)
    return follow(tx)


def test_a_campaign_of_one_mail_has_one_step_and_one_channel(store: Store) -> None:
    with store.transaction() as tx:
        campaign = ready_campaign(tx)

    assert (campaign.channels, campaign.last_step, campaign.steps) == (("email",), 1, ())


def test_a_step_takes_the_channel_of_its_message(store: Store) -> None:
    with store.transaction() as tx:
        campaign = two_steps(tx)

    assert campaign.channels == ("email", "sms")
    assert campaign.steps == (NextStep(SMS, "sms", 48, Condition.ALWAYS),)
    assert campaign.at_step(2).template_id == SMS
    assert campaign.template_ids == (TEMPLATE, SMS)


def test_a_message_no_channel_is_set_up_for_is_refused_and_the_setting_named(
    store: Store,
) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        write(tx)
        with pytest.raises(BadValue) as refused:
            follow(tx, channels=("email",))

    assert "COCKPIT_SMS_URL" in refused.value.sentence("en")
    assert "COCKPIT_SMS_URL" in refused.value.sentence("ru")


@pytest.mark.parametrize(
    "how", [{"hours": -1}, {"hours": 24 * 91}, {"condition": Condition.NOT_OPENED}]
)
def test_what_no_step_can_be_is_refused(store: Store, how: dict[str, Any]) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        write(tx)
        with pytest.raises(BadValue) as refused:
            follow(tx, **how)

    for language in ("en", "ru"):
        assert refused.value.sentence(language)


def test_a_step_waits_for_what_is_heard_of_here(store: Store) -> None:
    every = model.conditions(counts=True, hears=True)
    with store.transaction() as tx:
        ready_campaign(tx)
        write(tx)
        chosen = steps.add(
            tx,
            CAMPAIGN,
            template_id=SMS,
            wait_hours=1,
            condition=Condition.NOT_CLICKED,
            hand=replace(hand(tx), conditions=every),
        )

    assert every == tuple(Condition)
    assert chosen.steps[0].condition is Condition.NOT_CLICKED
    assert Condition.NOT_REPLIED not in model.conditions(counts=True, hears=False)
    assert model.conditions(counts=False, hears=True)[-1] is Condition.NOT_REPLIED
    assert len(model.conditions(counts=False, hears=True)) == 3


def test_there_is_an_end_to_steps_and_none_without_a_first(store: Store) -> None:
    with store.transaction() as tx:
        two_steps(tx)
        for _ in range(MOST_STEPS - 2):
            follow(tx)
        with pytest.raises(BadValue):
            follow(tx)
        edit(tx, template_id=None, steps=())
        with pytest.raises(NoSuchStep):
            follow(tx)


def test_steps_are_changed_moved_and_removed(store: Store) -> None:
    with store.transaction() as tx:
        two_steps(tx)
        write(tx, "t3")
        follow(tx, "t3", hours=5)

        changed = steps.change(
            tx,
            CAMPAIGN,
            2,
            template_id=SMS,
            wait_hours=1,
            condition=Condition.NOT_DELIVERED,
            hand=hand(tx),
        )
        moved = steps.move_up(tx, CAMPAIGN, 3, hand=hand(tx))
        first = steps.move_up(tx, CAMPAIGN, 2, hand=hand(tx))
        shorter = steps.remove(tx, CAMPAIGN, 1, hand=hand(tx))

    assert changed.steps[0] == NextStep(SMS, "sms", 1, Condition.NOT_DELIVERED)
    assert [one.template_id for one in moved.steps] == ["t3", SMS]
    assert [one.wait_hours for one in moved.steps] == [1, 5]
    assert (first.template_id, first.channel) == ("t3", "sms")
    assert first.steps[0] == NextStep(TEMPLATE, "email", 1, Condition.NOT_DELIVERED)
    assert (shorter.template_id, shorter.channel) == (TEMPLATE, "email")
    assert [one.template_id for one in shorter.steps] == [SMS]


def test_what_was_done_to_steps_is_put_back_and_nothing_else(store: Store) -> None:
    with store.transaction() as tx:
        before = two_steps(tx)
        steps.move_up(tx, CAMPAIGN, 2, hand=hand(tx))
        undone = steps.undo(tx, CAMPAIGN, hand=hand(tx))
        again = steps.undo(tx, CAMPAIGN, hand=hand(tx))
        edit(tx, goal="Another")
        with pytest.raises(NothingToUndo):
            steps.undo(tx, CAMPAIGN, hand=hand(tx))

    assert (undone.template_id, undone.channel) == (TEMPLATE, "email")
    assert undone.steps == before.steps
    assert again.template_id == SMS


def test_steps_are_changed_by_whoever_may_plan_over_what_they_saw(store: Store) -> None:
    stranger = person("vic", Role.REQUESTER)
    with store.transaction() as tx:
        two_steps(tx)
        for verb in (steps.move_up, steps.remove):
            with pytest.raises(NotAllowed):
                verb(tx, CAMPAIGN, 2, hand=hand(tx, by=stranger))
        with pytest.raises(records.ChangedMeanwhile):
            steps.remove(tx, CAMPAIGN, 2, hand=Hand(ANA, MONDAY, 1, BOTH))
        with pytest.raises(NoSuchStep):
            steps.remove(tx, CAMPAIGN, 7, hand=hand(tx))


def test_a_copy_has_the_steps_too(store: Store) -> None:
    from core.campaigns import actions as campaigns

    with store.transaction() as tx:
        original = two_steps(tx)
        copy = campaigns.clone(
            tx, CampaignId("c2"), of=CAMPAIGN, name="Again", seed="8", by=ANA, at=MONDAY
        )
        edit(tx, steps=())

        assert records.get(tx, copy.id).steps == original.steps
        assert records.get(tx, CAMPAIGN).steps == ()


def test_steps_are_part_of_the_seal_only_where_there_are_several(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        one = ready_campaign(tx)
        assert "steps" not in fingerprint.parts_of(tx, one)

        sealed = submit(tx, small_base(warehouse), two_steps_of(tx))
        part = fingerprint.parts_of(tx, sealed)["steps"]

    assert [(one["channel"], one["wait_hours"]) for one in part] == [("sms", 48)]


def two_steps_of(tx: Tx) -> Campaign:
    write(tx)
    return follow(tx)


def test_a_change_of_a_later_step_or_of_its_words_voids_the_approval(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submit(tx, snapshot, two_steps(tx))
        approve(tx)
        write(tx, text="Call us now")
        fallen = approvals.void_fallen(tx, at=MONDAY)
        assert fallen == [CAMPAIGN]
        assert records.moves(tx, CAMPAIGN)[-1].reason == "fallen:steps"

        submit(tx, snapshot, records.get(tx, CAMPAIGN))
        steps.remove(tx, CAMPAIGN, 2, hand=hand(tx))
        assert records.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED


def test_whoever_wrote_a_later_message_decides_nothing(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        write(tx, by=DORA)
        campaign = follow(tx)

        assert approval_records.authors(tx, campaign)[DORA.id] == [Work.TEMPLATE]


def test_a_rehearsal_is_of_every_step(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse, channels=BOTH)
    with store.transaction() as tx:
        campaign = two_steps(tx)
        audience = audience_of(tx, snapshot, campaign)
        plan = rehearsal_plan.plan(tx, campaign, audience)
        submit(tx, snapshot, campaign)
        sealed = rehearsal_records.sealed(tx, CAMPAIGN)

    assert [(one.step, one.channel) for one in plan.each_step] == [(1, "email"), (2, "sms")]
    assert plan.total == 2 * audience.messages
    assert sealed is not None
    assert (sealed.done, sealed.parts) == (plan.total, {"2": audience.messages})


def test_a_rehearsal_counts_for_these_steps_alone(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        one = ready_campaign(tx)
        alone = rehearsal_plan.digest_now(tx, one, audience_of(tx, snapshot, one))
        campaign = two_steps_of(tx)
        audience = audience_of(tx, snapshot, campaign)
        both = rehearsal_plan.digest_now(tx, campaign, audience)
        write(tx, text="Other words")
        other = rehearsal_plan.digest_now(tx, campaign, audience)

    assert len({alone, both, other}) == 3


def test_two_variants_are_sealed_with_their_shares_and_each_account_keeps_its_own(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse, accounts=20)
    with store.transaction() as tx:
        ready_campaign(tx, holdout_share=0.2)
        words = [Writing("A", "<p>a</p>", "a"), Writing("B", "<p>b</p>", "b", variant="B")]
        messages.save(tx, TEMPLATE, name="T", writings=words, note="", by=ANA, at=MONDAY)
        sealed = submit(tx, snapshot, edit(tx, variant_shares={"A": 0.75, "B": 0.25}))
        approve(tx)
        kept = variants.of_accounts(tx, CAMPAIGN)
        treated = [one for one, arm in records.arms(tx, CAMPAIGN) if arm == "treated"]

        assert set(kept) == set(treated)
        assert Counter(kept.values()) == {
            "A": round(len(treated) * 0.75),
            "B": round(len(treated) * 0.25),
        }
        part = fingerprint.parts_of(tx, sealed)["variants"]
        assert part == {"letters": ["A", "B"], "shares": {"A": 0.75, "B": 0.25}}
        assert approvals.check_seal(tx, CAMPAIGN)

        swap = "UPDATE audience_variants SET variant = 'B' WHERE account_id = :one"
        from sqlalchemy import text

        victim = next(one for one, letter in kept.items() if letter == "A")
        tx.execute(text(swap), {"one": victim})
        with pytest.raises(approvals.Changed):
            approvals.check_seal(tx, CAMPAIGN)


def test_one_variant_is_no_part_of_the_seal(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        sealed = submit(tx, small_base(warehouse), ready_campaign(tx))

        assert "variants" not in fingerprint.parts_of(tx, sealed)
        assert variants.of_accounts(tx, CAMPAIGN) == {}


def test_a_campaign_of_one_free_mail_is_sealed_over_the_parts_it_always_was(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        sealed = submit(tx, small_base(warehouse), ready_campaign(tx))
        parts = fingerprint.parts_of(tx, sealed)

    assert set(parts) == {
        "goal",
        "segment",
        "audience",
        "channel",
        "template",
        "schedule",
        "holdout",
        "sender",
        "purpose",
        "addressing",
        "window",
        "route",
        "rehearsal",
    }
    assert fingerprint.digest(parts) == sealed.fingerprint
