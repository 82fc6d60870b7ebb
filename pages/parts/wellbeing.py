"""The furniture of the health page: parts of the house, the base's freshness, the journal."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import pandas as pd
import streamlit as st

from core.campaigns import records as campaigns
from core.campaigns.model import SUBMITTED, Status
from core.cockpit import Cockpit
from core.delivery import holding, tables
from core.delivery.model import REACHED, State
from core.door.health import channels, examined
from core.foundation import words
from core.journal import actions as journal
from core.journal import records as entries
from core.people.model import Person
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.names import names
from pages.parts.plain import plain
from pages.parts.steps_shown import reach_of, told_held
from pages.parts.veil import veiled
from pages.parts.verb_table import spoken_entry

SHOWN_ENTRIES = 200
STILL_TO_GO = SUBMITTED | {Status.PREPARING, Status.SENDING, Status.PAUSED}
DAYS = 7
TOLD = (State.DELIVERED, State.BOUNCED, State.COMPLAINED, State.UNCONFIRMED)


def show_parts(house: Cockpit) -> None:
    """A tile for each part of the house."""
    facts = examined(house)
    with st.container(horizontal=True):  # no word is cut: a tile is as wide as it needs
        for part, word in facts.items():
            _tile(say(f"health-part-{part}"), word)


def show_channels(house: Cockpit) -> None:
    """A tile for each channel: in order, out of reach, or not set up; and its last week."""
    st.subheader(say("health-channels"), anchor=False)
    with st.container(horizontal=True):
        for name, word in channels(house).items():
            _tile(say(f"editor-channel-{name}"), word)
    since = house.clock.now() - timedelta(days=DAYS)
    with house.store.reading() as tx:
        week = tables.since(tx, since)
    if not week:
        st.caption(say("health-channels-quiet", days=DAYS))
        return
    st.caption(say("health-channels-week", days=DAYS))
    columns: dict[str, list[object]] = {
        "results-channel": [say(f"editor-channel-{name}") for name in week],
        "results-stage-sent": [one.of(REACHED) + one[State.BOUNCED] for one in week.values()],
    }
    for state in TOLD:
        columns[f"delivery-state-{state}"] = [one[state] for one in week.values()]
    table = pd.DataFrame({say(key): values for key, values in columns.items()})
    show_grid(table, key="health-channels")


def _tile(label: str, word: str) -> None:
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
        named = names(tx)
    if not latest:
        st.caption(say("health-no-entries"))
        return
    zone = house.settings.time_zone
    show_grid(
        pd.DataFrame(
            {
                say("health-number"): [entry.number for entry in latest],
                say("health-when"): [
                    words.moment(language(), entry.at, zone) for entry in latest
                ],
                say("health-who"): [named.get(entry.by, entry.by) for entry in latest],
                say("health-verb"): [spoken_entry(entry.verb) for entry in latest],
                say("health-subject"): [veiled(entry.subject, person) for entry in latest],
                say("health-details"): [
                    veiled(_spoken(entry.details), person) for entry in latest
                ],
            }
        )
    )


def _spoken(details: Mapping[str, object]) -> str:
    return "; ".join(f"{name}: {value}" for name, value in details.items() if value != "")
