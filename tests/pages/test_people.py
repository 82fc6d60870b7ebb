"""The administrator's page of people."""

from collections.abc import Iterable
from typing import Any

from core.approvals import edits
from core.cockpit import Cockpit
from core.people import actions as people
from core.people import denials, local, records, session_records
from core.people.model import PersonId, Role
from pages.parts import frame
from tests.conftest import ADA, ANA, BEN, CLEO, MONDAY, person
from tests.pages.conftest import OpenPage
from tests.plan import small_base, submitted

PAGE = "house/people.py"
UNA = person("una", Role.ADMINISTRATOR)


def test_everybody_is_listed(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)

    assert not page.exception
    assert list(page.dataframe[0].value["Name"]) == ["Ada", "Ana", "Ben", "Cleo"]
    assert "Who may confirm" not in page.dataframe[0].value


def test_who_is_no_administrator_sees_only_the_reason(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert "your roles do not reach this" in page.warning[0].value
    assert not page.dataframe


def test_an_administrator_grants_a_role(open_page: OpenPage, house: Cockpit) -> None:
    page = open_page(PAGE, ADA, person=CLEO.id)

    page.button_group(key=f"roles-{CLEO.id}").set_value([Role.LEGAL]).run()
    page.button(key="save-roles").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        cleo = records.get(tx, CLEO.id)
    assert cleo is not None
    assert cleo.roles == {Role.LEGAL}


def test_a_second_administrator_confirms_a_role(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.add(tx, UNA, by=ADA, at=house.clock.now())
    page = open_page(PAGE, ADA, person=CLEO.id)
    page.button_group(key=f"roles-{CLEO.id}").set_value([Role.LEGAL]).run()
    page.button(key="save-roles").click().run()
    with house.store.reading() as tx:
        (edit,) = edits.waiting(tx)
        assert records.get(tx, CLEO.id) == CLEO
    assert not [one for one in page.button if one.key == f"confirm-{edit.id}"]
    (row,) = page.dataframe[0].value.query("Name == 'Cleo'").to_dict("records")
    assert row["Waits for a second administrator"] == "Roles of Cleo: no role → Legal"
    assert (row["Proposed by"], row["Who may confirm"]) == ("Ada", "Una")
    assert "may be confirmed by: Una" in plainly(page.caption)
    other = open_page("today/home.py", UNA)
    assert "1 change of people waits" in plainly(other.markdown)
    other = open_page(PAGE, UNA)
    assert "Roles of Cleo: no role → Legal" in plainly(other.markdown)

    other.button(key=f"confirm-{edit.id}").click().run()

    assert not other.exception
    with house.store.reading() as tx:
        cleo = records.get(tx, CLEO.id)
        assert edits.waiting(tx) == []
    assert cleo is not None
    assert cleo.roles == {Role.LEGAL}


def test_a_change_that_waits_is_withdrawn(open_page: OpenPage, house: Cockpit) -> None:
    with house.transaction() as tx:
        people.add(tx, UNA, by=ADA, at=house.clock.now())
    page = open_page(PAGE, ADA, person=UNA.id)
    page.button(key="show-out").click().run()
    with house.store.reading() as tx:
        (edit,) = edits.waiting(tx)

    page.button(key=f"withdraw-{edit.id}").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        assert edits.waiting(tx) == []
        assert records.get(tx, UNA.id) == UNA


def plainly(shown: Iterable[Any]) -> str:
    return "\n".join(one.value for one in shown).replace("\\", "")


def test_the_last_administrator_is_kept_with_a_sentence(
    open_page: OpenPage, house: Cockpit
) -> None:
    page = open_page(PAGE, ADA, person=ADA.id)

    page.button_group(key=f"roles-{ADA.id}").set_value([Role.LEGAL]).run()
    page.button(key="save-roles").click().run()

    assert "last administrator" in page.warning[0].value
    with house.store.reading() as tx:
        assert records.get(tx, ADA.id) == ADA


def test_people_are_found_by_name_role_and_state(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)

    page.text_input(key="people-search").set_value(" BEN@ ").run()
    assert list(page.dataframe[0].value["Name"]) == ["Ben"]
    page.text_input(key="people-search").set_value("").run()
    page.selectbox(key="people-role").set_value(Role.MARKETER).run()
    assert list(page.dataframe[0].value["Name"]) == ["Ana"]
    page.text_input(key="people-search").set_value("nobody").run()

    assert not page.exception
    assert "Nobody fits" in page.info[0].value


def test_what_is_claimed_what_is_allowed_and_what_comes_of_it(
    open_page: OpenPage, house: Cockpit
) -> None:
    claimed = frozenset({Role.LEGAL, Role.SECURITY})
    with house.transaction() as tx:
        people.heed(tx, CLEO.id, claimed, issued_at=MONDAY, at=MONDAY)
        people.grant(tx, CLEO.id, frozenset({Role.LEGAL}), by=ADA, at=MONDAY)
    page = open_page(PAGE, ADA, person=CLEO.id)

    assert "claims: Legal, Security" in page.info[0].value
    assert page.info[0].value.endswith("In effect: Legal.")
    page.button(key="widen").click().run()

    assert not page.exception
    assert page.info[0].value.endswith("In effect: Legal, Security.")


def test_showing_out_says_exactly_what_will_be_missing(
    open_page: OpenPage, house: Cockpit
) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submitted(tx, snapshot)

    page = open_page(PAGE, ADA, person=BEN.id)

    told = "\n".join(one.value for one in page.markdown)
    assert "1 approval waits for the role “Marketing lead”" in told.replace("\\", "")
    assert "Nobody else has the role “Marketing lead”" in told.replace("\\", "")
    page.button(key="show-out").click().run()
    with house.store.reading() as tx:
        ben = records.get(tx, BEN.id)
    assert ben is not None
    assert not ben.is_active


def test_a_session_is_listed_and_ended(open_page: OpenPage, house: Cockpit) -> None:
    cleo = open_page("today/home.py", CLEO)
    page = open_page(PAGE, ADA)
    page.button_group(key="people-part").set_value("sessions").run()
    with house.store.reading() as tx:
        (session,) = session_records.not_ended(tx, CLEO.id)

    page.button(key=f"end-{session.id}").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        assert session_records.not_ended(tx, CLEO.id) == []
    assert not cleo.run().sidebar.button


def test_the_table_of_who_may_what_is_searched(open_page: OpenPage) -> None:
    page = open_page(PAGE, ADA)
    page.button_group(key="people-part").set_value("verbs").run()
    everything = len(page.dataframe[0].value)

    page.text_input(key="verbs-search").set_value("approve").run()
    assert 0 < len(page.dataframe[0].value) < everything
    page.text_input(key="verbs-search").set_value("").run()
    page.selectbox(key="verbs-role").set_value(Role.ADMINISTRATOR).run()

    assert not page.exception
    assert "Grant and take away roles" in list(page.dataframe[0].value["Action"])
    assert "Save a segment" not in list(page.dataframe[0].value["Action"])


def test_somebody_is_let_in_with_a_one_time_password(
    open_page: OpenPage, house: Cockpit
) -> None:
    changed = house.settings.model_copy(update={"demo": False, "local_sign_in": True})
    una = local.Newcomer(PersonId("una"), "Una", "una@cockpit.example", frozenset(Role))
    with house.transaction() as tx:
        known = local.add(tx, una, by=ADA, at=house.clock.now())
        local.set_password(
            tx, known.id, "nine blue herons", by=ADA, at=house.clock.now(), is_one_time=False
        )
        people.deactivate(tx, ADA.id, by=known, at=house.clock.now())
    object.__setattr__(house, "settings", changed)
    page = open_page(PAGE, known)

    page.text_input(key="add-name").set_value("Zoe")
    page.text_input(key="add-email").set_value("zoe@cockpit.example")
    page.button(key="add-person-save").click().run()

    assert not page.exception
    password = page.code[0].value
    zoe = local.sign_in(
        house.store.transaction,
        "zoe@cockpit.example",
        password,
        address="a",
        at=house.clock.now(),
    )
    assert zoe.name == "Zoe"


def test_a_verb_that_is_refused_is_taken_down_with_its_name(house: Cockpit) -> None:
    with frame.refusals_shown(), house.transaction(ANA) as tx:
        people.grant(tx, CLEO.id, frozenset(), by=ANA, at=MONDAY)

    with house.store.reading() as tx:
        (denied,) = denials.latest(tx, 10)
    assert (denied.person_id, denied.place) == (ANA.id, "people.actions.grant")
