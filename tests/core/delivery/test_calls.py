"""The call list: a call once, a result by a person, taken back within minutes; out and in."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from sqlalchemy import update

from core.campaigns import records as campaigns_kept
from core.campaigns.model import CampaignId, Purpose, Status
from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import CALL, SMS
from core.consent.model import Reason as Suppressed
from core.delivery import records
from core.delivery.calls import calls
from core.delivery.calls import records as call_records
from core.delivery.calls import sheets as call_sheets
from core.delivery.calls.calls import (
    CallIsOver,
    NoDay,
    NoteTooLong,
    NotToBeCalled,
    TooLateToUndo,
    UnknownCall,
)
from core.delivery.calls.model import LEADS_TO, Call, Result, Wanted
from core.delivery.calls.sheets import NotOurSheet
from core.delivery.channel import Accepted, Envelope
from core.delivery.channels.calls import CallChannel
from core.delivery.model import State, Stop
from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES, say
from core.journal import records as journal
from core.people.model import NotAllowed, Role
from core.store.schema import account_stops, call_tasks, campaigns
from core.store.store import Store, Tx
from tests.conftest import BEN, CLEO, MONDAY, CountedIds, person
from tests.core.delivery.calling import KEEPER, put_on_list

OLGA = person("olga", Role.ACCOUNT_MANAGER)
TODAY = MONDAY.date()


@pytest.fixture
def listed(store: Store, tmp_path: Path) -> list[Call]:
    put_on_list(store, tmp_path, 4)
    return found(store)


def found(store: Store, **wanted: Any) -> list[Call]:
    with store.reading() as tx:
        return call_records.found(tx, Wanted(**wanted), limit=100)


def say_of(store: Store, call: Call, result: Result, **more: Any) -> Call:
    facts: dict[str, Any] = {"id": "said", "today": TODAY, "by": OLGA, "at": MONDAY} | more
    with store.transaction() as tx:
        return calls.end(tx, call.dispatch_id, result=result, **facts)


def state(store: Store, call: Call) -> State:
    with store.reading() as tx:
        dispatch = records.get(tx, call.dispatch_id)
    assert dispatch is not None
    return dispatch.state


def forbidden(store: Store) -> dict[str, set[str]]:
    with store.reading() as tx:
        return {channel: suppressions.suppressed(tx, channel) for channel in (CALL, SMS)}


def test_the_worker_puts_every_call_on_the_list_in_its_approved_words(
    store: Store, listed: list[Call]
) -> None:
    first = listed[0]

    assert [call.company for call in listed] == [f"Company {number}" for number in range(4)]
    assert first.script == "Hello, Name 0!\nAbout your contract."
    assert (first.title, first.phone, first.due_on) == ("Contract", "+79160000000", TODAY)
    assert {state(store, call) for call in listed} == {State.SENT}


def test_a_call_that_is_handed_over_twice_is_on_the_list_once(
    store: Store, listed: list[Call]
) -> None:
    channel = CallChannel(store, lambda: MONDAY, MONDAY.date)
    envelope = Envelope("N", "+79990000000", b"other", dispatch_id=listed[0].dispatch_id)

    answer = channel.line().hand_over(envelope, intend=lambda: None)

    assert answer == Accepted("")
    assert found(store) == listed


@pytest.mark.parametrize("result", sorted(LEADS_TO))
def test_a_result_ends_the_call_and_moves_its_dispatch(
    store: Store, listed: list[Call], result: Result
) -> None:
    ended = say_of(store, listed[0], result, note=" said so ")

    assert ended.result is result
    assert state(store, listed[0]) is LEADS_TO[result]
    assert len(found(store)) == 3
    with store.reading() as tx:
        assert journal.latest(tx, 1)[0].verb == "calls.end"
        assert call_records.all_said(tx, ended.dispatch_id)[0].note == "said so"


def test_who_refused_is_not_called_and_a_wrong_number_is_not_written_to_either(
    store: Store, listed: list[Call]
) -> None:
    say_of(store, listed[0], Result.REFUSED, id="one")
    say_of(store, listed[1], Result.WRONG_NUMBER, id="two")

    assert forbidden(store) == {
        CALL: {listed[0].phone, listed[1].phone},
        SMS: {listed[1].phone},
    }


def test_a_call_that_is_put_off_comes_back_on_its_day(store: Store, listed: list[Call]) -> None:
    friday = TODAY + timedelta(days=4)

    later = say_of(store, listed[0], Result.LATER, call_on=friday)
    missed = say_of(store, listed[1], Result.NOT_REACHED, id="missed")

    assert (later.is_open, later.due_on) == (True, friday)
    assert (missed.is_open, missed.due_on) == (True, TODAY + timedelta(days=1))
    assert len(found(store, due_until=TODAY)) == 2
    assert state(store, listed[0]) is State.SENT


@pytest.mark.parametrize("day", [None, TODAY - timedelta(days=1), TODAY + timedelta(days=400)])
def test_a_call_is_put_off_to_a_day_that_comes(
    store: Store, listed: list[Call], day: date | None
) -> None:
    with pytest.raises(NoDay):
        say_of(store, listed[0], Result.LATER, call_on=day)


def test_what_was_said_is_taken_back_within_minutes_with_all_that_followed(
    store: Store, listed: list[Call]
) -> None:
    say_of(store, listed[0], Result.WRONG_NUMBER)

    with store.transaction() as tx:
        back = calls.undo(tx, listed[0].dispatch_id, by=OLGA, at=MONDAY + timedelta(minutes=9))

    assert back == listed[0]
    assert state(store, listed[0]) is State.SENT
    assert forbidden(store) == {CALL: set(), SMS: set()}
    with store.transaction() as tx, pytest.raises(TooLateToUndo):
        calls.undo(tx, listed[0].dispatch_id, by=OLGA, at=MONDAY)


def test_nobody_takes_back_what_is_old_or_what_another_said(
    store: Store, listed: list[Call]
) -> None:
    say_of(store, listed[0], Result.REFUSED)
    late = MONDAY + timedelta(minutes=11)

    for who, when in ((BEN, MONDAY), (OLGA, late)):
        with store.transaction() as tx, pytest.raises(TooLateToUndo):
            calls.undo(tx, listed[0].dispatch_id, by=who, at=when)

    assert forbidden(store)[CALL] == {listed[0].phone}


def test_an_order_that_stood_before_stays_when_a_result_is_taken_back(
    store: Store, listed: list[Call]
) -> None:
    with store.transaction() as tx:
        forbid(tx, listed[0], channel=SMS)
    say_of(store, listed[0], Result.WRONG_NUMBER)

    with store.transaction() as tx:
        calls.undo(tx, listed[0].dispatch_id, by=OLGA, at=MONDAY)

    assert forbidden(store) == {CALL: set(), SMS: {listed[0].phone}}


def test_two_who_end_the_same_call_do_not_undo_each_other(
    store: Store, listed: list[Call]
) -> None:
    say_of(store, listed[0], Result.MEETING)

    with pytest.raises(CallIsOver):
        say_of(store, listed[0], Result.REFUSED, id="other", by=BEN)

    assert forbidden(store)[CALL] == set()


def test_only_who_may_call_says_how_calls_end(store: Store, listed: list[Call]) -> None:
    for who in (CLEO, person("mona", Role.MANAGER)):
        with pytest.raises(NotAllowed):
            say_of(store, listed[0], Result.REACHED, by=who)
    with pytest.raises(UnknownCall):
        say_of(store, Call(**vars(listed[0]) | {"dispatch_id": "no"}), Result.REACHED)
    with pytest.raises(NoteTooLong):
        say_of(store, listed[0], Result.REACHED, note="x" * 2_001)


def test_a_list_is_searched_and_narrowed(store: Store, listed: list[Call]) -> None:
    say_of(store, listed[3], Result.REACHED)

    assert [one.company for one in found(store, words="company 2")] == ["Company 2"]
    assert [one.company for one in found(store, words="0000001")] == ["Company 1"]
    assert [one.company for one in found(store, words="%")] == []
    assert [one.company for one in found(store, is_open=False)] == ["Company 3"]
    assert found(store, campaign_id="other") == []


def test_a_keeper_sees_their_own_accounts_and_those_of_nobody_here(
    store: Store, listed: list[Call]
) -> None:
    with store.transaction() as tx:
        mine = call_tasks.c.company == "Company 3"
        tx.execute(update(call_tasks).where(mine).values(account_manager="Pavel"))

    seen = found(store, keeper=KEEPER, keepers=frozenset({KEEPER, "Pavel"}))

    assert [one.company for one in seen] == ["Company 0", "Company 1", "Company 2"]


def filled(content: bytes, *results: tuple[str, str, str]) -> bytes:
    """The workbook with results, notes and days in its rows, as a person writes them."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    sheet = book.active
    assert sheet is not None
    for line, row in enumerate(results, start=2):
        for place, cell in enumerate(row, start=9):
            sheet.cell(line, place, cell)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("language", LANGUAGES)
