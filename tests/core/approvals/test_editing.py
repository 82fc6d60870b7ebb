"""What one administrator changes about people, another one confirms."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any

import pytest

from core.approvals import delegating, editing, edits
from core.approvals.delegating import Delegation
from core.approvals.edits import Edit, Kind, Wanted
from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people import actions as people
from core.people import local, records, seconds, session_records, signing
from core.people.local import Newcomer
from core.people.model import HOUSE_PERSON, NotAllowed, Person, PersonId, Role
from core.rulebook.shelf import SHELF, shipped
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person

UNA = person("una", Role.ADMINISTRATOR, Role.LEGAL)
VERA = person("vera", Role.ADMINISTRATOR)
LEGAL = frozenset({Role.LEGAL})
HOUR = timedelta(hours=1)
LATER = MONDAY + HOUR
PASSWORD = "seven grey herons"
DORA = Newcomer(PersonId("dora"), "Dora", " Dora@cockpit.example ", LEGAL)
TO_LEGAL = Wanted.granting(CLEO.id, LEGAL)


@pytest.fixture
def two(store: Store) -> Store:
    """A house with two administrators, a marketer and a stranger."""
    with store.transaction() as tx:
        for one in (ADA, UNA, ANA, CLEO):
            records.add(tx, one, by=ADA.id, at=MONDAY - HOUR)
    return store


def make(tx: Tx, wanted: Wanted, *, by: Person = ADA, edit_id: str = "e1") -> Edit | None:
    return editing.make(tx, wanted, edit_id=edit_id, password=PASSWORD, by=by, at=MONDAY)


def confirm(tx: Tx, *, by: Person = UNA, edit_id: str = "e1") -> Edit:
    return editing.confirm(tx, edit_id, password=PASSWORD, by=by, at=LATER)


def roles_of(tx: Tx, one: Person) -> frozenset[Role]:
    return people.get(tx, one.id).roles


def test_a_role_waits_until_another_administrator_confirms_it(two: Store) -> None:
    with two.transaction() as tx:
        edit = make(tx, TO_LEGAL)
        assert edit is not None
        assert roles_of(tx, CLEO) == frozenset()
        assert edits.waiting(tx) == [edit]

        confirm(tx)

        assert roles_of(tx, CLEO) == LEGAL
        assert edits.waiting(tx) == []
        noted = [(one.verb, one.by, one.at) for one in journal.about(tx, CLEO.id)]
    assert noted == [
        ("people.propose", ADA.id, MONDAY),
        ("people.confirm", UNA.id, LATER),
        ("people.grant", UNA.id, LATER),
    ]


def test_somebody_new_is_in_and_has_a_password_only_once_confirmed(two: Store) -> None:
    with two.transaction() as tx:
        make(tx, Wanted.adding(DORA))
        assert records.get(tx, DORA.id) is None

        confirm(tx)

        added = people.get(tx, DORA.id)
        assert (added.name, added.email, added.roles) == ("Dora", "dora@cockpit.example", LEGAL)
    signed = local.sign_in(
        two.transaction, "dora@cockpit.example", PASSWORD, address="::1", at=LATER
    )
    assert signed.id == DORA.id


@pytest.mark.parametrize("kind", [Kind.SHOW_OUT, Kind.END_SESSION])
def test_what_only_takes_away_is_done_at_once(two: Store, kind: Kind) -> None:
    with two.transaction() as tx:
        signing.begin(tx, "s1", ANA, token="t", whence=("::1", ""), at=MONDAY)
        wanted = Wanted.ending(ANA.id, "s1")

        assert make(tx, wanted if kind is Kind.END_SESSION else Wanted(kind, ANA.id)) is None

        assert session_records.not_ended(tx) == []


@pytest.mark.parametrize(
    "wanted",
    [Wanted(Kind.SHOW_OUT, UNA.id), Wanted.granting(UNA.id, LEGAL)],
    ids=["show out", "take the role"],
)
def test_nobody_becomes_the_only_administrator_alone(two: Store, wanted: Wanted) -> None:
    with two.transaction() as tx:
        assert make(tx, wanted) is not None

        assert seconds.others(tx, ADA) == [UNA]


def test_the_only_administrator_goes_on_alone(store: Store) -> None:
    with store.transaction() as tx:
        for one in (ADA, CLEO):
            records.add(tx, one, by=ADA.id, at=MONDAY)
        gone = person("gone", Role.ADMINISTRATOR)
        records.add(tx, gone, by=ADA.id, at=MONDAY)
        records.set_active(tx, gone.id, is_active=False)

        assert make(tx, TO_LEGAL) is None

        assert roles_of(tx, CLEO) == LEGAL


def test_two_ways_to_sign_in_are_one_administrator(store: Store) -> None:
    twin = Person(PersonId("ada2"), "local", "ada", "Ada", "ADA@cockpit.example", ADA.roles)
    with store.transaction() as tx:
        for one in (ADA, twin, CLEO):
            records.add(tx, one, by=ADA.id, at=MONDAY)

        assert make(tx, TO_LEGAL) is None

        assert roles_of(tx, CLEO) == LEGAL


def test_the_back_door_asks_nobody(two: Store) -> None:
    with two.transaction() as tx:
        assert make(tx, TO_LEGAL, by=HOUSE_PERSON) is None


@contextmanager
def book(replaced: Callable[[str], str]) -> Iterator[None]:
    """The approval book with other lines on who needs two."""
    lines = shipped("approval").splitlines()
    written = "\n".join(replaced(line) if "_need_two =" in line else line for line in lines)
    SHELF.follow({"approval": 9}, lambda *_: written)
    try:
        yield
    finally:
        SHELF.follow({}, lambda *_: "")


def only_roles(line: str) -> str:
    return 'people_need_two = ["roles"]' if line.startswith("people") else line


def test_a_book_that_says_nothing_of_people_asks_nothing(two: Store) -> None:
    with book(lambda _: ""), two.transaction() as tx:
        assert make(tx, TO_LEGAL) is None


@pytest.mark.parametrize("kind", [Kind.ADD, Kind.PASSWORD, Kind.LET_IN])
@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.LEGAL])
def test_where_roles_need_two_nobody_brings_their_own_second(
    two: Store, kind: Kind, role: Role
) -> None:
    known = Person(PersonId("d"), "local", "d@x.test", "D", "d@x.test", frozenset({role}))
    with two.transaction() as tx:
        records.add(tx, known, by="test", at=MONDAY - HOUR)
        records.set_active(tx, known.id, is_active=kind is not Kind.LET_IN)
    wanted = Wanted(kind, known.id)
    if kind is Kind.ADD:
        wanted = Wanted.adding(replace(DORA, roles=known.roles))

    with book(only_roles), two.transaction() as tx:
        edit = make(tx, wanted)

    assert (edit is not None) == (role is Role.ADMINISTRATOR)


@pytest.mark.parametrize("is_new", [False, True], ids=["given a password", "added"])
def test_nor_does_who_came_in_since_then_confirm(two: Store, *, is_new: bool) -> None:
    someone = replace(DORA, roles=frozenset({Role.ADMINISTRATOR}))
    between = MONDAY + HOUR / 2
    with two.transaction() as tx:
        begun = between if is_new else MONDAY - HOUR
        vera = local.add(tx, someone, by=HOUSE_PERSON, at=begun)
        make(tx, TO_LEGAL)
        if not is_new:
            local.set_password(tx, vera.id, PASSWORD, by=HOUSE_PERSON, at=between)

        with pytest.raises(seconds.RolesChanged):
            confirm(tx, by=vera)


def test_nobody_confirms_what_they_proposed(two: Store) -> None:
    with two.transaction() as tx:
        edit = make(tx, TO_LEGAL)

        assert edit is not None
        assert editing.confirmers(tx, edit, at=LATER) == [UNA]

        with pytest.raises(seconds.OwnEdit, match="you proposed this"):
            confirm(tx, by=ADA)
        with pytest.raises(NotAllowed):
            confirm(tx, by=ANA)


def test_nor_by_a_second_way_to_sign_in(two: Store) -> None:
    twin = Person(PersonId("ada2"), "local", "ada", "Ada", "ADA@cockpit.example", ADA.roles)
    with two.transaction() as tx:
        records.add(tx, twin, by=UNA.id, at=MONDAY - HOUR)
        make(tx, TO_LEGAL)

        with pytest.raises(seconds.OwnEdit):
            confirm(tx, by=twin)


@pytest.mark.parametrize("is_revoked", [False, True], ids=["still", "just revoked"])
def test_nor_does_who_stands_in_for_them(store: Store, is_revoked: bool) -> None:  # noqa: FBT001
    proposer = person("ada", Role.ADMINISTRATOR, Role.MARKETING_LEAD)
    with store.transaction() as tx:
        for one in (proposer, UNA, CLEO):
            records.add(tx, one, by="test", at=MONDAY - HOUR)
        make(tx, TO_LEGAL, by=proposer)
        away = Delegation(
            id="d1",
            from_person=proposer.id,
            to_person=UNA.id,
            role=Role.MARKETING_LEAD,
            starts_at=MONDAY,
            ends_at=MONDAY + 24 * HOUR,
            reason="leave",
            made_by=proposer.id,
            made_at=MONDAY,
        )
        delegating.delegate(tx, away, by=proposer, at=MONDAY)
        if is_revoked:
            delegating.revoke(tx, "d1", by=proposer, at=MONDAY + HOUR / 2)

        with pytest.raises(seconds.StandIn, match="stood in"):
            confirm(tx)


@pytest.mark.parametrize("whose", [ADA, UNA], ids=["who proposed", "who would confirm"])
def test_nor_after_a_change_of_their_own_roles(two: Store, whose: Person) -> None:
    with two.transaction() as tx:
        make(tx, TO_LEGAL)
        for roles in (LEGAL, frozenset({Role.ADMINISTRATOR})):  # there, and back again
            people.grant(tx, whose.id, roles, by=HOUSE_PERSON, at=MONDAY + HOUR / 2)

        with pytest.raises(seconds.RolesChanged, match="changed after"):
            confirm(tx)
        editing.withdraw(tx, "e1", by=UNA, at=LATER)
        assert make(tx, TO_LEGAL, edit_id="e2") is not None


def test_what_somebody_proposed_falls_with_their_role(two: Store) -> None:
    with two.transaction() as tx:
        make(tx, TO_LEGAL)
        people.deactivate(tx, ADA.id, by=HOUSE_PERSON, at=LATER)

        with pytest.raises(seconds.ProposerGone):
            confirm(tx)
        (edit,) = edits.waiting(tx)
        assert editing.confirmers(tx, edit, at=LATER) == []


def test_it_is_confirmed_only_as_it_was_seen(two: Store) -> None:
    with two.transaction() as tx:
        make(tx, TO_LEGAL)
        people.grant(tx, CLEO.id, frozenset({Role.SECURITY}), by=HOUSE_PERSON, at=LATER)

        with pytest.raises(editing.EditStale):
            confirm(tx)

        assert roles_of(tx, CLEO) == {Role.SECURITY}


def test_what_would_be_refused_is_not_even_proposed(two: Store) -> None:
    with two.transaction() as tx:
        with pytest.raises(people.NothingClaimed):
            make(tx, Wanted(Kind.WIDEN, CLEO.id))
        known = Person(PersonId("d"), "local", "dora@cockpit.example", "D", "", LEGAL)
        records.add(tx, known, by="test", at=MONDAY)
        with pytest.raises(local.AlreadyHere):
            make(tx, Wanted.adding(DORA))

        assert edits.latest(tx, 9) == []
        assert journal.about(tx, DORA.id) == []


def test_the_same_is_not_proposed_twice(two: Store) -> None:
    again = Newcomer(PersonId("dora2"), "Dora", "DORA@cockpit.example", LEGAL)
    with two.transaction() as tx:
        make(tx, TO_LEGAL)
        make(tx, Wanted.adding(DORA), edit_id="e2")

        with pytest.raises(editing.AnotherEditWaits):
            make(tx, Wanted.granting(CLEO.id, frozenset()), by=UNA, edit_id="e3")
        with pytest.raises(editing.AnotherEditWaits):
            make(tx, Wanted.adding(again), edit_id="e3")


def test_a_withdrawn_edit_is_never_done(two: Store) -> None:
    with two.transaction() as tx:
        make(tx, TO_LEGAL)
        with pytest.raises(NotAllowed):
            editing.withdraw(tx, "e1", by=ANA, at=LATER)

        editing.withdraw(tx, "e1", by=ADA, at=LATER)

        with pytest.raises(editing.EditNotWaiting):
            confirm(tx)
        with pytest.raises(editing.EditNotWaiting):
            editing.withdraw(tx, "e1", by=UNA, at=LATER)
        (kept,) = edits.latest(tx, 9)
        assert (kept.withdrawn_by, kept.withdrawn_at) == (ADA.id, LATER)
        assert roles_of(tx, CLEO) == frozenset()


def at_once(store: Store, *deeds: Callable[[Tx], object]) -> list[str]:
    """Do deeds at the same moment, each in its own transaction; what came of each."""
    barrier, outcomes = Barrier(len(deeds)), []

    def run(deed: Callable[[Tx], object]) -> None:
        barrier.wait()
        try:
            with store.transaction() as tx:
                deed(tx)
        except Refusal as refusal:
            outcomes.append(type(refusal).__name__)
        else:
            outcomes.append("done")

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    with ExitStack() as started:
        for thread in threads:
            thread.start()
            started.callback(thread.join)
    return sorted(outcomes)


def test_of_two_who_confirm_at_once_one_does(two: Store) -> None:
    with two.transaction() as tx:
        records.add(tx, VERA, by=ADA.id, at=MONDAY - HOUR)
        make(tx, TO_LEGAL)

    outcomes = at_once(two, lambda tx: confirm(tx, by=UNA), lambda tx: confirm(tx, by=VERA))

    assert outcomes == ["EditNotWaiting", "done"]
    with two.reading() as tx:
        verbs = [one.verb for one in journal.about(tx, CLEO.id)]
    assert verbs.count("people.grant") == 1


def test_confirmed_and_withdrawn_at_once_it_is_one_of_them(two: Store) -> None:
    with two.transaction() as tx:
        make(tx, TO_LEGAL)

    outcomes = at_once(two, confirm, lambda tx: editing.withdraw(tx, "e1", by=ADA, at=LATER))

    assert outcomes == ["EditNotWaiting", "done"]
    with two.reading() as tx:
        (kept,) = edits.latest(tx, 9)
        assert (kept.confirmed_by is None) == (roles_of(tx, CLEO) == frozenset())


def test_two_confirmations_cannot_lock_the_house_out(store: Store) -> None:
    with store.transaction() as tx:
        for one in (ADA, UNA, BEN):
            records.add(tx, one, by="test", at=MONDAY - HOUR)
        make(tx, Wanted.granting(ADA.id, LEGAL), by=ADA, edit_id="e1")
        make(tx, Wanted.granting(UNA.id, LEGAL), by=UNA, edit_id="e2")

    outcomes = at_once(
        store,
        lambda tx: confirm(tx, by=UNA, edit_id="e1"),
        lambda tx: confirm(tx, by=ADA, edit_id="e2"),
    )

    assert outcomes.count("done") == 1
    with store.reading() as tx:
        assert any(Role.ADMINISTRATOR in one.roles for one in records.everyone(tx))


LEAD = person("lead", Role.MARKETING_LEAD)


def standing_in(taker: Person, **changes: Any) -> Wanted:
    """The lead is away, and an administrator wants somebody to decide instead."""
    away = Delegation(
        id="d1",
        from_person=LEAD.id,
        to_person=taker.id,
        role=Role.MARKETING_LEAD,
        starts_at=MONDAY,
        ends_at=MONDAY + 24 * HOUR,
        reason="leave",
        made_by=ADA.id,
        made_at=MONDAY,
    )
    return Wanted.standing_in(replace(away, **changes))


LAW = person("law", Role.LEGAL)


@pytest.fixture
def led(two: Store) -> Store:
    with two.transaction() as tx:
        for one in (LEAD, LAW):
            records.add(tx, one, by="test", at=MONDAY - HOUR)
    return two


def test_a_substitution_for_others_waits_for_another_administrator(led: Store) -> None:
    with led.transaction() as tx:
        edit = make(tx, standing_in(LAW))
        assert edit is not None
        assert delegating.everything(tx) == []

        records.add(tx, VERA, by="test", at=MONDAY - HOUR)
        confirm(tx, by=VERA)

        [made] = delegating.everything(tx)
    assert (made.to_person, made.made_by, made.starts_at) == (LAW.id, VERA.id, LATER)


def test_a_right_of_ones_own_is_handed_over_without_a_second(led: Store) -> None:
    both = frozenset({Role.ADMINISTRATOR, Role.MARKETING_LEAD})
    with led.transaction() as tx:
        people.grant(tx, ADA.id, both, by=HOUSE_PERSON, at=MONDAY)
        ada = records.get(tx, ADA.id)
        assert ada is not None

        assert make(tx, standing_in(LAW, from_person=ADA.id), by=ada) is None

        [made] = delegating.everything(tx)
        assert edits.waiting(tx) == []
    assert (made.from_person, made.to_person) == (ADA.id, LAW.id)


def test_who_confirms_a_substitution_does_not_get_it(led: Store) -> None:
    """Neither of two administrators gains a role by it, whoever of them proposed it."""
    with led.transaction() as tx:
        make(tx, standing_in(UNA))

        with pytest.raises(delegating.OwnFavour):
            confirm(tx, by=UNA)

        assert delegating.everything(tx) == []


def test_who_proposes_a_substitution_does_not_get_it(led: Store) -> None:
    with led.transaction() as tx:
        with pytest.raises(delegating.OwnFavour):
            make(tx, standing_in(UNA), by=UNA)

        assert edits.waiting(tx) == []


def test_a_substitution_falls_when_who_would_decide_has_changed(led: Store) -> None:
    with led.transaction() as tx:
        make(tx, standing_in(LAW))
        people.grant(tx, LAW.id, LEGAL | {Role.SECURITY}, by=UNA, at=MONDAY)

        with pytest.raises(editing.EditStale):
            confirm(tx)


def test_a_substitution_that_is_over_before_it_is_confirmed_is_refused(led: Store) -> None:
    with led.transaction() as tx:
        make(tx, standing_in(LAW, ends_at=MONDAY + HOUR / 2))

        with pytest.raises(delegating.NoPeriod):
            confirm(tx)


def test_the_same_substitution_is_not_proposed_twice_though_it_lasts_longer(
    led: Store,
) -> None:
    with led.transaction() as tx:
        make(tx, standing_in(LAW))

        with pytest.raises(editing.AnotherEditWaits):
            make(tx, standing_in(LAW, id="d2", ends_at=MONDAY + 48 * HOUR), edit_id="e2")
        assert make(tx, standing_in(UNA), edit_id="e3", by=ADA)  # another one is another
