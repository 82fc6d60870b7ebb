"""One field of the catalogue: what it means, what is in it, where it comes from and goes."""

from datetime import date
from typing import Literal

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.segments import histograms
from core.segments.editing import new_condition
from core.segments.histograms import Histogram
from core.segments.sentence import operator_label
from core.warehouse.fields import Field, Kind, Level
from core.warehouse.freshness import SourceFreshness
from pages.parts import segment_draft as drafts
from pages.parts.field_charts import show_histogram
from pages.parts.field_labels import edge_label
from pages.parts.frame import language, say
from pages.parts.plain import plain

FIGURES = 5
Color = Literal["blue", "orange", "green", "red", "violet", "gray"]


def show_heading(house: Cockpit, person: Person, field: Field) -> None:
    """The field's name and meaning, and the button that begins a segment with it."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.header(field.label(language()), anchor=False, width="stretch")
        if field.operators and person.may(Permission.SEGMENT):
            _draw_beginning(field)
    with st.container(horizontal=True, gap="xsmall"):
        for text, color in _badges(house, field):
            st.badge(text, color=color)
    st.markdown(plain(field.description(language())))


def show_contents(house: Cockpit, field: Field) -> None:
    """How much is filled in, the least, the median and the most, and the picture."""
    found = histograms.histogram(house.warehouse.current(), field, house.catalogue)
    if not field.has_source:
        show_histogram(field, found)
        return
    figures = _figures(field, found)
    for column, (key, figure) in zip(st.columns(FIGURES), figures.items(), strict=False):
        column.metric(say(f"catalogue-figure-{key}"), figure)
    st.caption(_counted_line(field, found))
    show_histogram(field, found)


def show_origin(house: Cockpit, field: Field, freshness: SourceFreshness) -> None:
    """Who answers for it, how old it is, and the statement it is found by."""
    where, used = st.columns(2, gap="large")
    with where:
        st.subheader(say("catalogue-origin"), anchor=False)
        if field.has_source:
            _show_source(freshness)
        else:
            st.markdown(say("catalogue-house"))
    with used:
        st.subheader(say("catalogue-use"), anchor=False)
        _show_use(field)
    if field.has_source:
        _show_definition(house, field)


def _show_definition(house: Cockpit, field: Field) -> None:
    st.subheader(say("catalogue-definition"), anchor=False)
    snapshot = house.warehouse.current()
    day = words.day(language(), snapshot.publication.as_of)
    st.caption(say("catalogue-definition-caption", day=day))
    st.code(histograms.sql(snapshot, field, house.catalogue), language="sql")


def _draw_beginning(field: Field) -> None:
    if st.button(
        say("catalogue-begin-segment"),
        key="catalogue-begin",
        type="primary",
        icon=":material/account_tree:",
    ):
        drafts.take_up(new_condition(field))
        st.switch_page("plan/segments.py", query_params={"segment": drafts.NEW})


def _badges(house: Cockpit, field: Field) -> list[tuple[str, Color]]:
    badges: list[tuple[str, Color]] = [
        (house.catalogue.group(field, language()), "gray"),
        (say(f"catalogue-kind-{field.kind}"), "blue"),
    ]
    if field.level is not Level.EVENT:
        badges.append((say(f"catalogue-level-{field.level}"), "gray"))
    if field.personal:
        badges.append((say("catalogue-personal"), "orange"))
    return badges


def _figures(field: Field, found: Histogram) -> dict[str, str]:
    share = found.rows.share
    digits = 0 if share in (0, 1) else 1
    is_event = field.level is Level.EVENT or field.kind is Kind.SERIES
    first = "happened" if is_event else "filled"
    figures = {first: words.percent(language(), share, digits=digits)}
    if found.different is not None:
        figures["different"] = words.number(language(), found.different)
    is_date = isinstance(found.low, date)
    names = ("first", "middle", "last") if is_date else ("low", "middle", "high")
    for name, edge in zip(names, (found.low, found.middle, found.high), strict=True):
        if edge is not None:
            figures[name] = edge_label(field, edge)
    return figures


def _counted_line(field: Field, found: Histogram) -> str:
    """How many rows have a value, and what of them the picture leaves out."""
    filled = words.number(language(), found.rows.filled)
    rows = words.number(language(), found.rows.rows)
    counted = Level.EVENT if field.kind is Kind.SERIES else field.level
    line = say(f"catalogue-counted-{counted}", filled=filled, rows=rows)
    rest = sum(bar.count for bar in found.bars if bar.is_rest)
    if not rest or found.different is None:
        return line
    drawn = len(found.bars) - 1
    share = words.percent(language(), rest / sum(bar.count for bar in found.bars))
    others = say("catalogue-others", drawn=drawn, others=found.different - drawn, share=share)
    return f"{line} {others}"


def _show_source(freshness: SourceFreshness) -> None:
    source, spoken = freshness.source, language()
    lines = {
        "source": source.label(spoken),
        "owner": source.owner(spoken),
        "schedule": source.schedule(spoken),
        "newest": words.day(spoken, freshness.day),
    }
    for name, text in lines.items():
        st.markdown(f":gray[{say(f'catalogue-{name}')}:] {plain(text)}")
    show_state(freshness)


def show_state(freshness: SourceFreshness) -> None:
    """Whether the source is as new as its owner promised."""
    state = state_of(freshness)
    colors: dict[str, Color] = {"fresh": "green", "stale": "red", "empty": "gray"}
    icons = {"fresh": "check_circle", "stale": "warning", "empty": "hourglass_empty"}
    text = say(f"catalogue-state-{state}", age=freshness.age, limit=freshness.source.fresh_days)
    st.badge(text, color=colors[state], icon=f":material/{icons[state]}:")


def state_of(freshness: SourceFreshness) -> Literal["fresh", "stale", "empty"]:
    """In one word."""
    if freshness.is_empty:
        return "empty"
    return "stale" if freshness.is_stale else "fresh"


def _show_use(field: Field) -> None:
    if field.operators:
        st.markdown(f":gray[{say('catalogue-in-rules')}:]")
        with st.container(horizontal=True, gap="xsmall"):
            for operator in field.operators:
                st.badge(operator_label(operator, language()), color="gray")
    else:
        st.markdown(say("catalogue-not-in-rules"))
    if field.in_messages and field.level is not Level.EVENT:
        st.markdown(f":gray[{say('catalogue-in-messages')}:]")
        st.code(f"{{{{ {field.level}.{field.key} }}}}", language=None)
    else:
        st.markdown(say("catalogue-not-in-messages"))
