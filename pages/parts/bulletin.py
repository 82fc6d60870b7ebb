"""Results by e-mail: how often this person wants them, one at once, and what it says."""

from collections.abc import Callable

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.results import actions as results
from core.results import bulletin_records as records
from core.results.bulletins import HOUR, RHYTHMS, Bulletin, Choice, Rhythm, latest, made
from core.results.portfolio import Portfolio
from pages.parts.corner import LANGUAGES
from pages.parts.frame import language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

SHOWN = 10

Deed = Callable[[Cockpit, Person], None]


@st.fragment
def offer(house: Cockpit, person: Person, found: Portfolio) -> None:
    """Everything about bulletins, folded away below the campaigns, which a choice here does
    not read again."""
    if not person.may(Permission.READ_RESULTS):
        return
    with st.expander(say("bulletins-title"), icon=":material/mail:", key="bulletins"):
        _do_what_was_asked(house, person)
        st.markdown(plain(say("bulletins-what", address=person.email, hour=HOUR)))
        with house.store.reading() as tx:
            choice = records.choice_of(tx, person.id)
            sent = records.latest(tx, person.id, limit=SHOWN)
        _ask_how_often(house, choice)
        st.button(
            say("bulletins-now"),
            key="bulletin-now",
            icon=":material/send:",
            on_click=_note,
            args=(_ask_now,),
        )
        _preview(house, person, found)
        _history(house, sent)


def _note(deed: Deed) -> None:
    """A fragment says nothing from within a callback: its body does what was asked."""
    st.session_state["bulletin-deed"] = deed


def _do_what_was_asked(house: Cockpit, person: Person) -> None:
    deed: Deed | None = st.session_state.pop("bulletin-deed", None)
    if deed is not None:
        deed(house, person)


def _ask_how_often(house: Cockpit, choice: Choice | None) -> None:
    st.session_state.setdefault("bulletin-rhythm", choice.rhythm if choice else Rhythm.NONE)
    st.session_state.setdefault("bulletin-language", choice.language if choice else language())
    if choice is None and st.session_state.get("bulletin-spoken") != language():
        st.session_state["bulletin-spoken"] = st.session_state["bulletin-language"] = language()
    with st.container(horizontal=True, gap="large"):
        st.segmented_control(
            say("bulletins-rhythm"),
            RHYTHMS,
            format_func=lambda rhythm: say(f"bulletins-rhythm-{rhythm}"),
            key="bulletin-rhythm",
            required=True,
            on_change=_note,
            args=(_choose,),
        )
        st.segmented_control(
            say("bulletins-language"),
            list(LANGUAGES),
            format_func=LANGUAGES.__getitem__,
            key="bulletin-language",
            required=True,
            on_change=_note,
            args=(_choose,),
        )
    if choice is not None and choice.rhythm is not Rhythm.NONE:
        st.caption(_next(house, choice.rhythm))


def _choose(house: Cockpit, person: Person) -> None:
    rhythm = Rhythm(st.session_state["bulletin-rhythm"])
    wanted, now = st.session_state["bulletin-language"], house.clock.now()
    with refusals_shown():
        with house.transaction(person) as tx:
            results.choose_bulletin(tx, rhythm, wanted, by=person, at=now)
        st.toast(_next(house, rhythm), icon=":material/check:")


def _next(house: Cockpit, rhythm: Rhythm) -> str:
    """When the next one comes: the period that runs now is over then."""
    if rhythm is Rhythm.NONE:
        return say("bulletins-chosen-none")
    zone, now = house.settings.time_zone, house.clock.now()
    day = words.day(language(), latest(rhythm, now, zone).following(rhythm).end)
    return say(f"bulletins-chosen-{rhythm}", day=day, hour=HOUR)


def _ask_now(house: Cockpit, person: Person) -> None:
    wanted, zone = st.session_state["bulletin-language"], house.settings.time_zone
    with refusals_shown():
        with house.transaction(person) as tx:
            now = house.clock.now()
            results.ask_bulletin(tx, wanted, by=person, at=now, zone=zone)
        st.toast(plain(say("bulletins-asked", address=person.email)), icon=":material/send:")


def _preview(house: Cockpit, person: Person, found: Portfolio) -> None:
    rhythm = Rhythm(st.session_state["bulletin-rhythm"])
    rhythm = Rhythm.NOW if rhythm is Rhythm.NONE else rhythm
    now, wanted = house.clock.now(), st.session_state["bulletin-language"]
    choice = Choice(person.id, rhythm, wanted, now)
    sample = made(choice, latest(Rhythm.NOW, now, house.settings.time_zone), at=now)
    with house.store.reading() as tx:
        told = house.mailing().told(tx, sample, found)
    st.caption(say("bulletins-preview"))
    with st.container(border=True, key="bulletin-preview"):
        st.markdown(f"**{plain(told.subject)}**")
        st.text(told.text)


def _history(house: Cockpit, sent: list[Bulletin]) -> None:
    if not sent:
        return
    st.caption(say("bulletins-history"))
    zone = house.settings.time_zone
    rows = [
        (
            f"{words.day(language(), one.period.start)} – "
            f"{words.day(language(), one.period.last)}",
            say(f"bulletins-rhythm-{one.rhythm}"),
            words.moment(language(), one.sent_at or one.made_at, zone),
            say(f"bulletins-state-{one.state}"),
        )
        for one in sent
    ]
    names = ("period", "kind", "made", "state")
    show_grid(
        pd.DataFrame(rows, columns=[say(f"bulletins-{name}") for name in names]),
        key="bulletin-history",
    )
