"""A campaign's delivery on the screen: the funnel, and each number with its formula."""

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.ledger import Ledger
from pages.parts.charts import funnel_bars, shown
from pages.parts.frame import language, say


def show(delivery: Ledger) -> None:
    """The delivery funnel; every number says on hover how it is counted."""
    st.subheader(say("results-delivery"), anchor=False)
    arms = (("treated", delivery.treated_accounts), ("holdout", delivery.holdout_accounts))
    tiles = [
        (say(f"results-{name}"), accounts, say(f"results-{name}-how"))
        for name, accounts in arms
    ]
    lost = [(name, n) for name, n in delivery.losses if n]
    tiles += [
        (_label(name), n, say(f"results-stage-{name}-how"))
        for name, n in [*delivery.stages, *lost]
    ]
    with st.container(horizontal=True, gap="medium"):
        for label, n, formula in tiles:
            st.metric(label, _number(n), help=formula, width="content")
    if delivery.assumed:
        st.caption(say("results-assumed", assumed=delivery.assumed))
    stages = [(_label(name), n) for name, n in delivery.stages]
    shown(
        funnel_bars(stages, axis=say("results-axis-messages")),
        _table(delivery),
        key="funnel",
        filename="delivery",
        alt="; ".join(f"{label}: {n}" for label, n in stages),
    )


def _table(delivery: Ledger) -> pd.DataFrame:
    rows = [
        (_label(name), n, say(f"results-stage-{name}-how"))
        for name, n in [*delivery.stages, *delivery.losses]
    ]
    names = ("results-number", "results-messages", "results-formula")
    return pd.DataFrame(rows, columns=[say(name) for name in names])


def _label(name: str) -> str:
    return say(f"results-stage-{name}")


def _number(n: int) -> str:
    return words.number(language(), n)
