"""The funnel of a segment on the screen: always there, and so as cheap as the count itself."""

import streamlit as st

from core.cockpit import Cockpit
from core.segments.editing import node
from core.segments.funnel import Funnel
from core.segments.model import Combine, Rule
from core.segments.sentence import phrase
from core.segments.tables import Measured
from pages.parts.frame import language, say
from pages.parts.segment_charts import funnel_picture
from pages.parts.sheets import Table, shown

COLUMNS = ("part", "alone", "left", "change", "without", "cost")


def show_funnel(opened: Cockpit, draft_id: str, rule: Rule, measured: Measured) -> None:
    """What each part takes away and what it alone costs; of the whole base there is nothing.

    `rule` is the draft as it is written: the steps say where in it their parts stand.
    """
    walk = measured.funnel
    if not walk.steps:
        return
    catalogue = opened.speaking()
    labels = [phrase(node(rule, step.path), catalogue, language()) for step in walk.steps]
    if walk.combine is Combine.NONE:
        labels = [say("insight-not", part=label) for label in labels]
    st.subheader(say("insight-funnel"), anchor=False)
    shown(
        funnel_picture(walk, labels),
        _table(walk, labels),
        key=f"segment-funnel-{draft_id}",
        filename="funnel",
        alt=_in_words(walk, labels),
    )


def _table(walk: Funnel, labels: list[str]) -> Table:
    rows = [
        (label, step.alone, step.left, step.change, step.without, walk.cost(step))
        for label, step in zip(labels, walk.steps, strict=True)
    ]
    return Table([say(f"insight-column-{name}") for name in COLUMNS], rows)


def _in_words(walk: Funnel, labels: list[str]) -> str:
    """The walk in a sentence, with the part that costs (or brings) the most."""
    most = max(range(len(labels)), key=lambda place: abs(walk.cost(walk.steps[place])))
    return say(
        f"insight-alt-{walk.combine}",
        start=walk.start,
        total=walk.total,
        steps=len(labels),
        part=labels[most],
        cost=abs(walk.cost(walk.steps[most])),
    )
