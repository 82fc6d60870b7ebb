"""Forgetting a person: everywhere, and so that nobody takes them in again."""

import json
import zlib
from contextlib import suppress as suppress_errors
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from sqlalchemy import event, insert, select, update
from sqlalchemy.engine import make_url

from core.approvals import under_way
from core.campaigns import records as campaigns
from core.campaigns.model import CampaignId
from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.consent import actions as consent
from core.consent import forgetting
from core.consent import records as suppressions
from core.consent.model import Reason as Suppressed
from core.delivery import outbox, records, settling
from core.delivery.channel import Accepted, Fault, RefusedForGood
from core.delivery.erasure import channels as erasing_channels
from core.delivery.erasure import erasing
from core.delivery.erasure import files as erasing_files
from core.delivery.erasure import rows as erasing_rows
from core.delivery.erasure import words as erasing_words
from core.delivery.erasure.erasing import InTheAir, NobodyHeld, Who
from core.delivery.feedback import tracking
from core.delivery.feedback.labels import Event, Kind
from core.delivery.feedback.returns import Postman
from core.delivery.handovers import Handovers
from core.delivery.model import Dispatch, DispatchId, Outcome, State
from core.delivery.model import Reason as Why
from core.delivery.paper import post
from core.delivery.policy import SoftBounces
from core.foundation.settings import Settings
from core.journal import actions as journal
from core.journal import records as entries
from core.people.model import HOUSE_PERSON, NotAllowed
from core.store import schema
from core.store.schema import dispatch_attempts, dispatches, metadata
from core.store.store import Store, Tx
from core.warehouse.warehouse import Warehouse
from tests.conftest import ADA, ANA, MONDAY, POSTGRESQL, CountedIds
from tests.core.delivery.bounce_samples import of, report
from tests.core.delivery.servers import set_off
from tests.core.delivery.test_cascade import begun, step
from tests.core.delivery.test_returns import MARKS
from tests.plan import CAMPAIGN, approve, publish, submitted
from tests.plan import insert as fill_in

IVAN, OLGA = "ivan@alpha.example", "olga@beta.example"
KEY = b"a key of the tests"
WHO = Who(frozenset({"c1-k0"}), frozenset({("email", IVAN), ("sms", "+79161234567")}))


def lived(store: Store) -> None:
    """Ivan was written to, complained of a full mailbox, clicked, and asked for silence."""
    set_off(store, [IVAN, OLGA])
    with store.transaction() as tx:
        answer = "250 " + dispatches.c.address
        tx.execute(update(dispatches).values(state=State.SENT, sent_at=MONDAY, answer=answer))
        ids = {row.address: row.id for row in tx.execute(select(dispatches))}
        for address, name in ids.items():
            said = {"number": 1, "state": "sent", "answer": f"250 {address}"}
            tx.execute(
                insert(dispatch_attempts).values(dispatch_id=name, attempted_at=MONDAY, **said)
            )
        click = Event(ids[IVAN], Kind.CLICK, 1, "GET", "Mozilla/5.0 (X11)", "place", MONDAY)
        tracking.keep(tx, [click])
        suppress(tx, IVAN)
        keep_grounds(tx, "c1-k0", "c1-k1")
    postman = Postman(store, CountedIds(1_000), MARKS, SoftBounces(), lambda _one: [])
    soft = of(IVAN, "4.2.2", f"452 4.2.2 <{IVAN}> over quota")
    postman.take(report(soft, headers=f"To: {MARKS.return_path(ids[IVAN])}\r\n"), at=MONDAY)
    postman.take(report(soft), at=MONDAY)  # forged, and kept


def keep_grounds(tx: Tx, *contact_ids: str) -> None:
    """What the audience rests on: each was written to once before."""
    touches = [("c0", "c1-a0", one, MONDAY.date().isoformat(), True) for one in contact_ids]
    written = json.dumps({"rule": {}, "sets": {}, "touches": touches}).encode()
    row = {"campaign_id": "c1", "content": zlib.compress(written)}
    tx.execute(insert(schema.audience_grounds).values(row))


