"""What people said about a campaign, part by part, and saying something."""

import streamlit as st

from core.campaigns import comments
from core.campaigns.comments import LONGEST, Comment
from core.campaigns.model import Campaign, Step
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Person
from pages.parts.campaign_history import show_history
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.names import names
from pages.parts.plain import plain


def show_talk(
    house: Cockpit, person: Person, campaign: Campaign, part: Step = Step.REVIEW
) -> None:
    """What was said about it, and what happened to it."""
    show_comments(house, person, campaign, part)
    show_history(house, campaign)


def show_comments(house: Cockpit, person: Person, campaign: Campaign, part: Step) -> None:
    """Every comment, oldest first; a new one is about `part` unless said otherwise."""
    with house.store.reading() as tx:
        every = comments.of(tx, campaign.id)
        people = names(tx)
    label = say("campaigns-comments", n=len(every))
    with st.expander(label, icon=":material/forum:", expanded=False):
        if not every:
            st.caption(say("campaigns-comments-none"))
        for comment in every:
            _show(house, comment, people)
        _offer(house, person, campaign, part)


def _show(house: Cockpit, comment: Comment, people: dict[str, str]) -> None:
    moment = words.moment(language(), comment.written_at, house.settings.time_zone)
    who = people.get(comment.written_by, comment.written_by)
    about = say(f"campaigns-step-{comment.part}")
    with st.container(border=True, gap="xxsmall"):
        st.caption(plain(f"{who} · {about} · {moment}"))
        st.text(comment.text)


def _offer(house: Cockpit, person: Person, campaign: Campaign, part: Step) -> None:
    labels = {one: say(f"campaigns-step-{one}") for one in Step}
    with st.form(f"comment-{campaign.id}", clear_on_submit=True, border=False):
        about = st.selectbox(
            say("campaigns-comment-about"),
            list(Step),
            index=list(Step).index(part),
            format_func=labels.__getitem__,
            key=f"comment-part-{campaign.id}-{part}",
        )
        text = st.text_area(
            say("campaigns-comment"), max_chars=LONGEST, key=f"comment-text-{campaign.id}"
        )
        if not st.form_submit_button(say("campaigns-comment-say"), icon=":material/send:"):
            return
    _say(house, person, campaign, Step(about or part), text or "")


def _say(house: Cockpit, person: Person, campaign: Campaign, part: Step, text: str) -> None:
    at = house.clock.now()
    with refusals_shown():
        with house.transaction(person) as tx:
            comments.say(tx, campaign.id, part=part, text=text, by=person, at=at)
        announce("campaigns-commented")
        st.rerun()
