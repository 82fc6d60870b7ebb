"""Checking a template before it is saved: the first wall, and advice."""

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from jinja2 import TemplateSyntaxError

from core.foundation.words import Value
from core.messages.environment import environment
from core.messages.expressions import Reading
from core.messages.fields import UNSUBSCRIBE
from core.messages.links import MarkupReading
from core.messages.masking import Masked, TooMany, masked
from core.messages.model import PARTS, Channel, Finding, Part, Severity, Writing
from core.messages.neutral import strange, strange_line

LONGEST_SOURCE = 300_000  # characters of one part
LONGEST_SUBJECT = 1_000
CLIPPED_BYTES = 102_000  # Gmail shows no more of a message
DEEPEST_BLOCKS = 20
DEEPEST_BRACKETS = 10
MOST_FINDINGS = 100  # of one part; the rest would not be read

_SCRIPTED: Final = re.compile(
    r"(?:javascript|vbscript|livescript)\s*:|data:[a-z]+/", re.IGNORECASE
)
_TRICKS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2060\ufeff]|[\t\n\r](?=\\S)"
)
_UNKNOWN_TAG: Final = re.compile(r"unknown tag '([^']{1,40})'")
_OPENING: Final = frozenset({"if", "for"})
_ONE_LINE: Final = frozenset({Part.SUBJECT, Part.LINK})
_OPTIONAL: Mapping[Channel, frozenset[Part]] = defaultdict(
    frozenset,
    {Channel.CABINET: frozenset({Part.LINK}), Channel.CALL: frozenset({Part.SUBJECT})},
)


def check_writing(channel: Channel, writing: Writing) -> list[Finding]:
    """Everything wrong or worth a look in a writing, in the order of its parts and lines."""
    findings: list[Finding] = []
    for part in Part:
        source = str(getattr(writing, part))
        if part not in PARTS[channel]:
            findings += [_error(part, 0, "messages-no-such-part")] if source.strip() else []
        elif source.strip():
            findings += check_part(part, source)
        elif part not in _OPTIONAL[channel]:
            may = channel is Channel.EMAIL and part is Part.TEXT
            severity = Severity.WARNING if may else Severity.ERROR
            findings.append(Finding(0, severity, f"messages-empty-{part}", {}, part))
    return findings + (_of_email(writing) if channel is Channel.EMAIL else [])


def _of_email(writing: Writing) -> list[Finding]:
    """What every e-mail has, and how large one may be."""
    findings: list[Finding] = []
    for part, source in ((Part.HTML, writing.html), (Part.TEXT, writing.text)):
        if source.strip() and UNSUBSCRIBE not in source:
            key = "messages-no-unsubscribe"
            findings.append(Finding(0, Severity.WARNING, key, {"name": UNSUBSCRIBE}, part))
    if len(writing.html.encode(errors="replace")) > CLIPPED_BYTES:
        most = {"most": CLIPPED_BYTES // 1000}
        findings.append(Finding(0, Severity.WARNING, "messages-clipped", most, Part.HTML))
    return findings


def check_part(part: Part, source: str) -> list[Finding]:
    """The findings of one part alone, by line."""
    early = _size(part, source) or _letters(part, source)
    if early:
        return [early]
    try:
        findings = _inside(part, source)
    except TooMany as error:
        findings = [_error(part, error.lineno, "messages-too-many")]
    except TemplateSyntaxError as error:
        findings = [_syntax(part, error)]
    except (RecursionError, MemoryError, ValueError, OverflowError, SyntaxError):
        # What Python itself chokes on – numbers of a million digits – is no message.
        findings = [_error(part, 0, "messages-syntax")]
    return sorted(findings, key=lambda one: one.line)[:MOST_FINDINGS]


def _inside(part: Part, source: str) -> list[Finding]:
    mask = masked(source)
    deep = _depth(part, mask)
    if deep:
        return [deep]
    walled = environment("en", escapes=part is Part.HTML)
    reading = Reading(part)
    reading.read(walled.parse(source))
    findings = reading.findings + _scripts(part, mask)
    if part in {Part.HTML, Part.LINK}:
        # A link is read as the one it becomes.
        whole = mask if part is Part.HTML else masked(f'<a href="{source}">')
        markup = MarkupReading(whole, part)
        markup.read()
        findings += markup.findings
    if not any(finding.is_error for finding in findings):
        # The last question to a template that passed: does it compile?
        walled.compile(source)
    return findings


def _size(part: Part, source: str) -> Finding | None:
    most = LONGEST_SUBJECT if part in _ONE_LINE else LONGEST_SOURCE
    if len(source) > most:
        return _error(part, 0, "messages-too-long", length=len(source), most=most)
    return None


def _letters(part: Part, source: str) -> Finding | None:
    if part in _ONE_LINE and ("\n" in source or "\r" in source):
        return _error(part, 1, "messages-subject-lines")
    letter = strange(source)
    if letter:
        return _error(part, strange_line(source), "messages-strange-letter", letter=letter)
    return None


def _depth(part: Part, mask: Masked) -> Finding | None:
    """Nesting, counted before a parser that recurses sees it."""
    blocks = 0
    for piece in mask.pieces:
        brackets = deepest = 0
        for word in piece.words:
            brackets += (word in "([{") - (word in ")]}")
            deepest = max(deepest, brackets)
        blocks += piece.statement in _OPENING
        blocks -= piece.statement.startswith("end")
        if deepest > DEEPEST_BRACKETS or blocks > DEEPEST_BLOCKS:
            return _error(part, piece.line, "messages-too-deep")
    return None


def _scripts(part: Part, mask: Masked) -> list[Finding]:
    """A second look for scripts in links, over the whole text, however it is disguised."""
    found = _SCRIPTED.search(mask.text)
    if found is None:
        found = _SCRIPTED.search(_TRICKS.sub("", mask.text))
        return [_error(part, 0, "messages-script-address")] if found else []
    line = mask.text.count("\n", 0, found.start()) + 1
    return [_error(part, line, "messages-script-address")]


def _syntax(part: Part, error: TemplateSyntaxError) -> Finding:
    unknown = _UNKNOWN_TAG.search(error.message or "")
    if unknown:
        return _error(part, error.lineno, "messages-no-statement", statement=unknown[1])
    unclosed = "end of template" in (error.message or "") or error.message == "unclosed"
    return _error(part, error.lineno, "messages-unclosed" if unclosed else "messages-syntax")


def _error(part: Part, line: int, key: str, **values: Value) -> Finding:
    return Finding(line, Severity.ERROR, key, values, part)
