"""Signing in with a password: who comes in, who waits, and what nobody learns from it."""

from contextlib import AbstractContextManager
from datetime import datetime, timedelta

import pytest

from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people import actions as people
from core.people import local, passwords, session_records, signing
from core.people.attempts import LONGEST_WAIT, TooManyAttempts
from core.people.local import Newcomer
from core.people.model import NotAllowed, Person, PersonId, Role
from core.people.sessions import Limits
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, MONDAY

EMAIL, FIRST, OWN = "zoe@cockpit.example", "a first password", "nine blue herons"
GIVEN = "seven white storks"
LIMITS = Limits(hours=12, idle_minutes=120)
ZOE = Newcomer(
    PersonId("zoe"), "Zoe Zaytseva", " Zoe@Cockpit.Example ", frozenset({Role.LEGAL})
)


@pytest.fixture
def zoe(store: Store, quick_digests: None) -> Person:
    with store.transaction() as tx:
        person = local.add(tx, ZOE, by=ADA, at=MONDAY)
        local.set_password(tx, person.id, FIRST, by=ADA, at=MONDAY)
    return person


def come_in(
    store: Store,
    password: str,
    at: datetime = MONDAY,
    *,
    email: str = EMAIL,
    address: str = "a",
) -> Person:
    return local.sign_in(store.transaction, email, password, address=address, at=at)


def begin(tx: Tx, person: Person, token: str, at: datetime = MONDAY) -> None:
    signing.begin(tx, f"s-{token}", person, token=token, whence=("a", "b"), at=at)


def test_who_knows_the_password_comes_in_however_the_mailbox_is_spelt(
    store: Store, zoe: Person
) -> None:
    assert come_in(store, FIRST, email="  ZOE@cockpit.example") == zoe
    assert zoe.name == "Zoe Zaytseva"
    assert zoe.roles == {Role.LEGAL}


def test_the_password_rests_as_a_digest_with_costs_of_its_own(
    store: Store, zoe: Person
) -> None:
    from sqlalchemy import select

    from core.store.schema import passwords as kept

    with store.reading() as tx:
        digest = tx.execute(select(kept.c.digest)).scalar_one()

    assert digest.startswith("$argon2id$")
    assert passwords.fits(digest, FIRST)
    assert not passwords.fits(digest, OWN)
    assert passwords.digest_of(FIRST) != digest
    assert zoe.id == "zoe"


@pytest.mark.usefixtures("zoe")
def test_unknown_wrong_shown_out_and_too_late_sound_the_same(store: Store) -> None:
    late = MONDAY + timedelta(hours=local.ONE_TIME_HOURS, minutes=1)

    said = {refused(store, EMAIL, OWN, MONDAY)}
    said.add(refused(store, "who@cockpit.example", FIRST, MONDAY))
    with store.transaction() as tx:
        people.deactivate(tx, PersonId("zoe"), by=ADA, at=MONDAY)
    said.add(refused(store, EMAIL, FIRST, MONDAY))
    with store.transaction() as tx:
        people.reactivate(tx, PersonId("zoe"), by=ADA, at=MONDAY)
    said.add(refused(store, EMAIL, FIRST, late))

    assert len(said) == 1


def refused(store: Store, email: str, password: str, at: datetime) -> str:
    with pytest.raises(local.NotRecognized) as refusal:
        come_in(store, password, at, email=email)
    return str(refusal.value)


