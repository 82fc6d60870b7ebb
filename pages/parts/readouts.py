"""A readout on the screen: the sentence, its picture, and what a sceptic asks."""

from collections.abc import Collection, Iterator
from time import monotonic
from typing import Literal

import pandas as pd
import pyarrow as pa
import streamlit as st

from core.foundation import words
from core.people.model import Permission, Person
from core.results.doubting import doubts
from core.results.model import Estimate, Findings, Readout, Verdict
from pages.parts.charts import Spot, interval_picture, shown
from pages.parts.downloads import csv_button
from pages.parts.frame import language, say
from pages.parts.plain import plain

Color = Literal["green", "orange", "gray"]
MARKS: dict[Verdict, tuple[str, Color]] = {
    Verdict.UP: (":material/trending_up:", "green"),
    Verdict.DOWN: (":material/trending_down:", "orange"),
    Verdict.INCONCLUSIVE: (":material/trending_flat:", "gray"),
    Verdict.REFUSED: (":material/lock_clock:", "gray"),
}
MOMENT = 0.5  # seconds that need no telling
REACH = 1.96  # standard errors either side of a raw mean, for the picture alone


def money(amount: float) -> str:
    return words.money(language(), amount)


def show_nothing_yet(person: Person) -> None:
    """No campaign was ever sent: say so, and where to begin."""
    st.info(say("results-nothing-yet"), icon=":material/hourglass_empty:")
    if person.may(Permission.PLAN):
        st.page_link("plan/campaigns.py", label=say("results-plan-one"), icon=":material/add:")


def one_by_one(campaigns: Collection[str]) -> Iterator[str]:
    """Campaigns to be read, and how far that is, once it takes longer than a moment."""
    place, began = st.empty(), monotonic()
    for done, campaign in enumerate(campaigns):
        if monotonic() - began > MOMENT:
            told = say("portfolio-reading", done=done, all=len(campaigns))
            place.progress(done / len(campaigns), text=told)
        yield campaign
    place.empty()


def choose(choices: dict[str, str]) -> str:
    """Which campaign, by the address bar or by hand; the address bar keeps up."""
    asked = st.query_params.get("campaign", "")
    if asked and asked not in choices:
        st.warning(plain(say("results-not-sent", campaign=asked)), icon=":material/search_off:")
    if "results-campaign" not in st.session_state and asked in choices:
        st.session_state["results-campaign"] = asked
    chosen = st.selectbox(
        say("results-campaign"),
        list(choices),
        format_func=choices.__getitem__,
        key="results-campaign",
    )
    st.query_params["campaign"] = str(chosen)
    return str(chosen)


def show_verdict(found: Readout) -> None:
    """The one honest sentence, and more reasons where there are."""
    icon, color = MARKS[found.verdict]
    st.badge(say(f"results-verdict-{found.standing}"), icon=icon, color=color)
    st.subheader(plain(found.sentence(language())), anchor=False)
    for reason in found.refusals[1:]:
        st.markdown(say("results-also", reason=plain(reason.sentence(language()))))


def show_money(found: Readout, findings: Findings) -> None:
    """The picture: the uplift with its interval, and the raw arms above it."""
    estimates = [(say("results-estimate-money"), findings.money)]
    if findings.money.cap is not None:
        estimates.append((say("results-estimate-uncapped"), findings.uncapped))
    figure = interval_picture(
        [_difference(label, estimate) for label, estimate in estimates],
        axis=say("results-axis-uplift", days=_days(found)),
        arms=_arms(findings.uncapped),
        arms_axis=say("results-axis-mean", days=_days(found)),
    )
    st.subheader(say("results-picture"), anchor=False)
    if findings.money.cap is not None:
        st.caption(say("results-cap", cap=money(findings.money.cap)))
    shown(
        figure,
        _table(findings, estimates),
        key="uplift",
        filename=f"uplift-{found.trial.campaign_id}",
        alt=found.sentence(language()),
    )


def show_cautions(found: Readout) -> None:
    """What to bear in mind, whatever the verdict."""
    for reason in found.cautions:
        st.warning(plain(reason.sentence(language())), icon=":material/priority_high:")


def show_doubts(found: Readout) -> None:
    """What a sceptic asks, and the query behind the numbers."""
    with st.expander(say("results-sceptic"), icon=":material/quiz:"):
        for question, answer in doubts(found, language()):
            left, right = st.columns([1, 3])
            left.markdown(f"**{question}**")
            right.markdown(plain(answer))
        if found.source is not None:
            st.markdown(f"**{say('results-doubt-question')}**")
            st.code(found.source.question, language="sql")
            values = ", ".join(f"${n} = {v}" for n, v in enumerate(found.source.values, 1))
            st.code(values, language=None)


def offer_rows(found: Readout, table: pa.Table) -> None:
    """The accounts behind the numbers, to take away."""
    columns = ["account_id", "name", "is_treated", "outcome", "orders", "before"]
    rows = table.select(columns).to_pandas()
    rows["is_treated"] = rows["is_treated"].map(
        {True: say("results-treated"), False: say("results-holdout")}
    )
    rows.columns = [say(f"results-column-{name.replace('_', '-')}") for name in columns]
    st.caption(say("results-rows", accounts=len(rows)))
    csv_button(rows, key="rows-csv", filename=f"accounts-{found.trial.campaign_id}")


def _difference(label: str, estimate: Estimate) -> Spot:
    uplift = estimate.uplift
    return Spot(label, uplift.difference, uplift.low, uplift.high)


def _arms(estimate: Estimate) -> list[Spot]:
    named = (("treated", estimate.treated), ("holdout", estimate.holdout))
    return [
        Spot(
            say(f"results-{name}"),
            arm.mean,
            arm.mean - REACH * arm.squared_error**0.5,
            arm.mean + REACH * arm.squared_error**0.5,
        )
        for name, arm in named
    ]


def _table(findings: Findings, estimates: list[tuple[str, Estimate]]) -> pd.DataFrame:
    numbers = ["results-number", "results-value", "results-low", "results-high"]
    spots = [_difference(label, estimate) for label, estimate in estimates]
    total = findings.total
    whole = findings.uncapped.uplift.difference * findings.uncapped.treated.n
    spots.append(Spot(say("results-total"), whole, total.low, total.high))
    spots += _arms(findings.uncapped)
    rate = findings.rate.uplift
    rows = [[s.label, round(s.value, 2), round(s.low, 2), round(s.high, 2)] for s in spots]
    points = [round(100 * part, 2) for part in (rate.difference, rate.low, rate.high)]
    rows.append([say("results-rate"), *points])
    return pd.DataFrame(rows, columns=[say(name) for name in numbers])


def _days(found: Readout) -> int:
    return found.window.days if found.window else found.trial.window_days
