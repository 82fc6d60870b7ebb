"""The hand-over journal and what a recovery makes of it."""

import os
from pathlib import Path

import pytest

from core.delivery import handovers, records
from core.delivery.channel import Accepted, Answer, Fault, RefusedForGood, RefusedForNow
from core.delivery.dispatcher import CannotBegin, name_of, only_dispatcher
from core.delivery.handovers import Handovers, JournalBroken, Trace
from core.delivery.model import Dispatch, Doubt, Reason, State
from core.delivery.policy import Doubts, Retries, SendingBook
from core.delivery.recovery import Recovery, recover
from core.foundation.ids import RandomIds
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.servers import set_off

BOOK = SendingBook(version=1, quiet_hours=None, retries=Retries(after_minutes=[1]))


def opened(folder: Path) -> Handovers:
    return Handovers(folder / "handovers.log", make_durable=lambda: True)


def claimed(store: Store, count: int) -> list[Dispatch]:
    campaign = set_off(store, [f"k{number}@ex.test" for number in range(count)])
    with store.transaction() as tx:
        return records.claim(tx, campaign.id, limit=count, by="here", at=MONDAY)


def recovered(store: Store, folder: Path, book: SendingBook = BOOK) -> Recovery:
    journal = opened(folder)
    found = recover(store, journal, name="here", ids=RandomIds(), book=book, at=MONDAY)
    journal.close()
    return found


def states(store: Store, batch: list[Dispatch]) -> list[State]:
    with store.reading() as tx:
        found = {one.id: one for one in records.some(tx, [one.id for one in batch])}
    return [found[one.id].state for one in batch]


def test_each_trace_is_settled_by_what_it_says(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 5)
    untouched, doubt, sent, refused, later = batch
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    answers: dict[str, Answer] = {
        sent.id: Accepted("250 ok"),
        refused.id: RefusedForGood("550 no", Fault.ADDRESS),
        later.id: RefusedForNow("451 later"),
    }
    for dispatch in (doubt, sent, refused, later):
        journal.intended(dispatch)
    for dispatch in (sent, refused, later):
        journal.done(dispatch, answers[dispatch.id])

    found = recovered(store, tmp_path)

    assert states(store, batch) == [
        State.QUEUED,
        State.UNCONFIRMED,
        State.SENT,
        State.BOUNCED,
        State.QUEUED,
    ]
    assert found == Recovery(settled=3, requeued=1, unconfirmed=1)
    assert untouched.attempts == 0


def test_the_book_may_have_what_is_in_doubt_sent_again(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 2)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    journal.intended(batch[0])
    resending = BOOK.model_copy(update={"doubts": Doubts(email=Doubt.RESEND)})

    found = recovered(store, tmp_path, resending)

    assert states(store, batch) == [State.QUEUED, State.QUEUED]
    assert found == Recovery(requeued=1, resent=1)


def test_a_second_recovery_finds_nothing(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 3)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    journal.intended(batch[0])
    recovered(store, tmp_path)

    again = recovered(store, tmp_path)

    assert again == Recovery()


