"""What a contact reads is what the preview showed: the same fields, filled by the same rows."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from duckdb import DuckDBPyConnection

from core.campaigns.model import Campaign
from core.consent import forgetting
from core.consent import records as suppressions
from core.consent.model import Reason, Suppression
from core.delivery import filling, links, outbox, records
from core.delivery.building import Filled
from core.delivery.composer import Composer, UnknownSender
from core.delivery.composing import Made
from core.delivery.marks import UNMARKED, Marks
from core.delivery.model import Dispatch
from core.foundation.settings import SenderIdentity
from core.messages import actions as messages
from core.messages import attachments, rendering, tables
from core.messages import snippet_actions as snippets
from core.messages.model import Channel, TemplateId, Utm, Writing
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY, CountedIds
from tests.plan import BOOKS, CAMPAIGN, TEMPLATE, approve, edit, insert, ready_campaign, submit

TEXT = "Fee {{ account.monthly_fee | money }}, {{ account.products | join(', ') }}."

PHONE, POSTAL = "+79161234567", "Казань, ул. Мира, 1"


def base(warehouse: Warehouse) -> None:
    def fill(connection: DuckDBPyConnection) -> None:
        accounts = ["account_id", "name", "status", "address"]
        insert(connection, "accounts", accounts, [("a1", "A", "active", POSTAL)])
        contacts = ["contact_id", "account_id", "full_name", "email", "phone"]
        ivan = ("c1", "a1", "Ivan", "ivan@a.test", PHONE)
        insert(connection, "contacts", contacts, [ivan])
        services = ["service_id", "account_id", "product", "monthly_fee", "status"]
        insert(connection, "services", services, [("s1", "a1", "VPN", 1500, "active")])
        consents = ["contact_id", "account_id", "channel", "purpose", "basis", "given_on"]
        given = [
            ("c1", "a1", channel, "advertising", "opt_in", "2025-01-01")
            for channel in ("email", "sms", "letter")
        ]
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

    letter = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "UTC")(approved, batch)[
        batch[0].id
    ]
    mail = message_from_bytes(letter.build(MONDAY).content, policy=policy.default)

    known = tables.recipients(warehouse.current(), ["c1"])["c1"]
    values = rendering.values_for(known.contact, known.account, {"name": "", "address": ""})
    shown = rendering.compiled(template.first).render(values).text
    body = mail.get_body(("plain",))
    assert body is not None
    assert "VPN" in shown
    assert "1" in shown
    assert body.get_content().strip() == shown.strip()


HOUSE = SenderIdentity(name="Our house", address="news@house.test", reply_to="ask@house.test")


def composed(
    store: Store,
    warehouse: Warehouse,
    ids: CountedIds,
    *,
    later: str = "",
    shares: dict[str, float] | None = None,
    **how: Any,
) -> EmailMessage:
    """The one mail of a campaign with a snippet, a file and two variants; `later` is what the
    snippet says once the campaign is approved."""
    base(warehouse)
    with store.transaction() as tx:
        campaign = ready_campaign(tx, holdout_share=0.0)
        snippets.save(tx, "end", html="", text="Yours", note="", by=ANA, at=MONDAY)
        file = attachments.keep(tx, name="Цены.pdf", content=b"%PDF-1", by=ANA, at=MONDAY)
        text = 'https://house.test {% include "end" %}'
        messages.save(
            tx,
            TEMPLATE,
            name="Fee",
            writings=[
                Writing("First", "<p>a</p>", text),
                Writing("Second", "<p>b</p>", "b", variant="B"),
            ],
            utm=Utm("cockpit", "email", "fee", ("house.test",)),
            attachments=[file],
            note="",
            by=ANA,
            at=MONDAY,
        )
        submit(tx, warehouse.current(), edit(tx, variant_shares=shares) if shares else campaign)
        approved = approve(tx)
        outbox.queue(tx, approved, [("c1", "a1", "ivan@a.test")], ids=ids, at=MONDAY)
        batch = records.claim(tx, CAMPAIGN, by="worker", at=MONDAY, limit=10)
        if later:
            snippets.save(tx, "end", html="", text=later, note="", by=ANA, at=MONDAY)
    compose = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "UTC", **how)
    built = compose(approved, batch)[batch[0].id].build(MONDAY).content
    mail = message_from_bytes(built, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def test_a_mail_carries_its_files_its_snippet_and_where_its_links_stand(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    mail = composed(store, warehouse, ids)

    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().strip() == (
        "https://house.test?utm_source=cockpit&utm_medium=email&utm_campaign=fee Yours"
    )
    files = [(one.get_filename(), one.get_content()) for one in mail.iter_attachments()]
    assert files == [("Цены.pdf", b"%PDF-1")]
    assert "Reply-To" not in mail


def test_a_sealed_campaign_says_what_its_snippets_said_then(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    mail = composed(store, warehouse, ids, later="Theirs")

    text = mail.get_body(("plain",))
    assert text is not None
    assert text.get_content().strip().endswith("Yours")


def test_an_account_gets_the_variant_that_was_drawn_for_it_and_answers_go_to_the_sender_s_desk(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    mail = composed(
        store,
        warehouse,
        ids,
        shares={"A": 0.0, "B": 1.0},
        senders=(HOUSE,),
    )

    assert mail["Subject"] == "Second"
    assert mail["Reply-To"] == "ask@house.test"


def test_a_sender_who_is_not_listed_sends_nothing(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    other = SenderIdentity(name="Our house", address="other@house.test")

    with pytest.raises(UnknownSender):
        composed(store, warehouse, ids, senders=(other,))


REACHED = Marks(b"key", returns_to="bounce.house.test", reached_at="https://house.test")


def test_a_mail_says_how_to_leave_with_one_click_where_contacts_reach_us(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    mail = composed(store, warehouse, ids, marks=REACHED)

    there = REACHED.leaving("a1")
    by_mail = "mailto:news@house.test?subject=unsubscribe%20a1"
    assert there.startswith("https://house.test/u/a1.")
    assert mail["List-Unsubscribe"] == f"<{there}>, <{by_mail}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "a1" not in mail["Feedback-ID"].split(":")


def test_a_mail_says_it_by_mail_where_they_do_not(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    mail = composed(store, warehouse, ids)

    assert mail["List-Unsubscribe"].startswith("<mailto:news@house.test?")
    assert "https" not in mail["List-Unsubscribe"]
    assert "List-Unsubscribe-Post" not in mail


def test_where_clicks_are_counted_links_go_by_our_door(
    store: Store, warehouse: Warehouse, ids: CountedIds
) -> None:
    base(warehouse)
    counted = replace(REACHED, tracks=True)
    html = '<a href="https://shop.test/a">a</a><a href="{{ unsubscribe_url }}">leave</a>'
    with store.transaction() as tx:
        campaign = ready_campaign(tx, holdout_share=0.0)
        told = [Writing("Fee", html, "https://shop.test/a")]
        messages.save(tx, TEMPLATE, name="Fee", writings=told, note="", by=ANA, at=MONDAY)
        submit(tx, warehouse.current(), campaign)
        approved = approve(tx)
        outbox.queue(tx, approved, [("c1", "a1", "ivan@a.test")], ids=ids, at=MONDAY)
        batch = records.claim(tx, CAMPAIGN, by="worker", at=MONDAY, limit=10)

    compose = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "UTC", marks=counted)
    made = compose(approved, batch)[batch[0].id].build(MONDAY)

    mail = message_from_bytes(made.content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    page = mail.get_body(("html",))
    assert page is not None
    shown = page.get_content()
    assert f'href="{counted.clicking("a1.c1.1-2")}/1"' in shown
    assert f'href="{counted.leaving("a1")}"' in shown
    assert f'src="{counted.opening("a1")}"' in shown
    assert "shop.test" not in shown
    assert made.sender == counted.return_path("a1")
    with store.reading() as tx:
        assert links.kept(tx, CAMPAIGN, "1-2") == {1: "https://shop.test/a"}


SHOP = "https://shop.test/a"
OTHERS = {
    "sms": (PHONE, Writing("", "", f"{{{{ unsubscribe_url }}}} {SHOP}")),
    "letter": (POSTAL, Writing("Fee", f'<a href="{SHOP}">{{{{ unsubscribe_url }}}}</a>', "")),
}


def noted(monkeypatch: pytest.MonkeyPatch) -> list[Filled]:
    """What is handed to the writers from here on."""
    filled: list[Filled] = []

    def made(one: Filled) -> Made:
        filled.append(one)
        return Made(b"made")

    monkeypatch.setattr(filling, "built_for", lambda _channel: made)
    return filled


def queued(store: Store, warehouse: Warehouse, channel: str) -> tuple[Campaign, list[Dispatch]]:
    """A campaign on a channel, approved, and the one message it has to send."""
    base(warehouse)
    address, writing = OTHERS[channel]
    other, setup = TemplateId("other"), frozenset({"email", channel})
    told: dict[str, Any] = {"name": "Other", "writings": [writing], "channel": Channel(channel)}
    with store.transaction() as tx:
        messages.save(tx, other, note="", by=ANA, at=MONDAY, **told)
        ready_campaign(tx, holdout_share=0.0)
        submit(tx, warehouse.current(), edit(tx, template_id=other, channels=setup))
        approved = approve(tx)
        outbox.queue(tx, approved, [("c1", "a1", address)], ids=CountedIds(), at=MONDAY)
        batch = records.claim(tx, CAMPAIGN, by="worker", at=MONDAY, limit=10)
    return approved, batch


@pytest.mark.parametrize("channel", OTHERS)
@pytest.mark.parametrize("marks", [replace(REACHED, tracks=True), UNMARKED])
def test_only_mails_are_counted_and_every_channel_has_the_page_of_leaving(
    store: Store,
    warehouse: Warehouse,
    monkeypatch: pytest.MonkeyPatch,
    marks: Marks,
    channel: str,
) -> None:
    filled = noted(monkeypatch)
    approved, batch = queued(store, warehouse, channel)

    compose = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "UTC", marks=marks)
    compose(approved, batch)[batch[0].id].build(MONDAY)

    said = filled[0].rendered.text + filled[0].rendered.html
    there = marks.leaving("a1") or "mailto:news@house.test?subject=unsubscribe%20a1"
    assert there in said
    assert SHOP in said
    assert "https://house.test/c/" not in said
    assert "https://house.test/o/" not in said
    with store.reading() as tx:
        assert links.kept(tx, CAMPAIGN, "1-1") == {}


def test_a_letter_on_paper_is_dated_where_the_house_is(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled = noted(monkeypatch)
    approved, batch = queued(store, warehouse, "letter")

    compose = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "Asia/Vladivostok")
    compose(approved, batch)[batch[0].id].build(MONDAY)

    assert filled[0].zone == "Asia/Vladivostok"


@pytest.mark.parametrize("key", [UNMARKED.key, b"of another house"])
def test_nobody_is_written_to_where_somebody_forgotten_was(
    store: Store, warehouse: Warehouse, key: bytes
) -> None:
    approved, batch = queued(store, warehouse, "sms")
    alias = forgetting.pseudonym(key, "sms", "8 (916) 123-45-67")
    order = Suppression("s", "sms", alias, Reason.LEGAL, "", MONDAY, "erasure")
    with store.transaction() as tx:
        forgetting.note(tx, key, forgetting.CONTACT, "long gone", by="ada", at=MONDAY)
        suppressions.add(tx, order)

    compose = Composer(store, warehouse, BOOKS.recipients, MONDAY.date, "UTC")

    assert compose(approved, batch)[batch[0].id].has_consent is (key != UNMARKED.key)
