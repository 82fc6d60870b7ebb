"""The last step that asks both arms: offering it, its card, and whom it goes to."""

from dataclasses import replace
from typing import Any

import streamlit as st

from core.campaigns import questions, steps, surveys
from core.campaigns.audience import Audience
from core.campaigns.model import HOURS_A_DAY, Arm, Campaign, NextStep
from core.campaigns.questions import Question, Scale
from core.campaigns.steps import Hand
from core.campaigns.surveys import Wanted
from core.messages.manners import house_manners
from core.messages.model import Channel
from core.store.store import Tx
from pages.parts.campaign_fields import Desk
from pages.parts.frame import announce, language, refusals_shown, say

ICON = ":material/thumbs_up_down:"
LONGEST_WAIT = 90  # days
OPENED = "asking-opened"  # the campaign whose offer is open


def offer_question(desk: Desk) -> None:
    """The way to a question to both arms, where there is none yet."""
    if desk.campaign.asking_step is not None:
        return
    st.button(
        say("surveys-end"), icon=ICON, key="asking-open", on_click=_open, args=(desk.campaign,)
    )
    if st.session_state.get(OPENED) == desk.campaign.id:
        _draw_dialog(desk)


def _open(campaign: Campaign) -> None:
    st.session_state[OPENED] = campaign.id


def _close() -> None:
    st.session_state.pop(OPENED, None)


def _draw_dialog(desk: Desk) -> None:
    """A dialog: below its button the form would not fit on a small screen."""

    @st.dialog(say("surveys-end"), width="medium", icon=ICON, on_dismiss=_close)
    def opened() -> None:
        _draw_offer(desk)

    opened()


def _draw_offer(desk: Desk) -> None:
    rule = house_manners().question
    st.markdown(say("surveys-end-why"))
    scale = st.radio(
        say("surveys-scale"),
        list(map(Scale, rule.scales)),
        format_func=lambda one: say(f"surveys-scale-{one}"),
        key="asking-scale",
    )
    ways = [one for one in questions.CHANNELS if one in desk.house.channels()]
    left, right = st.columns(2, vertical_alignment="bottom")
    channel = left.selectbox(
        say("surveys-end-channel"),
        ways,
        format_func=lambda one: say(f"editor-channel-{one}"),
        key="asking-channel",
    )
    with right:
        days = _ask_wait(value=rule.wait_days, key="asking-wait")
    has_comment = _ask_comment(value=True, key="asking-comment")
    st.caption(say("surveys-end-neutral"))
    st.caption(_until(rule.answer_days, house_manners().cite("question")))
    if st.button(say("surveys-end-add"), key="asking-add", type="primary"):
        question = Question(Scale(scale), has_comment)
        _add(desk, question, Channel(channel or Channel.EMAIL), days * HOURS_A_DAY)


def draw_question(desk: Desk, number: int, step: NextStep) -> None:
    """What its card says and asks below the message: when, whether words are welcome."""

    def widget(name: str, shown: Any, read: Any) -> dict[str, Any]:
        def keep(tx: Tx, hand: Hand, value: Any) -> Campaign:
            return steps.change(tx, desk.campaign.id, number, hand=hand, **{name: value})

        return desk.widget(f"step-{number}-{name}", shown, read, verb=keep)

    assert step.asks is not None
    asks = step.asks

    def read(said: Any) -> Question:
        return replace(asks, has_comment=bool(said))

    wait, words = st.columns([2, 4], vertical_alignment="bottom")
    with wait:
        days = step.wait_hours // HOURS_A_DAY
        _ask_wait(**widget("wait_hours", days, lambda said: int(said) * HOURS_A_DAY))
    with words:
        _ask_comment(**widget("asks", asks.has_comment, read))
    st.caption(say("surveys-end-neutral"))
    if asks.terms:
        st.caption(_until(asks.terms.days, asks.terms.rule))
    if not desk.campaign.holdout_share:
        st.warning(say("surveys-end-no-holdout"), icon=":material/balance:")


def spoken_title(campaign: Campaign, number: int) -> str:
    """The step by its number and channel."""
    channel = say(f"editor-channel-{campaign.at_step(number).channel}")
    return say("surveys-end-title", number=number, channel=channel)


def spoken_asking(campaign: Campaign) -> str:
    """What it asks, and when; empty: nothing."""
    number = campaign.asking_step
    asks = campaign.question(number) if number else None
    if asks is None:
        return ""
    return f"{say(f'surveys-end-asks-{asks.scale}')}, {spoken_after(campaign)}"


def show_asked(campaign: Campaign, audience: Audience | None) -> None:
    """Exactly whom the question goes to, of either arm; nothing where nobody is asked."""
    if audience is None or not (asked := surveys.sizes(campaign, audience)):
        return
    treated, held = asked[Arm.TREATED], asked[Arm.HOLDOUT]
    told = say(
        "surveys-end-told",
        after=spoken_after(campaign),
        treated=treated.contacts,
        treated_accounts=treated.accounts,
        held=held.contacts,
        held_accounts=held.accounts,
    )
    st.caption(f"{ICON} {told}")


def spoken_after(campaign: Campaign) -> str:
    """When the last step leaves, counted from the first message."""
    _, days = campaign.days_after[-1]
    return say("surveys-end-after", days=days)


def _until(days: int, rule: str) -> str:
    return say("surveys-end-until", days=days, rule=rule)


def _ask_wait(**widget: Any) -> int:
    days = st.number_input(
        say("surveys-end-wait"),
        min_value=0,
        max_value=LONGEST_WAIT,
        step=1,
        help=say("surveys-end-wait-help"),
        **widget,
    )
    return int(days)


def _ask_comment(**widget: Any) -> bool:
    return st.toggle(say("surveys-end-comment"), help=say("surveys-end-comment-help"), **widget)


def _add(desk: Desk, question: Question, channel: Channel, wait_hours: int) -> None:
    wanted = Wanted(question, language(), desk.house.settings.reached_at, channel)
    with refusals_shown():
        desk.do(
            lambda tx, hand: surveys.ask_at_end(
                tx,
                desk.campaign.id,
                wanted,
                wait_hours=wait_hours,
                ids=desk.house.ids,
                hand=hand,
            )
        )
        _close()
        announce("surveys-end-added")
        st.rerun()
