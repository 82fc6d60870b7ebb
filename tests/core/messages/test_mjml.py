"""MJML becomes HTML with every field, condition and loop in its place, and loads nothing."""

import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messages.fields import stand_ins
from core.messages.finishing import checked, finished
from core.messages.mjml import source_html
from core.messages.model import (
    BadTemplate,
    Channel,
    Markup,
    Rendered,
    Snippet,
    Utm,
    Writing,
)
from core.messages.rendering import compiled
from core.messages.starters import starter
from tests.conftest import MONDAY
from tests.core.messages.hostile import ESCAPES, corpus


def page(body: str, head: str = "") -> str:
    return f"<mjml><mj-head>{head}</mj-head><mj-body>\n{body}\n</mj-body></mjml>"


def section(inside: str) -> str:
    return f"<mj-section><mj-column>{inside}</mj-column></mj-section>"


def made(source: str) -> str:
    return source_html(Writing(html=source, markup=Markup.MJML)).html


def filled(source: str, **account: object) -> Rendered:
    values = stand_ins("en")
    values["account"] = values["account"] | account
    return compiled(source_html(Writing(html=source, markup=Markup.MJML))).render(values)


def keys(source: str) -> list[tuple[int, str]]:
    writing = Writing("S", source, "t {{ unsubscribe_url }}", markup=Markup.MJML)
    found = checked(writing, Channel.EMAIL)
    return [(one.line, one.key) for one in found if one.is_error]


def test_a_field_stands_where_the_author_put_it_in_text_address_and_description() -> None:
    html = made(
        page(
            section(
                "<mj-text>Hello {{ account.name }}</mj-text>"
                '<mj-button href="https://a.example/?x={{ account.name | urlencode }}&amp;y=1">'
                "Go</mj-button>"
                '<mj-image src="https://a.example/i.png" alt="For {{ account.name }}" />'
            ),
            head="<mj-title>{{ account.name }}</mj-title>"
            '<mj-preview>{{ account.city | fallback("town") }}</mj-preview>',
        )
    )

    assert "Hello {{ account.name }}<" in html
    assert 'href="https://a.example/?x={{ account.name | urlencode }}&amp;y=1"' in html
    assert 'alt="For {{ account.name }}"' in html
    assert "<title>{{ account.name }}</title>" in html
    assert '{{ account.city | fallback("town") }}</div>' in html


def test_conditions_around_whole_sections_columns_and_pieces_decide_over_them() -> None:
    source = page(
        "{% if account.city %}"
        + section("<mj-text>in a town</mj-text>")
        + "{% else %}"
        + section("<mj-text>nowhere</mj-text>")
        + "{% endif %}"
        + "<mj-section>{% if account.city %}<mj-column><mj-text>column</mj-text></mj-column>"
        + "{% endif %}<mj-column>{% if account.city %}<mj-text>piece</mj-text>{% endif %}"
        + "</mj-column></mj-section>"
    )

    there, not_there = filled(source, city="Kazan").html, filled(source, city=None).html

    assert all(word in there for word in ("in a town", ">column<", ">piece<"))
    assert "nowhere" not in there
    assert "nowhere" in not_there
    assert not any(word in not_there for word in ("in a town", ">column<", ">piece<"))


def test_a_loop_around_the_rows_of_a_table_repeats_rows_and_stays_inside_the_table() -> None:
    source = page(
        section(
            "<mj-table><tr><th>Yours</th></tr>{% for one in account.products %}"
            "<tr><td>{{ loop.index }}. {{ one }}</td></tr>{% endfor %}</mj-table>"
        )
    )

    html = filled(source, products=["Fiber", "Phone"]).html

    assert html.index("Yours") < html.index("1. Fiber</td></tr>") < html.index("2. Phone</td>")
    assert html.index("2. Phone") < html.index("</table>", html.index("Yours"))


def test_styles_stand_in_their_tags_and_what_cannot_stays_a_style() -> None:
    html = made(
        page(
            section('<mj-text><b class="x">bold</b></mj-text>'),
            head="<mj-style>.x { color: red } a:hover { color: blue }"
            " @media (max-width: 300px) { .x { color: green; top: 0 !important } }</mj-style>",
        )
    )

    assert '<b class="x" style="color: red;">' in html
    assert "a:hover { color: blue; }" in html
    narrow = "@media (max-width: 300px) { .x { color: green !important; top: 0 !important } }"
    assert narrow in html


