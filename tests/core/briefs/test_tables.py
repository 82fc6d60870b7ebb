from dataclasses import replace
from datetime import date, timedelta

import pytest

from core.briefs import records, tables, working_days
from core.briefs.model import Brief, BriefId, Status
from core.briefs.tables import Planned
from core.store.store import Store
from tests.asking import BOOK, BRIEF, PAVEL, RITA, filed, supplied
from tests.conftest import ANA, CLEO, MONDAY
from tests.plan import LEA, TODAY

ZONE = "Europe/Moscow"
FRIDAY = date(2026, 3, 6)


def brief(name: str, product: str, start: date | None, end: date | None) -> Brief:
    return Brief(
        id=BriefId(name),
        name=name,
        kind="tariff_offer",
        status=Status.SUPPLIED,
        purpose="advertising",
        created_by=RITA.id,
        created_at=MONDAY,
        moved_at=MONDAY,
        product=product,
        starts_on=start,
        ends_on=end,
    )


@pytest.mark.parametrize(
    ("day", "days", "limit"),
    [
        (date(2026, 3, 2), 3, date(2026, 3, 5)),
        (date(2026, 3, 6), 1, date(2026, 3, 10)),  # women's day, a Sunday, moved to Monday
        (date(2025, 12, 29), 3, date(2026, 1, 13)),  # over the holidays of the new year
        (date(2025, 10, 31), 1, date(2025, 11, 1)),  # a Saturday that was worked
    ],
)
def test_limits_follow_the_production_calendar(day: date, days: int, limit: date) -> None:
    assert working_days.after(day, days) == limit
    assert working_days.between(day, limit) == days


def test_a_turn_says_whose_it_is_and_how_late() -> None:
    asked = replace(brief("a", "Mobile", None, None), status=Status.ASKED)

    now = tables.turn(asked, BOOK, today=TODAY + timedelta(days=1), zone=ZONE)
    late = tables.turn(asked, BOOK, today=date(2026, 3, 13), zone=ZONE)
    over = tables.turn(replace(asked, status=Status.USED), BOOK, today=TODAY, zone=ZONE)

    assert now is not None
    assert late is not None
    assert over is None
    assert (now.owner, now.age, now.late) == ("requester", 1, 0)
    assert (late.limit, late.late) == (date(2026, 3, 10), 3)
    assert now.rule == f"briefs@{BOOK.version}#tariff_offer.asked"


def test_a_brief_waits_for_those_whose_turn_it_is(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)
        filed(tx, BriefId("b2"))

    with store.reading() as tx:
        waiting = {
            person.id: [
                (one.brief.id, one.facts)
                for one in tables.errands(tx, person, BOOK, today=TODAY, zone=ZONE)
            ]
            for person in (RITA, ANA, PAVEL, LEA, CLEO)
        }
    assert waiting == {
        RITA.id: [("b2", ())],
        ANA.id: [(BRIEF, ())],
        PAVEL.id: [(BRIEF, ("offer", "price", "ends_on"))],
        LEA.id: [(BRIEF, ("terms",))],
        CLEO.id: [],
    }


def test_the_same_product_in_the_same_weeks_is_pointed_out() -> None:
    mine = brief("mine", "Облако 2.0", FRIDAY, FRIDAY)
    others = [
        mine,
        brief("same", "облако-2.0", FRIDAY - timedelta(days=4), FRIDAY - timedelta(days=4)),
        brief("later", "Облако 2.0", FRIDAY + timedelta(days=3), FRIDAY + timedelta(days=5)),
        brief("other", "Mobile", FRIDAY, None),
        brief("undated", "Облако 2.0", None, None),
    ]

    assert [one.id for one in tables.twins(mine, others)] == ["same"]
    assert [one.id for one in tables.overlapping(mine, others)] == ["same", "other"]


def test_a_week_that_bears_no_more_is_marked() -> None:
    bears = BOOK.capacity
    planned = [
        Planned("a", FRIDAY, bears.contacts_a_week, "a", is_campaign=True),
        Planned("b", FRIDAY + timedelta(days=2), 1, "b", is_campaign=False),
        *(
            Planned(str(n), FRIDAY + timedelta(days=7), 0, str(n), is_campaign=False)
            for n in range(bears.mailings_a_week)
        ),
    ]

    first, second, third = tables.weeks(planned, BOOK, first=FRIDAY, count=3)

    assert (first.monday, len(first.planned), first.is_over) == (date(2026, 3, 2), 2, True)
    assert (second.contacts, second.is_over) == (0, False)
    assert third.planned == ()


def test_everybody_with_a_hand_in_it_is_an_author(store: Store) -> None:
    with store.transaction() as tx:
        supplied(tx)

    with store.reading() as tx:
        assert records.authors(tx, BRIEF) == {RITA.id}
        assert [one.id for one in records.everything(tx)] == [BRIEF]


def test_a_step_that_follows_is_told_apart_and_weighs_nothing() -> None:
    most = BOOK.capacity.contacts_a_week
    first = Planned("a", FRIDAY, most, "a", is_campaign=True)
    then = Planned("a", FRIDAY, most, "a", is_campaign=True, step=2)

    (week,) = tables.weeks([first, then], BOOK, first=FRIDAY, count=1)

    assert (week.planned, week.later) == ((first,), (then,))
    assert not week.is_over
