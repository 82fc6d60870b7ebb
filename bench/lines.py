"""Prebuilt mails over kept connections, in a process of its own; one line of JSON.

    python -m bench.lines PORT MESSAGES CONNECTIONS BYTES

As a sender hands them over: what is about to leave and what was answered stand in the journal.
"""

import json
import sys
import tempfile
import time
from pathlib import Path
from threading import Thread

from core.campaigns.model import CampaignId
from core.delivery.channel import Accepted, Envelope
from core.delivery.channels.smtp import SmtpChannel
from core.delivery.handovers import Handovers
from core.delivery.model import Dispatch, DispatchId, Reason, State
from core.foundation.clock import SystemClock

_HEAD = b"From: <news@cockpit.example>\r\nSubject: bench\r\n\r\n"
_LINE = b"x" * 76 + b"\r\n"
BATCH = 100


def handed_over(port: int, messages: int, connections: int, size: int) -> dict[str, float]:
    """When the first of so many mails began to leave, and when the last was taken."""
    content = (_HEAD + _LINE * (size // len(_LINE) + 1))[: size - 2] + b"\r\n"
    with tempfile.TemporaryDirectory() as folder:
        journal = Handovers(Path(folder) / "handovers.log", make_durable=lambda: True)
        journal.begin()
        each = messages // connections
        threads = [
            Thread(target=_send, args=(port, f"{n}", each, content, journal))
            for n in range(connections)
        ]
        began, spent = time.time(), time.process_time()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ended, spent = time.time(), time.process_time() - spent
        journal.close()
    known = {"began": began, "ended": ended, "processor_seconds": spent}
    return known | {"messages": each * connections}


def _send(port: int, name: str, count: int, content: bytes, journal: Handovers) -> None:
    line = SmtpChannel("127.0.0.1", port).line()
    envelope = Envelope("news@cockpit.example", "person@firm.example", content)
    for begin in range(0, count, BATCH):
        batch = [_dispatch(f"{name}{n}") for n in range(begin, min(begin + BATCH, count))]
        journal.claimed(batch)
        for number, dispatch in enumerate(batch, start=1):
            if number < len(batch):
                line.expect(envelope)
            answer = line.hand_over(envelope, intend=lambda one=dispatch: journal.intended(one))
            if not isinstance(answer, Accepted):
                raise SystemExit(f"refused: {answer}")
            journal.done(dispatch, answer)
        journal.settled(batch)
    line.close()


def _dispatch(name: str) -> Dispatch:
    now = SystemClock().now()
    return Dispatch(
        id=DispatchId(name),
        campaign_id=CampaignId("c1"),
        contact_id=name,
        account_id=name,
        channel="email",
        step=1,
        address="person@firm.example",
        state=State.SENDING,
        reason=Reason.NONE,
        answer="",
        attempts=0,
        claim=1,
        message_id="",
        not_before=now,
        sent_at=None,
        settled_at=None,
    )


if __name__ == "__main__":
    print(json.dumps(handed_over(*map(int, sys.argv[1:]))))
