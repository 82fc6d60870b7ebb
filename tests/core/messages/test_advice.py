"""What the check says by the house's book and a campaign's circumstances."""

from dataclasses import replace
from typing import Any

import pytest

from core.foundation.words import LANGUAGES
from core.messages import advice
from core.messages.advice import Circumstances, advised
from core.messages.hosts import whereabouts
from core.messages.looks import contrast, looked_at
from core.messages.manners import Links, house_manners
from core.messages.model import Channel, Finding, Part, Severity, Writing
from core.messages.starters import starter

HOUSE = house_manners()
STRICT = HOUSE.model_copy(
    update={
        "links": Links(
            own_hosts=("house.test",), other_hosts=("partner.test",), marks=("utm_source",)
        )
    }
)


def keys(findings: list[Finding]) -> list[str]:
    return [one.key for one in findings]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_starter_has_nothing_to_mend_before_its_links_are_marked(language: str) -> None:
    about = Circumstances(is_final=False)

    assert advised(Channel.EMAIL, starter(language), about) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_finding_has_a_sentence(language: str) -> None:
    html = (
        '<img src="https://far.test/a.png"><p style="color:#ccc">{{ contact.phone }}</p>'
        '<a href="https://house.test/?m={{ contact.email | urlencode }}">Скидки</a>'
        "{{ brief.price }}"
    )
    about = Circumstances(advice.SERVICE, facts={}, manners=STRICT)

    found = advised(Channel.EMAIL, Writing("s", html, "t"), about)

    assert {
        "checks-no-alt",
        "checks-contrast",
        "checks-personal",
        "checks-personal-in-link",
        "checks-unknown-host",
        "checks-no-mark",
        "checks-promotion",
        "checks-fact-missing",
    } <= set(keys(found))
    assert all(one.sentence(language) != one.key for one in found)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("{{ contact.first_name | fallback('x') }}", None),
        ("{{ account.name }}", None),
        ("{{ contact.phone | fallback('x') }}", "checks-personal"),
        ("https://a.test/?q={{ contact.first_name | urlencode }}", "checks-personal-in-link"),
    ],
)
def test_personal_data_is_warned_of_where_it_need_not_be(text: str, key: str | None) -> None:
    found = list(advice.personal(Writing(text=text), HOUSE))

    assert keys(found) == ([key] if key else [])
    assert all(one.severity is Severity.WARNING for one in found)


@pytest.mark.parametrize(
    ("states", "key"),
    [
        (None, None),
        ({"brief.price": "confirmed"}, None),
        ({"brief.price": "unconfirmed"}, "checks-fact-unconfirmed"),
        ({"brief.price": "expired"}, "checks-fact-expired"),
        ({"brief.term": "confirmed"}, "checks-fact-missing"),
    ],
)
def test_only_confirmed_facts_are_quoted(
    states: dict[str, str] | None, key: str | None
) -> None:
    found = list(advice.facts(Writing(text="a\n{{ brief.price }}"), states))

    assert [(one.key, one.line, one.is_error) for one in found] == (
        [(key, 2, True)] if key else []
    )


@pytest.mark.parametrize(
    ("address", "key"),
    [
        ("https://house.test/?utm_source=mail", None),
        ("https://shop.house.test/?utm_source={{ account.city | urlencode }}", None),
        ("https://partner.test/", None),
        ("mailto:a@far.test", None),
        ("https://house.test/", "checks-no-mark"),
        ("https://house.test/?a=utm_source", "checks-no-mark"),
        ("https://far.test/", "checks-unknown-host"),
        ("https://nothouse.test/?utm_source=a", "checks-unknown-host"),
        ("https://house.test.far.test/?utm_source=a", "checks-unknown-host"),
    ],
)
@pytest.mark.parametrize(
    ("part", "place"),
    [
        (Part.HTML, '<a href="{}">x</a>'),
        (Part.HTML, '<!--[if mso]><a href="{}">x</a><![endif]-->'),
        (Part.TEXT, "look: {} now"),
    ],
)
def test_links_lead_to_hosts_on_the_list_and_carry_their_marks(
    part: Part, place: str, address: str, key: str | None
) -> None:
    words: Any = {str(part): place.format(address)}
    writing = replace(Writing(), **words)

    found = whereabouts(writing, STRICT.links)

    assert keys(found) == ([key] if key else [])


