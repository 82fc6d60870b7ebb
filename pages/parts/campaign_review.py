"""The last step: what is missing, exactly who will be written to, and who has to agree."""

import streamlit as st

from core.approvals import actions as approvals
from core.approvals import records as desk_records
from core.approvals import route, tables
from core.approvals.case import case_of
from core.approvals.model import Stage, StageStanding
from core.campaigns import actions as campaigns
from core.campaigns.audience import Audience
from core.campaigns.model import MOVES, CampaignId, Status, missing
from core.people import records as people
from core.people.model import Permission
from pages.parts.approval_stage import spoken_state
from pages.parts.audience_power import warn_of_no_outcome
from pages.parts.audience_shown import show_counts
from pages.parts.campaign_asking import show_asked
from pages.parts.campaign_cost import cost_of, show_cost
from pages.parts.campaign_counts import spoken_messages
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_shelf import open_campaign, spoken_schedule
from pages.parts.campaign_steps import with_audience
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.plain import plain
from pages.parts.rehearsal_desk import draw_rehearsal, rehearse_first
from pages.parts.stale import sources_of
from pages.parts.today import draw_ways


def draw_review(desk: Desk) -> None:
    """Everything that is missing with the way to it; or the counts, the route, the button."""
    lacks = missing(desk.campaign)
    for step, names in lacks.items():
        things = ", ".join(say(f"campaigns-missing-{name}") for name in names)
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f":material/error: {say('campaigns-lacking', things=things)}")
            st.button(
                say(f"campaigns-step-{step}"),
                key=f"go-{step}",
                icon=":material/arrow_forward:",
                on_click=open_campaign,
                args=(desk.campaign.id, step),
            )
    if desk.campaign.is_sealed:
        draw_standing(desk)
    elif not lacks:
        with_audience(desk, lambda audience: _draw_submission(desk, audience))


def draw_standing(desk: Desk) -> None:
    """The stages of a submitted campaign, and who has decided."""
    with desk.house.store.reading() as tx:
        standing = tables.standing(tx, desk.campaign)
        names = people.names(tx)
    total = len(standing.stages)
    st.progress(
        standing.decided / total if total else 0.0,
        say("campaigns-stages", decided=standing.decided, all=total),
    )
    for one in standing.stages:
        label = plain(one.stage.label[language()])
        state = plain(spoken_state(one, names, desk.house.clock.now()))
        st.markdown(f":material/{_icon(one)}: **{label}** — {state}")
        st.caption(plain(spoken_reasons(one.stage)), help=spoken_rules(one.stage))


def _icon(one: StageStanding) -> str:
    if one.is_complete:
        return "check_circle"
    return "hourglass_empty" if one.is_open else "lock_clock"


def spoken_reasons(stage: Stage) -> str:
    """Why a stage is asked for."""
    return "; ".join(one.sentence(language()) for one in stage.reasons)


def spoken_rules(stage: Stage) -> str:
    """Which rules of the book ask for a stage."""
    rules = ", ".join(one.rule for one in stage.reasons)
    return plain(say("campaigns-by-rules", rules=rules))


def draw_deeds(desk: Desk) -> None:
    """What can be done with the whole campaign: follow it, take it back, copy it, stop it."""
    campaign = desk.campaign
    with st.container(horizontal=True, vertical_alignment="center"):
        draw_ways(campaign, desk.person)
        if desk.is_submitted and st.button(
            say("campaigns-recall"), key="recall", icon=":material/undo:"
        ):
            _recall(desk)
        if st.button(say("campaigns-clone"), key="clone", icon=":material/content_copy:"):
            _clone(desk)
        may_stop = desk.person.may(Permission.SEND) and Status.STOPPED in MOVES[campaign.status]
        if may_stop:
            with st.popover(say("campaigns-stop"), icon=":material/stop_circle:"):
                st.write(say("campaigns-stop-asks", name=plain(campaign.name)))
                reason = st.text_input(say("campaigns-stop-reason"), key="stop-reason")
                if st.button(say("campaigns-stop-now"), key="stop", type="primary"):
                    _stop(desk, reason or "")


