"""Templates that want out, or never to end, are refused before they are saved."""

from datetime import UTC, datetime
from time import perf_counter

import pytest

from core.messages import rendering
from core.messages.linting import check_part
from core.messages.model import Channel, Part, Template, TemplateId, Writing, errors
from core.messages.rendering import Unrenderable
from tests.core.messages.hostile import BAD_ADDRESSES, ESCAPES, RUNAWAYS, corpus

SECONDS_OF_A_CHECK = 2.0


def short(text: object) -> str:
    return repr(text)[:40]


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("source", [*ESCAPES, *corpus("ssti")], ids=short)
def test_a_template_that_reaches_for_more_than_fields_is_refused(
    source: str, part: Part
) -> None:
    assert errors(check_part(part, source))


@pytest.mark.parametrize("part", list(Part))
@pytest.mark.parametrize("source", [*RUNAWAYS, *corpus("template_dos")], ids=short)
def test_a_template_that_would_run_away_is_refused_in_time(source: str, part: Part) -> None:
    start = perf_counter()

    findings = check_part(part, source)

    assert errors(findings)
    assert perf_counter() - start < SECONDS_OF_A_CHECK


@pytest.mark.parametrize("source", ESCAPES[:30], ids=short)
def test_the_second_wall_holds_without_the_first(source: str) -> None:
    """What slipped past the check neither compiles nor shows anything of Python."""
    try:
        sheets = rendering.compiled(Writing(source, source, source))
        said = sheets.render({"contact": {"first_name": "Ivan"}, "account": {}, "sender": {}})
    except Unrenderable:
        return

    assert "<" not in said.text
    assert "__" not in said.text


@pytest.mark.parametrize(
    "case",
    [
        {"name": "x{0.__class__}{% raise %}','r')) #", "body": "{% include 'no-such' %}"},
        {"name": "');import os;#", "body": "{% extends name %}"},
        *corpus("ssti_template_name"),
    ],
    ids=short,
)
def test_a_name_is_never_code(case: dict[str, str]) -> None:
    template = Template(
        id=TemplateId(case["name"]),
        name=case["name"],
        version=1,
        channel=Channel.EMAIL,
        writings=(Writing("Hello", "<p>Hello</p>", "Hello"),),
        saved_by="ana",
        saved_at=datetime(2026, 3, 2, tzinfo=UTC),
    )

    rendered = rendering.compiled(template.first).render({})

    assert rendered.html == "<p>Hello</p>"
    assert errors(check_part(Part.HTML, case["body"]))


@pytest.mark.parametrize("address", [*BAD_ADDRESSES, *corpus("url")], ids=short)
def test_a_link_that_is_no_plain_address_is_refused(address: str) -> None:
    findings = check_part(Part.HTML, f'<p><a href="{address}">here</a></p>')

    assert errors(findings)


@pytest.mark.parametrize("address", ["javascript:alert(1)", *corpus("url")], ids=short)
@pytest.mark.parametrize(
    "place",
    [
        "<a href='{}'>x</a>",
        '<img src="{}">',
        '<td background="{}">x</td>',
        '<!--[if mso]><a href="{}">x</a><![endif]-->',
        '<v:rect href="{}"></v:rect>',
        "<style>a{{background:url({})}}</style>",
        '<p style="background:url({})">x</p>',
    ],
)
def test_wherever_an_address_stands_it_is_looked_at(place: str, address: str) -> None:
    assert errors(check_part(Part.HTML, place.format(address)))


@pytest.mark.parametrize(
    "html",
    [
        "<script>alert(1)</script>",
        "<SCRIPT SRC=https://a.example/x.js></SCRIPT>",
        "<iframe src='https://a.example/'></iframe>",
        "<p onclick='x()'>a</p>",
        "<svg onload=alert(1)>",
        "<base href='https://a.example/'>",
        "<meta http-equiv='refresh' content='0;url=https://a.example/'>",
        "<form action='https://a.example/'><input></form>",
        "<link rel='stylesheet' href='https://a.example/x.css'>",
        "<style>@import 'https://a.example/x.css';</style>",
        "<style>p{color:{{ contact.first_name }}}</style>",
        "<p style='color:{{ contact.first_name }}'>a</p>",
        "<!--><a href=javascript:alert(1)>-->",
        "<!--[if mso]><script>alert(1)</script><![endif]-->",
        "<!-- {% if contact.first_name %} -->",
        "<title><!--</title><img src=x onerror=alert(1)>-->",
        "<{{ contact.first_name }}>",
        "</{{ contact.first_name }}>",
        "<im{{ contact.first_name }} src='https://a.example/'>",
        "<img {{ contact.first_name }}='x'>",
        "<img alt={{ contact.first_name }} src='https://a.example/'>",
        '{% if contact.first_name %}<p title="{% else %}<p class="x">{% endif %}',
        "<p {% if contact.first_name %}class='a'{% endif %}>a</p>",
        "<p title='never closed>a</p>",
        "<a/href='https://a.example/'>x</a>",
        "<p>a<",
        "<style>never closed",
        "<?php echo 1 ?>",
        "<![CDATA[<script>]]>",
    ],
)
def test_html_that_a_mail_has_no_use_for_is_refused(html: str) -> None:
    if html.endswith("a<"):
        assert not errors(check_part(Part.HTML, html)), "a lone “<” is text to everybody"
        return

    assert errors(check_part(Part.HTML, html))


@pytest.mark.parametrize("piece", ["<", "<a ", "<!--", "</", "<a b='", "&", "<style>"])
def test_broken_markup_of_any_length_is_read_in_time(piece: str) -> None:
    start = perf_counter()

    check_part(Part.HTML, piece * (290_000 // len(piece)))

    assert perf_counter() - start < SECONDS_OF_A_CHECK
