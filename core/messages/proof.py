"""Proofreading one filled message: what only shows once a contact's values are in it.

What a template says by itself is checked once (`linting`, `advice`); this is asked of every
message of an audience, so each question costs microseconds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from core.foundation.refusal import Refusal
from core.messages import rendering
from core.messages.headers import mailbox_header, text_header
from core.messages.linting import CLIPPED_BYTES
from core.messages.model import PARTS, Channel, Finding, Part, Rendered, Severity, Writing
from core.messages.neutral import strange
from core.messages.quoted import bare_names, names
from core.messages.sms_parts import counted

MOST_SMS_PARTS = 6

# Words that a machine writes for “nothing”, and that a person should never read.
_NOTHINGS: Final = frozenset({"none", "null", "nan", "nat", "undefined", "n/a", "#n/a", "н/д"})
_LEFT: Final = ("{{", "{%", "{#", "*|", "%%")
_NOWHERE: Final = ('href=""', "href=''", 'href="#"')
_SUBJECTED: Final = frozenset({Channel.EMAIL, Channel.LETTER, Channel.CABINET})


@dataclass(frozen=True)
class Proof:
    """One message read: what is wrong, how long it is, and which fields had no value."""

    findings: tuple[Finding, ...]
    letters: int = 0
    parts: int = 0  # of an SMS
    empty: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proofreader:
    """Reads every message that one writing becomes."""

    channel: Channel
    writing: Writing
    names: tuple[str, ...] = ()
    bare: frozenset[str] = frozenset()
    _tolerated: frozenset[str] = field(default_factory=frozenset)

    @staticmethod
    def of(channel: Channel, writing: Writing) -> "Proofreader":
        """Raises `Unrenderable` for a writing that never passed the check."""
        rendering.compiled(writing)
        whole = writing.html + writing.text + writing.subject
        # What the template says itself was somebody's decision, and was warned of once.
        tolerated = frozenset(mark for mark in (*_LEFT[3:], *_NOWHERE) if mark in whole)
        return Proofreader(channel, writing, names(writing), bare_names(writing), tolerated)

    def proof(self, values: Mapping[str, Any], *, to: tuple[str, str] = ("", "")) -> Proof:
        """Fill the message and read it; `to` is the name and the address it goes to."""
        empty = tuple(name for name in self.names if _is_empty(_value(values, name)))
        try:
            rendered = rendering.compiled(self.writing).render(values)
        except Refusal as refusal:
            return Proof((_wrong(refusal.key, PARTS[self.channel][-1]),), empty=empty)
        sms = counted(rendered.text).parts if self.channel is Channel.SMS else 0
        findings = [
            *self._of_values(values),
            *self._of_words(rendered),
            *self._of_channel(rendered, to, sms),
        ]
        letters = len(rendered.html) + len(rendered.text) + len(rendered.subject)
        return Proof(tuple(findings), letters, sms, empty)

    def _of_values(self, values: Mapping[str, Any]) -> Sequence[Finding]:
        for name in self.names:
            value = _value(values, name)
            if isinstance(value, str) and value.strip().lower() in _NOTHINGS:
                part = PARTS[self.channel][-1]
                return [_wrong("proof-nothing-in-words", part, name=name)]
        return ()

    def _of_words(self, rendered: Rendered) -> Sequence[Finding]:
        findings = []
        for part in PARTS[self.channel]:
            text = getattr(rendered, part)
            if not text.strip():
                if getattr(self.writing, part).strip():
                    findings.append(_wrong(f"proof-empty-{part}", part))
                continue
            left = [one for one in _LEFT if one in text and one not in self._tolerated]
            if left:
                findings.append(Finding(0, Severity.WARNING, "proof-hole-left", {}, part))
            # The HTML has no value that the plain parts have not; it is not read again.
            if part is not Part.HTML and strange(text):
                findings.append(_wrong("proof-control", part))
        return findings

    def _of_channel(
        self, rendered: Rendered, to: tuple[str, str], sms: int
    ) -> Sequence[Finding]:
        findings = []
        if self.channel in _SUBJECTED and not self.writing.subject.strip():
            findings.append(_wrong("proof-empty-subject", Part.SUBJECT))
        if sms > MOST_SMS_PARTS:
            findings.append(_wrong("proof-sms-long", Part.TEXT, most=MOST_SMS_PARTS))
        if any(one in rendered.html for one in _NOWHERE if one not in self._tolerated):
            findings.append(_wrong("proof-empty-link", Part.HTML))
        if self.channel is Channel.EMAIL:
            findings += _of_envelope(rendered, to)
        return findings


def _of_envelope(rendered: Rendered, to: tuple[str, str]) -> list[Finding]:
    """What a mail server would see: the headers, and the size."""
    findings = []
    # A letter takes up to four bytes: most messages need not be encoded to be known as short.
    html = rendered.html
    if len(html) * 4 > CLIPPED_BYTES and len(html.encode(errors="replace")) > CLIPPED_BYTES:
        most = {"most": CLIPPED_BYTES // 1000}
        findings.append(Finding(0, Severity.WARNING, "proof-clipped", most, Part.HTML))
    try:
        text_header("Subject", rendered.subject)
        if to[1]:
            mailbox_header("To", *to)
    except Refusal as refusal:
        findings.append(_wrong(_ENVELOPES.get(refusal.key, refusal.key), Part.SUBJECT))
    return findings


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
