"""Satisfaction on the screen: what a survey says, and what must not get worse."""

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.estimates import side
from core.results.model import Estimate, Readout
from core.results.satisfaction import Guard, Satisfaction
from pages.parts.charts import Spot, interval_picture, shown
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

REACH = 1.96  # standard errors either side of a raw mean, for the picture alone
_SIDES = {1: "up", -1: "down", 0: "inconclusive"}


def show(found: Satisfaction, read: Readout) -> None:
    """The survey's sentence with its picture, then the guard-rails with their verdict."""
    st.subheader(say("results-pleased"), anchor=False)
    if found.nps is None:
        reason = found.refusals[0].sentence(language())
        st.markdown(plain(say("results-nps-refused", reason=reason)))
        if found.bounds is not None:
            low, high = (_points(bound) for bound in found.bounds)
            st.caption(say("results-nps-bounds", low=low, high=high))
    else:
        _show_nps(found, found.nps, read)
    _show_guards(found, campaign=read.trial.campaign_id)


def _show_nps(found: Satisfaction, nps: Estimate, read: Readout) -> None:
    uplift = nps.uplift
    told = say(
        f"results-nps-{_SIDES[side(uplift)]}",
        difference=_points(abs(uplift.difference)),
        low=_points(uplift.low),
        high=_points(uplift.high),
        confidence=100 * read.confidence,
        treated=found.treated.answers,
        holdout=found.holdout.answers,
    )
    st.markdown(told)
    spot = Spot(say("results-nps-label"), uplift.difference, uplift.low, uplift.high)
    arms = _arms(nps)
    figure = interval_picture(
        [spot], axis=say("results-axis-nps"), arms=arms, arms_axis=say("results-axis-nps-arm")
    )
    names = ("results-number", "results-value", "results-low", "results-high")
    rows = [
        [s.label, round(s.value, 1), round(s.low, 1), round(s.high, 1)] for s in [spot, *arms]
    ]
    table = pd.DataFrame(rows, columns=[say(name) for name in names])
    shown(figure, table, key="nps", filename=f"nps-{read.trial.campaign_id}", alt=told)


def _arms(nps: Estimate) -> list[Spot]:
    return [
        Spot(say(f"results-{name}"), arm.mean, arm.mean - half, arm.mean + half)
        for name, arm in (("treated", nps.treated), ("holdout", nps.holdout))
        for half in [REACH * arm.squared_error**0.5]
    ]


def _show_guards(found: Satisfaction, *, campaign: str) -> None:
    st.markdown(f"**{say('results-guards')}**")
    if found.harms:
        names = ", ".join(say(f"results-guard-{guard.name}").lower() for guard in found.harms)
        told = say("results-guards-harm", names=names)
        st.warning(told, icon=":material/gpp_maybe:")
    else:
        st.markdown(say("results-guards-fine"))
    with st.expander(say("charts-table"), icon=":material/table_rows:"):
        table = pd.DataFrame([_row(guard) for guard in found.guards], columns=_headings())
        show_grid(table, key="guards")
        csv_button(table, key="guards-csv", filename=f"guards-{campaign}")


def _headings() -> list[str]:
    keys = ("guard", "treated", "guard-limit", "guard-least", "guard-p", "guard-verdict")
    return [say(f"results-{key}") for key in keys]


def _row(guard: Guard) -> list[object]:
    limit = guard.holdout.rate if guard.holdout else guard.ceiling or 0.0
    verdict = "harm" if guard.harm.is_harm else "fine"
    return [
        say(f"results-guard-{guard.name}"),
        _share(guard.treated.rate),
        _share(limit),
        round(max(0.0, 100 * guard.harm.least), 2),
        round(guard.harm.p, 4),
        say(f"results-guard-is-{verdict}"),
    ]


def _share(rate: float) -> str:
    return words.percent(language(), rate, digits=2)


def _points(value: float) -> str:
    return words.number(language(), value, digits=1)
