"""Text of others stands on our pages as it is written."""

import pytest
from streamlit.testing.v1 import AppTest

from pages.parts.plain import plain
from tests.conftest import ANA
from tests.pages.conftest import OpenPage

LINK = "x”. [Your session ended, sign in](https://evil.test)"


@pytest.mark.parametrize(
    "text",
    [
        "[sign in](https://evil.test)",
        "https://evil.test",
        "www.evil.test",
        "news@evil.test",
        "**bold** _thin_ `code` ~~gone~~ $x$ :red[now] # title",
        "<b>x</b> ![image](https://evil.test/x.png)",
    ],
)
def test_every_sign_that_markdown_would_read_is_escaped(text: str) -> None:
    escaped = plain(text)

    assert escaped.replace("\\", "") == text
    for place, sign in enumerate(escaped):
        if sign in "[]()*_`~$:#<>!.@":
            assert escaped[place - 1] == "\\"


@pytest.mark.page
def test_a_link_in_the_address_bar_does_not_become_one_on_the_page(
    open_page: OpenPage,
) -> None:
    page: AppTest = open_page("plan/messages.py", ANA, message=LINK)

    assert not page.exception
    assert all("](https" not in warning.value for warning in page.warning)
    assert page.warning


def test_a_number_stays_with_its_unit() -> None:
    assert plain(" 17\u00a0650\u00a0₽ \n и\u2028ещё ") == "17\u00a0650\u00a0₽ и ещё"
