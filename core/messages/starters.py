"""A good message to begin with, in each language, so that nobody faces an empty page."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from core.foundation.settings import HOUSE
from core.messages.plain import text_from

STARTERS: Final = HOUSE / "data" / "samples" / "messages"

_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@dataclass(frozen=True)
class Starter:
    """The parts of a message; the HTML's title is its subject."""

    subject: str
    html: str
    text: str


@cache
def starter(language: str) -> Starter:
    """The house's own example, in a language of ``LANGUAGES``."""
    html = (STARTERS / f"starter_{language}.html").read_text(encoding="utf-8")
    title = _TITLE.search(html)
    return Starter(title[1].strip() if title else "", html, text_from(html))
