from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from core.campaigns import global_holdout, pressure
from core.campaigns.pressure import Capped, Chosen, Touch
from tests.plan import BOOKS

CAPS = BOOKS.recipients.pressure.caps
DAY = date(2026, 3, 10)
ANN, BOB = Chosen("a1", "ann"), Chosen("a1", "bob")


def days_before(count: int) -> date:
    return DAY - timedelta(days=count)


def objections(touches: list[Touch], *chosen: Chosen) -> list[str]:
    opened = pressure.windows(touches, CAPS, DAY)
    return [pressure.objection(opened, one) for one in chosen]


def test_a_contact_gets_two_in_seven_days_counting_this_day() -> None:
    recent = [Touch("x", "a1", "ann", days_before(6)), Touch("y", "a1", "ann", DAY)]
    older = [recent[0], Touch("y", "a1", "ann", days_before(7))]

    assert objections(recent, ANN, BOB) == ["contact-week", ""]
    assert objections(older, ANN) == [""]


def test_an_account_gets_six_in_thirty_days_whoever_of_it_gets_them() -> None:
    touches = [Touch("x", "a1", f"c{n}", days_before(20)) for n in range(5)]

    assert objections(touches, ANN, BOB) == ["", "account-month"]


def test_room_is_kept_for_a_higher_priority_that_comes_later_and_not_for_an_equal_one() -> None:
    later = DAY + timedelta(days=2)
    equal = [Touch("x", "a1", "ann", later)] * 2
    higher = [touch._replace(first=True) for touch in equal]

    assert objections(equal, ANN) == [""]
    assert objections(higher, ANN) == ["contact-week"]


def test_a_simulation_says_whom_each_day_would_lose_and_to_which_campaign() -> None:
    chosen = [ANN, Chosen("a2", "eve")]
    touches = [Touch("spring", "a1", "ann", DAY)] * 2 + [Touch("old", "a2", "eve", DAY)]
    week_later = DAY + timedelta(days=7)

    found = pressure.capped(chosen, touches, CAPS, [DAY, week_later])

    assert found == [Capped(DAY, 1, 1, (("spring", 1),)), Capped(week_later, 0, 0, ())]


def test_each_step_is_foreseen_on_its_own_day_with_what_the_earlier_ones_send() -> None:
    weekly = [ANN, ANN._replace(after=7), ANN._replace(after=14)]
    at_once = [ANN, ANN._replace(after=1), ANN._replace(after=2)]
    touched = [Touch("spring", "a1", "ann", DAY)] * 2

    assert pressure.capped(weekly, [], CAPS, [DAY]) == [Capped(DAY, 0, 0, ())]
    assert pressure.capped(at_once, [], CAPS, [DAY]) == [Capped(DAY, 0, 1, ())]
    # The first is one too many, those a week later are not: the account is still reached.
    assert pressure.capped(weekly, touched, CAPS, [DAY]) == [Capped(DAY, 0, 1, ())]


PEOPLE = st.sampled_from([ANN, BOB, Chosen("a2", "eve")])
TOUCHES = st.lists(
    st.builds(
        lambda name, one, day, first: Touch(name, one.account_id, one.contact_id, day, first),
        st.sampled_from(["x", "y"]),
        PEOPLE,
        st.integers(0, 40).map(days_before),
        st.booleans(),
    ),
    max_size=30,
)
CHOSEN = st.lists(PEOPLE, max_size=12)


@given(TOUCHES, CHOSEN)
def test_no_window_is_ever_filled_beyond_its_cap(
    touches: list[Touch], chosen: list[Chosen]
) -> None:
    opened = pressure.windows(touches, CAPS, DAY)
    before = [dict(window.counts) for window in opened]

    for one in chosen:
        pressure.objection(opened, one)

    for window, was in zip(opened, before, strict=True):
        for key, count in window.counts.items():
            assert count <= max(window.cap.most, was.get(key, 0))


@given(TOUCHES, CHOSEN)
def test_a_simulation_counts_as_the_waterfall_would(
    touches: list[Touch], chosen: list[Chosen]
) -> None:
    (found,) = pressure.capped(chosen, touches, CAPS, [DAY])

    rules = list(zip(chosen, objections(touches, *chosen), strict=True))
    left = {one.account_id for one, rule in rules if not rule}
    assert found.contacts == sum(rule != "" for _, rule in rules)
    assert found.accounts == len({one.account_id for one, _ in rules} - left)


def test_a_period_has_a_name() -> None:
    day = date(2026, 11, 26)

    names = [global_holdout.period_of(one, day) for one in ("quarter", "half_year", "year")]

    assert names == ["2026Q4", "2026H2", "2026"]
