"""How many parts an SMS goes out in, and the letter that made it more (3GPP 23.038)."""

from dataclasses import dataclass
from typing import Final

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_TWICE: Final = frozenset("\f^{}\\[~]|€")  # cost two places
_GSM_ALONE, _GSM_EACH = 160, 153
_UCS_ALONE, _UCS_EACH = 70, 67
_WIDE = 0xFFFF  # beyond, a letter takes two places of UCS-2


@dataclass(frozen=True)
class Counted:
    """A text as a phone gets it: in which encoding, how many places and parts it takes."""

    encoding: str  # “GSM-7” or “UCS-2”
    places: int
    parts: int
    forced_by: str = ""  # the first letter that GSM-7 does not have


def counted(text: str) -> Counted:
    """Count a text; an empty one takes no part."""
    forced = next((one for one in text if one not in _BASIC and one not in _TWICE), "")
    if forced:
        places = len(text) + sum(ord(one) > _WIDE for one in text)
        return Counted("UCS-2", places, _parts(places, _UCS_ALONE, _UCS_EACH), forced)
    places = len(text) + sum(one in _TWICE for one in text)
    return Counted("GSM-7", places, _parts(places, _GSM_ALONE, _GSM_EACH))


def _parts(places: int, alone: int, each: int) -> int:
    return min(places, 1) if places <= alone else -(-places // each)
