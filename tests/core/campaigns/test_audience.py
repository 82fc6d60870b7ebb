import time
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from core.campaigns import audience, records, why
from core.campaigns.audience import Audience
from core.campaigns.known import Known
from core.campaigns.model import Arm, Campaign, Fate, Purpose
from core.consent import actions as consent
from core.consent import forgetting
from core.consent import records as orders
from core.consent.model import Reason, Suppression
from core.segments import records as segments
from core.store.store import Store
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.plan import (
    BOOKS,
    CATALOGUE,
    KEY,
    SEGMENT,
    TODAY,
    Contact,
    audience_of,
    publish,
    ready_campaign,
    small_base,
    submitted,
)


def resolved(
    store: Store, snapshot: Snapshot, *, suppressed: str = "", **changes: Any
) -> Audience:
    with store.transaction() as tx:
        campaign = ready_campaign(tx, **changes)
        if suppressed:
            consent.suppress(
                tx,
                "s1",
                channel="email",
                address=suppressed,
                reason=Reason.BY_HAND,
                source="",
                by=ANA,
                at=MONDAY,
            )
        return audience_of(tx, snapshot, campaign)


def fates(found: Audience) -> dict[str, str]:
    return {row.contact_id: row.reason for row in found.contacts}


def test_everybody_falls_at_the_first_question_that_says_no(
    store: Store, warehouse: Warehouse
) -> None:
    contacts: list[Contact] = [
        ("closed", "a1", "", "x@a1.test"),
        ("nowhere", "a2", "", "not an address"),
        ("ordered", "a3", "", "STOP@Почта.рф"),
        ("silent", "a4", "", "x@a4.test"),
        ("withdrawn", "a4", "", "y@a4.test"),
        ("first", "a5", "technical", "x@a5.test"),
        ("second", "a5", "decision_maker", "y@a5.test"),
        ("again", "a6", "", "Y@A5.test"),
    ]
    opted_in = [
        (name, "advertising", "opt_in", "2025-01-01", None)
        for name in ("closed", "nowhere", "ordered", "first", "second", "again")
    ]
    withdrawn = ("withdrawn", "advertising", "opt_in", "2025-01-01", "2025-06-01")
    snapshot = publish(
        warehouse,
        accounts={
            "a1": "closed",
            "a2": "active",
            "a3": "active",
            "a4": "active",
            "a5": "active",
            "a6": "active",
            "a7": "active",
        },
        contacts=contacts,
        consents=[*opted_in, withdrawn],
    )

    found = resolved(
        store,
        snapshot,
        suppressed="stop@xn--80a1acny.xn--p1ai",
        holdout_share=0.0,
        roles=("decision_maker", "other"),
        contacts_per_account=1,
    )

    assert fates(found) == {
        "closed": Fate.NOT_ACTIVE,
        "nowhere": Fate.NO_ADDRESS,
        "ordered": Fate.SUPPRESSED,
        "silent": Fate.NO_CONSENT,
        "withdrawn": Fate.NO_CONSENT,
        "first": Fate.NOT_ADDRESSED,
        "second": Fate.IN,
        "again": Fate.ELSEWHERE,
    }
    assert {row.account_id: row.reason for row in found.accounts} == {
        "a1": Fate.NOT_ACTIVE,
        "a2": Fate.NO_ADDRESS,
        "a3": Fate.SUPPRESSED,
        "a4": Fate.NO_CONSENT,
        "a5": Fate.IN,
        "a6": Fate.ELSEWHERE,
        "a7": Fate.NO_ADDRESS,
    }


def test_the_waterfall_adds_up(store: Store, warehouse: Warehouse) -> None:
    found = resolved(store, small_base(warehouse))

    assert [fall.reason for fall in found.waterfall] == list(Fate)
    assert sum(fall.accounts for fall in found.waterfall) == len(found.accounts) == 10
    assert sum(fall.contacts for fall in found.waterfall) == len(found.contacts) == 20
    assert (found.treated, found.held_out, found.messages) == (8, 2, 8)


def test_no_account_straddles_and_nobody_of_a_held_out_one_is_written_to(
    store: Store, warehouse: Warehouse
) -> None:
    found = resolved(store, small_base(warehouse), contacts_per_account=None)

    arms = {row.account_id: row.arm for row in found.accounts}
    assert Counter(arms.values()) == {Arm.TREATED: 8, Arm.HOLDOUT: 2}
    for contact in found.contacts:
        wanted = Fate.IN if arms[contact.account_id] is Arm.TREATED else Fate.CAMPAIGN_HOLDOUT
        assert contact.reason == wanted


