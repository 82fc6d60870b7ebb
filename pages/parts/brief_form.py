"""The form of a brief: what it is for, whom it is for, when, and what it costs."""

import streamlit as st

from core.briefs.model import MANDATORY
from core.foundation import words
from core.segments import records as segments
from pages.parts.brief_bench import Bench
from pages.parts.frame import language, say
from pages.parts.plain import plain

LINES = ("name", "product")
TEXTS = ("goal", "promise", "audience", "measure")
DAYS = ("starts_on", "ends_on", "deadline")
SUMS = ("cost", "benefit")
TEXT_HEIGHT = 92  # pixels


def draw_form(bench: Bench) -> None:
    """Every field, each kept as soon as it is changed; what marketing wants, beneath it."""
    st.subheader(say("briefs-what-for"), anchor=False)
    left, right = st.columns(2)
    for column, name in ((left, "name"), (right, "product")):
        with column:
            _draw_line(bench, name)
    for name in ("goal", "promise"):
        _draw_text(bench, name)
    st.subheader(say("briefs-whom"), anchor=False)
    _draw_text(bench, "audience")
    _draw_segment(bench)
    st.subheader(say("briefs-when"), anchor=False)
    for column, name in zip(st.columns(3), DAYS, strict=True):
        with column:
            _draw_day(bench, name)
    st.subheader(say("briefs-worth"), anchor=False)
    _draw_text(bench, "measure")
    fields = (("window_days", 1, 365), *((name, 0, None) for name in SUMS))
    for column, (name, low, high) in zip(st.columns(3), fields, strict=True):
        with column:
            _draw_count(bench, name, low, high)


def draw_comments(bench: Bench, name: str) -> None:
    """Why what was typed into a field is not kept, and what marketing wants otherwise in it."""
    for refusal in bench.refusals(name):
        st.markdown(f":red[:material/block: {plain(refusal.sentence(language()))}]")
    for text in bench.comments(name):
        st.markdown(f":orange[:material/feedback: {plain(text)}]")


def label_of(name: str) -> str:
    """A field's name, with a star where a brief is not supplied without it."""
    label = say(f"briefs-field-{name}")
    return f"{label} *" if name in MANDATORY else label


def _draw_line(bench: Bench, name: str) -> None:
    if _is_read_only(bench, name, getattr(bench.brief, name)):
        return
    widget = bench.widget(name, getattr(bench.brief, name))
    st.text_input(label_of(name), max_chars=120, **widget)
    draw_comments(bench, name)


def _draw_text(bench: Bench, name: str) -> None:
    if _is_read_only(bench, name, getattr(bench.brief, name)):
        return
    st.text_area(
        label_of(name),
        max_chars=4_000,
        height=TEXT_HEIGHT,
        placeholder=say(f"briefs-example-{name}"),
        **bench.widget(name, getattr(bench.brief, name)),
    )
    draw_comments(bench, name)


def _draw_day(bench: Bench, name: str) -> None:
    day = getattr(bench.brief, name)
    if _is_read_only(bench, name, words.day(language(), day) if day else ""):
        return
    widget = bench.widget(name, day)
    st.date_input(label_of(name), format="DD.MM.YYYY", **widget)
    draw_comments(bench, name)


def _draw_count(bench: Bench, name: str, low: int, high: int | None) -> None:
    count = getattr(bench.brief, name)
    shown = "" if count is None else words.number(language(), count)
    if _is_read_only(bench, name, shown):
        return
    st.number_input(
        label_of(name),
        min_value=low,
        max_value=high,
        step=1,
        **bench.widget(name, count),
    )
    draw_comments(bench, name)


def _is_read_only(bench: Bench, name: str, shown: str) -> bool:
    """Show a field as text to whoever cannot change it; whether that was so."""
    if bench.may_edit:
        return False
    with st.container(gap="xxsmall"):
        st.caption(say(f"briefs-field-{name}"))
        st.text(shown or "—")
    draw_comments(bench, name)
    return True


def _draw_segment(bench: Bench) -> None:
    """The audience as a rule, where there is one, and how many it should reach."""
    with bench.house.store.reading() as tx:
        known = {str(one.id): one.name for one in segments.everything(tx, archived=True)}
    left, right = st.columns([3, 2])
    with left:
        shown = known.get(bench.brief.segment_id or "", say("briefs-no-segment"))
        if not _is_read_only(bench, "segment_id", shown):
            st.selectbox(
                label_of("segment_id"),
                [None, *known],
                format_func=lambda one: known[one] if one else say("briefs-no-segment"),
                placeholder=say("briefs-no-segment"),
                help=say("briefs-segment-help"),
                **bench.widget("segment_id", bench.brief.segment_id),
            )
            draw_comments(bench, "segment_id")
    with right:
        _draw_count(bench, "contacts", 0, None)
