"""The whole life of a brief, in a browser: asked, supplied, returned, confirmed, used."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Demo
from tests.journeys.walking import WAIT, Walker

pytestmark = pytest.mark.journey

NAME = "Works by night"
LATER = date(2030, 4, 1)


def test_a_brief_lives_from_the_first_word_to_the_campaign(demo: Demo, page: Page) -> None:
    walker = Walker(page, demo.address)
    link = ask(walker)
    supply(walker)
    return_it(walker, link)
    answer(walker, link)
    confirm_and_accept(walker, link)
    use_it(walker, link)


def ask(walker: Walker) -> str:
    walker.come_in("belova", "briefs")
    walker.press("New brief")
    walker.page.get_by_label("Name", exact=True).last.fill(NAME)
    kind = walker.page.get_by_role("combobox", name=re.compile("Kind of mailing"))
    walker.choose_in(kind, "Service notice")
    walker.page.get_by_role("button", name="File it").click(timeout=WAIT)
    walker.sees("is filed")
    walker.settle()
    return "briefs?" + walker.page.url.partition("?")[2]


def supply(walker: Walker) -> None:
    walker.write("Product *", "Internet")
    for label in ("Goal *", "Promise to the account *", "How to tell that it worked *"):
        walker.write(label, "Said by the requester")
    walker.write("Whom to write to, in words *", "Technical contacts of the node")
    for place, days in (("starts_on", 0), ("ends_on", 1), ("fact-starts_on", 2)):
        type_day(walker, place, LATER + timedelta(days=days))
    walker.write("What is done", "New equipment")
    walker.press("Supply it")
    walker.sees("It lacks: Hours without service")
    walker.write("Hours without service", "3")
    walker.press("Supply it")
    walker.sees("is with marketing")


def return_it(walker: Walker, link: str) -> None:
    walker.come_in("lebedeva", link)
    walker.press("Return with comments")
    walker.choose_in(
        walker.page.get_by_role("combobox", name=re.compile("What is wanted otherwise")),
        "Hours without service",
    )
    walker.page.keyboard.press("Escape")
    box = walker.page.get_by_role("textbox", name="Hours without service").last
    box.fill("Two at most, says the contract")
    walker.page.get_by_role("button", name="Return it").click(timeout=WAIT)
    walker.sees("is back with its requester")


def answer(walker: Walker, link: str) -> None:
    walker.come_in("belova", link)
    walker.sees("Two at most, says the contract")
    walker.write("Hours without service", "2")
    walker.press("Supply it")
    walker.sees("is with marketing")


def confirm_and_accept(walker: Walker, link: str) -> None:
    walker.come_in("kravtsov", link)
    names = walker.main.get_by_role("button", name=re.compile("Confirm as"))
    for left in (3, 2, 1):
        expect(names).to_have_count(left, timeout=WAIT)
        names.first.click(timeout=WAIT)
        walker.settle()
    expect(names).to_have_count(0, timeout=WAIT)
    walker.come_in("lebedeva", link)
    walker.press("Accept")
    walker.sees("is accepted. A campaign can use it.")


def use_it(walker: Walker, link: str) -> None:
    walker.open("Campaigns")
    walker.press("Продление договора без визита в офис")
    walker.choose("Brief", NAME)
    walker.sees("Open the brief")
    walker.main.get_by_role("radio", name=re.compile("Review")).click(timeout=WAIT)
    walker.settle()
    walker.press(re.compile("Submit for approval"))
    walker.sees("is with the approvers")
    walker.come_in("belova", link)
    walker.sees(re.compile("^Used$"))
    walker.sees("Продление договора без визита в офис")


def type_day(walker: Walker, place: str, day: date) -> None:
    """Type a day into the parts of its field."""
    field = walker.main.locator(f"[class*='-{place}']")
    field.get_by_role("spinbutton").first.click(timeout=WAIT)
    walker.page.keyboard.type(f"{day:%d%m%Y}")
    walker.main.get_by_role("heading", name="When").click()  # a day is taken when it is left
    walker.settle()
