"""The audience that screens keep is counted anew once anything it rests on is another."""

from collections.abc import Iterator

import pytest

from core.books import check_beside_others
from core.campaigns.model import Purpose
from core.cockpit import Cockpit
from core.consent import actions as consent
from core.consent.model import EMAIL, Reason
from core.rulebook import actions as rulebook
from core.rulebook.actions import Proposal
from core.rulebook.shelf import SHELF, shipped
from pages.parts.audience_shown import audience_of
from tests.conftest import ADA
from tests.plan import ready_campaign, small_base

pytestmark = pytest.mark.page


@pytest.fixture(autouse=True)
def shelf() -> Iterator[None]:
    SHELF.follow({}, lambda *_: "")
    yield
    SHELF.follow({}, lambda *_: "")


def test_another_version_of_the_book_draws_another_audience(house: Cockpit) -> None:
    small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
    assert audience_of(house, campaign).drawn["book"] == 2

    with house.transaction() as tx:
        rulebook.propose(
            tx,
            Proposal("recipients", shipped("recipients") + "\n# Read again.\n", "read again"),
            check=check_beside_others,
            four_eyes=False,
            by=ADA,
            at=house.clock.now(),
        )

    assert audience_of(house, campaign).drawn["book"] == 3


def test_whoever_leaves_for_good_after_leaving_another_purpose_is_out(house: Cockpit) -> None:
    small_base(house.warehouse)
    with house.transaction() as tx:
        campaign = ready_campaign(tx)
    before = audience_of(house, campaign).treated + audience_of(house, campaign).held_out
    for number, purpose in enumerate((Purpose.SERVICE, "")):
        for role in ("decision_maker", "technical"):
            with house.transaction() as tx:
                consent.suppress(
                    tx,
                    f"{role}-{number}",
                    channel=EMAIL,
                    address=f"{role}@a001.test",
                    reason=Reason.UNSUBSCRIBED,
                    source="test",
                    by="test",
                    at=house.clock.now(),
                    purpose=purpose,
                )
        audience = audience_of(house, campaign)

        assert before - (audience.treated + audience.held_out) == number