def suppress(tx: Tx, address: str) -> None:
    consent.suppress(
        tx,
        "s1",
        channel="email",
        address=address,
        reason=Suppressed.BY_HAND,
        source=f"{address} called",
        by=ANA,
        at=MONDAY,
    )


def erase(store: Store, who: Who = WHO) -> dict[str, int]:
    with store.transaction() as tx:
        return erasing.erase(tx, KEY, who, ids=CountedIds(5_000), by=ADA, at=MONDAY)


def mentions(store: Store, word: str) -> list[str]:
    """Every column of every table in which a word stands."""
    found = []
    with store.reading() as tx:
        for table in metadata.sorted_tables:
            for row in tx.execute(select(table)):
                for name, value in row._asdict().items():
                    if word in readable(value):
                        found.append(f"{table.name}.{name}")
    return sorted(set(found))


def readable(value: object) -> str:
    """A value as whoever takes the store can read it, unpacked where it is packed."""
    if not isinstance(value, bytes):
        return str(value)
    with suppress_errors(zlib.error):
        value = zlib.decompress(value)
    return value.decode("latin-1")


def test_nothing_of_the_person_is_left_anywhere(store: Store) -> None:
    lived(store)
    assert len(mentions(store, IVAN)) >= 7
    assert "audience_grounds.content" in mentions(store, "c1-k0")

    done = erase(store)

    assert mentions(store, IVAN) == []
    assert mentions(store, "c1-k0") == []
    assert done == {
        "messages": 1,
        "receipts": 2,
        "events": 1,
        "answers": 0,
        "audiences": 1,
        "rehearsals": 0,
        "calls": 0,
        "letters": 0,
        "remarks": 0,
        "suppressions": 1,
    }


def test_others_keep_everything(store: Store) -> None:
    lived(store)
    before = [mentions(store, one) for one in (OLGA, "c1-k1")]

    erase(store)

    assert [mentions(store, one) for one in (OLGA, "c1-k1")] == before


def test_counts_of_the_campaign_hold(store: Store) -> None:
    lived(store)

    erase(store)

    with store.reading() as tx:
        states = list(tx.execute(select(dispatches.c.state)).scalars())
    assert sorted(states) == ["bounced", "sent"]


def test_what_waits_is_never_sent(store: Store) -> None:
    set_off(store, [IVAN])

    erase(store)

    with store.reading() as tx:
        (row,) = tx.execute(select(dispatches))
    assert (row.state, row.address) == (State.SKIPPED, "")


def test_a_keyed_digest_stays_in_the_list_of_orders(store: Store) -> None:
    lived(store)

    erase(store)

    alias = forgetting.pseudonym(KEY, "email", IVAN.upper())
    with store.reading() as tx:
        assert alias in suppressions.suppressed(tx, "email")
        known = ["c1-k0", "c1-k1"]
        assert forgetting.forgotten(tx, KEY, forgetting.CONTACT, known) == {"c1-k0"}
        assert forgetting.forgotten(tx, KEY, "email", [IVAN, OLGA]) == {IVAN}
        assert forgetting.forgotten(tx, b"other", "email", [IVAN]) == set()


def test_that_it_was_done_is_noted_without_whom(store: Store) -> None:
    lived(store)

    erase(store)

    with store.reading() as tx:
        assert journal.audit(tx).holds
        last = entries.latest(tx, 1)[0]
    assert last.verb == "contacts.erase"
    assert last.subject.startswith(forgetting.FORGOTTEN)


def test_nobody_is_erased_while_a_message_is_handed_over(store: Store) -> None:
    set_off(store, [IVAN])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(state=State.SENDING))

    with pytest.raises(InTheAir):
        erase(store)


