"""The hand-over journal: what a crash may leave in doubt, on disk before it can be.

A line before a message leaves (“i”), a line when its answer is heard (“d”), and before both the
claims of the whole batch (“c”), synced. Lines are written straight to the system, so they
outlive a killed program; a sync every few milliseconds covers most of a power failure, and the
synced claims bound the rest. Settled dispatches drop out when the file is rewritten.
"""

import json
import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event, Lock, Thread

from core.delivery.channel import (
    Accepted,
    Answer,
    Fault,
    Prepared,
    RefusedForGood,
    RefusedForNow,
    SenderRefused,
    Unknown,
    Unreachable,
)
from core.delivery.dispatcher import writing_in
from core.delivery.model import Dispatch, DispatchId
from core.delivery.unaddressed import blotted, unaddressed
from core.foundation.refusal import Refusal

SYNC_EVERY = 0.02  # seconds
LONGEST = 8_000_000  # bytes, until it is rewritten
_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")
MOST_KEPT = 20  # torn journals
_CLAIMED, _INTENDED, _DONE, _BOOTED = _ALL_KINDS = ("c", "i", "d", "b")

Key = tuple[DispatchId, int]  # which dispatch, and which of its claims


@dataclass(frozen=True)
class Trace:
    """How far a claimed dispatch came: intended or not, and the answer if one was heard."""

    is_intended: bool = False
    answer: Answer | None = None


@dataclass(frozen=True)
class Replay:
    """What the journal knows after a start.

    `is_readable`: no line is torn, so that what it does not name was not claimed; `is_whole`:
    it is readable, and the machine did not fall meanwhile, so its last line is the truth.
    """

    traces: dict[Key, Trace]
    is_whole: bool
    is_readable: bool = True


class JournalBroken(Refusal):
    """The journal cannot be written (a full disk, say): nothing may be sent."""


class Handovers:
    """The open journal of one dispatcher. Its threads share it."""

    def __init__(self, path: Path, *, make_durable: Callable[[], bool]) -> None:
        """Open, or begin, the journal. `make_durable` brings the store's commits safely to
        disk, and says whether it could: only then may lines be forgotten."""
        self._path = path
        self._make_durable = make_durable
        self._lock = Lock()
        self._open: dict[Key, Trace] = {}
        self._is_dirty = False
        self._is_broken = False
        self._why = ""  # it broke, as the system said to whoever met it first
        self._closing = Event()
        with writing_in(path.parent):
            self._file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        self._size = os.fstat(self._file).st_size
        self._syncer = Thread(target=self._keep_syncing, name="journal-sync", daemon=True)
        self._syncer.start()

    def replay(self) -> Replay:
        """Read what an earlier run left behind, and go on from there.

        A torn file is kept beside this one, as evidence; every line of it that can be read
        still counts.
        """
        boots: list[str] = []
        content = self._path.read_bytes()
        is_readable = True
        for line in _whole_lines(content):
            try:
                if _kind(line) == _BOOTED:
                    boots.append(line[2:])
                else:
                    self._open.update(_traces(line, self._open))
            except (ValueError, KeyError, TypeError):
                is_readable = False
        if not is_readable:
            _keep_beside(self._path, content)
        is_whole = is_readable and (not boots or boots[-1] == _boot_id())
        return Replay(dict(self._open), is_whole, is_readable)

    def begin(self) -> None:
        """Start afresh: all that was replayed is settled in the store, and safely on disk.

        Raises `CannotBegin`: then the old file stays as it was."""
        with self._lock, writing_in(self._path.parent):
            self._open.clear()
            self._rewrite()

    def go_on(self) -> None:
        """All that was replayed is settled in the store, and not safely: the file keeps it."""
        with self._lock:
            self._open.clear()
            if not self._path.read_bytes().endswith(b"\n"):
                self._append("")  # what follows half a line stands in a line of its own

    def claimed(self, dispatches: Iterable[Dispatch]) -> None:
        """Note a claimed batch, safe on disk when this returns."""
        keys = [_key(dispatch) for dispatch in dispatches]
        with self._lock:
            self._open.update(dict.fromkeys(keys, Trace()))
            self._append(" ".join([_CLAIMED, *(f"{name}:{claim}" for name, claim in keys)]))
            self._sync()

    def intended(self, dispatch: Dispatch) -> None:
        """Note that a message is about to leave. Raises `JournalBroken`: then it must not."""
        key = _key(dispatch)
        with self._lock:
            self._append(f"{_INTENDED} {key[0]}:{key[1]}")
            self._open[key] = Trace(is_intended=True)

    def done(self, dispatch: Dispatch, answer: Answer) -> None:
        """Note what was answered, without whose address: a file cannot forget a person."""
        key = _key(dispatch)
        answer = replace(answer, text=unaddressed(answer.text, dispatch.address))
        with self._lock:
            self._open[key] = Trace(is_intended=True, answer=answer)
            self._append(f"{_DONE} {key[0]}:{key[1]} {_written(answer)}")

    def settled(self, dispatches: Iterable[Dispatch]) -> None:
        """Forget what the store has committed; rewrite the file when it has grown."""
        with self._lock:
            for dispatch in dispatches:
                self._open.pop(_key(dispatch), None)
            if self._size > LONGEST and not self._is_broken and self._make_durable():
                with suppress(OSError):  # the old file stays, and stays true
                    self._rewrite()

    def close(self) -> None:
        self._closing.set()
        self._syncer.join()
        with self._lock:
            if not self._is_broken:
                self._sync()
            os.close(self._file)

    def _append(self, line: str) -> None:
        if self._is_broken:
            raise self._broken(self._why)
        written = f"{line}\n".encode()
        try:
            if os.write(self._file, written) != len(written):
                raise OSError(f"{self._path}: half a line was written")
        except OSError as fault:
            # A line after half a line could not be told apart from it, so this is the end.
            self._is_broken, self._why = True, str(fault)
            raise self._broken(str(fault)) from fault
        self._size += len(written)
        self._is_dirty = True

    def _broken(self, reason: str) -> JournalBroken:
        return JournalBroken("delivery-journal-broken", path=str(self._path), reason=reason)

    def _sync(self) -> None:
        self._is_dirty = False
        try:
            os.fdatasync(self._file)
        except OSError as fault:
            self._is_broken, self._why = True, str(fault)
            raise self._broken(str(fault)) from fault

    def _keep_syncing(self) -> None:
        while not self._closing.wait(SYNC_EVERY):
            if self._is_dirty and not self._is_broken:
                self._is_dirty = False
                try:
                    os.fdatasync(self._file)
                except OSError as fault:
                    self._is_broken, self._why = True, str(fault)

    def _rewrite(self) -> None:
        """Write the open lines alone into a new file and put it in the place of the old."""
        draft = self._path.with_suffix(".draft")
        text = "".join(f"{line}\n" for line in _lines(self._open)).encode()
        with draft.open("wb") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new = os.open(draft, os.O_RDWR | os.O_APPEND)
        try:
            draft.replace(self._path)
            # From here on the old file has no name, and a line in it would be lost.
            self._is_broken = True
            os.dup2(new, self._file)
            _sync_folder(self._path.parent)
            self._is_broken = False
        finally:
            os.close(new)
        self._size = len(text)


