"""Our own surveys on the screen: what both arms answered, and a button to ask them."""

from collections.abc import Sequence
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from core.campaigns import surveys
from core.campaigns.questions import Question, Scale
from core.campaigns.surveys import Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.people.model import Permission, Person
from core.results.estimates import side
from core.results.model import Readout
from core.results.surveyed import Said, Surveyed
from core.uplift.satisfaction import Response
from pages.parts.downloads import csv_button
from pages.parts.frame import language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

ICON = ":material/thumbs_up_down:"
_SIDES = {1: "up", -1: "down", 0: "inconclusive"}


def headline(found: list[Surveyed], read: Readout) -> None:
    """Whether it pleased, in a sentence beside what it sold."""
    for one in found:
        st.markdown(f"{ICON} {plain(spoken(one, read))}")


def show(house: Cockpit, person: Person, found: list[Surveyed]) -> None:
    """Each survey: who was asked and who answered, what they wrote, and every answer."""
    for number, one in enumerate(found):
        kind = "own" if one.survey.step else "apart"
        called = say(f"surveys-{kind}-{one.survey.scale}", name=one.name)
        st.subheader(plain(called), anchor=False)
        st.caption(_rates(one))
        if one.until and one.until > house.clock.now():
            day = words.day(language(), one.until.astimezone(_zone(house)).date())
            st.caption(say("surveys-still-open", day=day))
        if one.in_words or (one.said and person.may(Permission.EXPORT)):
            _show_words(house, person, one, key=f"survey-{number}")


def _rates(one: Surveyed) -> str:
    treated, holdout = one.treated, one.holdout
    return say(
        "surveys-asked",
        treated=treated.asked,
        holdout=holdout.asked,
        treated_answers=treated.answers,
        holdout_answers=holdout.answers,
        treated_rate=_share(treated),
        holdout_rate=_share(holdout),
    )


def _share(arm: Response) -> str:
    return words.percent(language(), arm.answers / arm.asked if arm.asked else 0.0, digits=0)


def _show_words(house: Cockpit, person: Person, one: Surveyed, *, key: str) -> None:
    """What they wrote, to be searched, and every answer to take away."""
    written = one.in_words
    label = say("surveys-comments", n=len(written)) if written else say("surveys-answers")
    with st.expander(label, icon=":material/forum:", key=key):
        if written:
            st.caption(say("surveys-comments-why"))
            sought = st.text_input(say("surveys-comments-search"), key=f"{key}-search")
            wanted = sought.strip().casefold()
            found = [it for it in written if wanted in it.comment.casefold()]
            if found:
                wide = {say("surveys-column-comment"): st.column_config.Column(width="large")}
                show_grid(_table(house, found), key=f"{key}-words", **wide)
            else:
                st.caption(say("surveys-comments-none"))
        if person.may(Permission.EXPORT):
            st.caption(say("surveys-answers-why"))
            table = _table(house, one.said)
            csv_button(table, key=f"{key}-csv", filename=f"answers-{one.survey.campaign_id}")


def _table(house: Cockpit, said: Sequence[Said]) -> pd.DataFrame:
    """A row an answer; whose it is nobody is told."""
    zone = _zone(house)
    rows = [
        (
            say("surveys-arm-treated" if one.is_treated else "surveys-arm-holdout"),
            one.value,
            one.comment,
            one.at.astimezone(zone).date(),
        )
        for one in said
    ]
    names = ("arm", "answer", "comment", "day")
    return pd.DataFrame(rows, columns=[say(f"surveys-column-{name}") for name in names])


def _zone(house: Cockpit) -> ZoneInfo:
    return ZoneInfo(house.settings.time_zone)


def offer(house: Cockpit, person: Person, read: Readout, found: Sequence[Surveyed]) -> None:
    """Draft a survey of both arms nobody asks yet, for whoever may plan campaigns."""
    is_asking = any(one.survey.step for one in found)
    if is_asking or not person.may(Permission.PLAN):
        return
    about = read.trial.campaign_id
    with st.expander(say("surveys-ask"), icon=ICON, key="survey"):
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
    question = Question(Scale(st.session_state["survey-scale"]), has_comment=False)
    wanted = Wanted(question, language(), house.settings.reached_at)
    with refusals_shown():
        with house.transaction(person) as tx:
            now = house.clock.now()
            made = surveys.ask(tx, about, wanted, ids=house.ids, by=person, at=now)
        st.success(plain(say("surveys-drafted", name=made.name)), icon=":material/check:")
        st.page_link(
            "plan/campaigns.py", label=say("surveys-open"), query_params={"campaign": made.id}
        )


def spoken(one: Surveyed, read: Readout) -> str:
    """The difference with its interval, or why there is none to tell."""
    if one.score is None:
        told = say("surveys-refused", reason=one.refusals[0].sentence(language()))
        if one.bounds is None:
            return told
        low, high = (_points(one, bound) for bound in one.bounds)
        return f"{told} {say('surveys-bounds', low=low, high=high)}"
    uplift = one.score.uplift
    return say(
        f"surveys-{_SIDES[side(uplift)]}-{one.survey.scale}",
        difference=_points(one, abs(uplift.difference)),
        low=_points(one, uplift.low),
        high=_points(one, uplift.high),
        confidence=100 * read.confidence,
    )


def _points(one: Surveyed, value: float) -> str:
    digits = 1 if one.survey.scale is Scale.NPS else 2
    return words.number(language(), value, digits=digits)
