"""Notices to the personal cabinet, against a real server that checks what it gets."""

import hashlib
import hmac
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from core.delivery import judging, records
from core.delivery.channel import (
    Accepted,
    Answer,
    Envelope,
    Fault,
    RefusedForGood,
    RefusedForNow,
    Unreachable,
    UnusableAddress,
)
from core.delivery.channels.cabinet import CabinetChannel
from core.delivery.channels.exchange import Patience
from core.delivery.model import State
from core.store.schema import dispatches
from core.store.store import Store
from tests.conftest import MONDAY, FixedClock
from tests.core.delivery.servers import BOOK, free_port, set_off, workshop
from tests.core.delivery.test_channels import once
from tests.core.delivery.test_kannel import texts
from tests.core.delivery.web import Asked, Script, answering

SECRET = "s" * 32
BODY = '{"title":"Привет"}'.encode()


def cabinet(url: str) -> CabinetChannel:
    patience = Patience(connecting=0.5, verdict=0.5)
    return CabinetChannel(f"{url}/notices?v=1", SECRET, lambda: MONDAY, patience)


def handed(url: str, *names: str) -> list[Answer]:
    line = cabinet(url).line()
    envelopes = [Envelope("News", "a1", BODY, dispatch_id=name) for name in names]
    try:
        return [line.hand_over(one, intend=lambda: None) for one in envelopes]
    finally:
        line.close()


def is_signed(asked: Asked) -> bool:
    """The check as whoever receives it makes it."""
    said = asked.headers["X-Cockpit-Timestamp"].encode() + b"." + asked.body
    mark = hmac.new(SECRET.encode(), said, hashlib.sha256).hexdigest()
    return asked.headers["X-Cockpit-Signature"] == f"v1={mark}"


def test_a_notice_is_signed_and_names_its_dispatch() -> None:
    script = Script()

    with answering(script) as url:
        answers = handed(url, "d1", "d2")

    assert [type(one) for one in answers] == [Accepted, Accepted]
    assert all(is_signed(one) for one in script.asked)
    assert [one.headers["Idempotency-Key"] for one in script.asked] == ["d1", "d2"]
    assert [(one.method, one.path, one.body) for one in script.asked] == [
        ("POST", "/notices?v=1", BODY)
    ] * 2
    assert script.asked[0].headers["X-Cockpit-Timestamp"] == str(int(MONDAY.timestamp()))
    assert script.connections == 1


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        (200, Accepted),
        (202, Accepted),
        (409, Accepted),
        (302, Unreachable),
        (401, Unreachable),
        (400, RefusedForGood),
        (404, RefusedForGood),
        (429, RefusedForNow),
        (500, RefusedForNow),
        (503, RefusedForNow),
        ("hang", RefusedForNow),
        ("drop", RefusedForNow),
    ],
)
def test_each_answer_means_one_thing(said: int | str, meant: type[Answer]) -> None:
    script = Script(answer=lambda _asked: said, location="http://127.0.0.1:9/inside")

    with answering(script) as url:
        answers = handed(url, "d1")

    assert [type(one) for one in answers] == [meant]
    assert len(script.asked) == 1  # no redirect was followed


def test_an_account_the_cabinet_does_not_know_is_not_written_to_again() -> None:
    with answering(Script(answer=lambda _asked: 404, text="no such account")) as url:
        answers = handed(url, "d1")

    assert answers == [RefusedForGood("404 no such account", Fault.ADDRESS)]


def test_a_cabinet_that_is_away_was_handed_nothing() -> None:
    assert isinstance(handed(f"http://127.0.0.1:{free_port()}", "d1")[0], Unreachable)


@pytest.mark.parametrize("address", ["", "  ", "a\nb", "a" * 300])
def test_a_cabinet_that_cannot_be_is_refused(address: str) -> None:
    with pytest.raises(UnusableAddress):
        cabinet("http://127.0.0.1:1").usable(address)


def test_silence_is_asked_again_with_the_same_key_until_it_is_one_notice(
    store: Store, tmp_path: Path
) -> None:
    kept: dict[str, bytes] = {}

    def forgetful(asked: Asked) -> int | str:
        key = asked.headers["Idempotency-Key"]
        if key in kept:
            return 409
        kept[key] = asked.body
        return "drop"

    script, clock = Script(answer=forgetful), FixedClock()
    set_off(store, [f"a{number}" for number in range(5)], channel="cabinet")

    with answering(script) as url:
        shop = workshop(
            store,
            tmp_path,
            free_port(),
            clock,
            compose=texts,
            others={"cabinet": cabinet(url)},
        )
        once(shop)
        clock.time += timedelta(minutes=1)
        once(shop)

    assert len(kept) == 5
    assert len(script.asked) == 10
    with store.reading() as tx:
        rows = records.some(tx, list(kept))
    assert {row.state for row in rows} == {State.SENT}


def test_a_fall_in_the_middle_of_a_notice_is_no_doubt(store: Store) -> None:
    set_off(store, ["a1"])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(channel="cabinet", state=State.SENDING))
        name = tx.execute(dispatches.select()).one().id
        fallen = records.some(tx, [name])[0]

    outcome = judging.interrupted(fallen, at=MONDAY, retries=BOOK.retries)
    assert outcome.state is State.QUEUED
