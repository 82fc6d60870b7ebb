"""The text part out of the HTML one, and the pre-header within it."""

import pytest

from core.messages.linting import check_part
from core.messages.model import Part, errors
from core.messages.plain import text_from
from core.messages.preheader import preheader_of, with_preheader
from core.messages.starters import starter


def test_paragraphs_lists_and_links_stay_readable() -> None:
    html = (
        "<style>p{color:red}</style><h1>Offer</h1><p>Dear&nbsp;you,<br>look:</p><ul><li>One"
        '</li><li>Two</li></ul><p><a href="https://a.example/">here</a></p>'
    )

    assert (
        text_from(html)
        == "Offer\n\nDear you,\nlook:\n\n• One\n\n• Two\n\nhere: https://a.example/\n"
    )


def test_fields_and_conditions_stay_as_they_were_written() -> None:
    html = (
        "<p>{% if account.monthly_fee < 5 %}{{ account.name | fallback('<b>') }}{% endif %}</p>"
    )

    assert text_from(html).strip() == html[3:-4]


def test_html_that_is_too_broken_gives_no_text() -> None:
    assert text_from("{{ unclosed") == ""
    assert text_from("") == ""


@pytest.mark.parametrize("language", ["ru", "en"])
def test_the_starter_s_text_is_good_itself(language: str) -> None:
    message = starter(language)

    assert "{{ unsubscribe_url }}" in message.text
    assert "color" not in message.text
    assert "\n\n\n" not in message.text
    assert not errors(check_part(Part.TEXT, message.text))
    assert message.subject


def test_a_preheader_is_read_written_replaced_and_taken_out() -> None:
    html = "<html><body class='x'>\n<p>Hello</p></body></html>"
    line = 'Fast & good, {{ contact.first_name | fallback("<you>") }}'

    written = with_preheader(html, line)

    assert preheader_of(written) == line
    assert "Fast &amp; good" in written
    assert preheader_of(with_preheader(written, "Other")) == "Other"
    assert with_preheader(written, "") == html
    assert preheader_of(html) == ""
    assert not errors(check_part(Part.HTML, written))


def test_the_starter_has_a_preheader() -> None:
    assert preheader_of(starter("ru").html).startswith("Канал до 1 Гбит/с")
