"""A rule on its way: kept in the session until it is saved, with every step to undo."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import streamlit as st

from core.foundation.steps import History
from core.segments.checking import typed
from core.segments.editing import as_group
from core.segments.model import EVERYBODY, Path, Rule, Segment
from pages.parts.frame import announce, house, refusals_shown

NEW = "new"


@dataclass(frozen=True)
class Draft:
    """A rule with its steps, the version it began from, and which of its parts are unfolded.

    `generation` counts changes of shape: widgets of an older shape are not taken for these.
    """

    history: History[Rule]
    saved: Rule
    version: int
    generation: int = 0
    unfolded: frozenset[Path] = frozenset()
    folded: frozenset[Path] = frozenset()

    @property
    def rule(self) -> Rule:
        return self.history.now

    @property
    def is_changed(self) -> bool:
        return self.rule != self.saved


def key(part: str, draft_id: str) -> str:
    """The session's name for a part of a draft; its widget has the same."""
    return f"segment-{part}-{draft_id}"


def widget_key(draft: Draft, draft_id: str, path: Path, part: str) -> str:
    """A widget's name: another shape of the rule has other widgets."""
    place = "-".join(map(str, path))
    return f"rule-{draft_id}-{draft.generation}-{place}-{part}"


def begin(draft_id: str, segment: Segment | None) -> Draft:
    """The draft in the session, or a fresh one; unsaved work is never replaced."""
    version = segment.version if segment else 0
    draft: Draft | None = st.session_state.get(key("draft", draft_id))
    if draft is None or (draft.version != version and not draft.is_changed):
        rule = typed(as_group(segment.rule), house().catalogue) if segment else EVERYBODY
        draft = Draft(History(rule), rule, version, generation=_next(draft))
        st.session_state[key("draft", draft_id)] = draft
        st.session_state[key("name", draft_id)] = segment.name if segment else ""
        st.session_state[key("note", draft_id)] = ""
    return draft


def take_up(rule: Rule, *, name: str = "") -> None:
    """Put a rule on the desk of a new segment; what stood there unsaved is one undo away."""
    before = begin(NEW, None)
    if not (before.is_changed and written("name", NEW)):
        st.session_state[key("name", NEW)] = name
    sound = typed(as_group(rule), house().catalogue)
    reshape(NEW, lambda _before: sound, opened=(0,))
    announce("suggestions-aside" if before.is_changed else "suggestions-on-the-desk")


def current(draft_id: str) -> Draft:
    """The draft as it stands."""
    draft: Draft = st.session_state[key("draft", draft_id)]
    return draft


def written(part: str, draft_id: str) -> str:
    """What stands in the name or the note."""
    return st.session_state.get(key(part, draft_id)) or ""


def discard(draft_id: str) -> None:
    """Forget what is not saved: the next run begins from what is."""
    for part in ("draft", "name", "note"):
        st.session_state.pop(key(part, draft_id), None)


def fill(draft_id: str, rule: Rule, *, at: Path | None = None) -> None:
    """Change a value somewhere in the rule; its shape, and so its widgets, stay."""
    draft = current(draft_id)
    unfolded = draft.unfolded if at is None else draft.unfolded | {at}
    _put(draft_id, replace(draft, history=draft.history.changed(rule), unfolded=unfolded))


def reshape(
    draft_id: str, change: Callable[[Rule], Rule], *, opened: Path | None = None
) -> None:
    """Change the rule's shape, if it can be; the place named stays unfolded."""
    with refusals_shown():
        draft = current(draft_id)
        history = draft.history.changed(change(draft.rule))
        unfolded = frozenset() if opened is None else _way_to(opened)
        _renewed(draft_id, replace(draft, history=history, unfolded=unfolded))


def undo(draft_id: str) -> None:
    draft = current(draft_id)
    _renewed(draft_id, replace(draft, history=draft.history.undone()))


def redo(draft_id: str) -> None:
    draft = current(draft_id)
    _renewed(draft_id, replace(draft, history=draft.history.redone()))


def unfold(draft_id: str, path: Path) -> None:
    """Show a part with its widgets."""
    draft = current(draft_id)
    unfolded, folded = draft.unfolded | _way_to(path), draft.folded - {path}
    _put(draft_id, replace(draft, unfolded=unfolded, folded=folded))


def fold(draft_id: str, path: Path) -> None:
    """Show a part as its sentence."""
    draft = current(draft_id)
    unfolded, folded = draft.unfolded - {path}, draft.folded | {path}
    _put(draft_id, replace(draft, unfolded=unfolded, folded=folded))


def _way_to(path: Path) -> frozenset[Path]:
    return frozenset(path[:length] for length in range(1, len(path) + 1))


def _renewed(draft_id: str, draft: Draft) -> None:
    _put(draft_id, replace(draft, generation=_next(draft), folded=frozenset()))


def _next(draft: Draft | None) -> int:
    return draft.generation + 1 if draft else 0


def _put(draft_id: str, draft: Draft) -> None:
    st.session_state[key("draft", draft_id)] = draft
