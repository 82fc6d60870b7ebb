"""The calendar of planned mailings, week by week, against what a week bears."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.briefs import records, tables
from core.briefs.model import PLANNED
from core.briefs.tables import Planned, Week
from core.campaigns import collisions, surveys
from core.campaigns import records as campaigns
from core.campaigns.collisions import Collision
from core.campaigns.model import OVER, Campaign
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.store.store import Tx
from pages.parts.charts import dressed, inks, shown
from pages.parts.frame import language, say
from pages.parts.plain import plain

WEEKS = 10


def show_calendar(house: Cockpit, person: Person) -> None:
    """The weeks to come as a picture, then each with its mailings."""
    with house.store.reading() as tx:
        planned = sorted(_planned(tx, house), key=lambda one: (one.day, one.name))
    weeks = tables.weeks(planned, house.books.briefs, first=house.today(), count=WEEKS)
    bears = house.books.briefs.capacity
    st.caption(
        say(
            "briefs-capacity",
            mailings=bears.mailings_a_week,
            contacts=bears.contacts_a_week,
            rule=house.books.briefs.cite(bears.rule),
        )
    )
    shown(
        _picture(weeks),
        _table(weeks),
        key="briefs-calendar",
        filename="calendar",
        alt=say("briefs-calendar"),
    )
    for week, met in zip(weeks, _collisions(house, weeks), strict=True):
        if week.planned:
            _draw_week(week, person, met)


def _collisions(house: Cockpit, weeks: Sequence[Week]) -> list[list[Collision]]:
    """Of each week the campaigns that write to the same accounts."""
    ids = [
        list(dict.fromkeys(one.link for one in week.planned if one.is_campaign))
        for week in weeks
    ]
    # One campaign meets nobody.
    several = [week if len(week) > 1 else [] for week in ids]
    snapshot = None if house.warehouse.is_empty() else house.warehouse.current()
    with house.store.reading() as tx:
        return collisions.among(
            tx, snapshot, several, catalogue=house.catalogue, today=house.today()
        )


def _planned(tx: Tx, house: Cockpit) -> Iterator[Planned]:
    """Campaigns with a day to come, and briefs that no campaign has taken up yet."""
    zone, today = ZoneInfo(house.settings.time_zone), house.today()
    using = campaigns.everything(tx)
    taken = {one.brief_id for one in using if one.brief_id}
    open_ones = [one for one in using if one.status not in OVER]
    sizes = campaigns.audience_sizes(tx, [one.id for one in open_ones])
    for campaign in open_ones:
        day = campaign.send_at.astimezone(zone).date() if campaign.send_at else None
        if day is not None and day >= today:
            size = sizes.get(campaign.id, 0)
            yield Planned(campaign.name, day, size, campaign.id, is_campaign=True)
        yield from _questions(tx, campaign, day, today)
    for brief in records.with_status(tx, *PLANNED):
        if brief.starts_on and brief.id not in taken:
            day, size = max(brief.starts_on, today), brief.contacts or 0
            yield Planned(
                brief.name, day, size, brief.id, is_campaign=False, product=brief.product
            )


def _questions(tx: Tx, campaign: Campaign, day: date | None, today: date) -> Iterator[Planned]:
    """The day on which a campaign asks both arms, if it does: a mailing of its own."""
    if day is None or campaign.asking_step is None:
        return
    asked_on = day + timedelta(days=campaign.days_after[-1][1])
    if asked_on >= today:
        name, size = say("surveys-planned", name=campaign.name), surveys.asked(tx, campaign)
        yield Planned(name, asked_on, size, campaign.id, is_campaign=True)


def _picture(weeks: Sequence[Week]) -> go.Figure:
    palette, labels = inks(), [_label(week) for week in weeks]
    figure = go.Figure(
        go.Bar(
            x=labels,
            y=[week.contacts for week in weeks],
            text=[len(week.planned) or "" for week in weeks],
            textposition="outside",
            cliponaxis=False,
            marker_color=[palette.bad if week.is_over else palette.treated for week in weeks],
            hovertemplate="%{x}: %{y:,.0f}<extra></extra>",
        )
    )
    most = weeks[0].most_contacts
    figure.add_hline(y=most, line_width=1.5, line_dash="dash", line_color=palette.ink)
    figure.update_xaxes(title_text=say("briefs-axis-week"), type="category")
    top = 1.15 * max(most, *(week.contacts for week in weeks))
    figure.update_yaxes(title_text=say("briefs-axis-contacts"), range=[0, top])
    return dressed(figure, rows=6, upside_down=False)


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
            _draw_planned(one, person)
        for pair in met:
            key = "briefs-collision" if pair.is_frozen else "briefs-collision-members"
            names = {"first": pair.first.name, "second": pair.second.name}
            told = plain(say(key, n=pair.accounts, **names))
            st.caption(f":material/warning: {told}")


def _draw_planned(one: Planned, person: Person) -> None:
    day = words.day(language(), one.day)
    label = plain(f"{day} · {one.name}")
    with st.container(horizontal=True, vertical_alignment="center"):
        icon = ":material/campaign:" if one.is_campaign else ":material/assignment:"
        if not one.is_campaign:
            link = {"brief": one.link}
            st.page_link("plan/briefs.py", label=label, icon=icon, query_params=link)
        elif person.may(Permission.PLAN):
            link = {"campaign": one.link}
            st.page_link("plan/campaigns.py", label=label, icon=icon, query_params=link)
        else:
            st.markdown(f"{icon} {label}", width="content")
        if one.contacts:
            st.caption(say("briefs-contacts", n=one.contacts), width="content")


def _label(week: Week) -> str:
    return words.day(language(), week.monday)


def _table(weeks: Sequence[Week]) -> pd.DataFrame:
    rows = [
        (
            week.monday,
            len(week.planned),
            week.contacts,
            "; ".join(one.name for one in week.planned),
            say("briefs-over-capacity") if week.is_over else "",
        )
        for week in weeks
    ]
    keys = ("week", "mailings", "contacts", "planned", "conflict")
    return pd.DataFrame(rows, columns=[say(f"briefs-column-{key}") for key in keys])
