"""All campaigns of a period together on the screen: the sentence, the interval, or why not."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.model import Verdict
from core.results.programme import Programme
from pages.parts.charts import Spot, forest, shown
from pages.parts.frame import language, say
from pages.parts.plain import plain


def show(found: Sequence[Programme]) -> None:
    """Every period with its sentence; those that may be told in one picture."""
    if not found:
        return
    st.subheader(say("results-programme-title"), anchor=False)
    st.caption(say("results-programme-how"))
    for one in found:
        st.markdown(plain(one.sentence(language())))
        for reason in one.cautions:
            st.warning(plain(reason.sentence(language())), icon=":material/priority_high:")
    told = [one for one in found if one.findings is not None and _is_told(one)]
    if told:
        shown(
            forest([_spot(one) for one in told], axis=say("results-programme-axis")),
            _table(told),
            key="programme",
            filename="programme",
            alt=" ".join(one.sentence(language()) for one in told),
        )


def _is_told(one: Programme) -> bool:
    return one.verdict is not Verdict.REFUSED


def _spot(one: Programme) -> Spot:
    assert one.findings is not None
    uplift = one.findings.money.uplift
    return Spot(
        words.period(language(), one.period), uplift.difference, uplift.low, uplift.high
    )


def _table(found: Sequence[Programme]) -> pd.DataFrame:
    keys = ("programme-period", "programme-treated", "programme-aside", "value", "low", "high")
    rows = [
        (s.label, one.treated, one.aside, *(round(n, 2) for n in (s.value, s.low, s.high)))
        for one, s in ((one, _spot(one)) for one in found)
    ]
    return pd.DataFrame(rows, columns=[say(f"results-{key}") for key in keys])
