"""The decision of an approver: the buttons, and what they need."""

from collections.abc import Mapping

import streamlit as st

from core.approvals import actions as approvals
from core.approvals.model import Verdict
from core.approvals.tables import Waiting
from core.cockpit import Cockpit
from core.people.model import Person
from pages.parts.approval_queue import spoken_right
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.plain import plain

BUTTONS = {
    Verdict.APPROVE: ("check", "primary"),
    Verdict.ASK_FOR_CHANGES: ("edit_note", "secondary"),
    Verdict.REJECT: ("block", "secondary"),
}


def draw_decision(
    house: Cockpit, person: Person, row: Waiting, names: Mapping[str, str]
) -> None:
    """The three buttons; two of them want a comment."""
    with st.container(border=True):
        st.caption(plain(spoken_right(row, names)))
        comment = st.text_area(say("approvals-comment"), key=f"comment-{row.campaign.id}")
        with st.container(horizontal=True):
            for verdict, (icon, kind) in BUTTONS.items():
                pressed = st.button(
                    say(f"approvals-do-{verdict}"),
                    key=verdict,
                    icon=f":material/{icon}:",
                    type="primary" if kind == "primary" else "secondary",
                )
                if pressed:
                    _decide(house, person, row, verdict, comment or "")


def _decide(
    house: Cockpit, person: Person, row: Waiting, verdict: Verdict, comment: str
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
                seen=st.session_state[f"seen-{row.campaign.id}"],
            )
        st.query_params.clear()
        announce(f"approvals-done-{verdict}", name=row.campaign.name)
        st.rerun()
