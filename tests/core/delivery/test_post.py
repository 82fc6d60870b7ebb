"""Letters on paper: laid ready once and whole, posted by a person, and what comes back."""

import io
from pathlib import Path

import openpyxl
import pypdfium2 as pdfium
import pytest
from sqlalchemy import update

from core.campaigns import records as campaigns
from core.campaigns.model import CampaignId, Purpose, Status
from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import LETTER
from core.consent.model import Reason as Suppressed
from core.delivery import actions as delivery
from core.delivery import ending, records
from core.delivery.channel import Envelope, Prepared, Unreachable, UnusableAddress
from core.delivery.model import State
from core.delivery.paper import post
from core.delivery.paper import records as post_records
from core.delivery.paper import sheets as post_sheets
from core.delivery.paper.model import Letter
from core.delivery.paper.post import (
    AlreadyPosted,
    NotNow,
    StillBeingMade,
    UnknownBatch,
    UnknownLetter,
)
from core.people.model import NotAllowed
from core.store import schema
from core.store.schema import dispatches
from core.store.store import Store
from tests.conftest import ADA, ANA, CLEO, MONDAY
from tests.core.delivery.posting import lay_ready, pdf, post_channel

C1, BATCH = CampaignId("c1"), "c1-1-2026-03-02"


@pytest.fixture
def laid(store: Store, tmp_path: Path) -> list[Letter]:
    lay_ready(store, tmp_path)
    return letters(store)


def letters(store: Store, batch: str = BATCH) -> list[Letter]:
    with store.reading() as tx:
        return post_records.letters_of(tx, batch)


def states(store: Store) -> dict[State, int]:
    with store.reading() as tx:
        return records.counts_by_state(tx, C1).by_state


def hand_over(store: Store) -> post.Posted:
    with store.transaction() as tx:
        return post.hand_to_post(tx, BATCH, by=ANA, at=MONDAY)


def test_letters_lie_ready_and_are_not_called_sent_before_somebody_posts_them(
    store: Store, tmp_path: Path, laid: list[Letter]
) -> None:
    with store.reading() as tx:
        status = campaigns.get(tx, C1).status

    assert states(store) == {State.PREPARED: 3}
    assert status is Status.SENDING
    folder = tmp_path / "letters" / BATCH
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        f"{one.dispatch_id}.pdf" for one in laid
    )

    posted = hand_over(store)

    assert (posted.sent, posted.withheld) == (3, [])
    assert states(store) == {State.SENT: 3}
    with pytest.raises(AlreadyPosted):
        hand_over(store)


def test_a_letter_that_is_handed_over_twice_lies_there_once(
    store: Store, tmp_path: Path, laid: list[Letter]
) -> None:
    hand_over(store)
    envelope = Envelope("N", "elsewhere", b"other", dispatch_id=laid[0].dispatch_id)

    answer = post_channel(store, tmp_path).line().hand_over(envelope, intend=lambda: None)

    assert answer == Prepared(laid[0].number)
    assert letters(store) == laid
    assert len(list((tmp_path / "letters").rglob("*.pdf"))) == 3


def test_what_is_made_after_a_batch_went_to_the_post_begins_another(
    store: Store, laid: list[Letter]
) -> None:
    hand_over(store)

    with store.transaction() as tx:
        assert post_records.open_batch(tx, BATCH) == f"{BATCH}-2"


