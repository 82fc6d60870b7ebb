"""A brief's link may be all that a link leads to; whatever it says, it leads nowhere else."""

from typing import Any

import pytest

from core.messages import rendering
from core.messages.advice import Circumstances, of_the_house
from core.messages.block_source import read, written
from core.messages.blocks import Button, Letter, Text
from core.messages.fields import stand_ins, values_for
from core.messages.finishing import checked, finished
from core.messages.linting import check_part
from core.messages.manners import Links, house_manners
from core.messages.model import Channel, Markup, Part, Writing, errors
from core.messages.proof import Proofreader
from core.messages.rendering import compiled

LINK = "https://landing.example/a?b=1&c=%D0%B0#d"
HOLE = "{{ brief.landing }}"
WAY_OUT = '<p>реклама {{ sender.name }} <a href="{{ unsubscribe_url }}">x</a></p>'

HOSTILE = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "java\tscript:alert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "http://landing.example/",
    "//evil.example/",
    "/\\evil.example",
    "https:evil.example",
    "https://",
    "https://landing.example@evil.example/",
    "https://landing.example\\@evil.example/",
    'https://landing.example/" onclick="alert(1)',
    "https://landing.example/'><script>alert(1)</script>",
    "https://landing.example/a b",
    "https://landing.example/\u202egpj",
    "https://landing.example/{{ contact.email }}",
    "https://landing.example:99999/",
    "https://[::1",
    "mailto:a@b.example?bcc=c@d.example",
    "tel:+1",
    "",
]


def values(link: Any) -> dict[str, Any]:
    return values_for({}, {"name": "Orbit"}, {}, unsubscribe_url="u", brief={"landing": link})


@pytest.mark.parametrize(
    ("channel", "writing"),
    [
        (Channel.EMAIL, Writing("a", f'<p><a href="{HOLE}">b</a></p>{WAY_OUT}', "c")),
        (Channel.EMAIL, Writing("a", f"<p><a href='{HOLE}'>b</a></p>{WAY_OUT}", "c")),
        (
            Channel.EMAIL,
            Writing(
                "a",
                "<mjml><mj-body><mj-section><mj-column>"
                f'<mj-button href="{HOLE}">b</mj-button><mj-text>{WAY_OUT}</mj-text>'
                "</mj-column></mj-section></mj-body></mjml>",
                "c",
                markup=Markup.MJML,
            ),
        ),
        (Channel.CABINET, Writing("a", text="b", link=HOLE)),
    ],
)
def test_it_stands_in_a_link_and_leads_where_the_brief_says(
    channel: Channel, writing: Writing
) -> None:
    assert errors(checked(writing, channel)) == []
    made = finished(writing, channel)

    rendered = compiled(made).render(values(LINK))

    if channel is Channel.EMAIL:
        assert LINK.replace("&", "&amp;") in rendered.html
    else:
        assert rendered.link == LINK


def test_a_button_and_words_of_blocks_lead_there() -> None:
    letter = Letter("", (Button("Look", HOLE), Text(f"or [read]({HOLE}) first")))

    source = written(letter)
    made = finished(Writing("a", source, markup=Markup.MJML), Channel.EMAIL)
    html = compiled(made).render(values(LINK)).html

    assert read(source) == letter
    assert html.count(f'href="{LINK.replace("&", "&amp;")}"') == 2
    assert HOLE in made.text  # the text part says the address


@pytest.mark.parametrize("link", HOSTILE)
def test_a_value_that_is_no_plain_address_leads_nowhere(link: str) -> None:
    source = f'<a href="{HOLE}">b</a>'
    writing = Writing("a", source, HOLE, link=HOLE)

    rendered = compiled(writing).render(values(link))
    proof = Proofreader.of(Channel.EMAIL, writing).proof(values(link))

    assert rendered.html == '<a href="">b</a>'
    assert (rendered.text, rendered.link) == ("", "")
    assert "proof-empty-link" in {one.key for one in proof.findings if one.is_error}


def test_a_plain_address_passes_the_proof() -> None:
    writing = Writing("a", f'<a href="{HOLE}">b</a>', HOLE)

    proof = Proofreader.of(Channel.EMAIL, writing).proof(values(LINK))

    assert proof.findings == ()


@pytest.mark.parametrize(
    "source",
    [
        f'<img src="{HOLE}" alt="">',
        f'<td background="{HOLE}">x</td>',
        f"<a href={HOLE}>x</a>",
        f'<a href="{HOLE}/more">x</a>',
        f'<a href="x{HOLE}">x</a>',
        f'<a href="javascript:{HOLE}">x</a>',
        f'<a href="{HOLE}{HOLE}">x</a>',
        '<a href="{{ brief.landing | lower }}">x</a>',
        '<a href="{{ brief.landing | fallback("javascript:alert(1)") }}">x</a>',
        '<a href="{{ brief.offer }}">x</a>',  # a text is no link
        '<a href="{{ account.name }}">x</a>',
        f'<style>a{{background:url("{HOLE}")}}</style>',
        f"<p style=\"background:url('{HOLE}')\">x</p>",
    ],
)
def test_it_stands_nowhere_else(source: str) -> None:
    assert errors(check_part(Part.HTML, source))


def test_a_preview_names_it_where_no_brief_is_known() -> None:
    writing = Writing("a", f'<a href="{HOLE}">b</a>', HOLE)

    rendered = rendering.compiled(writing).render(stand_ins("en"))

    assert rendered.text == "‹Page of the product›"
    assert rendered.html == '<a href="‹Page of the product›">b</a>'


def test_its_host_is_checked_like_any_other() -> None:
    manners = house_manners().model_copy(
        update={
            "links": Links(own_hosts=("house.test",), other_hosts=("partner.test",), marks=())
        }
    )
    writing = Writing("a", f'<p>b</p>\n<a href="{HOLE}">b</a>', "c")

    def found(link: str) -> list[tuple[str, int, str]]:
        about = Circumstances(manners=manners, links={"brief.landing": link})
        return [
            (one.key, one.line, str(one.values["host"]))
            for one in of_the_house(Channel.EMAIL, writing, about)
            if one.key == "checks-unknown-host"
        ]

    assert found("https://evil.test/x") == [("checks-unknown-host", 2, "evil.test")]
    assert found("https://www.partner.test/x") == []
    assert found("https://house.test.evil.test/") == [
        ("checks-unknown-host", 2, "house.test.evil.test")
    ]
