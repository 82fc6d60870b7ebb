"""The decision of an approver: the buttons, and what they need."""

from collections.abc import Mapping

import streamlit as st

from core.approvals import actions as approvals
from core.approvals.model import Verdict
from core.approvals.tables import Waiting
from core.cockpit import Cockpit
from core.people.model import Person
from pages.parts.approval_queue import spoken_right
from pages.parts.approval_remarks import draw_anchors
from pages.parts.audience_power import warn_of_no_outcome
from pages.parts.audience_shown import frozen_of
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.plain import plain

BUTTONS = {  # by verdict: its icon, and the keys that press it
    Verdict.APPROVE: ("check", "ctrl+alt+a"),
    Verdict.ASK_FOR_CHANGES: ("edit_note", "ctrl+alt+e"),
    Verdict.REJECT: ("block", "ctrl+alt+x"),
}


def draw_decision(
    house: Cockpit, person: Person, row: Waiting, names: Mapping[str, str]
) -> None:
    """The three buttons; two of them want a comment."""
    with st.container(border=True):
        st.caption(plain(spoken_right(row, names)))
        comment = st.text_area(say("approvals-comment"), key=f"comment-{row.campaign.id}")
        remarks = draw_anchors(row.campaign.id)
        warn_of_no_outcome(row.campaign, frozen_of(house, row.campaign))
        with st.container(horizontal=True):
            for verdict, (icon, keys) in BUTTONS.items():
                pressed = st.button(
                    say(f"approvals-do-{verdict}"),
                    key=verdict,
                    icon=f":material/{icon}:",
                    type="primary" if verdict is Verdict.APPROVE else "secondary",
                    shortcut=keys,
                )
                if pressed:
                    _decide(house, person, row, verdict, comment or "", remarks)


def _decide(
    house: Cockpit,
    person: Person,
    row: Waiting,
    verdict: Verdict,
    comment: str,
    remarks: Mapping[str, str],
) -> None:
    """Decide on exactly what was drawn, and go back to what still waits."""
    with refusals_shown():
        with house.transaction(person) as tx:
            approvals.decide(
                tx,
                row.campaign.id,
                decision_id=house.ids.new(),
                verdict=verdict,
                comment=comment,
                by=person,
                at=house.clock.now(),
                remarks=remarks,
                seen=st.session_state[f"seen-{row.campaign.id}"],
            )
        st.query_params.clear()
        announce(f"approvals-done-{verdict}", name=row.campaign.name)
        st.rerun()
