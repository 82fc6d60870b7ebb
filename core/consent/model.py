"""Consent and suppression: on what basis we may write, and where we never may."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

import idna
import phonenumbers

EMAIL = "email"
SMS = "sms"
CALL = "call"
CABINET = "cabinet"
LETTER = "letter"
BY_ACCOUNT = (CABINET, LETTER)  # whose address is the account's own

LONGEST_ADDRESS = 254  # RFC 5321, §4.5.3.1
LONGEST_LOCAL = 64

_ATOM = r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+"
_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
_SENDABLE_EMAIL = re.compile(rf"{_ATOM}(?:\.{_ATOM})*@{_LABEL}(?:\.{_LABEL})+")
_SENDABLE_PHONE = re.compile(r"\+[1-9][0-9]{7,14}")


class Reason(StrEnum):
    """Why an address is never written to again."""

    UNSUBSCRIBED = "unsubscribed"
    HARD_BOUNCE = "hard_bounce"
    SOFT_BOUNCES = "soft_bounces"  # too many of them
    COMPLAINT = "complaint"
    BY_HAND = "by_hand"
    LEGAL = "legal"


@dataclass(frozen=True)
class Suppression:
    """A standing order never to write to an address, until somebody lifts it."""

    id: str
    channel: str
    address: str  # an `address_key`
    reason: Reason
    source: str
    suppressed_at: datetime
    suppressed_by: str
    lifted_at: datetime | None = None
    lifted_by: str | None = None
    purpose: str = ""  # of what is written no more; empty: of anything

    @property
    def stands(self) -> bool:
        return self.lifted_at is None


@dataclass(frozen=True)
class Consent:
    """The recorded basis for writing to a contact on a channel for a purpose."""

    contact_id: str
    channel: str
    purpose: str
    basis: str
    source: str
    given_on: date | None
    withdrawn_on: date | None

    def holds_on(self, day: date) -> bool:
        """Whether it was given by that day and not withdrawn by it."""
        given = self.given_on is not None and self.given_on <= day
        return given and (self.withdrawn_on is None or self.withdrawn_on > day)


def is_mailbox(channel: str) -> bool:
    """Whether one address means one recipient: the tenants of a house share its address."""
    return channel != LETTER


def address_key(channel: str, address: str) -> str:
    """The one spelling of an address: two that reach the same mailbox have the same key.

    E-mail: lower case, the domain in its ASCII form (IDNA), so that ``IVAN@Почта.рф`` and
    ``ivan@xn--80a1acny.xn--p1ai`` meet; letters of another script that only look alike stay
    another domain. SMS and calls: E.164. What is no address keeps its own lower-case spelling.
    """
    text = unicodedata.normalize("NFC", address).strip()
    if channel == EMAIL:
        local, at, domain = text.rpartition("@")
        return f"{local.lower()}{at}{ascii_domain(domain)}"
    if channel in (SMS, CALL):
        return _phone_key(text)
    return text.lower()


def is_usable(channel: str, key: str) -> bool:
    """Whether an address, given as its key, can be written to at all.

    Mailbox names in other than ASCII letters would need SMTPUTF8, which we do not promise.
    A cabinet has the account's id, and a letter a postal address, which nobody can check.
    """
    if channel in BY_ACCOUNT:
        return key != ""
    if channel == EMAIL:
        fits = len(key) <= LONGEST_ADDRESS and len(key.rpartition("@")[0]) <= LONGEST_LOCAL
        return fits and _SENDABLE_EMAIL.fullmatch(key) is not None
    return channel in (SMS, CALL) and _SENDABLE_PHONE.fullmatch(key) is not None


def sendable(channel: str, address: str) -> str:
    """The address as it is handed over: the mailbox as its owner writes it, the rest as key."""
    if channel in BY_ACCOUNT:
        return unicodedata.normalize("NFC", address).strip()
    if channel != EMAIL:
        return address_key(channel, address)
    local, at, domain = unicodedata.normalize("NFC", address).strip().rpartition("@")
    return f"{local}{at}{ascii_domain(domain)}"


def ascii_domain(domain: str) -> str:
    """A domain in lower-case A-labels; what IDNA cannot spell keeps its own lower case."""
    plain = domain.lower().rstrip(".")
    if plain.isascii():
        return plain
    try:
        return idna.encode(plain, uts46=True).decode("ascii")
    except idna.IDNAError:
        return plain


def _phone_key(text: str) -> str:
    try:
        number = phonenumbers.parse(text, "RU")
    except phonenumbers.NumberParseException:
        return text.lower()
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
