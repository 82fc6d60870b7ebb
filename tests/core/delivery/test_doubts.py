"""What becomes of a doubt by the book: held, settled by the relay's log, or sent again."""

import bz2
import gzip
import lzma
import os
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from core.campaigns import records as campaigns
from core.campaigns.model import CampaignId, Purpose, Status
from core.delivery import doubts, records, relay_log, worker
from core.delivery.doubts import Looked, Watch
from core.delivery.model import Dispatch, Doubt, Reason, State
from core.delivery.policy import Doubts, SendingBook
from core.delivery.relay_log import Read, RelayLog, Said
from core.foundation.clock import SystemClock
from core.store.schema import dispatches
from core.store.store import Store
from tests.conftest import FixedClock
from tests.core.delivery.servers import BOOK, Scripted, free_port, served, set_off, workshop

RELAY = "Nov 26 10:36:29 relay postfix"


def book(doubt: Doubt, **purposes: Doubt) -> SendingBook:
    kept = Doubts(email=doubt, purposes={Purpose(one): what for one, what in purposes.items()})
    return BOOK.model_copy(update={"doubts": kept})


def left_in_doubt(store: Store, folder: Path, *, kept: SendingBook = BOOK) -> list[Dispatch]:
    """Six messages: four are sent, then two are taken or not, and never confirmed."""
    server = Scripted(at_end=lambda a: "take and drop" if a[0] == "d" else "250 2.0.0 taken")
    set_off(store, [f"{name}@ex.test" for name in ("s1", "s2", "s3", "s4", "d1", "d2")])
    with served(server) as port:
        shop = workshop(store, folder, port, SystemClock(), book=kept, connections=1)
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
    return now(store)


def now(store: Store) -> list[Dispatch]:
    """All of them, by address: the two doubts, and those that were sent."""
    with store.reading() as tx:
        ids = [row.id for row in tx.exec_driver_sql("SELECT id FROM dispatches")]
        return sorted(records.some(tx, ids), key=lambda one: one.address)


def watch(folder: Path, log: Path, *, sure_after: float = 0.0) -> Watch:
    says = Doubts(email=Doubt.SETTLE)
    known = RelayLog(log, "127.0.0.1", free_port())
    return Watch(known, folder, lambda _tx: says, sure_after=sure_after, look_every=0.0)


def named(dispatch: Dispatch, number: str) -> str:
    return f"{RELAY}/cleanup[12]: {number}: message-id=<{dispatch.message_id}>\n"


def taken(dispatch: Dispatch, number: str) -> str:
    queued = f"{RELAY}/qmgr[9]: {number}: from=<a@ex.test>, size=300, nrcpt=1 (queue active)\n"
    return named(dispatch, number) + queued


def all_taken(sent: list[Dispatch]) -> str:
    return "".join(taken(one, f"4AA1{number}") for number, one in enumerate(sent))


def looked(store: Store, watching: Watch) -> Looked:
    return watching.look(store, at=SystemClock().now())


def test_what_the_log_took_was_sent_and_what_it_never_saw_goes_out_once(
    store: Store, tmp_path: Path
) -> None:
    arrived, lost, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    status = (
        f"{RELAY}/smtp[3]: 4AB12: to=<d1@ex.test>, relay=x, dsn=2.0.0, status=sent (250 ok)\n"
    )
    log.write_text(all_taken(sent) + taken(arrived, "4AB12") + status)
    watching = watch(tmp_path, log)

    first = looked(store, watching)
    with log.open("a") as more:
        more.write(f"{RELAY}/smtpd[4]: connect from localhost[127.0.0.1]\n")
    second = looked(store, watching)

    assert (first, second) == (Looked(arrived=1, held=1), Looked(again=1))
    one, two, *_ = now(store)
    assert (one.state, one.reason) == (State.SENT, Reason.LOGGED)
    assert one.answer == "4AB12: status=sent (250 ok)"
    assert (two.state, two.reason) == (State.QUEUED, Reason.NOT_TAKEN)
    with store.reading() as tx:
        assert campaigns.get(tx, CampaignId("c1")).status is Status.SENDING
    again = Scripted()
    with served(again) as port:
        shop = workshop(store, tmp_path, port, SystemClock())
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
    assert again.names == [lost.id]
    assert status_of(store) is Status.SENT


def test_a_campaign_whose_last_doubt_the_log_settled_did_not_end_with_errors(
    store: Store, tmp_path: Path
) -> None:
    arrived, unknown, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent) + taken(arrived, "4AB12"))

    assert looked(store, watch(tmp_path, log)).arrived == 1
    one_round(store, tmp_path)
    before = status_of(store)
    log.write_text(all_taken(sent) + taken(arrived, "4AB12") + taken(unknown, "4AB13"))
    assert looked(store, watch(tmp_path, log)).arrived == 1
    one_round(store, tmp_path)

    assert (before, status_of(store)) == (Status.SENT_WITH_ERRORS, Status.SENT)
    with store.reading() as tx:
        assert campaigns.moves(tx, CampaignId("c1"))[-1].reason == "doubt:settled"


