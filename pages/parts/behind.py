"""The messages behind a number of a delivery: which ones, in a list, and as a file."""

from collections.abc import Mapping
from functools import partial

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.cockpit import Cockpit
from core.delivery import tables
from core.people.model import Permission, Person
from core.results import actions as results
from core.results import behind
from core.results.behind import Behind, Order, Sought
from core.results.breakdown import Breakdown, By
from core.results.counting import Number
from core.segments.bits import Bits
from core.segments.exporting import MIME, WRITERS, Format
from pages.parts.dispatches import PAGE, messages_table
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

ALWAYS = (Number.QUEUED, Number.SENT, Number.DELIVERED)
FORMATS = (Format.CSV, Format.XLSX)

Names = Mapping[str | None, str]
Chosen = tuple[Number, By, str | None]


def numbers(found: Breakdown) -> list[Number]:
    """The numbers that are shown: what every delivery has, and what this one has any of."""
    return [number for number in Number if number in ALWAYS or found.whole[number]]


def ask(campaign_id: str, found: Breakdown, key: str | None, number: Number) -> None:
    """Somebody pressed a number: show its messages."""
    place = _place(campaign_id, found.by)
    st.session_state[f"{place}-part"] = key
    st.session_state[f"{place}-number"] = number


def choose(person: Person, found: Breakdown, names: Names, campaign_id: str) -> Chosen | None:
    """Which number of which part somebody wants to see the messages of; none yet."""
    if not person.may(Permission.SEE_ACCOUNTS):
        return None
    place = _place(campaign_id, found.by)
    left, right = st.columns(2)
    number = left.selectbox(
        say("results-behind"),
        numbers(found),
        index=None,
        format_func=lambda one: say(f"results-stage-{one}"),
        placeholder=say("results-behind-which"),
        key=f"{place}-number",
    )
    key = right.selectbox(
        say("results-part"), list(names), format_func=names.__getitem__, key=f"{place}-part"
    )
    return None if number is None else (number, found.by, key)


def show(house: Cockpit, person: Person, wanted: Behind, members: Mapping[str, Bits]) -> None:
    """The messages: searched, in the order asked for, page by page, and as a file."""
    wanted = _narrowed(house, wanted, members)
    sought, order = _filters(house, person)
    with house.store.reading() as tx:
        count = behind.count(tx, wanted, sought, by=person)
    st.caption(say("dispatches-found", n=count))
    if not count:
        st.info(say("results-behind-nothing"), icon=":material/search_off:")
        return
    place = st.pagination(-(-count // PAGE), key="behind-page") if count > PAGE else 1
    with house.store.reading() as tx:
        rows = behind.some(
            tx,
            wanted,
            sought,
            by=person,
            order=order,
            limit=PAGE,
            offset=(place - 1) * PAGE,
        )
    show_grid(messages_table(house, person, rows), key="behind-table")
    _offer(house, person, wanted, sought, count)


def _narrowed(house: Cockpit, wanted: Behind, members: Mapping[str, Bits]) -> Behind:
    if house.warehouse.is_empty():
        return wanted
    with house.store.reading() as tx:
        ids = behind.narrowed(
            tx, wanted, house.warehouse.current(), members.get(wanted.key or "")
        )
    return Behind(**vars(wanted) | {"account_ids": ids})


def _filters(house: Cockpit, person: Person) -> tuple[Sought, Order]:
    left, right = st.columns([3, 2])
    is_open = person.may(Permission.SEE_PERSONAL)
    asked = left.text_input(
        say("dispatches-search"),
        key="behind-search",
        placeholder=say("dispatches-search-hint" if is_open else "results-behind-search-hint"),
        icon=":material/search:",
        max_chars=120,
    )
    order = right.selectbox(
        say("results-order"),
        list(Order),
        format_func=lambda one: say(f"results-order-{one}"),
        key="behind-order",
    )
    accounts: tuple[str, ...] = ()
    if asked.strip() and not house.warehouse.is_empty():
        accounts = tuple(tables.accounts_named(house.warehouse.current(), asked))
    return Sought(asked, accounts, with_addresses=is_open), order or Order.LATEST


def _offer(house: Cockpit, person: Person, wanted: Behind, sought: Sought, count: int) -> None:
    """The files, each made when it is asked for; a very long list has to be narrowed first."""
    if not person.may(Permission.EXPORT):
        return
    if count > results.MOST_TAKEN:
        most = results.MOST_TAKEN
        st.caption(say("results-too-many-messages", count=count, most=most))
        return
    with st.container(horizontal=True):
        for kind in FORMATS:
            st.download_button(
                say(f"library-export-format-{kind}"),
                data=partial(_file, house, person, wanted, sought, count, kind),
                file_name=f"{say('dispatches-file')}.{kind}",
                mime=MIME[kind],
                key=f"behind-{kind}",
                icon=":material/download:",
                on_click="ignore",
            )
    if not person.may(Permission.SEE_PERSONAL):
        st.caption(say("library-export-masked"))


def _file(
    house: Cockpit, person: Person, wanted: Behind, sought: Sought, count: int, kind: Format
) -> bytes:
    with house.transaction(person) as tx:
        results.take_messages(tx, wanted, count, kind, by=person, at=house.clock.now())
    with house.store.reading() as tx:
        latest, most = Order.LATEST, results.MOST_TAKEN
        rows = behind.some(tx, wanted, sought, by=person, order=latest, limit=most)
    table: pd.DataFrame = messages_table(house, person, rows)
    columns = {name: name for name in table.columns}
    return WRITERS[kind](pa.Table.from_pandas(table, preserve_index=False), columns)


def _place(campaign_id: str, by: By) -> str:
    """Of each language its own: a choice stands in the words it was made in."""
    return f"behind-{campaign_id}-{by}-{language()}"
