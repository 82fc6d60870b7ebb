"""Where a brief is used, what came of it, what collides with it, and all that happened."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pandas as pd
import streamlit as st

from core.briefs import records, tables
from core.briefs.model import PLANNED, Brief
from core.briefs.naming import spoken
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId, Status
from core.foundation import words
from core.people.model import Permission
from core.results import readout
from core.segments import records as segments
from core.segments import tables as segment_tables
from core.segments.model import Rule, SegmentId
from core.segments.notation import canonical
from core.store.store import Tx
from pages.parts.brief_bench import Bench
from pages.parts.brief_deeds import spoken_days
from pages.parts.frame import house, language, refusals_shown, say
from pages.parts.names import names
from pages.parts.plain import plain
from pages.parts.today import COLORS

TOLD = (Status.SENT, Status.SENT_WITH_ERRORS)


def draw_warnings(bench: Bench) -> None:
    """Other briefs about the same product, or for the same accounts, in the same weeks."""
    with bench.house.store.reading() as tx:
        others = records.with_status(tx, *PLANNED)
    if bench.brief.status not in PLANNED:
        return
    for twin in tables.twins(bench.brief, others):
        told = say("briefs-twin", name=twin.name, weeks=spoken_days(twin))
        st.warning(plain(told), icon=":material/content_copy:")
    shared = [
        (other, count)
        for other in tables.overlapping(bench.brief, others)
        if (count := _shared(bench, other))
    ]
    if shared:
        told = say(
            "briefs-collides",
            n=len(shared),
            names=", ".join(f"{one.name} ({spoken_days(one)})" for one, _ in shared),
            accounts=max(count for _, count in shared),
        )
        st.warning(plain(told), icon=":material/group_work:")


def draw_uses(bench: Bench) -> None:
    """The campaigns that use it, each with its way on, and the results there are."""
    with bench.house.store.reading() as tx:
        using = campaigns.with_brief(tx, bench.brief.id)
    st.subheader(say("briefs-uses"), anchor=False)
    if not using:
        st.caption(say("briefs-unused"))
    for campaign in using:
        _draw_use(bench, campaign)


def draw_history(bench: Bench) -> None:
    """Everything that happened to it, the newest first."""
    with bench.house.store.reading() as tx:
        events = sorted(_events(tx, bench.brief), key=lambda event: event[0], reverse=True)
        named = names(tx)
    zone = bench.house.settings.time_zone
    with st.expander(say("briefs-history", n=len(events)), icon=":material/history:"):
        rows = [
            (words.moment(language(), at, zone), named.get(by, by), told)
            for at, by, told in events
        ]
        keys = ("when", "who", "what")
        table = pd.DataFrame(rows, columns=[say(f"campaigns-column-{key}") for key in keys])
        st.dataframe(table, hide_index=True, key=f"history-{bench.brief.id}")


def _draw_use(bench: Bench, campaign: Campaign) -> None:
    link = {"campaign": campaign.id}
    with st.container(border=True):
        with st.container(horizontal=True, vertical_alignment="center"):
            if bench.person.may(Permission.PLAN):
                label = plain(campaign.name)
                st.page_link("plan/campaigns.py", label=label, query_params=link)
            else:
                st.markdown(f"**{plain(campaign.name)}**", width="content")
            color = COLORS.get(campaign.status, "gray")
            st.badge(say(f"campaigns-status-{campaign.status}"), color=color)
            if campaign.status in TOLD and bench.person.may(Permission.READ_RESULTS):
                label = say("briefs-to-result")
                st.page_link("learn/results.py", label=label, query_params=link)
        if campaign.status in TOLD and not bench.house.warehouse.is_empty():
            st.markdown(plain(_result(bench, campaign)))


def _result(bench: Bench, campaign: Campaign) -> str:
    """What came of it in one sentence, computed once a day and publication."""
    number = bench.house.warehouse.current_number()
    return _sentence(campaign.id, number, bench.house.today().isoformat(), language())


@st.cache_data(max_entries=200, show_spinner=False)
def _sentence(campaign_id: str, publication: int, today: str, spoken_in: str) -> str:
    opened = house()
    snapshot, now = opened.warehouse.snapshot(publication), opened.clock.now()
    asked = readout.Asked(time_zone=opened.settings.time_zone)
    with opened.store.reading() as tx:
        found = readout.read(tx, snapshot, campaign_id, at=now, asked=asked)
    return found.sentence(spoken_in)


def _shared(bench: Bench, other: Brief) -> int:
    """How many accounts both wishes name; nought where one is only in words."""
    opened, mine, theirs = bench.house, bench.brief.segment_id, other.segment_id
    if not mine or not theirs or opened.warehouse.is_empty():
        return 0
    accounts: list[list[int]] = []
    with refusals_shown():
        accounts = [_accounts(bench, one) for one in (mine, theirs)]
    if not accounts:
        return 0
    first, second = accounts
    return len(np.intersect1d(first, second, assume_unique=True))


def _accounts(bench: Bench, segment_id: str) -> list[int]:
    with bench.house.store.reading() as tx:
        segment = segments.get(tx, SegmentId(segment_id))
    rule = bench.house.resolved(segment.rule)
    return _ordinals(bench.house.warehouse.current_number(), canonical(rule), _rule=rule)


@st.cache_data(max_entries=32, show_spinner=False)
def _ordinals(publication: int, written: str, *, _rule: Rule) -> list[int]:
    """The accounts of a rule, kept under the one way to write it."""
    opened = house()
    snapshot = opened.warehouse.snapshot(publication)
    found = segment_tables.member_ordinals(snapshot, _rule, opened.catalogue)
    return sorted({int(one) for one in found})


def _events(tx: Tx, brief: Brief) -> Iterator[tuple[datetime, str, str]]:
    for move in records.moves(tx, brief.id):
        status = say(f"briefs-status-{move.to_status}")
        told = f"{status} — {_reason(tx, move.reason)}" if move.reason else status
        yield move.moved_at, move.moved_by, told
    for edit in records.edits(tx, brief.id):
        for field, (before, after) in edit.changes.items():
            change = f"{spoken(field, language())}: {before or '—'} → {after or '—'}"
            yield edit.edited_at, edit.edited_by, change
    for one, voided_by, voided_at in records.confirmations(tx, brief.id):
        fact = spoken(f"fact:{one.key}", language())
        yield one.confirmed_at, one.confirmed_by, say("briefs-event-confirmed", fact=fact)
        if voided_at is not None:
            yield voided_at, voided_by, say("briefs-event-voided", fact=fact)


def _reason(tx: Tx, reason: str) -> str:
    code, _, campaign_id = reason.partition("campaign:")
    if code or not campaign_id:
        return reason
    name = campaigns.get(tx, CampaignId(campaign_id)).name
    return say("briefs-event-used", name=name)