def test_a_full_disk_leaves_no_half_a_letter(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    lay_ready(store, tmp_path)
    with store.transaction() as tx:
        tx.execute(dispatches.update().values(state=State.SENDING))
        letter = post_records.letters_of(tx, BATCH)[0]
        tx.exec_driver_sql("DELETE FROM letters")
    (tmp_path / "letters" / BATCH / f"{letter.dispatch_id}.pdf").unlink()
    monkeypatch.setattr("os.fsync", full)
    envelope = Envelope("N", letter.address, pdf(1), dispatch_id=letter.dispatch_id)

    answer = post_channel(store, tmp_path).line().hand_over(envelope, intend=lambda: None)

    assert isinstance(answer, Unreachable)
    assert not list((tmp_path / "letters").rglob(f"{letter.dispatch_id}.pdf"))
    assert letters(store) == []


def test_the_pdf_and_the_sheet_are_in_the_same_order(
    store: Store, tmp_path: Path, laid: list[Letter]
) -> None:
    with store.transaction() as tx:
        taken = post.take_out(tx, BATCH, by=ANA, at=MONDAY)

    merged = pdfium.PdfDocument(post_sheets.merged(taken, tmp_path / "letters"))
    heights = [int(merged[number].get_height()) for number in range(len(merged))]
    sheet = openpyxl.load_workbook(io.BytesIO(post_sheets.addresses(taken, "en"))).active

    assert heights == [101, 102, 102, 103, 103, 103]
    assert sheet is not None
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert [(row[0], row[1], row[5], row[6]) for row in rows] == [
        (1, laid[0].number, 1, 1),
        (2, laid[1].number, 2, 2),
        (3, laid[2].number, 3, 4),
    ]


def test_nothing_in_the_sheet_is_a_formula(laid: list[Letter]) -> None:
    hostile = Letter(**vars(laid[0]) | {"company": "=1+1", "address": "@SUM(A1)"})

    sheet = openpyxl.load_workbook(io.BytesIO(post_sheets.addresses([hostile], "ru"))).active

    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_a_letter_that_comes_back_is_noted_by_its_number_and_nobody_writes_there_again(
    store: Store, laid: list[Letter]
) -> None:
    hand_over(store)
    typed = f" {laid[1].number.lower().replace('-', ' ')} "

    with store.transaction() as tx:
        back = post.note_return(tx, typed, note="moved", id="s1", by=ANA, at=MONDAY)

    assert (back.returned_by, back.return_note) == ("ana", "moved")
    assert states(store) == {State.SENT: 2, State.BOUNCED: 1}
    with store.reading() as tx:
        assert suppressions.suppressed(tx, LETTER) == {laid[1].address.lower()}
    with store.transaction() as tx, pytest.raises(UnknownLetter):
        post.note_return(tx, typed, id="s2", by=ANA, at=MONDAY)


def test_only_what_was_posted_comes_back(store: Store, laid: list[Letter]) -> None:
    for number in (laid[0].number, "", "AAAAA-BBBBB", "'; --"):
        with store.transaction() as tx, pytest.raises(UnknownLetter):
            post.note_return(tx, number, id="s1", by=ANA, at=MONDAY)


def test_a_withdrawal_holds_until_the_post_has_it(store: Store, laid: list[Letter]) -> None:
    with store.transaction() as tx:
        consent.suppress(
            tx,
            "s1",
            channel=LETTER,
            address=laid[0].address.upper(),
            reason=Suppressed.UNSUBSCRIBED,
            source="said so",
            by="worker",
            at=MONDAY,
        )
        taken = post.take_out(tx, BATCH, by=ANA, at=MONDAY)

    posted = hand_over(store)

    assert taken == laid[1:]
    assert (posted.sent, posted.withheld) == (2, [laid[0]])
    assert states(store) == {State.SENT: 2, State.SKIPPED: 1}


def test_letters_of_a_stopped_campaign_stay_here_and_those_of_a_paused_one_wait(
    store: Store, laid: list[Letter]
) -> None:
    with store.transaction() as tx:
        delivery.pause(tx, C1, by=ANA, at=MONDAY)
    with pytest.raises(NotNow):
        hand_over(store)
    with store.transaction() as tx:
        stopped = delivery.stop(tx, C1, reason="a mistake", by=ANA, at=MONDAY)

    assert stopped.skipped == 3
    with pytest.raises(NotNow):
        hand_over(store)
    with store.transaction() as tx:
        assert post.take_out(tx, BATCH, by=ANA, at=MONDAY) == []


def test_letters_of_a_campaign_that_failed_are_neither_printed_nor_posted(
    store: Store, laid: list[Letter]
) -> None:
    with store.transaction() as tx:
        tx.execute(update(schema.campaigns).values(status=Status.FAILED))

    with store.transaction() as tx:
        assert post.take_out(tx, BATCH, by=ANA, at=MONDAY) == []
    with pytest.raises(NotNow) as refused:
        hand_over(store)
    assert refused.value.key == "letters-given-up"
    ending.sweep(store, at=MONDAY)

    assert states(store) == {State.SKIPPED: len(laid)}


@pytest.mark.parametrize("purpose", Purpose)
def test_who_wants_no_more_of_one_purpose_gets_letters_of_another(
    store: Store, laid: list[Letter], purpose: Purpose
) -> None:
    with store.transaction() as tx:
        own = campaigns.get(tx, C1).purpose
        consent.suppress(
            tx,
            "s1",
            channel=LETTER,
            address=laid[0].address,
            reason=Suppressed.UNSUBSCRIBED,
            source="said so",
            by="worker",
            at=MONDAY,
            purpose=purpose,
        )

    assert hand_over(store).withheld == (laid[:1] if purpose == own else [])


def test_a_batch_that_is_still_made_does_not_leave(store: Store, laid: list[Letter]) -> None:
    with store.transaction() as tx:
        one = dispatches.c.id == laid[0].dispatch_id
        tx.execute(update(dispatches).where(one).values(state=State.SENDING))

    with pytest.raises(StillBeingMade):
        hand_over(store)


def test_only_who_may_send_takes_letters_out_and_posts_them(
    store: Store, laid: list[Letter]
) -> None:
    for who in (CLEO, ADA):
        with store.transaction() as tx:
            with pytest.raises(NotAllowed):
                post.take_out(tx, BATCH, by=who, at=MONDAY)
            with pytest.raises(NotAllowed):
                post.hand_to_post(tx, BATCH, by=who, at=MONDAY)
            with pytest.raises(NotAllowed):
                post.note_return(tx, laid[0].number, id="s", by=who, at=MONDAY)
    with store.transaction() as tx, pytest.raises(UnknownBatch):
        post.hand_to_post(tx, "../../etc", by=ANA, at=MONDAY)


def test_a_letter_needs_an_address(store: Store, tmp_path: Path) -> None:
    channel = post_channel(store, tmp_path)

    assert channel.usable("  Казань, ул. Мира, 1 ") == "Казань, ул. Мира, 1"
    for none in ("", "   ", "x" * 501):
        with pytest.raises(UnusableAddress):
            channel.usable(none)
