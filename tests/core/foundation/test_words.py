"""Sentences, numbers and dates as people of each language write them."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from babel.numbers import format_decimal
from fluent.runtime import FluentResource
from fluent.syntax.ast import Message

from core.foundation import words
from core.foundation.refusal import Refusal


def test_a_refusal_speaks_both_languages() -> None:
    refusal = Refusal("warehouse-unknown-publication", number=7)

    assert "Version 7" in str(refusal)
    assert "Версия 7" in refusal.sentence("ru")


@pytest.mark.parametrize(
    ("count", "spoken"),
    [(1, "1 сотрудник"), (3, "3 сотрудника"), (11, "11 сотрудников"), (21, "21 сотрудник")],
)
def test_russian_counts_as_russians_do(count: int, spoken: str) -> None:
    assert words.say("ru", "people-count", n=count) == spoken


def test_a_word_nobody_wrote_down_is_a_bug() -> None:
    with pytest.raises(words.MissingWord):
        words.say("en", "no-such-word")


def test_a_value_the_sentence_asks_for_and_does_not_get_is_a_bug() -> None:
    with pytest.raises(words.MissingWord):
        words.say("en", "people-count")


def test_a_value_is_never_read_as_a_sentence() -> None:
    spoken = words.say("en", "frame-signed-in", person='{ $person } { "x" }')

    assert spoken == 'Signed in: { $person } { "x" }'


@pytest.mark.parametrize(("language", "spoken"), [("en", "12,480.5"), ("ru", "12\u00a0480,5")])
def test_numbers(language: str, spoken: str) -> None:
    assert words.number(language, 12480.5, digits=1) == spoken


@pytest.mark.parametrize("language", words.LANGUAGES)
@pytest.mark.parametrize("value", [0, 7, 999, 1_000, 12_480, 9_876_543_210, -1, -12_480])
def test_whole_numbers_are_written_as_babel_writes_them(language: str, value: int) -> None:
    spoken = format_decimal(value, format="#,##0", locale=language).replace("-", "−")

    assert words.number(language, value) == spoken


@pytest.mark.parametrize(("language", "spoken"), [("en", "3.4\u00a0%"), ("ru", "3,4\u00a0%")])
def test_percentages(language: str, spoken: str) -> None:
    assert words.percent(language, 0.034) == spoken


def test_a_price_keeps_its_hundredths() -> None:
    assert words.price("ru", Decimal("1990.50")) == "1\u00a0990,50\u00a0₽"
    assert words.price("en", 0.5) == "0.50\u00a0₽"
    assert words.price("en", Decimal("1990.00")) == "1,990\u00a0₽"


def test_a_minus_is_a_real_one_and_a_plus_is_written_where_it_is_wanted() -> None:
    signed = [
        words.number("en", -0.25, digits=2),
        words.percent("ru", -0.034),
        words.money("en", -1_250),
        words.compact("ru", -2_500_000),
        words.number("en", 3, signed=True),
        words.percent("en", 0.034, signed=True),
        words.money("ru", 0, signed=True),
    ]

    assert signed == [
        "−0.25",
        "−3,4\u00a0%",
        "−1,250\u00a0₽",
        "−2,5\u00a0млн",
        "+3",
        "+3.4\u00a0%",
        "0\u00a0₽",
    ]


def test_money() -> None:
    assert words.money("ru", 1_250_000.4) == "1\u00a0250\u00a0000\u00a0₽"
    assert words.money("en", 1_250_000.4, "RUB") == "1,250,000\u00a0₽"


def test_days_and_moments_are_those_of_the_house() -> None:
    late = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)

    assert words.day("ru", date(2026, 3, 2)) == "2 мар. 2026"
    assert words.day("en", date(2026, 3, 2)) == "2 Mar 2026"
    assert words.month("en", date(2026, 3, 2)) == "Mar 2026"
    assert words.weekday("en", late, "Europe/Moscow") == "Tuesday, 3 March 2026"
    assert words.weekday("ru", late, "Europe/Moscow") == "вторник, 3 марта 2026"
    assert words.moment("en", late, "Europe/Moscow") == "3 Mar 2026, 01:30"
    assert words.moment("en", late, "Asia/Vladivostok") == "3 Mar 2026, 08:30"


@pytest.mark.parametrize(
    ("code", "russian", "english"),
    [
        ("2026Q1", "I квартал 2026 года", "Q1 2026"),
        ("2026Q4", "IV квартал 2026 года", "Q4 2026"),
        ("2026H1", "первое полугодие 2026 года", "first half of 2026"),
        ("2026H2", "второе полугодие 2026 года", "second half of 2026"),
        ("2026", "2026 год", "2026"),
    ],
)
def test_a_period_is_said_and_not_its_code(code: str, russian: str, english: str) -> None:
    assert words.period("ru", code) == russian
    assert words.period("en", code) == english


def test_the_words_lie_where_a_translator_finds_them() -> None:
    assert {path.name for path in Path(words.WORDS_FOLDER).iterdir()} == set(words.LANGUAGES)


def test_a_stretch_of_days_says_each_month_once() -> None:
    monday, sunday = date(2026, 11, 23), date(2026, 11, 29)

    assert words.days("ru", monday, sunday) == "23–29 нояб. 2026"
    assert words.days("en", monday, sunday) == "23–29 Nov 2026"
    assert words.days("ru", date(2026, 12, 28), date(2027, 1, 3)).count("г.") == 0


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_message_read_alone_is_what_its_file_says(language: str) -> None:
    whole = [
        entry
        for path in (words.WORDS_FOLDER / language).glob("*.ftl")
        for entry in FluentResource(path.read_text(encoding="utf-8")).body
        if isinstance(entry, Message)
    ]
    alone = words._Catalogue(language)

    assert all(alone.has(entry.id.name) for entry in whole)
    assert alone.keys == {entry.id.name for entry in whole}
    for entry in whole:
        read = alone.bundle._messages[entry.id.name]
        assert read.equals(entry, ignored_fields=["span", "comment"]), entry.id.name


def test_what_a_message_mentions_is_read_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "en").mkdir()
    written = "-house = It\na-title = { -house } of\n    { b-whom }\n# whom\nb-whom = all\n"
    (tmp_path / "en" / "a.ftl").write_text(written, encoding="utf-8")
    monkeypatch.setattr(words, "WORDS_FOLDER", tmp_path)

    read = words._Catalogue("en")

    assert read.keys == {"a-title", "b-whom"}
    assert read.has("a-title")
    value = read.bundle.get_message("a-title").value
    assert value is not None
    assert read.bundle.format_pattern(value) == ("It of\nall", [])