def test_nobody_takes_up_a_message_while_its_person_is_forgotten(store: Store) -> None:
    set_off(store, [IVAN])
    dialect = make_url("postgresql+psycopg://").get_dialect()()
    asked = []

    @event.listens_for(store.engine, "before_execute")
    def note(_connection: Any, clause: Any, *_rest: Any) -> None:
        asked.append(str(clause.compile(dialect=dialect)))

    with store.transaction() as tx:
        names = erasing_rows.dispatch_ids(tx, {"c1-k0"}, {IVAN})
        asked.clear()
        assert not erasing_rows.is_in_the_air(tx, names)

    # Every message of theirs is held, in whatever state: a worker passes over what is held.
    assert [one.rstrip().endswith("FOR UPDATE") for one in asked] == [True]
    assert "state =" not in asked[0]


def test_what_bounces_of_somebody_forgotten_lets_the_worker_go_on(store: Store) -> None:
    set_off(store, [IVAN])
    with store.transaction() as tx:
        claimed = records.claim(tx, CampaignId("c1"), limit=1, by="worker", at=MONDAY)[0]
        gone = replace(claimed, address="")
        bounced = Outcome(gone, State.BOUNCED, Why.HARD_BOUNCE, MONDAY, attempted=True)
        settling.settle(tx, [bounced], ids=CountedIds())
        settled = records.get(tx, claimed.id)

    assert settled is not None
    assert settled.state is State.BOUNCED


def test_an_order_over_a_telephone_that_others_have_too_stays_theirs(
    store: Store, warehouse: Warehouse
) -> None:
    shared, own = "+74957600001", "+79161234567"
    phones = {"k1": "8 (495) 760-00-01", "k2": shared}

    def fill(connection: Any) -> None:
        fill_in(
            connection, "accounts", ["account_id", "name", "status"], [("a1", "A", "active")]
        )
        columns = ["contact_id", "account_id", "email", "phone"]
        rows = [("k1", "a1", IVAN, phones["k1"]), ("k2", "a1", OLGA, phones["k2"])]
        fill_in(connection, "contacts", columns, rows)

    warehouse.publish(fill, name="b", by="ana", at=MONDAY, as_of=MONDAY.date())
    set_off(store, [own], channel="sms")
    with store.transaction() as tx:
        for table in (dispatches, schema.audience_contacts):
            tx.execute(update(table).values(contact_id="k1"))
        for phone in (shared, own):
            consent.suppress(
                tx,
                phone,
                channel="sms",
                address=phone,
                reason=Suppressed.BY_HAND,
                source="",
                by=ANA,
                at=MONDAY,
            )
        who = erasing.known(tx, warehouse.current(), "k1")

    assert {address for _, address in who.shared} == {phones["k1"]}
    erase(store, who)

    with store.reading() as tx:
        standing = suppressions.suppressed(tx, "sms")
    assert shared in standing
    assert own not in standing
    assert forgetting.pseudonym(KEY, "sms", own) in standing


def test_nobody_is_erased_or_shown_by_whoever_may_not(store: Store) -> None:
    lived(store)

    with store.transaction() as tx, pytest.raises(NotAllowed):
        erasing.erase(tx, KEY, WHO, ids=CountedIds(), by=ANA, at=MONDAY)
    with store.transaction() as tx, pytest.raises(NotAllowed):
        erasing.held(tx, WHO, by=ANA, at=MONDAY)


def test_whoever_nobody_knows_is_not_erased(store: Store) -> None:
    with pytest.raises(NobodyHeld):
        erase(store, Who(frozenset(), frozenset({("email", "nobody@ex.test")})))


def test_everything_held_is_said(store: Store) -> None:
    lived(store)

    with store.transaction() as tx:
        found = erasing.held(tx, WHO, by=ADA, at=MONDAY)
        last = entries.latest(tx, 1)[0]

    assert {name: len(some) for name, some in found.items() if some} == {
        "dispatches": 1,
        "audience_contacts": 1,
        "suppressions": 1,
        "dispatch_attempts": 1,
        "mail_receipts": 1,
        "tracking_events": 1,
        "audience_grounds": 1,
        "remarks": 1,
    }
    assert found["audience_grounds"][0]["contact_id"] == "c1-k0"
    assert IVAN in found["mail_receipts"][0]["raw"]
    assert IVAN not in str(last.details)


# By every channel.

