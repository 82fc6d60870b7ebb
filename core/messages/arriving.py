"""A writing as it arrives: MJML made HTML, with nothing in it that our walls keep out."""

import re
from dataclasses import replace
from functools import lru_cache
from typing import Final

from mjml import mjml2html

from core.messages.model import Markup, Writing

MJML: Final = re.compile(r"\A\s*(?:<!--.*?-->\s*)*<mjml\b", re.DOTALL | re.IGNORECASE)
# What MJML writes of its own accord and our walls keep out: Outlook's settings, and fonts that
# would be fetched from elsewhere.
_FOREIGN: Final = re.compile(
    r"<!--\[if [^\]]*mso[^\]]*\]>\s*<noscript>.*?<!\[endif\]-->"
    r"|<!--\[if !mso\]><!-->\s*<link\b.*?<!--<!\[endif\]-->",
    re.DOTALL,
)


def markup_of(source: str) -> Markup:
    """What a source is written in."""
    return Markup.MJML if MJML.match(source) else Markup.HTML


@lru_cache(maxsize=64)
def arriving(writing: Writing) -> Writing:
    """The writing whose HTML is what a mail program gets. Raises `ValueError` for bad MJML."""
    if writing.markup is not Markup.MJML:
        return writing
    html = _FOREIGN.sub("", str(mjml2html(writing.html)))
    return replace(writing, html=html, markup=Markup.HTML)
