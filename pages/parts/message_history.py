"""The versions of a message: who saved which and why, what changed since, and going back."""

from html import escape

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.messages import records
from core.messages.comparing import Kind, Line, compared
from core.messages.model import Part, Template, Writing
from core.people import records as people
from pages.parts import message_draft as drafts
from pages.parts.frame import house, language, say
from pages.parts.message_draft import Writings, place_of
from pages.parts.message_writings import named

LONGEST_LIST = 420  # pixels
MARKS = {Kind.SAME: "", Kind.GONE: "del", Kind.NEW: "ins"}
SIGNS = {Kind.SAME: " ", Kind.GONE: "−", Kind.NEW: "+"}
# The colors of the theme carry both in light and in dark; underline and strike-through say it
# to whoever sees no colors.
STYLE = """<style>
.words-diff { font: 0.87rem/1.55 ui-monospace, Menlo, Consolas, monospace; }
.words-diff div { display: flex; gap: 0.7rem; padding: 0 0.5rem; }
.words-diff span:first-child { flex: none; width: 3.2rem; text-align: right; }
.words-diff span:last-child { white-space: pre-wrap; overflow-wrap: anywhere; }
.words-diff .gone { background: color-mix(in srgb, #dc2626 11%, transparent); }
.words-diff .new { background: color-mix(in srgb, #16a34a 12%, transparent); }
.words-diff del { background: color-mix(in srgb, #dc2626 26%, transparent); }
.words-diff ins { background: color-mix(in srgb, #16a34a 30%, transparent); }
.words-diff hr { margin: 0.3rem 0; opacity: .4; }
</style>"""


def show_history(opened: Cockpit, template: Template, draft_id: str) -> None:
    """Earlier versions, against what stands in the editor."""
    with opened.store.reading() as tx:
        versions = records.versions(tx, template.id)
        names = people.names(tx)
    label = say("messages-history", versions=len(versions))
    with st.expander(label, icon=":material/history:"):
        known = {one.version: one for one in versions}
        chosen = st.selectbox(
            say("messages-version"),
            list(known),
            format_func=lambda number: version_label(known[number], names),
            key=f"message-version-{draft_id}",
        )
        version = known[chosen or template.version]
        st.button(
            say("messages-load-version", version=version.version),
            key=f"message-load-{draft_id}",
            icon=":material/settings_backup_restore:",
            on_click=drafts.refill,
            args=(draft_id, version.writings),
        )
        show_changes(version.writings, drafts.current(draft_id).writings)


def version_label(template: Template, names: dict[str, str]) -> str:
    """Which version, who saved it when, and why."""
    zone = house().settings.time_zone
    label = say(
        "messages-version-label",
        version=template.version,
        person=names.get(template.saved_by, template.saved_by),
        moment=words.moment(language(), template.saved_at, zone),
    )
    return f"{label} · {template.note}" if template.note else label


def changes(before: Writings, after: Writings) -> list[tuple[str, list[list[Line]]]]:
    """What differs, by text and part: “A · English: Subject” and its places."""
    old, new = ({place_of(one): one for one in side} for side in (before, after))
    found = []
    for place in dict.fromkeys([*old, *new]):
        first, second = (side.get(place, Writing()) for side in (old, new))
        for part in Part:
            places = compared(str(getattr(first, part)), str(getattr(second, part)))
            if places:
                found.append((f"{named(place)}: {say(f'editor-part-{part}')}", places))
    return found


def show_changes(before: Writings, after: Writings) -> None:
    """What differs, place by place, or that nothing does."""
    found = changes(before, after)
    st.caption(say("messages-changes" if found else "messages-no-changes"))
    if not found:
        return
    with st.container(height=LONGEST_LIST, border=True):
        for title, places in found:
            st.markdown(f"**{title}**")
            st.html(STYLE + diff_html(places))


def diff_html(places: list[list[Line]]) -> str:
    """The places as a page's piece, every word of a template escaped."""
    groups = ("".join(map(_line, lines)) for lines in places)
    return f'<div class="words-diff">{"<hr>".join(groups)}</div>'


def _line(line: Line) -> str:
    inside = "".join(
        f"<{tag}>{escape(one.text)}</{tag}>" if (tag := MARKS[one.kind]) else escape(one.text)
        for one in line.pieces
    )
    number = f"{line.number or ''} {SIGNS[line.kind]}"
    return f'<div class="{line.kind}"><span>{number}</span><span>{inside}</span></div>'
