"""Questions about briefs: whose turn it is, how late, what waits for whom, what collides."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from zoneinfo import ZoneInfo

from core.briefs import records, working_days
from core.briefs.model import PLANNED, Brief, Facts, Standing, Status, standing
from core.people.model import Permission, Person
from core.rulebook.briefs import BriefsBook
from core.store.store import Tx

A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Turn:
    """Whose turn a brief is: `owner` is the side that has to move, until the day `limit`.

    `age` and `late` count working days: in this status so far, and past the limit.
    """

    owner: str  # requester, or marketer
    rule: str  # book@version#rule
    limit: date
    working_days: int
    age: int
    late: int

    @property
    def is_overdue(self) -> bool:
        return self.late > 0

    def is_of(self, person: Person, brief: Brief) -> bool:
        """Whether it is this person's turn: who filed it, or marketing."""
        if self.owner == "requester":
            return brief.created_by == person.id
        return person.may(Permission.PLAN)


@dataclass(frozen=True)
class Errand:
    """A brief that waits for somebody: for its next step, or for names under facts."""

    brief: Brief
    turn: Turn
    facts: tuple[str, ...] = ()  # keys to confirm; none: the step itself

    @property
    def is_confirming(self) -> bool:
        return bool(self.facts)


@dataclass(frozen=True)
class Planned:
    """A mailing that is to go out: a brief's or a campaign's, with how many it writes to.

    A `step` after the first goes to at most so many, and not before that day.
    """

    name: str
    day: date
    contacts: int
    link: str  # its id
    is_campaign: bool
    product: str = ""
    step: int = 1


@dataclass(frozen=True)
class Week:
    """What is planned for one week, against what the book says a week bears.

    `later` are further steps of campaigns: who of them is written to is not known yet, so they
    count for nothing.
    """

    monday: date
    planned: tuple[Planned, ...]
    most_mailings: int
    most_contacts: int
    later: tuple[Planned, ...] = ()

    @property
    def contacts(self) -> int:
        return sum(one.contacts for one in self.planned)

    @property
    def is_over(self) -> bool:
        return len(self.planned) > self.most_mailings or self.contacts > self.most_contacts


def turn(brief: Brief, book: BriefsBook, *, today: date, zone: str) -> Turn | None:
    """Whose turn it is; none: it is done, or the book knows its kind no more."""
    kind = book.kind(brief.kind)
    step = None if kind is None else kind.step(brief.status)
    if step is None:
        return None
    since = brief.moved_at.astimezone(ZoneInfo(zone)).date()
    limit = working_days.after(since, step.working_days)
    return Turn(
        owner=step.owner,
        rule=book.cite(f"{brief.kind}.{brief.status}"),
        limit=limit,
        working_days=step.working_days,
        age=working_days.between(since, today),
        late=working_days.between(limit, today),
    )


def errands(
    tx: Tx, person: Person, book: BriefsBook, *, today: date, zone: str
) -> list[Errand]:
    """The briefs that wait for this person, the latest first."""
    if not person.may(Permission.BRIEF):
        return []
    waiting = records.with_status(tx, *PLANNED)
    facts = records.facts_of(tx, [brief.id for brief in waiting])
    found = []
    for brief in waiting:
        now = turn(brief, book, today=today, zone=zone)
        if now is None:
            continue
        keys = to_confirm(brief, facts.get(brief.id, {}), book, person, today=today)
        if keys and brief.status is not Status.ASKED:
            found.append(Errand(brief, now, tuple(keys)))
        if now.is_of(person, brief):
            found.append(Errand(brief, now))
    return sorted(found, key=lambda errand: (-errand.turn.late, errand.turn.limit))


def to_confirm(
    brief: Brief, facts: Facts, book: BriefsBook, person: Person, *, today: date
) -> list[str]:
    """The facts that wait for this person's name."""
    kind = book.kind(brief.kind)
    return [
        one.key
        for one in (kind.facts if kind else ())
        if one.confirmed_by in person.roles
        and standing(facts, one.key, on=today) is Standing.UNCONFIRMED
        and facts[one.key].supplied_by != person.id
    ]


def overlapping(brief: Brief, others: Iterable[Brief]) -> list[Brief]:
    """The other briefs that are planned for days of the same weeks."""
    return [one for one in others if one.id != brief.id and _share_a_week(brief, one)]


def twins(brief: Brief, others: Iterable[Brief]) -> list[Brief]:
    """The other briefs about the same product at the same time."""
    product = _bare(brief.product)
    found = overlapping(brief, others) if product else []
    return [one for one in found if _bare(one.product) == product]


def weeks(
    planned: Sequence[Planned], book: BriefsBook, *, first: date, count: int
) -> list[Week]:
    """So many weeks from the one of a day on, each with what is planned for it."""
    monday = first - timedelta(days=first.weekday())
    bears = book.capacity
    found = []
    for start in (monday + number * A_WEEK for number in range(count)):
        within = [one for one in planned if start <= one.day < start + A_WEEK]
        found.append(
            Week(
                start,
                tuple(one for one in within if one.step == 1),
                bears.mailings_a_week,
                bears.contacts_a_week,
                tuple(one for one in within if one.step > 1),
            )
        )
    return found


def _share_a_week(one: Brief, other: Brief) -> bool:
    spans = [_span(one), _span(other)]
    (start, end), (begin, last) = spans
    if start is None or end is None or begin is None or last is None:
        return False
    return _monday(start) <= _monday(last) and _monday(begin) <= _monday(end)


def _span(brief: Brief) -> tuple[date | None, date | None]:
    start = brief.starts_on or brief.ends_on
    return start, brief.ends_on or start


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _bare(product: str) -> str:
    return "".join(c for c in product.casefold().replace("ё", "е") if c.isalnum())
