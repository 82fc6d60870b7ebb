"""A message's source: a code editor that completes fields and says what is wrong where it is.

The editor is CodeMirror (`code/`), loaded once and kept by the browser. Whoever prefers a plain
field, for a screen reader or a slow machine, has one; what is typed goes the same way.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from core.messages.environment import LOOP_FIELDS
from core.messages.expressions import FILTERS
from core.messages.fields import CONSTANTS, declared_fields
from core.messages.model import Finding, Part
from pages.parts import message_draft as drafts
from pages.parts.code_bundle import LINK
from pages.parts.frame import language, say
from pages.parts.message_fields import condition, include, snippet
from pages.parts.message_finished import known_snippets

HEIGHTS = {Part.HTML: 560, Part.TEXT: 460}  # pixels
PLAIN = "message-plain-fields"
STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor")
PHRASES = ("find", "replace", "next", "previous", "all", "match_case", "regexp", "by_word")

# Trusted code of ours: it loads the editor, and leaves the rest to it.
_LOADER = f"""
const editor = import(new URL("/{LINK}", document.baseURI));
export default function (component) {{
    let leave = () => {{}};
    editor.then((program) => {{ leave = program.mount(component) || leave; }}).catch(() => {{
        component.parentElement.textContent = component.data.missing;
    }});
    return () => leave();
}}
"""
_component = component("code_editor", js=_LOADER, isolate_styles=False)


def show_source(part: Part, draft_id: str, findings: Sequence[Finding]) -> None:
    """One part's source, to be edited, with what is to be mended in it."""
    if st.session_state.get(PLAIN):
        _plain_field(part, draft_id)
    else:
        _code_field(part, draft_id, [one for one in findings if one.part is part])


def insert(draft_id: str, text: str) -> None:
    """Write something where the cursor of the code editor stands."""
    _order(draft_id, "insert", text=text)


def jump(draft_id: str, part: Part, line: int) -> None:
    """Show a line of the source, and put the cursor there."""
    _order(draft_id, "jump", part=str(part), line=line)


def _order(draft_id: str, name: str, **facts: str | int) -> None:
    count = st.session_state.get("message-orders", 0) + 1
    st.session_state["message-orders"] = count
    st.session_state[drafts.key(name, draft_id)] = {**facts, "nonce": count}


def _plain_field(part: Part, draft_id: str) -> None:
    value = str(getattr(drafts.current(draft_id).writing, part))
    st.text_area(
        say(f"messages-{part}"),
        key=drafts.shown(str(part), draft_id, value),
        height=HEIGHTS[part],
        label_visibility="collapsed",
        on_change=_take_field,
        args=(part, draft_id),
    )


def _take_field(part: Part, draft_id: str) -> None:
    text = st.session_state[drafts.key(str(part), draft_id)] or ""
    drafts.type_in(draft_id, lambda one: drafts.with_part(one, part, text))


def _code_field(part: Part, draft_id: str, findings: Sequence[Finding]) -> None:
    draft = drafts.current(draft_id)
    variant, spoken = drafts.place_of(draft.writing)
    name = drafts.key(f"code-{part}-{variant}-{spoken}", draft_id)
    order = st.session_state.get(drafts.key("jump", draft_id))
    _component(
        key=name,
        height=HEIGHTS[part] + 4,
        data={
            "source": str(getattr(draft.writing, part)),
            "revision": draft.revision,
            "height": HEIGHTS[part],
            "label": say(f"messages-{part}"),
            "markup": part is Part.HTML,
            "findings": [_shown(one) for one in findings],
            "offers": _offers(language()) | {"snippets": _includes()},
            "phrases": {word: say(f"editor-phrase-{word}") for word in PHRASES},
            "missing": say("editor-code-missing"),
            "insert": st.session_state.get(drafts.key("insert", draft_id)),
            "jump": order if order and order["part"] == part else None,
        },
        on_edit_change=lambda: _take_code(part, draft_id, name),
    )


def _take_code(part: Part, draft_id: str, name: str) -> None:
    """Take over what was typed, unless it was typed into what stands there no more."""
    edit: Any = st.session_state[name].get("edit")
    if not isinstance(edit, dict) or edit.get("revision") != drafts.current(draft_id).revision:
        return
    text = str(edit.get("text", ""))
    drafts.type_in(draft_id, lambda one: drafts.with_part(one, part, text))


def _shown(finding: Finding) -> dict[str, str | int]:
    values = finding.values
    needle = next((str(values[one]) for one in ("name", "tag", "address") if one in values), "")
    return {
        "line": finding.line,
        "severity": str(finding.severity),
        "sentence": finding.sentence(language()),
        "needle": needle,
    }


@cache
def _offers(spoken: str) -> dict[str, list[dict[str, str]]]:
    """What completion offers: names inside the braces, whole constructs outside of them."""
    fields = declared_fields()
    names = [_offer(name, field.labels[spoken]) for name, field in fields.items()]
    names += [_offer(name, say("messages-unsubscribe-label")) for name in CONSTANTS]
    names += [_offer(f"loop.{name}", "") for name in sorted(LOOP_FIELDS)]
    constructs = [
        {**_offer(name, field.labels[spoken]), "apply": snippet(field, name)}
        for name, field in fields.items()
    ]
    constructs += [{**_offer("{% if %}", ""), "apply": condition(None)}]
    return {
        "names": names,
        "constructs": constructs,
        "filters": [_offer(name, say(f"editor-filter-{name}")) for name in FILTERS],
        "statements": [_offer(name, "") for name in STATEMENTS],
    }


def _includes() -> list[dict[str, str]]:
    """The snippets that may be put in."""
    names = [one.name for one in known_snippets() if not one.is_archived]
    return [_offer(include(name), say("editor-snippet")) for name in names]


def _offer(label: str, detail: str) -> dict[str, str]:
    return {"label": label, "detail": detail}
