"""The keyboard stays where the hand was when a condition goes."""

import pytest
from playwright.sync_api import Page, expect

from core.people.model import Permission
from tests.journeys.conftest import Demo
from tests.journeys.walking import WAIT, Walker

pytestmark = pytest.mark.journey

# The part of the rule that has the keyboard: the class that its key gives a widget.
FOCUSED = """() => {
    const around = document.activeElement.closest('[class*="st-key-rule-"]');
    return around && around.className.match(/st-key-rule-new-\\d+-(\\S+)/)[1];
}"""


def test_the_keyboard_goes_to_what_stands_where_a_condition_was(demo: Demo, page: Page) -> None:
    walker = Walker(page, demo.address)
    walker.come_in(demo.who_may(Permission.SEGMENT), "segments?segment=new")
    for _ in range(3):
        walker.press("Add a condition")
    menus = page.get_by_role("button", name="Actions")
    expect(menus).to_have_count(3, timeout=WAIT)

    for standing, wanted in ((1, "1-menu"), (1, "0-menu"), (0, "-add-condition")):
        remove(walker, standing)
        page.wait_for_function(f"({FOCUSED})() === {wanted!r}", timeout=WAIT)


def remove(walker: Walker, place: int) -> None:
    """By keyboard alone, as somebody who wants to go on where they are."""
    menu = walker.page.get_by_role("button", name="Actions").nth(place)
    menu.focus()
    menu.press("Enter")
    walker.page.get_by_role("menuitem", name="Remove").press("Enter")
    walker.settle()
