"""A mailing run elsewhere, on the screen: its file, its columns, and as careful an answer."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pandas as pd
import streamlit as st

from core.results.external import read_file
from core.results.files import columns_of
from core.results.model import Verdict
from core.results.terms import Columns
from core.results.told import FileReadout
from pages.parts.charts import Spot, interval_picture, shown
from pages.parts.frame import language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.readouts import MARKS
from pages.parts.uploads import ask_file

KINDS = ["csv", "txt", "parquet", "pq"]
REACH = 1.96  # standard errors either side of a raw mean, for the picture alone


def offer(most_megabytes: int) -> None:
    """A file, what its columns say, and the result; nothing of it outlives the answer."""
    with st.expander(say("results-elsewhere"), icon=":material/upload_file:"):
        st.caption(say("results-elsewhere-how"))
        where = say("results-elsewhere-file")
        given = ask_file(where, KINDS, key="elsewhere-file", most_megabytes=most_megabytes)
        if given is None:
            return
        with refusals_shown(), TemporaryDirectory() as folder:
            # By a name of ours: theirs may be anything.
            path = Path(folder) / f"mailing{Path(given.name).suffix.lower()}"
            path.write_bytes(given.getvalue())
            asked = _ask(columns_of(path))
            if asked is not None:
                with st.spinner(say("results-computing")):
                    _show(read_file(path, asked))


def _ask(names: list[str]) -> Columns | None:
    """What the columns say; none until the button is pressed."""
    with st.form("elsewhere", border=False):
        left, right = st.columns(2)
        chosen: dict[str, Any] = {
            name: place.selectbox(
                say(f"results-elsewhere-{name}"), names, key=f"elsewhere-{name}"
            )
            for name, place in (("unit", left), ("arm", right), ("outcome", left))
        }
        control = right.text_input(say("results-elsewhere-control"), key="elsewhere-control")
        before, share = _ask_more(left, right, names)
        pressed = st.form_submit_button(say("results-elsewhere-read"), key="elsewhere-read")
    if not pressed:
        return None
    planned = None if share is None else share / 100
    return Columns(**chosen, control=control, before=before, share=planned)


def _ask_more(left: Any, right: Any, names: list[str]) -> tuple[str | None, int | None]:
    """The column of the past and the planned share, where there are any."""
    none = say("results-elsewhere-none")
    before: str | None = left.selectbox(
        say("results-elsewhere-before"),
        names,
        index=None,
        placeholder=none,
        key="elsewhere-before",
    )
    share: int | None = right.number_input(
        say("results-elsewhere-share"),
        min_value=1,
        max_value=99,
        value=None,
        placeholder=none,
        key="elsewhere-share",
    )
    return before, share


def _show(found: FileReadout) -> None:
    icon, color = MARKS[found.verdict]
    st.badge(say(f"results-verdict-{found.verdict}"), icon=icon, color=color)
    st.markdown(f"**{plain(found.sentence(language()))}**")
    if found.plain is not None and found.verdict is not Verdict.REFUSED:
        _picture(found)
    for reason in found.cautions:
        st.warning(plain(reason.sentence(language())), icon=":material/priority_high:")


def _picture(found: FileReadout) -> None:
    assert found.plain is not None
    named = [("plain", found.plain)]
    named += [("adjusted", found.adjusted)] if found.adjusted else []
    spots = [
        Spot(say(f"results-elsewhere-{name}"), one.uplift.difference, *one.uplift.interval)
        for name, one in named
    ]
    arms = [
        Spot(say(f"results-{name}"), arm.mean, arm.mean - half, arm.mean + half)
        for name, arm in (("treated", found.plain.treated), ("holdout", found.plain.holdout))
        for half in [REACH * arm.squared_error**0.5]
    ]
    figure = interval_picture(
        spots,
        axis=say("results-elsewhere-axis"),
        arms=arms,
        arms_axis=say("results-elsewhere-axis-arm"),
    )
    names = [say(f"results-{name}") for name in ("number", "value", "low", "high")]
    rows = [(one.label, one.value, one.low, one.high) for one in (*spots, *arms)]
    table = pd.DataFrame(rows, columns=names)
    shown(figure, table, key="elsewhere", filename="mailing", alt=found.sentence(language()))
