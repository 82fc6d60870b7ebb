"""What else is worth a look in a message: for whom, with which facts, in whose words.

`linting` says what no message may be; this room goes by the house's book (`manners`) and by the
circumstances of a campaign, which are passed in.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from jinja2 import TemplateSyntaxError

from core.foundation.hosts import https_host
from core.messages.fields import declared_fields
from core.messages.hosts import links_of, whereabouts
from core.messages.linting import check_writing
from core.messages.looks import looked_at
from core.messages.manners import Links, Manners, house_manners
from core.messages.masking import MARK, masked
from core.messages.model import PARTS, Channel, Finding, Part, Severity, Writing
from core.messages.plain import text_from
from core.messages.quoted import Quote, quotes
from core.messages.writers.sms import measured
from core.warehouse.catalogue import load_catalogue

ADVERTISING, SERVICE = "advertising", "service"
FACTS, CONFIRMED = "brief", "confirmed"

_WORD: Final = re.compile(r"\w[\w’'-]*")


@dataclass(frozen=True)
class Circumstances:
    """What a campaign says about its message. `facts` none: no brief is known yet; else how far
    each may be relied on, “confirmed” or not.

    `is_final`: the links have got their marks, where somebody gives them any.
    """

    purpose: str = ADVERTISING
    is_final: bool = True
    facts: Mapping[str, str] | None = None  # by “brief.price”
    links: Mapping[str, str] = field(default_factory=dict)  # addresses, by “brief.landing”
    manners: Manners = field(default_factory=house_manners)


ANY: Final = Circumstances()
DRAFT: Final = Circumstances(is_final=False)


def advised(channel: Channel, writing: Writing, about: Circumstances = ANY) -> list[Finding]:
    """Everything wrong or worth a look in a writing, in the order of its parts and lines.

    The writing is the one that leaves: sizes and links are those of what arrives.
    """
    findings = [*check_writing(channel, writing), *of_the_house(channel, writing, about)]
    order = {part: place for place, part in enumerate(PARTS[channel])}
    return sorted(findings, key=lambda one: (order.get(one.part, len(order)), one.line))


def of_the_house(channel: Channel, writing: Writing, about: Circumstances) -> list[Finding]:
    """What the house's book and the circumstances add to `linting.check_writing`."""
    findings = [
        *personal(writing, about.manners),
        *facts(writing, about.facts),
        *whereabouts(writing, about.manners.links, asks_marks=about.is_final),
        *leftovers(channel, writing, about.manners),
        *led_away(writing, about.links, about.manners.links),
    ]
    if channel in {Channel.EMAIL, Channel.LETTER}:
        findings += looked_at(writing.html)
    if about.purpose == SERVICE:
        findings += promotion(channel, writing, about.manners)
    elif channel is Channel.EMAIL:
        findings += footer(channel, writing, about.manners)
    if channel is Channel.SMS:
        findings += sms(writing, about.manners)
    return findings


def personal(writing: Writing, manners: Manners) -> Iterator[Finding]:
    """Personal fields where a name would do, and any at all in an address that others log."""
    fields = {
        f"{field.level}.{field.key}": field
        for field in load_catalogue().fields.values()
        if field.personal
    }
    in_links = {(link.part, name) for link in links_of(writing) for name in link.fields}
    for quote in quotes(writing):
        if quote.name not in fields:
            continue
        if (quote.part, quote.name) in in_links:
            yield _warning(quote, "checks-personal-in-link")
        elif quote.name not in manners.personal.welcome:
            yield _warning(quote, "checks-personal")


def facts(writing: Writing, states: Mapping[str, str] | None) -> Iterator[Finding]:
    """Facts a campaign's brief does not have, or that nobody stands for (any more)."""
    for quote in quotes(writing) if states is not None else ():
        if not quote.name.startswith(f"{FACTS}."):
            continue
        state = (states or {}).get(quote.name, "missing")
        if state != CONFIRMED:
            key = f"checks-fact-{state}"
            yield Finding(quote.line, Severity.ERROR, key, {"name": quote.name}, quote.part)


