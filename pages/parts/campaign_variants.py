"""The variants of a campaign's messages: how many accounts get which."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from core.campaigns import actions as campaigns
from core.campaigns.model import Campaign
from core.campaigns.steps import Hand
from core.messages.model import Template
from core.store.store import Tx
from pages.parts.campaign_fields import Desk
from pages.parts.frame import say

WHOLE = 100  # percent


def draw_variants(desk: Desk, templates: Sequence[Template]) -> None:
    """The share of each variant, where there are several; languages need no choice."""
    letters = list(dict.fromkeys(letter for one in templates for letter in one.variants))
    languages = {writing.language for one in templates for writing in one.writings}
    if len(languages) > 1:
        st.caption(f":material/translate: {say('campaigns-languages')}")
    if len(letters) < 2:  # noqa: PLR2004 -- there is nothing to share out
        return
    shown = desk.campaign.variant_shares or dict.fromkeys(letters, 1 / len(letters))
    whole = sum(shown.get(letter, 0.0) for letter in letters) or 1.0
    st.markdown(f"**{say('campaigns-variants')}**", help=say("campaigns-variants-help"))
    for column, letter in zip(st.columns(len(letters)), letters, strict=True):
        column.number_input(
            say("campaigns-variant-share", letter=letter),
            min_value=0,
            max_value=WHOLE,
            step=5,
            **desk.widget(
                f"share-{letter}",
                round(shown.get(letter, 0.0) * WHOLE / whole),
                verb=partial(_share, desk.campaign, letters, letter),
            ),
        )


def _share(
    campaign: Campaign,
    letters: Sequence[str],
    letter: str,
    tx: Tx,
    hand: Hand,
    percent: int,
) -> Campaign:
    """Give a letter its share; the others keep to theirs in what is left."""
    before = campaign.variant_shares or dict.fromkeys(letters, 1.0)
    others = {one: before.get(one, 0.0) for one in letters if one != letter}
    if not any(others.values()):
        others = dict.fromkeys(others, 1.0)
    left = (WHOLE - percent) / WHOLE / sum(others.values())
    shares = {letter: percent / WHOLE} | {one: share * left for one, share in others.items()}
    return campaigns.edit(
        tx,
        campaign.id,
        by=hand.by,
        at=hand.at,
        seen=hand.seen,
        variant_shares={one: round(share, 4) for one, share in shares.items()},
    )
