"""Power before the send: what this audience could show, and what it would take to show more."""

import streamlit as st

from core.campaigns.audience import Audience
from core.campaigns.model import Campaign
from core.foundation import words
from core.results.estimates import WORTHWHILE
from core.results.foresight import Design, Needed, Prospect, prospect
from core.results.readout import FEWEST
from core.uplift.power import Smallest
from pages.parts import frame
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, say


def show_power(desk: Desk, audience: Audience) -> None:
    """The smallest uplift that could be found, three ways, and a warning where it is none."""
    st.subheader(say("audience-power"), anchor=False)
    found = _prospect(audience.digest, _design(desk.campaign, audience), audience)
    is_few = _is_few(audience)
    if is_few or found is None:
        _warn_of_few(audience)
    if found is not None:
        _show_reach(desk, audience, found)
        if not is_few:
            _judge(found)


def warn_of_no_outcome(campaign: Campaign, audience: Audience | None) -> None:
    """Where somebody decides: that the outcome could not be judged, in the same words."""
    if audience is None:
        return
    found = _prospect(audience.digest, _design(campaign, audience), audience)
    if _is_few(audience) or found is None:
        _warn_of_few(audience)
    elif not found.can_be_judged:
        _warn_of_blindness(found)


def _design(campaign: Campaign, audience: Audience) -> Design:
    return Design(audience.held_out, campaign.window_days, campaign.looks)


def _is_few(audience: Audience) -> bool:
    return min(audience.treated, audience.held_out) < FEWEST


def _warn_of_few(audience: Audience) -> None:
    few = say("audience-power-few", held=audience.held_out, fewest=FEWEST)
    st.warning(few, icon=":material/balance:")


def _warn_of_blindness(found: Prospect) -> None:
    text = f"{say('audience-power-cannot')} {_needs(found.needed)}"
    st.warning(text, icon=":material/balance:")


def _show_reach(desk: Desk, audience: Audience, found: Prospect) -> None:
    st.caption(
        say(
            "audience-power-caption",
            accounts=audience.treated + audience.held_out,
            held=audience.held_out,
            days=desk.campaign.window_days,
        )
    )
    ways = (
        ("plain", found.outlook.plain),
        ("adjusted", found.outlook.adjusted),
        ("capped", found.outlook.capped),
    )
    for column, (name, smallest) in zip(st.columns(len(ways)), ways, strict=True):
        label, help_ = say(f"audience-power-{name}"), say(f"audience-power-help-{name}")
        column.metric(label, _reach(smallest), help=help_, border=True)
    if not found.has_past:
        st.warning(say("audience-power-unsure"), icon=":material/history_toggle_off:")


def _judge(found: Prospect) -> None:
    reach = _reach(found.outlook.capped)
    if found.is_sharp:
        st.success(say("audience-power-sharp", reach=reach), icon=":material/check:")
    elif found.can_be_judged:
        text = f"{say('audience-power-blunt', reach=reach)} {_needs(found.needed)}"
        st.info(text, icon=":material/balance:")
    else:
        _warn_of_blindness(found)


def _needs(needed: Needed) -> str:
    """What would find a change worth finding; each alone."""
    ways = []
    if needed.accounts is not None:
        ways.append(say("audience-power-accounts", n=needed.accounts))
    if needed.days is not None:
        ways.append(say("audience-power-days", n=needed.days))
    if needed.share is not None:
        share = words.percent(language(), needed.share, digits=0)
        ways.append(say("audience-power-share", share=share))
    change = words.percent(language(), WORTHWHILE, digits=0)
    if not ways:
        return say("audience-power-never", change=change)
    return say("audience-power-needs", change=change, ways="; ".join(ways), n=len(ways))


def _reach(smallest: Smallest) -> str:
    if smallest.relative is None:
        return say("audience-power-unknown")
    return words.percent(language(), smallest.relative, digits=0)


@st.cache_resource(max_entries=64, show_spinner=False)
def _prospect(digest: str, design: Design, _audience: Audience) -> Prospect | None:
    """Looked up once for an audience and a design, for everybody who looks."""
    snapshot = frame.house().warehouse.snapshot(_audience.publication)
    return prospect(snapshot, _audience.engaged, design)
