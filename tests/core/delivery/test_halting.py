"""At the gate: what may not be said any more is not sent."""

import threading
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from core.briefs import facts
from core.campaigns import actions as campaigns
from core.campaigns import records
from core.campaigns.model import Status
from core.delivery import halting, starting, worker
from core.delivery.composer import Composer
from core.foundation.ids import RandomIds
from core.messages import actions as messages
from core.messages import snippet_actions as snippets
from core.messages.model import Writing
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.asking import BOOK, BRIEF, PAVEL, UNTIL, confirm, quoting_campaign, tell
from tests.conftest import ANA, BEN, MONDAY, FixedClock
from tests.core.delivery.servers import Scripted, served, workshop
from tests.plan import BOOKS, CAMPAIGN, TEMPLATE, TODAY, approve, small_base, submit

LATER = datetime.combine(UNTIL + timedelta(days=1), MONDAY.timetz(), tzinfo=UTC)


def approved(store: Store, warehouse: Warehouse) -> None:
    with store.transaction() as tx:
        submit(tx, small_base(warehouse), quoting_campaign(tx))
        approve(tx)


def state(store: Store) -> tuple[Status, str]:
    with store.reading() as tx:
        return records.get(tx, CAMPAIGN).status, records.moves(tx, CAMPAIGN)[-1].reason


def test_a_sent_mail_says_what_was_approved_of_the_brief(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    approved(store, warehouse)
    server = Scripted()
    compose = Composer(store, warehouse, BOOKS.recipients, lambda: TODAY, "UTC")

    with served(server) as port:
        shop = workshop(store, tmp_path, port, FixedClock(), compose=compose)
        worker.deliver(shop, once=True, stop=threading.Event())

    assert len(server.taken) == 8
    mail = message_from_bytes(server.taken[0][2], policy=policy.default)
    body = mail.get_body(("plain",))
    assert body is not None
    assert "590\u00a0₽ until May 1, 2026: Calls within the company are free." in (
        body.get_content()
    )
    assert mail["subject"].split() == ["From", "590", "₽"]


def test_a_campaign_whose_fact_ran_out_goes_back_instead_of_starting(
    store: Store, warehouse: Warehouse
) -> None:
    approved(store, warehouse)

    started = starting.start_due(store, clock=FixedClock(LATER), ids=RandomIds())

    assert started == []
    assert state(store) == (Status.CHANGES_REQUESTED, "facts:price")


def test_what_is_being_sent_is_held_when_a_fact_runs_out(
    store: Store, warehouse: Warehouse
) -> None:
    approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(), ids=RandomIds(), today=TODAY)

    assert halting.halt(store, today=UNTIL, at=MONDAY) == []
    assert halting.halt(store, today=LATER.date(), at=LATER) == [CAMPAIGN]
    assert state(store) == (Status.PAUSED, "facts:price")


def test_what_is_being_sent_is_held_when_a_name_is_taken_off_or_a_value_changed(
    store: Store, warehouse: Warehouse
) -> None:
    approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(), ids=RandomIds(), today=TODAY)
    with store.transaction() as tx:
        tell(tx, "price", "600")
        confirm(tx, "price", by=PAVEL, seen="600")

    held = halting.halt(store, today=TODAY, at=MONDAY)
    with store.transaction() as tx:
        campaigns.resume(tx, CAMPAIGN, by=BEN, at=MONDAY)
    held_again = halting.halt(store, today=TODAY, at=MONDAY)
    with store.transaction() as tx:  # said again as it was approved
        tell(tx, "price", "590")
        confirm(tx, "price", by=PAVEL, seen="590")
        campaigns.resume(tx, CAMPAIGN, by=BEN, at=MONDAY)

    assert held == held_again == [CAMPAIGN]
    assert halting.halt(store, today=TODAY, at=MONDAY) == []


def test_a_fact_that_is_not_quoted_holds_nothing(store: Store, warehouse: Warehouse) -> None:
    approved(store, warehouse)
    starting.start_due(store, clock=FixedClock(), ids=RandomIds(), today=TODAY)
    with store.transaction() as tx:
        facts.tell(
            tx, BRIEF, "discount", "5", valid_until=UNTIL, book=BOOK, by=PAVEL, at=MONDAY
        )

    assert halting.halt(store, today=TODAY, at=MONDAY) == []


def test_what_a_snippet_quoted_when_it_was_sealed_holds_though_it_says_else_by_now(
    store: Store, warehouse: Warehouse
) -> None:
    words: Any = {"html": "<p>{{ brief.price }}</p>", "text": "{{ brief.price }}"}
    with store.transaction() as tx:
        campaign = quoting_campaign(tx)
        snippets.save(tx, "price", **words, note="", by=ANA, at=MONDAY)
        include = '{% include "price" %}'
        writing = Writing("Offer", f"<div>{include}</div>", include)
        messages.save(
            tx, TEMPLATE, name="Offer", writings=[writing], note="", by=ANA, at=MONDAY
        )
        submit(tx, small_base(warehouse), campaign)
        approve(tx)
    starting.start_due(store, clock=FixedClock(), ids=RandomIds(), today=TODAY)
    with store.transaction() as tx:
        words = {"html": "<p>Ask us</p>", "text": "Ask us"}
        snippets.save(tx, "price", **words, note="", by=ANA, at=MONDAY)

    assert halting.halt(store, today=LATER.date(), at=LATER) == [CAMPAIGN]
