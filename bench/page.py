"""The page: from a change in the editor to the new count on the screen, in a real browser.

    python -m bench.page [--accounts 20000] [--edits 40]

Furnishes a demo house of its own, opens a segment of seven conditions in Chromium, and changes
a number in it again and again, to one that nobody asked for before. The clock is the page's:
it starts with the key that commits the number and stops as the count changes. Beside it stands
what the framework takes for a page of one button on the same machine. Writes `bench/page.json`
and its lines of `bench/README.md`.
"""

import argparse
import json
import os
import shutil
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from bench.segments.telling import Target, put, targets_table
from bench.segments.timing import percentile
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import HOUSE, Settings
from core.people import records as people
from core.people.model import Permission
from core.segments import actions as segments
from core.segments import tables
from core.segments.editing import replaced
from core.segments.model import Condition, Rule, SegmentId
from core.segments.notation import from_json
from tests.journeys.conftest import CHROMIUM, await_page, free_port, running, screens
from tests.journeys.walking import Walker

RESULT = HOUSE / "bench" / "page.json"
EMPTY_PAGE = HOUSE / "bench" / "empty_page.py"
PAUSE = 150  # milliseconds between two changes
SEGMENT = "bench"
COUNT = '[data-testid="stMetricValue"]'

_RULE = {
    "all": [
        {"field": "employees", "operator": "at_least", "value": 1},
        {"field": "status", "operator": "is", "value": "active"},
        {"field": "products", "operator": "has_none", "value": ["Колокация"]},
        {"field": "monthly_fee", "operator": "at_least", "value": 1000},
        {
            "all": [
                {"field": "role", "operator": "one_of", "value": ["decision_maker"]},
                {"field": "has_email", "operator": "is_true"},
            ],
            "contacts": 1,
        },
        {"field": "invoices", "operator": "at_least_times", "value": {"times": 1, "days": 365}},
    ]
}

# Armed before the change: the next press of a key, or of a button, starts the clock.
_ARM = """
([count, signal]) => {
  const before = document.querySelector(count).innerText;
  window.benchTook = new Promise((resolve) => {
    let start = null;
    const begin = (event) => { if (start === null) start = event.timeStamp; };
    document.addEventListener(signal, begin, {capture: true, once: true});
    const seen = new MutationObserver(() => {
      const now = document.querySelector(count);
      if (start !== null && now && now.innerText !== before) {
        seen.disconnect();
        resolve(performance.now() - start);
      }
    });
    seen.observe(document.body, {subtree: true, childList: true, characterData: true});
  });
}
"""


def main() -> None:
    arguments = _arguments()
    load = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="bench-page-") as place, _browser() as page:
        folder = Path(place)
        empty = _empty(page, folder, arguments.edits)
        edits = _edited(page, folder, arguments)
    found = {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "cores": os.cpu_count(),
        "load": [round(load, 1), round(os.getloadavg()[0], 1)],
        "accounts": arguments.accounts,
        "edit_ms": _facts(edits),
        "empty_rerun_ms": _facts(empty),
    }
    target = Target("from a change to the new count, 95 %", 400, found["edit_ms"]["p95"], "ms")
    RESULT.write_text(json.dumps(found | {"targets": [target.as_json()]}, indent=2) + "\n")
    put("page", _told(found, target))
    print(json.dumps(found, indent=2))


def _edited(page: Page, folder: Path, arguments: argparse.Namespace) -> list[float]:
    """How long each change of the number took, first values all."""
    words = ["-m", "core.cli", "demo", f"--accounts={arguments.accounts}"]
    with running(
        words, folder / "demo.log", COCKPIT_DATA=str(folder), COCKPIT_DEMO="1"
    ) as demo:
        if demo.wait(600):
            raise RuntimeError((folder / "demo.log").read_text())
    house = open_cockpit(Settings(data=folder, demo=True))
    person, numbers = _prepared(house, arguments.edits)
    with screens(folder, free_port(), COCKPIT_DEMO="1") as address:
        walker = Walker(page, address)
        walker.come_in(person, f"segments?segment={SEGMENT}")
        field = walker.main.get_by_test_id("stNumberInput").locator("input").first

        def change(number: int) -> None:
            field.fill(str(number))
            page.evaluate(_ARM, [COUNT, "keydown"])
            field.press("Enter")

        return [_took(page, change, number) for number in numbers]


def _prepared(house: Cockpit, edits: int) -> tuple[str, list[int]]:
    """Save the segment; say who may open it, and numbers that each change its count."""
    rule = from_json(_RULE)
    with house.store.reading() as tx:
        person = next(one for one in people.everyone(tx) if one.may(Permission.SEGMENT))
    with house.transaction(person) as tx:
        segments.save(
            tx, SegmentId(SEGMENT), name="bench", rule=rule, by=person, at=house.clock.now()
        )
    numbers: list[int] = []
    before, number = _count(house, rule, 1), 1
    while len(numbers) < edits:
        number += 1
        if (count := _count(house, rule, number)) != before:
            numbers.append(number)
            before = count
    return person.id, numbers


def _count(house: Cockpit, rule: Rule, number: int) -> int:
    asked = replaced(rule, (0,), Condition("employees", "at_least", number))
    return tables.counts(house.warehouse.current(), asked, house.catalogue).accounts


def _empty(page: Page, folder: Path, edits: int) -> list[float]:
    """What the framework takes for a page of one button and one number."""
    port = free_port()
    command = ["-m", "streamlit", "run", str(EMPTY_PAGE), f"--server.port={port}"]
    address = f"http://127.0.0.1:{port}"
    with running(command, folder / "empty.log") as server:
        await_page(f"{address}/_stcore/health", server)
        page.goto(address)
        button = page.get_by_role("button", name="Again")
        button.wait_for()

        def press(_number: int) -> None:
            page.evaluate(_ARM, [COUNT, "click"])
            button.click()

        return [_took(page, press, number) for number in range(edits)]


def _took(page: Page, act: Callable[[int], None], number: int) -> float:
    page.wait_for_timeout(PAUSE)
    act(number)
    return float(page.evaluate("window.benchTook"))


def _facts(took: list[float]) -> dict[str, float]:
    return {
        "median": round(statistics.median(took), 1),
        "p95": round(percentile(took, 0.95), 1),
        "least": round(min(took), 1),
        "most": round(max(took), 1),
        "edits": len(took),
    }


def _told(found: dict[str, Any], target: Target) -> str:
    edit, empty = found["edit_ms"], found["empty_rerun_ms"]
    return (
        f"Measured {found['measured_on']} on {found['cores']} cores, load average "
        f"{found['load'][0]} before and {found['load'][1]} after, over a demo of "
        f"{found['accounts']:,} accounts. {edit['edits']} changes of a number in a rule of "
        f"seven conditions, each to a new number, take {edit['median']:.0f} ms in the median. "
        f"A page of one button takes {empty['median']:.0f} ms in the median, and "
        f"{empty['p95']:.0f} ms at the 95th percentile.\n\n" + targets_table([target.as_json()])
    )


@contextmanager
def _browser() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=CHROMIUM
        )
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", type=int, default=20_000)
    parser.add_argument("--edits", type=int, default=40)
    return parser.parse_args()


if __name__ == "__main__":
    main()
