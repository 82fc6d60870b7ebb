"""Notes of a cloud relay that come as JSON in a mail: Amazon SES's notifications over SNS."""

import json
from dataclasses import dataclass
from typing import Any

from core.delivery.feedback.opening import Mail

LARGEST_NOTE = 60_000  # characters
DEEPEST = 40  # brackets within brackets


@dataclass(frozen=True)
class Note:
    """What a note says of one recipient: `kind` is bounce, complaint or delivery."""

    recipient: str
    kind: str
    lasting: bool
    status: str
    words: str


def notes(mail: Mail) -> list[Note]:
    """A note per recipient; none where the mail is something else."""
    for text in mail.of("plain"):
        found = _json(text.strip())
        if found.get("notificationType"):
            return _notes(found)
    return []


def _json(text: str) -> dict[str, Any]:
    """The object a text begins with, also inside SNS's own wrapping; else an empty one."""
    if not text.startswith("{") or len(text) > LARGEST_NOTE or text.count("{") > DEEPEST:
        return {}
    try:
        found, _ = json.JSONDecoder(strict=False).raw_decode(text)
        inner = found.get("Message", "")
        wrapped = isinstance(inner, str) and inner.startswith("{")
        found = json.loads(inner, strict=False) if wrapped else found
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _notes(found: dict[str, Any]) -> list[Note]:
    kind = str(found["notificationType"]).lower()
    about = found.get(kind)
    if not isinstance(about, dict):
        return []
    named = about.get(_LISTS.get(kind, ""), [])
    people = [one if isinstance(one, dict) else {"emailAddress": one} for one in named]
    return [
        Note(
            recipient=str(one.get("emailAddress", "")).strip("<> "),
            kind=kind,
            lasting=about.get("bounceType") == "Permanent",
            status=str(one.get("status", "")),
            words=str(one.get("diagnosticCode", "") or about.get("smtpResponse", "")),
        )
        for one in people[:200]
    ]


_LISTS = {
    "bounce": "bouncedRecipients",
    "complaint": "complainedRecipients",
    "delivery": "recipients",
}
