"""Ground for the rehearsal's benchmark: a message of 30 kB made of MJML, and its audience."""

from datetime import date
from pathlib import Path
from typing import Any

from duckdb import DuckDBPyConnection

from core.campaigns.model import CampaignId
from core.campaigns.rehearsal import Plan
from core.foundation.clock import SystemClock
from core.messages.finishing import finished
from core.messages.model import Channel, Markup, Writing
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

SIZE = 30_000  # bytes of the message, filled

_HEAD = """
<mjml><mj-head>
<mj-title>Тариф для бизнеса</mj-title>
<mj-preview>Условия для {{ account.name }}</mj-preview>
<mj-attributes><mj-all font-family="Arial, sans-serif" /></mj-attributes>
</mj-head><mj-body background-color="#f4f6f8">
<mj-section background-color="#ffffff"><mj-column>
<mj-image src="https://cockpit.example/logo.png" alt="Логотип" width="160px" />
<mj-text font-size="22px">Добрый день, {{ contact.first_name | fallback("коллега") }}!</mj-text>
<mj-text>Компания {{ account.name }} с нами с {{ account.since | date("long") }}, сейчас
вы платите {{ account.monthly_fee | money }} в месяц. Ваш менеджер —
{{ account.account_manager | fallback("служба поддержки") }}.</mj-text>
</mj-column></mj-section>
"""
_OFFER = """
<mj-section background-color="#ffffff" padding="12px 24px"><mj-column width="60%">
<mj-text font-size="16px" color="#1b1f23">Тариф «Бизнес {number}»: интернет {number}00 Мбит/с,
постоянный адрес и круглосуточная поддержка в городе {{{{ account.city | fallback("вашем") }}}}.
</mj-text></mj-column><mj-column width="40%">
<mj-button background-color="#0b5cad" color="#ffffff"
 href="https://cockpit.example/tariffs/{number}?company={{{{ account.name | urlencode }}}}">
Условия</mj-button></mj-column></mj-section>
"""
_FOOT = """
<mj-section><mj-column><mj-text font-size="12px" color="#4b5263">Реклама. {{ sender.name }},
{{ sender.address }}. <a href="{{ unsubscribe_url }}" style="color:#0b5cad">Отписаться</a>
</mj-text></mj-column></mj-section></mj-body></mjml>
"""
SUBJECT = "{{ account.name }}: интернет дешевле, чем {{ account.monthly_fee | money }}"


def message(size: int = SIZE) -> Writing:
    """As many offers as fill the size; the text is made of the HTML."""
    offers, writing = 0, Writing()
    while len(writing.html.encode()) < size:
        offers += 1
        body = "".join(_OFFER.format(number=number) for number in range(1, offers + 1))
        source = Writing(SUBJECT, _HEAD + body + _FOOT, markup=Markup.MJML, language="ru")
        writing = finished(source, Channel.EMAIL)
    return writing


def base(folder: Path, contacts: int) -> Snapshot:
    """A published base with so many contacts, four to an account."""

    def fill(connection: DuckDBPyConnection) -> None:
        connection.execute(
            f"""
            INSERT INTO accounts (account_id, name, city, account_manager, since, status)
            SELECT 'a' || i, 'ООО «Компания № ' || i || '»',
                ['Москва', 'Казань', 'Пермь', NULL][1 + i % 4],
                'Менеджер ' || i % 40, DATE '2015-01-01' + (i % 3000)::INTEGER, 'active'
            FROM range({contacts // 4}) t(i)
            """
        )
        connection.execute(
            f"""
            INSERT INTO contacts (contact_id, account_id, full_name, first_name, email)
            SELECT 'c' || i, 'a' || i // 4, 'Иван Петрович Сидоров-' || i,
                CASE WHEN i % 5 = 0 THEN NULL ELSE 'Иван' END, 'person' || i || '@firm.example'
            FROM range({contacts}) t(i)
            """
        )
        connection.execute(
            f"""
            INSERT INTO services (service_id, account_id, product, status, monthly_fee)
            SELECT 's' || i, 'a' || i, 'internet', 'active', 1000 + i % 9000
            FROM range({contacts // 4}) t(i)
            """
        )

    warehouse = Warehouse(folder)
    at = SystemClock().now()
    warehouse.publish(fill, name="bench", by="bench", at=at, as_of=date(2026, 3, 1), note="")
    return warehouse.current()


def plan(contacts: int, writing: Writing) -> Plan:
    """A rehearsal of everybody."""
    return Plan(
        campaign_id=CampaignId("bench"),
        digest="",
        channel=Channel.EMAIL,
        writings=(writing,),
        contacts=tuple((f"c{i}", f"person{i}@firm.example") for i in range(contacts)),
        fixed=fixed(),
        groups=(),
        seed="7",
    )


def fixed() -> dict[str, Any]:
    """What is the same for everybody."""
    return {
        "sender": {"name": "ООО «Оператор»", "address": "news@cockpit.example"},
        "brief": {},
        "unsubscribe_url": "mailto:news@cockpit.example?subject=unsubscribe%20bench",
    }
