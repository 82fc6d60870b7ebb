"""The furniture of the call list: its filters, its counts, and the list itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from core.campaigns import records as campaigns
from core.cockpit import Cockpit
from core.delivery.calls import records
from core.delivery.calls.model import Call, Wanted
from core.foundation import words
from core.people import records as people
from core.people.model import Person, Role
from pages.parts.frame import language, say

SHOWN = 50
HEIGHT, ROW, BORDER = 460, 35, 3  # pixels
CALL = "call"  # what the address bar calls the chosen one
VIEWS = ("open", "today", "done")


@dataclass(frozen=True)
class Found:
    """The calls of a page of the list; `is_any`: whether there ever was one."""

    calls: Sequence[Call]
    count: int
    is_any: bool


def draw_filters(house: Cockpit, person: Person) -> Wanted:
    """Search, whose calls, which of them, and of which campaign."""
    with house.store.reading() as tx:
        with_calls = records.campaigns_with_calls(tx)
        named = {
            str(one.id): one.name for one in campaigns.everything(tx) if one.id in with_calls
        }
        keepers = keepers_here(people.everyone(tx))
    # Their labels stand on one line; what they choose with is not equally high.
    with st.container(horizontal=True, vertical_alignment="top"):
        search, campaign, view = _draw_search(), _draw_campaigns(named), _draw_views()
    everybody = st.toggle(
        say("calls-everybody"), value=person.name not in keepers, key="calls-everybody"
    )
    return Wanted(
        words=search,
        campaign_id=campaign,
        keeper="" if everybody else person.name,
        keepers=keepers,
        is_open=view != "done",
        due_until=house.today() if view == "today" else None,
    )


def _draw_search() -> str:
    search = st.text_input(
        say("calls-search"),
        key="calls-search",
        placeholder=say("calls-search-hint"),
        icon=":material/search:",
    )
    return search or ""


def _draw_campaigns(named: Mapping[str, str]) -> str:
    campaign = st.selectbox(
        say("calls-campaign"),
        ["", *named],
        format_func=lambda one: named.get(one) or say("calls-every-campaign"),
        key="calls-campaign",
    )
    return campaign or ""


def _draw_views() -> str:
    return st.segmented_control(
        say("calls-which"),
        VIEWS,
        default=VIEWS[0],
        required=True,
        format_func=lambda one: say(f"calls-which-{one}"),
        key="calls-which",
    )


def keepers_here(everyone: Sequence[Person]) -> frozenset[str]:
    """The account managers who work here, by the name client data may have for them."""
    keeping = (one for one in everyone if one.is_active and Role.ACCOUNT_MANAGER in one.roles)
    return frozenset(one.name for one in keeping)


def found(house: Cockpit, wanted: Wanted) -> Found:
    """The calls somebody wants to see, page by page."""
    with house.store.reading() as tx:
        count = records.count(tx, wanted)
        is_any = bool(count or records.count(tx, Wanted(is_open=None)))
    pages = -(-count // SHOWN)
    place = st.session_state.get("calls-page", 1)
    offset = (min(place, max(pages, 1)) - 1) * SHOWN
    with house.store.reading() as tx:
        return Found(records.found(tx, wanted, limit=SHOWN, offset=offset), count, is_any)


def draw_counts(house: Cockpit, wanted: Wanted) -> None:
    """How many wait, and how many of them today or longer."""
    waiting = replace(wanted, is_open=True, due_until=None)
    with house.store.reading() as tx:
        waits = records.count(tx, waiting)
        due = records.count(tx, replace(waiting, due_until=house.today()))
    st.caption(say("calls-counts", waits=waits, due=due))


def show_empty(wanted: Wanted, *, is_any: bool) -> None:
    """One sentence: there never was a call, all is done, or nothing fits."""
    if not is_any:
        st.info(say("calls-none"), icon=":material/call:")
    elif wanted.words or wanted.campaign_id or not wanted.is_open or wanted.keeper:
        st.info(say("calls-nothing-found"), icon=":material/search_off:")
    else:
        st.success(say("calls-all-done"), icon=":material/task_alt:")


def choose(house: Cockpit, here: Found) -> Call | None:
    """The list; the chosen call is that of the address bar or, where it names none, the first.

    A call that the address bar names is shown though it is not on the page of the list; one
    that is gone is said to be gone, and no other stands in for it.
    """
    if here.calls:
        _draw_table(house, here)
    wanted = st.query_params.get(CALL, "")
    if not wanted:
        return next(iter(here.calls), None)
    listed = next((one for one in here.calls if one.dispatch_id == wanted), None)
    chosen = listed or _kept(house, wanted)
    if chosen is None:
        st.warning(say("calls-gone"), icon=":material/search_off:")
    return chosen


def after(here: Found, call: Call) -> str:
    """The call that follows one in the list; empty: it was the last, or is not in it."""
    ids = [str(one.dispatch_id) for one in here.calls]
    if call.dispatch_id not in ids:
        return ""
    place = ids.index(call.dispatch_id)
    return next(iter([*ids[place + 1 :], *ids[:place]]), "")


def _draw_table(house: Cockpit, here: Found) -> None:
    ids = [str(call.dispatch_id) for call in here.calls]
    st.dataframe(
        _table(here.calls, house.today()),
        hide_index=True,
        height=min(HEIGHT, ROW * (len(ids) + 1) + BORDER),
        key="calls-table",
        on_select=lambda: _mark(ids),
        selection_mode="single-row",
        column_config={say("calls-column-company"): st.column_config.Column(width=150)},
    )
    if here.count > SHOWN:
        st.pagination(-(-here.count // SHOWN), key="calls-page")


def _kept(house: Cockpit, dispatch_id: str) -> Call | None:
    if not dispatch_id.isprintable():  # PostgreSQL refuses a NUL
        return None
    with house.store.reading() as tx:
        return records.get(tx, dispatch_id)


def _mark(ids: Sequence[str]) -> None:
    rows = st.session_state["calls-table"].selection.rows
    if rows and rows[0] < len(ids):
        st.query_params[CALL] = ids[rows[0]]


def _table(calls: Sequence[Call], today: date) -> pd.DataFrame:
    columns = {
        "calls-column-due": [_due(call, today) for call in calls],
        "calls-column-company": [call.company for call in calls],
        "calls-column-name": [call.name for call in calls],
        "calls-column-topic": [call.title for call in calls],
    }
    if any(not call.is_open for call in calls):
        columns["calls-column-result"] = [
            say(f"calls-result-{call.result}") if call.result else "" for call in calls
        ]
    return pd.DataFrame({say(key): values for key, values in columns.items()})


def _due(call: Call, today: date) -> str:
    day = words.day(language(), call.due_on)
    return f"⚠ {day}" if call.is_open and call.due_on < today else day
