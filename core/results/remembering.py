"""What was computed once is not computed again: answers by what they were computed from."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock
from typing import Generic, TypeVar

import numpy as np

KEPT = 2_000  # answers of a kind: more than there are campaigns to be looked at together

Answer = TypeVar("Answer")


class Memory(Generic[Answer]):
    """The answers of one kind, for everybody who asks; the one not asked for longest goes."""

    def __init__(self) -> None:
        self._answers: OrderedDict[str, Answer] = OrderedDict()
        self._lock = Lock()

    def answer(self, key: str, compute: Callable[[], Answer], *, anew: bool = False) -> Answer:
        """What is remembered under a key, else what is computed; `anew`: computed anyway."""
        with self._lock:
            if not anew and key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]
        fresh = compute()
        with self._lock:
            self._answers[key] = fresh
            self._answers.move_to_end(key)
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return fresh


def digest(*parts: object) -> str:
    """Another digest for other parts: arrays by their numbers, all else as it is written."""
    found = hashlib.sha256()
    for part in parts:
        content = part.tobytes() if isinstance(part, np.ndarray) else repr(part).encode()
        found.update(f"{len(content)}:".encode() + content)
    return found.hexdigest()
