"""From an approval to the server: what starts, what does not, and what arrives."""

import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Row, delete, insert, select, update

from core.approvals import actions as approvals
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.model import Arm, Campaign, CampaignId, Status
from core.delivery import outbox, records, starting, tables, worker
from core.delivery.composer import Composer
from core.delivery.model import Reason, State
from core.foundation.ids import RandomIds
from core.store.schema import audience_contacts, dispatches, template_writings
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY, FixedClock
from tests.core.delivery.servers import Scripted, served, workshop
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    approve,
    edit,
    publish,
    ready_campaign,
    small_base,
    submit,
    submitted,
    write_template,
)

THURSDAY = datetime(2026, 3, 5, 9, tzinfo=UTC)
TODAY = THURSDAY.date()


def approved(store: Store, warehouse: Warehouse) -> Campaign:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        return approve(tx)


def sent(
    store: Store, warehouse: Warehouse, folder: Path, clock: FixedClock | None = None
) -> Scripted:
    server = Scripted()
    compose = Composer(store, warehouse, BOOKS.recipients, lambda: TODAY, "UTC")
    with served(server) as port:
        shop = workshop(store, folder, port, clock or FixedClock(THURSDAY), compose=compose)
        worker.deliver(shop, once=True, stop=threading.Event())
    return server


def status(store: Store) -> Status:
    with store.reading() as tx:
        return campaign_records.get(tx, CAMPAIGN).status


def test_what_was_approved_reaches_the_treated_and_nobody_else(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)

    server = sent(store, warehouse, tmp_path)

    with store.reading() as tx:
        arms = dict(campaign_records.arms(tx, CAMPAIGN))
    treated = {account for account, arm in arms.items() if arm == Arm.TREATED}
    reached = {
        address.partition("@")[2].removesuffix(".test") for _, address, _ in server.taken
    }
    assert reached == treated
    assert len(server.taken) == len(treated) == 8
    assert status(store) is Status.SENT


def test_a_message_carries_what_a_campaign_mail_must(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)

    server = sent(store, warehouse, tmp_path)

    name, address, content = server.taken[0]
    mail = message_from_bytes(content, policy=policy.default)
    assert mail["Message-ID"] == f"<{name}.{CAMPAIGN}@house.test>"
    assert str(mail["To"]) == address
    assert str(mail["From"]) == "Our house <news@house.test>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert name in mail["List-Unsubscribe"]
    assert mail["List-Id"]


def test_a_sender_in_the_letters_of_its_country_is_spelled_for_the_wire(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse), sender_address="news@почта.рф")
        approve(tx)

    server = sent(store, warehouse, tmp_path)

    assert (len(server.taken), status(store)) == (8, Status.SENT)
    assert set(server.senders) == {"news@xn--80a1acny.xn--p1ai"}
    mail = message_from_bytes(server.taken[0][2], policy=policy.default)
    assert mail["Message-ID"].endswith("@xn--80a1acny.xn--p1ai>")
    assert mail["List-Id"] == f"<{CAMPAIGN}.xn--80a1acny.xn--p1ai>"
    assert "mailto:news@xn--80a1acny.xn--p1ai?" in mail["List-Unsubscribe"]


