"""Programs that a benchmark runs beside itself."""

import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from core.foundation.settings import HOUSE

TO_OPEN = 10.0  # seconds


@contextmanager
def running(
    command: Sequence[str],
    *,
    stdout: Any = subprocess.DEVNULL,
    stderr: Any = subprocess.STDOUT,
    env: Mapping[str, str] | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """A program until the body ends."""
    program = subprocess.Popen(command, cwd=HOUSE, stdout=stdout, stderr=stderr, env=env)
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