def _draw_submission(desk: Desk, audience: Audience) -> None:
    messages = spoken_messages(desk.campaign, audience)
    _say_whom(desk, audience, messages)
    show_cost(desk, audience)
    _draw_route(desk, audience)
    _draw_button(desk, audience, messages)


def _draw_button(desk: Desk, audience: Audience, messages: str) -> None:
    may_submit = draw_rehearsal(desk, audience)
    warn_of_no_outcome(desk.campaign, audience)
    if st.button(
        say("campaigns-submit", n=audience.messages, messages=messages),
        key="submit",
        type="primary",
        icon=":material/send:",
        disabled=not may_submit,
    ):
        _submit(desk, audience)
    if not may_submit:
        st.caption(say("rehearsal-comes-first"))


def _say_whom(desk: Desk, audience: Audience, messages: str) -> None:
    """Exactly who gets what: the counts, the sentence, the question to both arms."""
    show_counts(audience)
    st.markdown(
        say(
            "campaigns-submits",
            contacts=audience.messages,
            accounts=audience.treated,
            held=audience.held_out,
            steps=desk.campaign.last_step,
            messages=messages,
            schedule=spoken_schedule(desk.house, desk.campaign),
        )
    )
    show_asked(desk.campaign, audience)


def _draw_route(desk: Desk, audience: Audience) -> None:
    cost = cost_of(desk, audience).total or None
    with desk.house.store.reading() as tx:
        case = case_of(tx, desk.campaign, audience, cost=cost)
        stages = route.stages_of(desk.house.books.approval, case)
        authors = {*desk_records.authors(tx, desk.campaign), desk.person.id}
        others = [one for one in people.everyone(tx) if one.is_active and one.id not in authors]
    st.subheader(say("campaigns-route"), anchor=False)
    for stage in stages:
        able = ", ".join(one.name for one in others if stage.role in one.roles)
        label = plain(stage.label[language()])
        why = plain(spoken_reasons(stage))
        st.markdown(f":material/gavel: **{label}** — {why}", help=spoken_rules(stage))
        if able:
            st.caption(plain(say("campaigns-able", people=able)))
        else:
            st.warning(say("campaigns-nobody-able"), icon=":material/person_off:")


def _submit(desk: Desk, audience: Audience) -> None:
    with refusals_shown():
        rehearse_first(desk, audience)
        with desk.house.transaction(desk.person) as tx:
            approvals.submit(
                tx,
                desk.campaign.id,
                audience=audience,
                book=desk.house.books.approval,
                by=desk.person,
                at=desk.house.clock.now(),
                sources=sources_of(desk.house),
                briefs_book=desk.house.books.briefs,
                recipients=desk.house.books.recipients,
                prices=desk.house.prices(),
            )
        announce(
            "campaigns-submitted",
            name=desk.campaign.name,
            n=audience.messages,
            messages=spoken_messages(desk.campaign, audience),
        )
        st.rerun()


def _recall(desk: Desk) -> None:
    with refusals_shown():
        with desk.house.transaction(desk.person) as tx:
            approvals.recall(tx, desk.campaign.id, by=desk.person, at=desk.house.clock.now())
        announce("campaigns-recalled", name=desk.campaign.name)
        st.rerun()


def _clone(desk: Desk) -> None:
    ids, campaign = desk.house.ids, desk.campaign
    with refusals_shown():
        with desk.house.transaction(desk.person) as tx:
            copy = campaigns.clone(
                tx,
                CampaignId(ids.new()),
                of=campaign.id,
                name=say("campaigns-copy-of", name=campaign.name)[:120],
                seed=ids.new(),
                by=desk.person,
                at=desk.house.clock.now(),
            )
        open_campaign(copy.id, "brief")
        announce("campaigns-cloned", name=copy.name)
        st.rerun()


def _stop(desk: Desk, reason: str) -> None:
    with refusals_shown():
        with desk.house.transaction(desk.person) as tx:
            campaigns.stop(
                tx, desk.campaign.id, reason=reason, by=desk.person, at=desk.house.clock.now()
            )
        announce("campaigns-stopped", name=desk.campaign.name)
        st.rerun()
