"""What the base says of a text while it is written: who reads a gap, and whose is the longest.

Each is asked once for a publication, the fields a text quotes and the segment at hand; a letter
typed into it asks nothing anew.
"""

from collections.abc import Sequence

import streamlit as st

from core.cockpit import Cockpit
from core.foundation.refusal import Refusal
from core.messages import gaps, tables
from core.messages.model import BadTemplate, Finding
from core.messages.tables import Gaps, Recipient
from core.segments.model import Rule
from core.segments.notation import canonical
from pages.parts.frame import house
from pages.parts.message_brief import doubts
from pages.parts.message_draft import Draft
from pages.parts.message_finished import checked, finished
from pages.parts.message_recipient import Frozen, ordinals_of, segment_at_hand

LOOKED_AT = 8  # contacts with the most letters, whose texts are then filled and measured
KEPT = 64  # answers
NO_MARK = "checks-no-mark"


def findings_of(opened: Cockpit, draft: Draft) -> list[Finding]:
    """Everything to mend in the text at hand, with what the base and the brief say of it."""
    findings = checked(draft.writing, draft.channel, draft.utm)
    if not draft.name.strip():  # a mark that links get comes of the name
        findings = [one for one in findings if one.key != NO_MARK]
    try:
        made = finished(draft.writing, draft.channel, draft.utm)
    except BadTemplate:
        return counted(opened, findings)
    return counted(opened, [*findings, *doubts(opened, draft.writing, made)])


def counted(opened: Cockpit, findings: Sequence[Finding]) -> list[Finding]:
    """The findings, with how many contacts of the segment at hand would read a gap."""
    names = gaps.bare(findings)
    if not names or opened.warehouse.is_empty():
        return list(findings)
    try:
        name, rule = _at_hand(opened)
    except Refusal:
        return list(findings)  # the preview says what is wrong with the segment
    written = canonical(rule) if rule else ""
    known = _gaps(opened.warehouse.current_number(), names, written, _rule=rule)
    return gaps.counted(findings, known, name)


def most_letters(
    opened: Cockpit, frozen: Frozen | None, names: Sequence[str]
) -> list[Recipient]:
    """Whose values of these fields are the longest, among the contacts one chooses from."""
    if opened.warehouse.is_empty():
        return []
    if frozen is not None:
        snapshot = opened.warehouse.snapshot(frozen.publication)
        longest = tables.longest_filled(
            snapshot, names, among=frozen.contact_ids, limit=LOOKED_AT
        )
        return [*tables.recipients(snapshot, [one.contact_id for one in longest]).values()]
    try:
        _, rule = _at_hand(opened)
    except Refusal:
        return []
    written = canonical(rule) if rule else ""
    return _longest(opened.warehouse.current_number(), tuple(names), written, _rule=rule)


def _at_hand(opened: Cockpit) -> tuple[str, Rule | None]:
    """The segment's name and rule; no name and no rule for everybody."""
    segment = segment_at_hand(opened)
    return (segment.name, opened.resolved(segment.rule)) if segment else ("", None)


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _gaps(
    publication: int, names: tuple[str, ...], written: str, *, _rule: Rule | None
) -> Gaps:
    snapshot = house().warehouse.snapshot(publication)
    return tables.gaps(snapshot, names, ordinals=_members(publication, written, _rule))


@st.cache_data(max_entries=KEPT, show_spinner=False)
def _longest(
    publication: int, names: tuple[str, ...], written: str, *, _rule: Rule | None
) -> list[Recipient]:
    snapshot = house().warehouse.snapshot(publication)
    longest = tables.longest_filled(
        snapshot, names, ordinals=_members(publication, written, _rule), limit=LOOKED_AT
    )
    return [*tables.recipients(snapshot, [one.contact_id for one in longest]).values()]


def _members(publication: int, written: str, rule: Rule | None) -> list[int] | None:
    return None if rule is None else ordinals_of(publication, written, _rule=rule)
