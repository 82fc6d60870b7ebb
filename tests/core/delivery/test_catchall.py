"""The demo's mail server, and the commands of delivery as a person types them."""

import json
import os
import signal
import smtplib
import subprocess
import sys
import time
from pathlib import Path

import pytest

from core.campaigns import records as campaigns
from core.campaigns.model import Status
from core.delivery import catchall
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE
from core.store.store import Store, open_store
from core.warehouse.warehouse import Warehouse
from tests.core.delivery.servers import free_port, soon
from tests.plan import CAMPAIGN, approve, ready_campaign, small_base, submit

HOSTILE = (
    b"Subject: =?utf-8?b?0J/RgNC40LLQtdGC?=\r\nX-Caught-For: ../../etc\r\n"
    b"Content-Type: text/plain; charset=no-such\r\n\r\nHello\r\n"
)


@pytest.fixture
def caught(tmp_path: Path) -> Path:
    return tmp_path / "caught"


def test_a_mail_is_kept_under_a_name_of_our_own(caught: Path) -> None:
    port = free_port()
    server = catchall.server(caught, SystemClock(), host="127.0.0.1", port=port)
    server.start()
    with smtplib.SMTP("127.0.0.1", port) as smtp:
        smtp.sendmail("news@ex.test", ["/../a@ex.test"], HOSTILE)
    server.stop()

    [mail] = catchall.latest(caught, limit=5)

    assert mail.recipient == "/../a@ex.test"
    assert mail.subject == "Привет"
    assert [path.parent for path in caught.iterdir()] == [caught]
    assert catchall.one(caught, "../cockpit") is None
    assert list(catchall.latest(caught, limit=5, words="nobody")) == []


def test_a_mail_that_is_too_large_is_refused(
    caught: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(catchall, "LARGEST_MAIL", 2_000)
    port = free_port()
    server = catchall.server(caught, SystemClock(), host="127.0.0.1", port=port)
    server.start()

    with smtplib.SMTP("127.0.0.1", port) as smtp, pytest.raises(smtplib.SMTPException):
        smtp.sendmail("news@ex.test", ["a@ex.test"], b"Subject: x\r\n\r\n" + b"x\r\n" * 2_000)
    server.stop()

    assert list(caught.iterdir()) == []


def test_the_oldest_mails_make_room(caught: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catchall, "MOST_MAILS", 5)
    monkeypatch.setattr(catchall, "PRUNED_AT_ONCE", 2)
    port = free_port()
    server = catchall.server(caught, SystemClock(), host="127.0.0.1", port=port)
    server.start()

    with smtplib.SMTP("127.0.0.1", port) as smtp:
        for number in range(12):
            smtp.sendmail("news@ex.test", [f"k{number}@ex.test"], b"Subject: x\r\n\r\nx\r\n")
    server.stop()

    kept = [mail.recipient for mail in catchall.latest(caught, limit=50)]
    assert kept[0] == "k11@ex.test"
    assert len(kept) <= 5


@pytest.mark.slow
def test_the_commands_work_together(tmp_path: Path) -> None:
    port = free_port()
    environment = os.environ | {
        "COCKPIT_DATA": str(tmp_path),
        "COCKPIT_STORE": "",
        "COCKPIT_SMTP_PORT": str(port),
        "COCKPIT_SMTP_HOST": "127.0.0.1",
        "COCKPIT_DEMO": "1",
        "COCKPIT_QUIET_HOURS": "0",
    }
    store = open_store(f"sqlite:///{tmp_path / 'cockpit.sqlite'}")
    store.migrate()
    with store.transaction() as tx:
        # Now, as the programs live now: the standing holdout changes with the half-year.
        snapshot = small_base(Warehouse(tmp_path / "warehouse"))
        submit(tx, snapshot, ready_campaign(tx), at=SystemClock().now())
        approve(tx)

    away = command("deliver", "--once", "--json", environment=environment)
    trouble = json.loads(away.communicate(timeout=60)[0])
    mailbox = command("catchall", environment=environment)
    assert soon(lambda: answers(port), within=30)
    daemon = command("deliver", "--json", environment=environment)
    caught = tmp_path / "caught"
    assert soon(lambda: len(list(caught.glob("*.eml"))) == 8, within=30)
    assert soon(lambda: status(store) == "sent", within=10)
    daemon.send_signal(signal.SIGTERM)
    facts = json.loads(daemon.communicate(timeout=20)[0])
    mailbox.send_signal(signal.SIGTERM)
    mailbox.communicate(timeout=20)

    assert away.returncode == 1
    assert trouble["waiting"] == 8
    assert "refused" in trouble["trouble"]
    assert daemon.returncode == mailbox.returncode == 0
    assert facts["settled"]["sent"] == 8
    store.close()


def command(*words: str, environment: dict[str, str]) -> subprocess.Popen[bytes]:
    program = [sys.executable, "-m", "core.cli", *words]
    return subprocess.Popen(program, cwd=HOUSE, env=environment, stdout=subprocess.PIPE)


def answers(port: int) -> bool:
    try:
        with smtplib.SMTP("127.0.0.1", port, timeout=2) as smtp:
            return smtp.noop()[0] == 250
    except OSError:
        time.sleep(0.1)
        return False


def status(store: Store) -> Status:
    with store.reading() as tx:
        return campaigns.get(tx, CAMPAIGN).status
