"""What a campaign costs at most, by step, in the money of the house."""

import pandas as pd
import streamlit as st

from core.campaigns import costing, records, rehearsal_plan, rehearsal_records
from core.campaigns.audience import Audience
from core.campaigns.costing import Cost
from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.foundation import words
from core.foundation.refusal import Refusal
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, say
from pages.parts.grids import show_grid

MAIL_ONLY = {"email"}


def cost_of(desk: Desk, audience: Audience) -> Cost:
    """What it costs now; by its real messages, where they were rehearsed."""
    with desk.house.store.reading() as tx:
        try:
            digest = rehearsal_plan.digest_now(tx, desk.campaign, audience)
        except Refusal:  # there is no message yet: nothing was rehearsed
            rehearsal = None
        else:
            rehearsal = rehearsal_records.passed(tx, desk.campaign.id, digest)
    return costing.estimate(desk.campaign, audience, desk.house.prices(), rehearsal)


def show_cost(desk: Desk, audience: Audience) -> None:
    """The cost by step and in all; nothing where e-mail costs nothing and is all there is."""
    if desk.campaign.is_sealed:
        show_sealed(desk.house, desk.campaign, key="campaign-cost")
        return
    if not desk.house.prices().are_set:
        if set(desk.campaign.channels) != MAIL_ONLY:
            st.caption(f":material/payments: {say('campaigns-no-prices')}")
        return
    cost = cost_of(desk, audience)
    st.subheader(say("campaigns-cost"), anchor=False, help=say("campaigns-cost-help"))
    show_lines(cost, key="campaign-cost")
    st.markdown(spoken_total(cost))


def show_sealed(house: Cockpit, campaign: Campaign, *, key: str) -> None:
    """What it costs, as it was sealed; nothing where it costs nothing."""
    with house.store.reading() as tx:
        card = records.audience(tx, campaign.id)
    if card is None or card.cost is None:
        return
    cost = costing.read(card.cost)
    st.subheader(say("campaigns-cost"), anchor=False)
    show_lines(cost, key=key)
    st.markdown(spoken_total(cost))


def show_lines(cost: Cost, *, key: str) -> None:
    """A line for each step."""
    rows = [
        (
            say(
                "campaigns-step-called",
                number=line.step,
                channel=say(f"editor-channel-{line.channel}"),
            ),
            words.number(language(), line.messages),
            words.number(language(), line.units),
            words.price(language(), line.price, cost.currency),
            words.price(language(), line.amount, cost.currency),
        )
        for line in cost.lines
    ]
    names = ("step", "messages", "units", "price", "amount")
    columns = [say(f"campaigns-cost-{name}") for name in names]
    show_grid(pd.DataFrame(rows, columns=columns), key=key)


def spoken_total(cost: Cost) -> str:
    """What it costs in all, and how sure that is."""
    total = words.price(language(), cost.total, cost.currency)
    key = "campaigns-cost-total" if cost.is_counted else "campaigns-cost-at-least"
    return say(key, total=total)
