"""What a template becomes: inert whatever the values, written as its language writes."""

from datetime import date
from decimal import Decimal
from typing import Any
from unittest.mock import Mock

import pytest

from core.messages import rendering
from core.messages.environment import environment
from core.messages.fields import LONGEST_LIST, declared_fields
from core.messages.model import Rendered, Writing
from core.messages.rendering import MessageTooLong, Unrenderable
from tests.core.messages.hostile import STRANGE_TEXTS, corpus


def filled(source: str, **contact: Any) -> Rendered:
    account = {
        "name": "Orbit",
        "monthly_fee": Decimal("12480.00"),
        "since": date(2019, 3, 1),
        "products": ["Internet", "PBX"],
    }
    values = rendering.values_for(contact, account, {}, unsubscribe_url="https://u.example/1")
    return rendering.compiled(Writing(source, source, source)).render(values)


@pytest.mark.parametrize(
    "value",
    [*STRANGE_TEXTS, *corpus("text_field", "ssti_in_data", "header_injection")],
    ids=lambda value: repr(value)[:40],
)
def test_a_value_is_text_and_nothing_but_text(value: str) -> None:
    rendered = filled("[{{ contact.first_name }}]", first_name=value)

    assert "<" not in rendered.html
    assert '"' not in rendered.html
    assert "\n" not in rendered.subject + rendered.html + rendered.text
    assert rendered.text[1:-1].replace("\u00a0", " ").isprintable()
    assert len(rendered.text) <= 2_002


@pytest.mark.parametrize("value", ["{{7*7}}", *corpus("ssti_in_data")])
def test_a_value_is_never_read_as_a_template(value: str) -> None:
    rendered = filled("{{ contact.first_name }}", first_name=value)

    assert rendered.text == value
    assert rendered.subject == value


def test_html_is_escaped_exactly_once_and_text_is_literal() -> None:
    rendered = filled("{{ contact.first_name }}", first_name="O'Brien & Sons <i> &lt;")

    assert rendered.html == "O&#39;Brien &amp; Sons &lt;i&gt; &amp;lt;"
    assert rendered.text == "O'Brien & Sons <i> &lt;"


def test_filters_do_not_undo_the_escaping() -> None:
    source = "{{ contact.first_name | trim | title | truncate(12) | fallback('<') }}"

    assert "<" not in filled(source, first_name="<b>bold</b> man").html
    assert filled(source, first_name="").html == "&lt;"


def test_marks_are_kept_as_far_as_a_language_needs_them() -> None:
    assert filled("{{ contact.first_name }}", first_name="Nguyễn Йо́сиф").text == "Nguyễn Йо́сиф"


@pytest.mark.parametrize("empty", [None, "", "  ", "\u200b", float("nan")])
def test_an_empty_value_gives_way_to_its_fallback(empty: Any) -> None:
    source = "{{ contact.first_name | fallback('colleague') }}"

    assert filled(source, first_name=empty).text == "colleague"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("fee {{ account.monthly_fee | money }}", "fee 12,480\u00a0₽"),
        ("цена {{ account.monthly_fee | money }}", "цена 12\u00a0480\u00a0₽"),
        ("{{ account.monthly_fee | number(2) }}", "12,480.00"),
        ("{{ account.monthly_fee }}", "12,480"),
        ("{{ account.since }}", "Mar 1, 2019"),
        ("{{ account.since | date('long') }} и", "1 марта 2019\u202fг. и"),
        ("{{ account.products | join(' + ') }}", "Internet + PBX"),
        ("{{ account.products }}", "Internet, PBX"),
        (
            "{% for p in account.products %}{{ loop.index }}{{ p }} {% endfor %}",
            "1Internet 2PBX ",
        ),
        ("{{ account.monthly_fee | plural('рубль', 'рубля', 'рублей') }}", "рублей"),
        ("{{ account.monthly_fee | plural('ruble', 'rubles') }}", "rubles"),
        ("{% if account.last_sale %}a{% else %}b{% endif %}", "b"),
        ("{{ unsubscribe_url }}", "https://u.example/1"),
        ("https://x.example/?n={{ account.name | urlencode }}", "https://x.example/?n=Orbit"),
    ],
)
def test_values_are_written_as_the_template_s_language_does(source: str, said: str) -> None:
    assert filled(source).text == said


