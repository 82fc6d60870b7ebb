"""The rule tree as native widgets: groups, conditions in rows, and a count beside each."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st

from core.foundation import words
from core.segments import editing
from core.segments.model import Combine, Condition, Group, Path, Rule, conditions
from core.segments.sentence import operator_label, phrase
from core.segments.tables import Measured
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind
from core.warehouse.snapshot import Snapshot
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.rule_values import draw_value
from pages.parts.segment_draft import Draft

UNFOLDED = 12  # conditions that are all shown; a longer rule is folded into its sentences
ROW = [3.2, 2.1, 3.6, 1.3, 1.3]
FOLDED_ROW = [8.9, 1.3, 1.3]


@dataclass(frozen=True)
class View:
    """All that drawing a rule needs."""

    draft_id: str
    draft: Draft
    snapshot: Snapshot
    catalogue: Catalogue
    measured: Measured

    def key(self, path: Path, part: str) -> str:
        """A widget's name: another shape of the rule has other widgets."""
        place = "-".join(map(str, path))
        return f"rule-{self.draft_id}-{self.draft.generation}-{place}-{part}"

    def is_folded(self, path: Path) -> bool:
        if not path or path in self.draft.unfolded:
            return False
        if path in self.draft.folded:
            return True
        return sum(1 for _ in conditions(self.draft.rule)) > UNFOLDED

    def count(self, path: Path) -> str:
        found = self.measured.accounts.get(path)
        if found is None:
            return f":orange[{say('segments-not-filled')}]"
        return f"**{words.number(language(), found)}**"


def show_rule(view: View) -> None:
    """The whole rule, ready to be edited."""
    _draw(view, view.draft.rule, ())


def _draw(view: View, rule: Rule, path: Path) -> None:
    if view.is_folded(path):
        _draw_folded(view, rule, path)
    elif isinstance(rule, Group):
        _draw_group(view, rule, path)
    elif isinstance(rule, Condition):
        _draw_condition(view, rule, path)


def _draw_group(view: View, group: Group, path: Path) -> None:
    with st.container(border=True, key=view.key(path, "group")):
        _draw_combine(view, group, path)
        for position, inner in enumerate(group.rules):
            _draw(view, inner, (*path, position))
        if not group.rules:
            st.caption(say("segments-empty-inner" if path else "segments-empty-rule"))
        _draw_additions(view, group, path)


def _draw_combine(view: View, group: Group, path: Path) -> None:
    control, number, menu = st.columns(FOLDED_ROW, vertical_alignment="center")
    name = view.key(path, "combine")
    control.segmented_control(
        say("segments-combine"),
        list(Combine),
        default=group.combine,
        format_func=lambda combine: say(f"segments-combine-{combine}"),
        key=name,
        required=True,
        label_visibility="collapsed",
        on_change=_recombine,
        args=(view.draft_id, path, name),
    )
    if path:
        number.markdown(view.count(path), text_alignment="right")
        with menu:
            _draw_menu(view, path, ("fold", "ungroup", "up", "down", "copy", "remove"))


def _draw_additions(view: View, group: Group, path: Path) -> None:
    fields = _fields(view.catalogue)
    # A list of values to choose from says more, to begin with, than an empty line.
    first = next((one for one in fields if one.kind is Kind.CATEGORY), fields[0])
    fresh = editing.new_condition(first)
    end = (*path, len(group.rules))
    with st.container(horizontal=True):
        st.button(
            say("segments-add-condition"),
            key=view.key(path, "add-condition"),
            icon=":material/add:",
            on_click=_add,
            args=(view.draft_id, path, fresh, end),
        )
        st.button(
            say("segments-add-group"),
            key=view.key(path, "add-group"),
            icon=":material/account_tree:",
            on_click=_add,
            args=(view.draft_id, path, Group(Combine.ANY, (fresh,)), (*end, 0)),
        )


def _draw_condition(view: View, condition: Condition, path: Path) -> None:
    field = view.catalogue.fields.get(condition.field)
    if field is None or condition.operator not in field.operators:
        _draw_folded(view, condition, path)
        return
    name, operator, value, number, menu = st.columns(ROW, vertical_alignment="center")
    with name:
        _draw_field(view, field, path)
    with operator:
        _draw_operator(view, condition, field, path)
    with value:
        key = view.key(path, f"{condition.field}-{condition.operator}")
        draw_value(view.snapshot, view.catalogue, view.draft_id, path, key=key)
    number.markdown(view.count(path), text_alignment="right")
    with menu:
        _draw_menu(view, path, ("up", "down", "copy", "group", "fold", "remove"))


