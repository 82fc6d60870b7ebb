"""Why not this client: an account's fate, question by question, with what was looked at."""

import pandas as pd
import streamlit as st

from core.accounts import tables as accounts
from core.campaigns import why
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Fate
from core.campaigns.why import Answer, ContactFate
from pages.parts.campaign_asking import spoken_after
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

_VERDICTS = {True: "passed", False: "fell", None: "unasked"}
_ICONS = {Fate.IN: ":material/check:", Fate.CAMPAIGN_HOLDOUT: ":material/science:"}


def show_why(desk: Desk, audience: Audience) -> None:
    """Ask for an account or a contact, and answer question by question."""
    st.subheader(say("audience-why"), anchor=False)
    asked = st.text_input(
        say("audience-why-ask"), key="audience-why", icon=":material/search:"
    ).strip()
    chosen = _chosen(desk, audience, asked) if asked else None
    if chosen is None:
        return
    account_id, name = chosen
    if account_id not in {row.account_id for row in audience.accounts}:
        st.info(plain(say("audience-why-outside", name=name)), icon=":material/filter_alt_off:")
        return
    _say_fate(desk.campaign, audience, account_id, name)
    found = _answers(desk, audience, account_id)
    furthest = max(found, key=lambda one: list(Fate).index(one.reason), default=None)
    for number, one in enumerate(found):
        _show_contact(one, key=f"audience-why-{number}", is_open=one is furthest)


def _answers(desk: Desk, audience: Audience, account_id: str) -> list[ContactFate]:
    house = desk.house
    with house.store.reading() as tx:
        return why.why(
            tx,
            house.warehouse.snapshot(audience.publication),
            desk.campaign,
            audience,
            account_id,
            catalogue=house.catalogue,
            book=house.books.recipients,
            by=desk.person,
            today=audience.judged_on if desk.campaign.is_sealed else house.today(),
            language=language(),
        )


def _chosen(desk: Desk, audience: Audience, asked: str) -> tuple[str, str] | None:
    """The account that is meant, with its name; none: nobody is, or it has just been said."""
    snapshot = desk.house.warehouse.snapshot(audience.publication)
    exact = why.account_of(audience, asked)
    rows = accounts.search(snapshot, exact or asked, by=desk.person).rows
    names = {row["account_id"]: str(row["name"] or row["account_id"]) for row in rows}
    if exact is not None:
        return exact, names.get(exact, exact)
    if not names:
        st.info(say("audience-why-nobody"), icon=":material/search_off:")
        return None
    if len(names) == 1:
        return next(iter(names.items()))
    inside = {row.account_id for row in audience.accounts}
    in_order = sorted(names, key=lambda one: one not in inside)
    picked = st.selectbox(
        say("audience-why-choose"),
        in_order,
        format_func=lambda one: f"{names[one]} · {one}",
        key="audience-why-of",
    )
    return picked, names[picked]


def _say_fate(campaign: Campaign, audience: Audience, account_id: str, name: str) -> None:
    fates = {row.account_id: row.reason for row in audience.accounts}
    fate = Fate(fates[account_id])
    if fate is Fate.IN:
        st.success(plain(say("audience-why-in", name=name)), icon=":material/check:")
    elif fate is Fate.CAMPAIGN_HOLDOUT:
        told = say("audience-why-held", name=name)
        if asked := why.asked_at_end(campaign, audience, account_id):
            after = spoken_after(campaign)
            told += f" {say('audience-why-held-asked', contacts=asked, after=after)}"
        st.info(plain(told), icon=":material/science:")
    else:
        reason = say(f"campaigns-fate-{fate}")
        text = say("audience-why-out", name=name, reason=reason)
        st.warning(plain(text), icon=":material/block:")


def _show_contact(one: ContactFate, *, key: str, is_open: bool) -> None:
    reason = one.label or say(f"campaigns-fate-{one.reason}")
    channel = say(f"audience-channel-{one.channel}")
    heading = " · ".join(filter(None, (one.name or one.contact_id, channel, reason)))
    icon = _ICONS.get(one.reason, ":material/block:")
    with st.expander(plain(heading), icon=icon, expanded=is_open):
        if one.citation:
            st.caption(one.citation)
        show_grid(_table(one.answers), key=key)


def _table(answers: list[Answer]) -> pd.DataFrame:
    rows = [
        (
            say(f"campaigns-fate-{one.fate}"),
            say(f"audience-verdict-{_VERDICTS[one.passed]}"),
            one.seen,
        )
        for one in answers
    ]
    names = ("question", "verdict", "seen")
    return pd.DataFrame(rows, columns=[say(f"audience-column-{name}") for name in names])
