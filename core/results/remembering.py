"""What was computed once is not computed again: answers by what they were computed from."""

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from functools import cache, cached_property
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from typing import Any, Generic, TypeVar

import numpy as np
from pydantic import TypeAdapter, ValidationError

KEPT = 2_000  # answers of a kind: more than there are campaigns to be looked at together
ARITHMETIC = ("results", "uplift")  # the rooms whose code an answer comes of
LIBRARIES = ("numpy", "scipy")  # whose numbers and draws it comes of
DRAFT_SECONDS = 600.0  # after which nobody is writing it any more

Answer = TypeVar("Answer")


class Shelf:
    """Where answers outlive the program, for the others of the house: a folder, or nowhere."""

    folder: Path | None = None

    def keep_in(self, folder: Path) -> None:
        """From now on, in this folder."""
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder

    def read(self, name: str) -> Any:
        """What lies there under a name; none: nothing, or nothing that can be read."""
        if self.folder is None:
            return None
        try:
            found = json.loads((self.folder / name).read_text(encoding="ascii"))
            os.utime(self.folder / name)  # the one not asked for longest goes
            return found
        except (OSError, ValueError):
            return None

    def write(self, name: str, answer: Any, *, kind: str) -> None:
        """Put an answer there whole, and take away what of its kind was not asked for longest,
        and what somebody left half-written; a disk that is full costs a computation, no result.
        """
        if self.folder is None:
            return
        draft = self.folder / f"{name}.{os.getpid()}.draft"
        with suppress(OSError):
            draft.write_text(json.dumps(asdict(answer), default=_plain), encoding="ascii")
            draft.replace(self.folder / name)
            known = sorted(self.folder.glob(f"{kind}-*.json"), key=_touched)
            for old in [*known[:-KEPT], *self._left_over()]:
                old.unlink(missing_ok=True)

    def _left_over(self) -> list[Path]:
        """Drafts whose writer fell: a whole one stands for a moment only."""
        assert self.folder is not None
        drafts = sorted(self.folder.glob("*.draft"), key=_touched)
        if not drafts:
            return []
        newest = max(map(_touched, self.folder.iterdir()))
        return [one for one in drafts if newest - _touched(one) > DRAFT_SECONDS]


def _touched(path: Path) -> float:
    """When it was written or asked for last; what went meanwhile never was."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0


shelf = Shelf()


class Memory(Generic[Answer]):
    """The answers of one kind, for everybody who asks; the one not asked for longest goes.

    `kind` is the type of answers that are put on the shelf, too, so that the screens need not
    compute what the worker did; a dataclass.
    """

    def __init__(self, kind: type[Answer] | None = None) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()
        self._kind = kind

    def answer(self, key: str, compute: Callable[[], Answer], *, anew: bool = False) -> Answer:
        """What is remembered under a key, else what is computed; `anew`: computed anyway."""
        with self._lock:
            if not anew and key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        fresh = None if anew else self._shelved(key)
        if fresh is None:
            fresh = compute()
            self._put(key, fresh)
        with self._lock:
            self._answers[key] = fresh
            self._answers.move_to_end(key)
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return fresh

    def _shelved(self, key: str) -> Answer | None:
        if self._kind is None:
            return None
        found = shelf.read(_name(self._kind, key))
        try:
            return None if found is None else self._reader.validate_python(found)
        except ValidationError:
            return None

    @cached_property
    def _reader(self) -> TypeAdapter[Answer]:
        assert self._kind is not None
        return TypeAdapter(self._kind)

    def _put(self, key: str, fresh: Answer) -> None:
        if self._kind is not None:
            shelf.write(_name(self._kind, key), fresh, kind=self._kind.__name__)


def digest(*parts: object) -> str:
    """Another digest for other parts: arrays by their numbers, all else as it is written."""
    found = hashlib.sha256()
    for part in parts:
        content = part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode()
        found.update(f"{len(content)}:".encode() + content)
    return found.hexdigest()


def _name(kind: type, key: str) -> str:
    return f"{kind.__name__}-{digest(key, _program())}.json"


@cache
def _program() -> str:
    """The code that computes, and the libraries it counts with: another one may come to other
    answers."""
    house = Path(__file__).resolve().parents[1]
    files = (path for room in ARITHMETIC for path in sorted((house / room).glob("*.py")))
    libraries = (version(one) for one in LIBRARIES)
    return digest(*libraries, *(path.read_bytes() for path in files))


def _plain(number: np.generic) -> Any:
    """A number of numpy as one of Python's, which JSON writes to the last digit."""
    return number.item()
