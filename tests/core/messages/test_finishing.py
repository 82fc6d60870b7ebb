"""Snippets in, MJML out, links told where they stand: once, and line for line."""

import pytest

from core.messages.fields import stand_ins
from core.messages.finishing import checked, finished
from core.messages.model import BadTemplate, Channel, Markup, Snippet, Utm, Writing
from core.messages.rendering import compiled
from core.messages.snippets import expanded, names_in
from tests.conftest import MONDAY

FOOTER = Snippet(
    "footer", 1, "<p>\n{{ account.name }}</p>", "-- \n{{ sender.name }}\n", "ana", MONDAY
)
KNOWN = {"footer": FOOTER}
UTM = Utm("house", "email", "осень", ("telecom.example",))


def test_a_snippet_s_source_stands_where_it_was_included_and_no_line_moves() -> None:
    writing = Writing("S", '<p>a</p>\n{% include "footer" %}\n<p>b {{ x }}</p>', "t")

    whole = expanded(writing, KNOWN)

    assert whole.html == "<p>a</p>\n<p> {{ account.name }}</p>\n<p>b {{ x }}</p>"
    lines = [
        one.line for one in checked(writing, Channel.EMAIL, snippets=KNOWN) if one.is_error
    ]
    assert lines == [3]


def test_a_snippet_of_several_lines_is_read_as_several_lines_in_a_text() -> None:
    writing = Writing("S", "", 'Hello\n{% include "footer" %}\nBye')

    text = compiled(expanded(writing, KNOWN)).render(stand_ins("en")).text

    assert text == "Hello\n-- \n‹Sender’s name›\nBye"


def test_blocks_in_a_snippet_leave_no_empty_lines_as_they_would_not_elsewhere() -> None:
    source = "{% if account.name %}\nyes\n  {% else %}\nno\n{% endif %}\nend"
    snippet = Snippet("x", 1, "", source, "ana", MONDAY)
    alone = compiled(Writing(text=source)).render(stand_ins("en")).text

    whole = expanded(Writing(text='{% include "x" %}'), {"x": snippet})

    assert compiled(whole).render(stand_ins("en")).text == alone == "yes\nend"


@pytest.mark.parametrize(
    ("source", "key"),
    [
        ('{% include "foter" %}', "snippets-unknown-nearest"),
        ('{% include "nothing-like-it" %}', "snippets-unknown"),
        ("{% include account.name %}", "snippets-plain-include"),
        ('{% include "footer" ignore missing %}', "snippets-plain-include"),
        ('{% include ["footer"] %}', "snippets-plain-include"),
        ('{% include "foo" + "ter" %}', "snippets-plain-include"),
        ('{% include "footer" %}' * 51, "snippets-too-many"),
    ],
)
def test_an_include_that_cannot_be_is_named_with_its_line(source: str, key: str) -> None:
    found = checked(Writing("S", f"<p>\n{source}</p>", "t"), Channel.EMAIL, snippets=KNOWN)

    assert [(one.line, one.key) for one in found] == [(2, key)]
    assert all(one.sentence("ru") for one in found)


def test_an_include_inside_raw_text_or_a_comment_includes_nothing() -> None:
    writing = Writing("S", '{% raw %}{% include "x" %}{% endraw %}{# {% include "y" %} #}', "t")

    assert names_in(writing) == []
    assert expanded(writing, {}) == writing


def test_a_snippet_inside_a_snippet_is_refused_by_the_first_wall() -> None:
    loop = Snippet("loop", 1, '<p>{% include "loop" %}</p>', "", "ana", MONDAY)

    found = checked(
        Writing("S", '{% include "loop" %}', "t"), Channel.EMAIL, snippets={"loop": loop}
    )

    assert "messages-no-statement" in {one.key for one in found}


def test_links_to_our_sites_say_where_a_visitor_came_from_once_and_before_a_fragment() -> None:
    writing = Writing(
        "S",
        '<p><a href="https://telecom.example">a</a>'
        '<a href="https://www.telecom.example/x?q={{ account.name | urlencode }}#top">b</a>'
        '<a href="https://telecom.example/?utm_source=mine">c</a>'
        '<a href="https://nottelecom.example/">d</a><a href="{{ unsubscribe_url }}">e</a>'
        '<a href="https://telecom.example@evil.example/">f</a>'
        '<a href="mailto:a@b.example">g</a></p>',
        "See https://telecom.example/x. And (https://other.example).",
    )
    values = (
        "utm_source=house&amp;utm_medium=email&amp;utm_campaign=%D0%BE%D1%81%D0%B5%D0%BD%D1%8C"
    )

    once = finished(writing, Channel.EMAIL, utm=UTM)
    twice = finished(once, Channel.EMAIL, utm=UTM)

    assert f'"https://telecom.example?{values}"' in once.html
    assert f"?q={{{{ account.name | urlencode }}}}&amp;{values}#top" in once.html
    assert "?utm_source=mine&amp;utm_medium=email&amp;utm_campaign=" in once.html
    assert all(
        f'href="{left}"' in once.html
        for left in (
            "https://nottelecom.example/",
            "{{ unsubscribe_url }}",
            "https://telecom.example@evil.example/",
            "mailto:a@b.example",
        )
    )
    assert once.text == (
        f"See https://telecom.example/x?{values.replace('&amp;', '&')}. "
        "And (https://other.example)."
    )
    assert (twice.html, twice.text) == (once.html, once.text)


def test_an_email_without_a_text_gets_one_and_its_preview_is_no_part_of_it() -> None:
    source = (
        "<mjml><mj-head><mj-preview>peek</mj-preview></mj-head><mj-body><mj-section><mj-column>"
        '<mj-text>Hello {{ account.name }}</mj-text><mj-button href="https://a.example/">Go'
        "</mj-button></mj-column></mj-section></mj-body></mjml>"
    )

    whole = finished(Writing("S", source, markup=Markup.MJML), Channel.EMAIL)

    assert whole.text == "Hello {{ account.name }}\n\nGo: https://a.example/\n"
    assert whole.markup is Markup.HTML


BRACES = "&#123;&#123; contact.email &#125;&#125;{% raw %}{{ contact.email }}{% endraw %}"


def test_braces_that_were_text_never_come_to_life() -> None:
    link = '<a href="https://telecom.example/">{% raw %}{{ contact.email }}{% endraw %}</a>'
    html = f"<style>p {{ top: 0 }}</style><p>{BRACES}</p>{link}"
    entities = "<style>p { top: 0 }</style><p>&#123;&#123; contact.email }}</p>"
    for source in (html, entities):
        whole = finished(Writing("S", source, "t"), Channel.EMAIL, utm=UTM)

        shown = compiled(whole).render(stand_ins("en")).html

        assert "‹" not in shown
    mjml = f"<mjml><mj-body><mj-raw>{BRACES}</mj-raw></mj-body></mjml>"
    with pytest.raises(BadTemplate):
        finished(Writing("S", mjml, "t", markup=Markup.MJML), Channel.EMAIL)


def test_what_cannot_be_finished_says_so() -> None:
    with pytest.raises(BadTemplate):
        finished(Writing("S", '{% include "foter" %}', "t"), Channel.EMAIL, snippets=KNOWN)
