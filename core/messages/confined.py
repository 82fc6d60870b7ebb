"""A process that works for this one: started bare, held to limits, read with patience.

Both sides are here: `confine` is what the process does first, the rest is done by whoever asks
it. It gets no secret of the house: its environment is empty, and values come with the request.
"""

import os
import resource
import selectors
import subprocess
import sys

from core.foundation.settings import HOUSE

LONGEST_ANSWER = 16_000_000  # bytes


def confine(*, memory: int, seconds: int) -> None:
    """Hold this process to so many bytes of address space and seconds of work, for good."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def started(module: str) -> subprocess.Popen[bytes]:
    """A process that runs a module of the house, to be written to and read from."""
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=HOUSE,
        env={"PYTHONPATH": str(HOUSE), "LANG": "C.UTF-8"},
        close_fds=True,
    )


def tell(process: subprocess.Popen[bytes], piece: bytes) -> None:
    """Write a request. Raises `OSError` and `ValueError` where it is gone, or closed by us."""
    assert process.stdin is not None
    process.stdin.write(piece)
    process.stdin.flush()


def heard(process: subprocess.Popen[bytes], seconds: float) -> bytes:
    """The answer's line, or what came of it until the time was over.

    Each piece may take the whole time: an answer is written in one go.
    """
    assert process.stdout is not None
    answer = b""
    with selectors.DefaultSelector() as selector:
        selector.register(process.stdout, selectors.EVENT_READ)
        while not answer.endswith(b"\n") and len(answer) < LONGEST_ANSWER:
            if not selector.select(seconds):
                break
            piece = os.read(process.stdout.fileno(), 1 << 16)
            if not piece:
                break
            answer += piece
    return answer
