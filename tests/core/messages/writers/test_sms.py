"""An SMS counted as the network counts it, against a counter that is slow and plain."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messages.model import Rendered
from core.messages.writers.sms import Alphabet, Foreign, Sms, measured, written

# GSM 03.38 by its own numbers, 0x00 to 0x7F without the escape, then the extension table.
TABLE = [
    *[0x40, 0xA3, 0x24, 0xA5, 0xE8, 0xE9, 0xF9, 0xEC, 0xF2, 0xC7, 0x0A, 0xD8, 0xF8, 0x0D],
    *[0xC5, 0xE5, 0x394, 0x5F, 0x3A6, 0x393, 0x39B, 0x3A9, 0x3A0, 0x3A8, 0x3A3, 0x398, 0x39E],
    *[0xC6, 0xE6, 0xDF, 0xC9],
    *[*range(0x20, 0x24), 0xA4, *range(0x25, 0x40)],
    *[0xA1, *range(0x41, 0x5B), 0xC4, 0xD6, 0xD1, 0xDC, 0xA7],
    *[0xBF, *range(0x61, 0x7B), 0xE4, 0xF6, 0xF1, 0xFC, 0xE0],
]
EXTENDED = [0x0C, 0x5E, 0x7B, 0x7D, 0x5C, 0x5B, 0x7E, 0x5D, 0x7C, 0x20AC]

GSM_TEXT = st.text(st.sampled_from([chr(one) for one in [*TABLE, *EXTENDED]]), max_size=700)
ANY_TEXT = st.text(st.sampled_from("aя€{}[]^~|\\\n –₽«»😀🇷é"), max_size=400) | st.text(
    max_size=400
)


def septets(text: str) -> list[int] | None:
    """Places by letter, seven bits each; nothing where a letter has none."""
    sizes = [2 if ord(one) in EXTENDED else 1 if ord(one) in TABLE else 0 for one in text]
    return None if 0 in sizes else sizes


def fewest(sizes: list[int], room: int) -> int:
    """How many parts of a size letters need at least, in their order: every end is tried."""
    needed = [0] + [len(sizes)] * len(sizes)
    for start in range(len(sizes)):
        used = 0
        for end in range(start, len(sizes)):
            used += sizes[end]
            if used > room:
                break
            needed[end + 1] = min(needed[end + 1], needed[start] + 1)
    return needed[-1]


def slowly(text: str) -> tuple[Alphabet, int, int]:
    """Alphabet, places and parts."""
    sizes = septets(text)
    if sizes is not None:
        total = sum(sizes)
        return Alphabet.GSM, total, 1 if total <= 160 else fewest(sizes, 153)
    sizes = [len(one.encode("utf-16-be", errors="surrogatepass")) // 2 for one in text]
    total = sum(sizes)
    return Alphabet.UCS2, total, 1 if total <= 70 else fewest(sizes, 67)


def places(part: str, alphabet: Alphabet) -> int:
    if alphabet is Alphabet.GSM:
        return sum(septets(part) or [])
    return len(part.encode("utf-16-be", errors="surrogatepass")) // 2


@given(GSM_TEXT | ANY_TEXT)
def test_the_count_is_what_a_slow_counter_finds(text: str) -> None:
    sms = measured(text)

    assert (sms.alphabet, sms.units, len(sms.parts)) == slowly(sms.text)


@given(GSM_TEXT | ANY_TEXT)
def test_the_parts_are_the_text_and_none_is_over_its_size(text: str) -> None:
    sms = measured(text)
    alone = len(sms.parts) == 1
    room = {Alphabet.GSM: (153, 160), Alphabet.UCS2: (67, 70)}[sms.alphabet][alone]

    assert "".join(sms.parts) == sms.text
    assert all(places(part, sms.alphabet) <= room for part in sms.parts)
    assert sms.left == room - places(sms.parts[-1], sms.alphabet) >= 0


@given(GSM_TEXT | ANY_TEXT)
def test_the_letter_that_made_it_dear_is_the_first_one_outside_of_the_table(text: str) -> None:
    sms = measured(text)
    outside = [place for place, one in enumerate(sms.text) if septets(one) is None]

    assert sms.foreign == (Foreign(sms.text[outside[0]], outside[0]) if outside else None)


@pytest.mark.parametrize(
    ("text", "alphabet", "units", "parts"),
    [
        ("", Alphabet.GSM, 0, 1),
        ("a" * 160, Alphabet.GSM, 160, 1),
        ("a" * 161, Alphabet.GSM, 161, 2),
        ("a" * 306, Alphabet.GSM, 306, 2),
        ("a" * 307, Alphabet.GSM, 307, 3),
        ("€" * 80, Alphabet.GSM, 160, 1),
        ("a" * 152 + "€" + "a" * 10, Alphabet.GSM, 164, 2),
        ("я" * 70, Alphabet.UCS2, 70, 1),
        ("я" * 71, Alphabet.UCS2, 71, 2),
        ("я" * 134, Alphabet.UCS2, 134, 2),
        ("я" * 135, Alphabet.UCS2, 135, 3),
        ("😀" * 35, Alphabet.UCS2, 70, 1),
        ("я" * 66 + "😀" + "я" * 10, Alphabet.UCS2, 78, 2),
        ("Price 500 ₽", Alphabet.UCS2, 11, 1),
    ],
)
def test_known_counts(text: str, alphabet: Alphabet, units: int, parts: int) -> None:
    sms = measured(text)

    assert (sms.alphabet, sms.units, len(sms.parts)) == (alphabet, units, parts)


def test_no_part_begins_or_ends_with_half_of_a_letter() -> None:
    extended = measured("a" * 152 + "€" + "a" * 10)
    surrogates = measured("я" * 66 + "😀" + "я" * 10)

    assert [len(part) for part in extended.parts] == [152, 11]
    assert [len(part) for part in surrogates.parts] == [66, 11]


def test_what_it_costs_is_by_the_part() -> None:
    sms: Sms = written(Rendered("", "", "\r\n" + "я" * 71 + "\r\n"))

    assert sms.cost(Decimal("3.50")) == Decimal("7.00")
    assert sms.characters == 71
