"""What delivery asks of a channel. Channels know nothing of campaigns.

A `Line` is one open connection. It takes one message at a time, and answers in one of seven
ways. The difference that matters most: `Unreachable` says the message was *not* handed over,
`Unknown` that it may have been.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable

from core.foundation.refusal import Refusal


class Fault(StrEnum):
    """Whose fault a refusal for good is."""

    ADDRESS = "address"  # no such mailbox: never write there again
    SENDER = "sender"  # our reputation, our content, their policy: tell us, leave them be


@dataclass(frozen=True)
class Envelope:
    """One message, ready to go.

    `content` of an e-mail is all of it, with CRLF, not dot-stuffed; of another channel its
    text in UTF-8. `sender` of an e-mail is an address, elsewhere a name. `dispatch_id` is the
    same at every try, empty for a test; `subject` and `facts` are there where the channel has
    such a part.
    """

    sender: str
    address: str
    content: bytes
    dispatch_id: str = ""
    subject: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Accepted:
    """The other side took responsibility for the message."""

    text: str


@dataclass(frozen=True)
class Prepared:
    """It is made and lies ready; a person has yet to pass it on."""

    text: str


@dataclass(frozen=True)
class RefusedForGood:
    text: str
    fault: Fault


@dataclass(frozen=True)
class RefusedForNow:
    text: str


@dataclass(frozen=True)
class Unknown:
    """The message was handed over and no answer was heard."""

    text: str


@dataclass(frozen=True)
class SenderRefused:
    """Nothing is taken from this sender, to whomever; the message was not handed over."""

    text: str


@dataclass(frozen=True)
class Unreachable:
    """The channel as a whole is out of order; the message was not handed over."""

    text: str


Answer = (
    Accepted | Prepared | RefusedForGood | RefusedForNow | Unknown | SenderRefused | Unreachable
)


class UnusableAddress(Refusal):
    """No message can be addressed like that on this channel."""


class Line(Protocol):
    """One connection, used by one thread."""

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once. `intend` is called when the other side is ready for the message, before
        its first byte leaves: what it writes down is what a crash leaves in doubt."""
        ...

    def close(self) -> None: ...


@runtime_checkable
class Foresight(Protocol):
    """A line that can name the next message while it hands over the one before."""

    def expect(self, envelope: Envelope) -> None:
        """What comes after the message that is handed over next: known, and not handed over.

        Another may come instead, or none."""
        ...

    def let_go(self) -> None:
        """Nothing comes for now: whoever was named is waited for no longer."""
        ...


class Channel(Protocol):
    """A way to reach contacts."""

    @property
    def name(self) -> str: ...

    def line(self) -> Line: ...

    def usable(self, address: str) -> str:
        """The address as it goes on the wire. Raises `UnusableAddress`."""
        ...