NAME, PHONE = "Иван Петрович Сидоров", "+79161234567"
BY_CHANNELS = Who(
    frozenset({"c1-k0"}),
    frozenset({("email", IVAN), ("sms", PHONE), ("call", PHONE)}),
    frozenset({NAME}),
)
SAID = f"ivan@Alpha.example, Сидоров  Иван, 8 (916) 123-45-67, {PHONE}"


def reached(store: Store, folder: Path) -> None:
    """Ivan was rung up, has letters, got an SMS, and people talked about him."""
    lived(store)
    with store.transaction() as tx:
        tx.execute(update(dispatches).where(dispatches.c.address == IVAN).values(step=2))
        for number, (channel, state) in enumerate(BY_HAND):
            told(tx, f"d{number}", channel, state)
        for number in range(4):
            laid = folder / "letters" / "b1" / f"d{number}.pdf"
            laid.parent.mkdir(parents=True, exist_ok=True)
            laid.write_bytes(b"%PDF")
        remarks(tx)


BY_HAND = (
    ("letter", State.PREPARED),
    ("letter", State.SENT),
    ("call", State.SENT),
    ("call", State.DELIVERED),
    ("sms", State.DELIVERED),
)


def told(tx: Tx, name: str, channel: str, state: State) -> None:
    address = "Казань, ул. Мира, 1" if channel == "letter" else PHONE
    home = {"campaign_id": "c1", "contact_id": "c1-k0", "account_id": "c1-a0"}
    step = 3 + int(name[1:])
    moments = {"queued_at": MONDAY, "not_before": MONDAY, "sent_at": MONDAY}
    facts = {"channel": channel, "state": state, "address": address, "step": step}
    tx.execute(insert(dispatches).values(home | facts | moments | {"id": name}))
    if channel == "letter":
        batch = {"id": "b1", "campaign_id": "c1", "step": 1, "made_on": MONDAY.date()}
        if name == "d0":
            tx.execute(insert(schema.letter_batches).values(batch))
        paper: dict[str, Any] = {
            "number": name,
            "name": NAME,
            "address": address,
            "return_note": SAID,
        }
        paper |= {"dispatch_id": name, "batch_id": "b1", "pages": 1, "made_at": MONDAY}
        tx.execute(insert(schema.letters).values(paper))
    elif channel == "call":
        result = "reached" if state is State.DELIVERED else ""
        task: dict[str, Any] = {"name": NAME, "phone": PHONE, "script": SAID, "result": result}
        task |= {"dispatch_id": name, "due_on": MONDAY.date(), "handed_at": MONDAY}
        tx.execute(insert(schema.call_tasks).values(task | home))
        said: dict[str, Any] = {
            "id": name,
            "dispatch_id": name,
            "result": "reached",
            "note": SAID,
        }
        said |= {"due_before": MONDAY.date(), "said_by": "ana", "said_at": MONDAY}
        tx.execute(insert(schema.call_results).values(said))
    else:
        raw = {"kind": "delivered", "raw": f"to={PHONE}", "digest": "d", "dispatch_id": name}
        tx.execute(insert(schema.receipts).values(raw | {"received_at": MONDAY}))


def remarks(tx: Tx) -> None:
    mine, by = {"campaign_id": "c1"}, {"written_by": "ana", "written_at": MONDAY}
    tx.execute(
        insert(schema.campaign_comments).values(mine | by | {"part": "brief", "text": SAID})
    )
    stopped = {"account_id": "c1-a0", "reason": "by_hand", "note": SAID}
    stopped |= {"stopped_by": "ana"}
    tx.execute(insert(schema.account_stops).values(mine | stopped | {"stopped_at": MONDAY}))
    told_of = {"person_id": "ana", "kind": "k", "made_at": MONDAY, "details": {"name": SAID}}
    tx.execute(insert(schema.notices).values(mine | told_of | {"id": "n1"}))
    colleagues = select(dispatches.c.id).where(dispatches.c.address == OLGA).scalar_subquery()
    answered = {"value": 9, "comment": SAID, "answered_at": MONDAY, "times": 1}
    tx.execute(insert(schema.survey_answers).values(answered | {"dispatch_id": colleagues}))
    changed = {"frozen_at": MONDAY, "contact_id": "c1-k0", "account_id": "c1-a0"}
    tx.execute(insert(schema.audience_changes).values(mine | changed | {"has_come": True}))


