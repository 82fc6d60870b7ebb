"""Whether a campaign paid for itself, on the screen: its margin, its costs, the answer."""

import streamlit as st

from core.foundation import words
from core.results.model import Readout
from core.results.payback import Gain, Payback
from core.results.pricing import Prices
from pages.parts.charts import Spot, interval_picture
from pages.parts.frame import language, say

MARKS = {
    Payback.PAID: (":material/savings:", "green"),
    Payback.LOST: (":material/money_off:", "orange"),
    Payback.UNCLEAR: (":material/balance:", "gray"),
}


def ask_prices(channels: list[str]) -> Prices | None:
    """Margin and the cost of a message in each channel; none until a margin is said."""
    with st.expander(say("results-prices"), icon=":material/payments:"):
        st.caption(say("results-prices-how"))
        places = st.columns(max(2, len(channels) + 1))
        margin = places[0].number_input(
            say("results-margin"),
            min_value=1,
            max_value=100,
            value=None,
            step=1,
            key="results-margin",
            placeholder=say("results-margin-none"),
        )
        costs = {
            channel: place.number_input(
                say("results-cost", channel=say(f"results-channel-{channel}")),
                min_value=0.0,
                value=0.0,
                step=0.1,
                key=f"results-cost-{channel}",
            )
            for channel, place in zip(channels, places[1:], strict=False)
        }
    return None if margin is None else Prices(margin / 100, costs)


def show(found: Readout, gain: Gain) -> None:
    """The answer in a sentence, its interval over all treated accounts as a picture."""
    icon, color = MARKS[gain.payback]
    st.subheader(say("results-paid"), anchor=False)
    st.badge(say(f"results-paid-{gain.payback}"), icon=icon, color=color)  # type: ignore[arg-type]
    total, low, high = gain.total
    told = say(
        "results-paid-sentence",
        total=_signed(total),
        low=_signed(low),
        high=_signed(high),
        cost=words.money(language(), gain.cost),
    )
    st.markdown(told)
    spot = Spot(say("results-paid-label"), total, low, high)
    figure = interval_picture([spot], axis=say("results-axis-paid", days=_days(found)))
    st.plotly_chart(figure, key="paid", config={"displayModeBar": False}, alt=told)


def _days(found: Readout) -> int:
    return found.window.days if found.window else found.trial.window_days


def _signed(amount: float) -> str:
    text = words.money(language(), amount).replace("-", "−")
    return f"+{text}" if amount > 0 else text
