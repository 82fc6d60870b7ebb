"""A writing as it goes out, and what is wrong with it: asked often, worked out once."""

from functools import lru_cache

from core.messages import finishing, snippet_records
from core.messages.model import Channel, Finding, Snippet, Writing
from pages.parts.frame import house

KEPT = 128  # writings


def checked(writing: Writing, channel: Channel) -> list[Finding]:
    """Everything wrong or worth a look, by the lines of the source."""
    return list(_checked(writing, channel, known_snippets()))


def finished(writing: Writing, channel: Channel) -> Writing:
    """The writing as it is filled. Raises `BadTemplate`."""
    known = {one.name: one for one in known_snippets()}
    return finishing.finished(writing, channel, snippets=known)


def known_snippets() -> tuple[Snippet, ...]:
    """Every snippet as it stands, archived ones too."""
    with house().store.reading() as tx:
        return tuple(snippet_records.everything(tx).values())


@lru_cache(maxsize=KEPT)
def _checked(
    writing: Writing, channel: Channel, snippets: tuple[Snippet, ...]
) -> tuple[Finding, ...]:
    known = {one.name: one for one in snippets}
    return tuple(finishing.checked(writing, channel, snippets=known))
