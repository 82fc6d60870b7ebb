"""Approvals: what waits for me and why, one campaign's file, and the decision."""

import streamlit as st

from core.approvals import actions as approvals
from core.approvals import tables
from core.approvals.model import Verdict
from core.approvals.tables import Waiting
from core.people.model import Permission
from pages.parts.approval_changes import show_since
from pages.parts.approval_file import show_file
from pages.parts.approval_queue import show_queue, spoken_right
from pages.parts.campaign_comments import show_talk
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_review import draw_standing
from pages.parts.frame import announce, open_page, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.rehearsal_shown import show_sealed

house, person = open_page("approvals", Permission.DECIDE)

BUTTONS = {
    Verdict.APPROVE: ("check", "primary"),
    Verdict.ASK_FOR_CHANGES: ("edit_note", "secondary"),
    Verdict.REJECT: ("block", "secondary"),
}


def decide(row: Waiting, verdict: Verdict, comment: str) -> None:
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


def draw_decision(row: Waiting) -> None:
    """The three buttons; two of them want a comment."""
    with st.container(border=True):
        st.caption(plain(spoken_right(row)))
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
                    decide(row, verdict, comment or "")


with house.store.reading() as tx:
    rows = tables.waiting(tx, for_=person)
opened = next((row for row in rows if row.campaign.id == st.query_params.get("campaign")), None)
if opened is None:
    if "campaign" in st.query_params:
        st.info(say("approvals-gone"), icon=":material/info:")
    show_queue(house, rows)
    st.stop()
st.button(say("approvals-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
st.header(plain(opened.campaign.name), anchor=False)
with house.store.reading() as tx:
    since = tables.changed_since(tx, opened.campaign, person)
# A press decides on what the person looked at, not on what it has become since.
pressed = any(st.session_state.get(verdict) for verdict in Verdict)
if not pressed:
    st.session_state[f"seen-{opened.campaign.id}"] = opened.campaign.fingerprint
draw_standing(Desk(house, person, opened.campaign))
if since is not None:
    show_since(house, since)
if opened.mine is None:
    st.warning(plain(spoken_right(opened)), icon=":material/visibility:")
else:
    draw_decision(opened)
show_file(house, opened.campaign)
show_sealed(house, opened.campaign)
show_talk(house, person, opened.campaign)
