"""Deeds that come at the same time: one transaction, and nobody pays for another's fault."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy.exc import OperationalError

from core.consent import actions as consent
from core.consent import records
from core.consent.model import Reason
from core.door.together import MOST, Together
from core.store import store as store_module
from core.store.store import Store, Tx, open_store
from tests.conftest import MONDAY
from tests.core.delivery.servers import soon


class Counted:
    """A store's transactions, counted; the first waits before it begins until it is let go."""

    def __init__(self, store: Store) -> None:
        self.store, self.begun = store, 0
        self.entered, self.go = Event(), Event()

    @contextmanager
    def transaction(self) -> Iterator[Tx]:
        self.begun += 1
        if self.begun == 1:
            self.entered.set()
            assert self.go.wait(30)
        with self.store.transaction() as tx:
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
        except (ValueError, OSError, OperationalError) as fault:
            failed.append(str(fault))

    first = Thread(target=leave, args=(0,))
    first.start()
    assert counted.entered.wait(30)
    others = [Thread(target=leave, args=(number,)) for number in range(1, deeds)]
    for one in others:
        one.start()
    assert soon(lambda: len(together.waiting) == deeds - 1, within=30)
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


def test_a_store_that_is_locked_is_waited_for_once_and_told_to_all_who_wait(
    empty_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "BUSY_TIMEOUT_MS", 50)
    path = shutil.copyfile(empty_store, tmp_path / "locked.sqlite")
    store = open_store(f"sqlite:///{path}")
    counted = Counted(store)
    together = Together(counted.transaction)

    with closing(sqlite3.connect(path)) as other:
        other.execute("BEGIN IMMEDIATE")
        failed = at_once(together, counted, 6)
    together.do(lambda tx: suppress(tx, 7))

    assert len(failed) == 6
    assert all("database is locked" in fault for fault in failed)
    assert counted.begun == 3  # the first, the five who waited, and who came later
    with store.reading() as tx:
        assert [one.id for one in records.found(tx)] == ["s7"]
    store.close()


def test_a_commit_that_fails_is_told_to_all_who_wait(store: Store) -> None:
    @contextmanager
    def broken() -> Iterator[Tx]:
        with counted.transaction() as tx:
            yield tx
            raise OSError("no room")

    counted = Counted(store)

    failed = at_once(Together(broken), counted, 4)

    assert failed == ["no room"] * 4
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
