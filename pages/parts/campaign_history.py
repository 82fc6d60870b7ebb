"""What happened to a campaign: moves, edits and decisions, in one line of time."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

import pandas as pd
import streamlit as st

from core.approvals import tables as approvals
from core.approvals.actions import REMARKS
from core.approvals.model import Capacity, Decision
from core.briefs.model import FACT
from core.briefs.naming import spoken
from core.campaigns import records
from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.foundation import words
from core.store.store import Tx
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.plain import plain


class Event(NamedTuple):
    """Something that happened: when, who, and the sentence about it."""

    at: datetime
    by: str
    sentence: str


def show_history(house: Cockpit, campaign: Campaign) -> None:
    """Everything that happened, the newest first."""
    with house.store.reading() as tx:
        events = sorted(_events(tx, campaign), key=lambda event: event.at, reverse=True)
        named = names(tx)
    with st.expander(say("campaigns-history", n=len(events)), icon=":material/history:"):
        rows = [
            (
                words.moment(language(), event.at, house.settings.time_zone),
                named.get(event.by, event.by),
                event.sentence,
            )
            for event in events
        ]
        keys = ("when", "who", "what")
        table = pd.DataFrame(rows, columns=[say(f"campaigns-column-{key}") for key in keys])
        wide = {say("campaigns-column-what"): st.column_config.Column(width="large")}
        st.dataframe(table, hide_index=True, key=f"history-{campaign.id}", column_config=wide)
        csv_button(table, key=f"history-{campaign.id}-csv", filename="history")


def show_last_reason(house: Cockpit, campaign: Campaign) -> None:
    """Why it is where it is, if anybody or anything said so."""
    with house.store.reading() as tx:
        last = records.moves(tx, campaign.id)[-1]
    if last.reason:
        st.info(plain(spoken_reason(last.reason)), icon=":material/info:")


def spoken_reason(reason: str) -> str:
    """Why a campaign moved: what the house noted as a code, said as a sentence; what a person
    wrote stays as it is, even if it begins like a code."""
    try:
        return _decoded(reason)
    except words.MissingWord:
        return reason


def _decoded(reason: str) -> str:
    code, _, rest = reason.partition(":")
    if code == "fallen":
        parts = ", ".join(say(f"approvals-part-{part}") for part in rest.split(","))
        return say("campaigns-reason-fallen", parts=parts)
    if code == "edited":
        fields = ", ".join(say(f"campaigns-field-{field}") for field in rest.split(","))
        return say("campaigns-reason-edited", fields=fields)
    if code == "facts":
        facts = ", ".join(spoken(f"{FACT}{key}", language()) for key in rest.split(","))
        return say("campaigns-reason-facts", facts=facts)
    if code == "channels":
        channels = ", ".join(say(f"editor-channel-{name}") for name in rest.split(","))
        return say("campaigns-reason-channels", channels=channels)
    if code == "standing":
        return say("campaigns-reason-standing", period=words.period(language(), rest))
    if code == "doubt":
        return say(f"campaigns-reason-doubt-{rest}")
    if code == REMARKS:
        return say("approvals-reason-remarks")
    return say("campaigns-reason-recalled") if reason == "recalled" else reason


def _events(tx: Tx, campaign: Campaign) -> Iterator[Event]:
    for move in records.moves(tx, campaign.id):
        status = say(f"campaigns-status-{move.to_status}")
        reason = spoken_reason(move.reason)
        sentence = f"{status} — {reason}" if reason else status
        yield Event(move.moved_at, move.moved_by, sentence)
    for edit in records.edits(tx, campaign.id):
        fields = ", ".join(say(f"campaigns-field-{field}") for field in edit.changes)
        yield Event(edit.edited_at, edit.edited_by, say("campaigns-edited", fields=fields))
    for decision in approvals.decisions(tx, campaign.id):
        verdict = _spoken_verdict(decision, tx)
        note = f"{verdict}: {decision.comment}" if decision.comment else verdict
        yield Event(decision.decided_at, decision.decided_by, note)
        if decision.voided_at is not None:
            reason = spoken_reason(decision.void_reason)
            voided = say("campaigns-approval-void", reason=reason)
            yield Event(decision.voided_at, "house", voided)
    for late in approvals.escalations(tx, campaign.id):
        role = say(f"people-role-{late.details['escalates_to']}")
        yield Event(late.at, late.by, say("approvals-was-escalated", role=role))


def _spoken_verdict(decision: Decision, tx: Tx) -> str:
    """What was decided, and by what right where it was not their own."""
    verdict = say(f"approvals-verdict-{decision.verdict}")
    if decision.on_behalf_of:
        whose = names(tx).get(decision.on_behalf_of, decision.on_behalf_of)
        return say("approvals-verdict-for", verdict=verdict, whose=whose)
    if decision.capacity is Capacity.ESCALATED:
        return say("approvals-verdict-escalated", verdict=verdict)
    return verdict
