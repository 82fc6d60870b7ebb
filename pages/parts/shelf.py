"""All campaigns on the screen: how many worked, a forest of intervals, and a table."""

from collections import Counter

import pandas as pd
import streamlit as st

from core.results.model import Readout, Verdict
from pages.parts.charts import Spot, forest, shown
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import columns_of


def show_summary(found: list[Readout]) -> None:
    """How many campaigns came to which verdict."""
    counts = Counter(readout.verdict for readout in found)
    for column, verdict in zip(st.columns(len(Verdict)), Verdict, strict=True):
        column.metric(say(f"results-verdict-{verdict}"), counts[verdict], border=True)


def show_forest(found: list[Readout]) -> None:
    """Every campaign that may be told, as an interval around zero."""
    spots = [
        Spot(readout.trial.name, uplift.difference, uplift.low, uplift.high)
        for readout in found
        if readout.findings is not None and readout.verdict is not Verdict.REFUSED
        for uplift in [readout.findings.money.uplift]
    ]
    if not spots:
        st.info(say("portfolio-nothing-to-tell"), icon=":material/hourglass_empty:")
        return
    st.subheader(say("portfolio-forest"), anchor=False)
    st.caption(say("portfolio-best-of-many"))
    rows = [
        (spot.label, round(spot.value), round(spot.low), round(spot.high)) for spot in spots
    ]
    names = ("results-campaign", "results-value", "results-low", "results-high")
    shown(
        forest(spots, axis=say("portfolio-axis")),
        pd.DataFrame(rows, columns=[say(name) for name in names]),
        key="forest",
        filename="portfolio",
        alt=say("portfolio-forest"),
    )


def show_table(found: list[Readout]) -> None:
    """One row a campaign with its sentence; choosing a row opens its result."""
    st.subheader(say("portfolio-all"), anchor=False)
    st.caption(say("portfolio-choose"))
    table = _table(found)
    chosen = st.dataframe(
        table,
        hide_index=True,
        key="portfolio-table",
        column_config=columns_of(table),
        on_select="rerun",
        selection_mode="single-row",
    )
    csv_button(table, key="portfolio-csv", filename="portfolio")
    for row in chosen.selection.rows:
        wanted = {"campaign": found[row].trial.campaign_id}
        st.switch_page("learn/results.py", query_params=wanted)


def _table(found: list[Readout]) -> pd.DataFrame:
    rows = [
        (
            readout.trial.name,
            say(f"results-verdict-{readout.verdict}"),
            readout.trial.treated,
            readout.trial.holdout,
            readout.sentence(language()),
        )
        for readout in found
    ]
    names = ("campaign", "verdict", "treated", "holdout", "sentence")
    return pd.DataFrame(rows, columns=[say(f"results-{name}") for name in names])