@pytest.mark.parametrize("seed", range(8))
def test_accounts_that_share_a_mailbox_are_held_out_together(
    store: Store, warehouse: Warehouse, seed: int
) -> None:
    contacts: list[Contact] = [
        (f"c{number}", f"a{number}", "", f"x@a{number}.test") for number in range(10)
    ]
    shared: list[Contact] = [("s0", "a0", "", "desk@x.test"), ("s1", "a1", "", "desk@x.test")]
    accounts = {f"a{number}": "active" for number in range(10)}
    snapshot = publish(warehouse, accounts=accounts, contacts=contacts + shared)
    with store.transaction() as tx:
        campaign = ready_campaign(tx, holdout_share=0.4, contacts_per_account=None)

        found = audience.resolve(
            snapshot,
            campaign=_seeded(campaign, str(seed)),
            segment=segments.get(tx, SEGMENT),
            known=Known(),
            catalogue=CATALOGUE,
            book=BOOKS.recipients,
            today=MONDAY.date(),
        )

    arms = {row.account_id: row.arm for row in found.accounts}
    assert arms["a0"] == arms["a1"]
    assert found.held_out == 4


def _seeded(campaign: Campaign, seed: str) -> Campaign:
    return replace(campaign, seed=seed)


def test_a_service_message_needs_no_record_but_heeds_a_withdrawal(
    store: Store, warehouse: Warehouse
) -> None:
    contacts: list[Contact] = [("c1", "a1", "", "x@a.test"), ("c2", "a1", "", "y@a.test")]
    withdrawn = [("c2", "service", "contract", "2025-01-01", "2025-02-01")]
    snapshot = publish(
        warehouse, accounts={"a1": "active"}, contacts=contacts, consents=withdrawn
    )

    found = resolved(
        store, snapshot, purpose=Purpose.SERVICE, contacts_per_account=None, holdout_share=0.0
    )

    assert fates(found) == {"c1": Fate.IN, "c2": Fate.NO_CONSENT}


