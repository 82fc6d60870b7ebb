"""A bulletin: what all campaigns came to, by e-mail, once a week or once a month."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from core.foundation.refusal import Refusal

HOUR = 8  # of the day after a period, on the clock of the house
WEEK = timedelta(days=7)
INTO_THE_NEXT = timedelta(days=32)  # from the first day of a month


class UnknownRhythm(Refusal):
    """Nobody can be told as often as that."""


class Rhythm(StrEnum):
    NONE = "none"
    WEEKLY = "weekly"  # of Monday to Sunday, on the Monday after
    MONTHLY = "monthly"  # of a calendar month, on the first day after
    NOW = "now"  # once, of the last seven days


RHYTHMS = (Rhythm.NONE, Rhythm.WEEKLY, Rhythm.MONTHLY)  # those to choose from


@dataclass(frozen=True)
class Period:
    """From … to: `end` is the first day that does not belong to it."""

    start: date
    end: date

    @property
    def last(self) -> date:
        return self.end - timedelta(days=1)

    def following(self, rhythm: Rhythm) -> "Period":
        """The next one of the kind."""
        return _before(rhythm, self.end + (WEEK if rhythm is Rhythm.WEEKLY else INTO_THE_NEXT))

    def due_at(self, zone: str) -> datetime:
        """When it is told: the morning after, on the clock of the house."""
        return datetime.combine(self.end, time(HOUR), ZoneInfo(zone))


@dataclass(frozen=True)
class Choice:
    """How often a person wants to be told, and in which language."""

    person_id: str
    rhythm: Rhythm
    language: str
    chosen_at: datetime


@dataclass(frozen=True)
class Bulletin:
    """One that is to be sent, or was. `told`: the looks it told of, ``<campaign>:<look>``."""

    id: str
    person_id: str
    rhythm: Rhythm
    period: Period
    language: str
    told: tuple[str, ...]
    made_at: datetime
    not_before: datetime | None
    attempts: int
    handed_at: datetime | None
    sent_at: datetime | None

    @property
    def state(self) -> str:
        """What became of it: a word ``bulletins-state-<state>``."""
        if self.sent_at is not None:
            return "sent"
        if self.handed_at is not None:
            return "unconfirmed"
        return "given-up" if self.not_before is None else "waiting"


def latest(rhythm: Rhythm, at: datetime, zone: str) -> Period:
    """The last period that is over and may be told at a moment."""
    today = at.astimezone(ZoneInfo(zone)).date()
    if rhythm is Rhythm.NOW:
        return Period(today - WEEK + timedelta(days=1), today + timedelta(days=1))
    found = _before(rhythm, today)
    return found if found.due_at(zone) <= at else _before(rhythm, found.last)


def is_due(choice: Choice, at: datetime, zone: str) -> Period | None:
    """The period a person is to be told of now; none: nothing was over since they chose."""
    if choice.rhythm is Rhythm.NONE:
        return None
    period = latest(choice.rhythm, at, zone)
    return period if period.due_at(zone) > choice.chosen_at else None


def made(choice: Choice, period: Period, *, at: datetime) -> Bulletin:
    """A bulletin to be sent: the same person and period, the same one."""
    about = f"{at:%Y-%m-%dT%H:%M}" if choice.rhythm is Rhythm.NOW else f"{period.start}"
    return Bulletin(
        id=f"{choice.person_id}:{choice.rhythm}:{about}",
        person_id=choice.person_id,
        rhythm=choice.rhythm,
        period=period,
        language=choice.language,
        told=(),
        made_at=at,
        not_before=at,
        attempts=0,
        handed_at=None,
        sent_at=None,
    )


def _before(rhythm: Rhythm, day: date) -> Period:
    """The whole week or month before the one that a day lies in."""
    if rhythm is Rhythm.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday - WEEK, monday)
    first = day.replace(day=1)
    return Period((first - timedelta(days=1)).replace(day=1), first)
