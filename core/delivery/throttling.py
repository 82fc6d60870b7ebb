"""How fast messages may leave: to one recipient domain, by one channel, of one campaign.

A bucket of tokens for each, filled at its pace; what finds none is put off to a moment of its
own, one pace after whoever was put off before it. A recipient domain that refuses for now,
again and again, is left alone for a while: its breaker. Each program that sends keeps its own,
and goes at its share of the pace among all programs that send from the same store, on whatever
host (`neighbours`). What comes to join has saved no tokens yet, and takes none before the
others had time to hear of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.consent.model import EMAIL, ascii_domain
from core.delivery.channel import Accepted, Answer, RefusedForNow
from core.delivery.model import Dispatch
from core.messages.model import Channel

TO_BE_HEARD = timedelta(seconds=3)  # for the others to hear of one that joins them
AT_ONCE = timedelta(seconds=10)  # of a pace that may leave without a pause
MOST_KEPT = 20_000  # buckets and domains in mind
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)

PerMinute = Annotated[int, Field(ge=1, le=1_000_000)]
Name = tuple[str, str]  # what it is about, and which


class Throttles(BaseModel):
    """Messages a minute of all that sends. What is not named leaves as fast as it goes.

    `domain` is for each recipient domain of e-mails, `domains` for some of them instead;
    `refusals` in a row, for now, from a domain leave it alone for a while.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    domain: PerMinute | None = None
    domains: dict[Annotated[str, Field(pattern=r"^[a-z0-9.-]{1,253}$")], PerMinute] = {}
    channels: dict[Channel, PerMinute] = {}
    campaign: PerMinute | None = None
    refusals: Annotated[int, Field(ge=1, le=1_000)] = 20


@dataclass
class Bucket:
    """Tokens of one pace. `promised` is when whoever was put off last may come back."""

    tokens: float
    filled_at: datetime
    promised: datetime | None = None


@dataclass
class Shut:
    """A domain's refusals in a row, how often it was shut, and until when."""

    refusals: int = 0
    times: int = 0
    until: datetime | None = None


@dataclass
class Throttle:
    """What one of so many `programs` has in mind; its threads share it.

    `since`: when it joined others that are at work; none: there were none.
    """

    programs: int = 1
    since: datetime | None = None
    _buckets: dict[Name, Bucket] = field(default_factory=dict)
    _shut: dict[str, Shut] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def wait(self, dispatch: Dispatch, book: Throttles, *, at: datetime) -> datetime | None:
        """When this dispatch may leave; None: now, and its tokens are taken."""
        if not (book.domain or book.domains or book.channels or book.campaign):
            return self.shut_until(dispatch, at=at)
        with self._lock:
            if until := self.shut_until(dispatch, at=at):
                return until
            paces = [(name, pace / self.programs) for name, pace in _paces(dispatch, book)]
            found = [(self._filled(name, pace, at), pace) for name, pace in paces]
            later = [_promise(bucket, pace, at) for bucket, pace in found if bucket.tokens < 1]
            if later:
                return max(later)
            for bucket, _ in found:
                bucket.tokens -= 1
            return None

    def give_back(self, dispatch: Dispatch, book: Throttles) -> None:
        """The tokens that `wait` took of a dispatch which does not leave after all."""
        with self._lock:
            for name, _ in _paces(dispatch, book):
                if name in self._buckets:
                    self._buckets[name].tokens += 1

    def shut_until(self, dispatch: Dispatch, *, at: datetime) -> datetime | None:
        """Until when the recipient's domain is left alone; None: it is not."""
        shut = self._shut.get(domain_of(dispatch)) if self._shut else None
        is_shut = shut is not None and shut.until is not None and at < shut.until
        return shut.until if shut is not None and is_shut else None

    def heard(
        self, dispatch: Dispatch, answer: Answer, book: Throttles, *, at: datetime
    ) -> None:
        """Note what a recipient domain said."""
        is_news = isinstance(answer, RefusedForNow) or (
            self._shut and isinstance(answer, Accepted)
        )
        domain = domain_of(dispatch) if is_news else ""
        if not domain:
            return
        with self._lock:
            if isinstance(answer, Accepted):
                self._shut.pop(domain, None)
                return
            if len(self._shut) > MOST_KEPT:
                self._shut.clear()
            known = self._shut.setdefault(domain, Shut())
            known.refusals += 1
            if known.refusals >= book.refusals:
                pause = min(FIRST_PAUSE * 2 ** min(known.times, 10), LONGEST_PAUSE)
                # The next one is a question whether it takes anything again.
                known.refusals, known.times = book.refusals - 1, known.times + 1
                known.until = at + pause

    def _filled(self, name: Name, pace: float, at: datetime) -> Bucket:
        room = max(pace * AT_ONCE / timedelta(minutes=1), 1.0)
        if name not in self._buckets:
            if len(self._buckets) > MOST_KEPT:
                self._buckets.clear()
            heard = None if self.since is None else self.since + TO_BE_HEARD
            self._buckets[name] = Bucket(room, at) if heard is None else Bucket(0.0, heard)
        bucket = self._buckets[name]
        passed = max((at - bucket.filled_at) / timedelta(minutes=1), 0.0)
        bucket.tokens = min(bucket.tokens + passed * pace, room)
        bucket.filled_at = max(at, bucket.filled_at)
        return bucket


def domain_of(dispatch: Dispatch) -> str:
    """The recipient's domain of an e-mail; elsewhere there is none."""
    if dispatch.channel != EMAIL:
        return ""
    return ascii_domain(dispatch.address.rpartition("@")[2])


def _paces(dispatch: Dispatch, book: Throttles) -> Iterator[tuple[Name, int]]:
    domain = domain_of(dispatch)
    if domain and (pace := book.domains.get(domain, book.domain)):
        yield ("domain", domain), pace
    if pace := book.channels.get(Channel(dispatch.channel)):
        yield ("channel", dispatch.channel), pace
    if book.campaign:
        yield ("campaign", dispatch.campaign_id), book.campaign


def _promise(bucket: Bucket, pace: float, at: datetime) -> datetime:
    """The moment of the next token that nobody waits for yet."""
    each = timedelta(minutes=1) / pace
    first = at + each * (1 - bucket.tokens)
    before = bucket.promised
    bucket.promised = first if before is None or before < at else before + each
    return bucket.promised
