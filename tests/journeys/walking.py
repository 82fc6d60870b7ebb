"""How a person walks the cockpit: signs in, opens a page, fills a field, presses a button."""

import re
from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

WAIT = 40_000  # milliseconds; a busy machine is slow


@dataclass(frozen=True)
class Walker:
    """A person at a browser, at one cockpit."""

    page: Page
    address: str

    def come_in(self, person: str, link: str = "") -> None:
        """Open a page as somebody, in a browser that knows nobody: sessions outlive a page."""
        self.page.context.clear_cookies()
        self.page.goto(f"{self.address}/{link}")
        self.page.locator(f".st-key-sign-in-{person} button").click(timeout=WAIT)
        expect(self.page.get_by_test_id("stSidebar")).to_be_visible(timeout=WAIT)
        self.settle()

    def open(self, room: str) -> None:
        self.page.get_by_test_id("stSidebar").get_by_role("link", name=room).click()
        expect(self.page.get_by_role("heading", name=room, exact=True)).to_be_visible(
            timeout=WAIT
        )
        self.settle()

    def press(self, name: str | re.Pattern[str]) -> None:
        self.main.get_by_role("button", name=name).first.click(timeout=WAIT)
        self.settle()

    def write(self, label: str, text: str) -> None:
        fields = self.main.get_by_label(label, exact=True).and_(
            self.main.locator("input, textarea")
        )
        field = fields.first
        field.fill(text, timeout=WAIT)
        field.press(
            "Control+Enter" if field.evaluate("e => e.tagName") == "TEXTAREA" else "Enter"
        )
        self.settle()

    def choose(self, label: str, option: str) -> None:
        """Pick from a list by typing what it begins with."""
        box = self.main.get_by_role("combobox", name=re.compile(re.escape(label))).first
        self.choose_in(box, option)

    def choose_in(self, box: Locator, option: str) -> None:
        box.click(timeout=WAIT)
        box.fill(option)
        self.page.get_by_role("option", name=option).first.click(timeout=WAIT)
        self.settle()

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.get_by_text(text).first).to_be_visible(timeout=WAIT)

    def settle(self) -> None:
        """Wait until the page has stopped working."""
        self.page.wait_for_timeout(250)
        expect(self.page.locator("[data-test-script-state=running]")).to_have_count(
            0, timeout=WAIT
        )
        self.page.wait_for_timeout(100)

    @property
    def main(self) -> Locator:
        return self.page.get_by_test_id("stMain")
