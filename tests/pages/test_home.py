from tests.conftest import ANA
from tests.pages.conftest import OpenPage


def test_a_stranger_is_asked_who_they_are(open_page: OpenPage) -> None:
    page = open_page("today/home.py", None)

    assert not page.exception
    assert [
        button.key for button in page.button if button.key and button.key.startswith("sign-in")
    ]


def test_a_person_sees_what_needs_them(open_page: OpenPage) -> None:
    page = open_page("today/home.py", ANA)

    assert not page.exception
    assert page.title[0].value == "Today"
