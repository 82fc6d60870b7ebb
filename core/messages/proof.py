"""Proofreading one filled message: what only shows once a contact's values are in it.

What a template says by itself is checked once (`linting`, `advice`); this is asked of every
message of an audience, so each question costs microseconds.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from core.foundation.refusal import Refusal
from core.messages import rendering
from core.messages.fields import CONSTANTS, declared_fields, led_to
from core.messages.headers import ascii_address, mailbox_header, text_header
from core.messages.linting import CLIPPED_BYTES
from core.messages.model import PARTS, Channel, Finding, Part, Rendered, Severity, Writing
from core.messages.neutral import strange
from core.messages.quoted import names
from core.messages.writers.sms import measured

MOST_SMS_PARTS = 6

# Words that a machine writes for “nothing”, and that a person should never read.
_NOTHINGS: Final = frozenset({"none", "null", "nan", "nat", "undefined", "n/a", "#n/a", "н/д"})
_LEFT: Final = ("{{", "{%", "{#", "*|", "[[")  # how templates here and elsewhere mark a hole
_SUBJECTED: Final = frozenset({Channel.EMAIL, Channel.LETTER, Channel.CABINET})
_SHORT: Final = 2_000  # letters; longer parts are not read letter by letter a second time


@dataclass(frozen=True)
class Proof:
    """One message read: what is wrong, how long it is, and which fields had no value."""

    findings: tuple[Finding, ...]
    letters: int = 0
    parts: int = 0  # of an SMS
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proofreader:
    """Reads every message that one writing becomes.

    What comes out is the template's own words, which were checked once, and values, which the
    walls made inert: so it looks at the values, and searches no long text for what neither
    can have brought in.
    """

    channel: Channel
    writing: Writing
    names: tuple[str, ...]
    ours: tuple[str, ...]  # addresses of ours that stand in it
    leads: tuple[str, ...] = ()  # the fields it quotes that are links

    @staticmethod
    def of(channel: Channel, writing: Writing) -> "Proofreader":
        """Raises `Unrenderable` for a writing that never passed the check."""
        rendering.compiled(writing)
        quoted = names(writing)
        ours = tuple(one for one in CONSTANTS if one in writing.html + writing.text)
        known = declared_fields()
        leads = tuple(name for name in quoted if name in known and known[name].is_link)
        return Proofreader(channel, writing, quoted, ours, leads)

    def proof(self, values: Mapping[str, Any], *, to: tuple[str, str] = ("", "")) -> Proof:
        """Fill the message and read it; `to` is the name and the address it goes to."""
        given = [(name, _value(values, name)) for name in self.names]
        empty = tuple(name for name, value in given if _is_empty(value))
        try:
            rendered = rendering.compiled(self.writing).render(values)
        except Refusal as refusal:
            return Proof((_wrong(refusal.key, PARTS[self.channel][-1]),), empty=empty)
        sms = len(measured(rendered.text).parts) if self.channel is Channel.SMS else 0
        findings = [
            *self._of_values(given),
            *self._of_parts(rendered),
            *self._of_channel(rendered, values, sms),
        ]
        if self.channel is Channel.EMAIL:
            findings += _of_envelope(rendered, to)
        letters = len(rendered.html) + len(rendered.text) + len(rendered.subject)
        return Proof(tuple(findings), letters, sms, empty)

    def _of_values(self, given: Sequence[tuple[str, Any]]) -> Iterator[Finding]:
        part = PARTS[self.channel][-1]
        for name, value in given:
            if not isinstance(value, str):
                continue
            if value.strip().lower() in _NOTHINGS:
                yield _wrong("proof-nothing-in-words", part, name=name)
            if any(mark in value for mark in _LEFT):
                yield Finding(0, Severity.WARNING, "proof-hole-left", {"name": name}, part)

    def _of_parts(self, rendered: Rendered) -> Iterator[Finding]:
        for part in PARTS[self.channel]:
            text = getattr(rendered, part)
            if not text or text.isspace():
                source = getattr(self.writing, part)
                if source.strip() or (part is Part.SUBJECT and self.channel in _SUBJECTED):
                    yield _wrong(f"proof-empty-{part}", part)
            elif len(text) <= _SHORT and strange(text):
                yield _wrong("proof-control", part)

    def _of_channel(
        self, rendered: Rendered, values: Mapping[str, Any], sms: int
    ) -> Iterator[Finding]:
        if sms > MOST_SMS_PARTS:
            yield _wrong("proof-sms-long", Part.TEXT, most=MOST_SMS_PARTS)
        leads = [values.get(name) for name in self.ours]
        leads += [led_to(_value(values, name)) for name in self.leads]
        if not all(leads):
            # Only these links are nothing but a hole.
            yield _wrong("proof-empty-link", PARTS[self.channel][-1])
        # A letter takes up to four bytes: most messages are short without being encoded.
        html = rendered.html
        if len(html) * 4 > CLIPPED_BYTES and len(html.encode(errors="replace")) > CLIPPED_BYTES:
            most = {"most": CLIPPED_BYTES // 1000}
            yield Finding(0, Severity.WARNING, "proof-clipped", most, Part.HTML)


def _of_envelope(rendered: Rendered, to: tuple[str, str]) -> list[Finding]:
    """What a mail server would see. A name or subject in other letters is encoded, so safe."""
    try:
        if rendered.subject.isascii() or not rendered.subject.isprintable():
            text_header("Subject", rendered.subject)
        if to[1]:
            ascii_address(to[1])
        if to[0].isascii():
            mailbox_header("To", to[0], _ANYBODY)
    except Refusal as refusal:
        return [_wrong(_ENVELOPES.get(refusal.key, refusal.key), Part.SUBJECT)]
    return []


_ANYBODY: Final = "somebody@house.example"
_ENVELOPES: Final = {
    "messages-unsafe-address": "proof-unsafe-address",
    "messages-unsafe-header": "proof-unsafe-header",
}


def _value(values: Mapping[str, Any], name: str) -> Any:
    level, _, key = name.partition(".")
    inside = values.get(level)
    return inside.get(key) if isinstance(inside, Mapping) else None


def _is_empty(value: Any) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _wrong(key: str, part: Part, **values: str | int) -> Finding:
    return Finding(0, Severity.ERROR, key, values, part)