def one_round(store: Store, folder: Path) -> None:
    with served(Scripted()) as port:
        shop = workshop(store, folder, port, SystemClock())
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)


def status_of(store: Store) -> Status:
    with store.reading() as tx:
        return campaigns.get(tx, CampaignId("c1")).status


def test_what_the_log_says_is_journaled_without_the_address(
    store: Store, tmp_path: Path
) -> None:
    arrived, *_ = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    says = "status=bounced (<D1@ex.test>: no d1@ex.test here)"
    log.write_text(
        named(arrived, "4AB12") + f"{RELAY}/smtp[3]: 4AB12: to=<d1@ex.test>, {says}\n"
    )

    looked(store, watch(tmp_path, log))

    with store.reading() as tx:
        asked = "SELECT details FROM journal_entries WHERE verb = 'dispatches.settle_by_log'"
        details = str(tx.exec_driver_sql(asked).scalar_one())
    assert "status=bounced" in details
    assert "ex.test" not in details


def nothing(_log: Path, _sent: list[Dispatch], _doubt: Dispatch) -> None:
    """There is no log at all."""


def another_relays(log: Path, _sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(f"{RELAY}/cleanup[12]: 4AA11: message-id=<else@where>\n")


def half_a_message(log: Path, sent: list[Dispatch], doubt: Dispatch) -> None:
    log.write_text(all_taken(sent) + named(doubt, "4AB12"))


def a_number_that_came_back(log: Path, sent: list[Dispatch], doubt: Dispatch) -> None:
    gone = f"{RELAY}/qmgr[9]: 4AB12: removed\n"
    log.write_text(named(doubt, "4AB12") + gone + all_taken(sent).replace("4AA12", "4AB12"))


def words_of_somebody_else(log: Path, sent: list[Dispatch], doubt: Dispatch) -> None:
    said = f"warning: header Subject: message-id=<{doubt.message_id}> status=sent (250 ok)"
    log.write_text(all_taken(sent) + named(doubt, "4AB12") + f"{RELAY}/x: {said}\n")


def a_part_nobody_may_read(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent))
    (log.parent / "mail.log.1").mkdir()


def one_of_them_missing(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent[1:]))


def one_of_them_only_coming_in(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent[1:]) + named(sent[0], "4AC00"))


def lines_thrown_away(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    who = f"{RELAY.removesuffix('postfix')}systemd-journald[1]"
    log.write_text(f"{who}: Suppressed 40 messages from postfix.service\n" + all_taken(sent))


def lines_lost(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    why = "imuxsock lost 43 messages from pid 456 due to rate-limiting"
    log.write_text(f"2026-11-26T10:36:29.1+00:00 relay rsyslogd: {why}\n" + all_taken(sent))


def packed_in_another_way(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent))
    log.with_name("mail.log.1.xz").write_bytes(lzma.compress(b"anything"))


def packed_under_another_name(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent))
    log.with_name("mail.log-20261125").write_bytes(bz2.compress(b"anything"))


def half_a_packed_part(log: Path, sent: list[Dispatch], _doubt: Dispatch) -> None:
    log.write_text(all_taken(sent))
    log.with_name("mail.log.1.gz").write_bytes(gzip.compress(b"anything" * 99)[:-9])


@pytest.mark.parametrize(
    "written",
    [
        one_of_them_missing,
        one_of_them_only_coming_in,
        lines_thrown_away,
        lines_lost,
        packed_in_another_way,
        packed_under_another_name,
        half_a_packed_part,
        nothing,
        another_relays,
        half_a_message,
        a_number_that_came_back,
        words_of_somebody_else,
        a_part_nobody_may_read,
    ],
)
def test_a_log_that_does_not_know_for_sure_leaves_the_doubt(
    store: Store, tmp_path: Path, written: object
) -> None:
    doubt, other, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "logs" / "mail.log"
    log.parent.mkdir()
    assert callable(written)
    written(log, sent, doubt)
    watching = watch(tmp_path, log)

    for _ in range(3):
        found = looked(store, watching)
        with log.open("a") as more:
            more.write(named(other, "4AZ99"))

    assert found.held == 2
    assert [one.state for one in now(store)] == [State.UNCONFIRMED] * 2 + [State.SENT] * 4