# Endings of the number and pieces of the name, by which a careless scrub would be found out.
TRACES = (IVAN, "ivan@", "c1-k0", "Сидоров", "Иван", PHONE, "1234567", "123-45-67")


def test_nothing_is_left_of_calls_letters_receipts_and_remarks(
    store: Store, tmp_path: Path
) -> None:
    reached(store, tmp_path)
    seen = {place for trace in TRACES for place in mentions(store, trace)}
    assert {
        "account_stops.note", "audience_changes.contact_id", "call_results.note",
        "call_tasks.name", "call_tasks.phone", "call_tasks.script", "campaign_comments.text",
        "letters.name", "letters.return_note", "notices.details", "receipts.raw",
        "survey_answers.comment",
    } <= seen  # fmt: skip

    done = erase(store, BY_CHANNELS)

    assert [(trace, mentions(store, trace)) for trace in TRACES if mentions(store, trace)] == []
    assert mentions(store, "Казань") == []
    assert {name: done[name] for name in ("calls", "letters", "remarks")} == {
        "calls": 2, "letters": 2, "remarks": 4,
    }  # fmt: skip


def test_calls_and_letters_that_are_not_made_yet_are_not_made(
    store: Store, tmp_path: Path
) -> None:
    reached(store, tmp_path)

    erase(store, BY_CHANNELS)

    with store.reading() as tx:
        tasks = list(tx.execute(select(schema.call_tasks.c.dispatch_id)).scalars())
        asked = select(dispatches.c.id, dispatches.c.state).where(
            dispatches.c.channel == "letter"
        )
        states = {row.id: row.state for row in tx.execute(asked)}
        withheld = [one.dispatch_id for one in post.withheld_of(tx, "b1")]
    assert tasks == ["d3"]
    assert states == {"d0": State.SKIPPED, "d1": State.SENT}
    assert sorted(withheld) == ["d0", "d1"]


def test_a_letter_of_somebody_forgotten_may_still_come_back(
    store: Store, tmp_path: Path
) -> None:
    reached(store, tmp_path)
    erase(store, BY_CHANNELS)

    with store.transaction() as tx:
        posted = schema.letters.c.dispatch_id == "d1"
        tx.execute(update(schema.letters).where(posted).values(number="D1-AB"))
        back = post.note_return(tx, "d1-ab", id="r1", by=ANA, at=MONDAY)

    assert back.returned_at == MONDAY


def test_pages_of_letters_go_whenever_files_are_swept(store: Store, tmp_path: Path) -> None:
    reached(store, tmp_path)
    erase(store, BY_CHANNELS)
    with store.reading() as tx:
        letters = erasing_channels.forgotten_letters(tx)

    done = erasing_files.forget(tmp_path, set(), letters=letters)

    assert done == {"files": 2, "imports": 0, "results": 0, "logs": 0}
    left = sorted(path.stem for path in (tmp_path / "letters").rglob("*.pdf"))
    assert left == ["d2", "d3"]


def test_everything_held_by_channels_is_said(store: Store, tmp_path: Path) -> None:
    reached(store, tmp_path)

    with store.transaction() as tx:
        found = erasing.held(tx, BY_CHANNELS, by=ADA, at=MONDAY)

    counts = {name: len(some) for name, some in found.items()}
    expected = {"call_tasks": 2, "call_results": 2, "letters": 2, "receipts": 1}
    assert {name: counts[name] for name in expected} == expected
    assert {one["table"] for one in found["remarks"]} >= {"campaign_comments", "notices"}


def test_a_person_is_known_by_what_the_store_alone_has(store: Store, tmp_path: Path) -> None:
    reached(store, tmp_path)

    with store.reading() as tx:
        who = erasing.known(tx, None, IVAN)

    assert who == BY_CHANNELS


