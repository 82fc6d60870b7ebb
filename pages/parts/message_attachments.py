"""The files that go with an e-mail: what is attached, one more, one less."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.foundation.files import KINDS
from core.messages import attachments
from core.messages.model import Attachment, Channel
from core.people.model import Person
from pages.parts import message_draft as drafts
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.message_tags import show_tags
from pages.parts.plain import plain

KILOBYTE = 1_000


def show_beside(opened: Cockpit, person: Person, draft_id: str) -> None:
    """What goes along with a text: files, and what its links tell our sites."""
    show_attachments(opened, person, draft_id)
    show_tags(draft_id)


def show_attachments(opened: Cockpit, person: Person, draft_id: str) -> None:
    """Nothing where the channel takes no files."""
    draft = drafts.current(draft_id)
    if draft.channel is not Channel.EMAIL:
        return
    label = say("editor-attachments", n=len(draft.attachments))
    with st.expander(label, icon=":material/attach_file:"):
        for number, one in enumerate(draft.attachments):
            _draw_file(draft_id, number, one)
        # Another key once a file is attached: the field is empty again.
        name = drafts.key(f"file-{len(draft.attachments)}", draft_id)
        most = say("editor-attach-help", most=attachments.MOST_BYTES // attachments.MEGABYTE)
        st.file_uploader(say("editor-attach"), type=[*KINDS], key=name)
        st.caption(most)
        st.button(
            say("editor-attach-now"),
            key=drafts.key("attach", draft_id),
            disabled=st.session_state.get(name) is None,
            on_click=_attach,
            args=(opened, person, draft_id, name),
        )


def offer_files(opened: Cockpit, files: Sequence[Attachment]) -> None:
    """The files that go with a message, to be looked into by whoever decides on it."""
    for number, one in enumerate(files):
        st.download_button(
            plain(one.name),
            data=partial(_content, opened, one),
            file_name=one.name,
            mime="application/octet-stream",
            key=f"attachment-{number}",
            icon=":material/attach_file:",
            type="tertiary",
            on_click="ignore",
        )


def _content(opened: Cockpit, one: Attachment) -> bytes:
    with opened.store.reading() as tx:
        return attachments.contents(tx, [one])[0][1]


def _draw_file(draft_id: str, number: int, one: Attachment) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        size = words.number(language(), max(one.size // KILOBYTE, 1))
        st.markdown(f"{plain(one.name)} · {say('editor-kilobytes', size=size)}")
        st.button(
            say("editor-detach"),
            key=drafts.key(f"detach-{number}", draft_id),
            type="tertiary",
            on_click=drafts.detach,
            args=(draft_id, one.name),
        )


def _attach(opened: Cockpit, person: Person, draft_id: str, name: str) -> None:
    file = st.session_state[name]
    with refusals_shown():
        with opened.transaction(person) as tx:
            kept = attachments.keep(
                tx, name=file.name, content=file.getvalue(), by=person, at=opened.clock.now()
            )
        drafts.attach(draft_id, kept)
        announce("editor-attached", name=kept.name)
