"""Who is let in, what their roles reach, and that somebody always can let in others."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import event

from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people import actions as people
from core.people import records
from core.people.claims import Claims
from core.people.model import NotAllowed, Permission, Person, PersonId, Role, require
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person

ISSUER = "https://sign-in.example"


def claims(subject: str = "s1") -> Claims:
    return Claims(ISSUER, subject, "Zoe", "zoe@cockpit.example", MONDAY)


def test_an_administrator_lets_somebody_in_and_the_journal_knows(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)

        assert people.get(tx, ANA.id) == ANA
        entry = journal.about(tx, ANA.id)[0]
        assert (entry.verb, entry.by) == ("people.add", ADA.id)


@pytest.mark.parametrize("stranger", [ANA, BEN, CLEO], ids=lambda known: known.name)
def test_nobody_else_grants_roles(store: Store, stranger: object) -> None:
    with store.transaction() as tx:
        people.add(tx, CLEO, by=ADA, at=MONDAY)

        with pytest.raises(NotAllowed):
            people.grant(
                tx,
                CLEO.id,
                frozenset({Role.ADMINISTRATOR}),
                by=stranger,  # type: ignore[arg-type]
                at=MONDAY,
            )

        assert people.get(tx, CLEO.id).roles == frozenset()


def test_the_last_administrator_stays(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ADA, by=ADA, at=MONDAY)

        with pytest.raises(people.LastAdministrator, match="last administrator"):
            people.grant(tx, ADA.id, frozenset({Role.MARKETER}), by=ADA, at=MONDAY)
        with pytest.raises(people.LastAdministrator):
            people.deactivate(tx, ADA.id, by=ADA, at=MONDAY)


def test_with_a_second_administrator_the_first_may_go(store: Store) -> None:
    second = person("una", Role.ADMINISTRATOR)
    with store.transaction() as tx:
        people.add(tx, ADA, by=ADA, at=MONDAY)
        people.add(tx, second, by=ADA, at=MONDAY)

        people.deactivate(tx, ADA.id, by=second, at=MONDAY)

        assert not people.get(tx, ADA.id).is_active


def test_who_was_shown_out_may_nothing(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)
        gone = people.deactivate(tx, ANA.id, by=ADA, at=MONDAY)

        with pytest.raises(NotAllowed):
            require(gone, Permission.SEGMENT)


def test_a_stranger_the_provider_vouches_for_is_welcome_and_may_nothing(store: Store) -> None:
    with store.transaction() as tx:
        known = people.welcome(
            tx, PersonId("p1"), claims=claims(), administrators=frozenset(), at=MONDAY
        )

        assert records.recognized(tx, issuer=ISSUER, subject="s1") == known
        assert not any(known.may(permission) for permission in Permission)


def test_whom_the_settings_name_starts_as_administrator(store: Store) -> None:
    with store.transaction() as tx:
        known = people.welcome(
            tx, PersonId("p1"), claims=claims(), administrators=frozenset({"s1"}), at=MONDAY
        )

        assert known.roles == {Role.ADMINISTRATOR}


def test_the_same_subject_of_another_issuer_is_somebody_else(store: Store) -> None:
    with store.transaction() as tx:
        people.welcome(
            tx, PersonId("p1"), claims=claims(), administrators=frozenset(), at=MONDAY
        )

        assert records.recognized(tx, issuer="https://other.example", subject="s1") is None


def test_two_windows_of_a_newcomer_make_one_person(store: Store) -> None:
    with store.transaction() as tx:
        first = people.welcome(
            tx, PersonId("p1"), claims=claims(), administrators=frozenset(), at=MONDAY
        )
        second = people.welcome(
            tx, PersonId("p2"), claims=claims(), administrators=frozenset(), at=MONDAY
        )

    assert first == second


def test_a_language_the_house_does_not_speak_is_refused(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)

        with pytest.raises(people.UnknownLanguage):
            people.speak(tx, "fr", by=ANA, at=MONDAY)
        people.speak(tx, "ru", by=ANA, at=MONDAY)

        assert people.get(tx, ANA.id).language == "ru"


@pytest.mark.parametrize(
    ("age", "is_over"),
    [(timedelta(0), False), (timedelta(hours=11), False), (timedelta(hours=13), True)],
)
def test_a_sign_in_is_believed_for_the_houses_own_hours(age: timedelta, is_over: bool) -> None:  # noqa: FBT001
    assert claims().is_over(at=MONDAY + age, hours=12) is is_over


def test_a_sign_in_from_the_future_is_not_believed() -> None:
    assert claims().is_over(at=MONDAY - timedelta(hours=1), hours=12)


@pytest.mark.parametrize(
    "broken",
    [
        {},
        {"iss": ISSUER, "sub": "s1"},
        {"iss": ISSUER, "sub": "", "iat": 1},
        {"iss": ISSUER, "sub": "s1", "iat": "never"},
        {"iss": ISSUER, "sub": "s1", "iat": 1e300},
        {"iss": ISSUER, "sub": "s1", "iat": None},
    ],
)
def test_claims_without_issuer_subject_or_time_are_nobody(broken: dict[str, object]) -> None:
    assert Claims.of(broken) is None


def test_the_language_is_noted_in_the_journal(store: Store) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)

        people.speak(tx, "ru", by=ANA, at=MONDAY)

        entry = journal.latest(tx, 1)[0]
        assert (entry.verb, entry.by, entry.details) == (
            "people.speak",
            ANA.id,
            {"language": "ru"},
        )


DEEDS: dict[str, Callable[[Tx], object]] = {
    "deactivate": lambda tx: people.deactivate(tx, ANA.id, by=ADA, at=MONDAY),
    "grant": lambda tx: people.grant(tx, ANA.id, frozenset(), by=ADA, at=MONDAY),
    "welcome": lambda tx: people.welcome(
        tx, PersonId("new"), claims=claims(), administrators=frozenset(), at=MONDAY
    ),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_rests_on_who_else_is_here_waits_for_its_turn_before_it_looks(
    store: Store, deed: str
) -> None:
    with store.transaction() as tx:
        people.add(tx, ANA, by=ADA, at=MONDAY)
        people.add(tx, ADA, by=ADA, at=MONDAY)
    asked: list[str] = []

    def note(*facts: object) -> None:
        asked.append(str(facts[2]))

    event.listen(store.engine, "before_cursor_execute", note)

    with store.transaction() as tx:
        DEEDS[deed](tx)

    looks = [one for one in asked if "FROM people" in one or "journal_head" in one]
    assert "journal_head" in looks[0]


def test_two_administrators_who_show_each_other_out_do_not_both_go(store: Store) -> None:
    second = person("una", Role.ADMINISTRATOR)
    with store.transaction() as tx:
        people.add(tx, ADA, by=ADA, at=MONDAY)
        people.add(tx, second, by=ADA, at=MONDAY)
    together = Barrier(2)
    refused: list[Refusal] = []

    def show_out(whom: Person, by: Person) -> None:
        together.wait()
        try:
            with store.transaction() as tx:
                people.deactivate(tx, whom.id, by=by, at=MONDAY)
        except people.LastAdministrator as refusal:
            refused.append(refusal)

    threads = [Thread(target=show_out, args=pair) for pair in ((ADA, second), (second, ADA))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(refused) == 1
    with store.reading() as tx:
        assert sum(one.is_active for one in records.everyone(tx)) == 1
