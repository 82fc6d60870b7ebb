"""Whether a person, a machine, or nobody can say who opened or clicked; and by which rule.

Raw events are kept: what they mean is said anew when more of them are known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from core.rulebook.loading import RULES_FOLDER, read
from core.rulebook.pages import Page

HONEYPOT = 0  # the number of the link that no person sees
BARE_AGENT = "mozilla/5.0"
BROWSER = "mozilla/5.0 ("

Word = Annotated[str, Field(min_length=3, max_length=60)]
Seconds = Annotated[int, Field(ge=1, le=3_600)]


class Label(StrEnum):
    HUMAN = "human"
    MACHINE = "machine"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    OPEN = "open"
    CLICK = "click"


class TrackingBook(Page):
    """What tells machines from people."""

    version: Annotated[int, Field(ge=1)]
    links_at_once: Annotated[int, Field(ge=2)]
    at_once_seconds: Seconds
    crowd: Annotated[int, Field(ge=2)]
    too_soon_seconds: Seconds
    soon_seconds: Seconds
    scanners: list[Word]
    proxies: list[Word]


@cache
def book() -> TrackingBook:
    """The book in force. Raises `BadBook`."""
    return read(RULES_FOLDER / "tracking.toml", TrackingBook)


@dataclass(frozen=True)
class Event:
    """An open or a click as it came. `source` is a keyed digest of where from."""

    dispatch_id: str
    kind: Kind
    link: int | None
    method: str
    agent: str
    source: str
    happened_at: datetime


@dataclass(frozen=True)
class Around:
    """What is known beside an event: the others of its message, when that left, and how many
    messages to its domain were touched from its place at about that time."""

    others: Sequence[Event]
    sent_at: datetime | None
    crowd: int


def label(event: Event, around: Around) -> tuple[Label, str]:
    """Who it was, and the rule that says so; empty: nothing speaks against a person."""
    for rule, said in _MACHINES:
        if said(event, around):
            return Label.MACHINE, rule
    for rule, said in _UNSURE:
        if said(event, around):
            return Label.UNKNOWN, rule
    return Label.HUMAN, ""


def _is_head(event: Event, _around: Around) -> bool:
    return event.method == "HEAD"


def _is_honeypot(event: Event, around: Around) -> bool:
    """It, or another at about that time, followed what no person sees."""
    near = [one for one in around.others if _apart(one, event) <= book().soon_seconds]
    return any(one.link == HONEYPOT for one in [event, *near])


def _is_scanner(event: Event, _around: Around) -> bool:
    agent = event.agent.lower()
    return any(word in agent for word in book().scanners)


def _is_bare(event: Event, _around: Around) -> bool:
    is_bare = event.agent.strip().lower() in ("", BARE_AGENT)
    return is_bare and not (event.kind is Kind.OPEN and event.agent.strip())


def _is_at_once(event: Event, around: Around) -> bool:
    near = [one for one in around.others if _apart(one, event) <= book().at_once_seconds]
    links = {one.link for one in [event, *near] if one.kind is Kind.CLICK}
    return event.kind is Kind.CLICK and len(links) >= book().links_at_once


def _is_crowd(_event: Event, around: Around) -> bool:
    return around.crowd >= book().crowd


def _is_too_soon(event: Event, around: Around) -> bool:
    return _after(event, around) < book().too_soon_seconds


def _is_soon(event: Event, around: Around) -> bool:
    return _after(event, around) < book().soon_seconds


def _is_unsent(_event: Event, around: Around) -> bool:
    return around.sent_at is None


def _is_proxy(event: Event, _around: Around) -> bool:
    agent = event.agent.strip().lower()
    return agent == BARE_AGENT or any(word in agent for word in book().proxies)


def _is_strange(event: Event, _around: Around) -> bool:
    return not event.agent.strip().lower().startswith(BROWSER)


_MACHINES = (
    ("head", _is_head),
    ("honeypot", _is_honeypot),
    ("scanner", _is_scanner),
    ("bare-agent", _is_bare),
    ("all-links", _is_at_once),
    ("crowd", _is_crowd),
    ("too-soon", _is_too_soon),
)
_UNSURE = (
    ("unsent", _is_unsent),
    ("privacy-proxy", _is_proxy),
    ("soon", _is_soon),
    ("no-browser", _is_strange),
)


def _apart(one: Event, other: Event) -> float:
    return abs((one.happened_at - other.happened_at).total_seconds())


def _after(event: Event, around: Around) -> float:
    """Seconds since the message left; endless, where nobody knows when."""
    if around.sent_at is None:
        return float("inf")
    return (event.happened_at - around.sent_at).total_seconds()
