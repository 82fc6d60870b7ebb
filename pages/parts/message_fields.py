"""The fields a message may name, and how each is written: with its filter and its fallback."""

import re
from typing import Final

import streamlit as st

from core.messages.fields import UNSUBSCRIBE, MessageField, declared_fields
from pages.parts import message_draft as drafts
from pages.parts.frame import language, say
from pages.parts.message_finished import known_snippets

GREETED = "contact.first_name"  # the field people write first

_HOLE: Final = re.compile(r"\{\{\s*([\w.]+)[^{}]*\}\}")
_STATEMENT: Final = re.compile(r"\{%.*?%\}")

# A filter that goes with a kind of field, and the fallback most of them need.
FILTERS = {
    "money": " | money",
    "date": " | date",
    "number": " | number",
    "list": ' | join(", ")',
}


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


def choose_field(draft_id: str) -> str:
    """A field, searched by its label or its name; how it is written."""
    known = declared_fields()
    chosen = st.selectbox(
        say("messages-field"),
        [*known, UNSUBSCRIBE],
        index=list(known).index(GREETED),
        format_func=_label,
        key=drafts.key("field", draft_id),
    )
    name = chosen or UNSUBSCRIBE
    st.code(snippet(known.get(name), name), language="jinja2")
    return name


def choose_snippet(draft_id: str) -> str:
    """A snippet, and how it is put into a text; nothing where there is none."""
    names = [one.name for one in known_snippets() if not one.is_archived]
    if not names:
        return ""
    chosen = st.selectbox(
        say("editor-snippet"), names, key=drafts.key("snippet", draft_id), index=None
    )
    return include(chosen) if chosen else ""


def include(name: str) -> str:
    """How a snippet is put into a text."""
    return f'{{% include "{name}" %}}'


def spoken(words: str) -> str:
    """A source in one line as people say it: ‹First name› for the field, nothing for an if."""
    known = declared_fields()

    def named(hole: re.Match[str]) -> str:
        field = known.get(hole[1])
        return f"‹{field.labels[language()]}›" if field else hole[0]

    said = _HOLE.sub(named, _STATEMENT.sub("", words)).replace("**", "")
    return " ".join(said.split())


def _label(name: str) -> str:
    field = declared_fields().get(name)
    if field is None:
        return f"{say('messages-unsubscribe-label')} · {name}"
    return f"{field.labels[language()]} · {name}"