def test_an_unknown_mailbox_costs_a_digest_too(
    store: Store, zoe: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Noted:
        def verify(self, digest: str, password: str) -> bool:
            asked.append(digest)
            return hasher.verify(digest, password)

        def hash(self, password: str) -> str:
            return hasher.hash(password)

    hasher = passwords._HASHER
    monkeypatch.setattr(passwords, "_HASHER", Noted())

    refused(store, "who@cockpit.example", FIRST, MONDAY)
    refused(store, EMAIL, OWN, MONDAY)

    assert len(asked) == 2
    assert all(digest.startswith("$argon2id$") for digest in asked)
    assert zoe.is_active


@pytest.mark.parametrize("email", [EMAIL, "who@cockpit.example"])
@pytest.mark.usefixtures("zoe")
def test_each_failure_too_many_makes_the_wait_longer(store: Store, email: str) -> None:
    at, waits = MONDAY, []
    for _ in range(15):
        try:
            come_in(store, OWN, at, email=email)
        except TooManyAttempts as refusal:
            waits.append(int(str(refusal.values["seconds"])))
            at += timedelta(seconds=waits[-1])
            refused(store, email, OWN, at)
        except local.NotRecognized:
            assert not waits

    assert waits == [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]
    assert timedelta(seconds=waits[-1]) == LONGEST_WAIT


@pytest.mark.usefixtures("zoe")
def test_the_right_password_does_not_open_before_the_wait_is_over(store: Store) -> None:
    for _ in range(5):
        refused(store, EMAIL, OWN, MONDAY)

    with pytest.raises(TooManyAttempts, match="wait 5 seconds"):
        come_in(store, FIRST)

    assert come_in(store, FIRST, MONDAY + timedelta(seconds=5)).id == "zoe"
    refused(store, EMAIL, OWN, MONDAY + timedelta(seconds=6))  # and the count begins anew


@pytest.mark.usefixtures("zoe")
def test_one_address_cannot_go_through_all_mailboxes(store: Store) -> None:
    for number in range(21):
        refused(store, f"n{number}@cockpit.example", OWN, MONDAY)

    with pytest.raises(TooManyAttempts):
        come_in(store, FIRST)
    assert come_in(store, FIRST, address="another").id == "zoe"


@pytest.mark.usefixtures("zoe")
def test_failures_are_journaled_without_what_was_typed(store: Store) -> None:
    refused(store, EMAIL, OWN, MONDAY)
    refused(store, "my secret words", OWN, MONDAY)

    with store.reading() as tx:
        noted = [one for one in journal.entries(tx) if one.verb == "people.sign_in_failed"]
    assert [one.subject for one in noted] == ["zoe", "nobody"]
    assert [one.details for one in noted] == [{"address": "a"}] * 2


def test_a_one_time_password_has_to_be_changed(store: Store, zoe: Person) -> None:
    with store.reading() as tx:
        assert local.must_change(tx, zoe)

    local.change_password(store.transaction, zoe, FIRST, OWN, at=MONDAY)

    with store.reading() as tx:
        assert not local.must_change(tx, zoe)
    assert come_in(store, OWN) == zoe
    refused(store, EMAIL, FIRST, MONDAY)


def test_a_new_password_ends_every_session(store: Store, zoe: Person) -> None:
    with store.transaction() as tx:
        begin(tx, zoe, "t1")
        begin(tx, zoe, "t2")

    local.change_password(store.transaction, zoe, FIRST, OWN, at=MONDAY)

    with store.transaction() as tx:
        assert session_records.not_ended(tx) == []
        begin(tx, zoe, "t3")
        local.set_password(tx, zoe.id, FIRST, by=ADA, at=MONDAY)
        assert signing.find(tx, "t3", LIMITS, at=MONDAY) is None


def test_a_password_given_meanwhile_is_not_written_over(store: Store, zoe: Person) -> None:
    begun: list[int] = []

    def transact() -> AbstractContextManager[Tx]:
        begun.append(len(begun))
        if len(begun) == 2:  # the old one is verified, the new one not yet written
            with store.transaction() as tx:
                local.set_password(tx, zoe.id, GIVEN, by=ADA, at=MONDAY)
        return store.transaction()

    with pytest.raises(local.WrongPassword):
        local.change_password(transact, zoe, FIRST, OWN, at=MONDAY)

    assert come_in(store, GIVEN) == zoe


def test_a_stolen_session_cannot_guess_the_password(store: Store, zoe: Person) -> None:
    for _ in range(5):
        with pytest.raises(local.WrongPassword):
            local.change_password(store.transaction, zoe, "a wrong guess", OWN, at=MONDAY)

    with pytest.raises(TooManyAttempts):
        local.change_password(store.transaction, zoe, FIRST, OWN, at=MONDAY)


@pytest.mark.parametrize(
    "weak",
    [
        "short",
        "x" * 201,
        "aaaaaaaaaaaaaaa",
        "zoe@cockpit.example",
        "zaytsevazaytseva",
        "ZOE@cockpit.example",
    ],
)
def test_a_weak_password_is_refused(store: Store, zoe: Person, weak: str) -> None:
    with pytest.raises(passwords.WeakPassword):
        local.change_password(store.transaction, zoe, FIRST, weak, at=MONDAY)
    with pytest.raises(local.SamePassword):
        local.change_password(store.transaction, zoe, FIRST, FIRST, at=MONDAY)


@pytest.mark.parametrize(
    "email", ["", "zoe", "zoe@", "a b@cockpit.example", "zoe@cockpit.example\nx"]
)
def test_a_newcomer_needs_a_mailbox(store: Store, email: str) -> None:
    newcomer = Newcomer(PersonId("n"), "N", email, frozenset())

    with store.transaction() as tx, pytest.raises(local.NoAddress):
        local.add(tx, newcomer, by=ADA, at=MONDAY)


def test_nobody_comes_twice_and_only_administrators_let_in(store: Store, zoe: Person) -> None:
    with store.transaction() as tx:
        with pytest.raises(local.AlreadyHere):
            local.add(tx, ZOE, by=ADA, at=MONDAY)
        with pytest.raises(NotAllowed):
            local.add(tx, ZOE, by=ANA, at=MONDAY)
        with pytest.raises(NotAllowed):
            local.set_password(tx, zoe.id, OWN, by=ANA, at=MONDAY)


def test_somebody_elses_people_have_no_password_here(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)

        with pytest.raises(local.NotLocal):
            local.set_password(tx, ANA.id, OWN, by=ADA, at=MONDAY)


@pytest.mark.parametrize(
    ("later", "is_open"),
    [
        (timedelta(minutes=119), True),
        (timedelta(minutes=121), False),
        (timedelta(hours=13), False),
    ],
)
def test_a_session_ends_when_nobody_is_there(
    store: Store, zoe: Person, later: timedelta, *, is_open: bool
) -> None:
    with store.transaction() as tx:
        begin(tx, zoe, "t1")

        assert (signing.find(tx, "t1", LIMITS, at=MONDAY + later) is not None) is is_open


def test_a_session_ends_after_its_hours_however_busy(store: Store, zoe: Person) -> None:
    with store.transaction() as tx:
        begin(tx, zoe, "t1")
        for hour in range(1, 13):
            found = signing.find(tx, "t1", LIMITS, at=MONDAY + timedelta(hours=hour))
            assert found is not None
            signing.see(tx, found[0], at=MONDAY + timedelta(hours=hour))

        assert (
            signing.find(tx, "t1", LIMITS, at=MONDAY + timedelta(hours=12, minutes=1)) is None
        )


def test_signing_out_showing_out_and_an_administrator_end_a_session(
    store: Store, zoe: Person
) -> None:
    with store.transaction() as tx:
        for token in ("t1", "t2", "t3"):
            begin(tx, zoe, token)

        signing.leave(tx, "t1", at=MONDAY)
        with pytest.raises(NotAllowed):
            signing.end(tx, "s-t2", by=ANA, at=MONDAY)
        signing.end(tx, "s-t2", by=ADA, at=MONDAY)
        with pytest.raises(signing.UnknownSession):
            signing.end(tx, "s-t2", by=ADA, at=MONDAY)

        assert open_tokens(tx) == ["t3"]
        people.deactivate(tx, zoe.id, by=ADA, at=MONDAY)
        people.reactivate(tx, zoe.id, by=ADA, at=MONDAY)
        assert open_tokens(tx) == []


def open_tokens(tx: Tx) -> list[str]:
    return [one for one in ("t1", "t2", "t3") if signing.find(tx, one, LIMITS, at=MONDAY)]


def test_the_store_knows_no_token(store: Store, zoe: Person) -> None:
    with store.transaction() as tx:
        begin(tx, zoe, "a token of a browser")
        kept = session_records.not_ended(tx)[0]

        assert "a token of a browser" not in str(vars(kept) | {"id": ""})
        assert signing.find(tx, kept.token_digest, LIMITS, at=MONDAY) is None


def test_refusals_speak_both_languages() -> None:
    assert "Подождите 5 секунд" in Refusal("people-too-many-attempts", seconds=5).sentence("ru")