def test_nothing_that_mail_would_load_from_elsewhere_comes_along() -> None:
    html = made(page(section("<mj-text font-family='Ubuntu'>a</mj-text>")))

    assert "fonts.googleapis" not in html
    assert "<link" not in html
    assert "@import" not in html


@pytest.mark.parametrize(
    ("body", "key"),
    [
        ('<mj-include path="/etc/passwd" />', "mjml-no-include"),
        ('<mj-include path="https://evil.example/a.mjml" />', "mjml-no-include"),
        ("<mj-raw><script>alert(1)</script></mj-raw>", "messages-forbidden-tag"),
        (section('<mj-text><img src="x" onerror="1" /></mj-text>'), "messages-forbidden-link"),
        (section('<mj-text onclick="x">a</mj-text>'), "messages-forbidden-attribute"),
        (section('<mj-button href="javascript:x">a</mj-button>'), "messages-script-address"),
        (section('<mj-button href="/local">a</mj-button>'), "messages-forbidden-link"),
        ('<mj-section background-url="file:///etc/passwd" />', "messages-forbidden-link"),
        ("<mj-sektion></mj-sektion>", "mjml-unknown-tag-nearest"),
        ("<mj-carousel></mj-carousel>", "mjml-unknown-tag"),
        ("<mj-section>words</mj-section>", "mjml-text-outside"),
        ("{{ account.name }}", "mjml-text-outside"),
        ("<p>HTML</p>", "mjml-html-outside"),
        (section("<mj-text><mj-text>a</mj-text></mj-text>"), "mjml-inside-html"),
        (section('<mj-text color="{{ account.name }}">a</mj-text>'), "mjml-hole-in-attribute"),
        ("<mj-section><mj-column></mj-section>", "mjml-unclosed"),
        ("{% if account.city %}<mj-section>{% endif %}</mj-section>", "mjml-block-across"),
        (section("<mj-text>" + "<b>" * 3000 + "</mj-text>"), "messages-too-deep"),
        (section("<mj-text>{{ nobody }}</mj-text>"), "messages-no-such-name"),
    ],
)
def test_what_no_message_may_hold_is_refused_on_its_line(body: str, key: str) -> None:
    found = keys(page(body))

    assert key in {one for _, one in found}
    assert {line for line, one in found if one == key} <= {0, 2}


@pytest.mark.parametrize(
    "head",
    [
        "<mj-html-attributes><mj-selector path='.x'><mj-html-attribute name='onclick'>a"
        "</mj-html-attribute></mj-selector></mj-html-attributes>",
        '<mj-font name="x" href="https://evil.example/a.css" />',
        "<mj-style>.x { background: url(http://evil.example/a) }</mj-style>",
        "<mj-style>@import url(https://evil.example/a.css);</mj-style>",
        "<mj-style>.x { color: {{ account.name }} }</mj-style>",
        "<mj-raw><base href='https://evil.example' /></mj-raw>",
    ],
)
def test_a_hostile_head_is_refused(head: str) -> None:
    assert keys(page(section("<mj-text>a</mj-text>"), head=head))


def test_what_cannot_be_compiled_is_not_made() -> None:
    with pytest.raises(BadTemplate) as refused:
        made("<p>no MJML</p>")

    assert [one.key for one in refused.value.findings] == [
        "mjml-no-root",
        "mjml-html-outside",
        "mjml-text-outside",
    ]


def test_plain_html_has_its_styles_inlined_and_its_constructs_where_they_were() -> None:
    html = (
        "<html><head><style>td { color: red }</style></head><body><table>"
        "{% for one in account.products %}<tr><td>{{ one }}</td></tr>{% endfor %}"
        "</table><!--[if mso]><p>{{ account.name }}</p><![endif]--></body></html>"
    )

    inlined = source_html(Writing(html=html)).html

    row = '{% for one in account.products %}<tr><td style="color: red;">{{ one }}</td></tr>'
    assert row in inlined
    assert "<!--[if mso]><p>{{ account.name }}</p><![endif]-->" in inlined


