"""Passwords: what is a good one, how one is kept, and whether one fits.

Argon2id as RFC 9106 has it, with the library's costs for its low-memory profile.
"""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.foundation.refusal import Refusal
from core.people.model import Person

SHORTEST, LONGEST = 12, 200
FEWEST_LETTERS = 5  # different ones
_HASHER = PasswordHasher()


class WeakPassword(Refusal):
    """A password that others would guess, or that nobody would type."""


def check_strength(password: str, person: Person) -> None:
    """Whether it is long enough and no one's name. Raises `WeakPassword`."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise WeakPassword("people-password-length", shortest=SHORTEST, longest=LONGEST)
    if len(set(password)) < FEWEST_LETTERS:
        raise WeakPassword("people-password-plain")
    said, mailbox = password.casefold(), person.email.casefold()
    names = {mailbox, mailbox.partition("@")[0], *person.name.casefold().split()}
    if any(len(name) > 3 and said.replace(name, "") == "" for name in names) or said == mailbox:  # noqa: PLR2004
        raise WeakPassword("people-password-named")


def digest_of(password: str) -> str:
    """How it is kept: with its own salt and costs in front."""
    return _HASHER.hash(password)


def fits(digest: str | None, password: str) -> bool:
    """Whether a password is the one kept; it takes as long where none is kept at all."""
    if len(password) > LONGEST:
        password = ""
    try:
        _HASHER.verify(digest or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return digest is not None


@cache
def _nobodys() -> str:
    return _HASHER.hash("nobody’s password")