def test_results_come_back_in_the_workbook_that_went_out(
    store: Store, listed: list[Call], ids: CountedIds, language: str
) -> None:
    words = [say(language, f"calls-result-{one}") for one in Result]
    content = filled(
        call_sheets.written(listed, language),
        (words[1], "wants a visit", ""),
        (words[5], "", "05.03.2026"),
        ("maybe", "", ""),
    )

    with store.transaction() as tx:
        checked = call_sheets.checked(tx, call_sheets.read(content), today=TODAY)
        left = calls.import_results(tx, checked.rows, ids=ids, today=TODAY, by=OLGA, at=MONDAY)

    assert [(row.line, row.result) for row in checked.rows] == [
        (2, Result.INTERESTED),
        (3, Result.LATER),
    ]
    assert [(fault.line, fault.key) for fault in checked.faults] == [(4, "calls-fault-result")]
    assert (checked.untouched, left) == (1, [])
    assert [call.due_on for call in found(store)][-1] == date(2026, 3, 5)
    assert len(found(store)) == 3


def test_every_row_that_cannot_be_says_why(store: Store, listed: list[Call]) -> None:
    say_of(store, listed[0], Result.REACHED)
    names = [call.dispatch_id for call in listed]
    rows = [
        ["Number", "Result", "Note", "Call again on"],
        [names[0], "Reached", "", ""],
        ["no such", "Reached", "", ""],
        [names[1], "Call later", "", "yesterday"],
        [names[1], "Call later", "", " "],
        [names[2], "Reached", "x" * 2_001, ""],
        [names[3], "Reached", "", ""],
        [names[3], "Refused, never call", "", ""],
    ]

    with store.reading() as tx:
        checked = call_sheets.checked(tx, rows, today=TODAY)

    assert [row.line for row in checked.rows] == [7]
    assert [fault.key.removeprefix("calls-fault-") for fault in checked.faults] == [
        "over",
        "unknown",
        "day",
        "no-day",
        "note",
        "twice",
    ]
    assert all(fault.sentence(one) for fault in checked.faults for one in LANGUAGES)


