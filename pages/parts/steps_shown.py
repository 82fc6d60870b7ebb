"""The further steps of a campaign on its way, and stopping it for one account."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from core.campaigns.model import FIRST_STEP, OVER, Campaign
from core.cockpit import Cockpit
from core.delivery import holding, step_tables, tables
from core.delivery.model import Verdict
from core.delivery.step_tables import StepStanding, Stopped
from core.delivery.stopping import UNDER_WAY
from core.foundation import words
from pages.parts.campaign_messages import spoken_step
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.names import names
from pages.parts.plain import plain


def show_steps(house: Cockpit, campaign: Campaign) -> None:
    """How many accounts each further step went to, and why not to the others."""
    show_held(house, campaign)
    if not campaign.steps:
        return
    with house.store.reading() as tx:
        standings = step_tables.standings(tx, campaign)
        stops = step_tables.stopped(tx, campaign.id)
        people = names(tx)
    st.markdown(f"**{say('dispatches-steps')}**")
    show_grid(_standings(campaign, standings), key="dispatches-steps")
    if stops:
        with st.expander(say("dispatches-stopped-accounts", n=len(stops))):
            show_grid(_stops(house, stops, people), key="dispatches-stops")


def show_held(house: Cockpit, campaign: Campaign) -> None:
    """Each step that is held up, since nobody hears of what it waits for, or takes it."""
    if campaign.status in OVER:
        return
    for number, why in holding.held(campaign, reach_of(house)).items():
        st.warning(plain(told_held(campaign, number, why)), icon=":material/front_hand:")


def reach_of(house: Cockpit) -> holding.Reach:
    """The channels that are set up here, and what is told of a step that went."""
    return holding.Reach(frozenset(house.channels()), frozenset(house.ways.conditions()))


def told_held(campaign: Campaign, number: int, why: holding.Held) -> str:
    """Which step is held up and what to set up, in a sentence."""
    channel = say(f"audience-channel-{campaign.at_step(number).channel}")
    if why is holding.Held.CHANNEL:
        return say("dispatches-held-channel", n=number, channel=channel)
    condition = campaign.steps[number - FIRST_STEP - 1].condition
    return say("dispatches-held-condition", n=number, condition=condition)


def asks_account_stop(house: Cockpit, campaign: Campaign) -> tuple[str, str] | None:
    """The account that is to get nothing more, and why; none: nobody wants that."""
    if campaign.status not in UNDER_WAY:
        return None
    label, icon = say("dispatches-stop-account"), ":material/person_off:"
    with st.popover(label, icon=icon, width="stretch"):
        st.caption(say("dispatches-stop-account-about"))
        account_id = _choose_account(house)
        reason = st.text_input(
            say("dispatches-stop-reason"), key="stop-account-reason", max_chars=200
        )
        if st.button(
            say("dispatches-stop-account-now"),
            key="stop-account-now",
            type="primary",
            disabled=not account_id,
        ):
            return account_id, reason
    return None


def _choose_account(house: Cockpit) -> str:
    """The account that a name or a number finds; empty: none yet."""
    sought = st.text_input(say("dispatches-stop-account-search"), key="stop-account-search")
    found = _found(house, sought)
    if sought.strip() and not found:
        st.caption(say("dispatches-stop-account-nobody"))
    chosen = st.selectbox(
        say("dispatches-account"),
        list(found),
        format_func=lambda one: f"{found[one]} · {one}",
        key="stop-account",
    )
    return chosen or ""


def _found(house: Cockpit, sought: str) -> Mapping[str, str]:
    if not sought.strip() or house.warehouse.is_empty():
        return {}
    snapshot = house.warehouse.current()
    ids = [*tables.accounts_named(snapshot, sought), sought.strip()]
    return tables.account_names(snapshot, ids)


def _standings(campaign: Campaign, standings: Sequence[StepStanding]) -> pd.DataFrame:
    rows = [
        (
            spoken_step(campaign, one.number),
            *(one.decided.get(verdict, 0) for verdict in Verdict),
            one.waiting,
        )
        for one in standings
    ]
    columns = [
        say("dispatches-step"),
        *(say(f"delivery-step-{verdict}") for verdict in Verdict),
        say("dispatches-step-waiting"),
    ]
    table = pd.DataFrame(rows, columns=columns)
    # What befell nobody would push the rest off the screen.
    empty = [name for name in columns[1:-1] if not table[name].any()]
    return table.drop(columns=empty)


def _stops(house: Cockpit, stops: Sequence[Stopped], people: Mapping[str, str]) -> pd.DataFrame:
    known: Mapping[str, str] = {}
    if not house.warehouse.is_empty():
        wanted = {one.account_id for one in stops}
        known = tables.account_names(house.warehouse.current(), wanted)
    zone = house.settings.time_zone
    return pd.DataFrame(
        {
            say("dispatches-account"): [
                known.get(one.account_id, one.account_id) for one in stops
            ],
            say("dispatches-reason"): [say(f"delivery-stop-{one.reason}") for one in stops],
            say("dispatches-note"): [one.note for one in stops],
            say("dispatches-by"): [people.get(one.by, one.by) for one in stops],
            say("dispatches-when"): [words.moment(language(), one.at, zone) for one in stops],
        }
    )
