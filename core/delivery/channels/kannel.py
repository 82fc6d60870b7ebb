"""SMS through Kannel's `sendsms` (its user's guide, “Sending SMS through HTTP interface”).

“Accepted” and “queued” both mean that Kannel answers for the message now. There is no key that
would make a second call the same message, so what was asked and not answered is a doubt.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from core.consent.model import SMS
from core.delivery.channel import Answer, Envelope, Fault, RefusedForGood
from core.delivery.channels.exchange import USUAL, Patience, Request, Response
from core.delivery.channels.once import OnceLine, meaning_of
from core.delivery.channels.phones import usable_phone
from core.messages.writers.sms import Alphabet, measured

EVERY_RECEIPT = 31  # delivered, failed, buffered, taken by the SMSC, refused by it
_CODING = {Alphabet.GSM: "0", Alphabet.UCS2: "2"}
# What Kannel fills in itself, so that its letters are left as they are.
_RECEIPT = "?status=%d&at=%T&answer=%A&id=%F&smsc=%i"
FORBIDDEN = 403
NOT_LET_IN = (401, FORBIDDEN)
NOT_NOW = (429, 503)
_NOT_ROUTABLE = "not routable"


@dataclass(frozen=True)
class KannelChannel:
    """A smsbox, and how to come in. `receipts` makes the address of a dispatch's receipts."""

    url: str
    user: str
    password: str = field(repr=False)
    sender: str = ""  # a number or a name that the operator knows; empty: Kannel's own
    smsc: str = ""  # by which of its links; empty: as it likes
    receipts: Callable[[str], str] | None = None
    patience: Patience = USUAL
    name: str = SMS

    def line(self) -> "KannelLine":
        return KannelLine(self)

    def usable(self, address: str) -> str:
        """The number in E.164. Raises `UnusableAddress`."""
        return usable_phone(address)


class KannelLine(OnceLine):
    """One way to the smsbox."""

    def __init__(self, channel: KannelChannel) -> None:
        super().__init__(channel.url, channel.patience)
        self._channel = channel

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Try once."""
        query = urlencode(_asked(self._channel, envelope), quote_via=quote)
        joined = "&" if "?" in self._place.target else "?"
        request = Request("GET", f"{self._place.target}{joined}{query}")
        return self.asked(request, _meaning, intend=intend)


def _asked(channel: KannelChannel, envelope: Envelope) -> dict[str, str]:
    text = envelope.content.decode("utf-8")
    asked = {
        "username": channel.user,
        "password": channel.password,
        "to": envelope.address,
        "text": text,
        "charset": "UTF-8",
        "coding": _CODING[measured(text).alphabet],
    }
    if channel.sender:
        asked["from"] = channel.sender
    if channel.smsc:
        asked["smsc"] = channel.smsc
    if channel.receipts is not None:
        asked["dlr-mask"] = str(EVERY_RECEIPT)
        asked["dlr-url"] = channel.receipts(envelope.dispatch_id) + _RECEIPT
    return asked


def _meaning(response: Response) -> Answer:
    """What Kannel's answer means for the message."""
    if response.status == FORBIDDEN and _NOT_ROUTABLE in response.text.casefold():
        return RefusedForGood(response.text, Fault.SENDER)  # none of its links goes there
    return meaning_of(response, not_let_in=NOT_LET_IN, not_now=NOT_NOW)
