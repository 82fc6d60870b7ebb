"""What an SMTP reply means: for whom it is bad news, and for how long."""

import re
from dataclasses import dataclass

from core.delivery.channel import Fault, RefusedForGood, RefusedForNow

CLOSING = 421  # “service not available, closing”: about the connection, not the message
FOR_NOW, FOR_GOOD, END = 400, 500, 600
LONGEST = 500  # characters of a reply that are kept
_ENHANCED = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")

# A 5 to `MAIL` that is about how we speak or come in, not about who the sender is.
_ABOUT_THE_LINE = (500, 502, 503, 504, 530, 534, 535, 538)
# Refused with a 5, and yet worth another try: mailbox full, no route at the moment.
_PASSING = ("5.2.2", "5.4.4", "5.3.1")
# The mailbox or its domain does not exist, or was shut.
_NO_SUCH_ADDRESS = ("5.1.0", "5.1.1", "5.1.2", "5.1.3", "5.1.6", "5.1.10", "5.2.1")
_NO_SUCH_ADDRESS_CODES = (550, 551, 553)
_MAILBOX_FULL_CODE = 552
# What they write when it is us they do not want, whatever the code.
_ABOUT_US = re.compile(
    r"spam|block|polic|reputation|blacklist|denylist|listed|denied|filter|suspended|spf|dkim"
    r"|dmarc|prohibited|not allowed|relay",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Reply:
    """A code and its text, safe to keep and to show."""

    code: int
    text: str

    @staticmethod
    def of(reply: tuple[int, bytes | str]) -> "Reply":
        code, said = reply
        words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
        printable = words
        if not words.isprintable():
            printable = "".join(sign if sign.isprintable() else " " for sign in words)
        return Reply(code, f"{code} {printable}".strip()[:LONGEST])

    @property
    def is_good(self) -> bool:
        return 0 < self.code < FOR_NOW

    @property
    def is_refusal(self) -> bool:
        return FOR_NOW <= self.code < END

    @property
    def enhanced(self) -> str:
        """The enhanced status (RFC 3463), or nothing."""
        found = _ENHANCED.search(self.text)
        return found.group(1) if found else ""


def is_about_sender(reply: Reply) -> bool:
    """Whether an answer to `MAIL` says no to this sender for good."""
    return FOR_GOOD <= reply.code < END and reply.code not in _ABOUT_THE_LINE


def refusal(reply: Reply, *, at_recipient: bool) -> RefusedForGood | RefusedForNow:
    """What a 4 or a 5 means for the message; `at_recipient`: in answer to `RCPT`."""
    if reply.code < FOR_GOOD or reply.enhanced in _PASSING:
        return RefusedForNow(reply.text)
    if not reply.enhanced and at_recipient and reply.code == _MAILBOX_FULL_CODE:
        return RefusedForNow(reply.text)
    is_theirs = _is_no_such_address(reply, at_recipient=at_recipient)
    return RefusedForGood(reply.text, Fault.ADDRESS if is_theirs else Fault.SENDER)


def _is_no_such_address(reply: Reply, *, at_recipient: bool) -> bool:
    """Whether the address itself is at fault; in doubt it is not, and stays writable."""
    if reply.enhanced in ("5.1.1", "5.1.10"):
        return True
    if _ABOUT_US.search(reply.text):
        return False
    if reply.enhanced:
        return reply.enhanced in _NO_SUCH_ADDRESS
    return at_recipient and reply.code in _NO_SUCH_ADDRESS_CODES
