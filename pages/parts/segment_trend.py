"""The trend of a segment on the screen, and how fresh the sources are that it rests on."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.segments import freshness, trend
from core.segments.freshness import Reading
from core.segments.model import Listed, Rule, walk
from core.segments.trend import Point
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain
from pages.parts.segment_charts import trend_picture
from pages.parts.sheets import Table, shown

TABLE = ("publication", "name", "day", "accounts", "base", "share-of-base", "reason")
SOURCES = ("source", "fields", "latest", "age", "limit", "verdict")


def show_trend(opened: Cockpit, draft_id: str, rule: Rule) -> None:
    """The size over every kept publication. `rule` is complete and knows its sets."""
    with st.spinner(say("insight-reading")):
        points = trend.trend(opened.warehouse, rule, opened.catalogue)
    if any(isinstance(node, Listed) for _, node in walk(rule)):
        st.caption(say("studio-trend-sends"))
    _show_points(draft_id, points)
    _show_sources(opened, rule)


def _show_points(draft_id: str, points: Sequence[Point]) -> None:
    known = [point for point in points if point.accounts is not None]
    for point in points:
        if point.reason is not None:
            st.caption(plain(point.reason.sentence(language())))
    if len(known) < 2:  # noqa: PLR2004 - a line has two ends
        st.info(say("insight-trend-short", count=len(known)), icon=":material/timeline:")
        return
    st.caption(say("insight-trend-caption"))
    first, last = known[0], known[-1]
    shown(
        trend_picture(points),
        Table([say(f"insight-column-{name}") for name in TABLE], _rows(points)),
        key=f"segment-trend-{draft_id}",
        filename="trend",
        alt=say(
            "insight-alt-trend",
            publications=len(points),
            first=first.accounts or 0,
            last=last.accounts or 0,
        ),
    )


def _rows(points: Sequence[Point]) -> list[tuple[object, ...]]:
    return [
        (
            point.publication,
            point.name,
            point.as_of,
            point.accounts,
            point.base,
            None if point.share is None else round(100 * point.share, 2),
            point.reason.sentence(language()) if point.reason else "",
        )
        for point in points
    ]


def _show_sources(opened: Cockpit, rule: Rule) -> None:
    snapshot = opened.warehouse.current()
    found = freshness.freshness(snapshot, rule, opened.catalogue, today=opened.today())
    if not found:
        return
    st.subheader(say("insight-freshness"), anchor=False)
    for reading in found:
        if reading.found.is_stale:
            st.warning(_stale(reading), icon=":material/history:")
    rows = [_source(opened, reading) for reading in found]
    headings = [say(f"insight-column-{name}") for name in SOURCES]
    show_grid(pd.DataFrame(rows, columns=headings), key="segment-freshness")


def _stale(reading: Reading) -> str:
    found = reading.found
    return plain(
        say(
            "insight-stale",
            source=found.source.label(language()),
            age=found.age,
            limit=found.source.fresh_days,
        )
    )


def _source(opened: Cockpit, reading: Reading) -> tuple[object, ...]:
    fields = [opened.catalogue.fields[key].label(language()) for key in reading.fields]
    found = reading.found
    return (
        found.source.label(language()),
        ", ".join(fields),
        words.day(language(), found.newest) if found.newest else say("insight-no-events"),
        found.age,
        found.source.fresh_days,
        say("insight-is-stale" if found.is_stale else "insight-is-fresh"),
    )
