"""What a campaign costs: by its real messages, and as a part of the seal."""

from decimal import Decimal

import pytest
from pydantic import ValidationError

from core.approvals import actions as approvals
from core.approvals import fingerprint
from core.campaigns import costing, records
from core.campaigns.costing import Prices
from core.delivery import policy
from core.delivery.policy import PriceList
from core.foundation.settings import HOUSE
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.core.campaigns.test_steps import two_steps, write
from tests.plan import BOOKS, CAMPAIGN, audience_of, ready_campaign, rehearse, small_base

PRICES = Prices("RUB", {"sms": Decimal("3.50"), "email": Decimal("0.02")})
LONG = "Позвоните нам, и мы расскажем о новых тарифах для вашей компании, если захотите"


def test_parts_of_sms_are_counted_in_the_messages_of_the_rehearsal(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse, channels=("email", "sms"))
    with store.transaction() as tx:
        campaign = two_steps(tx)
        write(tx, text=LONG)
        audience = audience_of(tx, snapshot, campaign)
        before = costing.estimate(campaign, audience, PRICES, None)
        after = costing.estimate(
            campaign, audience, PRICES, rehearse(tx, snapshot, campaign, audience)
        )

    assert len(LONG) > 70
    n = audience.messages
    assert (before.is_counted, before.total) == (False, n * Decimal("3.52"))
    assert (after.is_counted, after.total) == (True, n * Decimal("7.02"))
    assert costing.read(after.as_json()) == after


@pytest.mark.parametrize("prices", [None, PRICES])
def test_what_it_costs_is_sealed_where_it_costs_something(
    store: Store, warehouse: Warehouse, prices: Prices | None
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        audience = audience_of(tx, snapshot, campaign)
        rehearse(tx, snapshot, campaign, audience)
        sealed = approvals.submit(
            tx,
            CAMPAIGN,
            audience=audience,
            book=BOOKS.approval,
            by=ANA,
            at=MONDAY,
            prices=prices,
        )
        parts = fingerprint.parts_of(tx, sealed)
        card = records.audience(tx, CAMPAIGN)

    assert ("cost" in parts) is (prices is not None)
    assert fingerprint.digest(parts) == sealed.fingerprint
    assert card is not None
    if prices is not None:
        assert Decimal(parts["cost"]["total"]) == audience.messages * Decimal("0.02")


def test_free_mail_is_no_part_of_the_seal(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        audience = audience_of(tx, snapshot, campaign)
        cost = costing.estimate(campaign, audience, Prices("RUB", {}), None)

    assert cost.total == 0


def test_the_book_of_the_house_has_prices_and_none_below_nothing() -> None:
    prices = policy.load(HOUSE / "data" / "rules").prices.prices()

    assert prices.currency == "RUB"
    assert set(prices.each) == {"email", "sms", "cabinet", "call", "letter"}
    with pytest.raises(ValidationError):
        PriceList(sms_part=Decimal("-1"))
