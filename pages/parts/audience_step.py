"""The audience of a campaign as its steps show it: found, capped, explained, held out."""

from functools import partial

import pandas as pd
import streamlit as st

from core.campaigns import collisions, taking
from core.campaigns.audience import Audience
from core.campaigns.model import Arm, Fate
from core.foundation import words
from core.people.model import Permission
from pages.parts.audience_policy import show_policy
from pages.parts.audience_power import show_power
from pages.parts.audience_shown import show_counts, show_waterfall
from pages.parts.audience_why import show_why
from pages.parts.campaign_asking import show_asked
from pages.parts.campaign_counts import spoken_messages
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, say
from pages.parts.grids import show_grid


def draw_found(desk: Desk, audience: Audience) -> None:
    """Counts, waterfall, contact policy, and the way to ask about one account."""
    show_counts(audience)
    st.subheader(say("campaigns-waterfall"), anchor=False)
    st.caption(f"{_rests_on(audience)} {_drawn(audience)}")
    show_waterfall(audience.waterfall, key="waterfall")
    show_asked(desk.campaign, audience)
    _offer_excluded(desk, audience)
    if desk.campaign.is_open_to_edits:
        show_policy(desk, audience)
    show_why(desk, audience)


def show_week(desk: Desk, audience: Audience) -> None:
    """Who else writes to these accounts in the week it goes out, while that can be changed."""
    if not desk.campaign.is_open_to_edits:
        return
    house = desk.house
    treated = [one.account_id for one in audience.accounts if one.arm == Arm.TREATED]
    with house.store.reading() as tx:
        met = collisions.in_week(
            tx,
            desk.campaign,
            treated,
            today=house.today(),
            zone=house.settings.time_zone,
        )
    if met:
        table = pd.DataFrame([(other.name, accounts) for other, accounts in met])
        table.columns = [say("campaigns-meets-name"), say("campaigns-meets-accounts")]
        with st.expander(say("campaigns-meets", n=len(met)), icon=":material/event_busy:"):
            show_grid(table, key="same-week")
    st.page_link(
        "plan/briefs.py",
        label=say("campaigns-calendar"),
        icon=":material/calendar_month:",
        query_params={"view": "calendar"},
    )


def draw_holdout(desk: Desk, audience: Audience) -> None:
    """Exactly who is left in peace, and what that can show."""
    st.caption(
        say(
            "campaigns-holdout-exactly",
            eligible=audience.treated + audience.held_out,
            held=audience.held_out,
            treated=audience.treated,
            messages=spoken_messages(desk.campaign, audience),
            steps=desk.campaign.last_step,
        )
    )
    show_asked(desk.campaign, audience)
    show_power(desk, audience)


def _rests_on(audience: Audience) -> str:
    return say(
        "campaigns-rests-on",
        publication=audience.publication,
        day=words.day(language(), audience.as_of),
        version=audience.segment_version,
    )


def _drawn(audience: Audience) -> str:
    book, strata = audience.drawn["book"], audience.drawn["strata"]
    if not book:
        return ""
    if not strata:
        return say("audience-drawn-plain", book=book)
    named = ", ".join(say(f"audience-stratum-{one}") for one in strata)
    return say("audience-drawn", book=book, strata=named)


def _offer_excluded(desk: Desk, audience: Audience) -> None:
    """The list of who is out, for whoever may take lists out of the house."""
    count = sum(row.reason != Fate.IN for row in audience.contacts)
    if not count or not desk.person.may(Permission.EXPORT):
        return
    st.download_button(
        say("audience-export", n=words.number(language(), count)),
        data=partial(_excluded, desk, audience, language()),
        file_name="excluded.csv",
        mime="text/csv",
        key="excluded",
        icon=":material/download:",
        help=say("audience-export-journaled"),
        on_click="ignore",
    )


def _excluded(desk: Desk, audience: Audience, spoken: str) -> bytes:
    house = desk.house
    with house.transaction(desk.person) as tx:
        return taking.excluded(
            tx,
            house.warehouse.snapshot(audience.publication),
            desk.campaign,
            audience,
            book=house.books.recipients,
            language=spoken,
            by=desk.person,
            at=house.clock.now(),
        )
