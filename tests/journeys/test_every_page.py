"""Every page of the furnished demo, in both languages: it opens whole, for everybody."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from core.foundation.words import say
from pages.parts.street import STREET, Place
from tests.journeys.conftest import Demo

pytestmark = pytest.mark.journey

WAIT = 30_000  # milliseconds
LANGUAGES = {"ru": "Русский", "en": "English"}

# What the framework itself does, by axe's name for it (guide: allow exactly these).
FRAMEWORK = {
    "list",  # the sidebar's sections
    "listitem",
    "svg-img-alt",  # the icons of metrics and charts
    "target-size",  # the parts of a date input
    "presentation-role-conflict",  # the file uploader
    "empty-table-header",  # the index of a table
    "label-title-only",  # a plotly chart's buttons
    "scrollable-region-focusable",  # a table drawn on a canvas
}


@pytest.mark.parametrize("place", STREET, ids=lambda place: place.room)
def test_a_page_opens_whole_and_for_everybody(demo: Demo, page: Page, place: Place) -> None:
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
    person = demo.who_may(place.permission)
    page.goto(f"{demo.address}/{place.link}")
    page.locator(f".st-key-sign-in-{person} button").click(timeout=WAIT)
    sidebar = page.get_by_test_id("stSidebar")
    expect(sidebar).to_be_visible(timeout=WAIT)

    for language in LANGUAGES:
        sidebar.get_by_role("radio", name=LANGUAGES[language]).click()
        settled(page)

        heading = page.get_by_test_id("stMain").get_by_role("heading").first
        expect(heading).to_have_text(say(language, f"{place.room}-title"), timeout=WAIT)
        assert page.get_by_test_id("stException").count() == 0
        assert page.get_by_text(say(language, "frame-crashed")).count() == 0
        assert violations(page) == {}

    assert [text for text in complaints if "Content Security Policy" in text] == []


def settled(page: Page) -> None:
    """Wait until the page has stopped working: no spinner, nothing stale, twice in a row."""
    page.wait_for_timeout(400)
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0, timeout=WAIT)
    page.wait_for_timeout(400)
    expect(page.locator("[data-stale=true]")).to_have_count(0, timeout=WAIT)


def violations(page: Page) -> dict[str, list[str]]:
    """What axe finds and the framework is not to blame for: rule → where."""
    found = Axe().run(page).response["violations"]
    return {
        rule["id"]: [str(node["target"]) for node in rule["nodes"]]
        for rule in found
        if rule["id"] not in FRAMEWORK and rule["impact"] in {"serious", "critical"}
    }
