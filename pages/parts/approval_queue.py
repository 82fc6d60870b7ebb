"""What waits at the approvals desk: for this person first, with the reason it is theirs."""

from datetime import datetime, timedelta

import streamlit as st

from core.approvals.tables import Waiting
from core.cockpit import Cockpit
from core.people import records as people
from pages.parts.campaign_review import spoken_reasons
from pages.parts.frame import language, say
from pages.parts.plain import plain

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def show_queue(house: Cockpit, rows: list[Waiting]) -> None:
    """What this person can decide, then what others have to."""
    with house.store.reading() as tx:
        names = people.names(tx)
    now = house.clock.now()
    mine = [row for row in rows if row.mine is not None]
    others = [row for row in rows if row.mine is None]
    if mine:
        st.subheader(say("approvals-mine", n=len(mine)), anchor=False)
    else:
        st.success(say("approvals-nothing"), icon=":material/check_circle:")
    for row in mine:
        _draw_row(row, names, now)
    if others:
        st.subheader(say("approvals-others", n=len(others)), anchor=False)
    for row in others:
        _draw_row(row, names, now)


def open_file(campaign_id: str) -> None:
    st.query_params["campaign"] = campaign_id


def spoken_age(since: datetime, now: datetime) -> str:
    """How long it has waited, in days or hours."""
    age = now - since
    if age >= DAY:
        return say("approvals-age-days", n=age // DAY)
    return say("approvals-age-hours", n=max(age // HOUR, 0))


def spoken_right(row: Waiting) -> str:
    """Why it is this person's to decide, or why it is not."""
    if row.works:
        works = ", ".join(say(f"approvals-work-{work}") for work in row.works)
        return say("approvals-why-own", works=works)
    if row.decided is not None:
        return say("approvals-why-decided", stage=row.decided.label[language()])
    if row.mine is None:
        return say("approvals-why-other-role", roles=_roles(row))
    role = say(f"people-role-{row.mine.role}")
    return say("approvals-why-mine", role=role, reasons=spoken_reasons(row.mine))


def _roles(row: Waiting) -> str:
    return ", ".join(say(f"people-role-{stage.role}") for stage in row.standing.open_stages)


def _draw_row(row: Waiting, names: dict[str, str], now: datetime) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            st.markdown(f"**{plain(row.campaign.name)}**")
            st.caption(
                say(
                    "approvals-submitted",
                    person=plain(names.get(row.submitted_by, row.submitted_by)),
                    age=spoken_age(row.submitted_at, now),
                    decided=row.standing.decided,
                    all=len(row.standing.stages),
                )
            )
            st.caption(plain(spoken_right(row)))
        st.button(
            say("approvals-open"),
            key=f"open-{row.campaign.id}",
            icon=":material/arrow_forward:",
            type="secondary" if row.mine is None else "primary",
            on_click=open_file,
            args=(row.campaign.id,),
        )