def test_a_campaign_waits_for_its_time(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    clock = FixedClock(MONDAY + timedelta(hours=1))
    later = MONDAY + timedelta(days=1)
    with store.transaction() as tx:
        submit(tx, small_base(warehouse), ready_campaign(tx, send_at=later))
        approve(tx)

    early = sent(store, warehouse, tmp_path, clock)
    waiting = status(store)
    clock.time = later
    on_time = sent(store, warehouse, tmp_path, clock)

    assert early.taken == []
    assert waiting is Status.SCHEDULED
    assert len(on_time.taken) == 8


@pytest.mark.parametrize("part", ["audience", "template"])
def test_a_broken_seal_sends_nothing_and_names_the_part(
    store: Store, warehouse: Warehouse, tmp_path: Path, part: str
) -> None:
    approved(store, warehouse)
    with store.transaction() as tx:
        if part == "audience":
            tx.execute(update(audience_contacts).values(address="evil@ex.test"))
        else:
            tx.execute(update(template_writings).values(html="<p>Other words</p>"))

    server = sent(store, warehouse, tmp_path)

    assert server.taken == []
    assert status(store) is Status.CHANGES_REQUESTED
    with store.reading() as tx:
        assert part in campaign_records.moves(tx, CAMPAIGN)[-1].reason


def test_an_approval_that_was_never_given_sends_nothing(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    with store.transaction() as tx:
        submitted(tx, small_base(warehouse))
        campaigns.move(tx, CAMPAIGN, Status.APPROVED, by="a bug", at=MONDAY)

    server = sent(store, warehouse, tmp_path)

    assert server.taken == []
    assert status(store) is Status.CHANGES_REQUESTED


def test_a_start_that_was_cut_off_goes_on_without_doubling(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    campaign = approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())
    with store.transaction() as tx:
        before = records.counts_by_state(tx, CAMPAIGN).total
        contacts = campaign_records.audience_contacts(tx, CAMPAIGN)
        half = [row.contact_id for row in contacts[:4]]
        tx.execute(delete(dispatches).where(dispatches.c.contact_id.in_(half)))
        values = {"status": Status.PREPARING}
        campaign_records.change(tx, campaign_records.get(tx, CAMPAIGN), values)

    server = sent(store, warehouse, tmp_path)

    assert before == len(server.taken) == len(set(server.names)) == 8
    assert campaign.is_sealed


def test_queueing_again_adds_nothing(store: Store, warehouse: Warehouse) -> None:
    campaign = approved(store, warehouse)
    contacts = [("k1", "a1", "one@ex.test"), ("k2", "a2", "two@ex.test")]

    for _ in range(2):
        with store.transaction() as tx:
            outbox.queue(tx, campaign, contacts, ids=RandomIds(), at=MONDAY)

    with store.reading() as tx:
        assert records.counts_by_state(tx, CAMPAIGN).by_state == {State.QUEUED: 2}


def test_what_was_approved_and_is_gone_fails_the_campaign_out_loud(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)
    elsewhere = Warehouse(tmp_path / "empty")

    server = sent(store, elsewhere, tmp_path)

    assert server.taken == []
    assert status(store) is Status.FAILED
    with store.reading() as tx:
        assert records.counts_by_state(tx, CAMPAIGN).by_state == {State.SKIPPED: 8}
        assert campaign_records.moves(tx, CAMPAIGN)[-1].reason


def test_an_edit_while_it_prepares_brings_it_back(store: Store, warehouse: Warehouse) -> None:
    approved(store, warehouse)
    with store.transaction() as tx:
        campaigns.move(tx, CAMPAIGN, Status.PREPARING, by="worker", at=MONDAY)
        tx.execute(update(template_writings).values(text="Other words"))
        fallen = approvals.void_fallen(tx, at=MONDAY)

    started = starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())

    assert fallen == [CAMPAIGN]
    assert started == []


def test_half_an_outbox_of_an_earlier_approval_reaches_nobody(
    store: Store, warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(store, warehouse)
    monkeypatch.setattr(starting, "PAGE", 3)
    monkeypatch.setattr(starting, "_fill", one_page)
    starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())
    with store.transaction() as tx:
        half = records.counts_by_state(tx, CAMPAIGN).total
        earlier = {row.contact_id for row in tx.execute(select(dispatches.c.contact_id))}
        write_template(tx, subject="Other words")
        fallen = approvals.void_fallen(tx, at=MONDAY)
        again = edit(tx, roles=("technical",), contacts_per_account=1)
        submit(tx, warehouse.current(), again)
        approve(tx, decision="d2")
    monkeypatch.undo()

    server = sent(store, warehouse, tmp_path)

    with store.reading() as tx:
        arms = dict(campaign_records.arms(tx, CAMPAIGN))
        reached = {row.contact_id for row in tx.execute(select(dispatches.c.contact_id))}
    assert (half, fallen) == (3, [CAMPAIGN])
    assert not earlier & reached
    assert {account for account, arm in arms.items() if arm == Arm.TREATED} == {
        address.partition("@")[2].removesuffix(".test") for _, address, _ in server.taken
    }
    assert len(server.taken) == 8


def one_page(store: Store, campaign: Campaign, *, clock: FixedClock, ids: RandomIds) -> bool:
    """A start that is cut off after its first page."""
    with store.transaction() as tx:
        page = starting._page(tx, campaign, after="")
        contacts = [(row.contact_id, row.account_id, row.address) for row in page]
        outbox.queue(tx, campaign, contacts, ids=ids, at=clock.now())
    return False


def test_what_falls_while_it_prepares_leaves_nothing_queued(
    store: Store, warehouse: Warehouse
) -> None:
    approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())
    with store.transaction() as tx:
        values = {"status": Status.PREPARING}
        campaign_records.change(tx, campaign_records.get(tx, CAMPAIGN), values)
        tx.execute(update(audience_contacts).values(address="evil@ex.test"))

    starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())

    assert status(store) is Status.CHANGES_REQUESTED
    with store.reading() as tx:
        assert records.counts_by_state(tx, CAMPAIGN).total == 0


