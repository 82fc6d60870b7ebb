"""Signing in: nobody sees a page before, everybody lands where they wanted to be after."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.people import actions as people
from core.people import local, records
from core.people.model import PersonId, Role
from core.store.store import Store, open_store
from tests.conftest import ADA, ANA, MONDAY
from tests.journeys.conftest import await_page, free_port, running, screens

pytestmark = pytest.mark.journey

WAIT = 30_000  # milliseconds; the first paint on a busy machine is slow


def furnished(data: Path) -> Store:
    store = open_store(f"sqlite:///{data / 'cockpit.sqlite'}")
    store.migrate()
    return store


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[str]:
    store = furnished(tmp_path)
    with store.transaction() as tx:
        records.add(tx, ANA, by="test", at=MONDAY)
    store.close()
    with screens(tmp_path, free_port(), COCKPIT_DEMO="1") as address:
        yield address


def test_the_first_deep_link_to_a_fresh_server_meets_the_sign_in(demo: str, page: Page) -> None:
    """While pages lie beside a main script, Streamlit runs them bare on the first request."""
    page.goto(f"{demo}/people")

    expect(page.locator(".st-key-sign-in-ana button")).to_be_visible(timeout=WAIT)
    expect(page.get_by_test_id("stSidebar")).to_have_count(0)

    page.locator(".st-key-sign-in-ana button").click()

    # The wish survived the sign-in; the page itself says who may not be here.
    expect(page.get_by_text("your roles do not reach this")).to_be_visible(timeout=WAIT)
    assert page.url.endswith("/people")


def test_no_script_of_a_page_breaks_the_content_policy(demo: str, page: Page) -> None:
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))

    page.goto(demo)
    page.locator(".st-key-sign-in-ana button").click(timeout=WAIT)
    expect(page.get_by_test_id("stSidebar")).to_be_visible(timeout=WAIT)

    assert [text for text in refused if "Content Security Policy" in text] == []


def test_a_reload_finds_whom_the_demo_let_in_until_they_leave(demo: str, page: Page) -> None:
    page.goto(demo)
    with_cookie(page, page.locator(".st-key-sign-in-ana button").click)
    expect(page.locator(".st-key-sign-out button")).to_be_visible(timeout=WAIT)

    page.reload()
    page.locator(".st-key-sign-out button").click(timeout=WAIT)
    expect(page.locator(".st-key-sign-in-ana button")).to_be_visible(timeout=WAIT)

    page.reload()
    expect(page.locator(".st-key-sign-in-ana button")).to_be_visible(timeout=WAIT)


def with_cookie(page: Page, sign_in: Callable[[], None]) -> None:
    """Sign in, until the session's cookie is here, out of scripts' reach."""
    with page.expect_response(lambda answer: "/session/" in answer.url, timeout=WAIT):
        sign_in()
    kept = [one for one in page.context.cookies() if one["name"] == "cockpit_session"]
    assert [(one["httpOnly"], one["sameSite"]) for one in kept] == [(True, "Lax")]


def test_a_password_signs_in_and_a_reload_keeps_it(tmp_path: Path, page: Page) -> None:
    store = furnished(tmp_path)
    with store.transaction() as tx:
        zoe = local.Newcomer(PersonId("zoe"), "Zoe", "zoe@cockpit.example", frozenset(Role))
        local.add(tx, zoe, by=ADA, at=MONDAY)
        local.set_password(tx, zoe.id, "nine blue herons", by=ADA, at=MONDAY, is_one_time=False)
    store.close()
    with screens(tmp_path, free_port(), COCKPIT_LOCAL_SIGN_IN="1") as address:
        page.goto(f"{address}/people")
        page.get_by_label("E-mail").fill("zoe@cockpit.example", timeout=WAIT)
        page.get_by_label("Password", exact=True).fill("nine blue herons")
        password = page.get_by_label("Password", exact=True)
        with_cookie(page, lambda: password.press("Enter"))
        expect(page.get_by_role("heading", name="People and roles")).to_be_visible(timeout=WAIT)

        page.reload()
        expect(page.get_by_role("heading", name="People and roles")).to_be_visible(timeout=WAIT)


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    zoe = {
        "sub": "zoe",
        "name": "Zoe Zaytseva",
        "email": "zoe@cockpit.example",
        "groups": ["mk-leads"],
    }
    command = ["-m", "oidc_provider_mock", f"--port={port}", f"--user-claims={json.dumps(zoe)}"]
    with running(command, tmp_path / "provider.log") as process:
        await_page(f"{address}/.well-known/openid-configuration", process)
        yield address


def through(provider: str, port: int) -> dict[str, str]:
    return {
        "COCKPIT_OIDC_ISSUER": f"{provider}/.well-known/openid-configuration",
        "COCKPIT_OIDC_ID": "cockpit",
        "COCKPIT_OIDC_SECRET": "not-a-secret",
        "COCKPIT_COOKIE_SECRET": "0123456789abcdef0123456789abcdef",
        "COCKPIT_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }


def test_the_providers_groups_give_roles_and_the_table_takes_them_away(
    tmp_path: Path, provider: str, page: Page
) -> None:
    port = free_port()
    mapping = {
        "COCKPIT_ROLE_CLAIM": "groups",
        "COCKPIT_ROLES_OF": json.dumps({"mk-leads": ["marketing_lead", "legal"]}),
    }
    with screens(tmp_path, port, **through(provider, port), **mapping) as address:
        page.goto(f"{address}/approvals")
        page.locator(".st-key-sign-in button").click(timeout=WAIT)
        page.get_by_role("button", name=re.compile("zoe", re.IGNORECASE)).first.click()
        expect(page.get_by_role("heading", name="Approvals")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("your roles do not reach this")).to_have_count(0)

        grant(tmp_path, provider, frozenset({Role.MARKETER}))
        page.reload()
        expect(page.get_by_text("your roles do not reach this")).to_be_visible(timeout=WAIT)


def grant(data: Path, issuer: str, roles: frozenset[Role]) -> None:
    store = furnished(data)
    with store.transaction() as tx:
        zoe = records.recognized(tx, issuer=issuer, subject="zoe")
        assert zoe is not None
        assert zoe.roles == {Role.MARKETING_LEAD, Role.LEGAL}
        assert people.grant(tx, zoe.id, roles, by=ADA, at=MONDAY).roles == frozenset()
    store.close()


def test_a_provider_signs_people_in_and_they_land_where_they_wanted(
    tmp_path: Path, provider: str, page: Page
) -> None:
    port = free_port()
    with screens(tmp_path, port, **through(provider, port)) as address:
        page.goto(f"{address}/people")
        page.locator(".st-key-sign-in button").click(timeout=WAIT)
        page.get_by_role("button", name=re.compile("zoe", re.IGNORECASE)).first.click()

        expect(page.get_by_text("your roles do not reach this")).to_be_visible(timeout=WAIT)
        assert page.url.endswith("/people")

        make_administrator(tmp_path, provider)
        page.reload()
        expect(page.get_by_role("heading", name="People and roles")).to_be_visible(timeout=WAIT)
        expect(page.get_by_text("your roles do not reach this")).to_have_count(0)

        show_out(tmp_path, provider)
        page.reload()
        expect(page.locator(".st-key-sign-in button")).to_be_visible(timeout=WAIT)


def make_administrator(data: Path, issuer: str) -> None:
    store = furnished(data)
    with store.transaction() as tx:
        zoe = records.recognized(tx, issuer=issuer, subject="zoe")
        assert zoe is not None
        assert zoe.roles == frozenset()
        people.add(tx, ADA, by=ADA, at=MONDAY)
        people.grant(tx, zoe.id, frozenset({Role.ADMINISTRATOR}), by=ADA, at=MONDAY)
    store.close()


def show_out(data: Path, issuer: str) -> None:
    store = furnished(data)
    with store.transaction() as tx:
        zoe = records.recognized(tx, issuer=issuer, subject="zoe")
        assert zoe is not None
        people.deactivate(tx, zoe.id, by=ADA, at=MONDAY)
    store.close()


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"COCKPIT_DEMO": "1", "COCKPIT_OIDC_ISSUER": "https://x.example"},
        {"COCKPIT_DEMO": "1", "STREAMLIT_SERVER_ADDRESS": "0.0.0.0"},
    ],
)
def test_an_unsafe_server_ends_with_a_sentence(
    tmp_path: Path, environment: dict[str, str]
) -> None:
    command = ["-m", "streamlit", "run", "app.py", f"--server.port={free_port()}"]
    log = tmp_path / "log"

    with running(command, log, COCKPIT_DATA=str(tmp_path), **environment) as process:
        assert process.wait(60) != 0

    assert "Nothing was started" in log.read_text()
    assert "Traceback" not in log.read_text()
