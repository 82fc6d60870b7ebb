"""Who dispatches here: one per data folder, by a lock; its name, and its signs of life."""

import fcntl
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from core.foundation.ids import Ids
from core.foundation.refusal import Refusal

LOOK_AGAIN = 0.2  # seconds


class AlreadyDispatching(Refusal):
    """Another worker sends from this data folder."""


class CannotBegin(Refusal):
    """The worker's folder cannot be written (a full disk, say): it does not start."""


@contextmanager
def writing_in(folder: Path) -> Iterator[None]:
    """What a start writes. Raises `CannotBegin` where the system does not let it."""
    try:
        yield
    except OSError as fault:
        reason = fault.strerror or str(fault)
        raise CannotBegin("delivery-cannot-begin", folder=str(folder), reason=reason) from fault


@contextmanager
def only_dispatcher(folder: Path, *, patience: float) -> Iterator[None]:
    """Be the one who sends from this folder. The system frees the lock however we end.

    Waits up to `patience` seconds for another to leave; raises `AlreadyDispatching`, and
    `CannotBegin`.
    """
    with _lock_in(folder) as lock:
        deadline = time.monotonic() + patience
        while not _locked(lock.fileno()):
            if time.monotonic() >= deadline:
                raise AlreadyDispatching("delivery-already-dispatching", folder=str(folder))
            time.sleep(LOOK_AGAIN)
        yield


def name_of(folder: Path, ids: Ids) -> str:
    """The dispatcher's name: made once, and kept beside the journal that it signs.

    Not the host's: that may change between two starts, and the claims of the first would be
    nobody's. Raises `CannotBegin`.
    """
    path = folder / "name"
    with writing_in(folder):
        folder.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            draft = path.with_suffix(".draft")
            draft.write_text(f"{socket.gethostname()}-{ids.new()}", encoding="utf-8")
            draft.replace(path)
        return path.read_text(encoding="utf-8")


def names_in(folder: Path) -> list[str]:
    """Of every program that ever sent from a data folder."""
    found = (*folder.glob("name"), *folder.glob("*/name"))
    return [path.read_text(encoding="utf-8") for path in found]


def _lock_in(folder: Path) -> IO[str]:
    with writing_in(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return (folder / "dispatcher.lock").open("a+")


def _locked(handle: int) -> bool:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
