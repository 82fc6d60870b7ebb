"""Small deeds that come at the same time, done in one transaction.

Whoever comes while another one writes lines up here, instead of asking SQLite again and again
with pauses of up to 100 ms (its busy handler) or PostgreSQL for the journal's lock in turn; the
next to write does the deeds of all who wait. Nobody is answered before the commit.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from threading import Lock

from sqlalchemy.exc import OperationalError

from core.store.store import Tx

MOST = 64  # deeds of one transaction

Deed = Callable[[Tx], None]


@dataclass
class Waiting:
    """A deed that somebody waits for; `fault`: why it could not be done."""

    deed: Deed
    is_done: bool = False
    fault: Exception | None = None


class Together:
    """Does deeds by `transaction`, those that wait at once."""

    def __init__(self, transaction: Callable[[], AbstractContextManager[Tx]]) -> None:
        self._transaction = transaction
        self.waiting: list[Waiting] = []  # for their turn
        self._line, self._turn = Lock(), Lock()

    def do(self, deed: Deed) -> None:
        """Have a deed done, and committed. Raises what the deed or the commit raises."""
        mine = Waiting(deed)
        with self._line:
            self.waiting.append(mine)
        while not mine.is_done:
            with self._turn:
                if not mine.is_done:
                    self._do(self._taken())
        if mine.fault is not None:
            raise mine.fault

    def _taken(self) -> list[Waiting]:
        with self._line:
            taken, self.waiting = self.waiting[:MOST], self.waiting[MOST:]
        return taken

    def _do(self, taken: list[Waiting]) -> None:
        """All of them or, where one fails, each by itself: nobody pays for another's fault.

        A store that is locked or away is nobody's: it would keep each of them as long again.
        """
        fault = self._tried(taken)
        is_shared = len(taken) == 1 or isinstance(fault, OperationalError)
        for one in taken:
            if fault is not None:
                one.fault = fault if is_shared else self._tried([one])
            one.is_done = True

    def _tried(self, some: list[Waiting]) -> Exception | None:
        try:
            with self._transaction() as tx:
                for one in some:
                    one.deed(tx)
        except Exception as fault:  # noqa: BLE001 -- told to whoever waits for it
            return fault
        return None
