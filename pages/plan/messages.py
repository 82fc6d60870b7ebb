"""Messages: write one with fields of the catalogue, and see it as any contact would."""

import streamlit as st

from core.messages import actions as messages
from core.messages.model import Template, TemplateId, errors
from core.people.model import Permission
from pages.parts import message_draft as drafts
from pages.parts.frame import announce, open_page, refusals_shown, say, still_here
from pages.parts.message_attachments import show_beside
from pages.parts.message_base import findings_of
from pages.parts.message_begin import show_beginnings
from pages.parts.message_editor import show_editor, show_toolbar
from pages.parts.message_findings import show_findings
from pages.parts.message_history import show_history
from pages.parts.message_shelf import open_message, shelve, show_shelf, template_of
from pages.parts.message_trial import show_seen
from pages.parts.plain import plain
from pages.parts.snippet_editor import show_snippet

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
                name=draft.name,
                writings=draft.writings,
                channel=draft.channel,
                note=drafts.note(draft_id),
                utm=draft.utm,
                attachments=draft.attachments,
                by=person,
                at=house.clock.now(),
                seen=draft.version if template else None,
            )
        drafts.discard(draft_id)
        open_message(saved.id)
        announce("messages-saved", name=saved.name, version=saved.version)
        st.rerun()


@st.fragment
def draw_workbench(draft_id: str, template: Template | None) -> None:
    """The editor and what comes of it, side by side."""
    still_here(person)
    if drafts.found(draft_id) is None or st.query_params.get("message") != draft_id:
        st.rerun(scope="app")  # a button of the workbench led away from it
    asked = show_toolbar(draft_id, template)
    if asked == "save":
        save(draft_id, template)
    elif asked and template:
        shelve(house, person, template, asked)
    findings = findings_of(house, drafts.current(draft_id))
    left, right = st.columns([6, 7], gap="large")
    with left:
        show_editor(draft_id, findings)
        show_findings(draft_id, findings)
        show_beside(house, person, draft_id)
        if template is not None:
            show_history(house, template, draft_id)
    with right:
        show_seen(house, person, draft_id, is_good=not errors(findings))


chosen = st.query_params.get("message")
if (name := st.query_params.get("snippet")) is not None:
    show_snippet(house, person, name)
    st.stop()
if chosen is None:
    show_shelf(house)
    st.stop()
template = template_of(house, chosen)
st.button(say("messages-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
if template is None and not drafts.is_new(chosen):
    st.warning(plain(say("messages-unknown-template", template=chosen)))
elif template is None and drafts.found(chosen) is None:
    show_beginnings(chosen)
else:
    if template is not None:
        drafts.begin(chosen, template)
    draw_workbench(chosen, template)
