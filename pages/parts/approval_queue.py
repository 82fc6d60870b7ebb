"""What waits at the approvals desk: for this person first, with the reason it is theirs."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import streamlit as st

from core.approvals.model import Capacity, Right, StageStanding
from core.approvals.tables import Waiting
from core.cockpit import Cockpit
from core.people import records as people
from pages.parts.approval_stage import spoken_hours
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


def spoken_right(row: Waiting, names: Mapping[str, str]) -> str:
    """Why it is this person's to decide, or why it is not."""
    if row.works:
        works = ", ".join(say(f"approvals-work-{work}") for work in row.works)
        return say("approvals-why-own", works=works)
    if row.decided is not None:
        return say("approvals-why-decided", stage=row.decided.label[language()])
    if row.mine is None:
        return say("approvals-why-other-role", roles=_roles(row))
    return _spoken_capacity(row.mine, names)


def _spoken_capacity(right: Right, names: Mapping[str, str]) -> str:
    """By what right it is theirs, and why the stage is there."""
    role, reasons = say(f"people-role-{right.stage.role}"), spoken_reasons(right.stage)
    if right.capacity is Capacity.DELEGATED:
        whose = names.get(right.on_behalf_of or "", "")
        return say("approvals-why-delegated", role=role, reasons=reasons, whose=whose)
    key = "escalated" if right.capacity is Capacity.ESCALATED else "mine"
    return say(f"approvals-why-{key}", role=role, reasons=reasons)


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
            st.caption(plain(spoken_right(row, names)))
            for one in row.standing.open:
                if hours := spoken_hours(one, now):
                    _draw_hours(one, hours, now)
        st.button(
            say("approvals-open"),
            key=f"open-{row.campaign.id}",
            icon=":material/arrow_forward:",
            type="secondary" if row.mine is None else "primary",
            on_click=open_file,
            args=(row.campaign.id,),
        )


def _draw_hours(one: StageStanding, hours: str, now: datetime) -> None:
    """A stage's age in working hours; red once its limit is over, with who may decide, too."""
    limit = one.stage.limit
    said = f"{one.stage.label[language()]}: {hours}"
    is_late = one.is_late(now)
    if is_late and limit is not None and limit.escalates_to:
        role = say(f"people-role-{limit.escalates_to}")
        said = f"{said}; {say('approvals-escalated', role=role)}"
    st.badge(plain(said), icon=":material/timer:", color="red" if is_late else "gray")
