"""The steps of a campaign, each with its fields; any can be opened at any time."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from itertools import pairwise
from zoneinfo import ZoneInfo

import streamlit as st

from core.campaigns import records
from core.campaigns.audience import Audience
from core.campaigns.checking import MOST_LOOKS
from core.campaigns.model import Campaign, ContactRole, Purpose, Step, missing
from core.foundation import words
from core.segments import records as segments
from pages.parts.audience_shown import audience_of, frozen_of
from pages.parts.audience_step import draw_found, draw_holdout, show_week
from pages.parts.campaign_brief import draw_brief_choice
from pages.parts.campaign_cost import show_cost
from pages.parts.campaign_fields import Desk
from pages.parts.frame import language, refusals_shown, say, show_no_base
from pages.parts.sender_choice import draw_sender
from pages.parts.stale import warn_of_stale

PER_ACCOUNT = (1, 2, 3, 5, 10, None)
MOST_HELD_OUT = 50  # percent, on the slider
STEP_ICONS = {
    Step.BRIEF: "flag",
    Step.AUDIENCE: "groups",
    Step.MESSAGE: "mail",
    Step.DELIVERY: "schedule_send",
    Step.REVIEW: "fact_check",
}


def choose_step(campaign: Campaign) -> Step:
    """The steps with what each still lacks; the address bar remembers which is open."""
    lacks = missing(campaign)
    asked = st.query_params.get("step", "")
    st.session_state["step"] = Step(asked) if asked in list(Step) else Step.BRIEF

    def label(step: Step) -> str:
        things = ", ".join(say(f"campaigns-missing-{name}") for name in lacks.get(step, ()))
        lacking = say("campaigns-lacks", things=things) if things else ""
        name = f":material/{STEP_ICONS[step]}: {say(f'campaigns-step-{step}')}"
        return f"{name} · {lacking}" if lacking else name

    chosen = st.segmented_control(
        say("campaigns-steps"),
        list(Step),
        format_func=label,
        key="step",
        required=True,
        on_change=_remember_step,
        label_visibility="collapsed",
    )
    return Step(chosen or Step.BRIEF)


def draw_next(desk: Desk, step: Step) -> None:
    """The way on, where the step ends, while there is something to write."""
    following = dict(pairwise(Step)).get(step)
    if following is None or not desk.campaign.is_open_to_edits:
        return
    st.button(
        say("campaigns-next", step=say(f"campaigns-step-{following}")),
        key="next-step",
        icon=":material/arrow_forward:",
        icon_position="right",
        on_click=_go_on,
        args=(following,),
    )


def _go_on(step: Step) -> None:
    st.query_params["step"] = step


def draw_brief(desk: Desk) -> None:
    """What it is for, and how long its outcome is watched."""
    campaign = desk.campaign
    st.text_input(
        say("campaigns-field-name"), max_chars=120, **desk.widget("name", campaign.name)
    )
    draw_brief_choice(desk)
    st.text_area(
        say("campaigns-field-goal"),
        placeholder=say("campaigns-goal-example"),
        **desk.widget("goal", campaign.goal),
    )
    _draw_purpose(desk)


def draw_audience(desk: Desk) -> None:
    """Which segment, whom of each account, and what becomes of everybody in it."""
    campaign = desk.campaign
    with desk.house.store.reading() as tx:
        known = {str(one.id): one for one in segments.everything(tx, archived=True)}
    options = [i for i, one in known.items() if not one.archived_at or i == campaign.segment_id]
    chooser, addressing = st.columns([4, 6])
    chooser.selectbox(
        say("campaigns-field-segment_id"),
        options,
        format_func=lambda one: known[one].name,
        placeholder=say("campaigns-choose-segment"),
        **desk.widget("segment_id", campaign.segment_id),
    )
    with addressing:
        _draw_addressing(desk)
    if not options:
        st.page_link("plan/segments.py", label=say("campaigns-first-segment"))
    with_audience(desk, partial(draw_found, desk))


def draw_delivery(desk: Desk) -> None:
    """Who it comes from, when it goes out, and who is left in peace."""
    campaign = desk.campaign
    draw_sender(desk)
    _draw_schedule(desk)
    share = round(campaign.holdout_share * 100)
    st.slider(
        say("campaigns-field-holdout_share"),
        min_value=0,
        max_value=max(MOST_HELD_OUT, share),
        format="%d %%",
        help=say("campaigns-holdout-help"),
        **desk.widget("holdout_share", share, lambda percent: percent / 100),
    )
    with_audience(desk, partial(_draw_holdout, desk))


def with_audience(desk: Desk, draw: Callable[[Audience], None]) -> None:
    """Draw what needs the audience, as it was frozen or would be; or say what it waits for."""
    if desk.campaign.segment_id is None:
        st.info(say("campaigns-audience-waits"), icon=":material/groups:")
        return
    if desk.campaign.is_sealed or not desk.campaign.is_open_to_edits:
        _with_frozen(desk, draw)
        return
    if desk.house.warehouse.is_empty():
        show_no_base(desk.person)
        return
    warn_of_stale(desk.house)
    with refusals_shown(), st.spinner(say("campaigns-counting")):
        draw(audience_of(desk.house, desk.campaign))


def _with_frozen(desk: Desk, draw: Callable[[Audience], None]) -> None:
    """The counts that were approved, or wait for it: nothing is counted anew."""
    house, campaign = desk.house, desk.campaign
    with refusals_shown():
        frozen = frozen_of(house, campaign)
        with house.store.reading() as tx:
            card = records.audience(tx, campaign.id)
        if frozen is None or card is None:
            st.info(say("campaigns-never-frozen"), icon=":material/groups:")
            return
        moment = words.moment(language(), card.frozen_at, house.settings.time_zone)
        st.info(say("campaigns-frozen", moment=moment), icon=":material/ac_unit:")
        draw(frozen)


def _draw_purpose(desk: Desk) -> None:
    campaign = desk.campaign
    left, right, last = st.columns([2, 1, 1])
    with left:
        st.segmented_control(
            say("campaigns-field-purpose"),
            list(Purpose),
            format_func=lambda purpose: say(f"campaigns-purpose-{purpose}"),
            help=say("campaigns-purpose-help"),
            required=True,
            **desk.widget("purpose", campaign.purpose),
        )
    with right:
        _draw_window(desk)
    with last:
        _draw_looks(desk)


def _draw_window(desk: Desk) -> None:
    st.number_input(
        say("campaigns-field-window_days"),
        min_value=1,
        max_value=365,
        step=1,
        help=say("campaigns-window-help"),
        **desk.widget("window_days", desk.campaign.window_days),
    )


def _draw_looks(desk: Desk) -> None:
    st.number_input(
        say("campaigns-field-looks"),
        min_value=1,
        max_value=MOST_LOOKS,
        step=1,
        help=say("campaigns-looks-help"),
        **desk.widget("looks", desk.campaign.looks),
    )


def _draw_addressing(desk: Desk) -> None:
    campaign = desk.campaign
    left, right = st.columns([4, 2])
    left.multiselect(
        say("campaigns-field-roles"),
        [role.value for role in ContactRole],
        format_func=lambda role: say(f"campaigns-role-{role}"),
        placeholder=say("campaigns-any-role"),
        help=say("campaigns-roles-help"),
        **desk.widget("roles", list(campaign.roles), tuple),
    )
    shown = campaign.contacts_per_account
    right.selectbox(
        say("campaigns-field-contacts_per_account"),
        PER_ACCOUNT if shown in PER_ACCOUNT else (shown, *PER_ACCOUNT),
        format_func=lambda n: say("campaigns-everybody") if n is None else str(n),
        **desk.widget("contacts_per_account", shown),
    )


def _draw_holdout(desk: Desk, audience: Audience) -> None:
    draw_holdout(desk, audience)
    show_week(desk, audience)
    show_cost(desk, audience)


def _draw_schedule(desk: Desk) -> None:
    campaign, zone = desk.campaign, ZoneInfo(desk.house.settings.time_zone)
    tomorrow = desk.house.clock.now().astimezone(zone) + timedelta(days=1)
    morning = tomorrow.replace(hour=10, minute=0, second=0, microsecond=0)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        st.session_state[f"{campaign.id}-at-once"] = campaign.send_at is None
        st.toggle(
            say("campaigns-at-once"),
            key=f"{campaign.id}-at-once",
            disabled=desk.is_locked,
            on_change=_switch_schedule,
            args=(desk, morning),
        )
    if campaign.send_at is not None:
        right.datetime_input(
            say("campaigns-send-at", zone=words.clock(language(), zone.key)),
            format="DD.MM.YYYY",
            **desk.widget(
                "send_at",
                campaign.send_at.astimezone(zone).replace(tzinfo=None),
                lambda moment: moment.replace(tzinfo=zone) if moment else None,
            ),
        )


def _switch_schedule(desk: Desk, morning: datetime) -> None:
    with refusals_shown():
        desk.keep_value("send_at", morning if desk.campaign.send_at is None else None)


def _remember_step() -> None:
    st.query_params["step"] = st.session_state["step"]
