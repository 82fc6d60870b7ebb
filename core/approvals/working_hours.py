"""How long something has waited while people were at work, and when its limit is over."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from core.briefs import working_days

HOUR = timedelta(hours=1)
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Office:
    """The hours in which people decide, on the clock of a zone, on working days only."""

    zone: str
    opens: time
    pause_from: time
    pause_until: time
    closes: time

    def worked(self, since: datetime, until: datetime) -> timedelta:
        """How much of the time from one moment to another people were at work."""
        spans = (self._of_day(day) for day in self._days(since, until))
        parts = (
            max(min(end, until) - max(start, since), timedelta())
            for span in spans
            for start, end in span
        )
        return sum(parts, timedelta())

    def after(self, since: datetime, hours: int) -> datetime:
        """The moment at which so many working hours since another are over."""
        left = hours * HOUR
        day = since.astimezone(ZoneInfo(self.zone)).date()
        while True:
            for start, end in self._of_day(day):
                begin = max(start, since)
                if end > begin and end - begin >= left:
                    return begin + left
                left -= max(end - begin, timedelta())
            day += A_DAY

    def _days(self, since: datetime, until: datetime) -> Iterator[date]:
        zone = ZoneInfo(self.zone)
        day, last = since.astimezone(zone).date(), until.astimezone(zone).date()
        while day <= last:
            yield day
            day += A_DAY

    def _of_day(self, day: date) -> list[tuple[datetime, datetime]]:
        """The two halves of a working day, in UTC; of any other day, nothing."""
        if not working_days.is_working(day):
            return []
        halves = ((self.opens, self.pause_from), (self.pause_until, self.closes))
        return [(self._moment(day, start), self._moment(day, end)) for start, end in halves]

    def _moment(self, day: date, at: time) -> datetime:
        local = datetime.combine(day, at, tzinfo=ZoneInfo(self.zone))
        return local.astimezone(ZoneInfo("UTC"))

    def as_json(self) -> dict[str, str]:
        return {name: str(value) for name, value in vars(self).items()}

    @staticmethod
    def from_json(facts: dict[str, str]) -> "Office":
        times = {key: time.fromisoformat(facts[key]) for key in facts if key != "zone"}
        return Office(zone=facts["zone"], **times)


@dataclass(frozen=True)
class Limit:
    """How many working hours a stage may take, and who may decide, too, once they are over."""

    hours: int
    escalates_to: str | None
    office: Office

    def worked(self, since: datetime, until: datetime) -> float:
        """Working hours from one moment to another."""
        return self.office.worked(since, until) / HOUR

    def is_over(self, since: datetime, at: datetime) -> bool:
        return at >= self.ends_at(since)

    def ends_at(self, since: datetime) -> datetime:
        return self.office.after(since, self.hours)

    def as_json(self) -> dict[str, Any]:
        return vars(self) | {"office": self.office.as_json()}

    @staticmethod
    def from_json(facts: dict[str, Any]) -> "Limit":
        return Limit(**facts | {"office": Office.from_json(facts["office"])})
