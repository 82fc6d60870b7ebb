"""Notices to the personal cabinet: a signed request that may safely be made again.

The same `Idempotency-Key` at every try makes two of them one notice, so silence is no doubt
here, only a reason to ask again. Whoever receives it checks `X-Cockpit-Signature`: ``v1=`` and
HMAC-SHA256 in hexadecimal over `X-Cockpit-Timestamp`, a full stop, and the body as it came.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from core.delivery.channel import (
    Accepted,
    Answer,
    Envelope,
    Fault,
    RefusedForGood,
    RefusedForNow,
    Unknown,
    Unreachable,
    UnusableAddress,
)
from core.delivery.channels.exchange import USUAL, Patience, Place, Request, Response, Wire
from core.messages.model import Channel

GOOD, MOVED, REFUSED, ALREADY = range(200, 300), range(300, 400), range(400, 500), 409
NOT_LET_IN = (401, 403, 405, 407)
NOBODY = (404, 410)  # the cabinet knows no such account
NOT_NOW = (408, 425, 429)
LONGEST_ADDRESS = 254


@dataclass(frozen=True)
class CabinetChannel:
    """Where notices go, and with which secret they are signed."""

    url: str
    secret: str = field(repr=False)
    now: Callable[[], datetime]
    patience: Patience = USUAL
    name: str = Channel.CABINET

    def __post_init__(self) -> None:
        Place.of(self.url)

    def line(self) -> "CabinetLine":
        return CabinetLine(self)

    def usable(self, address: str) -> str:
        """Whose cabinet, as the client systems call it. Raises `UnusableAddress`."""
        named = address.strip()
        if not named or len(named) > LONGEST_ADDRESS or not named.isprintable():
            raise UnusableAddress("delivery-unusable-cabinet", address=address)
        return named


class CabinetLine:
    """One kept connection to the cabinet."""

    def __init__(self, channel: CabinetChannel) -> None:
        self._channel = channel
        self._place = Place.of(channel.url)
        self._wire = Wire(self._place, channel.patience, keeps=True)

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once; to try again is always safe."""
        sent_at = str(int(self._channel.now().timestamp()))
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "Idempotency-Key": envelope.dispatch_id,
            "X-Cockpit-Timestamp": sent_at,
            "X-Cockpit-Signature": signature(self._channel.secret, sent_at, envelope.content),
        }
        request = Request("POST", self._place.target, headers, envelope.content)
        said = self._wire.ask(request, intend=intend)
        if isinstance(said, Unknown):
            return RefusedForNow(said.text)
        return _meaning(said) if isinstance(said, Response) else said

    def close(self) -> None:
        self._wire.close()


def signature(secret: str, sent_at: str, body: bytes) -> str:
    """What the cabinet compares: HMAC-SHA256 over “timestamp.body”."""
    signed = hmac.new(secret.encode(), sent_at.encode() + b"." + body, hashlib.sha256)
    return f"v1={signed.hexdigest()}"


def _meaning(response: Response) -> Answer:
    status, text = response.status, response.text
    if status in GOOD or status == ALREADY:
        return Accepted(text)
    if status in MOVED or status in NOT_LET_IN:
        return Unreachable(text)
    if status in NOT_NOW or status not in REFUSED:
        return RefusedForNow(text)
    return RefusedForGood(text, Fault.ADDRESS if status in NOBODY else Fault.SENDER)
