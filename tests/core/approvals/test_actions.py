from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from core.approvals import actions as approvals
from core.approvals import submission, tables
from core.approvals.model import ANCHORS, PARTS, Verdict
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.actions import IllegalMove
from core.campaigns.model import CampaignId, Purpose, Status, Step
from core.foundation.words import LANGUAGES, keys
from core.journal import actions as journal
from core.people.model import NotAllowed, Person, Role
from core.segments.model import Combine, Condition, Group
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    LEA,
    approve,
    audience_of,
    decide,
    edit,
    publish,
    ready_campaign,
    rehearse,
    small_base,
    submit,
    submitted,
    write_segment,
    write_template,
)

DINA = person("dina", Role.MARKETING_LEAD)
NOBODY = Group(Combine.ALL, (Condition("status", "is", "closed"),))


# --- submitting ---------------------------------------------------------------------------


def test_submitting_names_everything_that_is_missing(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        audience = audience_of(tx, snapshot, ready_campaign(tx))
        bare = CampaignId("c2")
        campaigns.draft(tx, bare, name="Bare", seed="7", by=ANA, at=MONDAY)

        with pytest.raises(submission.Incomplete) as refusal:
            approvals.submit(
                tx, bare, audience=audience, book=BOOKS.approval, by=ANA, at=MONDAY
            )

    for thing in ("goal", "segment", "message", "sender's name", "sender's address"):
        assert thing in refusal.value.sentence("en")
    assert "сегмент" in refusal.value.sentence("ru")


def test_submitting_seals_the_campaign_and_freezes_its_audience(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        campaign = submitted(tx, small_base(warehouse))

        card = records.audience(tx, CAMPAIGN)
        assert campaign.status is Status.IN_REVIEW
        assert campaign.is_sealed
        assert card is not None
        assert [stage["name"] for stage in card.route] == ["marketing"]
        assert journal.audit(tx).holds


def test_an_audience_judged_by_a_day_long_past_is_not_submitted(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        audience = audience_of(tx, snapshot, ready_campaign(tx))

        with pytest.raises(submission.StaleAudience):
            approvals.submit(
                tx,
                CAMPAIGN,
                audience=audience,
                book=BOOKS.approval,
                by=ANA,
                at=MONDAY + timedelta(days=2),
            )


def test_an_audience_of_something_else_is_not_submitted(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        audience = audience_of(tx, snapshot, ready_campaign(tx))
        edit(tx, holdout_share=0.3)

        with pytest.raises(submission.StaleAudience):
            approvals.submit(
                tx, CAMPAIGN, audience=audience, book=BOOKS.approval, by=ANA, at=MONDAY
            )


def test_an_audience_drawn_by_another_version_of_the_book_is_not_submitted(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot, in_force = small_base(warehouse), BOOKS.recipients
    later = in_force.model_copy(update={"version": in_force.version + 1})
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        audience = audience_of(tx, snapshot, campaign)
        rehearse(tx, snapshot, campaign, audience)
        facts: dict[str, Any] = {
            "audience": audience,
            "book": BOOKS.approval,
            "by": ANA,
            "at": MONDAY,
        }

        with pytest.raises(submission.StaleAudience):
            approvals.submit(tx, CAMPAIGN, recipients=later, **facts)

        submitted = approvals.submit(tx, CAMPAIGN, recipients=in_force, **facts)
        assert submitted.status is Status.IN_REVIEW


def test_an_empty_audience_is_not_submitted(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        write_segment(tx, rule=NOBODY)

        with pytest.raises(submission.EmptyAudience):
            submit(tx, small_base(warehouse), records.get(tx, CAMPAIGN))


def test_a_holdout_of_nobody_is_not_submitted(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse, accounts=1)
    with store.transaction() as tx:
        campaign = ready_campaign(tx)

        with pytest.raises(submission.NoHoldout):
            submit(tx, snapshot, campaign)

        edit(tx, holdout_share=0.0)
        assert submit(tx, snapshot, records.get(tx, CAMPAIGN)).status is Status.IN_REVIEW


def test_a_time_that_has_passed_is_not_submitted(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx, send_at=MONDAY + timedelta(hours=1))
        audience = audience_of(tx, snapshot, campaign)

        with pytest.raises(submission.Incomplete, match="still to come"):
            approvals.submit(
                tx,
                CAMPAIGN,
                audience=audience,
                book=BOOKS.approval,
                by=ANA,
                at=MONDAY + timedelta(hours=2),
            )


def test_nothing_is_submitted_twice(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot)

        with pytest.raises(IllegalMove):
            submit(tx, snapshot, records.get(tx, CAMPAIGN))


# --- deciding -----------------------------------------------------------------------------


def test_the_last_approval_that_is_needed_approves(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        after = approve(tx)

        assert after.status is Status.APPROVED
        assert tables.standing(tx, after).is_complete
        assert approvals.check_seal(tx, CAMPAIGN) == after


def test_an_approved_campaign_with_a_time_to_come_is_scheduled(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), send_at=MONDAY + timedelta(days=1))

        assert approve(tx).status is Status.SCHEDULED


def test_every_stage_needs_its_own_person(store: Store, warehouse: Warehouse) -> None:
    both = replace(BEN, roles=frozenset({Role.MARKETING_LEAD, Role.LEGAL}))
    snapshot = publish_service_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot, purpose=Purpose.SERVICE)

        assert approve(tx, by=both).status is Status.IN_REVIEW
        with pytest.raises(approvals.AlreadyDecided):
            approve(tx, by=both, decision="d2")
        with pytest.raises(approvals.NotApproved):
            approvals.check_seal(tx, CAMPAIGN)
        assert approve(tx, by=LEA, decision="d3").status is Status.APPROVED


def publish_service_base(warehouse: Warehouse) -> Snapshot:
    accounts = {f"a{number}": "active" for number in range(6)}
    contacts = [(f"c{a}", a, "", f"x@{a}.test") for a in accounts]
    return publish(warehouse, accounts=accounts, contacts=contacts, consents=[])


@pytest.mark.parametrize("stranger", [ANA, CLEO, ADA])
def test_whoever_is_no_approver_decides_nothing(
    store: Store, warehouse: Warehouse, stranger: Person
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        with pytest.raises(NotAllowed):
            approve(tx, by=stranger)


def test_an_approver_of_another_stage_decides_nothing(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.NotYourStage):
            approve(tx, by=LEA)


HANDS = ["segment", "older segment", "template", "campaign", "edit", "submission"]


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("is_administrator", [False, True])
def test_nobody_decides_on_what_they_had_a_hand_in(
    store: Store,
    warehouse: Warehouse,
    hand: str,
    is_administrator: bool,  # noqa: FBT001
) -> None:
    roles = BEN.roles | {Role.MARKETER}
    ben = replace(BEN, roles=roles | {Role.ADMINISTRATOR} if is_administrator else roles)
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        if hand == "older segment":
            write_segment(tx, by=ben, rule=NOBODY)
        if hand == "campaign":
            ready_campaign(tx, by=ben)
            edit(tx, goal="Another")
        else:
            ready_campaign(tx)
        if hand == "segment":
            write_segment(tx, by=ben, note="tidied")
        if hand == "template":
            write_template(tx, by=ben, subject="Good day")
        if hand == "edit":
            edit(tx, by=ben, window_days=30)
        submit(tx, snapshot, records.get(tx, CAMPAIGN), by=ben if hand == "submission" else ANA)

        with pytest.raises(approvals.OwnWork, match="own work"):
            approve(tx, by=ben)

        (row,) = tables.waiting(tx, for_=ben, at=MONDAY)
        assert row.mine is None
        assert row.works
        assert approve(tx, by=DINA).status is Status.APPROVED


def test_who_wrote_what_a_campaign_was_cloned_from_does_not_decide_on_it(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    first, second, third = (CampaignId(one) for one in ("first", "second", "third"))
    with store.transaction() as tx:
        written = ready_campaign(tx)
        begun = campaigns.draft(tx, first, name="By Ben", seed="1", by=BEN, at=MONDAY)
        campaigns.edit(
            tx,
            first,
            by=BEN,
            at=MONDAY,
            seen=begun.revision,
            goal=written.goal,
            segment_id=written.segment_id,
            template_id=written.template_id,
            sender_name=written.sender_name,
            sender_address=written.sender_address,
        )
        campaigns.clone(tx, second, of=first, name="Copy", seed="2", by=ANA, at=MONDAY)
        campaigns.clone(tx, third, of=second, name="Copy of it", seed="3", by=ANA, at=MONDAY)
        sealed = submit(tx, snapshot, records.get(tx, third))

        with pytest.raises(approvals.OwnWork):
            approvals.decide(
                tx,
                third,
                decision_id="d1",
                verdict=Verdict.APPROVE,
                comment="",
                by=BEN,
                at=MONDAY,
                seen=sealed.fingerprint,
            )

        (row,) = tables.waiting(tx, for_=BEN, at=MONDAY)
        assert row.mine is None


@pytest.mark.parametrize("verdict", [Verdict.ASK_FOR_CHANGES, Verdict.REJECT])
def test_whoever_says_no_says_why(store: Store, warehouse: Warehouse, verdict: Verdict) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.CommentNeeded):
            decide(tx, verdict, " ", by=BEN)


def test_asking_for_changes_sends_it_back_and_voids_other_approvals(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = publish_service_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot, purpose=Purpose.SERVICE)
        approve(tx, by=BEN)

        after = decide(tx, Verdict.ASK_FOR_CHANGES, "shorter", by=LEA, decision="d2")

        assert after.status is Status.CHANGES_REQUESTED
        assert not after.is_sealed
        first, second = tables.decisions(tx, CAMPAIGN)
        assert not first.stands
        assert first.void_reason == "shorter"
        assert second.stands


def test_a_rejected_campaign_is_over(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        assert decide(tx, Verdict.REJECT, "never", by=BEN).status is Status.STOPPED


def test_what_the_approver_saw_has_to_be_what_is_there(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        seen = submitted(tx, snapshot).fingerprint
        edit(tx, goal="Sell less")
        submit(tx, snapshot, records.get(tx, CAMPAIGN))

        with pytest.raises(approvals.Changed):
            approve(tx, seen=seen)


def test_a_changed_part_is_named_to_whoever_decides(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        write_template(tx, subject="Another")

        with pytest.raises(approvals.Changed, match="message") as refusal:
            approve(tx)

    assert "сообщение" in refusal.value.sentence("ru")


def test_the_second_of_two_who_press_at_once_is_told_so(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
    with store.transaction() as tx:
        approve(tx, by=BEN)

    with store.transaction() as tx, pytest.raises(approvals.NotWaiting):
        approve(tx, by=DINA, decision="d2")


# --- recalling and falling ----------------------------------------------------------------


def test_an_author_takes_it_back_and_approvals_fall(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        approve(tx)

        after = approvals.recall(tx, CAMPAIGN, by=ANA, at=MONDAY)

        assert (after.status, after.fingerprint) == (Status.CHANGES_REQUESTED, None)
        assert not tables.decisions(tx, CAMPAIGN)[0].stands
        with pytest.raises(approvals.NotWaiting):
            approvals.recall(tx, CAMPAIGN, by=ANA, at=MONDAY)


def test_nobody_else_takes_it_back(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        with pytest.raises(approvals.NotYours):
            approvals.recall(tx, CAMPAIGN, by=BEN, at=MONDAY)


@pytest.mark.parametrize("changed", ["segment", "template"])
def test_a_change_elsewhere_voids_the_approval_and_names_the_part(
    store: Store, warehouse: Warehouse, changed: str
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        approve(tx)

        if changed == "segment":
            write_segment(tx, rule=NOBODY)
        else:
            write_template(tx, subject="Another")
        fallen = approvals.void_fallen(tx, at=MONDAY)

        assert fallen == [CAMPAIGN]
        assert records.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED
        assert records.moves(tx, CAMPAIGN)[-1].reason == f"fallen:{changed}"
        assert tables.decisions(tx, CAMPAIGN)[0].void_reason == f"fallen:{changed}"
        assert approvals.void_fallen(tx, at=MONDAY) == []
        assert journal.audit(tx).holds


def test_nothing_falls_while_nothing_changes(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        approve(tx)

        assert approvals.void_fallen(tx, at=MONDAY) == []
        assert tables.decisions(tx, CAMPAIGN)[0].stands


def test_a_row_of_the_audience_that_was_tampered_with_breaks_the_seal(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        approve(tx)
        tx.exec_driver_sql("UPDATE audience_contacts SET address = 'evil@x.test'")

        with pytest.raises(approvals.Changed, match="audience"):
            approvals.check_seal(tx, CAMPAIGN)


def test_who_looks_again_is_told_what_changed(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        first = submitted(tx, snapshot)
        assert tables.changed_since(tx, first, BEN) is None
        decide(tx, Verdict.ASK_FOR_CHANGES, "shorter", by=BEN)
        write_template(tx, subject="Shorter")
        edit(tx, window_days=30)
        again = submit(tx, snapshot, records.get(tx, CAMPAIGN))

        since = tables.changed_since(tx, again, BEN)

        assert since is not None
        assert since.was_decided
        assert since.parts == ["template", "window"]
        assert (since.before["window"], since.now["window"]) == (60, 30)


# --- comments on single parts -------------------------------------------------------------


def test_a_comment_on_a_part_is_kept_until_it_is_submitted_again(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    said = {"schedule": " Not on a Monday ", "template": "", "nothing": "unknown part"}
    with store.transaction() as tx:
        submitted(tx, snapshot)
        with pytest.raises(approvals.CommentNeeded):
            decide(tx, Verdict.ASK_FOR_CHANGES, "", by=BEN, remarks={"template": " "})

        after = decide(tx, Verdict.ASK_FOR_CHANGES, "", by=BEN, remarks=said)

        (decision,) = tables.remarks(tx, after)
        assert decision.remarks == {"schedule": "Not on a Monday"}
        assert records.moves(tx, CAMPAIGN)[-1].reason == approvals.REMARKS
        edit(tx, window_days=9)
        again = submit(tx, snapshot, records.get(tx, CAMPAIGN))
        assert tables.remarks(tx, again) == []


def test_every_part_that_can_be_commented_on_has_a_word_and_a_step() -> None:
    for language in LANGUAGES:
        assert {f"approvals-part-{part}" for part in PARTS} <= keys(language)
    assert set(ANCHORS) == set(Step) - {Step.REVIEW}
