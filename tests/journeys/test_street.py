"""The whole street in a real browser: from a client file to one honest sentence.

The months between the mail and the sales pass by the machine's clock (`faketime`); everything
else is as a person finds it: the screens, the worker, an SMTP server that catches all.
"""

import csv
import json
import os
import re
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from core.campaigns import records as campaigns
from core.delivery.catchall import latest
from core.foundation.clock import SystemClock
from core.people import records as people
from core.store.store import open_store
from tests.conftest import ANA, BEN, MONDAY
from tests.journeys.conftest import HOUSE, await_port, free_port, running, screens
from tests.journeys.walking import WAIT, Walker

pytestmark = [pytest.mark.slow, pytest.mark.journey, pytest.mark.timeout(600)]

ACCOUNTS = 240
ABROAD = 40  # of them, in another country: outside the segment
DAYS_AGO = 60  # when the campaign goes out
TRUE_EFFECT = 9_000  # rubles an account, of those who were written to
COLUMNS = [
    "account_id",
    "account_name",
    "status",
    "country",
    "contact_id",
    "full_name",
    "first_name",
    "role",
    "email",
]
HTML = "<p>Hello {{ contact.first_name }}, this is for {{ account.name }}.</p>"
TEXT = "Hello {{ contact.first_name }}, this is for {{ account.name }}."


def test_a_person_walks_from_a_client_file_to_one_honest_sentence(
    tmp_path: Path, page: Page
) -> None:
    data = tmp_path / "the house"
    data.mkdir()
    move_in(data)
    mail = free_port()
    known = {"COCKPIT_DEMO": "1", "COCKPIT_QUIET_HOURS": "0", "COCKPIT_SMTP_PORT": str(mail)}

    with (
        running(["-m", "core.cli", "catchall"], data / "mail.log", **home(data, known)),
        screens(data, free_port(), **known, **past()) as address,
    ):
        await_port(mail)
        walker = Walker(page, address)
        load_the_clients(walker, tmp_path, data)
        build_the_segment(walker)
        write_the_message(walker)
        make_the_campaign(walker)
        nobody_approves_the_own_work(walker)
        approve_as_somebody_else(walker)
        an_edit_voids_the_approval(walker)
        approve_as_somebody_else(walker)
        with running(
            ["-m", "core.cli", "deliver"], data / "w.log", **home(data, known), **past()
        ):
            watch_it_go_out(walker, data)

    treated = [arm for arm in arms_by_account(data).values() if arm == "treated"]
    assert len(list(latest(data / "caught", limit=1_000, words="@firm"))) == len(treated)

    with screens(data, free_port(), **known) as address:
        walker = Walker(page, address)
        load_the_sales(walker, data, tmp_path)
        read_the_result(walker, treated=len(treated))


# --- the steps ------------------------------------------------------------------------------


def load_the_clients(walker: Walker, folder: Path, data: Path) -> None:
    walker.come_in("ana", "imports")
    upload(walker, clients_file(folder))
    metrics = walker.main.get_by_test_id("stMetricValue")
    expect(metrics).to_have_text([str(ACCOUNTS + 2), str(ACCOUNTS), "2"], timeout=WAIT)
    walker.press(re.compile("^Publish"))
    walker.sees("is published as version 1")
    # The consents come from another system, by the back door.
    load_by_command(consents_file(folder), data, past())


def build_the_segment(walker: Walker) -> None:
    walker.open("Segments")
    walker.press("New segment")
    walker.press("Add a condition")
    walker.choose_in(walker.main.get_by_role("combobox", name="Field").first, "Country")
    walker.choose_in(
        walker.main.get_by_role("combobox", name=re.compile("Value")).first, "Россия"
    )
    expect(walker.main.get_by_test_id("stMetricValue").first).to_have_text(
        str(ACCOUNTS - ABROAD), timeout=WAIT
    )
    walker.write("Name", "At home")
    walker.press(re.compile("^(save )?Save$"))
    walker.sees("“At home” is saved as version 1.")


