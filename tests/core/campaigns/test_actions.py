from datetime import timedelta

import pytest

from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.actions import IllegalMove, UnderWay
from core.campaigns.checking import BadValue
from core.campaigns.model import CampaignId, Status, Step, missing
from core.campaigns.records import ChangedMeanwhile, UnknownCampaign
from core.journal import actions as journal
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.people.model import NotAllowed, Person
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY
from tests.plan import CAMPAIGN, edit, ready_campaign, small_base, submitted


def test_a_draft_says_what_it_lacks(store: Store) -> None:
    with store.transaction() as tx:
        campaign = campaigns.draft(tx, CAMPAIGN, name=" Spring ", seed="7", by=ANA, at=MONDAY)

    assert campaign.name == "Spring"
    assert missing(campaign) == {
        Step.BRIEF: ["goal"],
        Step.AUDIENCE: ["segment"],
        Step.MESSAGE: ["template"],
        Step.DELIVERY: ["sender_name", "sender_address"],
    }


def test_an_edit_is_kept_with_before_and_after(store: Store) -> None:
    with store.transaction() as tx:
        campaigns.draft(tx, CAMPAIGN, name="Spring", seed="7", by=ANA, at=MONDAY)
        edit(tx, by=BEN, goal="Sell", name="Spring")

        (kept,) = records.edits(tx, CAMPAIGN)
        assert kept.changes == {"goal": ["", "Sell"]}
        assert kept.edited_by == BEN.id
        assert journal.audit(tx).holds


def test_an_edit_that_changes_nothing_is_no_edit(store: Store) -> None:
    with store.transaction() as tx:
        before = ready_campaign(tx)

        assert edit(tx, by=BEN, goal=before.goal) == before


def test_two_windows_do_not_overwrite_each_other(store: Store) -> None:
    with store.transaction() as tx:
        seen = ready_campaign(tx).revision
        campaigns.edit(tx, CAMPAIGN, by=BEN, at=MONDAY, seen=seen, goal="Ben's")

        with pytest.raises(ChangedMeanwhile):
            campaigns.edit(tx, CAMPAIGN, by=ANA, at=MONDAY, seen=seen, goal="Ana's")

        assert records.get(tx, CAMPAIGN).goal == "Ben's"


@pytest.mark.parametrize(
    "changes",
    [
        {"name": "  "},
        {"name": "x" * 121},
        {"goal": "x" * 4001},
        {"sender_name": "House\r\nBcc: x@x.test"},
        {"sender_name": "evil\u202eesuoh"},
        {"sender_address": "nobody"},
        {"sender_address": "a@x.test, b@x.test"},
        {"holdout_share": 1.0},
        {"holdout_share": -0.1},
        {"holdout_share": float("nan")},
        {"contacts_per_account": 0},
        {"window_days": 0},
        {"send_at": MONDAY},
        {"segment_id": "nothing"},
        {"template_id": "nothing"},
    ],
)
def test_what_cannot_stand_in_a_campaign_is_refused(
    store: Store, changes: dict[str, object]
) -> None:
    with store.transaction() as tx:
        before = ready_campaign(tx)

        with pytest.raises(BadValue) as refusal:
            edit(tx, **changes)  # type: ignore[arg-type]

        assert records.get(tx, CAMPAIGN) == before
        assert all(refusal.value.sentence(language) for language in ("en", "ru"))


def test_an_edit_after_submission_goes_back_to_the_author_without_its_seal(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))

        after = edit(tx, goal="Sell less")

        assert after.status is Status.CHANGES_REQUESTED
        assert not after.is_sealed
        assert records.moves(tx, CAMPAIGN)[-1].reason == "edited:goal"


def test_what_is_being_sent_is_not_edited(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        campaigns.stop(tx, CAMPAIGN, reason="changed my mind", by=ANA, at=MONDAY)

        with pytest.raises(UnderWay):
            edit(tx, goal="x")


def test_a_clone_has_everything_but_schedule_and_seal(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), send_at=MONDAY + timedelta(days=3))

        copy = campaigns.clone(
            tx, CampaignId("c2"), of=CAMPAIGN, name="Again", seed="8", by=BEN, at=MONDAY
        )

        assert records.get(tx, copy.id) == copy
        assert (copy.status, copy.fingerprint, copy.send_at) == (Status.DRAFT, None, None)
        assert (copy.segment_id, copy.goal, copy.seed) == ("s1", "Sell more", "8")
        assert copy.created_by == BEN.id


def test_a_campaign_goes_only_where_its_life_goes(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)

        with pytest.raises(IllegalMove):
            campaigns.move(tx, CAMPAIGN, Status.APPROVED, by="house", at=MONDAY)
        with pytest.raises(IllegalMove):
            campaigns.pause(tx, CAMPAIGN, by=ANA, at=MONDAY)


def test_a_marketer_does_not_move_a_campaign_into_approval(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)

        with pytest.raises(NotAllowed):
            campaigns.move(tx, CAMPAIGN, Status.APPROVED, by=ANA, at=MONDAY)


@pytest.mark.parametrize("stranger", [CLEO, ADA])
def test_a_stranger_and_an_administrator_plan_nothing(store: Store, stranger: Person) -> None:
    with store.transaction() as tx, pytest.raises(NotAllowed):
        campaigns.draft(tx, CAMPAIGN, name="x", seed="7", by=stranger, at=MONDAY)


def test_an_unknown_campaign_is_refused_with_a_sentence(store: Store) -> None:
    with store.reading() as tx, pytest.raises(UnknownCampaign, match="no such campaign"):
        records.get(tx, CampaignId("nothing"))


@pytest.mark.parametrize("reason", ["", "  "])
def test_whoever_stops_a_campaign_says_why(store: Store, reason: str) -> None:
    with store.transaction() as tx:
        before = ready_campaign(tx)

        with pytest.raises(campaigns.ReasonNeeded, match="give a reason"):
            campaigns.stop(tx, CAMPAIGN, reason=reason, by=ANA, at=MONDAY)

        assert records.get(tx, CAMPAIGN) == before


def test_a_campaign_takes_only_messages_it_can_send(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        messages.save(
            tx,
            TemplateId("sms"),
            name="Engineer",
            channel=Channel.SMS,
            writings=[Writing(text="We come at nine.")],
            note="",
            by=ANA,
            at=MONDAY,
        )

        with pytest.raises(BadValue) as refusal:
            edit(tx, template_id="sms")

    assert refusal.value.key == "campaigns-no-channel"
