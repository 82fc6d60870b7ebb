"""SMS through any gateway that takes JSON over HTTP: the settings say what it wants to read."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.consent.model import SMS
from core.delivery.channel import Answer, Envelope
from core.delivery.channels.exchange import USUAL, Patience, Place, Request, Response
from core.delivery.channels.once import OnceLine, meaning_of
from core.delivery.channels.phones import usable_phone
from core.foundation.refusal import Refusal

NOT_LET_IN = (401, 403, 404, 405, 407)  # about our settings, not about the message
NOT_NOW = (408, 425, 429, 503)  # it says itself that it did not take it
_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")  # RFC 9110
_VALUE = re.compile(r"[\t\x20-\x7e\xa0-\xff]*")  # Latin-1, on one line
HOLES = ("to", "text", "from", "id", "receipts")


class UnusableBody(Refusal):
    """The settings give a body that is no JSON, or has no place for number and text."""


class UnusableToken(Refusal):
    """The settings name a header, or a token in it, that cannot be sent."""


@dataclass(frozen=True)
class GatewayChannel:
    """A gateway, and what it wants to read.

    `body` is JSON whose texts have holes: ``{to}``, ``{text}``, ``{from}``, ``{id}`` (of the
    dispatch) and ``{receipts}`` (where receipts go). Raises `UnusableBody`, `UnusableUrl`
    and `UnusableToken`.
    """

    url: str
    body: str
    method: str = "POST"
    header: str = "Authorization"
    token: str = field(default="", repr=False)
    sender: str = ""
    receipts: Callable[[str], str] | None = None
    patience: Patience = USUAL
    name: str = SMS

    def __post_init__(self) -> None:
        Place.of(self.url)
        _read(self.body)
        is_sendable = _HEADER.fullmatch(self.header) and _VALUE.fullmatch(self.token)
        if self.token and not is_sendable:
            raise UnusableToken("delivery-unusable-token")

    def line(self) -> "GatewayLine":
        return GatewayLine(self)

    def usable(self, address: str) -> str:
        """The number in E.164. Raises `UnusableAddress`."""
        return usable_phone(address)


class GatewayLine(OnceLine):
    """One way to the gateway."""

    def __init__(self, channel: GatewayChannel) -> None:
        super().__init__(channel.url, channel.patience)
        self._channel = channel
        self._body = _read(channel.body)

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once."""
        channel = self._channel
        receipts = channel.receipts
        values = {
            "to": envelope.address,
            "text": envelope.content.decode("utf-8"),
            "from": channel.sender or envelope.sender,
            "id": envelope.dispatch_id,
            "receipts": receipts(envelope.dispatch_id) if receipts is not None else "",
        }
        headers = {"Content-Type": "application/json"}
        if channel.token:
            headers[channel.header] = channel.token
        body = json.dumps(_filled(self._body, values), ensure_ascii=False).encode()
        request = Request(channel.method, self._place.target, headers, body)
        return self.asked(request, _meaning, intend=intend)


def _meaning(response: Response) -> Answer:
    return meaning_of(response, not_let_in=NOT_LET_IN, not_now=NOT_NOW)


def _read(body: str) -> Any:
    try:
        read = json.loads(body)
    except ValueError as fault:
        raise UnusableBody("delivery-unusable-body", reason=str(fault)) from fault
    if any(f"{{{hole}}}" not in body for hole in ("to", "text")):
        raise UnusableBody("delivery-unusable-body", reason="{to}, {text}")
    return read


def _filled(part: Any, values: Mapping[str, str]) -> Any:
    """The body with its holes filled; what fills them is never read as JSON, nor as a hole."""
    if isinstance(part, dict):
        return {name: _filled(value, values) for name, value in part.items()}
    if isinstance(part, list):
        return [_filled(one, values) for one in part]
    if not isinstance(part, str):
        return part
    filled, rest = "", part
    while "{" in rest:
        before, _, after = rest.partition("{")
        hole, end, later = after.partition("}")
        if end and hole in HOLES:
            filled, rest = filled + before + values[hole], later
        else:
            filled, rest = filled + before + "{", after
    return filled + rest
