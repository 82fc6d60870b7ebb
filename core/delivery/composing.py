"""What delivery asks of whoever makes the messages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from core.campaigns.model import Campaign
from core.campaigns.pressure import Room
from core.delivery.model import Dispatch, DispatchId


class Unmakeable(Exception):
    """This message cannot be made for this contact."""


@dataclass(frozen=True)
class Made:
    """A message as its channel takes it: see `Envelope`.

    `sender` is where it comes back to; empty: to whom it is from.
    """

    content: bytes
    subject: str = ""
    sender: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Draft:
    """A message that can be made now: for whom it is night, and how it is made.

    `zone` is the account's time zone, empty where nobody knows; `build` makes it, dated with
    the moment it is given. Raises `Unmakeable`. `has_consent` says what the client data
    published last knows of it, `room` whether it would be one message too many, `is_spared`
    whether it is in a standing holdout that has begun meanwhile.
    """

    zone: str
    build: Callable[[datetime], Made]
    has_consent: bool = True
    room: Room = Room.FREE
    is_spared: bool = False


# Drafts by dispatch; one that is missing has no contact to write to any more.
Compose = Callable[[Campaign, Sequence[Dispatch]], dict[DispatchId, Draft]]
