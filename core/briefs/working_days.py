"""Working days by Russia's production calendar: weekends, holidays, and the days moved."""

from datetime import date, timedelta
from functools import cache

import holidays

A_DAY = timedelta(days=1)


@cache
def _calendar() -> holidays.HolidayBase:
    return holidays.country_holidays("RU")


def is_working(day: date) -> bool:
    """Whether people work on a day: a Saturday may be one, a Monday may not."""
    return bool(_calendar().is_working_day(day))


def after(day: date, working_days: int) -> date:
    """The last day of a limit of so many working days; the day itself is not counted."""
    left = working_days
    while left > 0:
        day += A_DAY
        left -= is_working(day)
    return day


def between(day: date, later: date) -> int:
    """How many working days lie after a day, up to and including a later one."""
    days = (later - day).days
    return sum(is_working(day + one * A_DAY) for one in range(1, days + 1))
