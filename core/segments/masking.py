"""Personal data for those who may not see it: two people stay apart, and nobody is reached."""

from collections.abc import Callable

HIDDEN = "***"
_FEWEST_DIGITS = 7  # of a phone number that is shown at all
_OURS = "7"  # the country of most numbers, said; any other is not
_INITIALS = 3


def name(text: str) -> str:
    """“Иван Петров” is И. П."""
    initials = [word[0] for word in text.split() if word[0].isalpha()]
    return " ".join(f"{one}." for one in initials[:_INITIALS]) or HIDDEN


def email(text: str) -> str:
    """“anna@domain.ru” is a***@d***.ru."""
    mailbox, at, domain = text.strip().rpartition("@")
    label, dot, ending = domain.rpartition(".")
    if not at or not dot:
        return HIDDEN
    return f"{_first(mailbox)}@{_first(label)}.{ending}"


def phone(text: str) -> str:
    """“+7 916 123-45-12” is +7 *** ** 12."""
    digits = "".join(letter for letter in text if letter.isdecimal())
    if len(digits) < _FEWEST_DIGITS:
        return HIDDEN
    is_ours = text.lstrip().startswith("+") and digits.startswith(_OURS)
    return f"{'+7 ' if is_ours else ''}*** ** {digits[-2:]}"


# What is personal in a file of contacts, and how it is masked.
MASKS: dict[str, Callable[[str], str]] = {"full_name": name, "email": email, "phone": phone}


def _first(text: str) -> str:
    """The first letter, unless it is the only one, or says nothing."""
    is_telling = len(text) > 1 and not text.startswith("xn--")
    return f"{text[0]}{HIDDEN}" if is_telling else HIDDEN
