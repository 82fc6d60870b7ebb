"""Whom a campaign comes from: a list where the house has one."""

import pytest

from core.campaigns import records
from core.cockpit import Cockpit
from tests.conftest import ANA
from tests.pages.conftest import OpenPage
from tests.plan import CAMPAIGN, ready_campaign, small_base

pytestmark = pytest.mark.page


@pytest.fixture
def senders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "COCKPIT_SENDERS",
        '[{"name": "House", "address": "news@house.test", "reply_to": "ask@house.test"},'
        ' {"name": "Support", "address": "help@house.test"}]',
    )


@pytest.mark.usefixtures("senders")
class TestAListOfSenders:
    def test_one_is_chosen_with_name_and_address_together(
        self, house: Cockpit, open_page: OpenPage
    ) -> None:
        small_base(house.warehouse)
        with house.transaction() as tx:
            ready_campaign(tx)
        page = open_page("plan/campaigns.py", ANA, campaign=CAMPAIGN, step="delivery")

        choice = page.selectbox(key=f"{CAMPAIGN}-sender")
        assert (choice.value, choice.options[0]) == (
            None,
            "House · news@house.test · answers to ask@house.test",
        )
        page = choice.select_index(1).run()

        with house.store.reading() as tx:
            after = records.get(tx, CAMPAIGN)
        assert not page.exception
        assert not page.error
        assert (after.sender_name, after.sender_address) == ("Support", "help@house.test")
