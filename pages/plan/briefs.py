"""Briefs: ask for a mailing, say its facts, put a name under each, and see what came of it."""

import streamlit as st

from core.briefs import records
from core.briefs.model import BriefId
from core.people.model import Permission
from pages.parts.brief_bench import Bench
from pages.parts.brief_calendar import show_calendar
from pages.parts.brief_deeds import draw_deeds, draw_files, draw_standing
from pages.parts.brief_facts import draw_facts
from pages.parts.brief_form import draw_form
from pages.parts.brief_shelf import show_shelf
from pages.parts.brief_uses import draw_history, draw_uses, draw_warnings
from pages.parts.frame import open_page, refusals_shown, say
from pages.parts.plain import plain

house, person = open_page("briefs", Permission.BRIEF)

VIEWS = ("list", "calendar")
ICONS = {"list": "view_list", "calendar": "calendar_month"}


def draw_brief(bench: Bench) -> None:
    """One brief: where it stands, what it says, its facts, its files, and what came of it."""
    st.header(plain(bench.brief.name), anchor=False)
    draw_standing(bench)
    draw_deeds(bench)
    draw_warnings(bench)
    left, right = st.columns([6, 5], gap="large")
    with left:
        draw_form(bench)
        draw_files(bench)
        draw_uses(bench)
    with right:
        draw_facts(bench)
    draw_history(bench)


def choose_view() -> str:
    """The list or the calendar; the address bar remembers which."""
    asked = st.query_params.get("view", "")
    st.session_state["briefs-view"] = asked if asked in VIEWS else VIEWS[0]
    chosen = st.segmented_control(
        say("briefs-view"),
        VIEWS,
        format_func=lambda one: f":material/{ICONS[one]}: {say(f'briefs-view-{one}')}",
        key="briefs-view",
        required=True,
        on_change=remember_view,
        label_visibility="collapsed",
    )
    return str(chosen)


def remember_view() -> None:
    st.query_params["view"] = st.session_state["briefs-view"]


chosen = st.query_params.get("brief")
if chosen is None:
    if choose_view() == "calendar":
        show_calendar(house, person)
    else:
        show_shelf(house, person)
    st.stop()
st.button(say("briefs-back"), icon=":material/arrow_back:", on_click=st.query_params.clear)
with refusals_shown():
    with house.store.reading() as tx:
        whole = records.whole(tx, BriefId(chosen))
    draw_brief(Bench(house, person, whole))
