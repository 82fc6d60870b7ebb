"""Our own surveys on the screen: what both arms answered, and a button to ask them."""

import streamlit as st

from core.campaigns import surveys
from core.campaigns.surveys import Scale, Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.results.estimates import side
from core.results.model import Readout
from core.results.surveyed import Surveyed
from pages.parts.frame import language, refusals_shown, say
from pages.parts.plain import plain

_SIDES = {1: "up", -1: "down", 0: "inconclusive"}


def show(found: list[Surveyed], read: Readout) -> None:
    """One sentence a survey, with who was asked and who answered."""
    for one in found:
        st.markdown(f"**{plain(say(f'surveys-own-{one.scale}', name=one.name))}**")
        st.markdown(plain(_sentence(one, read)))
        st.caption(
            say(
                "surveys-asked",
                treated=one.treated.asked,
                holdout=one.holdout.asked,
                treated_answers=one.treated.answers,
                holdout_answers=one.holdout.answers,
            )
        )


def offer(house: Cockpit, person: Person, read: Readout) -> None:
    """Draft a survey of both arms, for whoever may plan campaigns."""
    if not person.may(Permission.PLAN):
        return
    about = read.trial.campaign_id
    with st.expander(say("surveys-ask"), icon=":material/thumbs_up_down:", key="survey"):
        st.markdown(say("surveys-ask-why"))
        st.segmented_control(
            say("surveys-scale"),
            list(Scale),
            format_func=lambda scale: say(f"surveys-scale-{scale}"),
            default=Scale.NPS,
            key="survey-scale",
            required=True,
        )
        if st.button(say("surveys-draft"), key="survey-draft", icon=":material/edit_note:"):
            _draft(house, person, about)


def _draft(house: Cockpit, person: Person, about: str) -> None:
    settings = house.settings
    wanted = Wanted(
        about=about,
        scale=Scale(st.session_state["survey-scale"]),
        language=language(),
        sender_address=settings.sender_address,
        reached_at=settings.reached_at,
    )
    with refusals_shown():
        with house.transaction(person) as tx:
            now = house.clock.now()
            made = surveys.ask(tx, wanted, ids=house.ids, by=person, at=now)
        st.success(plain(say("surveys-drafted", name=made.name)), icon=":material/check:")
        st.page_link(
            "plan/campaigns.py", label=say("surveys-open"), query_params={"campaign": made.id}
        )


def _sentence(one: Surveyed, read: Readout) -> str:
    if one.score is None:
        told = say("surveys-refused", reason=one.refusals[0].sentence(language()))
        if one.bounds is None:
            return told
        low, high = (_points(one, bound) for bound in one.bounds)
        return f"{told} {say('surveys-bounds', low=low, high=high)}"
    uplift = one.score.uplift
    return say(
        f"surveys-{_SIDES[side(uplift)]}-{one.scale}",
        difference=_points(one, abs(uplift.difference)),
        low=_points(one, uplift.low),
        high=_points(one, uplift.high),
        confidence=100 * read.confidence,
    )


def _points(one: Surveyed, value: float) -> str:
    digits = 1 if one.scale is Scale.NPS else 2
    return words.number(language(), value, digits=digits).replace("-", "−")