def write_the_message(walker: Walker) -> None:
    walker.open("Messages")
    walker.press(re.compile("New message"))
    walker.press("As HTML code")
    walker.main.get_by_text("Plain field", exact=True).click()
    walker.settle()
    walker.write("Name", "Spring tariffs")
    walker.write("Subject", "{{ account.name }}: new tariffs")
    walker.write("HTML", HTML)
    walker.page.get_by_role("radio", name="Text part").click()
    walker.settle()
    walker.write("Plain text", TEXT)
    preview = walker.page.frame_locator("iframe").frame_locator("iframe")
    expect(preview.get_by_text(re.compile("Hello Ivan"))).to_be_visible(timeout=WAIT)
    walker.press(re.compile("^(save )?Save$"))
    walker.sees("“Spring tariffs” is saved as version 1.")


def make_the_campaign(walker: Walker) -> None:
    walker.open("Campaigns")
    walker.press("New campaign")
    walker.page.get_by_label("Name", exact=True).last.fill("Spring")
    walker.page.get_by_role("button", name="Create").click()
    walker.sees("is created")
    walker.write("Goal", "More orders from those who know us.")
    nothing_is_missing(walker, "Brief")
    step(walker, "Audience")
    walker.choose("Segment", "At home")
    expect(walker.main.locator(".js-plotly-plot").first).to_be_visible(timeout=WAIT)
    step(walker, "Message")
    walker.choose("Message", "Spring tariffs")
    nothing_is_missing(walker, "Message")
    step(walker, "Delivery & holdout")
    walker.write("Sender's name", "Cockpit")
    walker.write("Sender's address", "news@cockpit.example")
    nothing_is_missing(walker, "Delivery & holdout")
    step(walker, "Review")
    walker.press(re.compile("Submit for approval"))
    walker.sees("is with the approvers")


def nobody_approves_the_own_work(walker: Walker) -> None:
    walker.come_in("ana", "approvals")
    walker.sees("your roles do not reach this")


def approve_as_somebody_else(walker: Walker) -> None:
    walker.come_in("ben", "approvals")
    walker.press(re.compile("Open"))
    walker.press(re.compile("Approve"))
    walker.sees("You approved “Spring”.")


def an_edit_voids_the_approval(walker: Walker) -> None:
    """A change elsewhere, in the segment: the campaign is back, and says what changed."""
    walker.come_in("ana", "segments")
    # By its place: the arrow of a list is called “Open” as well.
    walker.main.locator("[class*=st-key-segment-open] button").first.click(timeout=WAIT)
    walker.settle()
    walker.press("Add a condition")
    fields = walker.main.get_by_role("combobox", name="Field")
    expect(fields).to_have_count(2, timeout=WAIT)
    walker.choose_in(fields.last, "A contact has an e-mail address")
    walker.press(re.compile("Save version 2$"))
    walker.sees("“At home” is in use by 1 campaign.")
    walker.press(re.compile("Save version 2 all the same"))
    walker.sees("is saved as version 2.")
    walker.open("Campaigns")
    walker.sees("Changes requested")
    walker.press("Spring")
    step(walker, "Review")
    walker.press(re.compile("Submit for approval"))
    walker.sees("is with the approvers")


def watch_it_go_out(walker: Walker, data: Path) -> None:
    walker.come_in("ana", "dispatches")
    walker.sees(re.compile("^Sent$"))
    wait_for_status(walker, data, "sent")


def load_the_sales(walker: Walker, data: Path, folder: Path) -> None:
    walker.come_in("ana", "imports")
    upload(walker, sales_file(folder, data))
    walker.press(re.compile("^Publish"))
    walker.sees(re.compile("is published as version"))


def read_the_result(walker: Walker, *, treated: int) -> None:
    """Of two hundred accounts some stand aside from all campaigns, others this half-year."""
    walker.open("Results")
    sentence = f"Over 60 days, “Spring” sold .+ more to each of {treated} treated accounts"
    walker.sees(re.compile(sentence))
    expect(walker.main.locator(".js-plotly-plot").first).to_be_visible(timeout=WAIT)


# --- the world around it --------------------------------------------------------------------


def move_in(data: Path) -> None:
    store = open_store(f"sqlite:///{data / 'cockpit.sqlite'}")
    store.migrate()
    with store.transaction() as tx:
        for person in (ANA, BEN):
            people.add(tx, person, by="test", at=MONDAY)
    store.close()


