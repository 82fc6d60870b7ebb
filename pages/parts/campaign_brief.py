"""The brief of a campaign: which one, the facts its message may quote, and how each stands."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from core.briefs import records as briefs
from core.briefs.model import QUOTABLE, Brief, BriefId, Standing
from core.briefs.quotable import spoken_value
from core.campaigns import quoting
from core.campaigns.model import Campaign, Purpose
from core.cockpit import Cockpit
from core.foundation import words
from core.rulebook.facts import declared_facts
from core.store.store import Tx
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.names import names
from pages.parts.plain import plain

DEFAULT_WINDOW = 60  # days; another one was chosen by somebody


def draw_brief_choice(desk: Desk) -> None:
    """Choose an accepted brief; its facts appear beneath it."""
    campaign = desk.campaign
    with desk.house.store.reading() as tx:
        known = _known(tx, campaign)
    if not known:
        return
    widget = desk.widget("brief_id", campaign.brief_id)
    st.selectbox(
        say("briefs-campaign-choose"),
        [None, *known],
        format_func=lambda one: known[one].name if one else say("briefs-campaign-none"),
        placeholder=say("briefs-campaign-none"),
        help=say("briefs-campaign-help"),
        **widget | {"on_change": _take, "args": (desk, widget["key"])},
    )
    if campaign.brief_id:
        show_brief_facts(desk.house, campaign)
        link = {"brief": campaign.brief_id}
        label = say("briefs-campaign-open")
        icon = ":material/assignment:"
        st.page_link("plan/briefs.py", label=label, icon=icon, query_params=link)


def show_brief_facts(house: Cockpit, campaign: Campaign) -> None:
    """The facts of the campaign's brief as a table, each with whose name stands under it."""
    rows = list(_rows(house, campaign))
    if rows:
        keys = ("fact", "value", "quote", "until", "confirmed")
        table = pd.DataFrame(rows, columns=[say(f"briefs-column-{key}") for key in keys])
        show_grid(table, key=f"brief-facts-{campaign.id}")


def list_brief_facts(house: Cockpit, campaign: Campaign) -> None:
    """The same for a narrow place, under a title: first the facts that the message quotes."""
    rows = sorted(_rows(house, campaign), key=lambda row: not row[2])
    if rows:
        st.subheader(say("briefs-facts"), anchor=False)
    for fact, value, quote, until, confirmed in rows:
        label, shown = st.columns([2, 3], gap="small")
        label.caption(plain(fact))
        with shown.container(gap="xxsmall"):
            st.text(value)
            last = say("briefs-true-until", day=until) if until else ""
            told = say("briefs-quoted") if quote else ""
            st.caption(plain(" · ".join(filter(None, (confirmed, last, told)))))


def quotable(house: Cockpit, campaign: Campaign) -> Mapping[str, Any] | None:
    """What its message may quote today; of a campaign without a brief, nothing."""
    if campaign.brief_id is None:
        return None
    with house.store.reading() as tx:
        return quoting.values(tx, campaign, today=house.today())


def _known(tx: Tx, campaign: Campaign) -> dict[str, Brief]:
    open_ones = {str(one.id): one for one in briefs.with_status(tx, *QUOTABLE)}
    chosen = campaign.brief_id
    if chosen and chosen not in open_ones:
        open_ones[chosen] = briefs.get(tx, BriefId(chosen))
    return open_ones


def _rows(house: Cockpit, campaign: Campaign) -> Iterator[tuple[str, str, str, str, str]]:
    """Each fact: its name, its value, how the message quotes it, until when, whose name."""
    with house.store.reading() as tx:
        facts = quoting.facts_of(tx, campaign)
        quoted = quoting.quoted_by(tx, campaign)
        named = names(tx)
    for key, fact in facts.items():
        rule, said = declared_facts().get(key), fact.confirmation
        standing = fact.standing(on=house.today())
        is_sure = said is not None and standing is Standing.CONFIRMED
        yield (
            rule.label.text(language()) if rule else key,
            spoken_value(rule, fact.value, language()) if rule else fact.value,
            f"brief.{key}" if key in quoted else "",
            words.day(language(), fact.valid_until) if fact.valid_until else "",
            named.get(said.confirmed_by, said.confirmed_by)
            if said is not None and is_sure
            else say(f"briefs-standing-{standing}"),
        )


def _take(desk: Desk, key: str) -> None:
    """Take a brief, with what it says about fields that nobody has filled in."""
    chosen, changes = st.session_state[key], {}
    with refusals_shown():
        if chosen:
            with desk.house.store.reading() as tx:
                changes = _said(desk.campaign, briefs.get(tx, BriefId(chosen)))
        desk.keep_values(brief_id=chosen, **changes)


def _said(campaign: Campaign, brief: Brief) -> dict[str, Any]:
    said: dict[str, Any] = {"purpose": Purpose(brief.purpose)}
    if not campaign.goal.strip():
        said["goal"] = brief.goal
    if campaign.segment_id is None and brief.segment_id:
        said["segment_id"] = brief.segment_id
    if campaign.window_days == DEFAULT_WINDOW:
        said["window_days"] = brief.window_days
    return said