def test_a_log_is_not_believed_before_it_was_written_on_for_long_enough(
    store: Store, tmp_path: Path
) -> None:
    _, _, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent))
    watching = watch(tmp_path, log, sure_after=60)

    found = []
    for _ in range(3):
        found.append(looked(store, watching))
        with log.open("a") as more:
            more.write(f"{RELAY}/smtpd[4]: connect from localhost[127.0.0.1]\n")
    watching.sure_after = 0
    later = []
    for _ in range(2):
        later.append(looked(store, watching))
        with log.open("a") as more:
            more.write(f"{RELAY}/smtpd[4]: connect from localhost[127.0.0.1]\n")

    assert found == [Looked(held=2)] * 3
    assert later == [Looked(held=2), Looked(again=2)]


def test_a_log_on_which_nothing_is_written_settles_nothing(
    store: Store, tmp_path: Path
) -> None:
    _, _, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent))
    watching = watch(tmp_path, log)

    assert [looked(store, watching) for _ in range(3)] == [Looked(held=2)] * 3


def test_fewer_than_three_others_settle_nothing(store: Store, tmp_path: Path) -> None:
    _, other, *sent = left_in_doubt(store, tmp_path)
    with store.transaction() as tx:
        for one in sent[:2]:
            tx.exec_driver_sql(f"UPDATE dispatches SET state = 'bounced' WHERE id = '{one.id}'")
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent))
    watching = watch(tmp_path, log)

    found = [looked(store, watching)]
    with log.open("a") as more:
        more.write(named(other, "4AZ99"))
    found.append(looked(store, watching))

    assert found == [Looked(held=2)] * 2


def test_what_was_handed_over_after_a_doubt_has_to_be_there_too(
    store: Store, tmp_path: Path
) -> None:
    _, other, *sent = left_in_doubt(store, tmp_path)
    with store.transaction() as tx:
        changed = update(dispatches).where(dispatches.c.id == sent[0].id)
        tx.execute(changed.values(claimed_at=SystemClock().now() + timedelta(minutes=1)))
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent[1:]))
    watching = watch(tmp_path, log)

    found = [looked(store, watching)]
    with log.open("a") as more:
        more.write(named(other, "4AZ99"))
    found.append(looked(store, watching))

    assert found == [Looked(held=2)] * 2


def test_a_log_that_was_only_rotated_or_emptied_was_not_written_on(
    store: Store, tmp_path: Path
) -> None:
    _, _, *sent = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent))
    watching = watch(tmp_path, log)

    found = [looked(store, watching)]
    log.rename(tmp_path / "mail.log.1")
    log.write_text("")
    found.append(looked(store, watching))
    with log.open("a") as more:
        more.write(f"{RELAY}/smtpd[4]: connect from localhost[127.0.0.1]\n")
    found.append(looked(store, watching))

    assert found == [Looked(held=2), Looked(held=2), Looked(again=2)]


def test_what_is_older_than_every_doubt_is_not_read(store: Store, tmp_path: Path) -> None:
    arrived, *_ = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text(taken(arrived, "4AB12"))
    old = tmp_path / "mail.log.1.gz"
    old.write_bytes(b"damaged")
    unreadable = looked(store, watch(tmp_path, log))
    hours_ago = SystemClock().now().timestamp() - 3 * 3600
    os.utime(old, (hours_ago, hours_ago))

    assert not unreadable.is_readable
    assert looked(store, watch(tmp_path, log)) == Looked(arrived=1, held=1)


def test_the_log_is_read_less_often_while_nothing_changes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived, *_ = left_in_doubt(store, tmp_path)
    log = tmp_path / "mail.log"
    log.write_text("")
    watching = replace(watch(tmp_path, log, sure_after=9_999), look_every=15.0)
    second = 0
    monkeypatch.setattr(doubts, "time", SimpleNamespace(monotonic=lambda: second))

    seen = []
    for second in range(0, 700, 5):
        if second == 400:
            log.write_text(taken(arrived, "4AB12"))
        if looked(store, watching) != Looked():
            seen.append(second)

    assert seen == [0, 15, 45, 105, 225, 345, 465, 480, 495, 525, 585]


