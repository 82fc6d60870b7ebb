"""The furniture of single messages: the list with its filters, and the counts by domain."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.delivery import tables
from core.delivery.model import REACHED, Counts, Dispatch, State
from core.delivery.tables import Progress
from core.foundation import words
from core.people import actions as people
from core.people.model import Person
from pages.parts.downloads import csv_button, safe_csv
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.state_words import spoken_of, spoken_state
from pages.parts.veil import veiled

PAGE = 50
MOST_IN_FILE = 200_000
WIDTHS = {"dispatches-address": 220, "dispatches-account": 180, "dispatches-reason": 190}


def tab_names(house: Cockpit, now: Progress) -> list[str]:
    """The four lists, those with something to do with their count."""
    doubts = now.counts[State.UNCONFIRMED]
    in_doubt = say("dispatches-tab-doubts")
    return [
        say("dispatches-tab-messages"),
        f"{in_doubt} · {words.number(language(), doubts)}" if doubts else in_doubt,
        say("dispatches-tab-domains"),
        say("dispatches-tab-caught"),
    ]


def show(house: Cockpit, person: Person, campaign: Campaign, now: Progress) -> None:
    """Every message with its state and the reason for it; filtered, page by page."""
    if not now.counts.total:
        st.caption(say("dispatches-none-yet"))
        return
    found, left, right = _filters(now), *st.columns([3, 1], vertical_alignment="bottom")
    states, sought = found
    accounts = _accounts_named(house, sought)
    wanted: dict[str, Any] = {"states": states, "words": sought, "accounts": accounts}
    with house.store.reading() as tx:
        count = tables.count(tx, campaign.id, **wanted)
    left.caption(say("dispatches-found", n=count))
    if not count:
        st.info(say("dispatches-nothing-found"), icon=":material/search_off:")
        return
    place = st.pagination(-(-count // PAGE), key="dispatches-page") if count > PAGE else 1
    with house.store.reading() as tx:
        rows = tables.some(tx, campaign.id, **wanted, limit=PAGE, offset=(place - 1) * PAGE)
    table = messages_table(house, person, rows)
    shown = _narrowed(table, campaign)
    show_grid(shown, key="dispatches-table", **_widths(shown))
    _show_download(partial(_file, house, person, campaign, wanted), right)


def show_domains(house: Cockpit, campaign: Campaign) -> None:
    """How it goes with each step and channel, and with the mailboxes of each domain."""
    with house.store.reading() as tx:
        channels = tables.by_channel(tx, campaign.id)
        domains = tables.by_domain(tx, campaign.id)
        reasons = tables.reasons(tx, campaign.id)
    if not channels:
        st.caption(say("dispatches-none-yet"))
        return
    if reasons:
        show_grid(_reasons(reasons), key="dispatches-reasons")
    else:
        st.caption(f":material/check_circle: {say('dispatches-no-reasons')}")
    named = {
        say(
            "results-step-of", step=one.step, channel=say(f"editor-channel-{one.channel}")
        ): one.counts
        for one in channels
    }
    show_grid(_counts(say("results-by-step"), named), key="dispatches-channels")
    if domains:
        own = {one.domain: one.counts for one in domains}
        table = _counts(say("dispatches-domain"), own)
        show_grid(table, key="dispatches-domains")
        csv_button(table, key="domains-csv", filename=say("dispatches-domains-file"))


def _counts(heading: str, named: Mapping[str, Counts]) -> pd.DataFrame:
    """A row for each name: how many there are, and how far they are."""
    each = named.values()
    return pd.DataFrame(
        {
            heading: list(named),
            say("dispatches-messages"): [one.total for one in each],
            say("delivery-state-sent"): [one.of(REACHED) for one in each],
            say("delivery-state-bounced"): [one[State.BOUNCED] for one in each],
            say("delivery-state-failed"): [one[State.FAILED] for one in each],
            say("delivery-state-unconfirmed"): [one[State.UNCONFIRMED] for one in each],
            say("dispatches-waiting"): [one.moving for one in each],
        }
    )


def account_names(house: Cockpit, rows: Sequence[Dispatch]) -> dict[str, str]:
    """The names of the accounts written to, of those that client data knows today."""
    if house.warehouse.is_empty():
        return {}
    wanted = {row.account_id for row in rows}
    return tables.account_names(house.warehouse.current(), wanted)


def _filters(now: Progress) -> tuple[list[State], str]:
    left, right = st.columns([2, 3])
    sought = left.text_input(
        say("dispatches-search"),
        key="dispatches-search",
        placeholder=say("dispatches-search-hint"),
        icon=":material/search:",
    )
    there = [state for state in State if now.counts[state]]
    states = right.pills(
        say("dispatches-states"),
        there,
        selection_mode="multi",
        format_func=lambda state: spoken_of(now.campaign, state),
        key="dispatches-states",
    )
    return list(states), sought


def _accounts_named(house: Cockpit, sought: str) -> list[str]:
    if not sought.strip() or house.warehouse.is_empty():
        return []
    return tables.accounts_named(house.warehouse.current(), sought)


def messages_table(house: Cockpit, person: Person, rows: Sequence[Dispatch]) -> pd.DataFrame:
    """All that is known of each message; addresses masked for whoever may not see them."""
    names, zone = account_names(house, rows), house.settings.time_zone

    def moment(row: Dispatch) -> str:
        at = row.settled_at or row.not_before
        return words.moment(language(), at, zone)

    columns: dict[str, list[Any]] = {
        "dispatches-address": [veiled(row.address, person) for row in rows],
        "dispatches-account": [names.get(row.account_id, row.account_id) for row in rows],
        "results-channel": [say(f"editor-channel-{row.channel}") for row in rows],
        "dispatches-step": [row.step for row in rows],
        "dispatches-state": [spoken_state(row.state, row.channel) for row in rows],
        "dispatches-when": [moment(row) for row in rows],
        "dispatches-reason": [reason_of(row) for row in rows],
        "dispatches-attempts": [row.attempts for row in rows],
        "dispatches-answer": [veiled(row.answer, person) for row in rows],
        "dispatches-number": [row.id for row in rows],
    }
    return pd.DataFrame({say(key): values for key, values in columns.items()})


def _narrowed(table: pd.DataFrame, campaign: Campaign) -> pd.DataFrame:
    """The list without what says nothing here, so that it fits a screen; a file has it all."""
    alike = () if campaign.steps else (say("results-channel"), say("dispatches-step"))
    empty = [name for name in table.columns if not table[name].astype(str).str.strip().any()]
    return table.drop(columns={*alike, *empty, say("dispatches-number")})


def _widths(table: pd.DataFrame) -> dict[str, Any]:
    """How wide what is long may be, in pixels, where a reason has to find room beside it."""
    if say("dispatches-reason") not in table.columns:
        return {}
    return {say(key): st.column_config.Column(width=pixels) for key, pixels in WIDTHS.items()}


def reason_of(row: Dispatch) -> str:
    """Why a message is where it is, in words."""
    return say(f"delivery-reason-{row.reason}") if row.reason else ""


def _reasons(reasons: Sequence[tuple[State, Any, int]]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            say("dispatches-state"): [
                say(f"delivery-state-{state}") for state, _, _ in reasons
            ],
            say("dispatches-reason"): [say(f"delivery-reason-{why}") for _, why, _ in reasons],
            say("dispatches-messages"): [count for _, _, count in reasons],
        }
    )


def _file(
    house: Cockpit, person: Person, campaign: Campaign, wanted: Mapping[str, Any]
) -> bytes:
    """All that states and search find, for whoever may still see it when they ask."""
    with house.store.reading() as tx:
        people.check_still(tx, person)
        rows = tables.some(tx, campaign.id, **wanted, limit=MOST_IN_FILE)
    return safe_csv(messages_table(house, person, rows))


def _show_download(made: Callable[[], bytes], place: Any) -> None:
    """The file, made when it is asked for."""
    place.download_button(
        say("charts-csv"),
        data=made,
        file_name=f"{say('dispatches-file')}.csv",
        mime="text/csv",
        key="dispatches-csv",
        icon=":material/download:",
        on_click="ignore",
        width="stretch",
    )
