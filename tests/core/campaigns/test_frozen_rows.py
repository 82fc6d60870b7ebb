"""A frozen audience read a piece at a time comes to the same digest as all of it at once."""

import pytest
from sqlalchemy import insert

from core.campaigns import frozen_rows, records
from core.campaigns.model import CampaignId
from core.store.schema import audience_accounts, audience_contacts
from core.store.store import Store
from tests.core.delivery.servers import campaign

ONE = CampaignId("c1")
# Ordered by a language, “b” stands before “B”, and “é” before “f”; by letters they do not.
NAMES = ["b", "B", "a-1", "a1", "é", "f", "Я", "я"]


@pytest.mark.parametrize("at_once", [1, 3, 5_000])
def test_pieces_come_to_the_same_digest(
    store: Store, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    monkeypatch.setattr(frozen_rows, "AT_ONCE", at_once)
    home = {"campaign_id": ONE, "reason": "in"}
    accounts = [home | {"account_id": name, "arm": "treated"} for name in NAMES]
    contacts = [
        home | {"contact_id": name, "account_id": name, "address": "", "channel": channel}
        for name in NAMES
        for channel in ("sms", "email")
    ]
    with store.transaction() as tx:
        records.add(tx, campaign())
        tx.execute(insert(audience_accounts), accounts)
        tx.execute(insert(audience_contacts), contacts)
        listed = records.audience_accounts(tx, ONE)
        reached = records.audience_contacts(tx, ONE, reason=None)
        whole = frozen_rows.digest_of(1, "2026-03-01", listed, reached)

        rows = frozen_rows.accounts(tx, ONE), frozen_rows.contacts(tx, ONE)
        assert frozen_rows.digest_in_order(1, "2026-03-01", *rows) == whole


def test_nobody_has_a_digest_too() -> None:
    told = frozen_rows.digest_of(1, "2026-03-01", [], [])

    assert told == "0b85e78e67cc56ec4a5bfcb668cb035a21bafae573f7548f98b2c07c1b825054"
