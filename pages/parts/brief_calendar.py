"""The calendar of planned mailings, week by week, against what a week bears."""

from collections.abc import Sequence
from datetime import timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.briefs import tables
from core.briefs.tables import Planned, Week
from core.campaigns import collisions
from core.campaigns.collisions import Collision
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from pages.parts.brief_plans import plans
from pages.parts.charts import dressed, inks, shown
from pages.parts.frame import language, say
from pages.parts.plain import plain

WEEKS = 10
LIGHTER = 0.35  # what follows, beside what is planned


def show_calendar(house: Cockpit, person: Person) -> None:
    """The weeks to come as a picture, then each with its mailings."""
    with house.store.reading() as tx:
        found = plans(tx, house)
    weeks = tables.weeks(found.dated, house.books.briefs, first=house.today(), count=WEEKS)
    bears = house.books.briefs.capacity
    st.caption(
        say(
            "briefs-capacity",
            mailings=bears.mailings_a_week,
            contacts=bears.contacts_a_week,
        ),
        help=say("briefs-capacity-rule", rule=house.books.briefs.cite(bears.rule)),
    )
    shown(
        _picture(weeks),
        _table(weeks),
        key="briefs-calendar",
        filename="calendar",
        alt=say("briefs-calendar"),
    )
    for week, met in zip(weeks, _collisions(house, weeks), strict=True):
        if week.planned or week.later:
            _draw_week(week, person, met)
    _draw_undated(found.undated, person)


def _collisions(house: Cockpit, weeks: Sequence[Week]) -> list[list[Collision]]:
    """Of each week the campaigns that write to the same accounts."""
    ids = [[one.link for one in week.planned if one.is_campaign] for week in weeks]
    # One campaign meets nobody.
    several = [week if len(week) > 1 else [] for week in ids]
    snapshot = None if house.warehouse.is_empty() else house.warehouse.current()
    with house.store.reading() as tx:
        return collisions.among(
            tx, snapshot, several, catalogue=house.catalogue, today=house.today()
        )


def _picture(weeks: Sequence[Week]) -> go.Figure:
    palette, figure = inks(), go.Figure()
    for name, is_over, color in (
        ("briefs-legend-planned", False, palette.treated),
        ("briefs-over-capacity", True, palette.bad),
    ):
        _add_bars(figure, say(name), [one for one in weeks if one.is_over is is_over], color)
    has_later = any(week.later for week in weeks)
    if has_later:
        _add_later(figure, weeks, palette.treated)
    most = weeks[0].most_contacts
    figure.add_hline(y=most, line_width=1.5, line_dash="dash", line_color=palette.ink)
    order = [_monday(week) for week in weeks]
    axis, labelled = say("briefs-axis-week"), {"categoryorder": "array", "categoryarray": order}
    figure.update_xaxes(title_text=axis, type="category", **labelled)
    top = 1.15 * max(most, *(week.contacts + _later(week) for week in weeks))
    figure.update_yaxes(title_text=say("briefs-axis-contacts"), range=[0, top])
    drawn = dressed(figure, rows=6, upside_down=False)
    above = {"orientation": "h", "traceorder": "normal", "y": 1.02, "yanchor": "bottom", "x": 0}
    drawn.update_layout(barmode="stack", showlegend=has_later, legend=above)
    return drawn


def _add_bars(figure: go.Figure, name: str, weeks: Sequence[Week], color: str) -> None:
    figure.add_bar(
        name=name,
        x=[_monday(week) for week in weeks],
        y=[week.contacts for week in weeks],
        text=[len(week.planned) or "" for week in weeks],
        textposition="outside",
        cliponaxis=False,
        marker_color=color,
        hovertemplate="%{x}: %{y:,.0f}<extra></extra>",
    )


def _add_later(figure: go.Figure, weeks: Sequence[Week], color: str) -> None:
    """On top, lighter, whom further steps may write to."""
    figure.add_bar(
        name=say("briefs-legend-later"),
        x=[_monday(week) for week in weeks],
        y=[_later(week) for week in weeks],
        marker_color=color,
        opacity=LIGHTER,
        hovertemplate="%{x}: ≤ %{y:,.0f}<extra></extra>",
    )


def _monday(week: Week) -> str:
    return words.day(language(), week.monday)


def _later(week: Week) -> int:
    return sum(one.contacts for one in week.later)


def _draw_undated(undated: Sequence[Planned], person: Person) -> None:
    """The shelf of what has no day yet."""
    if not undated:
        return
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{say('briefs-undated')}**", width="content")
            st.caption(say("briefs-undated-why"), width="content")
        for one in undated:
            _draw_planned(one, person, plain(one.name))


def _draw_week(week: Week, person: Person, met: Sequence[Collision]) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(_label(week))}**", width="content")
            st.caption(
                say("briefs-week", mailings=len(week.planned), contacts=week.contacts),
                width="content",
            )
            if week.is_over:
                told = say("briefs-over-capacity")
                st.badge(told, icon=":material/warning:", color="orange")
        for one in week.planned:
            _draw_planned(one, person, _dated(one))
        for one in week.later:
            _draw_planned(one, person, _dated(one))
        for pair in met:
            key = "briefs-collision" if pair.is_frozen else "briefs-collision-members"
            names = {"first": pair.first.name, "second": pair.second.name}
            told = plain(say(key, n=pair.accounts, **names))
            st.caption(f":material/warning: {told}")


def _dated(one: Planned) -> str:
    """A mailing with its day; one that follows, with its earliest and its number."""
    day = words.day(language(), one.day)
    if one.step == 1:
        return plain(f"{day} · {one.name}")
    return plain(say("briefs-later", day=day, name=one.name, step=one.step))


def _draw_planned(one: Planned, person: Person, label: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        icon = ":material/campaign:" if one.is_campaign else ":material/assignment:"
        if one.step > 1:
            icon = ":material/subdirectory_arrow_right:"
        if not one.is_campaign:
            link = {"brief": one.link}
            st.page_link("plan/briefs.py", label=label, icon=icon, query_params=link)
        elif person.may(Permission.PLAN):
            link = {"campaign": one.link}
            st.page_link("plan/campaigns.py", label=label, icon=icon, query_params=link)
        else:
            st.markdown(f"{icon} {label}", width="content")
        if one.contacts:
            told = "briefs-contacts" if one.step == 1 else "briefs-contacts-most"
            st.caption(say(told, n=one.contacts), width="content")


def _label(week: Week) -> str:
    return words.days(language(), week.monday, week.monday + timedelta(days=6))


def _table(weeks: Sequence[Week]) -> pd.DataFrame:
    rows = [
        (
            week.monday,
            len(week.planned),
            week.contacts,
            "; ".join(one.name for one in (*week.planned, *week.later)),
            say("briefs-over-capacity") if week.is_over else "",
        )
        for week in weeks
    ]
    keys = ("week", "mailings", "contacts", "planned", "conflict")
    return pd.DataFrame(rows, columns=[say(f"briefs-column-{key}") for key in keys])