@pytest.mark.parametrize(
    "html",
    [
        "<style>td { color: red }</style><table>{% if account.city %}<tr><td>{% else %}<tr>"
        '<td class="x">{% endif %}a</td></tr></table>',
        "<style>p { color: red }</style><table><p>moved</p></table>",
        "<p>broken <",
    ],
)
def test_html_that_a_reader_would_repair_stays_as_it_was_written(html: str) -> None:
    assert source_html(Writing(html=html)).html == html


SLOW = {
    "blanks": Writing(text='{% include "a" %}'),
    "roots": Writing(html='<mjml a="' + "<mjml " * 50_000, markup=Markup.MJML),
    "styles": Writing(html="<style>" + "<style " * 40_000 + "</style>"),
    "media": Writing(html="<style>" + "@media a{" * 30_000 + "</style>"),
    "declarations": Writing(html="<style>@media a{b{c:" + " d" * 100_000 + "!}}</style>"),
    "selectors": Writing(html="<style>" + "a," * 100_000 + "a{}</style>" + "<a></a>" * 9_000),
    "rules": Writing(html="<style>" + "*{top:0}" * 30_000 + "</style>" + "<a></a>" * 9_000),
    "tags": Writing(html="<style>a{top:0}</style>" + "<b>" * 90_000),
    "links": Writing(html='<a href="https://a.example' * 10_000),
}


@pytest.mark.parametrize("kind", SLOW)
def test_a_source_made_to_be_slow_is_answered_soon(kind: str) -> None:
    blanks = Snippet("a", 1, "", "a" + " " * 99_990 + "\nb", "ana", MONDAY)
    begun = time.monotonic()

    with suppress(BadTemplate):
        finished(
            SLOW[kind],
            Channel.EMAIL,
            snippets={"a": blanks},
            utm=Utm("a", hosts=("a.example",)),
        )

    assert time.monotonic() - begun < 5  # seconds; what grows with the square takes minutes


def test_html_of_many_paragraphs_that_nobody_closed_goes_out_as_it_was_written() -> None:
    html = "<style>p { top: 0 }</style>" + "<p>a" * 300

    assert source_html(Writing(html=html)).html == html


def test_a_style_of_a_file_is_never_read(tmp_path: Path) -> None:
    sheet = tmp_path / "secret.css"
    sheet.write_text("p { color: rgb(7, 7, 7) }")
    html = (
        f'<html><head><style>@import url("{sheet.as_uri()}"); b {{ top: 0 }}</style>'
        f'<link rel="stylesheet" href="{sheet}"></head><body><p>a</p></body></html>'
    )

    imported = html.replace(f'<link rel="stylesheet" href="{sheet}">', "")

    assert "rgb(7" not in source_html(Writing(html=html)).html
    assert "rgb(7" not in source_html(Writing(html=imported)).html


def test_the_house_s_own_starters_are_made_without_loss() -> None:
    for language in ("ru", "en"):
        writing = starter(language)

        whole = finished(writing, Channel.EMAIL)

        assert whole.html.count("{{") == writing.html.count("{{")
        assert not [one for one in checked(writing, Channel.EMAIL) if one.is_error]


@pytest.mark.parametrize("kind", ["ssti", "template_dos"])
def test_what_is_refused_in_html_is_refused_in_mjml(kind: str) -> None:
    for source in [*corpus(kind), *(ESCAPES if kind == "ssti" else ())]:
        assert keys(page(section(f"<mj-text>{source}</mj-text>"))), source


BLOCKS = st.recursive(
    st.sampled_from(["<mj-text>{{ account.name }}</mj-text>", "<mj-spacer />"]),
    lambda inner: (
        st.builds(
            "{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format,
            st.sampled_from(["account.city", "not account.city"]),
            inner,
            inner,
        )
        | st.builds("{}{}".format, inner, inner)
    ),
    max_leaves=12,
)


@given(BLOCKS, st.sampled_from(["Kazan", None]))
def test_whatever_is_nested_comes_out_as_often_as_jinja_alone_would_say(
    blocks: str, city: str | None
) -> None:
    account = {"name": "Orbit", "city": city}
    alone = compiled(Writing(text=blocks)).render({"account": account}).text

    html = filled(page(section(blocks)), **account).html

    assert html.count(">Orbit</div>") == alone.count("Orbit")
    assert "{%" not in html
    assert html.count("<table") == html.count("</table>")
