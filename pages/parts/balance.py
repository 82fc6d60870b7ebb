"""From the audience to the messages of a campaign, in a table that adds up."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.campaigns.model import Campaign, Status
from core.cockpit import Cockpit
from core.delivery import balance, tables
from core.delivery.balance import Lot, Placed, Share
from core.foundation import words
from core.people.model import Person
from pages.parts.campaign_messages import spoken_step
from pages.parts.frame import language, say, still_here
from pages.parts.grids import show_grid
from pages.parts.veil import veiled

PAGE = 50
EVERY = "5s"


def show(house: Cockpit, person: Person, campaign: Campaign) -> None:
    """How many contacts each step could go to, and where each of them is; told anew while the
    campaign is on its way."""

    def draw() -> None:
        still_here(person)
        _show(house, person, campaign)

    is_moving = campaign.status in (Status.PREPARING, Status.SENDING)
    st.fragment(draw, run_every=EVERY if is_moving else None)()


def _show(house: Cockpit, person: Person, campaign: Campaign) -> None:
    with house.store.reading() as tx:
        shares = balance.shares(tx, campaign)
    total, sent = sum(one.total for one in shares), sum(one.messages for one in shares)
    if not total:
        return
    st.markdown(f"**{say('dispatches-balance')}**")
    st.caption(say("dispatches-balance-about", n=total, messages=sent, others=total - sent))
    show_grid(_table(campaign, shares), key="dispatches-balance")
    with st.expander(say("dispatches-balance-who"), icon=":material/groups:"):
        _show_who(house, person, campaign, shares)


def _table(campaign: Campaign, shares: Sequence[Share]) -> pd.DataFrame:
    """A row for each step, and one for all; a column for each lot that there is."""
    there = [lot for lot in Lot if any(lot in one.lots for one in shares)]
    called = [spoken_step(campaign, one.step) for one in shares]
    rows = [[one.total, *(one.lots.get(lot, 0) for lot in there)] for one in shares]
    if len(shares) > 1:
        called.append(say("dispatches-balance-all"))
        rows.append([sum(column) for column in zip(*rows, strict=True)])
    columns = [
        say("dispatches-balance-audience"),
        *(say(f"delivery-lot-{lot}") for lot in there),
    ]
    table = pd.DataFrame(rows, columns=columns)
    table.insert(0, say("dispatches-step"), called)
    return table


def _show_who(
    house: Cockpit, person: Person, campaign: Campaign, shares: Sequence[Share]
) -> None:
    """The contacts behind one number, page by page."""
    parts = [(one, lot) for one in shares for lot in one.lots]
    chosen = st.selectbox(
        say("dispatches-balance-which"),
        range(len(parts)),
        format_func=lambda place: _part(campaign, *parts[place]),
        key=f"balance-part-{campaign.id}",
    )
    share, lot = parts[chosen]
    count = share.lots[lot]
    key = f"balance-page-{campaign.id}-{share.step}-{lot}"
    place = st.pagination(-(-count // PAGE), key=key) if count > PAGE else 1
    with house.store.reading() as tx:
        rows = balance.placed(
            tx, campaign, share.step, lot, limit=PAGE, offset=(place - 1) * PAGE
        )
    show_grid(_people(house, person, rows), key="dispatches-balance-who")


def _people(house: Cockpit, person: Person, rows: Sequence[Placed]) -> pd.DataFrame:
    known: dict[str, str] = {}
    if not house.warehouse.is_empty():
        wanted = {row.account_id for row in rows}
        known = tables.account_names(house.warehouse.current(), wanted)
    found = pd.DataFrame(
        {
            say("dispatches-account"): [
                known.get(row.account_id, row.account_id) for row in rows
            ],
            say("dispatches-address"): [veiled(row.address, person) for row in rows],
            say("dispatches-state"): [
                say(f"delivery-state-{row.state}") if row.state else "" for row in rows
            ],
            say("dispatches-reason"): [
                say(f"delivery-reason-{row.reason}") if row.reason else "" for row in rows
            ],
        }
    )
    return found.loc[:, found.astype(bool).any()]


def _part(campaign: Campaign, one: Share, lot: Lot) -> str:
    count = words.number(language(), one.lots[lot])
    step = spoken_step(campaign, one.step)
    return f"{step} · {say(f'delivery-lot-{lot}')} · {count}"
