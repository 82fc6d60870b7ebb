"""A session: one browser of one person, from the sign-in until it ends."""

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.people.model import PersonId

SEEN_EVERY = timedelta(minutes=1)  # how exactly it is known when somebody was last here
KEPT = timedelta(days=30)  # how long an ended one is remembered
LONGEST_AGENT = 200
# The first that a browser calls itself says which it is: most call themselves others, too.
_BROWSERS = ("Edg", "YaBrowser", "OPR", "Firefox", "Chrome", "Safari")
_SYSTEMS = ("Android", "iPhone", "iPad", "Windows", "Mac OS X", "Linux")


@dataclass(frozen=True)
class Limits:
    """How long a session may last at all, and how long with nobody there."""

    hours: float
    idle_minutes: float


@dataclass(frozen=True)
class Session:
    """The token itself is known to the browser alone; we keep its digest."""

    id: str
    token_digest: str
    person_id: PersonId
    issuer: str
    address: str
    agent: str
    began_at: datetime
    seen_at: datetime
    ended_at: datetime | None = None
    ended_by: str | None = None

    @property
    def browser(self) -> str:
        """A browser and its system, as far as what it calls itself says."""
        kinds = (_BROWSERS, _SYSTEMS)
        known = [next((one for one in names if one in self.agent), "") for names in kinds]
        return " · ".join(one for one in known if one) or "–"

    def is_open(self, limits: Limits, *, at: datetime) -> bool:
        if self.ended_at is not None:
            return False
        is_old = at - self.began_at > timedelta(hours=limits.hours)
        return not is_old and at - self.seen_at <= timedelta(minutes=limits.idle_minutes)

    def needs_a_look(self, *, at: datetime) -> bool:
        """Whether it is time to write down again that somebody is there."""
        return at - self.seen_at >= SEEN_EVERY


def digest_of(token: str) -> str:
    """What is kept of a token. It is long and random, so it needs no slow digest."""
    return hashlib.sha256(token.encode()).hexdigest()
