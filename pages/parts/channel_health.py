"""Channels on the page of health, as a doctor writes: what is wrong, since when, what to do."""

from datetime import timedelta

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.delivery import standstill, tables
from core.delivery.model import REACHED, State
from core.door.health import channels
from core.foundation import words
from core.messages.model import Channel
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain
from pages.parts.wellbeing import tile

DAYS = 7
TOLD = (State.DELIVERED, State.BOUNCED, State.COMPLAINED, State.UNCONFIRMED)
# What names the other side of each channel that leaves the house.
SETTINGS = {
    Channel.EMAIL: ("COCKPIT_SMTP_HOST", "COCKPIT_SMTP_PORT"),
    Channel.SMS: ("COCKPIT_SMS_URL",),
    Channel.CABINET: ("COCKPIT_CABINET_URL",),
}


def show_channels(house: Cockpit) -> None:
    """A tile for each channel, a letter about each that is not in order, and the last week."""
    st.subheader(say("health-channels"), anchor=False)
    found = channels(house)
    with st.container(horizontal=True):
        for name, word in found.items():
            tile(say(f"editor-channel-{name}"), word)
    for name, word in found.items():
        if word == "unreachable":
            st.error(_unreachable(house, Channel(name)), icon=":material/cloud_off:")
        elif word == "absent":
            st.caption(f":material/info: {_absent(Channel(name))}")
    _show_week(house)


def _unreachable(house: Cockpit, channel: Channel) -> str:
    host, port = house.ways.places()[channel]
    with house.store.reading() as tx:
        fared = standstill.of_channel(tx, channel)
    last, zone = fared.last_sent_at, house.settings.time_zone
    said = [
        say("health-channel-silent", place=f"{host}:{port}"),
        say("health-channel-last", moment=words.moment(language(), last, zone))
        if last
        else say("health-channel-never"),
        say("health-channel-waiting", n=fared.waiting),
        say("health-channel-do", settings=", ".join(SETTINGS[channel])),
    ]
    return f"**{say(f'editor-channel-{channel}')}.** {plain(' '.join(said))}"


def _absent(channel: Channel) -> str:
    name = say(f"editor-channel-{channel}")
    if channel not in SETTINGS:
        return say("health-channel-no-paper", channel=name)
    return say("health-channel-absent", channel=name, settings=", ".join(SETTINGS[channel]))


def _show_week(house: Cockpit) -> None:
    since = house.clock.now() - timedelta(days=DAYS)
    with house.store.reading() as tx:
        week = tables.since(tx, since)
    if not week:
        st.caption(say("health-channels-quiet", days=DAYS))
        return
    st.caption(say("health-channels-week", days=DAYS))
    columns: dict[str, list[object]] = {
        "results-channel": [say(f"editor-channel-{name}") for name in week],
        "results-stage-sent": [one.of(REACHED) + one[State.BOUNCED] for one in week.values()],
    }
    for state in TOLD:
        columns[f"delivery-state-{state}"] = [one[state] for one in week.values()]
    table = pd.DataFrame({say(key): values for key, values in columns.items()})
    show_grid(table, key="health-channels")
