"""Our own surveys on the screen: what both arms answered, and a button to ask them."""

from collections.abc import Sequence
from datetime import timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import streamlit as st

from core.campaigns import records, surveys
from core.campaigns.model import OVER, Campaign, CampaignId
from core.campaigns.questions import Question, Scale
from core.campaigns.surveys import Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.messages.manners import house_manners
from core.people.model import Permission, Person
from core.results.model import Readout
from core.results.pleasing import rates, spoken
from core.results.surveyed import Said, Surveyed
from pages.parts.downloads import csv_button
from pages.parts.frame import language, refusals_shown, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

ICON = ":material/thumbs_up_down:"


def headline(found: list[Surveyed], read: Readout) -> None:
    """Whether it pleased, in a sentence beside what it sold."""
    for one in found:
        st.markdown(f"{ICON} {plain(spoken(one, read.confidence, language()))}")


def show(house: Cockpit, person: Person, found: list[Surveyed]) -> None:
    """Each survey: who was asked and who answered, what they wrote, and every answer."""
    for number, one in enumerate(found):
        kind = "own" if one.survey.step else "apart"
        called = say(f"surveys-{kind}-{one.survey.scale}", name=one.name)
        st.subheader(plain(called), anchor=False)
        st.caption(rates(one, language()))
        if one.is_open:
            st.caption(say("surveys-still-open"))
        if one.in_words or (one.said and person.may(Permission.EXPORT)):
            _show_words(house, person, one, key=f"survey-{number}")


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
    """Draft a survey of both arms, for whoever may plan campaigns; where the campaign asks them
    at its end itself, only say when."""
    about = read.trial.campaign_id
    with house.store.reading() as tx:
        campaign = records.get(tx, CampaignId(about))
    if campaign.asking_step is not None:
        if not found:
            st.info(_when(house, campaign, read), icon=ICON)
        return
    if not person.may(Permission.PLAN):
        return
    scales = list(map(Scale, house_manners().question.scales))
    with st.expander(say("surveys-ask"), icon=ICON, key="survey"):
        st.markdown(say("surveys-ask-why"))
        st.segmented_control(
            say("surveys-scale"),
            scales,
            format_func=lambda scale: say(f"surveys-scale-{scale}"),
            default=Scale.NPS if Scale.NPS in scales else scales[0],
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


def _when(house: Cockpit, campaign: Campaign, read: Readout) -> str:
    """When the question at a campaign's end goes out, as long as it did not."""
    hours, began = sum(step.wait_hours for step in campaign.steps), read.trial.first_sent_at
    due = began + timedelta(hours=hours) if began else None
    if due is None or due <= house.clock.now():
        return say("surveys-own-last")
    if campaign.status in OVER:
        return say("surveys-own-unasked")
    return say(
        "surveys-own-due", day=words.day(language(), due.astimezone(_zone(house)).date())
    )
