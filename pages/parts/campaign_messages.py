"""The messages of a campaign: one or several steps on one screen, and how each looks."""

from functools import partial
from typing import Any

import streamlit as st

from core.campaigns import steps
from core.campaigns.model import (
    FIRST_STEP,
    Campaign,
    Condition,
    NextStep,
)
from core.campaigns.steps import Hand
from core.messages import records as messages
from core.messages.model import Template, Writing
from core.store.store import Tx
from pages.parts.campaign_asking import (
    draw_question,
    offer_question,
    spoken_asking,
    spoken_title,
)
from pages.parts.campaign_brief import quotable
from pages.parts.campaign_fields import Desk
from pages.parts.campaign_variants import draw_variants
from pages.parts.frame import announce, refusals_shown, say
from pages.parts.message_draft import place_of
from pages.parts.message_preview import Sender, show_preview
from pages.parts.message_writings import named
from pages.parts.plain import plain

Known = dict[str, Template]
CHANNEL_ICONS = {
    "email": "mail",
    "sms": "sms",
    "cabinet": "dashboard",
    "call": "call",
    "letter": "markunread_mailbox",
}
DAY = 24  # hours
LONGEST_WAIT = 24 * 90


def draw_message(desk: Desk) -> None:
    """Which messages go out, one after another, and how they look to any contact."""
    with desk.house.store.reading() as tx:
        every = messages.everything(tx, archived=False)
        may_undo = steps.may_undo(tx, desk.campaign.id)
    ways = desk.house.channels()
    known = {str(one.id): one for one in every if one.channel in ways}
    campaign = desk.campaign
    _draw_first(desk, known)
    for number, step in enumerate(campaign.steps, start=FIRST_STEP + 1):
        _draw_step(desk, known, number, step)
    with st.container(horizontal=True, vertical_alignment="center"):
        if campaign.template_id and not desk.is_locked and known:
            _offer_step(desk, known)
            offer_question(desk)
        if may_undo and not desk.is_locked:
            _offer_undo(desk)
    if len(known) < len(every):
        st.caption(say("campaigns-ways-out"))
    if not known and not campaign.template_id:
        st.page_link("plan/messages.py", label=say("campaigns-first-template"))
    draw_variants(desk, [known[one] for one in campaign.template_ids if one in known])
    _preview(desk, known)


def spoken_step(campaign: Campaign, number: int) -> str:
    """A step by its number and channel."""
    if campaign.question(number):
        return spoken_title(campaign, number)
    channel = campaign.at_step(number).channel
    return say("campaigns-step-called", number=number, channel=say(f"editor-channel-{channel}"))


def spoken_wait(campaign: Campaign, number: int) -> str:
    """How long a step waits, and on which condition; or what it asks, and when."""
    if campaign.question(number):
        return spoken_asking(campaign)
    step = campaign.steps[number - FIRST_STEP - 1]
    when = say("campaigns-step-after", hours=step.wait_hours, days=step.wait_hours // DAY)
    return f"{when} · {say(f'campaigns-condition-{step.condition}')}"


def _draw_first(desk: Desk, known: Known) -> None:
    chosen = desk.campaign.template_id
    widget = desk.widget("template_id", chosen)
    if not desk.campaign.steps:
        _choose(desk, known, chosen, **widget)
        return
    with st.container(border=True):
        _draw_head(desk, FIRST_STEP)
        _choose(desk, known, chosen, **widget)


def _draw_step(desk: Desk, known: Known, number: int, step: NextStep) -> None:
    """One card: the message, the wait, the condition, and what can be done with it."""

    def widget(name: str, shown: Any) -> dict[str, Any]:
        def keep(tx: Tx, hand: Hand, value: Any) -> Campaign:
            return steps.change(tx, desk.campaign.id, number, hand=hand, **{name: value})

        return desk.widget(f"step-{number}-{name}", shown, verb=keep)

    with st.container(border=True):
        _draw_head(desk, number)
        if step.asks:
            _choose(desk, known, step.template_id, **widget("template_id", step.template_id))
            draw_question(desk, number, step)
            return
        message, wait, condition = st.columns([5, 2, 4])
        with message:
            _choose(desk, known, step.template_id, **widget("template_id", step.template_id))
        with wait:
            _ask_wait(**widget("wait_hours", step.wait_hours))
        with condition:
            _ask_condition(desk, step.condition, **widget("condition", step.condition))


def _ask_wait(**widget: Any) -> int:
    hours = st.number_input(
        say("campaigns-step-wait"),
        min_value=0,
        max_value=LONGEST_WAIT,
        step=DAY,
        help=say("campaigns-step-wait-help"),
        **widget,
    )
    return int(hours)


def _ask_condition(
    desk: Desk, now: Condition = Condition.ALWAYS, /, **widget: Any
) -> Condition:
    """The conditions that can be told here; the one it has stays among them."""
    chosen = st.selectbox(
        say("campaigns-step-condition"),
        list(dict.fromkeys([*desk.house.ways.conditions(), now])),
        format_func=lambda one: say(f"campaigns-condition-{one}"),
        help=say("campaigns-step-condition-help"),
        **widget,
    )
    return chosen or Condition.ALWAYS


def _draw_head(desk: Desk, number: int) -> None:
    """The step's number and channel, and the buttons that move it up or take it out."""
    icon = CHANNEL_ICONS[desk.campaign.at_step(number).channel]
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f":material/{icon}: **{spoken_step(desk.campaign, number)}**")
        if desk.is_locked:
            return
        if number > FIRST_STEP and not desk.campaign.question(number):
            _button(desk, "up", number, steps.move_up, "arrow_upward")
        if number > FIRST_STEP or not desk.campaign.question(FIRST_STEP + 1):
            _button(desk, "remove", number, steps.remove, "delete")


