from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.actions import (
    Closed,
    CommentNeeded,
    IllegalMove,
    Incomplete,
    NotYours,
    OwnBrief,
    Unconfirmed,
    UnknownKind,
)
from core.briefs.checking import BadField
from core.briefs.facts import Lapsed, NotYourWord, OwnWord, SaidOtherwise, UnknownFact
from core.briefs.model import MOVES, BriefId, Standing, Status
from core.briefs.records import ChangedMeanwhile
from core.briefs.values import BadFact
from core.foundation.refusal import Refusal
from core.foundation.words import LANGUAGES
from core.journal import actions as journal
from core.people.model import NotAllowed, Role
from core.store.store import Store, Tx
from tests.asking import (
    BOOK,
    BRIEF,
    FACTS,
    PAVEL,
    RITA,
    UNTIL,
    accepted,
    confirm,
    confirmed,
    filed,
    supplied,
    tell,
    told,
)
from tests.conftest import ANA, BEN, CLEO, MONDAY, person
from tests.plan import LEA, TODAY

PAULA = person("paula", Role.PRODUCT_OWNER)
RON = person("ron", Role.REQUESTER)


def standing(tx: Tx, key: str) -> Standing:
    return records.facts(tx, BRIEF)[key].standing(on=TODAY)


def test_every_status_has_its_moves() -> None:
    assert set(MOVES) == set(Status)


def test_a_brief_walks_from_asked_to_used(store: Store) -> None:
    with store.transaction() as tx:
        accepted(tx)
        briefs.use(tx, BRIEF, campaign="c1", at=MONDAY)
        again = briefs.use(tx, BRIEF, campaign="c2", at=MONDAY)

    with store.reading() as tx:
        walked = [move.to_status for move in records.moves(tx, BRIEF)]
        assert walked == [Status.ASKED, Status.SUPPLIED, Status.ACCEPTED, Status.USED]
        assert again.status is Status.USED
        assert journal.audit(tx).broken_at is None


def test_what_the_book_asks_for_is_named_before_it_is_supplied(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx, goal="")
        tell(tx, "price", "590", until=None)
        with pytest.raises(Incomplete) as refusal:
            briefs.supply(tx, BRIEF, book=BOOK, by=RITA, at=MONDAY)

    assert refusal.value.things == (
        *("goal", "fact:offer", "fact:ends_on", "fact:terms"),
        "fact:price",  # it is there, but not until when
    )
    assert "Цена, рублей в месяц" in refusal.value.sentence("ru")


