"""What to mend in a text: errors first, each with its line, and the way there."""

from collections.abc import Sequence
from typing import Literal

import streamlit as st

from core.messages.model import Finding, Part, Severity, Writing, errors
from pages.parts import message_code as code
from pages.parts import message_draft as drafts
from pages.parts.frame import language, say
from pages.parts.message_outside import offer_outside

LIST_HEIGHT = 320  # pixels of many findings
UNSCROLLED = 5  # findings that need no scrolling
LONGEST_LINE = 160  # characters of a line that is shown with its finding
SOURCES = frozenset({Part.HTML, Part.TEXT})

ICONS = {Severity.ERROR: ":material/error:", Severity.WARNING: ":material/warning:"}
COLORS: dict[Severity, Literal["red", "orange"]] = {
    Severity.ERROR: "red",
    Severity.WARNING: "orange",
}


def show_findings(draft_id: str, findings: Sequence[Finding]) -> None:
    """What to mend; whoever presses a line's button stands on it."""
    if not findings:
        st.success(say("messages-all-well"), icon=":material/check_circle:")
    else:
        _list(draft_id, findings)
    offer_outside(draft_id, is_good=not errors(findings))


def _list(draft_id: str, findings: Sequence[Finding]) -> None:
    wrong = sum(one.is_error for one in findings)
    st.markdown(f"**{say('messages-findings', errors=wrong, warnings=len(findings) - wrong)}**")
    height: int | Literal["content"] = "content" if len(findings) <= UNSCROLLED else LIST_HEIGHT
    writing = drafts.current(draft_id).writing
    with st.container(border=True, height=height):
        for number, one in enumerate(sorted(findings, key=lambda one: not one.is_error)):
            _finding(draft_id, writing, one, number)


def _finding(draft_id: str, writing: Writing, one: Finding, number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        place = say(f"editor-part-{one.part}")
        if one.line:
            place = say("messages-place", part=place, line=one.line)
        st.badge(place, icon=ICONS[one.severity], color=COLORS[one.severity])
        if one.line and one.part in SOURCES:
            st.button(
                say("editor-jump"),
                key=drafts.key(f"jump-{number}", draft_id),
                type="tertiary",
                on_click=_jump,
                args=(draft_id, one),
            )
    # Words of the template stand in the sentence: shown as text, so that none is markdown.
    st.text(one.sentence(language()))
    if line := _line(writing, one):
        st.code(line, language=None)


def _jump(draft_id: str, one: Finding) -> None:
    """The part and the line of a finding come into view, in the source."""
    st.session_state[drafts.key("part", draft_id)] = str(one.part)
    drafts.as_code(draft_id, is_code=True)
    code.jump(draft_id, one.part, one.line)


def _line(writing: Writing, one: Finding) -> str:
    """The line that is meant, by its number, where the plain fields do not show it."""
    lines = str(getattr(writing, one.part)).splitlines()
    if not st.session_state.get(code.PLAIN) or not 0 < one.line <= len(lines):
        return ""
    text = lines[one.line - 1].strip()
    return f"{one.line} | {text[:LONGEST_LINE]}"
