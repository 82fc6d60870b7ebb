"""The chain holds, and any edit, gap or cut-off end is named."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete, update

from core.journal import actions as journal
from core.journal import records
from core.journal.model import digest_of
from core.store.schema import journal_entries, journal_head
from core.store.store import Store, Tx
from tests.conftest import MONDAY


def write(store: Store, count: int) -> None:
    for number in range(count):
        with store.transaction() as tx:
            journal.record(
                tx, "segments.save", f"s{number}", by="ana", at=MONDAY, details={"n": number}
            )


def test_an_untouched_journal_holds(store: Store) -> None:
    write(store, 5)

    with store.reading() as tx:
        verdict = journal.audit(tx)

    assert (verdict.holds, verdict.entries) == (True, 5)


def test_an_empty_journal_holds(store: Store) -> None:
    with store.reading() as tx:
        assert journal.audit(tx).holds


def edit_details(tx: Tx) -> None:
    third = update(journal_entries).where(journal_entries.c.number == 3)
    tx.execute(third.values(details={"n": 99}))


def edit_person(tx: Tx) -> None:
    tx.execute(update(journal_entries).where(journal_entries.c.number == 3).values(by="ben"))


def take_out_the_third(tx: Tx) -> None:
    tx.execute(delete(journal_entries).where(journal_entries.c.number == 3))


def cut_off_the_end(tx: Tx) -> None:
    tx.execute(delete(journal_entries).where(journal_entries.c.number >= 4))


def wipe(tx: Tx) -> None:
    tx.execute(delete(journal_entries))


def rewind_the_head(tx: Tx) -> None:
    tx.execute(update(journal_head).values(number=2))


@pytest.mark.parametrize(
    ("crime", "broken_at", "fault"),
    [
        (edit_details, 3, "edited"),
        (edit_person, 3, "edited"),
        (take_out_the_third, 4, "gap"),
        (cut_off_the_end, 4, "tail"),
        (wipe, 1, "tail"),
        (rewind_the_head, 6, "tail"),
    ],
)
def test_the_first_broken_entry_is_named(
    store: Store, crime: Callable[[Tx], None], broken_at: int, fault: str
) -> None:
    write(store, 5)
    with store.transaction() as tx:
        crime(tx)

    with store.reading() as tx:
        verdict = journal.audit(tx)

    assert (verdict.broken_at, verdict.fault) == (broken_at, fault)


def test_an_entry_rewritten_with_a_fresh_digest_breaks_the_chain_behind_it(
    store: Store,
) -> None:
    write(store, 3)
    with store.transaction() as tx:
        forged = list(records.entries(tx))[1]
        forged.details["n"] = 99
        second = update(journal_entries).where(journal_entries.c.number == 2)
        tx.execute(second.values(details={"n": 99}, digest=digest_of(forged)))

    with store.reading() as tx:
        verdict = journal.audit(tx)

    assert (verdict.broken_at, verdict.fault) == (3, "chain")


def test_a_deed_undone_leaves_no_entry(store: Store) -> None:
    def fail_half_way() -> None:
        with store.transaction() as tx:
            journal.record(tx, "segments.save", "s1", by="ana", at=MONDAY, details={})
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_half_way()

    with store.reading() as tx:
        assert list(records.entries(tx)) == []


def test_many_writers_at_once_make_one_chain(store: Store) -> None:
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _: write(store, 10), range(4)))

    with store.reading() as tx:
        verdict = journal.audit(tx)

    assert (verdict.holds, verdict.entries) == (True, 40)
