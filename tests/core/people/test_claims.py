"""Which roles a sign-in claims, and that the table of people can only take some away."""

from datetime import timedelta
from typing import Any

import pytest

from core.people import actions as people
from core.people import records
from core.people.claims import Claims
from core.people.model import NotAllowed, Person, PersonId, Role
from core.store.store import Store, Tx
from tests.conftest import ADA, ANA, MONDAY

ROLES_OF = {"mk-leads": frozenset({"marketing_lead"}), "law": frozenset({"legal", "security"})}
SPOKEN = {"iss": "https://id.example", "sub": "zoe", "iat": MONDAY.timestamp()}
LEAD, LEGAL = frozenset({Role.MARKETING_LEAD}), frozenset({Role.LEGAL})


def claims(role_claim: str = "groups", **said: Any) -> Claims:
    read = Claims.of(SPOKEN | said, role_claim=role_claim)
    assert read is not None
    return read


def let_in(tx: Tx, claimed: frozenset[Role] | None) -> Person:
    zoe = people.welcome(
        tx, PersonId("zoe"), claims=claims(), administrators=frozenset(), at=MONDAY
    )
    return people.heed(tx, zoe.id, claimed, issued_at=MONDAY, at=MONDAY)


@pytest.mark.parametrize(
    ("groups", "roles"),
    [
        (["mk-leads"], {"marketing_lead"}),
        ("mk-leads", {"marketing_lead"}),
        (["law", "mk-leads"], {"legal", "security", "marketing_lead"}),
        (["administrator", "legal"], set()),  # names of ours are no groups of theirs
        ([["mk-leads"], {"law": 1}, 7, None], set()),
        ({"mk-leads": True}, set()),
        (None, set()),
    ],
)
def test_groups_stand_for_the_roles_the_settings_name(groups: object, roles: set[str]) -> None:
    found = claims(groups=groups).roles(ROLES_OF, frozenset())

    assert {str(role) for role in found or ()} == roles


def test_a_claim_may_lie_deep_and_may_have_dots_in_its_name() -> None:
    deep = claims("realm_access.roles", realm_access={"roles": ["law"]})
    flat = claims("https://id.example/groups", **{"https://id.example/groups": ["law"]})

    assert deep.groups == flat.groups == {"law"}
    assert claims("realm_access.roles", realm_access="law").groups == frozenset()


def test_without_a_mapping_a_sign_in_says_nothing_of_roles() -> None:
    assert claims(groups=["mk-leads"]).roles({}, frozenset({"zoe"})) is None


def test_whom_the_settings_name_is_an_administrator_whatever_the_groups_say() -> None:
    found = claims().roles(ROLES_OF, frozenset({"zoe"}))

    assert found == frozenset({Role.ADMINISTRATOR})


def test_a_newcomer_has_what_is_claimed(store: Store) -> None:
    with store.transaction() as tx:
        assert let_in(tx, LEAD | LEGAL).roles == LEAD | LEGAL


def test_the_table_takes_away_and_never_adds(store: Store) -> None:
    with store.transaction() as tx:
        let_in(tx, LEAD | LEGAL)

        zoe = people.grant(tx, PersonId("zoe"), LEGAL | {Role.MARKETER}, by=ADA, at=MONDAY)

        assert zoe.roles == LEGAL
        assert people.grant(tx, zoe.id, frozenset(), by=ADA, at=MONDAY).roles == frozenset()
        assert people.widen(tx, zoe.id, by=ADA, at=MONDAY).roles == LEAD | LEGAL


def test_what_a_group_gave_goes_with_the_group(store: Store) -> None:
    later = MONDAY + timedelta(hours=1)
    with store.transaction() as tx:
        let_in(tx, LEAD | LEGAL)

        zoe = people.heed(tx, PersonId("zoe"), LEGAL, issued_at=later, at=later)

        assert zoe.roles == LEGAL
        with pytest.raises(people.NoLongerHere):
            people.check_still(tx, Person(**vars(zoe) | {"roles": LEAD}))


def test_an_older_sign_in_in_another_window_changes_nothing(store: Store) -> None:
    later = MONDAY + timedelta(hours=1)
    with store.transaction() as tx:
        let_in(tx, LEAD)
        people.heed(tx, PersonId("zoe"), LEGAL, issued_at=later, at=later)

        assert people.heed(tx, PersonId("zoe"), LEAD, issued_at=MONDAY, at=later).roles == LEGAL


def test_once_the_mapping_is_gone_the_table_alone_speaks(store: Store) -> None:
    with store.transaction() as tx:
        zoe = let_in(tx, LEAD)
        people.grant(tx, zoe.id, LEGAL, by=ADA, at=MONDAY)

        assert people.heed(tx, zoe.id, None, issued_at=MONDAY, at=MONDAY).roles == LEGAL
        with pytest.raises(people.NothingClaimed):
            people.widen(tx, zoe.id, by=ADA, at=MONDAY)


def test_only_an_administrator_widens(store: Store) -> None:
    with store.transaction() as tx:
        zoe = let_in(tx, LEAD)

        with pytest.raises(NotAllowed):
            people.widen(tx, zoe.id, by=ANA, at=MONDAY)


def test_the_last_administrator_of_the_claims_is_kept(store: Store) -> None:
    with store.transaction() as tx:
        zoe = let_in(tx, frozenset({Role.ADMINISTRATOR}))

        with pytest.raises(people.LastAdministrator):
            people.grant(tx, zoe.id, LEGAL, by=zoe, at=MONDAY)
        assert records.roles_said(tx)[zoe.id].effective == {Role.ADMINISTRATOR}
