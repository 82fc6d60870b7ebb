"""What a browser or a machine meets before any page."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from sqlalchemy import update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from core.cockpit import open_cockpit
from core.delivery import signs
from core.delivery.model import Beat, State
from core.door import health
from core.door.headers import SafeHeaders, content_policy
from core.door.links import COOKIE, DeepLinks, is_safe
from core.door.neighbors import OnlyThisMachine
from core.door.safety import UnsafeStart, check_people, check_start
from core.foundation.hosts import is_loopback
from core.foundation.settings import Settings
from core.people import records as people
from core.people.model import PersonId
from core.store.schema import dispatches
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, MONDAY
from tests.core.delivery.servers import set_off
from tests.plan import small_base

PAGE = {"accept": "text/html"}
INDEX = Path(st.__file__).with_name("static") / "index.html"


def page(_request: Request) -> Response:
    return HTMLResponse('<html lang="en"><title>x</title></html>')


def opened(*middleware: Middleware, address: str = "127.0.0.1") -> TestClient:
    app = Starlette(routes=[Route("/{path:path}", page)], middleware=list(middleware))
    return TestClient(app, client=(address, 5), base_url="http://127.0.0.1:8501")


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({"demo": True, "oidc_issuer": "https://x.example"}, "127.0.0.1"),
        ({"demo": True}, "0.0.0.0"),
        ({"demo": True}, ""),
        ({"demo": True}, "cockpit.example"),
        ({"demo": False}, "127.0.0.1"),
        ({"oidc_issuer": "https://x.example", "cookie_secret": "short"}, "127.0.0.1"),
        ({"demo": True, "local_sign_in": True}, "127.0.0.1"),
        ({"local_sign_in": True}, "0.0.0.0"),
        ({"local_sign_in": True, "public_url": "http://cockpit.example"}, ""),
    ],
)
def test_an_unsafe_house_does_not_open(settings: dict[str, Any], address: str) -> None:
    with pytest.raises(UnsafeStart):
        check_start(Settings(**settings), address=address)


@pytest.mark.parametrize(
    ("mapping", "reason"),
    [
        (
            {"role_claim": "groups", "roles_of": {"mk": "king"}},
            "a role that is not there: king",
        ),
        ({"roles_of": {"mk": "legal"}}, "only one of them is set"),
        ({"role_claim": "groups"}, "only one of them is set"),
    ],
)
def test_a_mapping_that_maps_nothing_does_not_open(
    mapping: dict[str, Any], reason: str
) -> None:
    with pytest.raises(UnsafeStart, match=reason):
        check_start(Settings(demo=True, **mapping), address="127.0.0.1")


def test_a_safe_house_opens() -> None:
    check_start(Settings(demo=True), address="127.0.0.1")
    check_start(Settings(local_sign_in=True), address="127.0.0.1")
    behind_tls = Settings(local_sign_in=True, public_url="https://cockpit.example")
    check_start(behind_tls, address="0.0.0.0")
    oidc = Settings(demo=False, oidc_issuer="https://x.example", cookie_secret="s" * 32)  # type: ignore[arg-type]
    check_start(oidc, address="0.0.0.0")


def test_the_demo_does_not_open_over_a_store_that_knows_real_people(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    house = open_cockpit(Settings(data=tmp_path, store=store_url, demo=True))
    real = replace(ANA, id=PersonId("real"), issuer="https://x.example", subject="real")
    with house.transaction() as tx:
        people.add(tx, ANA, by="test", at=MONDAY)
    check_people(house)
    with house.transaction() as tx:
        people.add(tx, real, by="test", at=MONDAY)

    with pytest.raises(UnsafeStart, match="knows one real person") as refusal:
        check_people(house)

    assert "настоящий сотрудник" in refusal.value.sentence("ru")
    check_people(replace(house, settings=Settings(data=tmp_path, demo=False)))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost"])
def test_loopback_is_this_machine(host: str) -> None:
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["", "0.0.0.0", "10.0.0.1", "localhost.evil.test", "::"])
def test_anything_else_is_not(host: str) -> None:
    assert not is_loopback(host)


@pytest.mark.parametrize("address", ["10.1.2.3", "203.0.113.9"])
def test_the_demo_refuses_callers_from_elsewhere(address: str) -> None:
    assert opened(Middleware(OnlyThisMachine), address=address).get("/").status_code == 403


def test_the_demo_refuses_another_sites_name_for_this_machine() -> None:
    answer = opened(Middleware(OnlyThisMachine)).get("/", headers={"host": "evil.test"})

    assert answer.status_code == 403


def test_the_demo_lets_this_machine_in() -> None:
    assert opened(Middleware(OnlyThisMachine)).get("/").status_code == 200


@pytest.mark.parametrize(
    "target", ["/approvals?campaign=42", "/", "/segments?segment=a%20b", "/сегменты"]
)
def test_a_path_of_this_house_is_safe(target: str) -> None:
    assert is_safe(target)


@pytest.mark.parametrize(
    "target",
    [
        "//evil.test/x",
        "/\\evil.test",
        "https://evil.test",
        "evil.test",
        "/x\r\nSet-Cookie: a=b",
        "javascript:alert(1)",
        "/" + "x" * 2_000,
        "",
    ],
)
def test_a_way_out_of_the_house_is_not(target: str) -> None:
    assert not is_safe(target)


def test_what_a_stranger_asked_for_is_found_again_after_the_sign_in() -> None:
    door = opened(Middleware(DeepLinks))
    door.get("/approvals?campaign=42", headers=PAGE)
    door.cookies.set("_streamlit_user", "signed")

    answer = door.get("/", headers=PAGE, follow_redirects=False)

    assert (answer.status_code, answer.headers["location"]) == (302, "/approvals?campaign=42")
    assert door.get("/", headers=PAGE, follow_redirects=False).status_code == 200


def test_a_forged_wish_leads_home() -> None:
    door = opened(Middleware(DeepLinks))
    door.cookies.set("_streamlit_user", "signed")
    door.cookies.set(COOKIE, "%2F%2Fevil.test")

    answer = door.get("/", headers=PAGE, follow_redirects=False)

    assert answer.headers["location"] == "/"


def test_a_page_is_told_its_language_and_carries_the_policy() -> None:
    door = opened(
        Middleware(SafeHeaders, policy="default-src 'self'", language="ru", tls=False)
    )

    answer = door.get("/", headers=PAGE)

    assert '<html lang="ru">' in answer.text
    assert answer.headers["content-security-policy"] == "default-src 'self'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_cookies_are_locked_behind_tls() -> None:
    door = opened(
        Middleware(SafeHeaders, policy="", language="ru", tls=True), Middleware(DeepLinks)
    )

    answer = door.get("/approvals", headers=PAGE)

    assert "Secure" in answer.headers["set-cookie"]
    assert "HttpOnly" in answer.headers["set-cookie"]


def test_the_policy_allows_no_script_of_anybody_else() -> None:
    policy = content_policy(INDEX)

    scripts = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert "'unsafe-inline'" not in scripts
    assert "'unsafe-eval'" not in scripts
    assert "'sha256-" in scripts


def test_health_says_ok_and_metrics_are_for_this_machine_only(tmp_path: Path) -> None:
    house = open_cockpit(Settings(data=tmp_path, store=""))
    app = Starlette(routes=health.routes(house))
    here = TestClient(app, client=("127.0.0.1", 5))
    elsewhere = TestClient(app, client=("203.0.113.9", 5))

    assert here.get("/healthz").json() == {
        "status": "ok",
        "store": "ok",
        "base": "empty",
        "worker": "asleep",
    }
    assert "engine" not in health.examined(house)
    assert "cockpit_journal_entries 0" in here.get("/metrics").text
    assert elsewhere.get("/metrics").status_code == 404
    house.store.close()


def test_a_host_that_was_given_up_is_not_missed_for_ever_but_for_what_it_holds(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    house = open_cockpit(Settings(data=tmp_path, store=store_url))
    now = house.clock.now()
    set_off(store, ["k0@ex.test"])
    with house.transaction() as tx:
        signs.beat(tx, Beat("new-1", now, now, "", {}))
        signs.beat(tx, Beat("old-1", now, now - timedelta(hours=23), "", {}))
    missed = health.checkup(house)["worker"]
    with house.transaction() as tx:
        signs.beat(tx, Beat("old-1", now, now - timedelta(hours=25), "", {}))
    given_up = health.checkup(house)["worker"]
    with house.transaction() as tx:
        held = {"state": State.SENDING, "claimed_by": "old-1"}
        tx.execute(update(dispatches).values(held))
    holding = health.checkup(house)["worker"]

    assert (missed, given_up, holding) == ("partly", "ok", "partly")


def test_people_are_told_of_the_engine_and_machines_do_not_wait_for_it(tmp_path: Path) -> None:
    away = "postgresql://cockpit@127.0.0.1:1/base"
    house = open_cockpit(Settings(data=tmp_path, warehouse=away))
    near = open_cockpit(Settings(data=tmp_path, warehouse="local[1]"))

    assert health.examined(house)["engine"] == "unreachable"
    assert health.examined(house)["status"] == "ok"
    assert "engine" not in health.checkup(house)
    assert health.examined(near)["engine"] == "ok"
    small_base(Warehouse(tmp_path / "warehouse"))
    assert health.examined(near)["engine"] == "uncopied"
    near.warehouse.mirror()
    assert health.examined(near)["engine"] == "ok"
    house.store.close()
    near.store.close()
