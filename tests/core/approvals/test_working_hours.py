"""Limits in working hours, by Russia's production calendar."""

from datetime import UTC, datetime, time

import pytest

from core.approvals.working_hours import HOUR, Limit, Office

OFFICE = Office("Europe/Moscow", time(9), time(13), time(14), time(18))


def moscow(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of 2026 on Moscow's clock, in UTC."""
    return datetime(2026, month, day, hour - 3, minute, tzinfo=UTC)


@pytest.mark.parametrize(
    ("since", "until", "hours"),
    [
        (moscow(3, 2, 9), moscow(3, 2, 18), 8),  # a Monday, its pause left out
        (moscow(3, 2, 12), moscow(3, 2, 15), 2),
        (moscow(3, 2, 13, 10), moscow(3, 2, 13, 50), 0),  # the pause alone
        (moscow(3, 2, 7), moscow(3, 2, 9, 30), 0.5),  # before anybody is there
        (moscow(3, 2, 17), moscow(3, 3, 10), 2),  # over a night
        (moscow(3, 6, 17), moscow(3, 10, 10), 2),  # 8 March 2026 moves its day off to the 9th
        (moscow(4, 30, 17), moscow(5, 4, 10), 2),  # 1 May, then a weekend
        (moscow(5, 8, 17), moscow(5, 12, 10), 2),  # the 9th of May, a Saturday, moves one, too
        (moscow(3, 2, 12), moscow(3, 2, 12), 0),
        (moscow(3, 2, 12), moscow(3, 2, 11), 0),  # a clock that went back
    ],
)
def test_only_hours_at_work_count(since: datetime, until: datetime, hours: float) -> None:
    assert OFFICE.worked(since, until) / HOUR == hours


@pytest.mark.parametrize(
    ("since", "hours", "end"),
    [
        (moscow(3, 2, 9), 8, moscow(3, 2, 18)),
        (moscow(3, 2, 10), 8, moscow(3, 3, 10)),
        (moscow(3, 6, 17), 2, moscow(3, 10, 10)),
        (moscow(3, 7, 12), 1, moscow(3, 10, 10)),  # begun on a Saturday
        (moscow(12, 31, 17), 16, None),
    ],
)
def test_a_limit_ends_where_its_hours_are_over(
    since: datetime, hours: int, end: datetime | None
) -> None:
    found = OFFICE.after(since, hours)

    assert OFFICE.worked(since, found) == hours * HOUR
    if end is not None:
        assert found == end


def test_a_limit_is_over_at_its_end_and_not_before() -> None:
    limit = Limit(8, "legal", OFFICE)
    since = moscow(3, 2, 10)

    assert not limit.is_over(since, moscow(3, 3, 9, 59))
    assert limit.is_over(since, moscow(3, 3, 10))
    assert Limit.from_json(limit.as_json()) == limit
