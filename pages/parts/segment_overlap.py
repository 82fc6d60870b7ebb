"""The overlap of segments on the screen: who is in exactly which, and every pair."""

import streamlit as st

from core.cockpit import Cockpit
from core.segments import overlap, records, tables
from core.segments.bits import Bits
from core.segments.model import Rule, Segment
from core.segments.overlap import MOST, Overlap
from pages.parts.frame import refusals_shown, say
from pages.parts.overlap_charts import grid_picture, named, upset_picture
from pages.parts.sheets import Table, shown

AT_FIRST = 4  # segments beside this one, until somebody chooses
LOOKS = ("upset", "share", "likeness")


def show_overlap(opened: Cockpit, draft_id: str, rule: Rule) -> None:
    """This rule beside saved segments. `rule` is complete and knows its sets."""
    with opened.store.reading() as tx:
        saved = {one.id: one for one in records.everything(tx) if one.id != draft_id}
    if not saved:
        st.info(say("insight-overlap-none"))
        return
    chosen = st.multiselect(
        say("insight-overlap-with"),
        list(saved),
        default=list(saved)[:AT_FIRST],
        format_func=lambda one: saved[one].name,
        max_selections=MOST - 1,
        key=f"segment-overlap-{draft_id}",
        persist_state="session",
    )
    look = st.segmented_control(
        say("insight-overlap-look"),
        LOOKS,
        default=LOOKS[0],
        format_func=lambda one: say(f"insight-overlap-{one}"),
        key=f"segment-overlap-look-{draft_id}",
        required=True,
        label_visibility="collapsed",
    )
    labels, sets = _sets(opened, rule, [saved[one] for one in chosen])
    _show(draft_id, str(look), overlap.overlap(sets), labels)


def _sets(opened: Cockpit, rule: Rule, segments: list[Segment]) -> tuple[list[str], list[Bits]]:
    """This rule and each segment that still fits; why one does not is shown."""
    snapshot = opened.warehouse.current()
    labels, sets = [say("insight-this")], [tables.members(snapshot, rule, opened.catalogue)]
    for segment in segments:
        with refusals_shown():
            known = opened.resolved(segment.rule)
            sets.append(tables.members(snapshot, known, opened.catalogue))
            labels.append(segment.name)
    return labels, sets


def _show(draft_id: str, look: str, found: Overlap, labels: list[str]) -> None:
    key, note = (
        f"segment-overlap-chart-{draft_id}-{look}",
        say(f"insight-overlap-{look}-caption"),
    )
    if look == "upset":
        picture, table = upset_picture(found, labels), _intersections(found, labels)
        if found.rest:
            note += " " + say("insight-upset-rest", count=found.rest, accounts=found.in_rest)
    else:
        picture = grid_picture(found, labels, is_likeness=look == "likeness")
        table = _pairs(found, labels)
    st.caption(note)
    key = f"segment-overlap-chart-{draft_id}-{look}"
    shown(picture, table, key=key, filename="overlap", alt=_in_words(found, labels))


def _intersections(found: Overlap, labels: list[str]) -> Table:
    rows = [(named(one, labels), one.accounts) for one in found.intersections]
    return Table([say("insight-column-intersection"), say("insight-column-accounts")], rows)


def _pairs(found: Overlap, labels: list[str]) -> Table:
    places = range(len(labels))
    rows = [
        (
            labels[one],
            labels[other],
            found.both[one][other],
            _percent(found.share(one, other)),
            _percent(found.jaccard(one, other)),
        )
        for one in places
        for other in places
        if one != other
    ]
    names = ("segment", "other", "both", "share-of-row", "likeness")
    return Table([say(f"insight-column-{name}") for name in names], rows)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 2)


def _in_words(found: Overlap, labels: list[str]) -> str:
    largest = found.intersections[0] if found.intersections else None
    return say(
        "insight-alt-overlap",
        segments=len(labels),
        largest=named(largest, labels) if largest else say("insight-nobody"),
        accounts=largest.accounts if largest else 0,
    )