def test_the_oldest_doubts_come_first(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other, *_ = left_in_doubt(store, tmp_path)
    monkeypatch.setattr(doubts, "MOST", 1)
    with store.transaction() as tx:
        changed = update(dispatches).where(dispatches.c.id == other.id)
        tx.execute(changed.values(settled_at=SystemClock().now() - timedelta(hours=1)))
    log = tmp_path / "mail.log"
    log.write_text(taken(one, "4AB12") + taken(other, "4AB13"))

    assert looked(store, watch(tmp_path, log)) == Looked(arrived=1)
    assert [one.state for one in now(store)[:2]] == [State.UNCONFIRMED, State.SENT]


def test_doubts_of_another_host_and_another_rule_are_left_alone(
    store: Store, tmp_path: Path
) -> None:
    arrived, _, *sent = left_in_doubt(store, tmp_path / "here")
    log = tmp_path / "mail.log"
    log.write_text(all_taken(sent) + taken(arrived, "4AB12"))
    elsewhere = watch(tmp_path / "there", log)
    held = replace(watch(tmp_path / "here", log), doubts=lambda _tx: Doubts(email=Doubt.HOLD))

    assert looked(store, elsewhere) == looked(store, held) == Looked()


def test_a_rotated_log_is_read_too(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    log.write_text(f"{RELAY}/qmgr[9]: 4AB12: from=<a@ex.test>, nrcpt=1 (queue active)\n")
    with gzip.open(tmp_path / "mail.log.2.gz", "wt") as old:
        old.write(f"{RELAY}/cleanup[12]: 4AB12: message-id=<one@ex.test>\n")

    found = RelayLog(log, "127.0.0.1", 1).read(["one@ex.test", "two@ex.test"])

    words = "4AB12: nrcpt=1 (queue active)"
    assert found == Read({"one@ex.test": Said(is_taken=True, words=words)})


def test_what_a_client_says_is_no_line_of_the_log(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    said = f"{RELAY}/smtpd[4]: improper command pipelining after EHLO from x[192.0.2.1]: "
    coming = "postfix/cleanup[12]: 4AB12: message-id=<one@ex.test>\n"
    queued = "postfix/qmgr[9]: 4AB12: from=<a@ex.test>, nrcpt=1 (queue active)\n"
    log.write_text(said + coming + said + queued)

    assert RelayLog(log, "127.0.0.1", 1).read(["one@ex.test"]) == Read({})


def test_a_number_of_another_host_is_another_message(tmp_path: Path) -> None:
    log = tmp_path / "mail.log"
    coming = "Nov 26 10:36:29 one postfix/cleanup[12]: 4AB12: message-id=<one@ex.test>\n"
    queued = "Nov 26 10:36:29 two postfix/qmgr[9]: 4AB12: from=<a@ex.test>, nrcpt=1 (active)\n"
    log.write_text(coming + queued)

    found = RelayLog(log, "127.0.0.1", 1).read(["one@ex.test"])

    assert found == Read({"one@ex.test": Said(is_taken=False)})


@pytest.mark.parametrize(
    "begins",
    [
        "Nov  6 10:36:29 relay postfix",
        "Nov 26 10:36:29.123 relay postfix-out",
        "2026-11-26T10:36:29.123456+00:00 relay postfix/submission",
        "<22>Nov 26 10:36:29 relay postfix",
    ],
)
def test_a_line_begins_as_syslog_or_postfix_writes_it(tmp_path: Path, begins: str) -> None:
    log = tmp_path / "mail.log"
    queued = f"{begins}/qmgr[9]: 4AB12: from=<a@ex.test>, nrcpt=1 (queue active)\n"
    log.write_text(f"{begins}/cleanup[1]: 4AB12: message-id=<one@ex.test>\n" + queued)

    assert RelayLog(log, "127.0.0.1", 1).read(["one@ex.test"]).is_taken("one@ex.test")


def test_a_log_that_is_rotated_while_it_is_read_cannot_be_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "mail.log"
    log.write_text("")

    def rotated(_line: Path) -> list[str]:
        log.rename(tmp_path / "mail.log.1")
        log.write_text("")
        return []

    monkeypatch.setattr(relay_log, "_lines", rotated)
    with pytest.raises(OSError, match="rotated"):
        RelayLog(log, "127.0.0.1", 1).read([])


def test_what_is_in_doubt_is_sent_again_where_the_book_says_so_and_not_for_ever(
    store: Store, tmp_path: Path
) -> None:
    server = Scripted(at_end=lambda _a: "take and drop")
    set_off(store, ["one@ex.test"])
    clock = FixedClock()

    with served(server) as port:
        shop = workshop(store, tmp_path, port, clock, book=book(Doubt.RESEND))
        for _ in range(4):
            worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
            clock.time += timedelta(minutes=1)

    assert len(server.taken) == 1 + len(BOOK.retries.after_minutes)
    assert len(set(server.names)) == 1
    assert now(store)[0].state is State.UNCONFIRMED


def test_each_purpose_may_have_its_own_rule_and_an_sms_is_always_held() -> None:
    kept = book(Doubt.HOLD, service=Doubt.RESEND).doubts

    assert kept.of("email", Purpose.ADVERTISING) is Doubt.HOLD
    assert kept.of("email", Purpose.SERVICE) is Doubt.RESEND
    assert kept.of("sms", Purpose.SERVICE) is Doubt.HOLD
    assert kept.of("cabinet", Purpose.ADVERTISING) is Doubt.RESEND
    assert SendingBook.model_fields["doubts"].default.email is Doubt.SETTLE
    assert doubts.SURE_AFTER >= 300, "Postfix hangs up on whoever is silent for so long"
