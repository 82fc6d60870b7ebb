"""How often anybody is written to: caps in rolling windows, over all channels and campaigns."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from core.rulebook.recipients import Cap

ACCOUNT = "account"


class Touch(NamedTuple):
    """A message that went out, may have, or will before anything of ours does.

    One of a campaign with a higher priority goes `first` even where it is later: room is kept
    for it.
    """

    campaign_id: str
    account_id: str
    contact_id: str
    day: date  # UTC
    first: bool = False


class Chosen(NamedTuple):
    """Somebody a campaign would write to, so many days `after` its first step."""

    account_id: str
    contact_id: str
    after: int = 0


class Room(Enum):
    """Whether one more message to somebody is within the caps."""

    FREE = "free"
    UNSURE = "unsure"  # too many only if all that is in the air arrives
    NONE = "none"


class Capped(NamedTuple):
    """What the caps would take from a campaign that goes out on a day.

    `accounts` are those with nobody left, `contacts` the messages that fall; `by` says how many
    of these accounts each campaign wrote to within the window, the most first.
    """

    day: date
    accounts: int
    contacts: int
    by: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Window:
    """A cap with what counts against it on one day, by the id of an account or a contact."""

    cap: Cap
    counts: Counter[str]

    def key(self, one: Chosen) -> str:
        return one.account_id if self.cap.per == ACCOUNT else one.contact_id


def span(cap: Cap, day: date) -> tuple[date, date]:
    """The first and the last day of the window that ends with this day."""
    return day - timedelta(days=cap.days - 1), day


def counts(cap: Cap, touch: Touch, day: date) -> bool:
    """Whether a touch counts against a message of that day."""
    first, last = span(cap, day)
    return first <= touch.day <= (last + (last - first) if touch.first else last)


def windows(touches: Sequence[Touch], caps: Sequence[Cap], day: date) -> list[Window]:
    """What counts against each cap for a message of that day, which counts itself, too."""
    made = []
    for cap in caps:
        first, last = span(cap, day)
        ahead = last + (last - first)
        by_account = cap.per == ACCOUNT
        counted = Counter(
            touch.account_id if by_account else touch.contact_id
            for touch in touches
            if first <= touch.day <= (ahead if touch.first else last)
        )
        made.append(Window(cap, counted))
    return made


def reached(open_windows: Sequence[Window], one: Chosen) -> str:
    """The rule of the cap that is reached; empty: none is."""
    for window in open_windows:
        if window.counts[window.key(one)] >= window.cap.most:
            return window.cap.rule
    return ""


def objection(open_windows: Sequence[Window], one: Chosen) -> str:
    """The rule of the cap that is reached; empty: none is, and this message counts from now."""
    rule = reached(open_windows, one)
    if not rule:
        for window in open_windows:
            window.counts[window.key(one)] += 1
    return rule


def capped(
    chosen: Sequence[Chosen],
    touches: Sequence[Touch],
    caps: Sequence[Cap],
    days: Sequence[date],
) -> list[Capped]:
    """What the caps would take on each of these days, of everybody chosen in their order."""
    rows = _at_risk(chosen, touches, caps)
    concerned = {one.account_id for one in rows}
    near = [touch for touch in touches if touch.account_id in concerned]
    return [_on(day, rows, near, caps) for day in days]


def _at_risk(
    chosen: Sequence[Chosen], touches: Sequence[Touch], caps: Sequence[Cap]
) -> list[Chosen]:
    """Those who could be capped at all: most of a base was not written to lately."""
    touched = {touch.account_id for touch in touches}
    own = Counter(one.account_id for one in chosen)
    least = min((cap.most for cap in caps), default=len(chosen))
    return [one for one in chosen if one.account_id in touched or own[one.account_id] > least]


def _on(
    day: date, rows: Sequence[Chosen], touches: Sequence[Touch], caps: Sequence[Cap]
) -> Capped:
    fallen = _fallen(day, rows, touches, caps)
    own = Counter(one.account_id for one in rows)
    gone = {account for account, count in fallen.items() if count == own[account]}
    pairs = {
        (touch.campaign_id, touch.account_id)
        for touch in touches
        if touch.account_id in gone and any(counts(cap, touch, day) for cap in caps)
    }
    by = Counter(campaign_id for campaign_id, _ in pairs)
    return Capped(day, len(gone), fallen.total(), tuple(by.most_common()))


def _fallen(
    day: date, rows: Sequence[Chosen], touches: Sequence[Touch], caps: Sequence[Cap]
) -> Counter[str]:
    """How many messages of each account fall, where the first step goes out on this day.

    Each step is asked on its own day, and what an earlier one sends counts against it.
    """
    fallen, counted = Counter[str](), list(touches)
    for after in sorted({one.after for one in rows}):
        due = day + timedelta(days=after)
        opened = windows(counted, caps, due)
        for one in rows:
            if one.after != after:
                continue
            if objection(opened, one):
                fallen[one.account_id] += 1
            else:
                counted.append(Touch("", one.account_id, one.contact_id, due))
    return fallen
