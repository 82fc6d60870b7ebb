"""What a rule may ask the house: whom it wrote to, what its sets are called; both stores."""

from datetime import date, datetime, timedelta

from sqlalchemy import insert, update

from core.campaigns import sends, sets
from core.campaigns.sets import KeptSets
from core.delivery.model import State
from core.segments import actions as segments
from core.segments import notation, tables
from core.segments.model import Condition, Rule, SegmentId
from core.segments.resolving import resolved
from core.store.schema import dispatches
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.plan import CAMPAIGN, CATALOGUE, SEGMENT, TODAY, ready_campaign, small_base

WEEK = Condition("written_to", "written_in_last_days", 7)
QUIET = Condition("written_to", "not_written_in_last_days", 7)


def wrote(
    tx: Tx,
    account: str,
    sent_at: datetime | None,
    *,
    state: State = State.SENT,
    by: str = "email",
) -> str:
    """A message to somebody at the account; returns its id."""
    dispatch_id = f"{account}-{by}-{state}-{sent_at}"
    tx.execute(
        insert(dispatches).values(
            id=dispatch_id,
            campaign_id=CAMPAIGN,
            contact_id=dispatch_id,
            account_id=account,
            channel=by,
            step=1,
            address="x",
            state=state,
            queued_at=MONDAY,
            not_before=MONDAY,
            sent_at=sent_at,
            settled_at=sent_at or MONDAY,
        )
    )
    return dispatch_id


def accounts(tx: Tx, *, days: int = 7, today: date = TODAY) -> list[str]:
    return list(KeptSets(tx, today).written_to(days).accounts)


def ago(days: int, *, hours: int = 0) -> datetime:
    return MONDAY - timedelta(days=days, hours=hours)


def test_the_words_for_a_dispatch_in_doubt_are_one() -> None:
    assert sends.UNCONFIRMED == State.UNCONFIRMED


def test_an_account_was_written_to_on_the_days_its_messages_went_out(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        wrote(tx, "today", MONDAY)
        wrote(tx, "task", ago(1), by="task")
        wrote(
            tx,
            "first",
            datetime.combine(TODAY - timedelta(days=6), MONDAY.time(), MONDAY.tzinfo),
        )
        wrote(tx, "before", ago(7))
        wrote(tx, "bounced", ago(2), state=State.BOUNCED)
        wrote(tx, "doubtful", None, state=State.UNCONFIRMED)
        for state in (State.QUEUED, State.SENDING, State.SKIPPED, State.FAILED):
            wrote(tx, state, None, state=state)

        assert accounts(tx) == ["bounced", "doubtful", "first", "task", "today"]
        assert accounts(tx, days=1) == ["doubtful", "today"]
        assert accounts(tx, days=8) == [*sorted(["before", *accounts(tx)])]
        assert accounts(tx, today=TODAY + timedelta(days=7)) == []


def test_a_message_is_seen_as_soon_as_it_is_sent(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)

    def counted(rule: Rule) -> int:
        with store.reading() as tx:
            found = tables.measured_so_far(
                snapshot, rule, CATALOGUE, sources=KeptSets(tx, TODAY)
            )
        return found.total.accounts

    with store.transaction() as tx:
        ready_campaign(tx)
    assert (counted(WEEK), counted(QUIET)) == (0, 10)
    with store.transaction() as tx:
        wrote(tx, "a000", MONDAY)
        wrote(tx, "a009", MONDAY)
    assert (counted(WEEK), counted(QUIET)) == (2, 8)
    with store.transaction() as tx:  # between the others, in every sense
        late = wrote(tx, "a005", None, state=State.QUEUED)
    assert (counted(WEEK), counted(QUIET)) == (2, 8)
    with store.transaction() as tx:
        tx.execute(
            update(dispatches)
            .where(dispatches.c.id == late)
            .values(state="sent", sent_at=MONDAY)
        )
    assert (counted(WEEK), counted(QUIET)) == (3, 7)


def test_a_rule_says_another_thing_after_a_send_and_the_same_without(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        wrote(tx, "a1", MONDAY)
        before = resolved(QUIET, KeptSets(tx, TODAY))
        again = resolved(QUIET, KeptSets(tx, TODAY))
        wrote(tx, "a2", MONDAY)
        after = resolved(QUIET, KeptSets(tx, TODAY))

    digests = [notation.digest(rule) for rule in (before, again, after)]
    assert digests[0] == digests[1] != digests[2]


def test_what_is_put_away_keeps_its_name_and_is_offered_no_more(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)
        other = SegmentId("other")
        segments.save(tx, other, name="Other", rule=WEEK, by=ANA, at=MONDAY)
        segments.archive(tx, other, elsewhere=lambda *_: (), by=ANA, at=MONDAY)

        field = CATALOGUE.naming(sets.names(tx), sets.put_away(tx, TODAY)).fields["in_segment"]

    assert field.shown("other", "ru") == "Other"
    assert field.offered == [SEGMENT]
