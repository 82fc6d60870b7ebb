"""Deeds that come at the same time: one transaction, and nobody pays for another's fault."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Barrier, Event, Thread

import pytest

from core.consent import actions as consent
from core.consent import records
from core.consent.model import Reason
from core.door.together import MOST, Together
from core.store.store import Store, Tx
from tests.conftest import MONDAY


class Counted:
    """A store's transactions, counted; the first waits until it is let go."""

    def __init__(self, store: Store) -> None:
        self.store, self.begun = store, 0
        self.entered, self.go = Event(), Event()

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        self.begun += 1
        with self.store.transaction() as tx:
            if self.begun == 1:
                self.entered.set()
                assert self.go.wait(30)
            yield tx


def suppress(tx: Tx, number: int) -> None:
    consent.suppress(
        tx,
        f"s{number}",
        channel="email",
        address=f"k{number}@ex.test",
        reason=Reason.UNSUBSCRIBED,
        source="test",
        by="contact",
        at=MONDAY,
    )


def at_once(together: Together, counted: Counted, deeds: int, failing: int = -1) -> list[str]:
    """Do the first deed, and the others while it is being written; whose failed."""
    failed: list[str] = []

    def leave(number: int) -> None:
        def deed(tx: Tx) -> None:
            suppress(tx, number)
            if number == failing:
                raise ValueError(str(number))

        try:
            together.do(deed)
        except ValueError as fault:
            failed.append(str(fault))

    first = Thread(target=leave, args=(0,))
    first.start()
    assert counted.entered.wait(30)
    others = [Thread(target=leave, args=(number,)) for number in range(1, deeds)]
    for one in others:
        one.start()
    while len(together._waiting) < deeds - 1:
        pass
    counted.go.set()
    for one in [first, *others]:
        one.join(30)
    return failed


def test_who_comes_meanwhile_is_done_in_the_next_transaction_all_at_once(store: Store) -> None:
    counted = Counted(store)
    together = Together(counted.transaction)

    failed = at_once(together, counted, 12)

    assert (failed, counted.begun) == ([], 2)
    with store.reading() as tx:
        assert len(records.found(tx)) == 12


def test_one_that_fails_fails_alone(store: Store) -> None:
    counted = Counted(store)
    together = Together(counted.transaction)

    failed = at_once(together, counted, 5, failing=3)

    assert failed == ["3"]
    with store.reading() as tx:
        assert {one.id for one in records.found(tx)} == {"s0", "s1", "s2", "s4"}


def test_nobody_is_answered_before_the_commit(store: Store) -> None:
    together = Together(store.transaction)

    together.do(lambda tx: suppress(tx, 1))

    with store.reading() as tx:
        assert [one.id for one in records.found(tx)] == ["s1"]


def test_a_commit_that_fails_is_told_to_all_who_wait(store: Store) -> None:
    @contextmanager
    def broken() -> Iterator[Tx]:
        with store.transaction() as tx:
            yield tx
            raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        Together(broken).do(lambda tx: suppress(tx, 1))
    with store.reading() as tx:
        assert records.found(tx) == []


def test_more_than_fit_take_another_turn(store: Store) -> None:
    together = Together(store.transaction)
    gate = Barrier(MOST + 8)

    def leave(number: int) -> None:
        gate.wait(30)
        together.do(lambda tx: suppress(tx, number))

    threads = [Thread(target=leave, args=(number,)) for number in range(MOST + 8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(60)

    with store.reading() as tx:
        assert len(records.found(tx)) == MOST + 8
