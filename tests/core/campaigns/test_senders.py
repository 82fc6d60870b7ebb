"""Where the house lists its senders, a campaign comes from one of them."""

from typing import Any

import pytest

from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.checking import BadValue
from core.campaigns.model import Campaign
from core.foundation.settings import SenderIdentity, Settings
from core.store.store import Store, Tx
from tests.conftest import ANA, MONDAY
from tests.plan import CAMPAIGN, ready_campaign

HOUSE = SenderIdentity(name="House", address="news@house.test", reply_to="ask@house.test")


def changed(tx: Tx, *senders: SenderIdentity, **changes: Any) -> Campaign:
    seen = records.get(tx, CAMPAIGN).revision
    return campaigns.edit(
        tx, CAMPAIGN, by=ANA, at=MONDAY, seen=seen, senders=senders, **changes
    )


def test_only_a_listed_sender_may_be_chosen_with_its_own_name(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)

        after = changed(tx, HOUSE, sender_name="House", sender_address="news@house.test")
        assert (after.sender_name, after.sender_address) == ("House", "news@house.test")
        for changes in (
            {"sender_address": "other@house.test"},
            {"sender_name": "The Bank"},
            {"sender_name": "House ", "sender_address": "NEWS@house.test"},
        ):
            with pytest.raises(BadValue):
                changed(tx, HOUSE, **changes)
        assert changed(tx, HOUSE, sender_name="", sender_address="").sender_name == ""


def test_another_change_is_no_question_of_the_sender(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx, sender_name="Before the list was")

        assert changed(tx, HOUSE, goal="Another").goal == "Another"


def test_without_a_list_anybody_may_be_the_sender(store: Store) -> None:
    with store.transaction() as tx:
        ready_campaign(tx)

        assert changed(tx, sender_name="Whoever").sender_name == "Whoever"


def test_the_environment_lists_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "COCKPIT_SENDERS",
        '[{"name": "House", "address": "news@house.test", "reply_to": "ask@house.test"}]',
    )

    assert Settings().senders == (HOUSE,)
