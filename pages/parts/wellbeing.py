"""The furniture of the health page: parts of the house, the base's freshness, the journal."""

from typing import Any

import pandas as pd
import streamlit as st

from core.campaigns import records as campaigns
from core.campaigns.model import ON_ITS_WAY, SUBMITTED
from core.cockpit import Cockpit
from core.delivery import holding, tables
from core.door.health import examined
from core.foundation import words
from core.journal import actions as journal
from core.journal import records as entries
from core.people.model import Person
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.journal_entries import entries_table
from pages.parts.plain import plain
from pages.parts.steps_shown import reach_of, told_held

SHOWN_ENTRIES = 200
STILL_TO_GO = SUBMITTED | ON_ITS_WAY


def show_parts(house: Cockpit) -> None:
    """A tile for each part of the house."""
    facts = examined(house)
    with st.container(horizontal=True):  # no word is cut: a tile is as wide as it needs
        for part, word in facts.items():
            tile(say(f"health-part-{part}"), word)
    for part, word in facts.items():
        if part != "status" and word not in ("ok", "partly"):
            st.warning(_advice(house, part, word), icon=":material/build:")


def _advice(house: Cockpit, part: str, word: str) -> str:
    """What is wrong with a part, since when, and what to do about it."""
    if part != "worker":
        return say(f"health-advice-{part}-{word}")
    with house.store.reading() as tx:
        latest = tables.worker(tx, at=house.clock.now()).latest
    if latest is None:
        return say("health-advice-worker-never")
    moment = words.moment(language(), latest.beat_at, house.settings.time_zone)
    return say(f"health-advice-worker-{word}", moment=moment)


def tile(label: str, word: str) -> None:
    """How a part is, in a word."""
    st.metric(label, say(f"health-word-{word}"), border=True, width="content")


def show_senders(house: Cockpit) -> None:
    """Every program that sends, or should; a warning where one is silent."""
    with house.store.reading() as tx:
        senders = tables.senders(tx)
    if not senders:
        return
    st.subheader(say("health-senders"), anchor=False)
    now, zone = house.clock.now(), house.settings.time_zone
    living = [one.is_alive(at=now) for one in senders]
    if silent := living.count(False):
        st.warning(say("health-senders-silent", n=silent), icon=":material/heart_broken:")
    columns: dict[str, list[Any]] = {
        "health-sender-host": [one.host for one in senders],
        "health-sender-number": [one.number for one in senders],
        "health-sender-state": [
            say("health-sender-alive" if lives else "health-sender-silent") for lives in living
        ],
        "health-sender-since": [
            words.moment(language(), one.started_at, zone) for one in senders
        ],
        "health-sender-beat": [words.moment(language(), one.beat_at, zone) for one in senders],
        "health-sender-rate": [
            round(one.rate) if lives else 0 for one, lives in zip(senders, living, strict=True)
        ],
        "health-sender-falls": [one.falls for one in senders],
    }
    show_grid(pd.DataFrame({say(key): values for key, values in columns.items()}))


def show_held(house: Cockpit) -> None:
    """Campaigns that were approved, and have a step that this house can no longer decide."""
    reach = reach_of(house)
    with house.store.reading() as tx:
        known = [one for one in campaigns.everything(tx) if one.status in STILL_TO_GO]
    for campaign in known:
        for number, why in holding.held(campaign, reach).items():
            said = say("health-held", name=campaign.name, why=told_held(campaign, number, why))
            st.warning(plain(said), icon=":material/front_hand:")


def show_base(house: Cockpit) -> None:
    """Every published version of the client data, newest first."""
    st.subheader(say("health-base"), anchor=False)
    cards = house.warehouse.publications()
    if not cards:
        st.info(say("frame-no-base"), icon=":material/database:")
        return
    zone = house.settings.time_zone
    show_grid(
        pd.DataFrame(
            {
                say("health-version"): [card.number for card in cards],
                say("health-name"): [card.name for card in cards],
                say("health-as-of"): [words.day(language(), card.as_of) for card in cards],
                say("health-published"): [
                    words.moment(language(), card.published_at, zone) for card in cards
                ],
                say("health-accounts"): [card.counts.get("accounts", 0) for card in cards],
                say("health-contacts"): [card.counts.get("contacts", 0) for card in cards],
            }
        )
    )


def show_verdict(house: Cockpit) -> None:
    """Walk the journal's chain and say what came out."""
    with house.store.reading() as tx, st.spinner(say("health-auditing")):
        verdict = journal.audit(tx)
    if verdict.holds:
        st.success(say("health-holds", n=verdict.entries), icon=":material/verified:")
    else:
        fault = say(f"health-fault-{verdict.fault}")
        number = verdict.broken_at or 0
        st.error(say("health-broken", number=number, fault=fault), icon=":material/gpp_bad:")


def show_latest(house: Cockpit, person: Person) -> None:
    """The last things that were done, by whom."""
    with house.store.reading() as tx:
        latest = entries.latest(tx, SHOWN_ENTRIES)
    if not latest:
        st.caption(say("health-no-entries"))
        return
    narrow = st.column_config.TextColumn(width="medium")
    widths = {say("health-verb"): narrow, say("health-subject"): narrow}
    show_grid(entries_table(house, person, latest), key="journal-table", **widths)