def test_what_somebody_else_said_meanwhile_is_left_and_told(
    store: Store, listed: list[Call], ids: CountedIds
) -> None:
    rows = [["Number", "Result"], *([call.dispatch_id, "Reached"] for call in listed)]
    with store.reading() as tx:
        checked = call_sheets.checked(tx, rows, today=TODAY)
    say_of(store, listed[1], Result.REFUSED)

    with store.transaction() as tx:
        left = calls.import_results(tx, checked.rows, ids=ids, today=TODAY, by=OLGA, at=MONDAY)

    assert [(fault.line, fault.key) for fault in left] == [(3, "calls-over")]
    assert found(store) == []


def test_the_journal_knows_who_took_the_list_out(store: Store, listed: list[Call]) -> None:
    with store.transaction() as tx:
        taken = calls.take_out(tx, Wanted(words="Company 1"), by=OLGA, at=MONDAY)
        entry = journal.latest(tx, 1)[0]
        with pytest.raises(NotAllowed):
            calls.take_out(tx, Wanted(), by=CLEO, at=MONDAY)

    assert taken == [listed[1]]
    assert (entry.verb, entry.by, entry.details) == ("calls.take_out", "olga", {"calls": 1})


def test_nothing_in_the_workbook_is_a_formula(listed: list[Call]) -> None:
    hostile = [Call(**vars(listed[0]) | {"company": '=HYPERLINK("http://x")', "name": "+1"})]

    book = openpyxl.load_workbook(io.BytesIO(call_sheets.written(hostile, "en")))
    sheet = book.active

    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert '=HYPERLINK("http://x")' in [cell.value for cell in cells]


