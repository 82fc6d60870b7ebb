"""A letter as it is printed: values in place, the address in the window, nothing loaded."""

import sys
from dataclasses import replace
from datetime import date
from time import perf_counter

import pypdfium2
import pytest

from core.messages import typesetter
from core.messages.model import Rendered
from core.messages.writers.letter import BadLetter, Envelope, Window, page, printed

MM = 72 / 25.4
HEIGHT = 297
# Left, top, right, bottom in millimetres of the page, once it is folded into the envelope.
OPENINGS = {Window.DIN: (20, 45, 105, 90), Window.RUSSIAN: (105, 50, 195, 95)}

RENDERED = Rendered(
    "Оптика для вас",
    "<html><head><style>.x { color: red }</style></head><body>"
    '<p class="x">Здравствуйте, Иван! Это стоит 14 900 ₽.</p>'
    '<img src="https://evil.example/pixel.png" alt="Логотип">'
    '<img src="file:///etc/passwd" alt="">'
    '<div style="background: url(http://evil.example/b.png)">a</div>'
    "<link rel=stylesheet href=/etc/passwd></body></html>",
    "",
)
ENVELOPE = Envelope(
    sender='Телеком "Север" \\ <b>',
    sender_lines=["127006, Москва, ул. Примерная, 1"],
    to_lines=["ООО «Орбита» <script>", "Петрову\nИвану", "420111, Казань"],
    dated=date(2026, 11, 26),
    number="К-118",
)


def opened(pdf: bytes) -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(pdf)


def text_of(document: pypdfium2.PdfDocument) -> str:
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join("\n".join(pages).split())


@pytest.mark.parametrize("window", list(Window))
def test_the_letter_holds_every_value_and_its_address_shows_in_the_window(
    window: Window,
) -> None:
    letter = printed(RENDERED, replace(ENVELOPE, window=window))

    document = opened(letter.pdf)
    whole = text_of(document)
    for words in (
        "Оптика для вас",
        "Здравствуйте, Иван! Это стоит 14 900 ₽.",
        'Телеком "Север" \\ <b>',
        "26 ноября 2026 г.",
        "К-118",
        "Страница 1 / 1",
    ):
        assert words in whole
    left, top, right, bottom = (side * MM for side in OPENINGS[window])
    seen = (
        document[0]
        .get_textpage()
        .get_text_bounded(
            left=left, top=HEIGHT * MM - top, right=right, bottom=HEIGHT * MM - bottom
        )
    )
    assert {line.strip() for line in seen.splitlines()} == {
        'Телеком "Север" \\ <b> · 127006, Москва, ул. Примерная, 1',
        "ООО «Орбита» <script>",
        "Петрову Ивану",
        "420111, Казань",
    }


def test_whatever_a_letter_asks_for_it_gets_only_what_it_brought() -> None:
    letter = printed(RENDERED, ENVELOPE)

    assert {address.partition(":")[0] for address in letter.refused} >= {
        "https",
        "http",
        "file",
    }
    assert "root:" not in text_of(opened(letter.pdf))
    assert "Логотип" in text_of(opened(letter.pdf))


def test_the_same_letter_is_the_same_file() -> None:
    assert printed(RENDERED, ENVELOPE).pdf == printed(RENDERED, ENVELOPE).pdf


def test_a_letter_of_several_pages_numbers_them_and_one_of_too_many_is_refused() -> None:
    def long(paragraphs: int) -> Rendered:
        return Rendered("S", "<p>слово слово слово</p>" * paragraphs, "")

    letter = printed(long(60), replace(ENVELOPE, language="en"))

    assert letter.pages > 1
    assert f"Page {letter.pages} / {letter.pages}" in text_of(opened(letter.pdf))
    with pytest.raises(BadLetter, match="20"):
        printed(long(1200), ENVELOPE)


def test_a_machine_without_pango_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    answer = typesetter._answer({"page": page(RENDERED, ENVELOPE), "made_at": "2026-11-26"})

    assert answer["refusal"] == "writers-no-press"


def test_the_house_starts_without_the_press() -> None:
    assert "weasyprint" not in vars(typesetter)


@pytest.mark.parametrize("piece", ["<body>", "<head>", "<style>", "<body "])
def test_what_is_never_closed_takes_no_time(piece: str) -> None:
    began = perf_counter()

    page(Rendered("S", piece * 14_000, ""), ENVELOPE)

    assert perf_counter() - began < 1
