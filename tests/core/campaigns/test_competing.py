"""What counts against a campaign: what was sent, and what others will send before it."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, update

from core.campaigns import actions as campaigns
from core.campaigns import competing
from core.campaigns.model import Campaign, CampaignId, Status
from core.campaigns.pressure import Chosen, Room, Touch
from core.store import schema
from core.store.store import Store, Tx
from tests.conftest import ANA, MONDAY, statements
from tests.plan import BOOKS, ready_campaign

BOOK = BOOKS.recipients
TODAY = MONDAY.date()
OTHER = CampaignId("other")


def other(tx: Tx, **values: Any) -> None:
    """Another campaign, as it stands by now."""
    campaigns.draft(tx, OTHER, name="Spring", seed="1", by=ANA, at=MONDAY)
    tx.execute(update(schema.campaigns).where(schema.campaigns.c.id == OTHER).values(**values))


def dispatched(tx: Tx, state: str, *, number: int = 0, **facts: Any) -> None:
    row = {
        "id": f"d{number}",
        "campaign_id": OTHER,
        "contact_id": "ann",
        "account_id": "a1",
        "channel": "sms",
        "step": number,
        "address": "x",
        "state": state,
        "queued_at": MONDAY,
        "not_before": MONDAY,
    }
    tx.execute(insert(schema.dispatches).values(**row | facts))


def frozen(tx: Tx) -> None:
    row = {"campaign_id": OTHER, "contact_id": "ann", "account_id": "a1", "reason": "in"}
    held = row | {"contact_id": "bob", "reason": "campaign_holdout"}
    tx.execute(insert(schema.audience_contacts), [row, held])


def counted(tx: Tx, campaign: Campaign | None = None) -> tuple[Touch, ...]:
    return competing.touches(tx, campaign or ready_campaign(tx), BOOK, TODAY)


def touch(day: date, *, first: bool = False) -> Touch:
    return Touch(OTHER, "a1", "ann", day, first)


def test_what_was_sent_and_what_is_in_doubt_counts_over_all_channels(store: Store) -> None:
    with store.transaction() as tx:
        other(tx, status=Status.SENT)
        dispatched(tx, "delivered", sent_at=MONDAY)
        dispatched(tx, "unconfirmed", number=1, settled_at=MONDAY)
        dispatched(tx, "skipped", number=2, settled_at=MONDAY)
        dispatched(tx, "sent", number=3, sent_at=MONDAY - timedelta(days=31))

        assert counted(tx) == (touch(TODAY), touch(TODAY))


@pytest.mark.parametrize("status", [Status.APPROVED, Status.SCHEDULED, Status.PREPARING])
def test_what_is_approved_counts_on_its_day_and_its_holdout_does_not(
    store: Store, status: Status
) -> None:
    later = MONDAY + timedelta(days=3)
    with store.transaction() as tx:
        other(tx, status=status, send_at=later)
        frozen(tx)

        assert counted(tx) == (touch(later.date()),)


def test_the_further_steps_of_what_is_approved_count_on_their_own_days(store: Store) -> None:
    follows = {"campaign_id": OTHER, "condition": "always", "template_id": "t1"}
    by_phone = {"campaign_id": OTHER, "contact_id": "ann", "account_id": "a1", "channel": "sms"}
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        other(tx, status=Status.SCHEDULED, send_at=MONDAY + timedelta(days=1))
        frozen(tx)
        tx.execute(insert(schema.audience_contacts).values(**by_phone, reason="in"))
        steps = [("sms", 48), ("email", 36)]
        for number, (channel, wait) in enumerate(steps, start=2):
            row = follows | {"number": number, "channel": channel, "wait_hours": wait}
            tx.execute(insert(schema.campaign_steps).values(**row))

        days = sorted(one.day for one in counted(tx, campaign))

    # At nine on Tuesday; two days later by SMS; and a day and a half after that, by mail again.
    assert days == [TODAY + timedelta(days=n) for n in (1, 3, 4)]


def test_what_is_in_review_counts_for_nobody_yet(store: Store) -> None:
    with store.transaction() as tx:
        other(tx, status=Status.IN_REVIEW)
        frozen(tx)

        assert counted(tx) == ()


@pytest.mark.parametrize("state", ["queued", "prepared", "sending"])
def test_what_waits_in_an_outbox_counts_once_it_can_leave(store: Store, state: str) -> None:
    with store.transaction() as tx:
        other(tx, status=Status.SENDING)
        frozen(tx)
        dispatched(tx, state, not_before=MONDAY - timedelta(days=9))

        assert counted(tx) == (touch(TODAY),)


@pytest.mark.parametrize(
    ("priority", "first"), [(49, None), (50, False), (None, False), (51, True)]
)
def test_a_lower_priority_makes_room_and_a_higher_one_goes_first(
    store: Store, priority: int | None, first: object
) -> None:
    with store.transaction() as tx:
        other(tx, status=Status.APPROVED, priority=priority)
        frozen(tx)

        expected = () if first is None else (touch(TODAY, first=bool(first)),)
        assert counted(tx) == expected


def test_service_messages_neither_heed_nor_count(store: Store) -> None:
    with store.transaction() as tx:
        other(tx, status=Status.SENT, purpose="service")
        dispatched(tx, "sent", sent_at=MONDAY)
        campaign = ready_campaign(tx)

        assert counted(tx, campaign) == ()
        tx.execute(update(schema.campaigns).values(purpose="advertising"))
        assert len(counted(tx, campaign)) == 1


def test_at_hand_over_an_equal_priority_that_is_still_to_come_is_no_objection(
    store: Store,
) -> None:
    both = {"first": Chosen("a1", "ann"), "second": Chosen("a1", "bob")}
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        other(tx, status=Status.APPROVED)
        frozen(tx)
        dispatched(tx, "sent", sent_at=MONDAY)

        equal = competing.room_now(tx, campaign, both, BOOK, TODAY)
        tx.execute(
            update(schema.campaigns).where(schema.campaigns.c.id == OTHER).values(priority=90)
        )
        higher = competing.room_now(tx, campaign, both, BOOK, TODAY)

    assert equal == {"first": Room.FREE, "second": Room.FREE}
    assert higher == {"first": Room.NONE, "second": Room.FREE}


@pytest.mark.parametrize(
    ("state", "facts", "room"),
    [
        ("sending", {"claims": 2, "admitted": 2}, Room.UNSURE),
        ("sending", {"claims": 2, "admitted": 1}, Room.FREE),  # as it was taken up before
        ("sending", {"claims": 2}, Room.FREE),  # not yet judged itself
        ("queued", {"claims": 2, "admitted": 2}, Room.FREE),  # put off, to be judged anew
        ("prepared", {"settled_at": MONDAY - timedelta(days=40)}, Room.NONE),
        ("queued", {"reason": "resent"}, Room.NONE),  # handed over once, and again
        ("bounced", {"claims": 2, "admitted": 2, "settled_at": MONDAY}, Room.FREE),
    ],
)
@pytest.mark.parametrize("priority", [50, 40])
def test_what_was_admitted_counts_until_it_is_known_what_became_of_it(
    store: Store, state: str, facts: dict[str, Any], room: Room, priority: int
) -> None:
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        other(tx, status=Status.SENDING, priority=priority)
        dispatched(tx, "sent", sent_at=MONDAY)
        dispatched(tx, state, number=1, **facts)

        found = competing.room_now(tx, campaign, {"d": Chosen("a1", "ann")}, BOOK, TODAY)

    assert found == {"d": room}


def test_what_is_admitted_and_goes_first_counts_once(store: Store) -> None:
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        other(tx, status=Status.SENDING, priority=90)
        dispatched(tx, "sending", claims=1, admitted=1)

        found = competing.room_now(tx, campaign, {"d": Chosen("a1", "ann")}, BOOK, TODAY)

    assert found == {"d": Room.FREE}


def test_a_forecast_begins_with_the_campaign_s_own_day(store: Store) -> None:
    own = MONDAY + timedelta(days=4)
    with store.transaction() as tx:
        campaign = ready_campaign(tx, send_at=own)
        other(tx, status=Status.SENT)
        for number in range(2):
            dispatched(tx, "sent", number=number, sent_at=MONDAY)

        found = competing.forecast(tx, campaign, [Chosen("a1", "ann")], BOOK, TODAY)

    assert found[0].day == own.date()
    assert [one.day for one in found[1:]] == [TODAY + timedelta(days=n) for n in range(15)]
    assert [one.accounts for one in found[1:]] == [1] * 7 + [0] * 8


def test_its_state_changes_with_whatever_counts(store: Store) -> None:
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        states = [competing.state(tx, campaign, BOOK, TODAY)]
        other(tx, status=Status.APPROVED)
        states.append(competing.state(tx, campaign, BOOK, TODAY))
        dispatched(tx, "sent", sent_at=MONDAY)
        states.append(competing.state(tx, campaign, BOOK, TODAY))
        again = competing.state(tx, campaign, BOOK, TODAY)

    assert len(set(states)) == 3
    assert again == states[-1]


def test_its_state_is_asked_in_one_statement(store: Store) -> None:
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        other(tx, status=Status.APPROVED)
        with statements(store) as said:
            competing.state(tx, campaign, BOOK, TODAY)

    assert len(said) == 1