@pytest.mark.parametrize(
    "content", [b"", b"no workbook", b"PK\x03\x04 nothing", b"x" * (call_sheets.LARGEST + 1)]
)
def test_what_is_no_workbook_is_refused(content: bytes) -> None:
    with pytest.raises(Refusal):
        call_sheets.read(content)


def test_a_workbook_of_something_else_is_refused(store: Store) -> None:
    with store.reading() as tx, pytest.raises(NotOurSheet):
        call_sheets.checked(tx, [["Name", "Phone"], ["a", "b"]], today=TODAY)


def forbid(tx: Tx, call: Call, purpose: str = "", channel: str = CALL) -> None:
    consent.suppress(
        tx,
        "order",
        channel=channel,
        address=call.phone,
        reason=Suppressed.UNSUBSCRIBED,
        source="said so",
        by="worker",
        at=MONDAY,
        purpose=purpose,
    )


def stop_account(tx: Tx, call: Call) -> None:
    mine = {"campaign_id": call.campaign_id, "account_id": call.account_id}
    facts = {"reason": Stop.UNSUBSCRIBED, "note": "", "stopped_by": "ana", "stopped_at": MONDAY}
    tx.execute(account_stops.insert().values(mine | facts))


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        (Status.PAUSED, "calls-paused"),
        (Status.STOPPED, "calls-stopped"),
        (Status.FAILED, "calls-stopped"),
    ],
)
def test_nobody_is_called_for_a_campaign_that_does_not_go_on(
    store: Store, listed: list[Call], status: Status, sentence: str
) -> None:
    say_of(store, listed[0], Result.REACHED)
    done = say("en", "calls-result-reached")
    content = filled(call_sheets.written(listed[1:], "en"), (done, "", ""))
    with store.transaction() as tx:
        tx.execute(update(campaigns).values(status=status))

    assert found(store) == []
    assert [call.dispatch_id for call in found(store, is_open=None)] == [listed[0].dispatch_id]
    with store.transaction() as tx:
        assert call_records.count(tx, Wanted()) == 0
        assert calls.take_out(tx, Wanted(), by=OLGA, at=MONDAY) == []
    with pytest.raises(NotToBeCalled) as refused:
        say_of(store, listed[1], Result.REACHED, id="late")
    assert refused.value.key == sentence
    with store.reading() as tx:
        checked = call_sheets.checked(tx, call_sheets.read(content), today=TODAY)
    assert [fault.key for fault in checked.faults] == ["calls-fault-not-now"]


def test_who_is_stopped_or_asked_not_to_be_called_is_not_on_the_list(
    store: Store, listed: list[Call]
) -> None:
    with store.transaction() as tx:
        stop_account(tx, listed[0])
        forbid(tx, listed[1])

    assert found(store) == listed[2:]
    for call, sentence in zip(listed, ("calls-stopped", "calls-forbidden"), strict=False):
        with pytest.raises(NotToBeCalled) as refused:
            say_of(store, call, Result.REACHED)
        assert refused.value.key == sentence


@pytest.mark.parametrize("purpose", Purpose)
def test_who_wants_no_more_of_one_purpose_is_called_for_another(
    store: Store, listed: list[Call], purpose: Purpose
) -> None:
    with store.transaction() as tx:
        campaign = campaigns_kept.get(tx, CampaignId("c1"))
        forbid(tx, listed[0], purpose)

    is_meant = campaign.purpose == purpose
    assert found(store) == (listed[1:] if is_meant else listed)
