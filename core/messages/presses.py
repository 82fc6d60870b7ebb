"""Running a whole audience through the presses: several at once, each held to its limits."""

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Any

from core.messages.confined import heard, started, tell
from core.messages.model import PARTS
from core.messages.plates import Plate, Row, packed

SHEET = 500  # rows
SECONDS = 60.0  # of waiting for one sheet
STARTING_SECONDS = 20.0  # of which the first sheet may spend on the press's start
EACH_SECONDS = 0.1  # of a message
MOST_PRESSES = 4
KEPT_IDLE = 1  # presses that wait for the next run, since starting one takes a second

Answer = dict[str, Any]

_idle: list["Press"] = []
_idle_lock = Lock()


class Stuck(Exception):
    """A press took too long, too much memory, or died."""


class Press:
    """One process that prints sheets."""

    def __init__(self) -> None:
        self._process = started("core.messages.press")

    def put(self, plate: Plate) -> None:
        """Put a plate in. Raises `Stuck`."""
        self._write(packed(plate))

    def print(self, rows: list[Row], *, seconds: float) -> Answer:
        """Print a sheet. Raises `Stuck`."""
        self._write(packed(rows))
        answer = heard(self._process, seconds)
        if not answer.endswith(b"\n"):
            raise Stuck
        facts: Answer = json.loads(answer)
        return facts

    def stop(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.communicate()

    def is_alive(self) -> bool:
        return self._process.poll() is None

    def _write(self, piece: bytes) -> None:
        try:
            tell(self._process, piece)
        except (OSError, ValueError) as fault:  # gone, or closed by us
            raise Stuck from fault


def count_presses(rows: int) -> int:
    """How many presses so many messages are worth."""
    return max(1, min(len(os.sched_getaffinity(0)), MOST_PRESSES, rows // (4 * SHEET)))


def printed(
    plate: Plate,
    pages: Iterable[list[Row]],
    *,
    presses: int,
    seconds: float = SECONDS,
    is_called_off: Callable[[], bool] = lambda: False,
) -> Iterator[Answer]:
    """Print every row of every page, in no particular order; each answer is of one sheet.

    A sheet that a press does not come through with is halved until the one message is found
    that does it; its answer says so, and the run goes on with another press.
    """
    sheets = _Sheets(pages)
    answers: SimpleQueue[Answer | BaseException | None] = SimpleQueue()

    def work() -> None:
        worker = _Worker(plate, seconds)
        try:
            while not is_called_off() and (rows := sheets.next()):
                for answer in worker.answers(rows):
                    answers.put(answer)
        except BaseException as fault:  # noqa: BLE001 -- it is raised where the run is read
            answers.put(fault)
        finally:
            worker.rest()
            answers.put(None)

    threads = [Thread(target=work, daemon=True) for _ in range(presses)]
    for thread in threads:
        thread.start()
    try:
        yield from _until_done(answers, presses)
    finally:
        sheets.close()


def _until_done(
    answers: "SimpleQueue[Answer | BaseException | None]", presses: int
) -> Iterator[Answer]:
    while presses:
        answer = answers.get()
        if answer is None:
            presses -= 1
        elif isinstance(answer, BaseException):
            raise answer
        else:
            yield answer


class _Sheets:
    """Pages cut into sheets, given out one at a time to whoever is free."""

    def __init__(self, pages: Iterable[list[Row]]) -> None:
        self._cut = (
            page[at : at + SHEET] for page in pages for at in range(0, len(page), SHEET)
        )
        self._lock = Lock()
        self._is_closed = False

    def next(self) -> list[Row]:
        with self._lock:
            return [] if self._is_closed else next(self._cut, [])

    def close(self) -> None:
        with self._lock:
            self._is_closed = True


class _Worker:
    """A thread's press, replaced when it gets stuck."""

    def __init__(self, plate: Plate, seconds: float) -> None:
        self._plate = plate
        self._seconds = seconds
        self._press: Press | None = None

    def answers(self, rows: list[Row]) -> Iterator[Answer]:
        try:
            most = STARTING_SECONDS + EACH_SECONDS * len(rows)
            yield self._ready().print(rows, seconds=min(self._seconds, most))
            return
        except Stuck:
            self._drop()
        if len(rows) == 1:
            yield _stuck(self._plate, rows[0])
            return
        half = len(rows) // 2
        yield from self.answers(rows[:half])
        yield from self.answers(rows[half:])

    def rest(self) -> None:
        """Leave a press that is well to the next run."""
        press, self._press = self._press, None
        if press is None:
            return
        with _idle_lock:
            if len(_idle) < KEPT_IDLE and press.is_alive():
                _idle.append(press)
                return
        press.stop()

    def _ready(self) -> Press:
        if self._press is None:
            with _idle_lock:
                press = _idle.pop() if _idle else Press()
            self._press = press
            press.put(self._plate)
        return self._press

    def _drop(self) -> None:
        if self._press is not None:
            with suppress(OSError, ValueError):
                self._press.stop()
            self._press = None


def _stuck(plate: Plate, row: Row) -> Answer:
    part = PARTS[plate.channel][-1]
    finding = [row.contact_id, "error", part, "proof-too-hard", {}]
    return {"read": 1, "letters": 0, "empty": {}, "findings": [finding], "worst": {}}


def put_away() -> None:
    """End the presses that wait for another run."""
    with _idle_lock:
        while _idle:
            _idle.pop().stop()
