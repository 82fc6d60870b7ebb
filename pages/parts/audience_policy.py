"""The contact policy before the send: whom each day would lose, and to which campaign."""

from collections.abc import Hashable, Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.campaigns import competing
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign
from core.campaigns.pressure import Capped
from core.foundation import words
from core.rulebook.model import RecipientsBook
from pages.parts import frame
from pages.parts.campaign_fields import Desk
from pages.parts.charts import dressed, inks, shown
from pages.parts.frame import language, say
from pages.parts.plain import plain

NAMED = 3  # campaigns
ROWS = 3  # of the chart's height


def show_policy(desk: Desk, audience: Audience) -> None:
    """What the caps take on the campaign's day, and on each day of the next fortnight."""
    book = desk.house.books.recipients
    st.subheader(say("audience-policy"), anchor=False)
    if not book.pressure.caps_for(desk.campaign.purpose):
        st.caption(say("audience-policy-exempt"))
        return
    (own, *days), names = _foreseen(desk, audience)
    left, right = st.columns([4, 1], vertical_alignment="bottom")
    with left:
        _say_own(own, names)
        _cite(book, desk.campaign)
        if desk.campaign.steps:
            st.caption(say("audience-policy-steps"))
    with right:
        _draw_priority(desk, book.pressure.priority)
    if not any(one.accounts for one in days):
        st.caption(say("audience-policy-quiet", n=len(days)))
        return
    table, alt = _table(days, names), say("audience-policy-chart")
    shown(_bars(days, own.day), table, key="policy", filename="contact-policy", alt=alt)


def _foreseen(desk: Desk, audience: Audience) -> tuple[list[Capped], dict[str, str]]:
    """The forecast, and what the campaigns in it are called."""
    house, campaign = desk.house, desk.campaign
    book = house.books.recipients
    with house.store.reading() as tx:
        state = competing.state(tx, campaign, book, house.today())
    schedule = (campaign.send_at, tuple(campaign.days_after), house.today())
    key = (book.version, state, audience.digest, campaign.id, schedule)
    found = _forecast(key, campaign, audience)
    with house.store.reading() as tx:
        return found, competing.names(tx, {one for day in found for one, _ in day.by})


def _cite(book: RecipientsBook, campaign: Campaign) -> None:
    caps = book.pressure.caps_for(campaign.purpose)
    cited = "; ".join(book.label(cap.rule, language()) for cap in caps)
    st.caption(say("audience-policy-caps", version=book.version, caps=cited))


def _say_own(own: Capped, names: dict[str, str]) -> None:
    day = words.day(language(), own.day)
    text = say("audience-policy-if", day=day, accounts=own.accounts)
    if own.by:
        told = [
            say("audience-policy-by", name=names.get(one, one), accounts=count)
            for one, count in own.by[:NAMED]
        ]
        text += " " + say("audience-policy-by-list", list=", ".join(told))
    st.markdown(plain(text))


def _draw_priority(desk: Desk, usual: int) -> None:
    st.number_input(
        say("campaigns-field-priority"),
        min_value=0,
        max_value=100,
        step=10,
        placeholder=str(usual),
        help=say("audience-priority-help", usual=usual),
        **desk.widget("priority", desk.campaign.priority),
    )


def _bars(days: Sequence[Capped], own: date) -> go.Figure:
    palette = inks()
    figure = go.Figure(
        go.Bar(
            x=[words.day(language(), one.day) for one in days],
            y=[one.accounts for one in days],
            marker_color=[palette.treated if one.day == own else palette.out for one in days],
            hovertemplate="%{x}: %{y:,}<extra></extra>",
        )
    )
    every = [words.day(language(), one.day) for one in days][::2]
    figure.update_xaxes(title_text=say("audience-policy-days"), tickvals=every, type="category")
    figure.update_yaxes(title_text=say("audience-policy-axis"), rangemode="tozero")
    return dressed(figure, rows=ROWS, upside_down=False)


def _table(days: Sequence[Capped], names: dict[str, str]) -> pd.DataFrame:
    rows = [
        (one.day, one.accounts, one.contacts, names.get(one.by[0][0], "") if one.by else "")
        for one in days
    ]
    columns = ("day", "accounts", "contacts", "most")
    return pd.DataFrame(rows, columns=[say(f"audience-policy-{name}") for name in columns])


@st.cache_resource(max_entries=24, show_spinner=False)
def _forecast(rests_on: Hashable, _campaign: Campaign, _audience: Audience) -> list[Capped]:
    """Counted once for what it rests on, for everybody who looks."""
    house = frame.house()
    with house.store.reading() as tx:
        return competing.forecast(
            tx, _campaign, _audience.chosen_by(_campaign), house.books.recipients, house.today()
        )
