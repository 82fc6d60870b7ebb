"""The cookie of a session: handed over once, to a page of this house, out of scripts' reach."""

from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from core.door.handing import COOKIE, KEPT, HandOver
from core.door.headers import SafeHeaders
from tests.conftest import MONDAY, FixedClock

OURS = {"sec-fetch-site": "same-origin"}


def door(hand_over: HandOver, clock: FixedClock, *, tls: bool = False) -> TestClient:
    safe = Middleware(SafeHeaders, policy="", language="en", tls=tls)
    app = Starlette(routes=[hand_over.route(clock, hours=12)], middleware=[safe])
    return TestClient(app, base_url="http://cockpit.example")


def waiting() -> HandOver:
    hand_over = HandOver()
    hand_over.keep("token", ticket="ticket", at=MONDAY)
    return hand_over


@pytest.mark.parametrize("tls", [False, True])
def test_a_browser_takes_its_cookie_once(clock: FixedClock, *, tls: bool) -> None:
    hand_over = waiting()
    link = hand_over.link("ticket")
    assert link is not None

    answer = door(hand_over, clock, tls=tls).get(link, headers=OURS)

    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"{COOKIE}=token; HttpOnly; Max-Age=43200; Path=/; SameSite=lax")
    assert cookie.endswith("; Secure") is tls
    assert door(hand_over, clock).get(link, headers=OURS).status_code == 404
    assert hand_over.link("ticket") is None


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"sec-fetch-site": "cross-site", "referer": "http://cockpit.example/"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-site"},
        {"referer": "http://evil.example/cockpit.example"},
    ],
)
def test_a_strangers_page_signs_nobody_in(clock: FixedClock, headers: dict[str, str]) -> None:
    hand_over = waiting()

    answer = door(hand_over, clock).get("/session/ticket", headers=headers)

    assert answer.status_code == 404
    assert "set-cookie" not in answer.headers
    assert hand_over.link("ticket") is not None


def test_where_a_browser_says_nothing_the_referring_page_has_to(clock: FixedClock) -> None:
    referer = {"referer": "http://cockpit.example/people"}

    assert door(waiting(), clock).get("/session/ticket", headers=referer).status_code == 204


def test_a_ticket_is_good_for_a_minute(clock: FixedClock) -> None:
    hand_over = waiting()
    clock.time += timedelta(seconds=61)

    assert door(hand_over, clock).get("/session/ticket", headers=OURS).status_code == 404


def test_no_more_tickets_wait_than_there_is_room_for() -> None:
    hand_over = HandOver()
    for number in range(KEPT + 1):
        hand_over.keep("token", ticket=str(number), at=MONDAY)

    assert hand_over.link("0") is None
    assert hand_over.link(str(KEPT)) is not None
