"""The standing holdout is drawn anew while a campaign waits, or is on its way: nobody of the
new one is written to."""

import threading
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest

from core.campaigns import global_holdout
from core.campaigns import records as campaign_records
from core.campaigns.model import CampaignId, Status
from core.delivery import records, starting, tables, worker
from core.delivery.composer import Composer
from core.delivery.model import Reason, State
from core.foundation.ids import RandomIds
from core.foundation.words import say
from core.rulebook.model import RecipientsBook
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from pages.parts import campaign_history
from tests.conftest import FixedClock
from tests.core.delivery.servers import Scripted, served, workshop
from tests.plan import BOOKS, CAMPAIGN, approve, small_base, submitted

NEW_YEAR = datetime(2026, 7, 1, tzinfo=UTC)  # of the standing holdout
SUMMER = date(2026, 7, 1)
HALF: RecipientsBook = BOOKS.recipients.model_copy(
    update={
        "global_holdout": BOOKS.recipients.global_holdout
        and BOOKS.recipients.global_holdout.model_copy(update={"share": 0.5})
    }
)


def approved(store: Store, warehouse: Warehouse) -> Snapshot:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot)
        approve(tx)
    return snapshot


def started(store: Store, at: datetime, today: date) -> list[CampaignId]:
    return starting.start_due(store, clock=FixedClock(at), ids=RandomIds(), today=today)


def last_move(store: Store) -> tuple[Status, str]:
    with store.reading() as tx:
        move = campaign_records.moves(tx, CAMPAIGN)[-1]
    return move.to_status, move.reason


def test_an_audience_drawn_beside_an_earlier_standing_holdout_goes_back_and_says_why(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(store, warehouse)
    monkeypatch.setattr(campaign_history, "say", lambda key, **values: say("en", key, **values))
    monkeypatch.setattr(campaign_history, "language", lambda: "en")

    begun = started(store, NEW_YEAR + timedelta(hours=9), SUMMER)

    status, reason = last_move(store)
    assert (begun, status, reason) == ([], Status.CHANGES_REQUESTED, "standing:2026H1")
    assert "drawn beside an earlier one (first half of 2026)" in campaign_history.spoken_reason(
        reason
    )
    with store.reading() as tx:
        assert records.counts_by_state(tx, CAMPAIGN).total == 0


@pytest.mark.parametrize(
    ("at", "today"),
    [
        (NEW_YEAR - timedelta(hours=9), SUMMER - timedelta(days=1)),
        (NEW_YEAR - timedelta(minutes=1), SUMMER),  # east of Greenwich it is July already
        (NEW_YEAR + timedelta(minutes=1), SUMMER - timedelta(days=1)),  # and west not yet
    ],
)
def test_it_starts_while_it_is_its_period_by_either_clock(
    store: Store, warehouse: Warehouse, at: datetime, today: date
) -> None:
    approved(store, warehouse)

    assert started(store, at, today) == [CAMPAIGN]


def test_what_is_on_its_way_as_the_period_ends_spares_whoever_is_held_out_from_then_on(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    snapshot = approved(store, warehouse)
    started(store, NEW_YEAR - timedelta(hours=9), SUMMER - timedelta(days=1))

    server = sent(store, warehouse, tmp_path, SUMMER)

    assert HALF.global_holdout is not None
    held_out = global_holdout.account_ids(
        snapshot, global_holdout.members(snapshot, HALF.global_holdout, SUMMER)
    )
    with store.reading() as tx:
        treated = {a for a, arm in campaign_records.arms(tx, CAMPAIGN) if arm == "treated"}
        reasons = tables.reasons(tx, CAMPAIGN)
    domains = {address.partition("@")[2] for _, address, _ in server.taken}
    assert 0 < len(treated & held_out) < len(treated)
    assert domains == {f"{account}.test" for account in treated - held_out}
    assert (State.SKIPPED, Reason.STANDING, len(treated & held_out)) in reasons


def test_within_its_period_nobody_is_asked_again(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)
    started(store, NEW_YEAR - timedelta(hours=9), SUMMER - timedelta(days=1))

    server = sent(store, warehouse, tmp_path, SUMMER - timedelta(days=1))

    assert len(server.taken) == 8


def sent(store: Store, warehouse: Warehouse, folder: Path, today: date) -> Scripted:
    """What is left of the campaign, handed over on a day whose book holds out every other."""
    server = Scripted()
    compose = Composer(
        store, warehouse, BOOKS.recipients, lambda: today, "UTC", latest=lambda: HALF
    )
    with served(server) as port:
        clock = FixedClock(datetime.combine(today, time(20), tzinfo=UTC))
        shop = workshop(store, folder, port, clock, compose=compose)
        worker.deliver(shop, once=True, stop=threading.Event())
    return server
