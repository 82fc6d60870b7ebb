"""Returned mails in a mailbox of a real Dovecot: each is taken once, whatever breaks."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest

from core.cockpit import open_cockpit
from core.commands.bounces import collected
from core.delivery.feedback.pickup import AT_ONCE, Imap, NoMailbox, Quarantine
from core.delivery.feedback.returns import Taken
from core.foundation.settings import Settings
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery import dovecot
from tests.core.delivery.bounce_samples import report
from tests.core.delivery.dovecot import PASSWORD, Dovecot
from tests.core.delivery.servers import soon
from tests.core.delivery.test_returns import HARD, IVAN, postman, sent, suppressed, to

BOMB = b"x" * 6_000_000


@pytest.fixture(scope="module")
def server() -> Iterator[Dovecot]:
    with dovecot.running() as started:
        yield started


def imap(port: int, user: str, kept: Path, **more: object) -> Imap:
    facts = {"host": "127.0.0.1", "password": PASSWORD, "quarantine": Quarantine(kept)}
    return Imap(**facts | {"port": port, "user": user} | more)  # type: ignore[arg-type]


def noted(_raw: bytes) -> Taken:
    return Taken.NOTED


def test_a_mailbox_is_emptied_once(server: Dovecot, store: Store, tmp_path: Path) -> None:
    ids, mailman = sent(store, IVAN), postman(store)
    server.put("once", [report(HARD, headers=to(ids[IVAN])), BOMB])
    box = imap(server.port, "once", tmp_path)

    first = box.collect(lambda raw: mailman.take(raw, at=MONDAY))
    second = box.collect(lambda raw: mailman.take(raw, at=MONDAY))

    assert (first, second) == ({"followed": 1, "quarantined": 1}, {})
    (kept,) = tmp_path.glob("imap-*.eml")
    assert kept.stat().st_size == 5_000_001
    assert suppressed(store) == {IVAN}


def test_thousands_of_mails_are_taken_round_by_round(server: Dovecot, tmp_path: Path) -> None:
    mails = [f"Subject: {number}\r\n\r\n".encode() for number in range(2 * AT_ONCE + 500)]
    server.put("many", mails)
    box, seen = imap(server.port, "many", tmp_path), Counter[bytes]()

    def take(raw: bytes) -> Taken:
        seen[raw] += 1
        return Taken.NOTED

    rounds = [box.collect(take)["noted"] for _ in range(4)]

    assert rounds == [AT_ONCE, AT_ONCE, 500, 0]
    assert seen == dict.fromkeys(mails, 1)


@pytest.mark.parametrize("before", [b"UID STORE", b"BODY.PEEK"])
def test_a_line_that_breaks_loses_nothing_and_doubles_nothing(
    server: Dovecot, store: Store, tmp_path: Path, before: bytes
) -> None:
    ids, mailman = sent(store, IVAN), postman(store)
    user = f"cut{len(before)}"
    server.put(user, [report(HARD, headers=to(ids[IVAN]))])

    with dovecot.cut(server.port, before) as port, pytest.raises(NoMailbox):
        imap(port, user, tmp_path).collect(lambda raw: mailman.take(raw, at=MONDAY))
    was_kept = before == b"UID STORE"
    again = imap(server.port, user, tmp_path).collect(lambda raw: mailman.take(raw, at=MONDAY))

    assert again == {"known" if was_kept else "followed": 1}
    assert server.unread(user) == 0
    assert suppressed(store) == {IVAN}


def test_numbers_that_begin_again_hide_no_mail(server: Dovecot, tmp_path: Path) -> None:
    box = imap(server.port, "anew", tmp_path)
    server.put("anew", [BOMB, b"Subject: a\r\n\r\n"])
    first = box.collect(lambda raw: Taken.QUARANTINED if len(raw) > AT_ONCE else Taken.NOTED)
    server.number_anew("anew")
    server.put("anew", [BOMB + b"y", b"Subject: b\r\n\r\n"])

    second = box.collect(lambda raw: Taken.QUARANTINED if len(raw) > AT_ONCE else Taken.NOTED)

    assert first == second == {"quarantined": 1, "noted": 1}
    assert len(list(tmp_path.glob("imap-*.eml"))) == 2


def test_under_tls_only_who_can_prove_it_gets_the_password(
    server: Dovecot, tmp_path: Path
) -> None:
    server.put("safe", [b"Subject: a\r\n\r\n"])
    safe = imap(server.tls_port, "safe", tmp_path, context=server.trusting)
    strange = imap(server.tls_port, "safe", tmp_path, host="localhost", context=server.trusting)

    assert safe.waiting() == 1
    assert safe.collect(noted) == {"noted": 1}
    assert safe.waiting() == 0
    with pytest.raises(NoMailbox, match="certificate"):
        strange.collect(noted)


@pytest.mark.parametrize(
    ("changed", "why"),
    [({"password": "wrong"}, "127.0.0.1"), ({"folder": "Nowhere"}, "exist")],
)
def test_what_does_not_let_us_in_is_told(
    server: Dovecot, tmp_path: Path, changed: dict[str, object], why: str
) -> None:
    server.put("shut", [])
    box = imap(server.port, "shut", tmp_path, **changed)

    for look in (lambda: box.collect(noted), box.waiting):
        with pytest.raises(NoMailbox, match=why):
            look()


def test_the_worker_empties_it_while_it_runs(
    server: Dovecot, store: Store, store_url: str, tmp_path: Path
) -> None:
    where = {"bounce_domain": "bounce.cockpit.example", "imap_host": "127.0.0.1"}
    where |= {"imap_port": server.port, "imap_name": "worker", "imap_password": PASSWORD}  # type: ignore[dict-item]
    house = open_cockpit(Settings(data=tmp_path, store=store_url, **where))  # type: ignore[arg-type]
    ids = sent(store, IVAN)
    server.put("worker", [report(HARD, headers=to(ids[IVAN], house.ways.marks))])

    with collected(house, Event()):
        assert soon(lambda: suppressed(store) == {IVAN})