def test_where_no_other_hosts_are_listed_links_lead_anywhere() -> None:
    links = Links(own_hosts=("house.test",), other_hosts=(), marks=())

    assert not whereabouts(Writing(text="https://far.test/"), links)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Плановые работы в ночь на вторник", ""),
        ("Общее собрание акционеров", ""),
        ("Скидка 20 %", "Скидка"),
        ("только\nсегодня", "только сегодня"),
        ("Дешёвле не бывает", "Дешёвле"),
        ("A special offer for you", "special offer"),
    ],
)
def test_a_service_message_does_not_advertise(words: str, found: str) -> None:
    writing = Writing("s", f"<p>{words}</p>", "t")

    said = [one.values["word"] for one in advice.promotion(Channel.EMAIL, writing, HOUSE)]

    assert said == ([found] if found else [])


def test_advertising_says_what_the_law_wants() -> None:
    bare, whole = "<p>Hi</p>", "<p>Hi. Реклама. {{ sender.name }}</p>"

    assert len(list(advice.footer(Channel.EMAIL, Writing(html=bare), HOUSE))) == 2
    assert not list(advice.footer(Channel.EMAIL, Writing(html=whole), HOUSE))


def test_a_long_sms_is_warned_of_before_values_are_in_it() -> None:
    short, long = Writing(text="Добрый день, {{ account.name }}"), Writing(text="я" * 202)

    assert not list(advice.sms(short, HOUSE))
    assert keys(list(advice.sms(long, HOUSE))) == ["checks-sms-parts"]


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ((0, 0, 0), (255, 255, 255), 21.0),
        ((119, 119, 119), (255, 255, 255), 4.48),  # WebAIM's example: #777 fails
        ((118, 118, 118), (255, 255, 255), 4.54),  # and #767676 passes
        ((255, 0, 0), (255, 255, 255), 4.0),
    ],
)
def test_contrast_is_that_of_the_guidelines(
    one: tuple[int, int, int], other: tuple[int, int, int], ratio: float
) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p style="color:#767676">a</p>', []),
        ('<p style="color:#777">a</p>', ["checks-contrast"]),
        ('<p style="color:rgb(119, 119, 119);font-size:24px">a</p>', []),
        ('<div style="background:#000"><p style="color:#222">a</p></div>', ["checks-contrast"]),
        ('<div style="background:#000"></div><p style="color:#222">a</p>', []),
        ('<td bgcolor="#333333"><b>a</b></td>', ["checks-contrast"]),
        ('<td background="https://a.test/x.png" style="color:#fff">a</td>', []),
        ('<div style="display:none;color:#fff">a</div>', []),
        ('<p style="color:#fff"> </p>', []),
        ('<img src="https://a.test/x.png" alt="">', []),
        ('<img src="https://a.test/x.png">', ["checks-no-alt"]),
    ],
)
def test_letters_stand_out_and_images_have_words(html: str, expected: list[str]) -> None:
    assert keys(looked_at(html)) == expected


def test_pale_letters_are_found_on_their_line() -> None:
    found = looked_at('<p>\n\n<b style="color:#ddd">\n  a</b></p>')

    assert [one.line for one in found] == [4]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Hello,\nyour TEXT here", "your TEXT here"),
        ("Введите  текст", "Введите текст"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
        ("Hello TBD", "TBD"),
        ("Mastodons of the context here", ""),  # within other words it is none
        ("Доброго дня, {{ account.name }}", ""),
    ],
)
def test_what_an_example_left_over_is_noticed(text: str, found: str) -> None:
    said = list(advice.leftovers(Channel.SMS, Writing(text=text), HOUSE))

    assert [str(one.values["words"]) for one in said] == ([found] if found else [])
    assert all(one.severity is Severity.WARNING for one in said)


def test_leftovers_are_looked_for_in_every_part_of_a_channel() -> None:
    writing = Writing("Sample text", "<p>Your text</p><p>here <b>your text here</b></p>", "tbd")

    said = advised(Channel.EMAIL, writing)

    parts = [one.part for one in said if one.key == "checks-leftover"]
    assert parts == [Part.SUBJECT, Part.TEXT, Part.HTML]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("channel", Channel)
def test_our_own_examples_leave_nothing_over(language: str, channel: Channel) -> None:
    assert list(advice.leftovers(channel, starter(language, channel), HOUSE)) == []
