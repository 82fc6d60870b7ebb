"""A rule book changes by a new version, for a reason, and for every program of the house."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from core.books import check_beside_others
from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import HOUSE, Settings
from core.journal import records as journal
from core.messages.manners import house_manners
from core.people import records as people
from core.people.model import HOUSE_PERSON, NotAllowed, Person, Role
from core.people.seconds import StandIn
from core.rulebook import actions as rulebook
from core.rulebook import editions
from core.rulebook.actions import Proposal
from core.rulebook.facts import declared_facts
from core.rulebook.loading import BadBook
from core.rulebook.places import line_of
from core.rulebook.shelf import BOOKS, SHELF, shipped
from core.segments import reach
from core.store.schema import rule_book_versions
from core.store.store import Tx
from tests.conftest import ADA, ANA, MONDAY, person

UNA = person("una", Role.ADMINISTRATOR)
SMALLER = shipped("approval").replace("audience_over = 10000", "audience_over = 500")
SHIPPED = 3  # the version of the approval book that comes with the program


@pytest.fixture(autouse=True)
def shelf() -> Iterator[None]:
    """Each test begins and ends with the books as they came."""
    SHELF.follow({}, lambda *_: "")
    yield
    SHELF.follow({}, lambda *_: "")


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=store_url))
    yield opened
    opened.store.close()


def propose(
    house: Cockpit, text: str = SMALLER, book: str = "approval", *, four_eyes: bool = False
) -> editions.Edition:
    with house.transaction() as tx:
        return rulebook.propose(
            tx,
            Proposal(book, text, "smaller campaigns went wrong"),
            check=check_beside_others,
            four_eyes=four_eyes,
            by=ADA,
            at=MONDAY,
        )


def over(house: Cockpit) -> int | None:
    legal = next(one for one in house.books.approval.stages if one.name == "legal")
    return legal.when[0].audience_over


def test_a_new_version_is_in_force_from_then_on(house: Cockpit) -> None:
    assert (house.books.approval.version, over(house)) == (SHIPPED, 10_000)

    edition = propose(house)

    assert edition.version == SHIPPED + 1
    assert (house.books.approval.version, over(house)) == (SHIPPED + 1, 500)
    with house.store.reading() as tx:
        noted = [(one.verb, one.subject, one.details) for one in journal.latest(tx, 2)]
    details = {"version": SHIPPED + 1, "note": "smaller campaigns went wrong"}
    assert noted == [
        ("rulebook.confirm", "approval", details),
        ("rulebook.propose", "approval", details),
    ]


def test_what_came_with_the_program_is_never_written_over(house: Cockpit) -> None:
    before = {name: shipped(name) for name in BOOKS}

    propose(house)

    rules = HOUSE / "data" / "rules"
    assert {name: (rules / f"{name}.toml").read_text("utf-8") for name in BOOKS} == before


def test_another_program_of_the_house_follows_without_a_restart(
    house: Cockpit, tmp_path: Path, store_url: str
) -> None:
    propose(house)
    SHELF.follow({}, lambda *_: "")  # another program, that has not looked since

    other = open_cockpit(Settings(data=tmp_path, store=store_url))

    assert over(other) == 500
    other.store.close()


def test_rooms_far_from_the_store_follow_too(house: Cockpit) -> None:
    fact = '[[facts]]\nkey = "gift"\nkind = "text"\nlabel = { en = "Gift", ru = "Подарок" }\n\n'
    briefs = shipped("briefs").replace("[[facts]]", fact + "[[facts]]", 1)
    recipients = shipped("recipients").replace(
        'bases = ["opt_in"]', 'bases = ["opt_in", "contract"]', 1
    )
    messages = shipped("messages").replace("most_parts = 3", "most_parts = 2")
    for name, text in (("briefs", briefs), ("recipients", recipients), ("messages", messages)):
        propose(house, text, name)

    assert house.books.recipients.version == 3

    assert "gift" in declared_facts()
    assert reach._bases() == ("opt_in", "contract")
    assert (house_manners().version, house_manners().sms.most_parts) == (3, 2)


def test_a_worker_at_work_follows_the_sending_book(house: Cockpit) -> None:
    shop = house.workshop()
    propose(house, shipped("sending").replace('"21:00"', '"20:00"'), "sending")

    assert shop.latest is not None
    with house.store.reading() as tx:
        latest = shop.latest(tx)

    assert (shop.book.version, latest.version) == (1, 2)
    assert latest.quiet_hours is not None
    assert latest.quiet_hours.start.hour == 20


def both_in(house: Cockpit) -> None:
    with house.store.transaction() as tx:
        for one in (ADA, UNA):
            people.add(tx, one, by=one.id, at=MONDAY)


def test_with_four_eyes_it_waits_for_another_person(house: Cockpit) -> None:
    both_in(house)
    propose(house, four_eyes=True)
    assert over(house) == 10_000

    with house.transaction() as tx:
        with pytest.raises(rulebook.OwnEdition):
            confirm(house, tx, by=ADA)
        with pytest.raises(NotAllowed):
            confirm(house, tx, by=ANA)
        confirm(house, tx, by=UNA)
        with pytest.raises(rulebook.NotWaiting):
            confirm(house, tx, by=UNA)

    assert over(house) == 500


def confirm(house: Cockpit, tx: Tx, *, by: Person) -> None:
    edition = editions.get(tx, "approval", SHIPPED + 1)
    assert edition is not None
    rulebook.confirm(
        tx,
        edition,
        check=check_beside_others,
        stand_ins=frozenset(),
        by=by,
        at=MONDAY,
    )


def test_the_book_itself_asks_for_a_second_where_there_is_one(house: Cockpit) -> None:
    assert not propose(house).waits
    both_in(house)

    edition = propose(house, shipped("approval"))

    assert edition.waits
    assert over(house) == 500


def test_the_back_door_asks_nobody_even_for_the_way_back(house: Cockpit) -> None:
    both_in(house)
    with house.transaction() as tx:
        wanted = Proposal("approval", SMALLER, "too large")
        edition = rulebook.propose(
            tx, wanted, check=check_beside_others, four_eyes=False, by=HOUSE_PERSON, at=MONDAY
        )

    assert not edition.waits


def test_who_stood_in_for_the_author_does_not_put_it_in_force(house: Cockpit) -> None:
    both_in(house)
    edition = propose(house)

    with house.transaction() as tx, pytest.raises(StandIn, match="stood in"):
        rulebook.confirm(
            tx,
            edition,
            check=check_beside_others,
            stand_ins=frozenset({UNA.id}),
            by=UNA,
            at=MONDAY,
        )


def test_people_by_two_and_books_by_one_is_no_rule() -> None:
    text = shipped("approval").replace("books_need_two = true", "books_need_two = false")

    with pytest.raises(BadBook, match="books_need_two"):
        check_beside_others("approval", text)


def test_a_withdrawn_version_keeps_its_number_and_never_comes_into_force(
    house: Cockpit,
) -> None:
    propose(house, four_eyes=True)
    with pytest.raises(rulebook.AnotherWaits):
        propose(house)
    with house.transaction() as tx:
        rulebook.withdraw(tx, "approval", SHIPPED + 1, by=UNA, at=MONDAY)
        with pytest.raises(rulebook.NotWaiting):
            confirm(house, tx, by=UNA)

    assert propose(house).version == SHIPPED + 2


def test_going_back_is_a_new_version(house: Cockpit) -> None:
    propose(house)

    edition = propose(house, shipped("approval"))

    assert edition.version == SHIPPED + 2
    as_before = edition.text.replace(f"version = {edition.version}", f"version = {SHIPPED}")
    assert as_before == shipped("approval")
    assert over(house) == 10_000


def test_what_says_nothing_new_and_what_gives_no_reason_is_no_version(house: Cockpit) -> None:
    with pytest.raises(rulebook.NothingNew):
        propose(house, shipped("approval").replace("version = 1", "version = 7"))
    with house.transaction() as tx, pytest.raises(rulebook.WhyNeeded):
        rulebook.propose(
            tx,
            Proposal("approval", SMALLER, "  "),
            check=check_beside_others,
            four_eyes=False,
            by=ADA,
            at=MONDAY,
        )
    with pytest.raises(rulebook.UnknownBook):
        propose(house, "version = 1", "../secrets")


@pytest.mark.parametrize(
    ("book", "before", "after", "kind"),
    [
        ("approval", "audience_over = 10000", "audience_over = -1", "greater_than_equal"),
        ("approval", "audience_over = 10000", 'audience_over = "all"', "int_type"),
        ("approval", "always = true", "always = yes", "toml"),
        ("sending", "[retries]", "[retries]\nsurprise = 1", "extra_forbidden"),
    ],
)
def test_a_fault_is_told_with_its_line(
    house: Cockpit, book: str, before: str, after: str, kind: str
) -> None:
    text = shipped(book).replace(before, after, 1)
    line = text[: text.index(after) + len(after)].count("\n") + 1

    with pytest.raises(BadBook) as refusal:
        check_beside_others(book, text)

    fault = refusal.value.faults[0]
    assert (fault.line, fault.kind) == (line, kind)


def test_what_is_missing_is_told_with_the_line_of_what_lacks_it(house: Cockpit) -> None:
    text = shipped("approval").replace('name = "legal"', "")

    with pytest.raises(BadBook) as refusal:
        check_beside_others("approval", text)

    fault = refusal.value.faults[0]
    assert (fault.place, fault.kind) == ("stages.2.name", "missing")
    assert text.splitlines()[(fault.line or 0) - 1] == "[[stages]]"


def test_a_role_that_cannot_decide_is_refused_in_an_edited_book_too(house: Cockpit) -> None:
    with pytest.raises(BadBook, match=r"stages\.2\.role"):
        propose(house, shipped("approval").replace('role = "legal"', 'role = "marketer"'))
    with house.store.reading() as tx:
        assert editions.of_book(tx, "approval") == []


def test_lines_are_found_in_lists_within_lists() -> None:
    text = shipped("approval")
    lines = text.splitlines()

    place = line_of(text, ("stages", 2, "when", 1, "purpose"))

    assert place is not None
    assert lines[place - 1].strip().startswith("purpose =")
    assert line_of(text, ("nowhere",)) is None


def test_a_book_that_cannot_be_followed_stops_the_start_and_there_is_a_way_back(
    house: Cockpit,
    tmp_path: Path,
    store_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    edition = propose(house, shipped("sending").replace('"21:00"', '"20:00"'), "sending")
    with house.store.transaction() as tx:  # written for a program that knew more, or less
        tx.execute(update(rule_book_versions).values(text=edition.text + "\nlost = 1\n"))
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)

    assert main(["person", "list"]) == 1
    assert "lost" in capsys.readouterr().err
    assert main(["rules", "restore", "sending", "--why", "the new program knows less"]) == 0
    assert "Version 3 is in force" in capsys.readouterr().out

    assert main(["person", "list"]) == 0
    assert main(["rules", "list"]) == 0
    assert "sending@3" in capsys.readouterr().out
