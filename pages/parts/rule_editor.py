"""The rule tree as native widgets: groups, conditions in rows, and a count beside each."""

from dataclasses import dataclass

import streamlit as st

from core.foundation import words
from core.segments import editing
from core.segments.model import EVERY, Combine, Condition, Group, Listed, Path, Rule, conditions
from core.segments.sentence import operator_label, phrase
from core.segments.tables import Measured
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field, Kind, Level
from core.warehouse.snapshot import Snapshot
from pages.parts import segment_draft as drafts
from pages.parts.focus import give_focus
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.rule_changes import act, add, among, recombine, refield, reoperate
from pages.parts.rule_values import draw_value
from pages.parts.segment_draft import Draft

UNFOLDED = 12  # conditions that are all shown; a longer rule is folded into its sentences
ROW = [3.3, 2.6, 3.4, 1.0, 1.3]
FOLDED_ROW = [9.3, 1.0, 1.3]
GROUP_ROW = [5.9, 3.4, 1.0, 1.3]
ABOUT = (None, 1, EVERY, 2, 3)  # the account, or so many of its contacts
CHOICES = ("negate", "off", "on", "copy", "up", "down", "in", "out", "remove")


@dataclass(frozen=True)
class View:
    """All that drawing a rule needs."""

    draft_id: str
    draft: Draft
    snapshot: Snapshot
    catalogue: Catalogue
    measured: Measured

    def key(self, path: Path, part: str) -> str:
        return drafts.widget_key(self.draft, self.draft_id, path, part)

    def is_folded(self, path: Path) -> bool:
        if not path or path in self.draft.unfolded:
            return False
        if path in self.draft.folded:
            return True
        return sum(1 for _ in conditions(self.draft.rule)) > UNFOLDED

    def is_of_contact(self, path: Path) -> bool:
        """Whether the place is inside a group about one contact."""
        around = (editing.node(self.draft.rule, path[:length]) for length in range(len(path)))
        return any(isinstance(one, Group) and one.contacts is not None for one in around)

    def count(self, path: Path) -> str:
        if any(_is_off(editing.node(self.draft.rule, path[:n])) for n in range(len(path) + 1)):
            return f":gray[{say('segments-is-off')}]"
        found = self.measured.accounts.get(path)
        if found is None:
            return f":orange[{say('segments-not-filled')}]"
        return f"**{words.number(language(), found)}**"


def show_rule(view: View) -> None:
    """The whole rule, ready to be edited; the keyboard stays where the hand was."""
    _draw(view, view.draft.rule, ())
    give_focus()


def _draw(view: View, rule: Rule, path: Path) -> None:
    if view.is_folded(path) or _is_off(rule):
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
    control, about, number, menu = st.columns(GROUP_ROW, vertical_alignment="center")
    name = view.key(path, "combine")
    control.segmented_control(
        say("segments-combine"),
        list(Combine),
        default=group.combine,
        format_func=lambda combine: say(f"segments-combine-{combine}"),
        key=name,
        required=True,
        label_visibility="collapsed",
        on_change=recombine,
        args=(view.draft_id, path, name),
    )
    if path:
        with about:
            _draw_about(view, group, path)
        number.markdown(view.count(path), text_alignment="right")
        with menu:
            _draw_menu(view, path, ("fold", "ungroup", *CHOICES))


def _draw_about(view: View, group: Group, path: Path) -> None:
    """Whether the group is about the account, or about its contacts."""
    if view.is_of_contact(path):
        return
    name = view.key(path, "about")
    choices = {_named(least): least for least in (*ABOUT, group.contacts)}
    st.selectbox(
        say("segments-about"),
        list(choices),
        index=list(choices).index(_named(group.contacts)),
        format_func=lambda named: _about(choices[named]),
        key=name,
        label_visibility="collapsed",
        on_change=among,
        args=(view.draft_id, path, name),
    )


def _named(least: int | None) -> str:
    """A choice as text, which a switch of the language leaves as it is."""
    return "" if least is None else str(least)


def _about(least: int | None) -> str:
    if least is None:
        return say("segments-about-account")
    if least == EVERY:
        return say("segments-about-every-contact")
    return say("segments-about-contacts", count=least)


def _draw_additions(view: View, group: Group, path: Path) -> None:
    end = (*path, len(group.rules))
    with st.container(horizontal=True):
        for name, icon, fresh, opened in _additions(view, end):
            st.button(
                say(f"segments-add-{name}"),
                key=view.key(path, f"add-{name}"),
                icon=f":material/{icon}:",
                on_click=add,
                args=(view.draft_id, path, fresh, opened),
            )


def _additions(view: View, end: Path) -> list[tuple[str, str, Rule, Path]]:
    """What can be added at the end of a group, and which place is then open."""
    fields = _fields(view, end)
    # A list of values to choose from says more, to begin with, than an empty line.
    first = next((one for one in fields if one.kind is Kind.CATEGORY), fields[0])
    fresh = editing.new_condition(first)
    found: list[tuple[str, str, Rule, Path]] = [
        ("condition", "add", fresh, end),
        ("group", "account_tree", Group(Combine.ANY, (fresh,)), (*end, 0)),
    ]
    if not view.is_of_contact(end):
        known = (one for one in fields if one.level is Level.CONTACT)
        person = Group(Combine.ALL, (editing.new_condition(next(known)),), contacts=1)
        found.append(("contact", "person_add", person, (*end, 0)))
    return found


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
        _draw_menu(view, path, ("fold", "group", *CHOICES))


def _draw_field(view: View, field: Field, path: Path) -> None:
    name = view.key(path, "field")
    choices = _fields(view, path)
    labels = {one.key: _label(one, view.catalogue) for one in choices}
    st.selectbox(
        say("segments-field"),
        list(labels),
        index=list(labels).index(field.key),
        format_func=labels.__getitem__,
        key=name,
        help=field.description(language()),
        label_visibility="collapsed",
        on_change=refield,
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
        on_change=reoperate,
        args=(view.draft_id, path, name, field.key),
    )


def _draw_folded(view: View, rule: Rule, path: Path) -> None:
    text, number, menu = st.columns(FOLDED_ROW, vertical_alignment="center")
    said = plain(phrase(rule, view.catalogue, language()))
    text.markdown(f":gray[~~{said}~~]" if _is_off(rule) else said)
    number.markdown(view.count(path), text_alignment="right")
    with menu:
        _draw_menu(view, path, CHOICES if _is_off(rule) else ("edit", *CHOICES))


def _draw_menu(view: View, path: Path, choices: tuple[str, ...]) -> None:
    name = view.key(path, "menu")
    is_off = _is_off(editing.node(view.draft.rule, path))
    st.menu_button(
        say("segments-actions"),
        [choice for choice in choices if choice != ("off" if is_off else "on")],
        key=name,
        format_func=lambda choice: say(f"segments-do-{choice}"),
        on_click=act,
        args=(view.draft_id, path, name),
        width="stretch",
        type="tertiary",
    )


def _label(field: Field, catalogue: Catalogue) -> str:
    # The name first: where room is short, it is what must be read.
    return f"{field.label(language())} · {catalogue.group(field, language())}"


def _fields(view: View, path: Path) -> list[Field]:
    """Every field for rules at a place, group by group as the catalogue declares them."""
    groups = list(view.catalogue.groups)
    known = view.catalogue.for_rules()
    if view.is_of_contact(path):
        known = [field for field in known if field.level is Level.CONTACT]
    return sorted(known, key=lambda field: groups.index(field.group))


def _is_off(rule: Rule) -> bool:
    return not isinstance(rule, Listed) and rule.is_off
