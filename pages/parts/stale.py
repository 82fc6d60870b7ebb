"""Sources of client data that are older than promised, where that matters."""

import streamlit as st

from core.cockpit import Cockpit
from core.foundation import words
from core.warehouse.freshness import SourceFreshness
from pages.parts import frame
from pages.parts.frame import language, say
from pages.parts.plain import plain


def sources_of(house: Cockpit) -> list[SourceFreshness]:
    """How old every source is today; looked up once per publication and day."""
    if house.warehouse.is_empty():
        return []
    return _sources(house.warehouse.current_number(), house.today().isoformat())


def warn_of_stale(house: Cockpit) -> None:
    """Name each source that is too old, whose it is, and whether it stops a campaign."""
    book = house.books.briefs
    rules = {rule.source: book.cite(rule.rule) for rule in book.stale}
    for one in sources_of(house):
        if one.is_stale:
            _warn(one, rules.get(one.source.table, ""))


def _warn(one: SourceFreshness, rule: str) -> None:
    told = say(
        "briefs-stale",
        source=one.source.label(language()),
        owner=one.source.owner(language()),
        day=words.day(language(), one.day),
        age=one.age,
        most=one.source.fresh_days,
    )
    if rule:
        stops = say("briefs-stale-stops")
        st.warning(plain(f"{told} {stops}"), icon=":material/event_busy:")
    else:
        st.caption(f":material/event_busy: {plain(told)}")


@st.cache_data(max_entries=4, show_spinner=False)
def _sources(publication: int, today: str) -> list[SourceFreshness]:
    return frame.house().sources()
