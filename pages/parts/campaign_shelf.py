"""The list of campaigns: search, statuses with their counts, and the way into each."""

from collections import Counter
from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.campaigns import records, tables
from core.campaigns.model import ON_ITS_WAY, OVER, Campaign, Status
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.segments import records as segments
from pages.parts.campaign_when import spoken_when
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.plain import plain
from pages.parts.today import COLORS

SHOWN = 60
Names = dict[str, str]


def open_campaign(campaign_id: str, step: str = "") -> None:
    """Go to one campaign: the address bar says which, and at which step."""
    st.query_params["campaign"] = campaign_id
    if step:
        st.query_params["step"] = step


def show_shelf(house: Cockpit, draw_new: Callable[[], None]) -> None:
    """Every campaign that fits the search and the statuses chosen, and the way to a new one."""
    with house.store.reading() as tx:
        everything = records.everything(tx)
        names = people.names(tx)
        rules = {str(one.id): one.name for one in segments.everything(tx, archived=True)}
        began = tables.sending_since(tx, [one.id for one in everything])
    if not everything:
        st.info(say("campaigns-none"), icon=":material/campaign:")
        draw_new()
        return
    found = _found(everything, rules, draw_new)
    st.caption(
        say(
            "campaigns-count",
            found=len(found),
            all=len(everything),
            zone=words.clock(language(), house.settings.time_zone),
        )
    )
    dated = [(one, spoken_when(house, one, began)) for one in found]
    for campaign, when in dated[:SHOWN]:
        _draw_row(campaign, rules, names, when)
    if found:
        csv_button(_table(dated, rules, names), key="campaigns-csv", filename="campaigns")
    else:
        st.info(say("campaigns-nothing-found"))


def badge(campaign: Campaign) -> None:
    """A campaign's status as a chip."""
    st.badge(
        say(f"campaigns-status-{campaign.status}"), color=COLORS.get(campaign.status, "gray")
    )


def spoken_schedule(house: Cockpit, campaign: Campaign) -> str:
    """When it goes out, on the clock of the house, with the zone's name."""
    if campaign.send_at is None:
        return say("campaigns-at-once")
    zone = house.settings.time_zone
    moment = words.moment(language(), campaign.send_at, zone)
    return say("campaigns-at", moment=moment, zone=words.clock(language(), zone))


def spoken_course(house: Cockpit, campaign: Campaign) -> str:
    """When it goes out, with the zone's name; once it did, when that was."""
    if campaign.status not in OVER | ON_ITS_WAY:
        return spoken_schedule(house, campaign)
    with house.store.reading() as tx:
        began = tables.sending_since(tx, [campaign.id])
    return spoken_when(house, campaign, began)


def _found(
    everything: list[Campaign], rules: Names, draw_new: Callable[[], None]
) -> list[Campaign]:
    counts = Counter(campaign.status for campaign in everything)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("campaigns-search"), key="campaigns-search", icon=":material/search:"
        )
        draw_new()
    chosen = st.pills(
        say("campaigns-statuses"),
        [status for status in Status if counts[status]],
        selection_mode="multi",
        format_func=lambda status: f"{say(f'campaigns-status-{status}')} · {counts[status]}",
        key="campaigns-statuses",
    )
    wanted = (search or "").strip().casefold()
    return [
        one
        for one in everything
        if (not chosen or one.status in chosen)
        and wanted in f"{one.name} {one.goal} {rules.get(one.segment_id or '', '')}".casefold()
    ]


def _draw_row(campaign: Campaign, rules: Names, names: Names, when: str) -> None:
    about, status, schedule = st.columns([12, 5, 5], vertical_alignment="center")
    used = rules.get(campaign.segment_id or "") or say("campaigns-no-segment-yet")
    owner = names.get(campaign.created_by, campaign.created_by)
    with about.container(gap="xxsmall"):
        st.button(
            f"**{plain(campaign.name)}**",
            key=f"open-{campaign.id}",
            type="tertiary",
            on_click=open_campaign,
            args=(campaign.id,),
        )
        st.caption(plain(f"{used} · {owner}"))
    with status:
        badge(campaign)
    schedule.caption(when)


def _table(found: list[tuple[Campaign, str]], rules: Names, names: Names) -> pd.DataFrame:
    rows = [
        (
            one.name,
            say(f"campaigns-status-{one.status}"),
            rules.get(one.segment_id or "", ""),
            when,
            names.get(one.created_by, one.created_by),
        )
        for one, when in found
    ]
    keys = ("name", "status", "segment", "schedule", "owner")
    return pd.DataFrame(rows, columns=[say(f"campaigns-column-{key}") for key in keys])
