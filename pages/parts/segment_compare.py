"""Two versions of a segment side by side: the rule in words, and who comes and who goes."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Person
from core.segments import comparing, records, tables
from core.segments.checking import completed
from core.segments.differences import differences
from core.segments.exporting import headings
from core.segments.model import Counts, Rule, Segment
from pages.parts import segment_draft as drafts
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.segment_export import show_export
from pages.parts.segment_history import show_lines

DRAFT = 0  # the number of what is not saved yet
SIGNS = {"added": "+", "gone": "−", "kept": ""}


def show_compare(
    opened: Cockpit, person: Person, segment: Segment | None, draft_id: str
) -> None:
    """Choose two versions, or one and the rule on the screen, and see what lies between."""
    if segment is None:
        st.caption(say("segments-history-none"))
        return
    with opened.store.reading() as tx:
        rules = {one.version: one.rule for one in records.versions(tx, segment.id)}
    draft = drafts.current(draft_id)
    rules[DRAFT], _ = completed(draft.rule, opened.catalogue)
    is_open = draft.is_changed or segment.version == 1
    before, after = _chosen(
        list(rules),
        segment.version if is_open else segment.version - 1,
        DRAFT if is_open else segment.version,
        draft_id,
    )
    lines = differences(rules[before], rules[after], opened.speaking(), language())
    if not lines:
        st.info(say("library-same-rule"), icon=":material/equal:")
        return
    show_lines(lines)
    _show_members(opened, person, draft_id, rules[before], rules[after])


def _chosen(numbers: list[int], before: int, after: int, draft_id: str) -> tuple[int, int]:
    columns = st.columns(2)
    chosen = []
    for column, part, number in zip(columns, ("from", "to"), (before, after), strict=True):
        picked = column.selectbox(
            say(f"library-compare-{part}"),
            numbers,
            index=numbers.index(number),
            format_func=_name,
            # Named after its start: another draft, or a new version, begins anew.
            key=f"segment-compare-{part}-{draft_id}-{number}-{max(numbers)}",
        )
        chosen.append(number if picked is None else picked)
    return chosen[0], chosen[1]


def _name(number: int) -> str:
    return say("library-draft") if number == DRAFT else say("library-version", version=number)


def _show_members(
    opened: Cockpit, person: Person, draft_id: str, before: Rule, after: Rule
) -> None:
    snapshot = opened.warehouse.current()
    was, now = opened.resolved(before), opened.resolved(after)
    found = comparing.compared(snapshot, was, now, opened.catalogue)
    counts = comparing.counted(snapshot, found)
    _show_counts(counts)
    if found.is_same:
        st.caption(say("library-same-members"))
        return
    key = f"segment-compare-{draft_id}"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        part = st.segmented_control(
            say("library-members"),
            SIGNS,
            default="added" if counts["added"].accounts else "gone",
            format_func=lambda one: say(f"library-members-{one}"),
            key=f"{key}-part",
            required=True,
            label_visibility="collapsed",
        )
        show_export(opened, person, draft_id, rule=after, since=before, key=key)
    chosen = {"added": found.added, "gone": found.gone, "kept": found.kept}[part or "added"]
    columns = headings(opened.catalogue, language())
    rows = pd.DataFrame(tables.sample_of(snapshot, chosen), columns=list(columns))
    show_grid(rows.rename(columns=columns).dropna(axis=1, how="all"))


def _show_counts(counts: Mapping[str, Counts]) -> None:
    for column, (part, sign) in zip(st.columns(len(SIGNS)), SIGNS.items(), strict=True):
        accounts = counts[part].accounts
        number = (sign if accounts else "") + words.number(language(), accounts)
        column.metric(say(f"library-members-{part}"), number, border=True)
        column.caption(say("library-contacts-count", count=counts[part].contacts))
