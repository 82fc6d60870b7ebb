"""A code editor that completes fields and says what is wrong where it is.

The editor is CodeMirror (`code/`), loaded once and kept by the browser.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from core.messages.environment import LOOP_FIELDS
from core.messages.expressions import FILTERS
from core.messages.fields import CONSTANTS, declared_fields
from core.messages.model import Finding
from pages.parts.code_bundle import LINK
from pages.parts.frame import language, say
from pages.parts.message_fields import condition, include, snippet
from pages.parts.message_finished import known_snippets

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


@dataclass(frozen=True)
class Source:
    """What stands in an editor. `revision` counts the changes that no keyboard made: the editor
    then takes them over, and what was typed into an older one is not listened to.
    """

    text: str
    revision: int
    label: str
    is_markup: bool
    height: int  # pixels


def show_code(
    key: str,
    source: Source,
    findings: Sequence[Finding],
    *,
    take: Callable[[str], None],
    orders: Mapping[str, Any] | None = None,
    takes_snippets: bool = True,
) -> None:
    """The editor under a key; `take` gets the whole text whenever a hand changed it.

    `orders` are what it is told to do: to `insert` something, to `jump` to a line.
    """
    _component(
        key=key,
        height=source.height + 4,
        data={
            "source": source.text,
            "revision": source.revision,
            "height": source.height,
            "label": source.label,
            "markup": source.is_markup,
            "findings": [_shown(one) for one in findings],
            "offers": _offers(language()) | {"snippets": _includes() if takes_snippets else []},
            "phrases": {word: say(f"editor-phrase-{word}") for word in PHRASES},
            "missing": say("editor-code-missing"),
            "insert": None,
            "jump": None,
            **(orders or {}),
        },
        on_edit_change=lambda: _take(key, source.revision, take),
    )


def _take(key: str, revision: int, take: Callable[[str], None]) -> None:
    """Take over what was typed, unless it was typed into what stands there no more."""
    edit: Any = st.session_state[key].get("edit")
    if isinstance(edit, dict) and edit.get("revision") == revision:
        take(str(edit.get("text", "")))


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
