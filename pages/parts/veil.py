"""Personal data on screens of those who may not see it: masked wherever in a text it stands."""

import re

from core.people.model import Permission, Person
from core.segments import masking

_EMAIL = re.compile(r"[^\s<>\"';:,|]+@[^\s<>\"';:,|]+")
_PHONE = re.compile(r"\+\d[\d\s()\-]{7,}\d")


def veiled(text: str, person: Person) -> str:
    """The text as this person may read it."""
    if person.may(Permission.SEE_PERSONAL):
        return text
    text = _EMAIL.sub(lambda found: masking.email(found[0]), text)
    return _PHONE.sub(lambda found: masking.phone(found[0]), text)
