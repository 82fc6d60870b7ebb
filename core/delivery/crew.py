"""The crew: further programs that send beside the first, each with a folder of its own.

The first settles what each of them left behind before anybody sends, starts them, starts again
whoever fell, and takes over later from one that still finished what it had in hand. They go
home when it says so, and when it dies: the pipe to their standard input closes either way.
"""

import json
import logging
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event, Thread
from typing import Any

from core.delivery import signs
from core.delivery.dispatcher import AlreadyDispatching, name_of
from core.delivery.recovery import Recovery
from core.delivery.workshop import Workshop, opened
from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE

_LOG = logging.getLogger(__name__)
FIRST = 1  # the number of whoever starts the others
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0  # seconds before one that fell is started again
SECONDS_TO_STAND = 10.0  # whoever ran so long and fell has not fallen in a row
SECONDS_TO_LEAVE = 660.0  # a relay may take ten minutes over its last answer


class MateFell(Refusal):
    """One of the crew cannot do its work, however often it is started."""


@dataclass
class _Mate:
    """One of the further programs; `falls` counts those in a row."""

    number: int
    name: str
    program: subprocess.Popen[bytes] | None = None
    since: float = 0.0
    falls: int = 0
    code: int = 0  # with which it ended last
    again_at: float = 0.0


@dataclass
class Crew:
    """The programs beside the first, and what they did once they have gone home."""

    workshop: Workshop
    own_name: str
    settled: Counter[str] = field(default_factory=Counter)
    recovery: Recovery = field(default_factory=Recovery)
    _mates: list[_Mate] = field(default_factory=list)
    _strays: list[Path] = field(default_factory=list)

    def __post_init__(self) -> None:
        shop = self.workshop
        numbers = range(FIRST + 1, shop.processes + 1)
        names = [name_of(folder_of(shop.folder, one), shop.ids) for one in numbers]
        self._mates = [_Mate(*one) for one in zip(numbers, names, strict=True)]
        self._strays = [one for one in _folders(shop.folder) if int(one.name) not in numbers]

    @property
    def names(self) -> list[str]:
        """Whose claims are those of this folder."""
        return [self.own_name, *(mate.name for mate in self._mates)]

    def check_standing(self, *, most: int) -> None:
        """Raises `MateFell` for one that fell so often, without standing in between."""
        for mate in self._mates:
            if mate.falls >= most:
                raise MateFell("delivery-mate-fell", number=mate.number, code=mate.code)

    def recover(self) -> None:
        """Settle what every folder's journal still tells, before anything is sent: a store that
        lost its last commits would have others claim again what one of them handed over."""
        for folder in _folders(self.workshop.folder):
            with suppress(AlreadyDispatching):  # alive: nothing of it is forgotten
                self._take_over(folder)
                self._strays = [one for one in self._strays if one != folder]

    @contextmanager
    def at_work(self, stopping: Event) -> Iterator["Crew"]:
        """All of them at work until the body ends; then each finishes what it has in hand."""
        try:
            for mate in self._mates:
                self._start(mate)
            yield self
        finally:
            stopping.set()
            self._send_home()

    def look_after(self) -> None:
        """Start again whoever fell, a little later each time, and take over from strays."""
        for mate in self._mates:
            if mate.program is not None and mate.program.poll() is not None:
                self._note_fall(mate, mate.program.returncode)
            if mate.program is None and time.monotonic() >= mate.again_at:
                self._start(mate)
            elif mate.program and time.monotonic() - mate.since > SECONDS_TO_STAND:
                mate.falls = 0
        for folder in list(self._strays):
            with suppress(AlreadyDispatching):  # it still finishes what it has in hand
                self._take_over(folder)
                self._strays.remove(folder)

    def _start(self, mate: _Mate) -> None:
        mate.since = time.monotonic()
        mate.program = subprocess.Popen(
            [*self.workshop.mate, str(mate.number)],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def _note_fall(self, mate: _Mate, code: int) -> None:
        _LOG.error("Sending program %s ended with %s, and is started again.", mate.number, code)
        _close(mate.program)
        mate.program = None
        mate.falls, mate.code = mate.falls + 1, code
        pause = min(FIRST_PAUSE * 2 ** (mate.falls - 1), LONGEST_PAUSE)
        mate.again_at = time.monotonic() + pause
        with self.workshop.store.transaction() as tx:
            now = self.workshop.clock.now()
            signs.fell(tx, mate.name, number=mate.number, at=now)

    def _take_over(self, folder: Path) -> None:
        shop = self.workshop
        with opened(shop, folder, patience=0) as (name, _, found):
            self.recovery += found
            with shop.store.transaction() as tx:
                signs.forget(tx, name)

    def _send_home(self) -> None:
        there = [mate.program for mate in self._mates if mate.program is not None]
        for program in there:
            if program.stdin is not None:
                program.stdin.close()
        for program in there:
            with suppress(subprocess.TimeoutExpired):
                program.wait(SECONDS_TO_LEAVE)
            program.kill()
            self._add(program)
            _close(program)

    def _add(self, program: subprocess.Popen[bytes]) -> None:
        """What it says it did; of one that fell, nobody knows."""
        told = program.stdout.read() if program.stdout is not None else b""
        with suppress(ValueError, TypeError, KeyError):
            said: dict[str, Any] = json.loads(told)
            self.recovery += Recovery(**said["recovery"])
            self.settled.update(said["settled"])


def folder_of(folder: Path, number: int) -> Path:
    """Where the journal, the lock and the name of one of a crew are; those of the first lie in
    the folder itself."""
    return folder if number == FIRST else folder / str(number)


def follow_the_first(stop: Event) -> None:
    """Set `stop` as soon as whoever started us says so, or is no more."""

    def listen() -> None:
        # Not by `sys.stdin`: a thread that waits in there would hold up the way out.
        while os.read(sys.stdin.fileno(), 1):
            pass
        stop.set()

    Thread(target=listen, name="follower", daemon=True).start()


def tell_the_first(done: dict[str, Any]) -> None:
    """What we did, for whoever started us, if they are still there."""
    with suppress(OSError):
        os.write(sys.stdout.fileno(), json.dumps(done).encode())


def _folders(folder: Path) -> Sequence[Path]:
    """Those of a crew in which somebody once began a journal."""
    found = (path.parent for path in folder.glob("*/handovers.log"))
    return sorted(one for one in found if one.name.isdecimal())


def _close(program: subprocess.Popen[bytes] | None) -> None:
    if program is not None:
        for pipe in (program.stdin, program.stdout):
            if pipe is not None:
                pipe.close()
