"""Servers that take mail on loopback: Debian's `smtp-sink`, and a Postfix that discards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

from bench.programs import free_port, running, wait_for
from tests.core.delivery.postfix import running as relaying

SMTP_SINK, SMTP_SOURCE = "/usr/sbin/smtp-sink", "/usr/sbin/smtp-source"
SESSIONS = 10
_BACKLOG = "256"


@contextmanager
def sink() -> Iterator[int]:
    """`smtp-sink`, which takes every mail and keeps none; the port it listens on."""
    port = free_port()
    humbly = ["-u", "nobody"] if os.getuid() == 0 else []
    with running([SMTP_SINK, *humbly, f"127.0.0.1:{port}", _BACKLOG]):
        wait_for(port)
        yield port


@contextmanager
def postfix() -> Iterator[int]:
    """A Postfix of its own that delivers to nowhere; its master has to be root."""
    with relaying(free_port()) as relay:
        wait_for(relay.port)
        yield relay.port


def source(port: int, messages: int, size: int) -> list[str]:
    """The command of the peer: so many mails over ten kept connections."""
    counted = ["-s", str(SESSIONS), "-m", str(messages), "-l", str(size)]
    whom = ["-f", "news@cockpit.example", "-t", "person@firm.example"]
    return [SMTP_SOURCE, "-d", *counted, *whom, f"127.0.0.1:{port}"]
