"""What a real Postfix sends back, read as our own reports are."""

import smtplib
from pathlib import Path

import pytest

from core.delivery.feedback import pickup
from core.delivery.feedback.pickup import Maildir, Quarantine
from core.delivery.model import State
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery import postfix
from tests.core.delivery.servers import Scripted, free_port, served, soon
from tests.core.delivery.test_returns import MARKS, dispatch, postman, sent, suppressed

GONE, FULL, BARRED = "gone@alpha.example", "full@alpha.example", "barred@alpha.example"
PETR = "пётр@пример.рф"
REPLIES = {
    GONE: "550 5.1.1 No such user here",
    FULL: "552 5.2.2 Mailbox full",
    BARRED: "554 5.7.1 Rejected as spam",
    PETR: "550 5.1.1 Нет такого пользователя",
}
ENDS = {GONE: "hard_bounce", FULL: "soft_bounce", BARRED: "blocked", PETR: "hard_bounce"}


@pytest.mark.skipif(not postfix.RUNS_HERE, reason="needs Postfix, and root for it")
def test_what_postfix_sends_back_is_read_for_whom_and_why(store: Store, tmp_path: Path) -> None:
    ids, mailman = sent(store, *REPLIES), postman(store)
    ours = str(MARKS.returns_to)
    refusing = Scripted(at_recipient=REPLIES.__getitem__)

    with (
        served(refusing, enable_SMTPUTF8=True) as onward,
        postfix.running(free_port(), onward=onward, keeps=ours) as relay,
    ):
        with smtplib.SMTP("127.0.0.1", relay.port) as line:
            for address, name in ids.items():
                mail = f"To: {address}\r\nSubject: Offer\r\n\r\nHello\r\n".encode()
                options = [] if address.isascii() else ["SMTPUTF8"]
                line.sendmail(MARKS.return_path(name), [address], mail, options)
        new = relay.kept / "new"
        assert soon(lambda: len(list(new.glob("*"))) == len(ids), within=30)
        raw = b"".join(path.read_bytes() for path in new.iterdir())
        box = Maildir(relay.kept, Quarantine(tmp_path))
        done = pickup.collect([box], lambda one: mailman.take(one, at=MONDAY))

    assert b"message/global-delivery-status" in raw
    assert done == {"followed": len(ids)}
    ended = {address: dispatch(store, name) for address, name in ids.items()}
    assert {address: one.state for address, one in ended.items()} == dict.fromkeys(
        REPLIES, State.BOUNCED
    )
    assert {address: str(one.reason) for address, one in ended.items()} == ENDS
    assert suppressed(store) >= {GONE}
