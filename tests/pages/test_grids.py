"""Tables on the screen: in the language of whoever looks, not of their browser."""

import re
from datetime import date

import pandas as pd
import pytest
from pandas.io.formats.style import Styler

from pages.parts import grids

TABLE = pd.DataFrame(
    {
        "Кто": ["Ромашка", None],
        "Сколько": [12480, None],
        "Когда": [date(2026, 3, 2), date(2026, 3, 9)],
        "Доля": [0.5, 0.25],
    }
)


@pytest.fixture
def speaking(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "language", lambda: "ru")


def cells(styler: Styler) -> list[str]:
    page = str(styler.hide(axis="index").to_html())
    return re.findall(r"<td[^>]*>(.*?)</td>", page)


@pytest.mark.usefixtures("speaking")
def test_numbers_and_days_are_written_as_the_person_reads_them() -> None:
    shown = grids.written(TABLE, but=frozenset({"Доля"}))

    assert isinstance(shown, Styler)
    written = cells(shown)
    assert written[:3] == ["Ромашка", "12\u00a0480", "2 мар. 2026"]
    assert written[4:7] == ["", "", "9 мар. 2026"]


@pytest.mark.usefixtures("speaking")
def test_a_long_table_is_left_to_the_browser_but_never_says_none() -> None:
    long = pd.concat([TABLE] * grids.MOST_CELLS)

    shown = grids.written(long)

    assert isinstance(shown, pd.DataFrame)
    assert set(shown["Кто"]) == {"Ромашка", ""}


@pytest.mark.usefixtures("speaking")
@pytest.mark.parametrize(
    ("number", "wanted"),
    [
        (0.0008, "0,0008"),
        (-0.00123, "−0,0012"),
        (0.0099, "0,0099"),
        (0.01, "0,01"),
        (-1.5, "−1,5"),
        (0.0, "0"),
    ],
)
def test_a_small_number_keeps_its_first_digits(number: float, wanted: str) -> None:
    shown = grids.written(pd.DataFrame({"p": [number]}))

    assert isinstance(shown, Styler)
    assert cells(shown) == [wanted]


@pytest.mark.usefixtures("speaking")
def test_a_column_of_nothing_but_zeros_is_written() -> None:
    shown = grids.written(pd.DataFrame({"Жалобы": [0.0, None]}))

    assert isinstance(shown, Styler)
    assert cells(shown) == ["0", ""]
