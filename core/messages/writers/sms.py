"""Counting an SMS as the network does: its alphabet, its parts, and what made it dear.

A text of GSM 03.38's own letters takes seven bits each, 160 to a message; one letter beyond,
and all of it goes as UCS-2, 70 to a message. Of a longer one each part gives some room to the
mark that joins them, and none splits what takes two places.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from core.messages.model import Rendered

_BASIC: Final = (
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENSION: Final = "\f^{}\\[~]|€"  # each takes two places
_FOREIGN: Final = re.compile(f"[^{re.escape(_BASIC + _EXTENSION)}]")
_DOUBLE: Final = re.compile(f"[{re.escape(_EXTENSION)}]")
_BEYOND: Final = re.compile("[\U00010000-\U0010ffff]")  # two units of UCS-2


class Alphabet(StrEnum):
    GSM = "GSM 03.38"
    UCS2 = "UCS-2"


_ROOM: Final = {Alphabet.GSM: (160, 153), Alphabet.UCS2: (70, 67)}  # alone, of several


@dataclass(frozen=True)
class Foreign:
    """The first letter that is not of GSM 03.38: which one, and after how many others."""

    letter: str
    place: int  # from 0


@dataclass(frozen=True)
class Sms:
    """A text as it goes out; `units` are places of its alphabet, `left` those still free."""

    text: str
    alphabet: Alphabet
    units: int
    parts: tuple[str, ...]
    left: int
    foreign: Foreign | None = None

    @property
    def characters(self) -> int:
        return len(self.text)

    def cost(self, part_price: Decimal) -> Decimal:
        """What it costs one contact, in the money of the price of a part."""
        return part_price * len(self.parts)


def measured(text: str) -> Sms:
    """Count a text: it goes out with plain line ends, and nothing around it."""
    sent = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    found = _FOREIGN.search(sent)
    alphabet = Alphabet.UCS2 if found else Alphabet.GSM
    double = _BEYOND if found else _DOUBLE
    alone, joined = _ROOM[alphabet]
    units = _units(sent, double)
    parts = (sent,) if units <= alone else tuple(_split(sent, double, joined))
    room = alone if len(parts) == 1 else joined
    return Sms(
        text=sent,
        alphabet=alphabet,
        units=units,
        parts=parts,
        left=room - _units(parts[-1], double),
        foreign=Foreign(found.group(), found.start()) if found else None,
    )


def written(rendered: Rendered) -> Sms:
    """The filled message as it goes out."""
    return measured(rendered.text)


def _units(text: str, double: re.Pattern[str]) -> int:
    return len(text) + len(double.findall(text))


def _split(text: str, double: re.Pattern[str], room: int) -> list[str]:
    parts: list[str] = []
    begun = used = 0
    for place, letter in enumerate(text):
        size = 2 if double.match(letter) else 1
        if used + size > room:
            parts.append(text[begun:place])
            begun, used = place, 0
        used += size
    return [*parts, text[begun:]]