def _lines(traces: dict[Key, Trace]) -> Iterable[str]:
    yield f"{_BOOTED} {_boot_id()}"
    for (name, claim), trace in traces.items():
        yield f"{_CLAIMED} {name}:{claim}"
        if trace.is_intended:
            yield f"{_INTENDED} {name}:{claim}"
        if trace.answer is not None:
            yield f"{_DONE} {name}:{claim} {_written(trace.answer)}"


def _whole_lines(content: bytes) -> list[str]:
    """Every line that was written to its end; half a line says nothing."""
    whole, _, _half = content.rpartition(b"\n")
    return whole.decode("utf-8", "replace").split("\n") if whole else []


def _keep_beside(path: Path, content: bytes) -> None:
    numbers = range(1, MOST_KEPT + 1)
    beside = (path.with_name(f"{path.stem}.torn-{number}{path.suffix}") for number in numbers)
    free = next((place for place in beside if not place.exists()), None)
    if free is not None:
        with suppress(OSError):  # evidence is good to have, and sending does not wait for it
            free.write_bytes(blotted(content))


def _kind(line: str) -> str:
    """What a line is about. Raises `ValueError` where it was not written by us."""
    kind, _, rest = line.partition(" ")
    if not rest or kind not in _ALL_KINDS or not (line.isascii() and line.isprintable()):
        raise ValueError(line)
    return kind


def _traces(line: str, before: dict[Key, Trace]) -> dict[Key, Trace]:
    kind, _, rest = line.partition(" ")
    if kind == _CLAIMED:
        return {_read_key(word): Trace() for word in rest.split()}
    name, _, said = rest.partition(" ")
    key = _read_key(name)
    if kind == _DONE:
        return {key: Trace(is_intended=True, answer=_read(said))}
    return {key: Trace(is_intended=True, answer=before.get(key, Trace()).answer)}


def _key(dispatch: Dispatch) -> Key:
    return dispatch.id, dispatch.claim


def _read_key(word: str) -> Key:
    name, _, claim = word.rpartition(":")
    return DispatchId(name), int(claim)


def _written(answer: Answer) -> str:
    fault = answer.fault if isinstance(answer, RefusedForGood) else ""
    return json.dumps([type(answer).__name__, answer.text, fault])


def _read(said: str) -> Answer:
    kind, text, fault = json.loads(said)
    if kind == RefusedForGood.__name__:
        return RefusedForGood(text, Fault(fault))
    return _KINDS[kind](text)


_KINDS: dict[str, Callable[[str], Answer]] = {
    kind.__name__: kind
    for kind in (Accepted, Prepared, RefusedForNow, Unknown, SenderRefused, Unreachable)
}


def _boot_id() -> str:
    return _BOOT_ID.read_text().strip() if _BOOT_ID.exists() else "unknown"


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
