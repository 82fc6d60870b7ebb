"""The editor of a message: its name, its parts, how it is written, what to do with it."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from core.messages import block_source
from core.messages.fields import declared_fields
from core.messages.model import PARTS, Channel, Finding, Markup, Part, Template
from core.messages.plain import text_from
from core.messages.preheader import preheader_of, with_preheader
from pages.parts import message_code as code
from pages.parts import message_draft as drafts
from pages.parts.frame import say
from pages.parts.message_blocks import show_blocks
from pages.parts.message_fields import choose_field, choose_snippet, condition, snippet
from pages.parts.message_finished import finished
from pages.parts.message_writings import show_writings

CHANNEL_ICONS = {
    Channel.EMAIL: "mail",
    Channel.SMS: "sms",
    Channel.CABINET: "notifications",
    Channel.CALL: "call",
    Channel.LETTER: "markunread_mailbox",
}
LINES = (Part.SUBJECT, Part.LINK)


def show_toolbar(draft_id: str, template: Template | None) -> str | None:
    """What to do with the draft as a whole; returns the verb that was asked for, if any."""
    asked = None
    draft = drafts.current(draft_id)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            say("messages-name"),
            key=drafts.shown("name", draft_id, draft.name),
            help=say("messages-name-help"),
            on_change=drafts.take_name,
            args=(draft_id,),
        )
        note = drafts.key("note", draft_id)
        st.text_input(say("messages-note"), key=note, persist_state="session")
        _draw_steps(draft_id)
        if st.button(say("messages-save"), type="primary", key="message-save"):
            asked = "save"
        asked = _draw_more(draft_id, template) or asked
    channel = (
        f":material/{CHANNEL_ICONS[draft.channel]}: {say(f'editor-channel-{draft.channel}')}"
    )
    unsaved = say("messages-unsaved") if draft.is_changed else ""
    st.caption(f"{channel} {f'· {unsaved}' if unsaved else ''}")
    return asked


def _draw_steps(draft_id: str) -> None:
    history = drafts.current(draft_id).history
    for name, icon, act, ways in (
        ("undo", "undo", drafts.undo, history.past),
        ("redo", "redo", drafts.redo, history.future),
    ):
        st.button(
            say(f"editor-{name}"),
            key=f"message-{name}",
            icon=f":material/{icon}:",
            disabled=not ways,
            on_click=act,
            args=(draft_id,),
        )


def _draw_more(draft_id: str, template: Template | None) -> str | None:
    asked = None
    with st.popover(say("messages-more"), icon=":material/more_horiz:"):
        for verb, act in (("copy", drafts.copy), ("discard", drafts.discard)):
            label, name = say(f"messages-{verb}"), f"message-{verb}"
            st.button(label, key=name, on_click=act, args=(draft_id,), width="stretch")
        verb = "restore" if template and template.is_archived else "archive"
        label = say(f"messages-{verb}")
        if template and st.button(label, key="message-archive", width="stretch"):
            asked = verb
        if template and not template.is_archived:
            st.page_link(
                "plan/campaigns.py",
                label=say("campaigns-new"),
                icon=":material/campaign:",
                query_params={"message": str(template.id)},
            )
    return asked


def show_editor(draft_id: str, findings: Sequence[Finding]) -> None:
    """The text at hand: its lines, then its source or its blocks."""
    show_writings(draft_id)
    draft = drafts.current(draft_id)
    parts = PARTS[draft.channel]
    for part in LINES:
        if part in parts:
            _line(part, draft_id)
    if draft.channel is Channel.EMAIL:
        _preheader(draft_id)
    shown = _choose_part(draft_id)
    letter = block_source.read(draft.writing.html) if shown is Part.HTML else None
    is_blocks = _choose_manner(draft_id, shown, is_blocks=letter is not None)
    if is_blocks and letter is not None:
        show_blocks(draft_id, letter)
        return
    if shown is Part.TEXT and Part.HTML in parts:
        _draw_write_text(draft_id)
    code.show_source(shown, draft_id, findings)
    _draw_fields(draft_id, shown)


def _choose_part(draft_id: str) -> Part:
    """Which of the long parts is shown; most channels have one."""
    sources = [
        part
        for part in (Part.HTML, Part.TEXT)
        if part in PARTS[drafts.current(draft_id).channel]
    ]
    if len(sources) == 1:
        return sources[0]
    chosen = st.segmented_control(
        say("editor-part"),
        [str(one) for one in sources],
        default=str(sources[0]),
        format_func=lambda one: say(f"editor-shown-{one}"),
        key=drafts.key("part", draft_id),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return Part(str(chosen))


def _choose_manner(draft_id: str, part: Part, *, is_blocks: bool) -> bool:
    """Blocks or source, where there is a choice; and the plain field instead of the editor."""
    draft = drafts.current(draft_id)
    is_mjml = part is Part.HTML and draft.writing.markup is Markup.MJML
    as_blocks = is_mjml and is_blocks and not draft.is_code
    with st.container(horizontal=True, vertical_alignment="center"):
        if is_mjml and is_blocks:
            _draw_manner(draft_id, "blocks" if as_blocks else "code")
        elif part is Part.HTML:
            st.caption(say(f"editor-markup-{draft.writing.markup}"))
        if not as_blocks:
            st.toggle(
                say("editor-plain"),
                key=code.PLAIN,
                help=say("editor-plain-help"),
                persist_state="session",
            )
    if is_mjml and not is_blocks:
        st.caption(say("editor-beyond-blocks"))
    return as_blocks


def _draw_manner(draft_id: str, manner: str) -> None:
    name = drafts.shown("manner", draft_id, manner)
    st.segmented_control(
        say("editor-manner"),
        ("blocks", "code"),
        format_func=lambda one: say(f"editor-manner-{one}"),
        key=name,
        required=True,
        label_visibility="collapsed",
        on_change=lambda: drafts.as_code(draft_id, is_code=st.session_state[name] == "code"),
    )


def _preheader(draft_id: str) -> None:
    name = drafts.shown(
        "preheader", draft_id, preheader_of(drafts.current(draft_id).writing.html)
    )
    st.text_input(
        say("messages-preheader"),
        key=name,
        help=say("messages-preheader-help"),
        on_change=lambda: drafts.rewrite(
            draft_id,
            lambda one: replace(
                one, html=with_preheader(one.html, st.session_state[name] or "")
            ),
        ),
    )


def _line(part: Part, draft_id: str) -> None:
    name = drafts.shown(
        str(part), draft_id, str(getattr(drafts.current(draft_id).writing, part))
    )
    st.text_input(
        say(f"editor-part-{part}"),
        key=name,
        help=say("messages-subject-help" if part is Part.SUBJECT else "editor-link-help"),
        on_change=lambda: drafts.type_in(
            draft_id, lambda one: drafts.with_part(one, part, st.session_state[name] or "")
        ),
    )


def _draw_write_text(draft_id: str) -> None:
    st.button(
        say("messages-write-text"),
        key=f"message-write-text-{draft_id}",
        icon=":material/auto_fix_high:",
        help=say("messages-write-text-help"),
        on_click=_write_text,
        args=(draft_id,),
    )


def _write_text(draft_id: str) -> None:
    """Make the text part anew out of the HTML."""
    draft = drafts.current(draft_id)
    html = finished(draft.writing, draft.channel).html
    drafts.rewrite(draft_id, lambda one: replace(one, text=text_from(html)))


def _draw_fields(draft_id: str, part: Part) -> None:
    """Every field a message may name, to be put where the cursor stands."""
    with st.popover(say("messages-fields"), icon=":material/data_object:", width="stretch"):
        st.caption(say("editor-fields-help"))
        name = choose_field(draft_id)
        field = declared_fields().get(name)
        offered = [("insert", snippet(field, name)), ("insert-if", condition(field))]
        if include := choose_snippet(draft_id):
            offered.append(("insert-snippet", include))
        for label, text in offered:
            st.button(
                say(f"editor-{label}"),
                key=drafts.key(label, draft_id),
                on_click=_insert,
                args=(draft_id, part, text),
            )


def _insert(draft_id: str, part: Part, text: str) -> None:
    """At the cursor, or where no cursor is known, at the end."""
    if st.session_state.get(code.PLAIN):
        drafts.rewrite(
            draft_id, lambda one: drafts.with_part(one, part, f"{getattr(one, part)}{text}")
        )
    else:
        code.insert(draft_id, text)
