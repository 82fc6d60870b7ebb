"""A template, what is wrong with one, and the message it becomes for one contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import NewType

from core.foundation.words import Value, say

TemplateId = NewType("TemplateId", str)

EMAIL = "email"


class Severity(StrEnum):
    ERROR = "error"  # the template cannot be saved
    WARNING = "warning"  # it can, and somebody should look


class Part(StrEnum):
    SUBJECT = "subject"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True)
class Finding:
    """One thing to mend: where (a part, a line from 1; 0: the whole), how bad, and what."""

    line: int
    severity: Severity
    key: str
    values: Mapping[str, Value] = field(default_factory=dict)
    part: Part = Part.HTML

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.values)

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


@dataclass(frozen=True)
class Template:
    """One version of a message with holes, as Jinja2 source."""

    id: TemplateId
    name: str
    version: int
    channel: str
    subject: str
    html: str
    text: str
    saved_by: str
    saved_at: datetime
    note: str = ""
    is_archived: bool = False


@dataclass(frozen=True)
class Rendered:
    """A message filled for one contact; `subject` is a single line."""

    subject: str
    html: str
    text: str


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Those that keep a template from being saved."""
    return [finding for finding in findings if finding.is_error]