def test_a_consent_given_later_than_the_data_does_not_count(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = publish(
        warehouse,
        accounts={"a1": "active"},
        contacts=[("c1", "a1", "", "x@a.test")],
        consents=[("c1", "advertising", "opt_in", "2026-03-02", None)],
    )

    assert fates(resolved(store, snapshot)) == {"c1": Fate.NO_CONSENT}


@pytest.mark.parametrize("purpose", Purpose)
def test_a_withdrawal_after_the_data_s_day_and_before_today_counts(
    store: Store, warehouse: Warehouse, purpose: Purpose
) -> None:
    contacts: list[Contact] = [("c1", "a1", "", "x@a.test"), ("c2", "a1", "", "y@a.test")]
    withdrawn = [
        ("c1", purpose.value, "opt_in", "2025-01-01", "2026-03-02"),  # the data is of the 1st
        ("c2", purpose.value, "opt_in", "2025-01-01", "2026-03-09"),
    ]
    snapshot = publish(
        warehouse, accounts={"a1": "active"}, contacts=contacts, consents=withdrawn
    )
    with store.transaction() as tx:
        campaign = ready_campaign(tx, purpose=purpose, contacts_per_account=None)

        found = audience_of(tx, snapshot, campaign, today=date(2026, 3, 3))

    assert fates(found) == {"c1": Fate.NO_CONSENT, "c2": Fate.IN}
    assert (found.as_of, found.judged_on) == (date(2026, 3, 1), date(2026, 3, 3))


def test_the_day_withdrawals_counted_by_is_kept_and_replays(
    store: Store, warehouse: Warehouse
) -> None:
    consents = [
        ("c1", "advertising", "opt_in", "2025-01-01", "2026-03-03"),
        ("c2", "advertising", "opt_in", "2025-01-01", None),
    ]
    contacts: list[Contact] = [("c1", "a1", "", "x@a.test"), ("c2", "a2", "", "y@a.test")]
    accounts = {"a1": "active", "a2": "active"}
    snapshot = publish(warehouse, accounts=accounts, contacts=contacts, consents=consents)
    with store.transaction() as tx:
        submitted(tx, snapshot, holdout_share=0.0)

    with store.reading() as tx:
        campaign = records.get(tx, records.everything(tx)[0].id)
        card = records.audience(tx, campaign.id)
        assert card is not None
        day = date.fromisoformat(card.judged_on)
        again = audience_of(tx, snapshot, campaign, today=day)
        later = audience_of(tx, snapshot, campaign, today=date(2026, 3, 4))

    assert day == MONDAY.date()
    assert again.digest == card.digest
    assert later.digest != card.digest


def test_it_replays_to_the_same_digest_from_the_same_publication(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submitted(tx, snapshot)
    small_base(warehouse, accounts=12)  # published since

    with store.reading() as tx:
        campaign = records.get(tx, records.everything(tx)[0].id)
        card = records.audience(tx, campaign.id)
        assert card is not None
        again = audience_of(
            tx, Warehouse(warehouse.folder).snapshot(card.publication), campaign
        )
        newer = audience_of(tx, warehouse.current(), campaign)

    assert again.digest == card.digest
    assert newer.digest != card.digest
    assert [list(fall) for fall in again.waterfall] == card.waterfall


def test_what_was_frozen_is_what_was_resolved(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = submitted(tx, snapshot)
        found = audience_of(tx, snapshot, campaign)

        chosen = records.audience_contacts(tx, campaign.id)
        assert (
            len(chosen)
            == found.messages
            == records.audience_sizes(tx, [campaign.id])[campaign.id]
        )
        assert all(row.address for row in chosen)
        assert sorted(records.arms(tx, campaign.id)) == sorted(
            (row.account_id, row.arm) for row in found.accounts
        )


@pytest.mark.slow
def test_twenty_thousand_accounts_are_resolved_and_frozen_in_seconds(
    store: Store, warehouse: Warehouse
) -> None:
    warehouse.publish(_fill_large, name="large", by="x", at=MONDAY, as_of=date(2026, 3, 1))
    snapshot = warehouse.current()
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        started = time.process_time()

        found = audience_of(tx, snapshot, campaign)

        assert time.process_time() - started < 8  # about 0.7 s on a quiet core
    assert (len(found.accounts), len(found.contacts)) == (20_000, 60_000)


def _fill_large(connection: DuckDBPyConnection) -> None:
    connection.execute(
        "INSERT INTO accounts (account_id, status) "
        "SELECT 'a' || i, CASE WHEN i % 50 = 0 THEN 'closed' ELSE 'active' END "
        "FROM range(20000) t(i)"
    )
    connection.execute(
        "INSERT INTO contacts (contact_id, account_id, role, email) "
        "SELECT 'c' || i, 'a' || (i % 20000), 'technical', 'p' || i || '@a' || i || '.test' "
        "FROM range(60000) t(i)"
    )
    connection.execute(
        "INSERT INTO consents (contact_id, account_id, channel, purpose, basis, given_on) "
        "SELECT contact_id, account_id, 'email', 'advertising', 'opt_in', DATE '2025-01-01' "
        "FROM contacts"
    )


def test_whoever_the_house_has_forgotten_is_out_though_no_order_names_them(
    store: Store, warehouse: Warehouse
) -> None:
    """By the telephone that was theirs, or by their id where that had no address of its own."""
    ways = ("sms",)
    snapshot = small_base(warehouse, accounts=3, channels=ways)
    phone = snapshot.rows("SELECT phone FROM contacts WHERE contact_id = ?", [LEFT])[0]["phone"]
    with store.transaction() as tx:
        campaign = replace(ready_campaign(tx), channel="sms", contacts_per_account=None)
        alias = forgetting.pseudonym(KEY, "sms", phone)
        order = Suppression("s1", "sms", alias, Reason.LEGAL, "", MONDAY, "erasure")
        orders.add(tx, order)
        forgetting.note(tx, KEY, forgetting.CONTACT, "a001-technical", by="ada", at=MONDAY)
        audience = audience_of(tx, snapshot, campaign)
        told = why.why(
            tx,
            snapshot,
            campaign,
            audience,
            "a000",
            catalogue=CATALOGUE,
            book=BOOKS.recipients,
            by=ANA,
            today=TODAY,
            language="en",
        )

    out = {row.contact_id for row in audience.contacts if row.reason == "suppressed"}
    assert out == {LEFT, "a001-technical"}
    seen = {one.fate: one.seen for one in told[0].answers}
    assert seen[Fate.SUPPRESSED].startswith("The person was forgotten")


LEFT = "a000-decision_maker"
