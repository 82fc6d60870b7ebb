"""Rules: what the rule books say in plain language, and changing them by new versions."""

import pandas as pd
import streamlit as st

from core.people.model import Permission
from core.rulebook.shelf import BOOKS
from pages.parts import book_editor, book_sentences, book_versions
from pages.parts.downloads import csv_button
from pages.parts.frame import open_page, say
from pages.parts.plain import plain

house, person = open_page("rules")

st.caption(say("rules-promise"))
wanted = st.query_params.get("book", BOOKS[0])
book = st.segmented_control(
    say("rules-book"),
    list(BOOKS),
    default=wanted if wanted in BOOKS else BOOKS[0],
    format_func=lambda one: say(f"rules-book-{one}"),
    key="rules-book",
    required=True,
    label_visibility="collapsed",
)
st.query_params["book"] = book
st.write(
    say(
        "rules-in-force",
        book=say(f"rules-book-{book}"),
        version=book_sentences.version_of(house, book),
    )
)
book_versions.draw_waiting(house, person, book)

parts = ["read", "versions"]
if person.may(Permission.ADMINISTER):
    parts.insert(1, "edit")
part = st.segmented_control(
    say("rules-part"),
    parts,
    default=None if "rules-part" in st.session_state else "read",
    format_func=lambda one: say(f"rules-part-{one}"),
    key="rules-part",
    required=True,
    label_visibility="collapsed",
)
if part == "edit":
    book_editor.draw_editor(house, person, book)
elif part == "versions":
    book_versions.draw_versions(house, person, book)
else:
    search = st.text_input(say("rules-search"), key="rules-search", live=True)
    said = book_sentences.sentences(house, book)
    fits = [one for one in said if (search or "").casefold() in " ".join(one).casefold()]
    names = [say("rules-says"), say("rules-cited")]
    if fits:
        shown = [(plain(sentence), plain(rule)) for rule, sentence in fits]
        st.table(pd.DataFrame(shown, columns=names), hide_index=True, border="horizontal")
        taken = pd.DataFrame([(sentence, rule) for rule, sentence in fits], columns=names)
        csv_button(taken, key="rules-csv", filename=f"{say('rules-file')}-{book}")
    else:
        st.info(say("rules-none-found"))
