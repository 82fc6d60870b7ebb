"""A campaign's delivery, part by part and over time; every number opens its messages."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation.refusal import Refusal
from core.people.model import Person
from core.results import breakdown, timeline
from core.results.behind import Behind
from core.results.breakdown import OF_ACCOUNTS, Breakdown, By, Part, step_of
from core.results.counting import TOUCHES, Number
from core.segments import records as segments
from core.segments import tables as segment_tables
from core.segments.bits import Bits
from core.warehouse.snapshot import Snapshot
from pages.parts import behind
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say, still_here
from pages.parts.grids import columns_of
from pages.parts.over_time import show_over_time

Names = Mapping[str | None, str]
RATES = {
    "open-rate": (Number.OPENED, "open_rate"),
    "click-rate": (Number.CLICKED, "click_rate"),
    "click-to-open": (Number.CLICKED, "click_to_open"),
}


def show(house: Cockpit, person: Person, campaign_id: str) -> None:
    """The parts of a delivery, drawn again by themselves when another kind is asked for."""

    def draw() -> None:
        still_here(person)
        _draw(house, person, campaign_id)

    st.fragment(draw)()


def _draw(house: Cockpit, person: Person, campaign_id: str) -> None:
    at = house.clock.now()
    snapshot = None if house.warehouse.is_empty() else house.warehouse.current()
    with house.store.reading() as tx:
        offered = breakdown.choices(tx, campaign_id, has_base=snapshot is not None)
    by = _by(offered, campaign_id)
    members = _members(house, snapshot) if by is By.SEGMENT and snapshot is not None else {}
    with house.store.reading() as tx:
        found = breakdown.breakdown(
            tx, campaign_id, by, at=at, snapshot=snapshot, members=members
        )
        line = timeline.timeline(tx, campaign_id, time_zone=house.settings.time_zone)
    _say_of(found)
    names = _names(house, found)
    _show_table(found, names, campaign_id)
    chosen = behind.choose(person, found, names, campaign_id)
    if chosen is not None:
        behind.show(house, person, Behind(campaign_id, *chosen, at), members)
    show_over_time(line)


def _by(offered: Sequence[By], campaign_id: str) -> By:
    st.subheader(say("results-breakdown"), anchor=False)
    key = f"breakdown-by-{campaign_id}"
    st.session_state.setdefault(key, offered[0])
    chosen = st.segmented_control(
        say("results-breakdown-by"),
        offered,
        format_func=lambda one: say(f"results-by-{one}"),
        key=key,
        required=True,
    )
    return chosen or offered[0]


def _members(house: Cockpit, snapshot: Snapshot) -> Mapping[str, Bits]:
    """The accounts of every saved segment that can be counted today, by its name."""
    with house.store.reading() as tx:
        saved = segments.everything(tx)
    found: dict[str, Bits] = {}
    for segment in saved:
        try:
            rule = house.resolved(segment.rule)
            found[segment.name] = segment_tables.members(snapshot, rule, house.catalogue)
        except Refusal:  # a rule that asks what client data no longer has
            continue
    return found


def _say_of(found: Breakdown) -> None:
    """What is to be known of the parts before they are compared."""
    if found.by in OF_ACCOUNTS:
        st.caption(say("results-breakdown-accounts"))
    if found.by is By.SEGMENT:
        st.caption(say("results-breakdown-segments"))
    if found.left_out:
        st.caption(say("results-breakdown-left-out", n=found.left_out))
    if not any(found.whole[number] for number in TOUCHES):
        st.caption(say("results-no-touches"))
    elif not found.whole[Number.DELIVERED]:
        st.caption(say("results-no-rates-yet"))


def _show_table(found: Breakdown, names: Names, campaign_id: str) -> None:
    """A row a part, the whole first; a number that is pressed shows its messages."""
    shown = behind.numbers(found)
    rates = [name for name, (number, _) in RATES.items() if found.whole[number]]
    headings = {say(f"results-stage-{number}"): number for number in shown}
    headings |= {say(f"results-{name}"): RATES[name][0] for name in rates}
    parts = [found.whole, *found.parts]
    table = pd.DataFrame([_row(part, names, shown, rates) for part in parts])
    key = f"breakdown-{campaign_id}-{found.by}"

    def press() -> None:
        cells = st.session_state[key].selection.cells
        for row, heading in cells[:1]:
            if heading in headings:
                behind.ask(campaign_id, found, parts[row].key, headings[heading])

    st.dataframe(
        table,
        hide_index=True,
        key=key,
        column_config=columns_of(table) | _configs(shown, rates),
        on_select=press,
        selection_mode="single-cell",
    )
    csv_button(table, key="breakdown-csv", filename=f"delivery-by-{found.by}")


def _row(part: Part, names: Names, shown: list[Number], rates: list[str]) -> dict[str, Any]:
    told: dict[str, Any] = {say("results-part"): names[part.key]}
    told |= {say(f"results-stage-{number}"): part[number] for number in shown}
    return told | {say(f"results-{name}"): getattr(part, RATES[name][1]) for name in rates}


def _configs(shown: list[Number], rates: list[str]) -> dict[str, Any]:
    """Every heading says how its number is counted."""
    numbers = {
        say(f"results-stage-{number}"): st.column_config.NumberColumn(
            format="localized", help=say(f"results-stage-{number}-how")
        )
        for number in shown
    }
    return numbers | {
        say(f"results-{name}"): st.column_config.NumberColumn(
            format="percent", help=say(f"results-{name}-how")
        )
        for name in rates
    }


def _names(house: Cockpit, found: Breakdown) -> Names:
    """What the parts are called, by their keys; the whole, too."""
    named = {part.key: _name(house, found.by, part.key or "") for part in found.parts}
    return {found.whole.key: say("results-breakdown-whole"), **named}


def _name(house: Cockpit, by: By, key: str) -> str:
    if by is By.STEP:
        number, channel = step_of(key)
        return say("results-step-of", step=number, channel=say(f"editor-channel-{channel}"))
    if not key:
        return say(f"results-none-{by}")
    field = house.catalogue.fields.get(by)
    return field.shown(key, language()) if field is not None else key
