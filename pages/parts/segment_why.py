"""Why an account is in the segment, or why not: every part of the rule, with what it saw."""

import pandas as pd
import streamlit as st

from core.accounts import tables as accounts
from core.cockpit import Cockpit
from core.people.model import Person
from core.segments.explaining import Verdict, explain, text_of
from core.segments.model import Condition, Group, Rule
from core.segments.sentence import phrase
from pages.parts.frame import language, say
from pages.parts.grids import show_grid
from pages.parts.plain import plain

MARKS = {True: "✓", False: "✕"}


def show_why(opened: Cockpit, person: Person, rule: Rule, draft_id: str) -> None:
    """Ask for an account, and answer part by part."""
    asked = st.text_input(
        say("segments-why-ask"), key=f"segment-why-{draft_id}", icon=":material/search:"
    )
    if not asked:
        st.caption(say("segments-why-hint"))
        return
    snapshot = opened.warehouse.current()
    found = accounts.search(snapshot, asked, by=person).rows
    names = {row["account_id"]: row["name"] or row["account_id"] for row in found}
    if not names:
        st.info(say("segments-why-none"), icon=":material/search_off:")
        return
    chosen = next(iter(names))
    if len(names) > 1:
        chosen = st.selectbox(
            say("segments-why-choose"),
            list(names),
            format_func=lambda one: f"{names[one]} · {one}",
            key=f"segment-why-of-{draft_id}",
        )
    with opened.store.reading() as tx:
        verdicts = explain(
            snapshot, rule, opened.catalogue, account_id=chosen, sources=opened.sets(tx)
        )
    _show(opened, verdicts, names[chosen])


def _show(opened: Cockpit, verdicts: list[Verdict], name: str) -> None:
    whole, *parts = verdicts
    catalogue, spoken = opened.speaking(), language()
    barring = [one for one in parts if len(one.path) == 1 and one.holds is False]
    if whole.holds:
        st.success(plain(say("segments-why-in", account=name)), icon=":material/check:")
    else:
        text = say("segments-why-out", account=name, count=len(barring))
        st.warning(plain(text.strip()), icon=":material/block:")
    rows = [
        {
            say("segments-why-verdict"): _verdict(one),
            say("segments-why-part"): "\u2003" * (len(one.path) - 1)
            + (phrase(one.rule, catalogue, spoken) if _is_leaf(one) else _heading(one)),
            say("segments-why-known"): "; ".join(text_of(own, spoken) for own in one.known),
        }
        for one in parts
    ]
    if rows:
        show_grid(pd.DataFrame(rows))


def _is_leaf(verdict: Verdict) -> bool:
    return isinstance(verdict.rule, Condition)


def _heading(verdict: Verdict) -> str:
    assert isinstance(verdict.rule, Group)
    return say(f"segments-combine-{verdict.rule.combine}")


def _verdict(verdict: Verdict) -> str:
    if verdict.holds is None:
        return say("segments-why-off")
    return MARKS[verdict.holds]
