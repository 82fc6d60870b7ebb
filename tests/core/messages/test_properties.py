"""Whatever the client data holds, a message is inert: tried with anything hypothesis has."""

from datetime import UTC, datetime
from email import message_from_bytes, policy

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from core.messages import rendering
from core.messages.fields import declared_fields
from core.messages.model import Writing
from core.messages.starters import starter
from core.messages.writers import email

AT = datetime(2026, 3, 2, tzinfo=UTC)
ANYTHING = st.text(max_size=60) | st.text(
    alphabet="<>&\"'{}%#\r\n\t\x00:=?;@\\ .-\u202e\u2028ab ж", max_size=40
)
VALUES = st.none() | ANYTHING
PLAIN = {"name": "A", "address": "b"}
HTML = (
    '<p title="{{ contact.first_name | fallback("-") }}">{{ contact.first_name }}</p>'
    "{{ contact.last_name | upper }}{{ account.name | title }}{{ account.products | join('') }}"
)
OURS = HTML.count("<")


@given(first=VALUES, last=VALUES, company=VALUES, products=st.lists(VALUES, max_size=3))
@example(first="<script>", last='"><img>', company="'<", products=["</p>"])
@settings(max_examples=300, deadline=None)
def test_no_value_opens_a_tag_or_leaves_its_attribute(
    first: str | None, last: str | None, company: str | None, products: list[str | None]
) -> None:
    values = rendering.values_for(
        {"first_name": first, "last_name": last},
        {"name": company, "products": products},
        PLAIN,
    )

    html = rendering.compiled(Writing("s", HTML, "t")).render(values).html

    assert html.count("<") == OURS
    assert html.count('"') == 2
    assert "\n" not in html


@given(value=ANYTHING, name=ANYTHING)
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_contact_gets_one_mail_with_the_headers_we_wrote(value: str, name: str) -> None:
    message = starter("ru")
    everything = {field.key: value for field in declared_fields().values()}
    values = rendering.values_for(everything, everything, {"name": name, "address": "a@b.c"})
    rendered = rendering.compiled(message).render(values)

    mail = email.build(
        rendered,
        to_name=value,
        to_address="ivan@orbit.example",
        sender_name=name,
        sender_address="news@cockpit.example",
        message_id="a@b.example",
        sent_at=AT,
        extra={},
    )

    parsed = message_from_bytes(mail, policy=policy.default)
    assert "\n" not in rendered.subject
    assert not parsed.defects
    assert len(parsed.keys()) == 9
    assert [one.addr_spec for one in parsed["To"].addresses] == ["ivan@orbit.example"]
    assert [one.addr_spec for one in parsed["From"].addresses] == ["news@cockpit.example"]
    assert parsed["Subject"].rstrip() == rendered.subject
