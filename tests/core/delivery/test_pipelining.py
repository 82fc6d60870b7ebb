"""The next message is named while the one before leaves, and handed over in its own turn."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from core.delivery import judging, records, worker
from core.delivery.channel import Accepted, Envelope, Fault, RefusedForGood, Unknown
from core.delivery.channels import smtp
from core.delivery.gates import Gates
from core.delivery.model import Dispatch, Reason
from core.delivery.throttling import Throttles
from core.foundation.clock import SystemClock
from core.store.schema import dispatches
from core.store.store import Store
from tests.conftest import MONDAY, FixedClock
from tests.core.delivery.servers import BOOK, channel_to, set_off, workshop


@dataclass
class Pipelined:
    """A server that answers the end of a message only after it has heard `ahead` commands
    more: whoever does not run ahead waits in vain."""

    ahead: int = 0
    refused: str = ""  # a recipient
    hangs_up_after: str = ""  # the recipient whose message is taken without an answer
    gives_up: bool = False  # on the first one that was named, as if it had waited too long
    last_words: bytes = b""  # as it does
    taken: list[str] = field(default_factory=list)  # recipients of whole messages
    said: list[str] = field(default_factory=list)
    connections: int = 0
    gave_up: threading.Event = field(default_factory=threading.Event)

    def serve(self, listening: socket.socket) -> None:
        while True:
            try:
                connection, _ = listening.accept()
            except OSError:
                return
            self.connections += 1
            with suppress(OSError), connection, connection.makefile("rb") as heard:
                self._converse(connection, heard)

    def _converse(self, connection: socket.socket, heard: Any) -> None:
        connection.sendall(b"220 here\r\n")
        for line in heard:
            self.said.append(line.decode().strip())
            if line.startswith(b"DATA"):
                if not self._took(connection, heard):
                    return
            else:
                connection.sendall(self._answer(line))

    def _took(self, connection: socket.socket, heard: Any) -> bool:
        """Whether to go on after a message, and after those that were named before its end."""
        recipient = self._recipient()
        if recipient == self.refused:
            connection.sendall(b"554 nobody to send to\r\n")
            return True
        connection.sendall(b"354 go on\r\n")
        if self.gives_up and self.taken and not self.gave_up.is_set():
            connection.sendall(self.last_words)
            self.gave_up.set()
            return False
        if b".\r\n" not in iter(heard.readline, b""):
            return False
        self.taken.append(recipient)
        if recipient == self.hangs_up_after:
            return False
        ahead = [heard.readline() for _ in range(self.ahead if len(self.taken) == 1 else 0)]
        self.said += [line.decode().strip() for line in ahead]
        connection.sendall(b"250 2.0.0 taken\r\n" + b"".join(map(self._answer, ahead[:-1])))
        return self._took(connection, heard) if ahead else True

    def _answer(self, line: bytes) -> bytes:
        if line.lower().startswith(b"ehlo"):
            return b"250-here\r\n250 PIPELINING\r\n"
        if self.refused and self.refused.encode() in line:
            return b"550 5.1.1 no such mailbox\r\n"
        return b"250 ok\r\n"

    def _recipient(self) -> str:
        return next(line for line in reversed(self.said) if line.startswith("RCPT"))[9:-1]


@contextmanager
def served(server: Pipelined) -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.serve, args=(listening,), daemon=True)
        thread.start()
        yield int(listening.getsockname()[1])
        listening.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def envelope(number: int) -> Envelope:
    return Envelope("news@ex.test", f"k{number}@ex.test", b"Subject: x\r\n\r\nHello\r\n")


def test_the_next_is_named_before_the_one_before_is_answered_and_arrives_once() -> None:
    server, intended = Pipelined(ahead=3), list[int]()

    with served(server) as port:
        line = channel_to(port).line()
        line.expect(envelope(2))
        first = line.hand_over(envelope(1), intend=lambda: intended.append(1))
        assert (server.taken, intended) == (["k1@ex.test"], [1])  # named, and not handed over
        second = line.hand_over(envelope(2), intend=lambda: intended.append(2))
        line.close()

    assert isinstance(first, Accepted)
    assert isinstance(second, Accepted)
    assert (server.taken, intended) == (["k1@ex.test", "k2@ex.test"], [1, 2])
    assert server.connections == 1


def test_a_connection_that_breaks_leaves_one_doubt_and_the_next_goes_out_once() -> None:
    server = Pipelined(hangs_up_after="k1@ex.test")

    with served(server) as port:
        line = channel_to(port).line()
        line.expect(envelope(2))
        first = line.hand_over(envelope(1), intend=lambda: None)
        second = line.hand_over(envelope(2), intend=lambda: None)
        line.close()

    assert isinstance(first, Unknown)
    assert isinstance(second, Accepted)
    assert server.taken == ["k1@ex.test", "k2@ex.test"]


@pytest.mark.parametrize("ahead", [0, 3])
def test_what_was_named_and_does_not_come_is_handed_over_to_nobody(ahead: int) -> None:
    server = Pipelined(ahead=ahead)

    with served(server) as port:
        line = channel_to(port).line()
        line.expect(envelope(2))
        line.hand_over(envelope(1), intend=lambda: None)
        third = line.hand_over(envelope(3), intend=lambda: None)
        line.expect(envelope(4))
        line.hand_over(envelope(5), intend=lambda: None)
        line.close()

    assert isinstance(third, Accepted)
    assert server.taken == ["k1@ex.test", "k3@ex.test", "k5@ex.test"]


@pytest.mark.parametrize("last_words", [b"", b"421 4.4.2 timeout exceeded\r\n"])
def test_what_was_named_long_ago_is_not_handed_over_to_who_gave_up_waiting(
    last_words: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, now = Pipelined(gives_up=True, last_words=last_words), [0.0]
    monkeypatch.setattr(smtp, "monotonic", lambda: now[0])

    with served(server) as port:
        line = channel_to(port).line()
        line.expect(envelope(2))
        line.hand_over(envelope(1), intend=lambda: None)
        assert server.gave_up.wait(10)
        now[0] += smtp.NAMED_FOR + 1
        second = line.hand_over(envelope(2), intend=lambda: None)
        line.close()

    assert isinstance(second, Accepted)
    assert server.taken == ["k1@ex.test", "k2@ex.test"]


@pytest.mark.parametrize("last_words", [b"", b"421 4.4.2 timeout exceeded\r\n"])
def test_a_pause_after_one_was_named_leaves_neither_a_doubt_nor_a_refusal(
    last_words: bytes, store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, paused = Pipelined(gives_up=True, last_words=last_words), list[bool]()

    def is_sending(_gates: Gates, _campaign: Any) -> bool:
        if server.taken and not paused:
            paused.append(server.gave_up.wait(10))
            return False
        return True

    monkeypatch.setattr(Gates, "is_sending", is_sending)
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(3)])

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock(), connections=1)
        worker.deliver(shop, once=True, stop=threading.Event())

    assert paused == [True]
    assert sorted(server.taken) == [f"k{number}@ex.test" for number in range(3)]
    with store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {"sent": 3}
        tries = tx.execute(select(dispatches.c.attempts)).scalars().all()
    assert tries == [1, 1, 1]


def test_a_batch_that_ends_early_gives_back_the_tokens_of_what_was_made_ahead(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server, paused = Pipelined(), list[bool]()

    def is_sending(_gates: Gates, _campaign: Any) -> bool:
        if server.taken and not paused:
            paused.append(True)
            return False
        return True

    monkeypatch.setattr(Gates, "is_sending", is_sending)
    three_at_once = BOOK.model_copy(update={"throttles": Throttles(campaign=18)})
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(3)])

    with served(server) as port:
        shop = workshop(
            store, tmp_path, port, FixedClock(MONDAY), connections=1, book=three_at_once
        )
        worker.deliver(shop, once=True, stop=threading.Event())

    assert paused == [True]
    with store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {"sent": 3}


def test_a_recipient_refused_ahead_is_heard_in_its_own_turn() -> None:
    server = Pipelined(refused="k2@ex.test")

    with served(server) as port:
        line = channel_to(port).line()
        line.expect(envelope(2))
        answers = [line.hand_over(envelope(1), intend=lambda: None)]
        line.expect(envelope(3))
        answers += [line.hand_over(envelope(n), intend=lambda: None) for n in (2, 3)]
        line.close()

    assert [type(answer) for answer in answers] == [Accepted, RefusedForGood, Accepted]
    assert answers[1] == RefusedForGood("550 5.1.1 no such mailbox", Fault.ADDRESS)
    assert server.taken == ["k1@ex.test", "k3@ex.test"]
    assert server.connections == 1


def test_a_gate_that_shuts_after_it_was_named_keeps_a_message_back(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def shut(
        _gates: Gates, _campaign: Any, dispatch: Dispatch, _letter: Any, *, at: Any
    ) -> Any:
        asked.append(dispatch.address)
        is_late = asked.count(dispatch.address) > 1 and dispatch.address == "k2@ex.test"
        return judging.skipped(dispatch, Reason.SUPPRESSED, at=at) if is_late else None

    monkeypatch.setattr(Gates, "objection_still", shut)
    server = Pipelined()
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(5)])

    with served(server) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        worker.deliver(shop, once=True, stop=threading.Event())

    assert sorted(server.taken) == [f"k{number}@ex.test" for number in (0, 1, 3, 4)]
    assert "RCPT TO:<k2@ex.test>" in server.said
    with store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {"sent": 4, "skipped": 1}
