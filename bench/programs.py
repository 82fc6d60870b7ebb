"""Programs that a benchmark runs beside itself."""

import socket
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from core.foundation.settings import HOUSE

TO_OPEN = 10.0  # seconds


@contextmanager
def running(command: Sequence[str], **options: Any) -> Iterator[subprocess.Popen[bytes]]:
    """A program until the body ends."""
    options = {"stdout": subprocess.DEVNULL, "stderr": subprocess.STDOUT} | options
    program = subprocess.Popen(command, cwd=HOUSE, **options)
    try:
        yield program
    finally:
        program.terminate()
        program.wait()


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for(port: int) -> None:
    """Until somebody listens there. Raises `OSError`."""
    deadline = time.monotonic() + TO_OPEN
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)
        else:
            return
