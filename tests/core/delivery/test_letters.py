"""What a contact reads is what the preview showed: the same fields, filled by the same rows."""

from datetime import date
from email import message_from_bytes, policy

from duckdb import DuckDBPyConnection

from core.delivery import outbox, records
from core.delivery.letters import Composer
from core.messages import actions as messages
from core.messages import rendering, tables
from core.messages.model import Writing
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY, CountedIds
from tests.plan import BOOKS, CAMPAIGN, TEMPLATE, approve, insert, ready_campaign, submit

TEXT = "Fee {{ account.monthly_fee | money }}, {{ account.products | join(', ') }}."


def base(warehouse: Warehouse) -> None:
    def fill(connection: DuckDBPyConnection) -> None:
        insert(
            connection, "accounts", ["account_id", "name", "status"], [("a1", "A", "active")]
        )
        contacts = ["contact_id", "account_id", "full_name", "email"]
        insert(connection, "contacts", contacts, [("c1", "a1", "Ivan", "ivan@a.test")])
        services = ["service_id", "account_id", "product", "monthly_fee", "status"]
        insert(connection, "services", services, [("s1", "a1", "VPN", 1500, "active")])
        consents = ["contact_id", "account_id", "channel", "purpose", "basis", "given_on"]
        given = [("c1", "a1", "email", "advertising", "opt_in", "2025-01-01")]
        insert(connection, "consents", consents, given)

    warehouse.publish(fill, name="b", by="ana", at=MONDAY, as_of=date(2026, 3, 1))


def test_a_sent_mail_says_what_the_preview_said(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx, holdout_share=0.0)
        template = messages.save(
            tx,
            TEMPLATE,
            name="Fee",
            writings=[Writing("Fee", f"<p>{TEXT}</p>", TEXT)],
            note="",
            by=ANA,
            at=MONDAY,
        )
        submit(tx, warehouse.current(), campaign)
        approved = approve(tx)
        outbox.queue(tx, approved, [("c1", "a1", "ivan@a.test")], ids=ids, at=MONDAY)
        batch = records.claim(tx, CAMPAIGN, by="worker", at=MONDAY, limit=10)

    letter = Composer(store, warehouse, BOOKS.recipients, MONDAY.date)(approved, batch)[
        batch[0].id
    ]
    mail = message_from_bytes(letter.build(MONDAY), policy=policy.default)

    known = tables.recipients(warehouse.current(), ["c1"])["c1"]
    values = rendering.values_for(known.contact, known.account, {"name": "", "address": ""})
    shown = rendering.compiled(template.first).render(values).text
    body = mail.get_body(("plain",))
    assert body is not None
    assert "VPN" in shown
    assert "1" in shown
    assert body.get_content().strip() == shown.strip()
