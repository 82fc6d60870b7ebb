"""The list of addresses nobody writes to: searched, added to, lifted from."""

import re
from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.consent import records
from core.consent.model import Reason, Suppression, address_key
from core.foundation import words
from core.people.model import Permission, Person
from core.store.store import Tx
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.plain import plain
from pages.parts.veil import veiled

PAGE = 20
MOST = 5_000  # in the list and its file
# What the worker noted: which dispatch, and what the other server answered.
DISPATCH = re.compile(r"^dispatch \w+(: )?")
BY_PEOPLE = (Reason.BY_HAND, Reason.LEGAL, Reason.UNSUBSCRIBED, Reason.COMPLAINT)

Suppress = Callable[[str, Reason, str], None]
Lift = Callable[[Suppression, str], None]


def draw_form(suppress: Suppress) -> None:
    """An address, why, and where we know it from."""
    with st.form("suppress", clear_on_submit=False):
        left, middle, right = st.columns([4, 3, 4])
        address = left.text_input(say("consent-address"), key="suppress-address")
        reason = middle.selectbox(
            say("consent-reason"),
            BY_PEOPLE,
            format_func=lambda one: say(f"consent-reason-{one}"),
            key="suppress-reason",
        )
        source = right.text_input(
            say("consent-source"),
            placeholder=say("consent-source-example"),
            key="suppress-source",
            max_chars=200,
        )
        if st.form_submit_button(say("consent-suppress"), icon=":material/block:"):
            suppress(address or "", Reason(reason), source or "")


def draw_list(house: Cockpit, person: Person, lift: Lift) -> None:
    """What stands, newest first; with the lifted ones, if asked.

    Whoever may not see addresses finds one by the whole of it, and sees it masked.
    """
    with st.container(horizontal=True, vertical_alignment="bottom"):
        search = st.text_input(
            say("consent-search"), key="consent-search", icon=":material/search:"
        )
        lifted = st.toggle(say("consent-lifted-too"), key="consent-lifted")
    with house.store.reading() as tx:
        found = _found(tx, person, search or "", standing_only=not lifted)
        named = names(tx)
        standing = records.count_standing(tx)
    st.caption(say("consent-count", shown=len(found), all=standing))
    if not found:
        st.info(say("consent-none"), icon=":material/check:")
        return
    pages = -(-len(found) // PAGE)
    place = st.pagination(pages, key=f"consent-page-{search}-{lifted}") if pages > 1 else 1
    for order in found[(place - 1) * PAGE : place * PAGE]:
        _draw_row(house, order, named, person, lift)
    csv_button(_table(house, found, named, person), key="consent-csv", filename="suppressions")


def _found(tx: Tx, person: Person, search: str, *, standing_only: bool) -> list[Suppression]:
    found = records.found(tx, words=search, standing_only=standing_only, limit=MOST)
    if person.may(Permission.SEE_PERSONAL) or not search.strip():
        return found
    return [one for one in found if one.address == address_key(one.channel, search)]


def _draw_row(
    house: Cockpit, order: Suppression, named: dict[str, str], person: Person, lift: Lift
) -> None:
    address, reason, when, deed = st.columns([6, 5, 5, 3], vertical_alignment="center")
    shown = veiled(order.address, person)
    address.text(shown)
    spoken = say(f"consent-reason-{order.reason}")
    source = veiled(DISPATCH.sub("", order.source), person)
    reason.caption(plain(f"{spoken} · {source}" if source else spoken))
    when.caption(plain(_spoken_when(house, order, named)))
    if not order.stands:
        deed.badge(say("consent-is-lifted"), color="gray")
        return
    with deed.popover(say("consent-lift"), icon=":material/lock_open:"):
        st.write(say("consent-lift-asks", address=plain(shown)))
        note = st.text_input(say("consent-note"), key=f"note-{order.id}", max_chars=200)
        if st.button(say("consent-lift-now"), key=f"lift-{order.id}", type="primary"):
            lift(order, note or "")


def _spoken_when(house: Cockpit, order: Suppression, named: dict[str, str]) -> str:
    moment = words.moment(language(), order.suppressed_at, house.settings.time_zone)
    return f"{moment} · {named.get(order.suppressed_by, order.suppressed_by)}"


def _table(
    house: Cockpit, found: list[Suppression], named: dict[str, str], person: Person
) -> pd.DataFrame:
    rows = [
        (
            veiled(one.address, person),
            say(f"consent-reason-{one.reason}"),
            veiled(one.source, person),
            _spoken_when(house, one, named),
        )
        for one in found
    ]
    keys = ("address", "reason", "source", "when")
    return pd.DataFrame(rows, columns=[say(f"consent-{key}") for key in keys])