def test_nobody_accepts_what_is_not_confirmed(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        confirm(tx, "price", by=PAVEL, seen="590")
        with pytest.raises(Unconfirmed) as refusal:
            briefs.accept(tx, BRIEF, book=BOOK, by=ANA, at=MONDAY, today=TODAY)

    assert refusal.value.things == ("fact:offer", "fact:ends_on", "fact:terms")


def test_a_fact_that_ran_out_keeps_a_brief_from_being_accepted(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        confirmed(tx)
        later = UNTIL + timedelta(days=1)
        with pytest.raises(Unconfirmed) as refusal:
            briefs.accept(tx, BRIEF, book=BOOK, by=ANA, at=MONDAY, today=later)

    assert refusal.value.things == ("fact:price", "fact:terms")


def test_nobody_accepts_their_own_brief(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        tell(tx, "price", "600", by=ANA)
        confirm(tx, "price", by=PAVEL, seen="600")
        with pytest.raises(OwnBrief):
            briefs.accept(tx, BRIEF, book=BOOK, by=ANA, at=MONDAY, today=TODAY)


def test_nobody_accepts_what_they_supplied_for_somebody_else(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx)
        told(tx)
        briefs.supply(tx, BRIEF, book=BOOK, by=ANA, at=MONDAY)
        confirmed(tx)

        with pytest.raises(OwnBrief):
            briefs.accept(tx, BRIEF, book=BOOK, by=ANA, at=MONDAY, today=TODAY)
        assert ANA.id in records.authors(tx, BRIEF)


def test_a_confirmation_is_a_row_with_a_name_and_its_rule(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        said = confirm(tx, "price", by=PAVEL, seen="590")

    assert (said.confirmed_by, said.value) == (PAVEL.id, "590")
    assert said.rule == f"briefs@{BOOK.version}#tariff_offer.price"
    with store.reading() as tx:
        assert standing(tx, "price") is Standing.CONFIRMED


def test_a_change_of_the_value_or_of_its_last_day_takes_the_name_off(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        for change in ({"value": "591"}, {"value": "591", "until": UNTIL + timedelta(days=9)}):
            now = records.facts(tx, BRIEF)["price"].value
            confirm(tx, "price", by=PAVEL, seen=now)
            assert standing(tx, "price") is Standing.CONFIRMED
            tell(tx, "price", **change)
            assert standing(tx, "price") is Standing.UNCONFIRMED

    with store.reading() as tx:
        assert [bool(at) for _, _, at in records.confirmations(tx, BRIEF)] == [True, True]


def test_saying_the_same_again_changes_nothing(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        confirm(tx, "price", by=PAVEL, seen="590")
        tell(tx, "price", "590.00")

        assert standing(tx, "price") is Standing.CONFIRMED


def test_nobody_confirms_their_own_word(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        tell(tx, "price", "600", by=PAVEL)
        with pytest.raises(OwnWord):
            confirm(tx, "price", by=PAVEL, seen="600")

        assert confirm(tx, "price", by=PAULA, seen="600").confirmed_by == PAULA.id


@pytest.mark.parametrize("stranger", [ANA, BEN, LEA, RITA], ids=lambda one: one.id)
def test_only_the_role_the_book_names_confirms(store: Store, stranger: Any) -> None:
    with store.transaction() as tx:
        supplied(tx)
        with pytest.raises(NotYourWord):
            confirm(tx, "price", by=stranger, seen="590")


def test_whoever_confirms_sees_what_they_confirm(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        tell(tx, "price", "9900")
        with pytest.raises(SaidOtherwise):
            confirm(tx, "price", by=PAVEL, seen="590")
        last: Any = {"seen": "9900", "seen_until": UNTIL - timedelta(days=1)}
        with pytest.raises(SaidOtherwise):
            facts.confirm(
                tx, BRIEF, "price", **last, book=BOOK, by=PAVEL, at=MONDAY, today=TODAY
            )


def test_what_is_over_is_renewed_and_confirmed_again(store: Store) -> None:
    later = UNTIL + timedelta(days=1)
    with store.transaction() as tx:
        accepted(tx)
        tell(tx, "price", "1")
        with pytest.raises(Lapsed):
            confirm(tx, "price", by=PAVEL, seen="1", today=later)
        far = later + timedelta(days=30)
        facts.renew(tx, BRIEF, "price", valid_until=far, book=BOOK, by=RITA, at=MONDAY)
        confirm(tx, "price", by=PAVEL, seen="1", today=later)

        assert records.facts(tx, BRIEF)["price"].standing(on=later) is Standing.CONFIRMED


def test_a_name_can_be_taken_off_again(store: Store) -> None:
    with store.transaction() as tx:
        accepted(tx)
        with pytest.raises(NotYourWord):
            facts.take_back(tx, BRIEF, "price", book=BOOK, by=ANA, at=MONDAY)
        facts.take_back(tx, BRIEF, "price", book=BOOK, by=PAVEL, at=MONDAY)

        assert standing(tx, "price") is Standing.UNCONFIRMED


def test_a_brief_comes_back_with_comments_per_field_that_supplying_answers(
    store: Store,
) -> None:
    comments = {"fact:terms": "Which paragraph?", "audience": " A segment, please ", "goal": ""}
    with store.transaction() as tx:
        supplied(tx)
        with pytest.raises(CommentNeeded):
            briefs.give_back(tx, BRIEF, comments={"goal": "  "}, by=ANA, at=MONDAY)
        returned = briefs.give_back(tx, BRIEF, comments=comments, by=ANA, at=MONDAY)
        waiting = records.open_comments(tx)
        tell(tx, "terms", "Paragraph 4.2")
        briefs.supply(tx, BRIEF, book=BOOK, by=RITA, at=MONDAY)

        assert returned.status is Status.RETURNED
        assert waiting == {BRIEF: 2}
        assert [(one.field, one.text) for one in records.comments(tx, BRIEF)] == [
            ("fact:terms", "Which paragraph?"),
            ("audience", "A segment, please"),
        ]
        assert records.open_comments(tx) == {}


def test_what_was_supplied_is_not_edited_but_its_facts_may_be_renewed(store: Store) -> None:
    with store.transaction() as tx:
        brief = supplied(tx)
        with pytest.raises(Closed):
            briefs.edit(tx, BRIEF, by=RITA, at=MONDAY, seen=brief.revision, goal="Another")

        assert tell(tx, "price", "700").value == "700"


def test_two_who_edit_at_once_lose_nothing(store: Store) -> None:
    with store.transaction() as tx:
        brief = filed(tx)
        briefs.edit(tx, BRIEF, by=RITA, at=MONDAY, seen=brief.revision, goal="Mine")
        with pytest.raises(ChangedMeanwhile):
            briefs.edit(tx, BRIEF, by=ANA, at=MONDAY, seen=brief.revision, goal="Theirs")

        assert records.get(tx, BRIEF).goal == "Mine"


def test_a_withdrawn_brief_is_over_and_a_used_one_cannot_be_withdrawn(store: Store) -> None:
    other = BriefId("b2")
    with store.transaction() as tx:
        accepted(tx)
        briefs.use(tx, BRIEF, campaign="c1", at=MONDAY)
        filed(tx, other)
        with pytest.raises(CommentNeeded):
            briefs.withdraw(tx, other, reason=" ", by=RITA, at=MONDAY)
        briefs.withdraw(tx, other, reason="No budget", by=RITA, at=MONDAY)
        with pytest.raises(IllegalMove):
            briefs.withdraw(tx, BRIEF, reason="Too late", by=RITA, at=MONDAY)
        with pytest.raises(IllegalMove):
            facts.tell(tx, other, "price", "1", book=BOOK, by=RITA, at=MONDAY)


VERBS: dict[str, Callable[[Tx], object]] = {
    "edit": lambda tx: briefs.edit(tx, BRIEF, by=RON, at=MONDAY, seen=2, goal="x"),
    "tell": lambda tx: tell(tx, "price", "1", by=RON),
    "supply": lambda tx: briefs.supply(tx, BRIEF, book=BOOK, by=RON, at=MONDAY),
    "withdraw": lambda tx: briefs.withdraw(tx, BRIEF, reason="x", by=RON, at=MONDAY),
}


@pytest.mark.parametrize("verb", VERBS)
def test_another_requester_changes_nothing(store: Store, verb: str) -> None:
    with store.transaction() as tx:
        filed(tx)
        with pytest.raises(NotYours):
            VERBS[verb](tx)


def test_a_stranger_may_nothing_and_a_requester_accepts_nothing(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        with pytest.raises(NotAllowed):
            filed(tx, BriefId("b2"), by=CLEO)
        with pytest.raises(NotAllowed):
            briefs.accept(tx, BRIEF, book=BOOK, by=RITA, at=MONDAY, today=TODAY)
        with pytest.raises(NotAllowed):
            briefs.give_back(tx, BRIEF, comments={"goal": "x"}, by=RITA, at=MONDAY)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("price", "many"),
        ("price", "-1"),
        ("price", "NaN"),
        ("price", "1e99"),
        ("ends_on", "31.12.2026"),
        ("terms_link", "http://plain.example"),
        ("terms_link", "javascript:alert(1)"),
        ("terms_link", "https://good.example@evil.example/"),
        ("terms_link", 'https://a.example/"><script>'),
        ("offer", "x" * 2_001),
    ],
)
def test_a_value_that_is_not_of_its_kind_is_refused_in_both_languages(
    store: Store, key: str, value: str
) -> None:
    with store.transaction() as tx:
        filed(tx)
        with pytest.raises(BadFact) as refusal:
            tell(tx, key, value)

        assert records.facts(tx, BRIEF) == {}
    assert all(refusal.value.sentence(language) for language in LANGUAGES)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("1 990,50", "1990.5"), ("0590", "590"), (590, "590"), ("1000", "1000"), ("0", "0")],
)
def test_a_number_is_kept_in_one_way(store: Store, typed: Any, kept: str) -> None:
    with store.transaction() as tx:
        filed(tx)

        assert tell(tx, "price", typed).value == kept


def test_a_fact_is_taken_back_by_saying_nothing(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx)
        told(tx)
        assert tell(tx, "offer", " ") is None

        assert records.facts(tx, BRIEF).keys() == FACTS.keys() - {"offer"}


@pytest.mark.parametrize(
    "bad",
    [
        lambda tx: filed(tx, name=" "),
        lambda tx: filed(tx, name="x" * 121),
        lambda tx: filed(tx, goal="x" * 4_001),
        lambda tx: filed(tx, window_days=0),
        lambda tx: filed(tx, cost=-1),
        lambda tx: filed(tx, ends_on=TODAY),
        lambda tx: (filed(tx), tell(tx, "seats", "5")),
        lambda tx: briefs.file(
            tx, BRIEF, name="x", kind="nothing", book=BOOK, by=RITA, at=MONDAY
        ),
    ],
)
def test_what_cannot_stand_in_a_brief_is_refused(store: Store, bad: Any) -> None:
    with store.transaction() as tx, pytest.raises((BadField, UnknownFact, UnknownKind)) as no:
        bad(tx)

    refusal = no.value
    assert isinstance(refusal, Refusal)
    assert all(refusal.sentence(language) for language in LANGUAGES)