@pytest.mark.parametrize(
    ("source", "said"),
    [
        (
            "{% for p in account.products %}{{ p }}-{{ p }} {% endfor %}",
            "Internet-Internet PBX-PBX ",
        ),
        ("{% if account.city %}{{ account.city }}{% endif %}{{ account.city }}.", "."),
        (
            "{% if account.name %}{{ account.name }}{% endif %}/{{ account.name }}",
            "Orbit/Orbit",
        ),
        ("{{ account.name | fallback('a') }}{{ account.name | fallback('b') }}", "OrbitOrbit"),
        ("{{ contact.position | fallback('a') }}{{ contact.position | fallback('b') }}", "ab"),
    ],
)
def test_what_is_said_again_says_the_same_and_no_more(source: str, said: str) -> None:
    rendered = filled(source, position=None)

    assert (rendered.html, rendered.text) == (said, said)


def test_what_is_said_again_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    quoted = Mock(return_value="Orbit")
    monkeypatch.setitem(environment("en", escapes=True).filters, "urlencode", quoted)

    rendered = filled("{{ account.name | urlencode }} " * 3)

    assert rendered.html == "Orbit " * 3
    assert quoted.call_count == 1


def test_a_subject_is_one_line_whatever_it_was_filled_with() -> None:
    rendered = filled("Dear  {{ contact.first_name }}\n", first_name="Ivan\r\nBcc: a@b.example")

    assert rendered.subject == "Dear Ivan Bcc: a@b.example"


def test_values_hold_every_declared_field_and_no_other() -> None:
    values = rendering.values_for(
        {"first_name": "Ivan", "password": "secret"}, {"overdue_amount": 5}, {"name": "We"}
    )

    assert values["contact"]["first_name"] == "Ivan"
    assert "password" not in values["contact"]
    assert "overdue_amount" not in values["account"]
    levels = ("contact", "account", "sender", "brief")
    assert {f"{level}.{key}" for level in levels for key in values[level]} == {
        field.name for field in declared_fields().values()
    }


def test_values_that_a_template_does_not_ask_for_are_not_looked_up() -> None:
    asked = frozenset({"account.name", "account", "survey_3"})
    values = rendering.values_for(
        {}, {"name": "Orbit"}, {}, survey_url="https://s", asked=asked
    )

    assert values["account"] == {"name": "Orbit"}
    assert values["contact"] == values["sender"] == values["brief"] == {}
    assert values["survey_3"] == "https://s?answer=3"


def test_a_field_that_was_not_given_stops_the_message() -> None:
    sheets = rendering.compiled(Writing("{{ contact.first_name }}", "", ""))

    with pytest.raises(Unrenderable):
        sheets.render({"contact": {}})


def test_a_message_too_long_for_anybody_stops() -> None:
    source = "{% for a in account.products %}" + "x" * 300_000 + "{% endfor %}"
    sheets = rendering.compiled(Writing("", source, ""))
    values = rendering.values_for({}, {"products": ["a"] * 20}, {})

    with pytest.raises(MessageTooLong):
        sheets.render(values)


def test_a_list_is_cut_where_a_loop_would_run_long() -> None:
    sheets = rendering.compiled(Writing("", "{% for a in account.products %}x{% endfor %}", ""))

    rendered = sheets.render(rendering.values_for({}, {"products": ["a"] * 10_000}, {}))

    assert len(rendered.html) == LONGEST_LIST


def test_a_version_is_compiled_once() -> None:
    first = rendering.compiled(Writing("a", "b", "c"))

    assert rendering.compiled(Writing("a", "b", "c")) is first


def test_a_confirmed_price_is_quoted_to_its_last_kopeck() -> None:
    values = rendering.values_for({}, {}, {}, brief={"price": Decimal("1990.50")})
    sheets = rendering.compiled(Writing(text="Цена {{ brief.price | money }}"))

    assert sheets.render(values).text == "Цена 1\u00a0990,50\u00a0₽"
