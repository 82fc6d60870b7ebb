"""Paces by domain, channel and campaign, on a clock that only moves when it is told to."""

from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.delivery.channel import Accepted, Fault, RefusedForGood, RefusedForNow, Unknown
from core.delivery.composing import Draft, Made
from core.delivery.gates import Gates
from core.delivery.model import Reason, State
from core.delivery.policy import Retries, SendingBook
from core.delivery.throttling import LONGEST_PAUSE, Throttle, Throttles
from tests.conftest import MONDAY
from tests.core.delivery.servers import campaign

MINUTE = timedelta(minutes=1)


def dispatch(address: str = "a@slow.example", channel: str = "email", of: str = "c1") -> Any:
    return SimpleNamespace(address=address, channel=channel, campaign_id=of)


def leaves(
    throttle: Throttle, book: Throttles, each: Any, *, minutes: float, queued: int
) -> list[datetime]:
    """When each of so many dispatches leaves, if it comes back at the moment it is told."""
    waiting = [MONDAY] * queued
    gone: list[datetime] = []
    while waiting:
        now = min(waiting)
        if now > MONDAY + MINUTE * minutes:
            break
        waiting.remove(now)
        until = throttle.wait(each, book, at=now)
        if until is None:
            gone.append(now)
        else:
            assert until > now
            waiting.append(until)
    return gone


def test_several_programs_keep_the_pace_together() -> None:
    book = Throttles(domain=60)
    each = [leaves(Throttle(3), book, dispatch(), minutes=3, queued=150) for _ in range(3)]

    assert sum(map(len, each)) == pytest.approx(3 * 60 + 60 * 10 / 60, abs=6)


@pytest.mark.parametrize(
    "book",
    [
        Throttles(domain=60),
        Throttles(domain=6_000, domains={"slow.example": 60}),
        Throttles(channels={"email": 60}),  # type: ignore[dict-item]
        Throttles(campaign=60),
        Throttles(domain=60, campaign=600),
    ],
    ids=["domain", "one domain", "channel", "campaign", "the slowest"],
)
def test_no_more_leave_than_the_pace_and_none_is_forgotten(book: Throttles) -> None:
    gone = leaves(Throttle(), book, dispatch(), minutes=3, queued=150)

    assert len(gone) == 150
    for start in gone:
        within = [one for one in gone if start <= one < start + MINUTE]
        assert len(within) <= 60 + 10 + 1
    assert MONDAY + 2 * MINUTE < max(gone) < MONDAY + 2.6 * MINUTE


def test_what_is_not_named_leaves_at_once() -> None:
    gone = leaves(Throttle(), Throttles(), dispatch(), minutes=0, queued=1_000)

    assert len(gone) == 1_000


def test_a_slow_domain_holds_nobody_else_up() -> None:
    throttle, book = Throttle(), Throttles(domain=6, campaign=600)
    while throttle.wait(dispatch(), book, at=MONDAY) is None:
        pass

    assert throttle.wait(dispatch("a@fast.example"), book, at=MONDAY) is None
    assert throttle.wait(dispatch("A@SLOW.example."), book, at=MONDAY) is not None
    assert throttle.wait(dispatch("+79161234567", "sms"), book, at=MONDAY) is None


def test_what_was_let_pass_and_stays_leaves_its_tokens_to_others() -> None:
    throttle, book = Throttle(), Throttles(domain=12, campaign=600)

    assert [throttle.wait(dispatch(), book, at=MONDAY) for _ in range(2)] == [None, None]
    throttle.give_back(dispatch(), book)

    assert throttle.wait(dispatch(), book, at=MONDAY) is None
    assert throttle.wait(dispatch(), book, at=MONDAY) is not None


@given(some.integers(1, 100_000), some.lists(some.floats(0, 300), max_size=60))
def test_over_any_time_no_more_leave_than_the_pace_and_what_was_saved(
    pace: int, moments: list[float]
) -> None:
    throttle, book = Throttle(), Throttles(domain=pace)

    gone = [
        at
        for at in sorted(moments)
        if throttle.wait(dispatch(), book, at=MONDAY + timedelta(seconds=at)) is None
    ]

    if gone:
        assert len(gone) <= (gone[-1] - gone[0]) / 60 * pace + max(pace / 6, 1) + 0.01


def test_a_domain_that_refuses_again_and_again_is_left_alone_longer_each_time() -> None:
    throttle, book, now = Throttle(), Throttles(refusals=3), MONDAY
    no = RefusedForNow("451 later")
    pauses = []

    for _ in range(2):
        throttle.heard(dispatch(), no, book, at=now)
        assert throttle.wait(dispatch(), book, at=now) is None
    for _ in range(9):
        throttle.heard(dispatch(), no, book, at=now)
        until = throttle.wait(dispatch(), book, at=now)
        assert until is not None
        assert throttle.wait(dispatch("a@fast.example"), book, at=now) is None
        pauses.append(until - now)
        now = until
        assert throttle.wait(dispatch(), book, at=now) is None

    assert pauses[:3] == [MINUTE, 2 * MINUTE, 4 * MINUTE]
    assert pauses[-1] == LONGEST_PAUSE
    throttle.heard(dispatch(), Accepted("250"), book, at=now)
    throttle.heard(dispatch(), no, book, at=now)
    assert throttle.wait(dispatch(), book, at=now) is None


@pytest.mark.parametrize("answer", [RefusedForGood("550", Fault.ADDRESS), Unknown("")])
def test_what_says_nothing_of_a_domain_does_not_shut_it(answer: Any) -> None:
    throttle, book = Throttle(), Throttles(refusals=1)

    throttle.heard(dispatch(), answer, book, at=MONDAY)

    assert throttle.wait(dispatch(), book, at=MONDAY) is None


def test_the_gate_puts_off_what_is_too_fast_and_costs_it_no_attempt() -> None:
    paced = SendingBook(
        version=1,
        quiet_hours=None,
        retries=Retries(after_minutes=[]),
        throttles=Throttles(domain=6, refusals=1),
    )
    gates, one, letter = Gates(paced, "UTC"), dispatch(), Draft("", lambda _at: Made(b""))

    first = gates.objection(campaign(), one, letter, at=MONDAY)
    second = gates.objection(campaign(), one, letter, at=MONDAY)
    gates.heard(one, RefusedForNow("451"), at=MONDAY)
    third = gates.objection(campaign(), one, letter, at=MONDAY + MINUTE / 2)

    assert first is None
    assert second is not None
    assert third is not None
    assert (second.state, second.reason) == (State.QUEUED, Reason.THROTTLED)
    assert (second.not_before, second.attempted) == (MONDAY + MINUTE / 6, False)
    assert third.not_before == MONDAY + MINUTE
