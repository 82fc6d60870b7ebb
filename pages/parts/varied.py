"""The variants of one campaign on the screen: which differ, and which nobody can tell apart."""

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.comparing import sentences
from core.results.model import Readout
from core.results.variants import Comparison, Variants
from pages.parts.charts import Spot, forest, shown
from pages.parts.frame import language, say
from pages.parts.plain import plain


def show(found: Readout, variants: Variants) -> None:
    """What can be told as sentences, its picture, and the figures as a table."""
    told = sentences(variants, language())
    st.subheader(say("variants-title"), anchor=False)
    st.caption(say("variants-how"))
    if told:
        st.markdown("\n".join(f"- {plain(one)}" for one in told))
    if not variants.comparisons:
        return
    shown(
        forest([_spot(one) for one in variants.comparisons], axis=say("variants-axis")),
        _table(variants),
        key="variants",
        filename=f"variants-{found.trial.campaign_id}",
        alt=" ".join(told),
    )


def _label(one: Comparison) -> str:
    key = "variants-against-holdout" if one.second is None else "variants-against-other"
    return say(key, variant=one.first, other=one.second or "")


def _spot(one: Comparison) -> Spot:
    uplift = one.uplift
    return Spot(_label(one), uplift.difference, uplift.low, uplift.high)


def _table(variants: Variants) -> pd.DataFrame:
    found = variants.comparisons
    columns = {
        "variants-pair": [_label(one) for one in found],
        "variants-accounts": [" / ".join(map(_count, one.accounts)) for one in found],
        "variants-means": [" / ".join(_money(mean) for mean in one.means) for one in found],
        "variants-difference": [round(one.uplift.difference, 2) for one in found],
        "variants-low": [round(one.uplift.low, 2) for one in found],
        "variants-high": [round(one.uplift.high, 2) for one in found],
        "variants-p": [round(one.p, 4) for one in found],
    }
    return pd.DataFrame({say(name): values for name, values in columns.items()})


def _count(accounts: int) -> str:
    return words.number(language(), accounts)


def _money(amount: float) -> str:
    return words.money(language(), amount)
