"""Steps of a hand that can be taken back: what is, what was, and what was undone."""

from dataclasses import dataclass
from typing import Generic, TypeVar

KEPT = 100  # how many steps can be undone

T = TypeVar("T")


@dataclass(frozen=True)
class History(Generic[T]):
    """What stands now, what stood before, and what was undone."""

    now: T
    past: tuple[T, ...] = ()
    future: tuple[T, ...] = ()

    def changed(self, new: T) -> "History[T]":
        """Something else stands now; what was undone before is gone."""
        if new == self.now:
            return self
        return History(new, (*self.past, self.now)[-KEPT:])

    def undone(self) -> "History[T]":
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.now, *self.future))

    def redone(self) -> "History[T]":
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.now), self.future[1:])