def _draw_field(view: View, field: Field, path: Path) -> None:
    name = view.key(path, "field")
    choices = _fields(view.catalogue)
    labels = {one.key: _label(one, view.catalogue) for one in choices}
    st.selectbox(
        say("segments-field"),
        list(labels),
        index=list(labels).index(field.key),
        format_func=labels.__getitem__,
        key=name,
        help=field.description(language()),
        label_visibility="collapsed",
        on_change=_refield,
        args=(view.draft_id, path, name, view.catalogue),
    )


def _draw_operator(view: View, condition: Condition, field: Field, path: Path) -> None:
    name = view.key(path, f"{condition.field}-operator")
    labels = {one: operator_label(one, language()) for one in field.operators}
    st.selectbox(
        say("segments-operator"),
        list(labels),
        index=list(labels).index(condition.operator),
        format_func=labels.__getitem__,
        key=name,
        label_visibility="collapsed",
        on_change=_reoperate,
        args=(view.draft_id, path, name, field.key),
    )


def _draw_folded(view: View, rule: Rule, path: Path) -> None:
    text, number, menu = st.columns(FOLDED_ROW, vertical_alignment="center")
    text.markdown(plain(phrase(rule, view.catalogue, language())))
    number.markdown(view.count(path), text_alignment="right")
    with menu:
        _draw_menu(view, path, ("edit", "up", "down", "copy", "remove"))


def _draw_menu(view: View, path: Path, choices: tuple[str, ...]) -> None:
    name = view.key(path, "menu")
    st.menu_button(
        say("segments-actions"),
        choices,
        key=name,
        format_func=lambda choice: say(f"segments-do-{choice}"),
        on_click=_act,
        args=(view.draft_id, path, name),
        width="stretch",
        type="tertiary",
    )


def _act(draft_id: str, path: Path, name: str) -> None:
    """Do what was chosen in a node's menu."""
    choice = st.session_state[name]
    if choice in ("edit", "fold"):
        (drafts.unfold if choice == "edit" else drafts.fold)(draft_id, path)
        return
    # What is copied or put into a group is what the hand will go on with.
    opened = path if choice in ("copy", "group") else None
    drafts.reshape(draft_id, lambda rule: _CHANGES[choice](rule, path), opened=opened)


_CHANGES: dict[str, Callable[[Rule, Path], Rule]] = {
    "up": partial(editing.moved, by=-1),
    "down": partial(editing.moved, by=1),
    "copy": editing.copied,
    "group": editing.grouped,
    "ungroup": editing.ungrouped,
    "remove": editing.removed,
}


def _add(draft_id: str, path: Path, new: Rule, opened: Path) -> None:
    drafts.reshape(draft_id, lambda rule: editing.added(rule, path, new), opened=opened)


def _recombine(draft_id: str, path: Path, name: str) -> None:
    rule = drafts.current(draft_id).rule
    combine = Combine(st.session_state[name])
    drafts.fill(draft_id, editing.recombined(rule, path, combine))


def _refield(draft_id: str, path: Path, name: str, catalogue: Catalogue) -> None:
    rule = drafts.current(draft_id).rule
    before = editing.node(rule, path)
    field = catalogue.fields[st.session_state[name]]
    if isinstance(before, Condition):
        after = editing.refielded(before, field, catalogue)
        drafts.fill(draft_id, editing.replaced(rule, path, after), at=path)


def _reoperate(draft_id: str, path: Path, name: str, field: str) -> None:
    rule = drafts.current(draft_id).rule
    before = editing.node(rule, path)
    # A quick hand changes the field first: what the old widget says then is of another one.
    if isinstance(before, Condition) and before.field == field:
        after = editing.reoperated(before, st.session_state[name])
        drafts.fill(draft_id, editing.replaced(rule, path, after), at=path)


def _label(field: Field, catalogue: Catalogue) -> str:
    return f"{catalogue.group(field, language())} · {field.label(language())}"


def _fields(catalogue: Catalogue) -> list[Field]:
    """Every field for rules, group by group as the catalogue declares them."""
    groups = list(catalogue.groups)
    return sorted(catalogue.for_rules(), key=lambda field: groups.index(field.group))
