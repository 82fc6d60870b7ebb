"""All campaigns on the screen: how many worked, a forest of intervals, money over time."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.booklets.content import bar, kind_name, summary
from core.results.model import STANDINGS, Readout
from core.results.pleasing import spoken
from core.results.portfolio import DIMENSIONS, Portfolio
from core.results.surveyed import Surveyed
from pages.parts.charts import Spot, shown
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import columns_of, show_grid
from pages.parts.plain import plain
from pages.parts.portfolio_charts import band, pulled_forest


def show_summary(found: Portfolio) -> None:
    """How many campaigns stand where, as the table says it, and what they come to together."""
    counts = Counter(readout.standing for readout in found.readouts)
    for column, standing in zip(st.columns(len(STANDINGS)), STANDINGS, strict=True):
        column.metric(say(f"results-verdict-{standing}"), counts[standing], border=True)
    for sentence in summary(found, language())[1:]:
        st.markdown(plain(sentence))


def show_forest(found: Portfolio) -> None:
    """Every campaign that may be told: its own interval, and what is left beside the others."""
    if not found.placed:
        st.info(say("portfolio-nothing-to-tell"), icon=":material/hourglass_empty:")
        return
    st.subheader(say("portfolio-forest"), anchor=False)
    st.caption(say("portfolio-shrunken-how"))
    bars = [bar(one) for one in found.placed]
    own = [Spot(one.label, one.value, one.low, one.high) for one in bars]
    pulled = [Spot(one.label, one.pulled, one.pulled_low, one.pulled_high) for one in bars]
    names = ("campaign", "ratio", "low", "high", "pulled", "pulled-low", "pulled-high")
    rows = [
        (a.label, *(_share(n) for n in (a.value, a.low, a.high, b.value, b.low, b.high)))
        for a, b in zip(own, pulled, strict=True)
    ]
    shown(
        pulled_forest(
            own,
            pulled,
            axis=say("portfolio-axis"),
            names=(say("portfolio-own"), say("portfolio-pulled")),
        ),
        pd.DataFrame(rows, columns=[say(f"portfolio-sheet-{name}") for name in names]),
        key="forest",
        filename="portfolio",
        alt=say("portfolio-forest"),
    )


def show_growth(found: Portfolio) -> None:
    """Incremental revenue of one campaign after the other, added up, with its band."""
    steps = found.growth
    if len(steps) < 2:  # noqa: PLR2004 – one point is no line
        return
    st.subheader(say("portfolio-growth"), anchor=False)
    st.caption(say("portfolio-growth-how"))
    days = [step.day for step in steps]
    figure = band(
        days,
        [step.total for step in steps],
        ([step.low for step in steps], [step.high for step in steps]),
        names=[step.name for step in steps],
        axis=say("portfolio-axis-total"),
    )
    rows = [
        (words.day(language(), s.day), s.name, round(s.total), round(s.low), round(s.high))
        for s in steps
    ]
    keys = ("portfolio-until", "results-campaign", "portfolio-total", "results-low")
    names = [*(say(key) for key in keys), say("results-high")]
    table = pd.DataFrame(rows, columns=names)
    shown(figure, table, key="growth", filename="growth", alt=summary(found, language())[-1])


def show_learnt(found: Portfolio) -> None:
    """Per segment, product, purpose and channel: what campaigns of one kind have in common."""
    st.subheader(say("portfolio-learnt-title"), anchor=False)
    st.caption(say("portfolio-learnt-how"))
    for dimension in DIMENSIONS:
        kinds = [one for one in found.learnt(dimension) if one.kind]
        if not kinds:
            continue
        label = say(f"portfolio-by-{dimension}")
        rows = []
        for one in kinds:
            pooled = one.pooled
            told = [_share(n) for n in (pooled.mean, pooled.low, pooled.high)] if pooled else []
            kind = kind_name(one.kind, dimension, language())
            rows.append((kind, one.campaigns, *(told or [say("portfolio-too-few"), "", ""])))
        keys = ("portfolio-campaigns", "portfolio-mean", "results-low", "results-high")
        table = pd.DataFrame(rows, columns=[label, *(say(key) for key in keys)])
        show_grid(table, key=f"learnt-{dimension}")


def show_table(found: tuple[Readout, ...], pleased: Sequence[Sequence[Surveyed]]) -> None:
    """One row a campaign with its sentence, and whether it `pleased` where anybody was asked;
    choosing a row opens its result."""
    st.subheader(say("portfolio-all"), anchor=False)
    st.caption(say("portfolio-choose"))
    table = _table(found)
    if any(pleased):
        table[say("results-pleased")] = [
            " ".join(spoken(one, read.confidence, language()) for one in some)
            for read, some in zip(found, pleased, strict=True)
        ]
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


def _table(found: tuple[Readout, ...]) -> pd.DataFrame:
    rows = [
        (
            readout.trial.name,
            say(f"results-verdict-{readout.standing}"),
            readout.trial.treated,
            readout.trial.holdout,
            readout.sentence(language()),
        )
        for readout in found
    ]
    names = ("campaign", "verdict", "treated", "holdout", "sentence")
    return pd.DataFrame(rows, columns=[say(f"results-{name}") for name in names])


def _share(value: float) -> str:
    return words.percent(language(), value, signed=True)
