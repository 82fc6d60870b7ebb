"""How often somebody tried to come in in vain, and how long they have to wait for it."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, delete, insert, select, update

from core.foundation.refusal import Refusal
from core.store.schema import sign_in_attempts
from core.store.store import Tx

LONGEST_WAIT = timedelta(minutes=15)
FIRST_WAIT = timedelta(seconds=5)
FORGOTTEN = timedelta(days=1)


class TooManyAttempts(Refusal):
    """The wait for the next try is not over."""


@dataclass(frozen=True)
class Door:
    """What attempts are counted for: an account, or an address that many may share."""

    key: str
    free: int  # failures that cost no wait

    @staticmethod
    def of_account(email: str) -> "Door":
        return Door(_digest(f"account {email}"), free=4)

    @staticmethod
    def of_address(address: str) -> "Door":
        return Door(_digest(f"address {address}"), free=20)

    def wait(self, failures: int) -> timedelta:
        """How long after the last failure: nothing at first, then twice as long each time."""
        beyond = failures - self.free
        if beyond <= 0:
            return timedelta(0)
        return min(FIRST_WAIT * (1 << min(beyond - 1, 20)), LONGEST_WAIT)


def check(tx: Tx, doors: tuple[Door, ...], *, at: datetime) -> None:
    """Raises `TooManyAttempts` while somebody has to wait at any of the doors."""
    waits = [timedelta(0)]
    for door in doors:
        row = tx.execute(_row(door)).one_or_none()
        if row is not None:
            waits.append(row.failed_at + door.wait(row.failures) - at)
    if max(waits) > timedelta(0):
        seconds = -(-max(waits) // timedelta(seconds=1))
        raise TooManyAttempts("people-too-many-attempts", seconds=seconds)


def count(tx: Tx, doors: tuple[Door, ...], *, at: datetime) -> None:
    """Take down a failure at each door."""
    tx.execute(delete(sign_in_attempts).where(sign_in_attempts.c.failed_at < at - FORGOTTEN))
    for door in doors:
        attempts = sign_in_attempts
        again = update(attempts).where(attempts.c.key == door.key)
        values = {"failures": attempts.c.failures + 1, "failed_at": at}
        if not tx.execute(again.values(**values)).rowcount:
            tx.execute(insert(attempts).values(key=door.key, failures=1, failed_at=at))


def take_back(tx: Tx, door: Door) -> None:
    """The one that was counted before it was looked at was none."""
    attempts = sign_in_attempts
    row = update(attempts).where(attempts.c.key == door.key, attempts.c.failures > 0)
    tx.execute(row.values(failures=attempts.c.failures - 1))


def forget(tx: Tx, door: Door) -> None:
    tx.execute(delete(sign_in_attempts).where(sign_in_attempts.c.key == door.key))


def _row(door: Door) -> Select[Any]:
    return select(sign_in_attempts).where(sign_in_attempts.c.key == door.key)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
