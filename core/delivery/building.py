"""What becomes of a filled message on each channel that is not e-mail.

`built_for` is the table whoever composes messages asks, with one `Filled` for each contact.
"""

import base64
import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from core.campaigns.model import Campaign
from core.delivery.composing import Made
from core.delivery.model import Dispatch
from core.messages.model import Channel, Rendered
from core.messages.tables import Recipient
from core.messages.writers import cabinet, call, letter, sms

NUMBER_LETTERS = 10  # of a letter's number, five bits each


@dataclass(frozen=True)
class Filled:
    """A message filled for one contact, and what its channel writes around it.

    `zone` is that of the house: a letter is dated there.
    """

    rendered: Rendered
    campaign: Campaign
    dispatch: Dispatch
    recipient: Recipient
    language: str
    at: datetime
    zone: str


Build = Callable[[Filled], Made]


def built_for(channel: str) -> Build:
    """How a message of this channel is made. Raises `ValueError` for no channel of ours.

    What is returned raises what the channel's writer raises.
    """
    return _BUILDERS[Channel(channel)]


def letter_number(dispatch_id: str) -> str:
    """What is printed on a letter, so that it is known when it comes back: ``ABCDE-FGHIJ``."""
    digest = hashlib.sha256(dispatch_id.encode()).digest()
    letters = base64.b32encode(digest).decode("ascii")[:NUMBER_LETTERS]
    half = NUMBER_LETTERS // 2
    return f"{letters[:half]}-{letters[half:]}"


def postal_lines(recipient: Recipient, address: str) -> list[str]:
    """An envelope's lines: company, person, then the address as it is written."""
    said = recipient.contact, recipient.account
    lines = [_text(said[1], "name"), _text(said[0], "full_name")]
    pieces = address.split("\n") if "\n" in address else address.split(", ")
    return [line for line in (*lines, *_folded(pieces)) if line.strip()]


def _sms(filled: Filled) -> Made:
    return Made(sms.written(filled.rendered).text.encode("utf-8", "replace"))


def _cabinet(filled: Filled) -> Made:
    recipient = filled.recipient
    whom = cabinet.Recipient(recipient.account_id, recipient.contact_id, filled.language)
    body = cabinet.body(filled.rendered, id=filled.dispatch.id, to=whom, at=filled.at)
    return Made(body, subject=filled.rendered.subject)


def _call(filled: Filled) -> Made:
    recipient = filled.recipient
    whom = call.Callee(
        company=_text(recipient.account, "name"),
        name=_text(recipient.contact, "full_name"),
        position=_text(recipient.contact, "position"),
        phone=filled.dispatch.address,
    )
    script = call.script(filled.rendered, whom)
    keeper = _text(recipient.account, "account_manager")
    facts = {**vars(script.whom), "account_manager": keeper}
    return Made(script.text.encode("utf-8", "replace"), subject=script.title, facts=facts)


def _letter(filled: Filled) -> Made:
    number = letter_number(filled.dispatch.id)
    envelope = letter.Envelope(
        sender=filled.campaign.sender_name,
        sender_lines=[filled.campaign.sender_address],
        to_lines=postal_lines(filled.recipient, filled.dispatch.address),
        dated=filled.at.astimezone(ZoneInfo(filled.zone)).date(),
        number=number,
        language=filled.language,
    )
    printed = letter.printed(filled.rendered, envelope)
    facts = {
        "number": number,
        "pages": printed.pages,
        "company": _text(filled.recipient.account, "name"),
        "name": _text(filled.recipient.contact, "full_name"),
    }
    return Made(printed.pdf, subject=filled.rendered.subject, facts=facts)


def _text(values: Mapping[str, Any], key: str) -> str:
    return str(values.get(key) or "")


def _folded(pieces: list[str]) -> list[str]:
    """Pieces of an address in the lines that a window has left over."""
    room = letter.MOST_LINES - 2
    if len(pieces) <= room:
        return pieces
    return [*pieces[: room - 1], ", ".join(pieces[room - 1 :])]


_BUILDERS: Mapping[Channel, Build] = {
    Channel.SMS: _sms,
    Channel.CABINET: _cabinet,
    Channel.CALL: _call,
    Channel.LETTER: _letter,
}
