"""What a hand on the editor does to the rule: each widget calls one of these."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

import streamlit as st

from core.segments import editing
from core.segments.model import Combine, Condition, Path, Rule
from core.warehouse.catalogue import Catalogue
from pages.parts import segment_draft as drafts
from pages.parts.focus import want_focus
from pages.parts.frame import house


def act(draft_id: str, path: Path, name: str) -> None:
    """Do what was chosen in a node's menu."""
    choice = st.session_state[name]
    if choice in ("edit", "fold"):
        (drafts.unfold if choice == "edit" else drafts.fold)(draft_id, path)
        return
    # What is copied or put into a group is what the hand will go on with.
    opened = path if choice in ("copy", "group", "negate") else None
    drafts.reshape(draft_id, lambda rule: _CHANGES[choice](rule, path), opened=opened)
    _keep_focus(draft_id, _place_after(drafts.current(draft_id).rule, path, choice))


def _place_after(rule: Rule, path: Path, choice: str) -> Path:
    """Where the hand is after a change: on what was changed, or on what stands there now."""
    moves = {"up": -1, "down": 1, "copy": 1}
    if choice == "out":
        path = path[:-1]
    wanted = (*path[:-1], path[-1] + moves.get(choice, 0))
    for place in (wanted, path, (*path[:-1], path[-1] - 1), path[:-1]):
        with suppress(editing.CannotEdit):
            editing.node(rule, place)
            return place
    return ()


def _keep_focus(draft_id: str, path: Path) -> None:
    part = "menu" if path else "add-condition"
    want_focus(drafts.widget_key(drafts.current(draft_id), draft_id, path, part))


def _negated(rule: Rule, path: Path) -> Rule:
    return editing.negated(rule, path, house().catalogue)


_CHANGES: dict[str, Callable[[Rule, Path], Rule]] = {
    "negate": _negated,
    "off": editing.switched,
    "on": editing.switched,
    "in": editing.moved_in,
    "out": editing.moved_out,
    "up": partial(editing.moved, by=-1),
    "down": partial(editing.moved, by=1),
    "copy": editing.copied,
    "group": editing.grouped,
    "ungroup": editing.ungrouped,
    "remove": editing.removed,
}


def add(draft_id: str, path: Path, new: Rule, opened: Path) -> None:
    """A new part at the end of a group."""
    drafts.reshape(draft_id, lambda rule: editing.added(rule, path, new), opened=opened)


def recombine(draft_id: str, path: Path, name: str) -> None:
    """Another way for a group's rules to go together."""
    rule = drafts.current(draft_id).rule
    combine = Combine(st.session_state[name])
    drafts.fill(draft_id, editing.recombined(rule, path, combine))


def among(draft_id: str, path: Path, name: str) -> None:
    """A group about the account, or about so many of its contacts."""
    chosen = st.session_state[name]
    least = int(chosen) if chosen else None
    drafts.reshape(
        draft_id, lambda rule: editing.among_contacts(rule, path, least), opened=path
    )


def refield(draft_id: str, path: Path, name: str, catalogue: Catalogue) -> None:
    """Another field for a condition."""
    rule = drafts.current(draft_id).rule
    before = editing.node(rule, path)
    field = catalogue.fields[st.session_state[name]]
    if isinstance(before, Condition):
        after = editing.refielded(before, field, catalogue)
        drafts.fill(draft_id, editing.replaced(rule, path, after), at=path)


def reoperate(draft_id: str, path: Path, name: str, field: str) -> None:
    """Another operator for a condition."""
    rule = drafts.current(draft_id).rule
    before = editing.node(rule, path)
    # A quick hand changes the field first: what the old widget says then is of another one.
    if isinstance(before, Condition) and before.field == field:
        after = editing.reoperated(before, st.session_state[name])
        drafts.fill(draft_id, editing.replaced(rule, path, after), at=path)
