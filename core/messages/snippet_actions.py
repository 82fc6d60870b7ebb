"""What people do with snippets: save another version, put one away, bring it back."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Final

from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.messages import records, snippet_records
from core.messages.finishing import checked
from core.messages.linting import check_part
from core.messages.model import Finding, Part, Severity, Snippet, Template, errors, refused
from core.messages.snippets import includes_in, names_in
from core.people.model import Permission, Person, require
from core.store.store import Tx

LONGEST_SOURCE = 100_000  # characters of one side
LONGEST_NOTE = 2_000
MOST_NAMED = 5  # messages in one sentence

_NAME: Final = re.compile(r"[^\W_][\w-]{0,59}")


class BadSnippetName(Refusal):
    """A snippet goes by letters, digits, dashes: what can stand in an include."""


class EmptySnippet(Refusal):
    """A snippet says something, in HTML or in text."""


class UnknownSnippet(Refusal):
    """There is no snippet by that name, or it was put away."""


class SnippetSavedMeanwhile(Refusal):
    """Somebody else saved another version since this person opened theirs."""


class BreaksMessages(Refusal):
    """With these words a message that uses the snippet could not be sent."""


class SnippetInUse(Refusal):
    """Messages use the snippet."""


def get(tx: Tx, name: str) -> Snippet:
    """The current version. Raises `UnknownSnippet`."""
    snippet = snippet_records.get(tx, name)
    if snippet is None:
        raise UnknownSnippet("snippets-no-such", name=name)
    return snippet


def used_by(tx: Tx, name: str) -> list[Template]:
    """The messages in use whose current version includes a snippet, last saved first."""
    return [
        template
        for template in records.everything(tx)
        if any(name in names_in(writing) for writing in template.writings)
    ]


def save(  # noqa: PLR0913 -- a version has as many parts
    tx: Tx,
    name: str,
    *,
    html: str,
    text: str,
    note: str,
    by: Person,
    at: datetime,
    seen: int | None = None,
) -> Snippet:
    """Save the first or the next version; one that says nothing new is not one.

    Every message that uses it is checked with the new words. Raises `BadSnippetName`,
    `EmptySnippet`, `BadTemplate`, `BreaksMessages`, `SnippetSavedMeanwhile`, `UnknownSnippet`.
    """
    require(by, Permission.WRITE)
    if not _NAME.fullmatch(name):
        raise BadSnippetName("snippets-bad-name")
    before = snippet_records.get(tx, name)
    number = before.version + 1 if before else 1
    snippet = Snippet(name, number, html, text, by.id, at, note.strip()[:LONGEST_NOTE])
    if before is not None and before.content == snippet.content and not before.is_archived:
        return before
    _require_good(snippet)
    _require_harmless(tx, snippet)
    _write(tx, snippet, before=before, seen=seen)
    details = {"version": number, "note": snippet.note}
    journal.record(tx, "snippets.save", name, by=by.id, at=at, details=details)
    return snippet


def archive(tx: Tx, name: str, *, by: Person, at: datetime) -> Snippet:
    """Put a snippet away. Raises `SnippetInUse` naming the messages that include it."""
    require(by, Permission.WRITE)
    get(tx, name)
    if using := used_by(tx, name):
        raise SnippetInUse("snippets-in-use", name=name, messages=_named(using))
    if snippet_records.set_archived(tx, name, at=at):
        journal.record(tx, "snippets.archive", name, by=by.id, at=at, details={})
    return get(tx, name)


def restore(tx: Tx, name: str, *, by: Person, at: datetime) -> Snippet:
    """Bring a snippet back from the archive."""
    require(by, Permission.WRITE)
    get(tx, name)
    if snippet_records.set_archived(tx, name, at=None):
        journal.record(tx, "snippets.restore", name, by=by.id, at=at, details={})
    return get(tx, name)


def findings_of(snippet: Snippet) -> list[Finding]:
    """What is wrong or worth a look in a snippet's own words, on both sides."""
    found: list[Finding] = []
    for part in (Part.HTML, Part.TEXT):
        source = snippet.words(part)
        if len(source) > LONGEST_SOURCE:
            values = {"length": len(source), "most": LONGEST_SOURCE}
            found.append(Finding(0, Severity.ERROR, "messages-too-long", values, part))
        elif lines := includes_in(source):
            found.append(Finding(lines[0], Severity.ERROR, "snippets-within", {}, part))
        elif source.strip():
            found += check_part(part, source)
    return found


def _require_good(snippet: Snippet) -> None:
    if not any(words.strip() for words in (snippet.html, snippet.text)):
        raise EmptySnippet("snippets-empty")
    findings = findings_of(snippet)
    if errors(findings):
        raise refused(findings)


def _require_harmless(tx: Tx, snippet: Snippet) -> None:
    """No message that uses it would break."""
    using = used_by(tx, snippet.name)
    if not using:
        return
    known = snippet_records.everything(tx) | {snippet.name: snippet}
    broken = [
        template
        for template in using
        if any(
            errors(checked(writing, template.channel, snippets=known, utm=template.utm))
            for writing in template.writings
        )
    ]
    if broken:
        raise BreaksMessages("snippets-break", name=snippet.name, messages=_named(broken))


def _write(tx: Tx, snippet: Snippet, *, before: Snippet | None, seen: int | None) -> None:
    if before is None:
        snippet_records.add(tx, snippet)
        return
    if before.is_archived:
        raise UnknownSnippet("snippets-archived", name=before.name)
    expected = before.version if seen is None else seen
    following = replace(snippet, version=expected + 1)
    if expected != before.version or not snippet_records.follow(tx, following, seen=expected):
        raise SnippetSavedMeanwhile("snippets-saved-meanwhile", version=before.version)


def _named(templates: list[Template]) -> str:
    names = [f"«{one.name}»" for one in templates[:MOST_NAMED]]
    rest = len(templates) - len(names)
    return ", ".join(names) + (f" +{rest}" if rest else "")
