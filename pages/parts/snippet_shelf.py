"""The shelf of snippets: words that many messages share, and which messages those are."""

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.messages import records, snippet_records
from core.messages.model import Snippet
from core.messages.snippets import names_in
from core.people import records as people
from pages.parts.frame import language, say
from pages.parts.plain import plain

MESSAGES, SNIPPETS = "messages", "snippets"
NEW = ""  # a snippet that has no name yet
NAMED = 4  # messages that are named; the rest is a number


def choose_shelf() -> str:
    """The messages, or the snippets they share."""
    chosen = st.segmented_control(
        say("editor-shelf"),
        (MESSAGES, SNIPPETS),
        default=MESSAGES,
        format_func=lambda one: say(f"editor-shelf-{one}"),
        key="messages-shelf",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return str(chosen)


def show_snippets(opened: Cockpit) -> None:
    """Every snippet, who uses it, and the way to a new one."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(say("editor-snippets-help"))
        st.button(
            say("editor-new-snippet"),
            key="snippet-new",
            type="primary",
            icon=":material/add:",
            on_click=open_snippet,
            args=(NEW,),
        )
    with opened.store.reading() as tx:
        known = snippet_records.everything(tx)
        uses = {
            template.name: {name for one in template.writings for name in names_in(one)}
            for template in records.everything(tx)
        }
        names = people.names(tx)
    if not known:
        st.info(say("editor-no-snippets"), icon=":material/content_paste:")
    for snippet in known.values():
        using = [message for message, named in uses.items() if snippet.name in named]
        _draw_row(opened, snippet, using, names)


def open_snippet(name: str) -> None:
    st.query_params["snippet"] = name


def used_by(messages: list[str]) -> str:
    """The messages that use a snippet, in a sentence."""
    if not messages:
        return say("editor-snippet-unused")
    shown = ", ".join(f"«{plain(one)}»" for one in messages[:NAMED])
    rest = len(messages) - NAMED
    return say("editor-snippet-used", names=shown) + (f" +{rest}" if rest > 0 else "")


def _draw_row(
    opened: Cockpit, snippet: Snippet, using: list[str], names: dict[str, str]
) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap="xxsmall"):
            archived = f" · {say('messages-archived')}" if snippet.is_archived else ""
            st.markdown(f":material/content_paste: **{plain(snippet.name)}**{archived}")
            zone = opened.settings.time_zone
            saved = say(
                "messages-version-label",
                version=snippet.version,
                person=names.get(snippet.saved_by, snippet.saved_by),
                moment=words.moment(language(), snippet.saved_at, zone),
            )
            st.caption(plain(saved))
            st.caption(used_by(using))
        st.button(
            say("messages-open"),
            key=f"snippet-open-{snippet.name}",
            icon=":material/edit:",
            on_click=open_snippet,
            args=(snippet.name,),
        )