def test_what_is_not_safely_in_the_store_stays_in_the_journal(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = claimed(store, 2)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    for dispatch in batch:
        journal.intended(dispatch)
    journal.done(batch[0], Accepted("250 ok"))
    monkeypatch.setattr(Store, "make_durable", lambda _store: False)
    recovered(store, tmp_path)
    with store.transaction() as tx:  # what a power failure does to commits not yet on disk
        tx.exec_driver_sql("UPDATE dispatches SET state = 'queued', claims = 0")

    recovered(store, tmp_path)

    assert states(store, batch) == [State.SENT, State.UNCONFIRMED]


def test_a_rewrite_that_fails_half_way_loses_no_line(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = claimed(store, 2)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    monkeypatch.setattr(handovers, "LONGEST", 1)
    with monkeypatch.context() as full:
        full.setattr(os, "open", no_more_files)
        journal.settled([])
    journal.intended(batch[1])
    journal.close()

    replay = opened(tmp_path).replay()

    assert replay.traces[batch[1].id, 1].is_intended


def no_more_files(*_words: object) -> int:
    raise OSError("too many open files")


def test_half_a_line_says_nothing(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 1)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    journal.intended(batch[0])
    with (tmp_path / "handovers.log").open("ab") as file:
        file.write(f'd {batch[0].id}:1 ["Accep'.encode())

    recovered(store, tmp_path)

    assert states(store, batch) == [State.UNCONFIRMED]


@pytest.mark.parametrize(
    "torn",
    [
        b"\0\0\0\0\n",
        b"d x:1 [\0\0]\n",
        b"c x:many\n",
        b'd x:1 ["Sorry", "", ""]\n',
        b"d x:1 7\n",
    ],
)
def test_a_torn_journal_makes_doubts_and_stops_nobody(
    store: Store, tmp_path: Path, torn: bytes
) -> None:
    batch = claimed(store, 4)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch[:3])
    journal.intended(batch[0])
    with (tmp_path / "handovers.log").open("ab") as file:
        file.write(torn)
    journal.intended(batch[1])
    journal.done(batch[1], Accepted("250 ok"))
    journal.close()
    before = (tmp_path / "handovers.log").read_bytes()

    recovered(store, tmp_path)

    doubt = State.UNCONFIRMED
    assert states(store, batch) == [doubt, State.SENT, doubt, doubt]
    assert (tmp_path / "handovers.torn-1.log").read_bytes() == before
    assert recovered(store, tmp_path) == Recovery()


def test_after_a_power_failure_a_claimed_batch_is_in_doubt(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = claimed(store, 3)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    journal.intended(batch[0])
    journal.done(batch[0], Accepted("250 ok"))
    monkeypatch.setattr(handovers, "_boot_id", lambda: "another")

    recovered(store, tmp_path)

    assert states(store, batch) == [State.SENT, State.UNCONFIRMED, State.UNCONFIRMED]


def test_claims_that_the_store_forgot_are_remembered(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 2)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    for dispatch in batch:
        journal.intended(dispatch)
    journal.done(batch[0], Accepted("250 ok"))
    with store.transaction() as tx:  # what a power failure does to commits not yet on disk
        tx.exec_driver_sql("UPDATE dispatches SET state = 'queued', claims = 0")

    recovered(store, tmp_path)

    assert states(store, batch) == [State.SENT, State.UNCONFIRMED]


def test_a_trace_of_an_older_claim_says_nothing(store: Store, tmp_path: Path) -> None:
    batch = claimed(store, 1)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    journal.intended(batch[0])
    with store.transaction() as tx:
        tx.exec_driver_sql("UPDATE dispatches SET claims = 2")

    found = recovered(store, tmp_path)

    assert states(store, batch) == [State.QUEUED]
    assert found.requeued == 1


def test_the_journal_forgets_what_is_settled_and_stays_small(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handovers, "LONGEST", 2_000)
    batch = claimed(store, 100)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    for dispatch in batch[:-1]:
        journal.intended(dispatch)
        journal.done(dispatch, Accepted("250 ok"))
        journal.settled([dispatch])
    journal.intended(batch[-1])
    journal.close()

    replay = opened(tmp_path).replay()

    assert (tmp_path / "handovers.log").stat().st_size < 4_000
    assert replay.is_whole
    assert replay.traces[batch[-1].id, 1] == Trace(is_intended=True)


def test_a_full_disk_stops_sending(
    tmp_path: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = claimed(store, 2)
    journal = opened(tmp_path)
    journal.begin()
    journal.claimed(batch)
    whole = os.write
    monkeypatch.setattr(os, "write", lambda file, text: whole(file, text[:3]))

    with pytest.raises(JournalBroken):
        journal.intended(batch[0])
    monkeypatch.setattr(os, "write", whole)
    with pytest.raises(JournalBroken):
        journal.intended(batch[1])

    assert Reason.INTERRUPTED in set(Reason)


def start(store: Store, folder: Path) -> None:
    with only_dispatcher(folder, patience=0):
        name_of(folder, RandomIds())
        recovered(store, folder)


FULL = Path("/dev/full")  # null(4): whatever is written there finds the disk full


@pytest.mark.skipif(not FULL.exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("draft", ["name.draft", "handovers.draft"])
def test_a_start_on_a_full_disk_is_refused_in_a_sentence_and_what_was_in_hand_is_kept(
    store: Store, tmp_path: Path, draft: str
) -> None:
    batch = claimed(store, 1)
    journal = opened(tmp_path)
    journal.claimed(batch)
    journal.close()
    before = (tmp_path / "handovers.log").read_bytes()
    (tmp_path / draft).symlink_to(FULL)

    with pytest.raises(CannotBegin, match="No space left on device") as refused:
        start(store, tmp_path)

    assert (tmp_path / "handovers.log").read_bytes() == before
    for language in ("ru", "en"):
        assert str(tmp_path) in refused.value.sentence(language)


def test_a_start_where_nothing_can_be_written_is_refused_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(CannotBegin), only_dispatcher(tmp_path / "file" / "here", patience=0):
        pass
