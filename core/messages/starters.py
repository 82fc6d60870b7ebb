"""A good message to begin with, in each language, so that nobody faces an empty page."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any, Final

from core.foundation.settings import HOUSE
from core.messages.block_source import written
from core.messages.blocks import Button, Column, Columns, Divider, Footer, Heading, Letter, Text
from core.messages.model import Channel, Markup, Writing
from core.messages.plain import text_from

STARTERS: Final = HOUSE / "data" / "samples" / "messages"

_TITLE: Final = re.compile(r"<title>(.*?)</title>", re.DOTALL)


@cache
def starter(
    language: str, channel: Channel = Channel.EMAIL, markup: Markup = Markup.HTML
) -> Writing:
    """The house's own example for a channel, in a language of ``LANGUAGES``.

    An e-mail's title is its subject; in MJML it consists of blocks.
    """
    if channel is Channel.EMAIL:
        return _blocks(language) if markup is Markup.MJML else _letter(language)
    parts = {name: text.strip() for name, text in _samples(language)[channel].items()}
    return Writing(**parts, language=language)


def _letter(language: str) -> Writing:
    html = (STARTERS / f"starter_{language}.html").read_text(encoding="utf-8")
    title = _TITLE.search(html)
    subject = title[1].strip() if title else ""
    return Writing(subject, html, text_from(html), language=language)


def _blocks(language: str) -> Writing:
    said = _samples(language)["blocks"]
    pairs = zip(said["titles"], said["columns"], strict=True)
    blocks = (
        Heading(said["heading"]),
        Text(said["text"].strip()),
        Columns(tuple(Column(title, text) for title, text in pairs)),
        Button(said["button"], said["link"]),
        Divider(),
        Footer(said["footer"], said["leave"]),
    )
    source = written(Letter(said["preheader"], blocks))
    return Writing(said["subject"], source, markup=Markup.MJML, language=language)


@cache
def _samples(language: str) -> dict[str, Any]:
    return tomllib.loads((STARTERS / f"starters_{language}.toml").read_text(encoding="utf-8"))


def survey(
    language: str, asked: Mapping[str, str], answers: range, channel: Channel = Channel.EMAIL
) -> Writing:
    """The message that asks, in the words of `manners.Worded`; an e-mail links every answer."""
    said = _samples(language)["survey"]
    words = said | asked
    if channel is not Channel.EMAIL:
        parts = {name: text.format_map(words) for name, text in said[channel].items()}
        return Writing(**parts, language=language)
    words |= {
        "language": language,
        "answers": "\n".join(_ANSWER.format(answer=answer) for answer in answers),
        "lowest": str(answers[0]),
        "highest": str(answers[-1]),
    }
    html = (STARTERS / "survey.html").read_text(encoding="utf-8")
    words |= {name: escape(text, quote=False) for name, text in asked.items()}
    html = _SLOT.sub(lambda slot: words[slot[1]], html)
    return Writing(said["subject"], html, text_from(html), language=language)


_SLOT: Final = re.compile(r"<!-- (\w+) -->")
_ANSWER: Final = (
    '<td style="padding:0 6px 6px 0;"><a href="{{{{ survey_{answer} }}}}" style="display:block;'
    "min-width:20px;padding:12px 8px;border-radius:8px;background:#4b2fa8;color:#ffffff;"
    'font-weight:700;text-align:center;text-decoration:none;">{answer}</a></td>'
)
