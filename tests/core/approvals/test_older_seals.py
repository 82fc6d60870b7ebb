"""What was frozen before audiences had channels, rules and strata still holds afterwards."""

import hashlib
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text, update

from core.approvals import fingerprint
from core.campaigns import records
from core.campaigns.model import Campaign, CampaignId
from core.journal.model import canonical
from core.store import schema
from core.store.store import MIGRATIONS, Store, Tx, open_store
from core.warehouse.warehouse import Warehouse
from tests.plan import small_base, submitted

BEFORE = "0007"
MOMENT = "2026-03-02T09:00:00.000000+00:00"
ACCOUNTS: list[tuple[str, str | None, str]] = [
    ("a1", "treated", "in"),
    ("a2", "holdout", "campaign_holdout"),
    ("a3", None, "no_consent"),
]
CONTACTS = [
    ("c1", "a1", "x@a1.test", "in"),
    ("c2", "a2", "y@a2.test", "campaign_holdout"),
]
CAMPAIGN = {
    "id": "c1",
    "name": "Old",
    "status": "approved",
    "goal": "",
    "purpose": "advertising",
    "holdout_share": 0.1,
    "roles": "[]",
    "sender_name": "",
    "sender_address": "",
    "window_days": 60,
    "seed": "7",
    "fingerprint": "f" * 64,
    "revision": 1,
    "created_by": "ana",
    "created_at": MOMENT,
}


def digest_then() -> str:
    sha = hashlib.sha256(canonical([3, "2026-03-01"]).encode())
    sha.update(canonical(ACCOUNTS).encode())
    sha.update(canonical(CONTACTS).encode())
    return sha.hexdigest()


def insert(connection: Connection, table: str, **values: Any) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def fill(connection: Connection) -> None:
    """An approved campaign with its audience, as an earlier program kept them."""
    insert(connection, "campaigns", **CAMPAIGN)
    card = {
        "campaign_id": "c1",
        "digest": digest_then(),
        "publication": 3,
        "as_of": "2026-03-01",
        "judged_on": "2026-03-02",
        "segment_version": 1,
        "template_version": 1,
        "waterfall": '[["in", 1, 1]]',
        "route": "[]",
        "parts": "{}",
        "frozen_at": MOMENT,
    }
    insert(connection, "audiences", **card)
    for account_id, arm, reason in ACCOUNTS:
        row = {"account_id": account_id, "arm": arm, "reason": reason}
        insert(connection, "audience_accounts", campaign_id="c1", **row)
    for contact_id, account_id, address, reason in CONTACTS:
        row = {"contact_id": contact_id, "account_id": account_id, "reason": reason}
        insert(connection, "audience_contacts", campaign_id="c1", address=address, **row)


def test_an_older_audience_is_intact_and_its_seal_has_no_new_part(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path / 'old.sqlite'}")
    configuration = Config()
    configuration.set_main_option("script_location", str(MIGRATIONS))
    with store.engine.begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, BEFORE)
        fill(connection)

    store.migrate()

    with store.reading() as tx:
        campaign = records.get(tx, CampaignId("c1"))
        assert fingerprint.is_audience_intact(tx, campaign)
        parts = fingerprint.parts_of(tx, campaign)
        assert [row.channel for row in records.audience_contacts(tx, campaign.id)] == ["email"]
    store.close()
    assert "priority" not in parts
    assert "channel" not in parts
    assert set(parts["audience"]) == {"digest", "publication", "as_of", "waterfall"}


def test_the_first_channel_is_sealed_and_what_was_sealed_before_it_was_still_holds(
    store: Store, warehouse: Warehouse
) -> None:
    of_another = update(schema.campaigns).values(channel="sms")
    with store.transaction() as tx:
        sealed = submitted(tx, small_base(warehouse))
        assert fingerprint.broken_parts(tx, sealed) == []
        tx.execute(of_another)
        now = fingerprint.broken_parts(tx, records.get(tx, sealed.id))

        tx.execute(update(schema.campaigns).values(channel="email"))
        seal_without_channel(tx, records.get(tx, sealed.id))
        before = fingerprint.broken_parts(tx, records.get(tx, sealed.id))

    assert (now, before) == (["channel"], [])


def seal_without_channel(tx: Tx, campaign: Campaign) -> None:
    """Make it a campaign that was sealed before its first channel was."""
    card = records.audience(tx, campaign.id)
    assert card is not None
    drawn = {key: value for key, value in card.drawn.items() if key != "channel"}
    tx.execute(update(schema.audiences).values(drawn=drawn))
    parts = fingerprint.parts_of(tx, campaign)
    assert "channel" not in parts
    records.set_parts(tx, campaign.id, parts)
    records.change(tx, campaign, {"fingerprint": fingerprint.digest(parts)})
