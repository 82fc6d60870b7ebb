"""A writing as it goes out, and what is wrong with it: asked often, worked out once."""

from dataclasses import replace
from functools import lru_cache

from core.messages import finishing, snippet_records
from core.messages.advice import ANY, DRAFT, advised
from core.messages.model import NO_UTM, Channel, Finding, Snippet, Utm, Writing, errors
from pages.parts.frame import house

KEPT = 128  # writings


def checked(writing: Writing, channel: Channel, utm: Utm = NO_UTM) -> list[Finding]:
    """Everything wrong or worth a look, by the lines of the source."""
    return list(_checked(writing, channel, known_snippets(), utm))


def finished(writing: Writing, channel: Channel, utm: Utm = NO_UTM) -> Writing:
    """The writing as it is filled. Raises `BadTemplate`."""
    known = {one.name: one for one in known_snippets()}
    return finishing.finished(writing, channel, snippets=known, utm=utm)


def known_snippets() -> tuple[Snippet, ...]:
    """Every snippet as it stands, archived ones too."""
    with house().store.reading() as tx:
        return tuple(snippet_records.everything(tx).values())


@lru_cache(maxsize=KEPT)
def _checked(
    writing: Writing, channel: Channel, snippets: tuple[Snippet, ...], utm: Utm
) -> tuple[Finding, ...]:
    known = {one.name: one for one in snippets}
    findings = finishing.checked(writing, channel, snippets=known, utm=utm)
    if errors(findings):
        return tuple(findings)
    said = {(one.key, one.part) for one in findings}
    made = finishing.finished(writing, channel, snippets=known, utm=utm)
    about = ANY if utm.is_set else DRAFT
    advice = (placed(one, writing, made) for one in advised(channel, made, about))
    return (*findings, *(one for one in advice if (one.key, one.part) not in said))


def placed(finding: Finding, writing: Writing, made: Writing) -> Finding:
    """A finding in what goes out; its line counts only where that is what was written."""
    part = str(finding.part)
    return (
        finding if getattr(writing, part) == getattr(made, part) else replace(finding, line=0)
    )
