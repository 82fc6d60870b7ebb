"""Answers of people: a mail that names the message it answers, from whom it was sent to."""

import re

from core.consent.model import EMAIL, address_key
from core.delivery import records
from core.delivery.feedback import bounce_texts
from core.delivery.feedback.opening import opened
from core.delivery.model import Dispatch, DispatchId
from core.store.store import Tx

MOST = 20  # messages that an answer names
_MESSAGE_ID = re.compile(r"<([0-9a-z]{1,40})\.[^\s<>@]{1,80}@[^\s<>@]{1,190}>")


def answered(tx: Tx, raw: bytes) -> Dispatch | None:
    """The dispatch that a person answers; none: a machine, a stranger, or no answer.

    The id of a dispatch is known to nobody but its recipient, who must also be the author.
    """
    mail = opened(raw)
    if bounce_texts.is_automatic(mail) or bounce_texts.is_bounce(mail):
        return None
    said = f"{mail.header('in-reply-to')} {mail.header('references')}"
    names = list(dict.fromkeys(_MESSAGE_ID.findall(said)))[:MOST]
    author = address_key(EMAIL, bounce_texts.author(mail))
    for name in names:
        found = records.get(tx, DispatchId(name))
        if found is not None and address_key(EMAIL, found.address) == author:
            return found
    return None
