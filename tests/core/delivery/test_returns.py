"""What mails that came back change: those that carry our mark, once, and nothing else."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import OperationalError

from core.campaigns.model import Campaign, CampaignId, Condition, NextStep
from core.cli import main
from core.cockpit import open_cockpit
from core.commands.bounces import collected
from core.consent import records as suppressions
from core.consent.model import Reason as Suppressed
from core.delivery import records, stops, worker
from core.delivery.composing import Draft, Made
from core.delivery.feedback import pickup, receipt_rows, returns
from core.delivery.feedback.pickup import Maildir, NoMailbox, Quarantine
from core.delivery.feedback.returns import Postman, Taken
from core.delivery.marks import Marks
from core.delivery.model import Dispatch, DispatchId, Reason, State, Stop
from core.delivery.policy import SoftBounces
from core.foundation.settings import Settings
from core.store.schema import account_steps, dispatches, mail_receipts
from core.store.store import Store
from tests.conftest import MONDAY, CountedIds, FixedClock
from tests.core.delivery.bounce_samples import complaint, mail, of, report
from tests.core.delivery.servers import Scripted, served, set_off, soon, workshop
from tests.core.delivery.test_cascade import write_sms

MARKS = Marks(b"a key of the tests", returns_to="bounce.cockpit.example")
IVAN, OLGA = "ivan@alpha.example", "olga@beta.example"
PHONE = ("sms", "+79161234567")
HARD = of(IVAN, "5.1.1", "550 5.1.1 User unknown")
SOFT = of(IVAN, "4.2.2", "452 4.2.2 over quota")
BLOCK = of(IVAN, "5.7.1", "554 5.7.1 rejected as spam")


def everywhere(_dispatch: Dispatch) -> Sequence[tuple[str, str]]:
    return [("email", IVAN), PHONE]


def postman(store: Store, marks: Marks = MARKS) -> Postman:
    return Postman(store, CountedIds(), marks, SoftBounces(most=3, days=90), everywhere)


def sent(store: Store, *addresses: str, name: str = "c1", **changes: Any) -> dict[str, str]:
    """A campaign whose mails have left; dispatches by address."""
    set_off(store, addresses, name=name, **changes)
    with store.transaction() as tx:
        mine = dispatches.c.campaign_id == name
        tx.execute(update(dispatches).where(mine).values(state=State.SENT, sent_at=MONDAY))
        rows = tx.execute(select(dispatches.c.address, dispatches.c.id).where(mine))
        return {row.address: row.id for row in rows}


def to(dispatch_id: str, marks: Marks = MARKS) -> str:
    return f"To: {marks.return_path(dispatch_id)}\r\n"


def dispatch(store: Store, dispatch_id: str) -> Dispatch:
    with store.reading() as tx:
        found = records.get(tx, DispatchId(dispatch_id))
    assert found is not None
    return found


def suppressed(store: Store, channel: str = "email") -> set[str]:
    with store.reading() as tx:
        return suppressions.suppressed(tx, channel)


def test_a_signed_hard_bounce_ends_writing_to_the_address(store: Store) -> None:
    ids = sent(store, IVAN, OLGA)

    taken = postman(store).take(report(HARD, headers=to(ids[IVAN])), at=MONDAY)

    after = dispatch(store, ids[IVAN])
    assert taken is Taken.FOLLOWED
    assert (after.state, after.reason) == (State.BOUNCED, Reason.HARD_BOUNCE)
    assert suppressed(store) == {IVAN}
    assert dispatch(store, ids[OLGA]).state is State.SENT


def test_a_signature_in_small_letters_holds(store: Store) -> None:
    ids = sent(store, IVAN)
    raw = report(HARD, headers=to(ids[IVAN]).upper().replace("TO:", "To:"))

    assert postman(store).take(raw, at=MONDAY) is Taken.FOLLOWED


FORGED: dict[str, Callable[[dict[str, str]], str]] = {
    "unsigned": lambda ids: "To: bounce@bounce.cockpit.example\r\n",
    "by another key": lambda ids: to(ids[IVAN], Marks(b"another", "bounce.cockpit.example")),
    "one dispatch with the mark of another": lambda ids: to(ids[OLGA]).replace(
        ids[OLGA], ids[IVAN]
    ),
    "a dispatch that is not": lambda ids: to("f" * 20),
    "a mark that is cut": lambda ids: to(ids[IVAN]).replace("@", "", 1)[:-40] + "@x\r\n",
}


@pytest.mark.parametrize("how", FORGED)
def test_a_forged_report_does_nothing_and_is_listed(store: Store, how: str) -> None:
    ids = sent(store, IVAN, OLGA)

    taken = postman(store).take(report(HARD, headers=FORGED[how](ids)), at=MONDAY)

    assert taken is Taken.UNSIGNED
    assert {dispatch(store, one).state for one in ids.values()} == {State.SENT}
    assert suppressed(store) == set()
    with store.reading() as tx:
        (listed,) = receipt_rows.latest(tx, verdicts=[Taken.UNSIGNED])
        assert receipt_rows.counts(tx, at=MONDAY, days=7) == {("unsigned", "hard"): 1}
    assert (listed.dispatch_id, listed.kind) == (None, "hard")


def test_a_report_is_about_whom_it_is_signed_for_whatever_it_names(store: Store) -> None:
    ids = sent(store, IVAN, OLGA)
    raw = report(HARD, headers=to(ids[OLGA]))

    postman(store).take(raw, at=MONDAY)

    assert suppressed(store) == {OLGA}


def test_the_same_report_twice_is_one(store: Store) -> None:
    ids = sent(store, IVAN)
    raw = report(HARD, headers=to(ids[IVAN]))

    assert postman(store).take(raw, at=MONDAY) is Taken.FOLLOWED
    assert postman(store).take(raw, at=MONDAY) is Taken.KNOWN

    with store.reading() as tx:
        assert len(receipt_rows.latest(tx)) == 1


def test_a_full_mailbox_is_counted_and_given_up_as_the_book_says(store: Store) -> None:
    for number in range(3):
        ids = sent(store, IVAN, name=f"c{number}")
        raw = report(SOFT, headers=to(ids[IVAN]))
        at = MONDAY + timedelta(days=number)
        assert suppressed(store) == set()
        postman(store).take(raw, at=at)
        # A second report of the same mail counts no more than the first.
        postman(store).take(raw + b"again", at=at)

    assert dispatch(store, ids[IVAN]).reason is Reason.SOFT_BOUNCE
    with store.reading() as tx:
        (order,) = suppressions.found(tx)
    assert (order.address, order.reason) == (IVAN, Suppressed.SOFT_BOUNCES)


def test_full_mailboxes_of_long_ago_are_forgotten(store: Store) -> None:
    for number in range(3):
        ids = sent(store, IVAN, name=f"c{number}")
        raw = report(SOFT, headers=to(ids[IVAN]))
        postman(store).take(raw, at=MONDAY + timedelta(days=60 * number))

    assert suppressed(store) == set()


def test_a_block_is_ours_and_suppresses_nobody(store: Store) -> None:
    ids = sent(store, IVAN)

    postman(store).take(report(BLOCK, headers=to(ids[IVAN])), at=MONDAY)

    assert dispatch(store, ids[IVAN]).reason is Reason.BLOCKED
    assert suppressed(store) == set()
    with store.reading() as tx:
        assert [one.address for one in receipt_rows.latest(tx, kinds=["block"])] == [IVAN]


def test_a_complaint_ends_writing_on_every_channel(store: Store) -> None:
    ids = sent(store, IVAN)
    returned = f"Return-Path: <{MARKS.return_path(ids[IVAN])}>".encode()
    raw = complaint().replace(b"Subject: Offer", returned + b"\r\nSubject: Offer")

    postman(store).take(raw, at=MONDAY)

    assert dispatch(store, ids[IVAN]).state is State.COMPLAINED
    assert suppressed(store) == {IVAN}
    assert suppressed(store, "sms") == {PHONE[1]}


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        (of(IVAN, "4.4.1", action="delayed"), State.SENT),
        (of(IVAN, "2.1.5", action="delivered"), State.DELIVERED),
        (of(IVAN, "5.4.4", "Host or domain name not found"), State.BOUNCED),
    ],
)
def test_what_is_not_final_suppresses_nobody(store: Store, fields: str, state: State) -> None:
    ids = sent(store, IVAN)

    postman(store).take(report(fields, headers=to(ids[IVAN])), at=MONDAY)

    assert dispatch(store, ids[IVAN]).state is state
    assert suppressed(store) == set()


def answer(store: Store, dispatch_id: str, **headers: str) -> bytes:
    name = f"<{dispatch(store, dispatch_id).message_id}>"
    given = {"From": f"Ivan <{IVAN}>", "Subject": "Re: Offer", "In_Reply_To": name}
    return mail("Call me on Tuesday.", **given | headers)


def replied(store: Store) -> bool:
    with store.reading() as tx:
        found = receipt_rows.accounts_that_replied(tx, CampaignId("c1"), ["c1-a0", "c1-a1"])
    return found == {"c1-a0"}


def test_a_persons_answer_marks_the_dispatch(store: Store) -> None:
    ids = sent(store, IVAN)

    assert postman(store).take(answer(store, ids[IVAN]), at=MONDAY) is Taken.FOLLOWED
    assert replied(store)
    assert suppressed(store) == set()


def test_a_persons_answer_stops_the_campaign_for_the_whole_company(store: Store) -> None:
    write_sms(store)
    ids = sent(store, IVAN, OLGA, steps=(NextStep("t2", "sms", 48, Condition.ALWAYS),))
    with store.transaction() as tx:
        (first,) = tx.execute(select(dispatches).where(dispatches.c.id == ids[IVAN]))
        for state in (State.PREPARED, State.QUEUED, State.DELIVERED):
            more = {"id": state, "step": 2, "state": state, "contact_id": f"other-{state}"}
            tx.execute(insert(dispatches).values(first._asdict() | more))

    for _ in range(2):
        postman(store).take(answer(store, ids[IVAN]), at=MONDAY)

    with store.reading() as tx:
        assert stops.standing(tx, CampaignId("c1")) == {"c1-a0": Stop.REPLY}
        rows = tx.execute(select(dispatches.c.id, dispatches.c.state)).all()
        steps = tx.execute(select(account_steps.c.account_id, account_steps.c.verdict)).all()
    states = {row.id: row.state for row in rows}
    assert states[State.PREPARED] == states[State.QUEUED] == State.SKIPPED
    assert states[State.DELIVERED] == State.DELIVERED
    assert [tuple(row) for row in steps] == [("c1-a0", "stopped")]


@pytest.mark.parametrize(
    "headers", [{"From": OLGA}, {"Auto_Submitted": "auto-replied"}, {"In_Reply_To": "<a@b.c>"}]
)
def test_neither_a_stranger_nor_a_machine_answers_for_somebody(
    store: Store, headers: dict[str, str]
) -> None:
    ids = sent(store, IVAN)

    postman(store).take(answer(store, ids[IVAN], **headers), at=MONDAY)

    assert not replied(store)


def test_a_bomb_is_quarantined_and_counted(store: Store) -> None:
    raw = b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n' + b"--b\r\n\r\n" * 9_000

    assert postman(store).take(raw, at=MONDAY) is Taken.QUARANTINED

    with store.reading() as tx:
        kept = tx.execute(select(mail_receipts)).one()
    assert (kept.verdict, kept.reason) == ("quarantined", "parts")
    assert len(kept.raw) <= returns.KEPT_BYTES


def test_a_mail_leaves_with_its_return_path_and_is_known_again(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted()
    set_off(store, [IVAN])

    def compose(campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
        def built(one: Dispatch, _at: datetime) -> Made:
            return Made(b"Subject: Hi\r\n\r\nHi\r\n", sender=MARKS.return_path(one.id))

        return {one.id: Draft("", partial(built, one)) for one in batch}

    with served(server) as port:
        shop = workshop(store, tmp_path, port, FixedClock(), compose=compose)
        worker.deliver(shop, once=True, stop=Event(), patience=0)

    (return_path,) = server.senders
    postman(store).take(report(HARD, headers=f"To: {return_path}\r\n"), at=MONDAY)
    assert suppressed(store) == {IVAN}


# Picking up.


def boxed(folder: Path, *mails: bytes) -> Maildir:
    for name in ("new", "cur", "tmp"):
        (folder / name).mkdir(parents=True)
    for number, raw in enumerate(mails):
        (folder / "new" / f"{number}.host").write_bytes(raw)
    return Maildir(folder, Quarantine(folder.parent / "quarantine"))


def test_a_maildir_is_emptied_once(store: Store, tmp_path: Path) -> None:
    ids = sent(store, IVAN)
    bomb = b"x" * 5_000_001
    box = boxed(tmp_path / "box", report(HARD, headers=to(ids[IVAN])), bomb)
    mailman = postman(store)

    done = pickup.collect([box], lambda raw: mailman.take(raw, at=MONDAY))

    assert done == {"followed": 1, "quarantined": 1}
    assert [path.name for path in (tmp_path / "box" / "cur").iterdir()] == ["0.host:2,S"]
    assert sorted(path.name for path in (tmp_path / "quarantine").iterdir()) == [
        "1.host.eml",
        "1.host.reason",
    ]
    assert pickup.collect([box], lambda raw: mailman.take(raw, at=MONDAY)) == {}


def test_a_folder_that_is_no_maildir_is_told(tmp_path: Path) -> None:
    box = Maildir(tmp_path / "none", Quarantine(tmp_path))

    with pytest.raises(NoMailbox, match="no maildir"):
        pickup.collect([box], lambda _raw: Taken.NOTED)


def test_the_worker_picks_up_while_it_runs(
    store: Store, store_url: str, tmp_path: Path
) -> None:
    where = {"bounce_domain": "bounce.cockpit.example", "bounce_maildir": f"{tmp_path}/box"}
    house = open_cockpit(Settings(data=tmp_path, store=store_url, **where))  # type: ignore[arg-type]
    ids = sent(store, IVAN)
    boxed(tmp_path / "box", report(HARD, headers=to(ids[IVAN], house.ways.marks)))

    with collected(house, Event()):
        assert soon(lambda: suppressed(store) == {IVAN})


def strange_words(ids: dict[str, str]) -> list[bytes]:
    """An automatic answer with a NUL in it, and a complaint with half a letter in it."""
    away = (
        f"From: {IVAN}\r\n{to(ids[IVAN])}Auto-Submitted: auto-replied\r\n"
        "Subject: away =?utf-8?q?=00?= =?utf-7?q?+2AA-?=\r\n\r\nI am away.\r\n"
    )
    half = complaint(kind="ab+2AA-use").replace(
        b"message/feedback-report", b"message/feedback-report; charset=utf-7"
    )
    return [away.encode(), to(ids[OLGA]).encode() + half]


def test_letters_no_store_takes_are_left_out_of_the_reason(store: Store) -> None:
    ids, mailman = sent(store, IVAN, OLGA), postman(store)

    for raw in strange_words(ids):
        assert mailman.take(raw, at=MONDAY) is Taken.NOTED

    with store.reading() as tx:
        reasons = tx.execute(select(mail_receipts.c.reason)).scalars().all()
    assert sorted(reasons) == ["ab use", "away"]


def test_a_mail_that_cannot_be_taken_in_does_not_hold_up_those_behind_it(
    store: Store, tmp_path: Path
) -> None:
    ids = sent(store, IVAN)
    box = boxed(
        tmp_path / "box", b"From: a@b.example\r\n\r\n", report(HARD, headers=to(ids[IVAN]))
    )
    mailman = postman(store)

    def take(raw: bytes) -> Taken:
        if raw.startswith(b"From: a@"):
            raise UnicodeError("what nobody foresaw")
        return mailman.take(raw, at=MONDAY)

    assert pickup.collect([box], take) == {"quarantined": 1, "followed": 1}
    assert (tmp_path / "quarantine" / "0.host.reason").read_text() == "UnicodeError\n"


def test_a_store_that_is_away_puts_no_mail_into_quarantine(tmp_path: Path) -> None:
    box = boxed(tmp_path / "box", b"From: a@b.example\r\n\r\n")

    def take(_raw: bytes) -> Taken:
        raise OperationalError("insert", {}, Exception("away"))

    with pytest.raises(OperationalError):
        pickup.collect([box], take)

    assert [path.name for path in (tmp_path / "box" / "new").iterdir()] == ["0.host"]
    assert not (tmp_path / "quarantine").exists()


def test_the_postman_goes_on_after_a_round_that_failed(
    store: Store, store_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.commands.bounces.SECONDS_BETWEEN", 0.01)
    house = open_cockpit(
        Settings(data=tmp_path, store=store_url, bounce_maildir=f"{tmp_path}/box")
    )
    rounds: list[int] = []

    def emptied(_house: object) -> None:
        rounds.append(len(rounds))
        raise LookupError("what nobody foresaw")

    monkeypatch.setattr("core.commands.bounces._emptied", emptied)
    with collected(house, Event()):
        assert soon(lambda: len(rounds) > 2)


def test_by_hand_it_is_picked_up_and_listed(
    store: Store,
    store_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in {
        "DATA": str(tmp_path),
        "STORE": store_url,
        "BOUNCE_DOMAIN": "bounce.cockpit.example",
        "BOUNCE_MAILDIR": f"{tmp_path}/box",
    }.items():
        monkeypatch.setenv(f"COCKPIT_{name}", value)
    ids = sent(store, IVAN)
    marks = open_cockpit(Settings()).ways.marks
    boxed(tmp_path / "box", report(BLOCK, headers=to(ids[IVAN], marks)), report(HARD))

    assert main(["bounces", "collect", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert main(["bounces", "list", "--ours"]) == 0
    ours = capsys.readouterr().out
    assert main(["bounces", "list", "--strange", "--json"]) == 0
    strange = json.loads(capsys.readouterr().out)["receipts"]

    assert (done["mails"], done["followed"], done["unsigned"]) == (2, 1, 1)
    assert IVAN in ours
    assert [one["verdict"] for one in strange] == ["unsigned"]