def clients_file(folder: Path) -> Path:
    """One contact an account; two rows that cannot be taken: no account, no such address."""
    path = folder / "clients.csv"
    with path.open("w", encoding="cp1251", newline="") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(COLUMNS)
        for n in range(ACCOUNTS):
            country = "Казахстан" if n < ABROAD else "Россия"
            company = [f"A{n:03}", f"Company {n}", "active", country]
            rows.writerow(
                [
                    *company,
                    f"C{n:03}",
                    f"Ivan Petrov {n}",
                    "Ivan",
                    "decision_maker",
                    f"ivan@firm{n}.example",
                ]
            )
        rows.writerow(
            ["A998", "No mail", "active", "Россия", "C998", "N", "N", "other", "at home"]
        )
        rows.writerow(
            ["", "Nobody", "active", "Россия", "C999", "M", "M", "other", "m@x.example"]
        )
    return path


def consents_file(folder: Path) -> Path:
    path = folder / "consents.csv"
    given = (SystemClock().now().date() - timedelta(days=400)).isoformat()
    lines = [f"C{n:03},A{n:03},email,advertising,opt_in,{given}" for n in range(ACCOUNTS)]
    path.write_text("\n".join(["contact_id,account_id,channel,purpose,basis,given_on", *lines]))
    return path


def sales_file(folder: Path, data: Path) -> Path:
    """Orders before and after the mail; whoever was written to buys for more."""
    path = folder / "sales.csv"
    chance = np.random.default_rng(7)
    sent_on = SystemClock().now().date() - timedelta(days=DAYS_AGO)
    lines = ["sale_id,account_id,sold_at,amount"]
    for account, arm in arms_by_account(data).items():
        habit = chance.normal(20_000, 3_000)
        for month in range(-5, 2):
            effect = TRUE_EFFECT if arm == "treated" and month == 1 else 0
            amount = habit + effect + chance.normal(0, 1_000)
            sold_on = sent_on + timedelta(days=30 * month - 10)
            lines.append(f"{account}/{month},{account},{sold_on},{amount:.2f}")
    # Whoever is outside the campaign buys to the last day: so far the sales are known.
    lines.append(f"last,A000,{sent_on + timedelta(days=DAYS_AGO)},1.00")
    path.write_text("\n".join(lines))
    return path


def past() -> dict[str, str]:
    """What makes a program live in the past, its stop-watches apart: Debian's `faketime`."""
    library = next(Path("/usr/lib").glob("*/faketime/libfaketime.so.1"))
    return {
        "LD_PRELOAD": str(library),
        "FAKETIME": f"-{DAYS_AGO}d",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    }


def home(data: Path, known: dict[str, str]) -> dict[str, str]:
    return {"COCKPIT_DATA": str(data), **known}


def load_by_command(file: Path, data: Path, clock: dict[str, str]) -> None:
    command = [sys.executable, "-m", "core.cli", "load", str(file), "--json"]
    said = subprocess.run(
        command,
        cwd=HOUSE,
        env=os.environ | {"COCKPIT_DATA": str(data)} | clock,
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(said.stdout.splitlines()[-1])
    assert (report["read"], report["accepted"]) == (ACCOUNTS, ACCOUNTS)


def upload(walker: Walker, file: Path) -> None:
    """Hand a file over on the import page and have it checked."""
    walker.page.locator("input[type=file]").set_input_files(file)
    walker.press("Check the file")


def step(walker: Walker, name: str) -> None:
    chosen = walker.main.get_by_role("radio", name=re.compile(re.escape(name)))
    chosen.click(timeout=WAIT)
    walker.settle()
    expect(chosen).to_be_checked(timeout=WAIT)


def nothing_is_missing(walker: Walker, name: str) -> None:
    """Wait until the step says so: what was typed is kept, and the page drawn anew."""
    lacking = walker.main.get_by_role("radio", name=re.compile(re.escape(name) + " · "))
    expect(lacking).to_have_count(0, timeout=WAIT)
    walker.settle()


def wait_for_status(walker: Walker, data: Path, wanted: str) -> None:
    """Watch the campaign until it has a status; the screens tell of it by themselves."""
    store = open_store(f"sqlite:///{data / 'cockpit.sqlite'}")
    for _ in range(120):
        with store.reading() as tx:
            status = campaigns.everything(tx)[0].status
        if status == wanted:
            break
        walker.page.wait_for_timeout(500)
    store.close()
    assert status == wanted


def arms_by_account(data: Path) -> dict[str, str]:
    store = open_store(f"sqlite:///{data / 'cockpit.sqlite'}")
    with store.reading() as tx:
        found = dict(campaigns.arms(tx, campaigns.everything(tx)[0].id))
    store.close()
    return found