def test_a_queued_message_to_an_account_that_is_held_out_is_never_taken_up(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(THURSDAY), ids=RandomIds())
    with store.transaction() as tx:
        held_out = audience_contacts.c.reason == "campaign_holdout"
        strays = [
            (row.contact_id, row.account_id, "stray@ex.test")
            for row in tx.execute(select(audience_contacts).where(held_out))
        ]
        campaign = campaign_records.get(tx, CAMPAIGN)
        outbox.queue(tx, campaign, strays, ids=RandomIds(), at=MONDAY)

    server = sent(store, warehouse, tmp_path)

    assert strays
    assert "stray@ex.test" not in {address for _, address, _ in server.taken}
    with store.reading() as tx:
        counts = records.counts_by_state(tx, CAMPAIGN).by_state
    assert counts == {State.SENT: 8, State.SKIPPED: len(strays)}


@pytest.mark.parametrize("withdrawn_on", ["2026-02-20", TODAY.isoformat()])
def test_a_consent_withdrawn_since_the_freeze_counts_at_hand_over(
    store: Store, warehouse: Warehouse, tmp_path: Path, withdrawn_on: str
) -> None:
    approved(store, warehouse)
    with store.reading() as tx:
        chosen = campaign_records.audience_contacts(tx, CAMPAIGN)
    contacts = [
        (row.contact_id, row.account_id, "decision_maker", row.address) for row in chosen
    ]
    ends = [withdrawn_on, "2026-12-31", *(None for _ in contacts[2:])]
    publish(
        warehouse,
        accounts={row.account_id: "active" for row in chosen},
        contacts=contacts,
        consents=[
            (row.contact_id, "advertising", "opt_in", "2025-01-01", end)
            for row, end in zip(chosen, ends, strict=True)
        ],
    )

    server = sent(store, warehouse, tmp_path)

    assert len(server.taken) == len(contacts) - 1
    assert chosen[0].address not in {address for _, address, _ in server.taken}
    with store.reading() as tx:
        assert (State.SKIPPED, Reason.CONSENT, 1) in tables.reasons(tx, CAMPAIGN)


def test_whoever_others_wrote_to_since_the_freeze_is_spared_at_hand_over(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)
    with store.transaction() as tx:
        chosen = campaign_records.audience_contacts(tx, CAMPAIGN)
        wrote_to(tx, [chosen[0]] * 2 + [chosen[1]])

    server = sent(store, warehouse, tmp_path)

    assert len(server.taken) == len(chosen) - 1
    assert chosen[0].address not in {address for _, address, _ in server.taken}
    with store.reading() as tx:
        assert (State.SKIPPED, Reason.POLICY, 1) in tables.reasons(tx, CAMPAIGN)


def wrote_to(tx: Tx, contacts: list[Row[Any]]) -> None:
    """Another campaign's messages of this morning."""
    campaigns.draft(tx, CampaignId("c2"), name="Other", seed="1", by=ANA, at=MONDAY)
    moment = datetime(2026, 3, 5, 6, tzinfo=UTC)
    for number, row in enumerate(contacts):
        message = {
            "id": f"o{number}",
            "campaign_id": "c2",
            "contact_id": row.contact_id,
            "account_id": row.account_id,
            "channel": "email",
            "step": number,
            "address": row.address,
            "state": State.SENT,
            "queued_at": moment,
            "not_before": moment,
            "sent_at": moment,
        }
        tx.execute(insert(dispatches).values(**message))