@pytest.mark.parametrize(
    "said",
    ["Сидорова позвали", "Иван один", "+7 916 123-45-670", "xivan@alpha.example", "Петрович"],
)
def test_what_only_looks_like_the_person_stays(said: str) -> None:
    assert erasing_words.without(BY_CHANNELS.pattern, said) == said


def test_answers_are_said_and_go_and_who_is_named_beside_another_answer(
    store: Store, tmp_path: Path
) -> None:
    lived(store)
    who = replace(WHO, names=frozenset({NAME}))
    with store.transaction() as tx:
        asked = {row.address: row.id for row in tx.execute(select(dispatches))}
        words = {IVAN: "Всё медленно", OLGA: f"Спросите, пусть {NAME} ответит"}
        given = [
            {"dispatch_id": asked[one], "value": 3, "answered_at": MONDAY, "times": 1}
            | {"comment": said}
            for one, said in words.items()
        ]
        tx.execute(insert(schema.survey_answers), given)
    kept = tmp_path / "results" / "Estimate-1.json"
    kept.parent.mkdir()
    kept.write_text("{}")

    with store.transaction() as tx:
        found = erasing.held(tx, who, by=ADA, at=MONDAY)
    done = erase(store, who)
    swept = erasing_files.forget(tmp_path, who.words, who.pattern)

    (mine,) = found["survey_answers"]
    assert (mine["value"], mine["comment"]) == (3, words[IVAN])
    assert "survey_answers" in {one["table"] for one in found["remarks"]}
    with store.reading() as tx:
        (left,) = tx.execute(select(schema.survey_answers)).all()
    assert left.dispatch_id == asked[OLGA]
    assert left.comment == "Спросите, пусть […] ответит"
    assert (done["answers"], swept["results"]) == (1, 1)
    assert not kept.exists()


# The whole house.


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Cockpit:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    return open_cockpit(Settings())


def base(house: Cockpit) -> None:
    contacts = [("k1", "a1", "technical", IVAN), ("k2", "a1", "decision_maker", OLGA)]
    publish(house.warehouse, accounts={"a1": "active"}, contacts=contacts)


def names_in(house: Cockpit) -> set[str]:
    rows = house.warehouse.current().rows("SELECT contact_id FROM contacts")
    return {row["contact_id"] for row in rows}


def republished(house: Cockpit) -> None:
    """The next version, from a file that still has everybody."""

    def fill(connection: Any) -> None:
        for table in ("accounts", "contacts", "consents"):
            connection.execute(f"INSERT INTO {table} SELECT * FROM before.{table}")

    day = MONDAY.date()
    house.warehouse.publish(fill, name="again", by="ana", at=MONDAY, as_of=day)


