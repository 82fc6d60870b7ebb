"""The furniture of letters: a card for each batch, and where returned mail is noted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from core.campaigns import records as campaigns
from core.cockpit import Cockpit
from core.delivery.paper import post
from core.delivery.paper import records as post_records
from core.delivery.paper import sheets as post_sheets
from core.delivery.paper.model import LONGEST_NOTE, Counted
from core.foundation import words
from core.people.model import Person
from core.segments.exporting import MIME, Format
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.plain import plain

SHOWN = 30


@dataclass(frozen=True)
class Returned:
    """A letter that somebody holds in their hand again."""

    number: str
    note: str


def all_of(house: Cockpit) -> list[Counted]:
    """Every batch, those that wait for the post first."""
    with house.store.reading() as tx:
        return post_records.batches(tx)


def asks_posting(house: Cockpit, person: Person, batches: Sequence[Counted]) -> Counted | None:
    """Show the batches; the one that just went to the post, if any."""
    with house.store.reading() as tx:
        campaign_names = {one.id: one.name for one in campaigns.everything(tx)}
        people = names(tx)
    asked = None
    for one in batches[:SHOWN]:
        with st.container(border=True):
            _show(house, one, campaign_names.get(one.batch.campaign_id, ""), people)
            with st.container(horizontal=True, vertical_alignment="center"):
                _offer_files(house, person, one)
                if not one.batch.is_posted and _is_posted(one):
                    asked = one
    if len(batches) > SHOWN:
        st.caption(say("letters-more", n=len(batches) - SHOWN))
    return asked


def asks_return() -> Returned | None:
    """The form for a letter that came back, filled in and sent off."""
    st.subheader(say("letters-return"), anchor=False)
    count = st.session_state.get("letters-noted", 0)
    form = st.form(f"letters-return-{count}", border=False)
    with form, st.container(horizontal=True, vertical_alignment="bottom"):
        number = st.text_input(
            say("letters-number"),
            key=f"letters-number-{count}",
            placeholder=say("letters-number-example"),
        )
        note = st.text_input(
            say("letters-note"),
            key=f"letters-note-{count}",
            max_chars=LONGEST_NOTE,
            placeholder=say("letters-note-hint"),
        )
        is_sent = st.form_submit_button(
            say("letters-note-return"), key=f"letters-note-return-{count}"
        )
    return Returned(number, note) if is_sent and number.strip() else None


def noted() -> None:
    """Empty the form for the next letter."""
    st.session_state["letters-noted"] = st.session_state.get("letters-noted", 0) + 1


def _show(house: Cockpit, one: Counted, campaign: str, people: Mapping[str, str]) -> None:
    day = words.day(language(), one.batch.made_on)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{plain(campaign)}**", width="stretch")
        if one.batch.is_posted:
            st.badge(say("letters-is-posted"), color="green", icon=":material/check:")
        else:
            st.badge(say("letters-waits"), color="orange", icon=":material/schedule:")
    st.caption(plain(say("letters-counts", n=one.letters, pages=one.pages, day=day)))
    if one.batch.posted_at is not None:
        moment = words.moment(language(), one.batch.posted_at, house.settings.time_zone)
        who = people.get(one.batch.posted_by or "", one.batch.posted_by or "")
        told = say("letters-posted-by", moment=moment, person=who, returned=one.returned)
        st.caption(plain(told))


def _offer_files(house: Cockpit, person: Person, one: Counted) -> None:
    name = one.batch.id
    st.download_button(
        say("letters-pdf"),
        data=partial(_pdf, house, person, name),
        file_name=f"{name}.pdf",
        mime="application/pdf",
        key=f"letters-pdf-{name}",
        icon=":material/print:",
        on_click="ignore",
    )
    st.download_button(
        say("letters-sheet"),
        data=partial(_sheet, house, person, name, language()),
        file_name=f"{name}.xlsx",
        mime=MIME[Format.XLSX],
        key=f"letters-sheet-{name}",
        icon=":material/contact_mail:",
        on_click="ignore",
    )


def _pdf(house: Cockpit, person: Person, batch_id: str) -> bytes:
    with house.transaction(person) as tx:
        letters = post.take_out(tx, batch_id, by=person, at=house.clock.now())
    return post_sheets.merged(letters, house.settings.letters)


def _sheet(house: Cockpit, person: Person, batch_id: str, spoken: str) -> bytes:
    with house.transaction(person) as tx:
        letters = post.take_out(tx, batch_id, by=person, at=house.clock.now())
    return post_sheets.addresses(letters, spoken)


def _is_posted(one: Counted) -> bool:
    """Ask with the exact count before what cannot be taken back."""
    with st.popover(say("letters-hand-over"), icon=":material/local_post_office:"):
        st.write(say("letters-hand-over-asks", n=one.letters))
        key = f"letters-post-{one.batch.id}"
        return st.button(say("letters-hand-over-now"), key=key, type="primary")
