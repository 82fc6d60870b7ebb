"""The editor of a message: its parts, the fields to write into them, and what to mend."""

from collections.abc import Callable, Sequence
from typing import Literal

import streamlit as st

from core.messages.fields import UNSUBSCRIBE, MessageField, declared_fields
from core.messages.model import Finding, Severity, Template
from pages.parts import message_draft as drafts
from pages.parts.frame import language, say

SOURCE_HEIGHT = 460  # pixels
LIST_HEIGHT = 280  # pixels of many findings
UNSCROLLED = 6  # findings that need no scrolling

GREETED = "contact.first_name"  # the field people write first

Change = Callable[[str], None]
ICONS = {Severity.ERROR: ":material/error:", Severity.WARNING: ":material/warning:"}
COLORS: dict[Severity, Literal["red", "orange"]] = {
    Severity.ERROR: "red",
    Severity.WARNING: "orange",
}
# A filter that goes with a kind of field, and the fallback most of them need.
FILTERS = {
    "money": " | money",
    "date": " | date",
    "number": " | number",
    "list": ' | join(", ")',
}


def show_toolbar(draft_id: str, template: Template | None) -> str | None:
    """What to do with the draft as a whole; returns the verb that was asked for, if any."""
    asked = None
    with st.container(horizontal=True, vertical_alignment="bottom"):
        note = drafts.key("note", draft_id)
        st.text_input(say("messages-note"), key=note, persist_state="session")
        if st.button(say("messages-save"), type="primary", key="message-save"):
            asked = "save"
        with st.popover(say("messages-more"), icon=":material/more_horiz:"):
            for verb, act in (("copy", drafts.copy), ("discard", drafts.discard)):
                label, name = say(f"messages-{verb}"), f"message-{verb}"
                st.button(label, key=name, on_click=act, args=(draft_id,), width="stretch")
            verb = "restore" if template and template.is_archived else "archive"
            label = say(f"messages-{verb}")
            if template and st.button(label, key="message-archive", width="stretch"):
                asked = verb
    if drafts.is_changed(draft_id):
        st.caption(say("messages-unsaved"))
    return asked


def show_editor(draft_id: str) -> None:
    """The widgets of a draft; each keeps what is in it while the person is elsewhere."""
    _line("name", draft_id)
    _line("subject", draft_id)
    _line("preheader", draft_id, on_change=drafts.take_preheader)
    html, text = st.tabs([say("messages-html"), say("messages-text")])
    with html:
        _source("html", draft_id, on_change=drafts.take_html)
    with text:
        st.button(
            say("messages-write-text"),
            key=f"message-write-text-{draft_id}",
            icon=":material/auto_fix_high:",
            help=say("messages-write-text-help"),
            on_click=drafts.write_text,
            args=(draft_id,),
        )
        _source("text", draft_id)


def show_findings(findings: Sequence[Finding]) -> None:
    """What to mend, by line; errors first."""
    if not findings:
        st.success(say("messages-all-well"), icon=":material/check_circle:")
        return
    wrong = sum(one.is_error for one in findings)
    st.markdown(f"**{say('messages-findings', errors=wrong, warnings=len(findings) - wrong)}**")
    with st.container(
        border=True, height="content" if len(findings) <= UNSCROLLED else LIST_HEIGHT
    ):
        for one in sorted(findings, key=lambda finding: not finding.is_error):
            _finding(one)


def show_field_picker(draft_id: str) -> None:
    """Every field a message may name, ready to be copied."""
    with st.popover(say("messages-fields"), icon=":material/data_object:", width="stretch"):
        st.caption(say("messages-fields-help"))
        known = declared_fields()
        chosen = st.selectbox(
            say("messages-field"),
            [*known, UNSUBSCRIBE],
            index=list(known).index(GREETED),
            format_func=_field_label,
            key=f"message-field-{draft_id}",
        )
        st.code(snippet(known.get(chosen or ""), chosen or UNSUBSCRIBE), language="jinja2")
        st.caption(say("messages-condition-help"))
        st.code(condition(known.get(chosen or "")), language="jinja2")


def snippet(field: MessageField | None, name: str) -> str:
    """How to write a field: with the filter of its kind, and a fallback where it needs one."""
    if field is None:
        return f'<a href="{{{{ {name} }}}}">{say("messages-unsubscribe-word")}</a>'
    shaped = f"{field.name}{FILTERS.get(field.kind, '')}"
    if field.is_always_there:
        return f"{{{{ {shaped} }}}}"
    instead = say("messages-fallback-word") if field.name == GREETED else "—"
    return f'{{{{ {shaped} | fallback("{instead}") }}}}'


def condition(field: MessageField | None) -> str:
    """How to say something only where a field is filled."""
    name = "account.city" if field is None else field.name
    return f"{{% if {name} %}}…{{% else %}}…{{% endif %}}"


def _field_label(name: str) -> str:
    field = declared_fields().get(name)
    if field is None:
        return f"{say('messages-unsubscribe-label')} · {name}"
    return f"{field.labels[language()]} · {name}"


def _finding(one: Finding) -> None:
    # Words of the template stand in the sentence: shown as code, so that none is markdown.
    place = say(f"messages-part-{one.part}")
    if one.line:
        place = say("messages-place", part=place, line=one.line)
    st.badge(place, icon=ICONS[one.severity], color=COLORS[one.severity])
    st.text(one.sentence(language()))


def _stay(_draft_id: str) -> None:
    """Nothing else changes with this part."""


def _line(part: str, draft_id: str, on_change: Change = _stay) -> None:
    st.text_input(
        say(f"messages-{part}"),
        key=drafts.key(part, draft_id),
        help=say(f"messages-{part}-help"),
        persist_state="session",
        on_change=on_change,
        args=(draft_id,),
    )


def _source(part: str, draft_id: str, on_change: Change = _stay) -> None:
    st.text_area(
        say(f"messages-{part}"),
        key=drafts.key(part, draft_id),
        height=SOURCE_HEIGHT,
        label_visibility="collapsed",
        persist_state="session",
        on_change=on_change,
        args=(draft_id,),
    )
