"""What a person is writing: kept in the session until it is saved, whatever happens between."""

from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from core.messages.model import Template, Writing
from core.messages.plain import text_from
from core.messages.preheader import preheader_of, with_preheader
from core.messages.starters import starter
from pages.parts.frame import language

NEW = "new"


@dataclass(frozen=True)
class Draft:
    """The parts of a message as they stand in the editor."""

    name: str
    subject: str
    html: str
    text: str
    language: str

    @property
    def writing(self) -> Writing:
        """The draft as it would be saved."""
        return Writing(
            subject=self.subject, html=self.html, text=self.text, language=self.language
        )


def key(part: str, draft_id: str) -> str:
    """The session's name for a part of a draft; its widget has the same."""
    return f"message-{part}-{draft_id}"


def begin(draft_id: str, template: Template | None) -> None:
    """Load a message into the editor, unless something of it is being written already."""
    version = template.version if template else 0
    saved = saved_draft(template)
    known = st.session_state.get(key("base", draft_id))
    if known is not None:
        seen, base = known
        is_untouched = current(draft_id) == base
        if draft_id not in _to_reload() and not (is_untouched and seen != version):
            return
    _to_reload().discard(draft_id)
    st.session_state[key("base", draft_id)] = (version, saved)
    st.session_state[key("note", draft_id)] = ""
    fill(draft_id, saved)


def fill(draft_id: str, draft: Draft) -> None:
    """Put other text into the editor; before its widgets are drawn."""
    for part, value in asdict(draft).items():
        st.session_state[key(part, draft_id)] = value
    st.session_state[key("preheader", draft_id)] = preheader_of(draft.html)


def current(draft_id: str) -> Draft:
    """The draft as it stands."""
    state = st.session_state
    return Draft(
        **{part: state.get(key(part, draft_id)) or "" for part in Draft.__dataclass_fields__}
    )


def parts(draft: Draft) -> dict[str, Any]:
    """What a draft is saved with."""
    return {"name": draft.name, "writings": [draft.writing]}


def note(draft_id: str) -> str:
    return st.session_state.get(key("note", draft_id)) or ""


def seen(draft_id: str) -> int:
    """The version that is being edited; 0 for a new message."""
    return int(st.session_state[key("base", draft_id)][0])


def is_changed(draft_id: str) -> bool:
    """Whether anything would be lost by leaving for good."""
    return bool(current(draft_id) != st.session_state[key("base", draft_id)][1])


def discard(draft_id: str) -> None:
    """Forget what was written: the next run loads what is saved."""
    _to_reload().add(draft_id)


def previewed(draft_id: str, draft: Draft, *, is_good: bool) -> Draft:
    """What to preview: the draft, or while it has errors, the last state that had none."""
    name = key("good", draft_id)
    if is_good:
        st.session_state[name] = draft
    kept: Draft = st.session_state.get(name) or st.session_state[key("base", draft_id)][1]
    return kept


def copy(draft_id: str) -> None:
    """Go on with this text as a new message."""
    taken = current(draft_id)
    st.session_state[key("base", NEW)] = (0, saved_draft(None))
    st.session_state[key("note", NEW)] = ""
    _to_reload().discard(NEW)
    fill(NEW, taken)
    st.query_params["message"] = NEW


def take_preheader(draft_id: str) -> None:
    """Write the pre-header's line into the HTML."""
    html, line = key("html", draft_id), st.session_state[key("preheader", draft_id)]
    st.session_state[html] = with_preheader(st.session_state[html] or "", line or "")


def take_html(draft_id: str) -> None:
    """Read the pre-header's line out of the HTML."""
    html = st.session_state[key("html", draft_id)] or ""
    st.session_state[key("preheader", draft_id)] = preheader_of(html)


def write_text(draft_id: str) -> None:
    """Make the text part anew out of the HTML."""
    st.session_state[key("text", draft_id)] = text_from(current(draft_id).html)


def saved_draft(template: Template | None) -> Draft:
    """A saved version as a draft; without one, the house's starter."""
    if template is not None:
        first = template.first
        return Draft(template.name, first.subject, first.html, first.text, first.language)
    begun = starter(language())
    return Draft("", begun.subject, begun.html, begun.text, language())


def _to_reload() -> set[str]:
    waiting: set[str] = st.session_state.setdefault("message-reload", set())
    return waiting
