"""A campaign's delivery on the screen: the funnel, and each number with its formula."""

from collections.abc import Iterator, Mapping

import pandas as pd
import streamlit as st

from core.foundation import words
from core.results.ledger import NOTHING, Ledger
from pages.parts.charts import funnel_bars, shown
from pages.parts.frame import language, say


def show(delivery: Ledger, by_channel: Mapping[str, Ledger]) -> None:
    """The delivery funnel; every number says on hover how it is counted."""
    st.subheader(say("results-delivery"), anchor=False)
    with st.container(horizontal=True, gap="medium"):
        for label, n, formula in _tiles(delivery):
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
    _show_channels(by_channel)


def _show_channels(by_channel: Mapping[str, Ledger]) -> None:
    if len(by_channel) > 1:
        st.caption(say("results-by-channel"))
        st.dataframe(_channels(by_channel), hide_index=True)


def _tiles(delivery: Ledger) -> Iterator[tuple[str, int, str]]:
    """Each number with its name and how it is counted; of what was lost, only what was."""
    arms = (("treated", delivery.treated_accounts), ("holdout", delivery.holdout_accounts))
    for name, accounts in arms:
        yield say(f"results-{name}"), accounts, say(f"results-{name}-how")
    lost = [(name, n) for name, n in delivery.losses if n]
    for name, n in [*delivery.stages, *lost]:
        yield _label(name), n, say(f"results-stage-{name}-how")


def _channels(by_channel: Mapping[str, Ledger]) -> pd.DataFrame:
    """A row a channel; losses that nobody has are no column."""
    each = by_channel.values()
    last = "assumed" if any(one.assumed for one in each) else "delivered"
    stages = [*(name for name, _ in NOTHING.stages[:-1]), last]
    lost = [name for name, _ in NOTHING.losses if any(dict(one.losses)[name] for one in each)]
    named = [say("results-channel"), *map(_label, [*stages, *lost])]
    rows = [
        (
            say(f"editor-channel-{channel}"),
            *(n for _, n in one.stages),
            *(dict(one.losses)[name] for name in lost),
        )
        for channel, one in by_channel.items()
    ]
    return pd.DataFrame(rows, columns=named)


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
