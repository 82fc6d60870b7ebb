"""Whether a campaign paid for itself, on the screen: its margin, its costs, the answer."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Literal

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.foundation import words
from core.results.model import Readout
from core.results.payback import Gain, Payback
from core.results.pricing import MarginAndCosts
from pages.parts.charts import Spot, interval_picture
from pages.parts.frame import language, say

LEAST_MARGIN = 0.1  # percent
Color = Literal["green", "orange", "gray"]
MARKS: dict[Payback, tuple[str, Color]] = {
    Payback.PAID: (":material/savings:", "green"),
    Payback.LOST: (":material/money_off:", "orange"),
    Payback.UNCLEAR: (":material/balance:", "gray"),
}


def ask_money(
    campaign: str, known: Mapping[str, float | None], usual: Decimal | None = None
) -> MarginAndCosts | None:
    """Margin and the cost of a message in each channel, at first what is `known` of it, and
    the margin as the book has it (`usual`).

    None until the margin and every cost are said: nothing is taken to be free.
    """
    with st.expander(say("results-prices"), icon=":material/payments:"):
        st.caption(say("results-prices-how"))
        percent = None if usual is None else float(100 * usual)
        places = st.columns(max(2, len(known) + 1))
        margin = places[0].number_input(
            say("results-margin"),
            min_value=min(LEAST_MARGIN, percent or LEAST_MARGIN),
            max_value=100.0,
            value=percent,
            step=0.1,
            format="%.2f",
            key="results-margin",
            placeholder=say("results-margin-none"),
        )
        asked = zip(known, places[1:], strict=False)
        costs = {one: _ask_cost(place, campaign, one, known[one]) for one, place in asked}
    said = {channel: cost for channel, cost in costs.items() if cost is not None}
    if margin is None:
        return None
    if unsaid := costs.keys() - said.keys():
        names = ", ".join(say(f"results-channel-{one}") for one in sorted(unsaid))
        st.info(say("results-prices-unknown", channels=names), icon=":material/payments:")
        return None
    return MarginAndCosts(margin / 100, said)


def _ask_cost(
    place: DeltaGenerator, campaign: str, channel: str, known: float | None
) -> float | None:
    cost: float | None = place.number_input(
        say("results-cost", channel=say(f"results-channel-{channel}")),
        min_value=0.0,
        value=known,
        step=0.1,
        key=f"results-cost-{campaign}-{channel}",
        placeholder=say("results-margin-none"),
    )
    return cost


def show(found: Readout, gain: Gain) -> None:
    """The answer in a sentence, its interval over all treated accounts as a picture."""
    icon, color = MARKS[gain.payback]
    st.subheader(say("results-paid"), anchor=False)
    st.badge(say(f"results-paid-{gain.payback}"), icon=icon, color=color)
    total, low, high = gain.total
    told = say(
        "results-paid-sentence",
        total=words.money(language(), total, signed=True),
        low=words.money(language(), low, signed=True),
        high=words.money(language(), high, signed=True),
        cost=words.money(language(), gain.cost),
    )
    st.markdown(told)
    spot = Spot(say("results-paid-label"), total, low, high)
    figure = interval_picture([spot], axis=say("results-axis-paid", days=_days(found)))
    st.plotly_chart(figure, key="paid", config={"displayModeBar": False}, alt=told)


def _days(found: Readout) -> int:
    return found.window.days if found.window else found.trial.window_days
