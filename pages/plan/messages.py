"""Messages: write one with fields of the catalogue, and see it as any contact would."""

import streamlit as st

from core.messages import actions as messages
from core.messages.linting import check_writing
from core.messages.model import Channel, Template, TemplateId, errors
from core.people.model import Permission
from pages.parts import message_draft as drafts
from pages.parts.frame import announce, open_page, refusals_shown, say, still_here
from pages.parts.message_editor import (
    show_editor,
    show_field_picker,
    show_findings,
    show_toolbar,
)
from pages.parts.message_preview import show_preview
from pages.parts.message_shelf import open_message, show_history, show_shelf, template_of
from pages.parts.plain import plain

house, person = open_page("messages", Permission.WRITE)


def save(draft_id: str, template: Template | None) -> None:
    """Save what is in the editor as the next version, or as the first."""
    draft = drafts.current(draft_id)
    template_id = TemplateId(template.id if template else house.ids.new())
    with refusals_shown():
        with house.transaction(person) as tx:
            saved = messages.save(
                tx,
                template_id,
                **drafts.parts(draft),
                note=drafts.note(draft_id),
                by=person,
                at=house.clock.now(),
                seen=drafts.seen(draft_id) if template else None,
            )
        drafts.discard(draft_id)
        open_message(saved.id)
        announce("messages-saved", name=saved.name, version=saved.version)
        st.rerun()


def shelve(template: Template, asked: str) -> None:
    """Archive a message, or bring it back."""
    verb = messages.restore if asked == "restore" else messages.archive
    with refusals_shown():
        with house.transaction(person) as tx:
            verb(tx, template.id, by=person, at=house.clock.now())
        announce(f"messages-{asked}d-now", name=template.name)
        st.rerun()


@st.fragment
def draw_workbench(draft_id: str, template: Template | None) -> None:
    """The editor and what comes of it, side by side."""
    still_here(person)
    asked = show_toolbar(draft_id, template)
    if asked == "save":
        save(draft_id, template)
    elif asked and template:
        shelve(template, asked)
    left, right = st.columns([6, 7], gap="large")
    with left:
        show_editor(draft_id)
        draft = drafts.current(draft_id)
        findings = check_writing(Channel.EMAIL, draft.writing)
        show_findings(findings)
        show_field_picker(draft_id)
        if template is not None:
            show_history(house, template, draft_id)
    with right:
        if errors(findings):
            st.info(say("messages-preview-waits"), icon=":material/visibility_off:")
        draft = drafts.previewed(draft_id, draft, is_good=not errors(findings))
        show_preview(house, draft.writing)


chosen = st.query_params.get("message")
if chosen is None:
    show_shelf(house)
    st.stop()
template = template_of(house, chosen)
st.button(say("messages-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
if template is None and chosen != drafts.NEW:
    st.warning(plain(say("messages-unknown-template", template=chosen)))
    st.stop()
drafts.begin(chosen, template)
draw_workbench(chosen, template)
