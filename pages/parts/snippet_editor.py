"""One snippet: its words in HTML and in text, what is wrong with them, and who uses it."""

from collections.abc import Sequence

import streamlit as st

from core.cockpit import Cockpit
from core.messages import snippet_actions as snippets
from core.messages import snippet_records
from core.messages.model import Finding, Severity, Snippet
from core.people.model import Person
from pages.parts import message_code as code
from pages.parts.code_editor import Source, show_code
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.snippet_shelf import NEW, open_snippet, used_by

HEIGHT = 300  # pixels
SIDES = ("html", "text")
LOUDNESS = {Severity.ERROR: st.error, Severity.WARNING: st.warning}


def show_snippet(opened: Cockpit, person: Person, name: str) -> None:
    """The snippet by that name, or the beginning of a new one."""
    st.button(
        say("messages-back"), icon=":material/arrow_back:", on_click=st.query_params.clear
    )
    with opened.store.reading() as tx:
        saved = snippet_records.get(tx, name) if name != NEW else None
        using = snippets.used_by(tx, name) if saved else []
    if saved is None and name != NEW:
        st.warning(plain(say("snippets-no-such", name=name)))
        return
    _begin(name, saved)
    _draw_toolbar(opened, person, name, saved)
    st.caption(
        used_by([one.name for one in using]) if saved else say("editor-snippet-name-help")
    )
    findings = snippets.findings_of(_draft(name, person, saved, opened))
    help_ = say("editor-plain-help")
    st.toggle(say("editor-plain"), key=code.PLAIN, help=help_, persist_state="session")
    for space, side in zip(st.columns(2), SIDES, strict=True):
        with space:
            _draw_side(name, side, [one for one in findings if one.part == side])
    for one in findings:
        _draw_finding(one)


def _draw_side(name: str, side: str, findings: Sequence[Finding]) -> None:
    """The words for HTML, or those for text: in the code editor, or in a plain field."""
    label, key = say(f"editor-snippet-{side}"), _key(side, name)
    if st.session_state.get(code.PLAIN):
        st.text_area(label, key=key, height=HEIGHT, persist_state="session")
        return
    st.caption(label)
    source = Source(
        text=st.session_state[key] or "",
        revision=st.session_state[_key("revision", name)],
        label=label,
        is_markup=side == "html",
        height=HEIGHT,
    )
    # A snippet holds no other: none is offered.
    show_code(
        _key(f"code-{side}", name),
        source,
        findings,
        take=lambda text: _take(name, side, source.revision, text),
        takes_snippets=False,
    )


def _take(name: str, side: str, revision: int, text: str) -> None:
    if revision == st.session_state[_key("revision", name)]:
        st.session_state[_key(side, name)] = text


def _draw_toolbar(opened: Cockpit, person: Person, name: str, saved: Snippet | None) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        if saved is None:
            st.text_input(
                say("editor-snippet-name"), key=_key("name", name), persist_state="session"
            )
        else:
            st.subheader(plain(saved.name), anchor=False)
        st.text_input(say("messages-note"), key=_key("note", name), persist_state="session")
        if st.button(say("messages-save"), type="primary", key="snippet-save"):
            _save(opened, person, name, saved)
        if _is_changed(name):
            discard = say("messages-discard")
            st.button(discard, key="snippet-discard", on_click=_forget, args=(name,))
        verb = "restore" if saved and saved.is_archived else "archive"
        if saved and st.button(say(f"messages-{verb}"), key="snippet-archive"):
            _shelve(opened, person, saved)


def _begin(name: str, saved: Snippet | None) -> None:
    """Load the saved words, unless others are being written already."""
    version = saved.version if saved else 0
    if st.session_state.get(_key("seen", name)) == version or _is_changed(name):
        return
    st.session_state[_key("seen", name)] = version
    words = [str(getattr(saved, side)) if saved else "" for side in SIDES]
    st.session_state[_key("loaded", name)] = words
    # Counted over everything that is loaded here: what was typed before is not taken for it.
    loads = st.session_state.get("snippet-loads", 0) + 1
    st.session_state["snippet-loads"] = st.session_state[_key("revision", name)] = loads
    for side, text in zip(SIDES, words, strict=True):
        st.session_state[_key(side, name)] = text


def _is_changed(name: str) -> bool:
    """Whether the words are others than those that were loaded."""
    loaded = st.session_state.get(_key("loaded", name))
    written = [st.session_state.get(_key(side, name)) or "" for side in SIDES]
    return loaded is not None and loaded != written


def _draft(name: str, person: Person, saved: Snippet | None, opened: Cockpit) -> Snippet:
    version = saved.version + 1 if saved else 1
    html, text = (st.session_state[_key(side, name)] or "" for side in SIDES)
    return Snippet(name, version, html, text, person.id, opened.clock.now())


def _save(opened: Cockpit, person: Person, name: str, saved: Snippet | None) -> None:
    state = st.session_state
    wanted = name if saved else (state[_key("name", name)] or "").strip()
    with refusals_shown():
        with opened.transaction(person) as tx:
            kept = snippets.save(
                tx,
                wanted,
                html=state[_key("html", name)] or "",
                text=state[_key("text", name)] or "",
                note=state[_key("note", name)] or "",
                by=person,
                at=opened.clock.now(),
                seen=state[_key("seen", name)] if saved else None,
            )
        _forget(name)
        open_snippet(kept.name)
        announce("messages-saved", name=kept.name, version=kept.version)
        st.rerun()


def _shelve(opened: Cockpit, person: Person, saved: Snippet) -> None:
    verb, said = (
        (snippets.restore, "restored") if saved.is_archived else (snippets.archive, "archived")
    )
    with refusals_shown():
        with opened.transaction(person) as tx:
            verb(tx, saved.name, by=person, at=opened.clock.now())
        announce(f"messages-{said}-now", name=saved.name)
        st.rerun()


def _forget(name: str) -> None:
    for part in ("seen", "loaded", "name", "note", *SIDES):
        st.session_state.pop(_key(part, name), None)


def _draw_finding(one: Finding) -> None:
    place = say(f"editor-snippet-{one.part}")
    if one.line:
        place = say("messages-place", part=place, line=one.line)
    LOUDNESS[one.severity](plain(f"{place}: {one.sentence(language())}"))


def _key(part: str, name: str) -> str:
    return f"snippet-{part}-of-{name}"