def _button(desk: Desk, name: str, number: int, verb: Any, icon: str) -> None:
    clicked = st.button(
        say(f"campaigns-step-{name}"),
        key=f"step-{number}-{name}",
        icon=f":material/{icon}:",
        type="tertiary",
    )
    if clicked:
        with refusals_shown():
            desk.do(lambda tx, hand: verb(tx, desk.campaign.id, number, hand=hand))
            announce(f"campaigns-step-done-{name}", number=number)
            st.rerun()


def _choose(desk: Desk, known: Known, chosen: str | None, **widget: Any) -> None:
    options = [*known, *([chosen] if chosen and chosen not in known else [])]
    st.selectbox(
        say("campaigns-field-template_id"),
        options,
        format_func=partial(_named, desk.campaign, known),
        placeholder=say("campaigns-choose-template"),
        **widget,
    )


def _named(campaign: Campaign, known: Known, template_id: str) -> str:
    if template_id not in known:
        return say("campaigns-archived")
    template = known[template_id]
    if {one.channel for one in known.values()} <= {template.channel} and not campaign.steps:
        return template.name
    return f"{template.name} · {say(f'editor-channel-{template.channel}')}"


def _offer_step(desk: Desk, known: Known) -> None:
    """The way to one more message: which, how long after the last, on which condition."""
    with st.popover(say("campaigns-step-add"), icon=":material/add:"):
        template_id = st.selectbox(
            say("campaigns-field-template_id"),
            list(known),
            format_func=partial(_named, desk.campaign, known),
            key="new-step-template",
        )
        wait = _ask_wait(value=2 * DAY, key="new-step-wait")
        condition = _ask_condition(desk, key="new-step-condition")
        if st.button(say("campaigns-step-add-now"), key="add-step", type="primary"):
            _add(desk, template_id or "", wait, condition)


def _add(desk: Desk, template_id: str, wait: int, condition: Condition) -> None:
    with refusals_shown():
        desk.do(
            lambda tx, hand: steps.add(
                tx,
                desk.campaign.id,
                template_id=template_id,
                wait_hours=wait,
                condition=condition,
                hand=hand,
            )
        )
        announce("campaigns-step-added", number=desk.campaign.last_step + 1)
        st.rerun()


def _offer_undo(desk: Desk) -> None:
    if not st.button(say("campaigns-steps-undo"), key="undo-steps", icon=":material/undo:"):
        return
    with refusals_shown():
        desk.do(lambda tx, hand: steps.undo(tx, desk.campaign.id, hand=hand))
        announce("campaigns-steps-undone")
        st.rerun()


def _preview(desk: Desk, known: Known) -> None:
    """The message of one of the steps, in one of its writings."""
    campaign = desk.campaign
    number = FIRST_STEP
    if campaign.steps:
        number = st.segmented_control(
            say("campaigns-step-shown"),
            range(FIRST_STEP, campaign.last_step + 1),
            format_func=lambda one: spoken_step(campaign, one),
            default=FIRST_STEP,
            key="step-shown",
            required=True,
        )
    template = known.get(campaign.at_step(number).template_id or "")
    if template is None:
        return
    st.session_state.setdefault("preview-segment", campaign.segment_id or "")
    sender = Sender(campaign.sender_name, campaign.sender_address)
    brief, channel = quotable(desk.house, campaign), template.channel
    show_preview(desk.house, choose_writing(template), sender, channel=channel, brief=brief)


def choose_writing(template: Template) -> Writing:
    """One of a message's writings, chosen where there are several variants or languages."""
    if len(template.writings) == 1:
        return template.first
    chosen = st.segmented_control(
        say("campaigns-writing-shown"),
        range(len(template.writings)),
        format_func=lambda at: plain(named(place_of(template.writings[at]))),
        default=0,
        key=f"writing-shown-{template.id}",
        required=True,
    )
    return template.writings[chosen]
