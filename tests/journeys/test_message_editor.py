"""A letter in a real browser: blocks, then code, a mistake mended by completion, a preview."""

import re

import pytest
from playwright.sync_api import Page, expect

from core.people.model import Permission
from tests.journeys.conftest import Demo
from tests.journeys.walking import WAIT, Walker

pytestmark = [pytest.mark.journey, pytest.mark.timeout(300)]


def test_a_letter_is_put_together_written_on_in_code_and_seen(demo: Demo, page: Page) -> None:
    walker = Walker(page, demo.address)
    walker.come_in(demo.who_may(Permission.WRITE), "messages?message=new")
    walker.press("From blocks")
    walker.write("Text", "Bread & roses")
    letter = page.frame_locator("iframe[title='Message preview'], iframe").frame_locator(
        "iframe"
    )
    expect(letter.get_by_text("Bread & roses")).to_be_visible(timeout=WAIT)

    page.get_by_role("radio", name="MJML code").click()
    editor = page.locator(".cm-content")
    editor.click(timeout=WAIT)
    page.keyboard.press("Control+f")
    page.keyboard.type("Bread")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    page.keyboard.type("{{ acount.name")
    note = page.locator(".cm-note-error").first
    expect(note).to_contain_text("account.name", timeout=WAIT)

    for _letter in "acount.name":
        page.keyboard.press("Backspace")
    page.keyboard.type("account.na")
    option = page.locator(".cm-tooltip-autocomplete li").first
    expect(option).to_contain_text("account.name", timeout=WAIT)
    page.wait_for_timeout(300)  # an Enter that comes with the list itself is one of the text
    page.keyboard.press("Enter")
    expect(page.locator(".cm-note-error")).to_have_count(0, timeout=WAIT)
    walker.settle()

    # What was typed is still a letter of blocks; nobody lost a word on the way.
    page.get_by_role("radio", name="Blocks").click()
    walker.settle()
    field = walker.main.get_by_label("Text", exact=True).first
    expect(field).to_have_value(re.compile(r"^\{\{ account\.name ?\}\} & roses$"), timeout=WAIT)
    expect(letter.get_by_text("& roses")).not_to_contain_text("{{", timeout=WAIT)


def test_a_snippet_is_written_with_completion_and_told_what_is_wrong(
    demo: Demo, page: Page
) -> None:
    walker = Walker(page, demo.address)
    walker.come_in(demo.who_may(Permission.WRITE), "messages?snippet=")
    walker.write("The snippet's name", "signature")
    editors = page.locator(".cm-content")
    expect(editors).to_have_count(2, timeout=WAIT)

    editors.nth(1).click()
    page.keyboard.type("Yours, {{ sender.nmae")
    expect(page.locator(".cm-note-error").first).to_contain_text("sender.name", timeout=WAIT)
    for _letter in "nmae":
        page.keyboard.press("Backspace")
    page.keyboard.type("na")
    option = page.locator(".cm-tooltip-autocomplete li").first
    expect(option).to_contain_text("sender.name", timeout=WAIT)
    page.wait_for_timeout(300)  # an Enter that comes with the list itself is one of the text
    page.keyboard.press("Enter")
    expect(page.locator(".cm-note-error")).to_have_count(0, timeout=WAIT)
    walker.settle()
    walker.press("Save")

    # Saved, and in the editor again as it was written.
    expect(page.locator(".cm-content").nth(1)).to_have_text(
        re.compile(r"^Yours, \{\{ sender\.name ?\}\}$"), timeout=WAIT
    )
    expect(page.get_by_role("heading", name="signature")).to_be_visible(timeout=WAIT)
