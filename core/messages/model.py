"""A template, what is wrong with one, and the message it becomes for one contact."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from core.foundation.refusal import Refusal
from core.foundation.words import Value, say

TemplateId = NewType("TemplateId", str)


class Channel(StrEnum):
    """What a message goes out by; each has its writer (`writers`) and its parts (`PARTS`)."""

    EMAIL = "email"
    SMS = "sms"
    CABINET = "cabinet"  # a notice in the client's personal cabinet
    CALL = "call"  # the script of an account manager's call
    LETTER = "letter"  # on paper


class Markup(StrEnum):
    """What the HTML part is written in."""

    HTML = "html"
    MJML = "mjml"


class Severity(StrEnum):
    ERROR = "error"  # the template cannot be saved
    WARNING = "warning"  # it can, and somebody should look


class Part(StrEnum):
    SUBJECT = "subject"
    HTML = "html"
    TEXT = "text"
    LINK = "link"  # where a notice leads


# The parts a channel's message has, in the order they are written; the last is never empty.
PARTS: Mapping[Channel, tuple[Part, ...]] = {
    Channel.EMAIL: (Part.SUBJECT, Part.TEXT, Part.HTML),
    Channel.SMS: (Part.TEXT,),
    Channel.CABINET: (Part.SUBJECT, Part.LINK, Part.TEXT),
    Channel.CALL: (Part.SUBJECT, Part.TEXT),
    Channel.LETTER: (Part.SUBJECT, Part.HTML),
}
FIRST_VARIANT = "A"


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
class Writing:
    """The words of one variant in one language, as Jinja2 source.

    A part its channel does not have (`PARTS`) is empty; `variant` is a capital letter.
    """

    subject: str = ""
    html: str = ""
    text: str = ""
    link: str = ""
    markup: Markup = Markup.HTML
    variant: str = FIRST_VARIANT
    language: str = "ru"


@dataclass(frozen=True)
class Snippet:
    """One version of words that many messages share: ``{% include "name" %}`` puts them in.

    `html` stands where it is included in HTML or MJML, `text` in every other part.
    """

    name: str
    version: int
    html: str
    text: str
    saved_by: str
    saved_at: datetime
    note: str = ""
    is_archived: bool = False

    @property
    def content(self) -> list[str]:
        """All that it says, as plain JSON."""
        return [self.html, self.text]

    def words(self, part: Part) -> str:
        return self.html if part is Part.HTML else self.text


@dataclass(frozen=True)
class Utm:
    """What links to our own sites tell those sites: where a visitor came from.

    `hosts` are the sites; a link to another one is left as it is, and one without any of the
    three values, too.
    """

    source: str = ""
    medium: str = ""
    campaign: str = ""
    hosts: tuple[str, ...] = ()

    @property
    def is_set(self) -> bool:
        return bool(self.hosts and (self.source or self.medium or self.campaign))


NO_UTM = Utm()


@dataclass(frozen=True)
class Attachment:
    """A file that goes with every e-mail of a template; its bytes rest by their digest."""

    name: str
    kind: str  # as mail says it: “application/pdf”
    digest: str  # SHA-256, in hexadecimal
    size: int  # bytes


@dataclass(frozen=True)
class Template:
    """One version of a message with holes: its writings, of each variant and language one."""

    id: TemplateId
    name: str
    version: int
    channel: Channel
    writings: tuple[Writing, ...]
    saved_by: str
    saved_at: datetime
    note: str = ""
    is_archived: bool = False
    utm: Utm = NO_UTM
    attachments: tuple[Attachment, ...] = ()

    @property
    def first(self) -> Writing:
        """What it says where nobody chose a variant or a language."""
        return self.writings[0]

    @property
    def variants(self) -> tuple[str, ...]:
        """The letters of its variants, in order."""
        return tuple(dict.fromkeys(writing.variant for writing in self.writings))

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages it is written in, the first one first."""
        return tuple(dict.fromkeys(writing.language for writing in self.writings))

    @property
    def content(self) -> list[object]:
        """All that it says, as plain JSON: what a seal is taken over."""
        content = self._written
        # What a message has none of is no part of its seal, as when there was no such thing.
        if self.utm != NO_UTM:
            content.append({"utm": vars(self.utm)})
        if self.attachments:
            content.append(
                {"attachments": [[one.name, one.digest] for one in self.attachments]}
            )
        return content

    def writing(self, variant: str = FIRST_VARIANT, language: str = "") -> Writing:
        """The words of a variant in a language; where there are none, the nearest there are."""
        return self.writings[nearest(self.writings, variant, language)]

    @property
    def _written(self) -> list[object]:
        first = self.first
        if self.writings == (replace(first, markup=Markup.HTML, variant=FIRST_VARIANT),):
            # One writing is sealed as it was when there was no other kind.
            link = [first.link] if first.link else []
            return [self.channel, first.subject, first.html, first.text, *link]
        return [self.channel, *(vars(one) for one in self.writings)]


def nearest(writings: Sequence[Writing], variant: str, language: str) -> int:
    """The place of the words of a variant in a language, or of the nearest there are."""
    places = range(len(writings))
    own = [at for at in places if writings[at].variant == variant] or [*places]
    return next((at for at in own if writings[at].language == language), own[0])


@dataclass(frozen=True)
class Rendered:
    """A message filled for one contact; `subject` and `link` are single lines."""

    subject: str
    html: str
    text: str
    link: str = ""


def errors(findings: Sequence[Finding]) -> list[Finding]:
    """Those that keep a template from being saved."""
    return [finding for finding in findings if finding.is_error]


class BadTemplate(Refusal):
    """The template says something no message may say; `findings` names what, and where."""

    def __init__(self, key: str, /, *, findings: list[Finding], errors: int) -> None:
        super().__init__(key, errors=errors)
        self.findings = findings


def refused(findings: Sequence[Finding]) -> BadTemplate:
    """The refusal that carries these findings."""
    found = list(findings)
    return BadTemplate("messages-bad-template", findings=found, errors=len(errors(found)))
