"""From what an author wrote to what is checked and filled: the one place that knows the order.

Snippets are put in, MJML becomes HTML with its styles inside the tags, links learn where they
stand, and an e-mail without a text part gets one. All of it happens once per version.
"""

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Final

from core.messages.linting import check_writing
from core.messages.mjml import source_html
from core.messages.model import (
    NO_UTM,
    BadTemplate,
    Channel,
    Finding,
    Part,
    Snippet,
    Template,
    Utm,
    Writing,
)
from core.messages.plain import text_from
from core.messages.snippets import expanded, names_in
from core.messages.utm import tagged

KEPT = 64  # writings

_NO_SNIPPETS: Final[Mapping[str, Snippet]] = {}


def finished(
    writing: Writing,
    channel: Channel,
    *,
    snippets: Mapping[str, Snippet] = _NO_SNIPPETS,
    utm: Utm = NO_UTM,
) -> Writing:
    """The writing as it is checked, compiled and filled: plain HTML, no snippets, every part.

    `snippets` holds at least those it names. Raises `BadTemplate` where it cannot be made; what
    else is wrong with it, `linting.check_writing` says.
    """
    return _finished(writing, channel, _used(writing, snippets), utm)


def finished_template(
    template: Template, snippets: Mapping[str, Snippet]
) -> tuple[Writing, ...]:
    """Every writing of a template, finished. Raises `BadTemplate`."""
    return tuple(
        finished(one, template.channel, snippets=snippets, utm=template.utm)
        for one in template.writings
    )


def checked(
    writing: Writing,
    channel: Channel,
    *,
    snippets: Mapping[str, Snippet] = _NO_SNIPPETS,
    utm: Utm = NO_UTM,
) -> list[Finding]:
    """Everything wrong or worth a look, with the lines of the source the author wrote.

    What only shows in the HTML that MJML became has no line.
    """
    try:
        whole = expanded(writing, snippets)
    except BadTemplate as fault:
        return fault.findings
    own = check_writing(channel, whole)
    known = {(one.key, one.part) for one in own}
    try:
        made = finished(writing, channel, snippets=snippets, utm=utm)
    except BadTemplate as fault:
        late = fault.findings
    else:
        # What goes out passes the walls, too; its lines are nobody's. Advice about a text that
        # was made of the HTML is none.
        found = check_writing(channel, made)
        is_own = bool(whole.text.strip())
        late = [
            replace(one, line=0)
            for one in found
            if is_own or one.part is not Part.TEXT or one.is_error
        ]
        if made.text.strip():
            own = [one for one in own if one.key != "messages-empty-text"]
    return own + [one for one in late if (one.key, one.part) not in known]


def _used(writing: Writing, known: Mapping[str, Snippet]) -> tuple[Snippet, ...]:
    names = names_in(writing)
    if not all(name in known for name in names):
        # The refusal names the nearest of all there are.
        return tuple(known.values())
    return tuple(known[name] for name in names)


@lru_cache(maxsize=KEPT)
def _finished(
    writing: Writing, channel: Channel, used: tuple[Snippet, ...], values: Utm
) -> Writing:
    whole = expanded(writing, {one.name: one for one in used})
    if channel is Channel.EMAIL:
        whole = source_html(whole)
        if not whole.text.strip():
            whole = replace(whole, text=text_from(whole.html))
    return tagged(whole, values)