def test_whoever_is_forgotten_is_not_in_the_next_version(
    house: Cockpit, capsys: pytest.CaptureFixture[str]
) -> None:
    base(house)
    assert main(["erase", IVAN, "--json"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "contacts": 1, "addresses": 3, "erased": False,
    }  # fmt: skip
    assert main(["erase", IVAN, "--yes", "--json"]) == 0

    republished(house)

    assert names_in(house) == {"k2"}
    rows = house.warehouse.current().rows("SELECT contact_id FROM consents")
    assert [row["contact_id"] for row in rows] == ["k2"]


def test_an_older_version_that_still_has_the_person_sends_nothing(
    house: Cockpit, tmp_path: Path
) -> None:
    base(house)
    with house.transaction() as tx:
        submitted(tx, house.warehouse.current(), holdout_share=0.0, contacts_per_account=2)
        approved = approve(tx)
    composer = house.workshop().compose
    main(["erase", "k1", "--yes"])

    with house.store.transaction() as tx:
        outbox.queue(tx, approved, [("k1", "a1", IVAN)], ids=CountedIds(), at=MONDAY)
        tx.execute(
            update(schema.audience_contacts)
            .where(schema.audience_contacts.c.address == "")
            .values(contact_id="k1", address=IVAN, reason="in")
        )
        batch = records.claim(tx, CAMPAIGN, by="worker", at=MONDAY, limit=10)

    (letter,) = composer(approved, batch).values()
    assert not letter.has_consent


def test_everything_held_is_printed(house: Cockpit, capsys: pytest.CaptureFixture[str]) -> None:
    base(house)

    assert main(["held", "k1", "--json"]) == 0

    facts = json.loads(capsys.readouterr().out)
    assert [row["email"] for row in facts["published"]["contacts"]] == [IVAN]
    assert len(facts["published"]["consents"]) == 1
    assert main(["held", "nobody@ex.test"]) == 1


def written_down(folder: Path, store: Store) -> None:
    """What a worker leaves on disk of a message to Ivan: journals, a torn one, logs, mails."""
    with store.reading() as tx:
        mine = tx.execute(select(dispatches.c.id).where(dispatches.c.address == IVAN)).scalar()
        (dispatch,) = records.some(tx, [str(mine)])
    for name in ("delivery", "logs", "quarantine"):
        (folder / name).mkdir(exist_ok=True)
    journal = folder / "delivery" / "handovers.log"
    journal.write_text(f"d {dispatch.id}:1 <{IVAN}> is torn\n\x00\n")
    kept = Handovers(journal, make_durable=lambda: True)
    assert not kept.replay().is_readable
    kept.claimed([dispatch])
    kept.intended(dispatch)
    kept.done(
        dispatch, RefusedForGood(f"550 <{IVAN.upper()}> and <ivan@else.test>", Fault.ADDRESS)
    )
    kept.close()
    (folder / "logs" / "worker.log").write_text(f"to {IVAN}: 250 ok\nto {OLGA}: 250 ok\n")
    (folder / "quarantine" / "1.eml").write_text(f"To: {IVAN}\r\n\r\n")


def places_of(folder: Path, word: str) -> list[str]:
    """Every file in which a word stands, but for published versions."""
    there = (path for path in folder.rglob("*") if path.is_file())
    named = [path for path in there if word.encode() in path.read_bytes().lower()]
    return sorted(
        str(path.relative_to(folder)) for path in named if "warehouse" not in str(path)
    )


@pytest.mark.skipif(bool(POSTGRESQL), reason="the bytes of a server are its administrator's")
def test_no_file_of_the_house_names_whoever_is_erased(house: Cockpit, tmp_path: Path) -> None:
    base(house)
    lived(house.store)
    written_down(tmp_path, house.store)
    journal = (tmp_path / "delivery" / "handovers.log").read_bytes()
    house.store.close()
    before = places_of(tmp_path, IVAN)

    assert main(["erase", IVAN, "--yes"]) == 0

    assert {"cockpit.sqlite", "delivery/handovers.log", "logs/worker.log"} <= set(before)
    assert "quarantine/1.eml" in before
    assert b"else.test" not in journal
    assert "delivery/handovers.torn-1.log" not in before
    assert places_of(tmp_path, IVAN) == []
    assert OLGA in (tmp_path / "logs" / "worker.log").read_text()


def test_an_answer_in_the_journal_names_nobody(tmp_path: Path) -> None:
    dispatch = Dispatch(
        DispatchId("d1"),
        CampaignId("c1"),
        contact_id="k1",
        account_id="a1",
        channel="sms",
        step=1,
        address="+79161234567",
        state=State.SENDING,
        reason=Why.NONE,
        answer="",
        attempts=0,
        claim=1,
        message_id="",
        not_before=MONDAY,
        sent_at=None,
        settled_at=None,
    )
    kept = Handovers(tmp_path / "handovers.log", make_durable=lambda: True)

    kept.done(dispatch, Accepted("202 to 79161234567, +79161234567, иван@пример.рф and a@b"))
    kept.close()

    again = Handovers(tmp_path / "handovers.log", make_durable=lambda: True)
    answer = again.replay().traces[DispatchId("d1"), 1].answer
    again.close()
    assert answer == Accepted("202 to …, …, … and …")


def test_files_that_name_the_person_go(tmp_path: Path) -> None:
    for name in ("caught", "quarantine", "imports/a", "imports/b", "imports/c"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "caught" / "1.eml").write_text(f"To: {IVAN.upper()}")
    (tmp_path / "caught" / "2.eml").write_text(f"To: {OLGA}")
    (tmp_path / "quarantine" / "3.eml").write_text(("x" * (1 << 20))[:-5] + IVAN)
    (tmp_path / "quarantine" / "3.reason").write_text("size")
    (tmp_path / "imports" / "a" / "rejects.csv").write_text(f'"4","{IVAN}"')
    table = pa.table({"contact_id": ["k9"], "email": [IVAN]})
    pq.write_table(table, tmp_path / "imports" / "b" / "contacts.parquet")
    pq.write_table(pa.table({"email": [OLGA]}), tmp_path / "imports" / "c" / "c.parquet")

    done = erasing_files.forget(tmp_path, {IVAN, "k1"})

    assert done == {"files": 2, "imports": 2, "results": 0, "logs": 0}
    left = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*"))
    assert left == ["caught/2.eml", "imports/c/c.parquet"]


def test_the_journals_of_a_whole_crew_name_nobody(tmp_path: Path) -> None:
    there = tmp_path / "delivery" / "2"
    there.mkdir(parents=True)
    written = ("handovers.log", "handovers.torn-1.log")
    for name in written:
        (there / name).write_text(f"d d1:1 <{IVAN}> is full\nd d2:1 <{OLGA}> is full\n")

    assert erasing_files.forget(tmp_path, {IVAN})["logs"] == len(written)

    for name in written:
        said = (there / name).read_text()
        assert IVAN not in said
        assert OLGA in said


def test_caught_messages_go_however_they_are_coded(tmp_path: Path) -> None:
    there = tmp_path / "caught"
    there.mkdir()
    names = [f"20260907T080000-000000-00000{n}" for n in range(4)]
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = "[test]"
    mail.set_content(f"Здравствуйте, {NAME}!", cte="base64")
    (there / f"{names[0]}.eml").write_bytes(mail.as_bytes())
    (there / f"{names[1]}.json").write_text(json.dumps({"to": PHONE, "text": "Hello"}))
    (there / f"{names[2]}.json").write_text(json.dumps({"to": "a1", "text": f"Для {NAME}"}))
    (there / f"{names[3]}.json").write_text(json.dumps({"to": "a2", "text": "Для Ольги"}))

    done = erasing_files.forget(tmp_path, BY_CHANNELS.words, BY_CHANNELS.pattern)

    assert done["files"] == 3
    assert [path.name for path in there.iterdir()] == [f"{names[3]}.json"]


def test_the_house_may(store: Store) -> None:
    lived(store)

    with store.transaction() as tx:
        who = erasing.known(tx, None, IVAN.upper())
        assert erasing.erase(tx, KEY, who, ids=CountedIds(9_000), by=HOUSE_PERSON, at=MONDAY)

    assert mentions(store, IVAN) == []


def test_a_campaign_on_its_way_goes_on_as_it_was_sealed_when_a_person_is_forgotten(
    store: Store,
) -> None:
    begun(store, step())
    with store.reading() as tx:
        whole = under_way.broken_parts(tx, campaigns.get(tx, CAMPAIGN))

    erase(store)
    with store.reading() as tx:
        after = under_way.broken_parts(tx, campaigns.get(tx, CAMPAIGN))
    with store.transaction() as tx:
        tx.execute(update(schema.audience_contacts).values(address="evil@ex.test"))
        tampered = under_way.broken_parts(tx, campaigns.get(tx, CAMPAIGN))

    assert (whole, after, tampered) == ([], [], ["audience"])


def test_rows_that_were_changed_before_a_person_is_forgotten_stay_what_nobody_approved(
    store: Store,
) -> None:
    begun(store, step())
    with store.transaction() as tx:
        theirs = schema.audience_contacts.c.contact_id == "c1-k1"
        evil = update(schema.audience_contacts).where(theirs).values(address="evil@ex.test")
        tx.execute(evil)

    erase(store)

    with store.reading() as tx:
        assert under_way.broken_parts(tx, campaigns.get(tx, CAMPAIGN)) == ["audience"]