def led_away(writing: Writing, addresses: Mapping[str, str], house: Links) -> Iterator[Finding]:
    """Facts of the brief that lead to hosts nobody listed, wherever they are quoted."""
    for quote in quotes(writing):
        host = https_host(addresses.get(quote.name, ""))
        if host and not house.is_known(host):
            yield Finding(
                quote.line, Severity.WARNING, "checks-unknown-host", {"host": host}, quote.part
            )


def promotion(channel: Channel, writing: Writing, manners: Manners) -> Iterator[Finding]:
    """Words that advertise, in a message that is declared not to: the first of each part."""
    for part in PARTS[channel]:
        text = _text(part, writing)
        found = _promoting(text, manners)
        if found:
            line = _line(str(getattr(writing, part)), found)
            yield Finding(line, Severity.WARNING, "checks-promotion", {"word": found}, part)


def leftovers(channel: Channel, writing: Writing, manners: Manners) -> Iterator[Finding]:
    """Words of an example that nobody replaced, in any language: the first of each part."""
    phrases = [phrase for spoken in manners.leftovers.values() for phrase in spoken]
    if not phrases:
        return
    either = "|".join(map(re.escape, phrases))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)
    for part in PARTS[channel]:
        if found := pattern.search(" ".join(_text(part, writing).split())):
            line = _line(str(getattr(writing, part)), found.group())
            values = {"words": found.group()}
            yield Finding(line, Severity.WARNING, "checks-leftover", values, part)


def footer(channel: Channel, writing: Writing, manners: Manners) -> Iterator[Finding]:
    """Words the law wants in advertising, by the language it is written in."""
    part = PARTS[channel][-1]
    source = str(getattr(writing, part)).lower()
    for wanted in manners.footer.get(writing.language, ()):
        if source.strip() and not any(word.lower() in source for word in wanted):
            word = {"word": wanted[0].strip("{ ")}
            yield Finding(0, Severity.WARNING, "checks-no-footer", word, part)


def sms(writing: Writing, manners: Manners) -> Iterator[Finding]:
    """An SMS that costs many parts before a single value is in it."""
    found = measured(_bare(writing.text))
    if len(found.parts) > manners.sms.most_parts:
        values: dict[str, str | int] = {"parts": len(found.parts), "encoding": found.alphabet}
        yield Finding(0, Severity.WARNING, "checks-sms-parts", values, Part.TEXT)


def _promoting(text: str, manners: Manners) -> str:
    """The first word or phrase that advertises, as it is written."""
    words = [found.group() for found in _WORD.finditer(text)]
    plain = [word.lower().replace("ё", "е") for word in words]
    stems = [
        stem.lower().replace("ё", "е").split()
        for of_language in manners.promotion.values()
        for stem in of_language
    ]
    for place in range(len(plain)):
        for stem in stems:
            here = plain[place : place + len(stem)]
            if (
                here[:-1] == stem[:-1]
                and len(here) == len(stem)
                and here[-1].startswith(stem[-1])
            ):
                return " ".join(words[place : place + len(stem)])
    return ""


def _text(part: Part, writing: Writing) -> str:
    source = str(getattr(writing, part))
    return _bare(text_from(source) if part is Part.HTML else source)


def _bare(source: str) -> str:
    """A source without its constructs."""
    try:
        return MARK.sub("", masked(source).text)
    except TemplateSyntaxError:
        return source


def _line(source: str, words: str) -> int:
    """The line on which words first stand; 0 where markup parts them."""
    place = source.find(words)
    return source.count("\n", 0, place) + 1 if place >= 0 else 0


def _warning(quote: Quote, key: str) -> Finding:
    label = declared_fields().get(quote.name)
    name = quote.name if label is None else label.name
    return Finding(quote.line, Severity.WARNING, key, {"name": name}, quote.part)


__all__ = [
    "ANY",
    "DRAFT",
    "Circumstances",
    "advised",
    "house_manners",
]
