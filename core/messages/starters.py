"""A good message to begin with, in each language, so that nobody faces an empty page."""

import re
from functools import cache
from typing import Final

from core.foundation.settings import HOUSE
from core.messages.model import Writing
from core.messages.plain import text_from

STARTERS: Final = HOUSE / "data" / "samples" / "messages"

_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@cache
def starter(language: str) -> Writing:
    """The house's own example, in a language of ``LANGUAGES``; its title is its subject."""
    html = (STARTERS / f"starter_{language}.html").read_text(encoding="utf-8")
    title = _TITLE.search(html)
    subject = title[1].strip() if title else ""
    return Writing(subject, html, text_from(html), language=language)
