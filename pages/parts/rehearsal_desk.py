"""The rehearsal on a campaign's review: begun here, watched here, and what it found."""

from collections.abc import Callable
from typing import Literal

import streamlit as st

from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns import rehearsal_plan, rehearsal_records, rehearsal_running
from core.campaigns.audience import Audience
from core.campaigns.rehearsal import AT_ONCE, Outcome, Plan, Rehearsal
from core.campaigns.rehearsal_running import Stage
from core.foundation import words
from pages.parts.campaign_fields import Desk
from pages.parts.frame import announce, language, refusals_shown, say, still_here
from pages.parts.rehearsal_shown import show_rehearsal

EVERY = "2s"


def draw_rehearsal(desk: Desk, audience: Audience) -> bool:
    """How the rehearsal stands, and the way to one; false: nothing can be submitted yet."""
    st.subheader(say("rehearsal-title"), anchor=False, help=say("rehearsal-about"))
    plan, latest = _stand(desk, audience)
    if latest is not None and latest.is_running(desk.house.clock.now()):
        _watch(desk, latest)
        return False
    is_current = latest is not None and latest.digest == plan.digest
    if latest is not None:
        base = audience.publication
        show_rehearsal(desk.house, latest, base, is_current=is_current, key="rehearsal")
    status = latest.status if latest is not None and is_current else None
    if status is Outcome.PASSED:
        return True
    may_submit = plan.total <= AT_ONCE and status is not Outcome.FAILED
    if may_submit:
        st.caption(say("rehearsal-small", n=plan.total))
    label = say("rehearsal-again") if is_current else say("rehearsal-now", n=plan.total)
    kind: Literal["primary", "secondary"] = "secondary" if may_submit else "primary"
    if st.button(label, key="rehearse", icon=":material/theater_comedy:", type=kind):
        _begin(desk, audience, plan)
    return may_submit


def rehearse_first(desk: Desk, audience: Audience) -> None:
    """Rehearse as a part of submitting, where it takes seconds and was not done yet."""
    plan, _latest = _stand(desk, audience)
    with desk.house.store.reading() as tx:
        passed = rehearsal_records.passed(tx, desk.campaign.id, plan.digest)
    if passed is None and plan.total <= AT_ONCE:
        _perform(desk, audience, plan, rehearsal_running.run)


def _stand(desk: Desk, audience: Audience) -> tuple[Plan, Rehearsal | None]:
    with desk.house.store.reading() as tx:
        plan = rehearsal_plan.plan(tx, desk.campaign, audience)
        return plan, rehearsal_records.latest(tx, desk.campaign.id)


def _begin(desk: Desk, audience: Audience, plan: Plan) -> None:
    with refusals_shown():
        if plan.total <= AT_ONCE:
            _perform(desk, audience, plan, rehearsal_running.run)
        else:
            _perform(desk, audience, plan, rehearsal_running.in_background)
            announce("rehearsal-began", name=desk.campaign.name)
        st.rerun()


def _perform(
    desk: Desk, audience: Audience, plan: Plan, perform: Callable[..., object]
) -> None:
    house = desk.house
    with st.spinner(say("rehearsal-reading", n=plan.total)):
        with house.transaction(desk.person) as tx:
            begun = rehearsals.begin(
                tx, house.ids.new(), plan, by=desk.person, at=house.clock.now()
            )
        snapshot = house.warehouse.snapshot(audience.publication)
        perform(Stage(house.store, house.clock, begun), plan, snapshot)


def _watch(desk: Desk, before: Rehearsal) -> None:
    """How far it is, drawn again every two seconds, and the way to call it off."""

    def draw() -> None:
        still_here(desk.person)
        with desk.house.store.reading() as tx:
            now = rehearsal_records.get(tx, before.id) or before
        if not now.is_running(desk.house.clock.now()):
            st.rerun(scope="app")
        st.progress(now.share, spoken_progress(now))

    st.fragment(draw, run_every=EVERY)()
    if st.button(say("rehearsal-cancel"), key="rehearsal-cancel", icon=":material/stop:"):
        with refusals_shown():
            with desk.house.transaction(desk.person) as tx:
                rehearsals.cancel(tx, before, by=desk.person, at=desk.house.clock.now())
            announce("rehearsal-called-off", name=desk.campaign.name)
            st.rerun()


def spoken_progress(now: Rehearsal) -> str:
    """How many are done, how fast, and how long it will take."""
    left = now.seconds_left
    return say(
        "rehearsal-progress",
        done=words.number(language(), now.done),
        n=words.number(language(), now.total),
        rate=words.number(language(), round(now.rate)),
        left=say("rehearsal-left-unknown")
        if left is None
        else say("rehearsal-left-seconds", n=max(round(left), 1)),
    )
