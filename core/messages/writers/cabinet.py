"""A notice for the personal cabinet: one JSON body, the same bytes whenever it is written.

Delivery signs the bytes as they are; whoever receives them checks them as they came.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from core.foundation.refusal import Refusal
from core.journal.model import canonical
from core.messages.model import Rendered

FORMAT = 1
LONGEST_TITLE = 200
LONGEST_TEXT = 10_000


class NoticeTooLong(Refusal):
    """The cabinet shows no more."""


@dataclass(frozen=True)
class Recipient:
    """Whose cabinet, and who of the account is meant; ids as the client systems gave them."""

    account_id: str
    contact_id: str
    language: str


def body(rendered: Rendered, *, id: str, to: Recipient, at: datetime) -> bytes:  # noqa: A002
    """The notice as UTF-8 JSON: keys sorted, no blanks. Raises `NoticeTooLong`."""
    title, text = rendered.subject.strip(), rendered.text.strip()
    if len(title) > LONGEST_TITLE or len(text) > LONGEST_TEXT:
        raise NoticeTooLong("writers-notice-too-long", title=LONGEST_TITLE, text=LONGEST_TEXT)
    notice = {
        "format": FORMAT,
        "id": id,
        "account": to.account_id,
        "contact": to.contact_id,
        "language": to.language,
        "created_at": at.astimezone(UTC).isoformat(timespec="seconds"),
        "title": title,
        "text": text,
        "link": rendered.link.strip() or None,
    }
    # What no encoding can carry, half a surrogate, is nothing anybody could read.
    return canonical(notice).encode("utf-8", errors="replace")
