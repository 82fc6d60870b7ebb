"""The facts of a brief: what the kind of mailing asks for, and whose name stands under it."""

from datetime import date
from typing import Literal

import streamlit as st

from core.briefs import facts
from core.briefs.model import FACT, Fact, Standing, standing
from core.briefs.naming import spoken
from core.briefs.quotable import spoken_value
from core.foundation import words
from core.rulebook.briefs import Asked, FactRule
from core.store.store import Tx
from pages.parts.brief_bench import UNTIL, Bench
from pages.parts.brief_form import draw_comments
from pages.parts.frame import language, say
from pages.parts.names import names
from pages.parts.plain import plain

COLORS: dict[Standing, Literal["green", "orange", "red", "gray"]] = {
    Standing.CONFIRMED: "green",
    Standing.UNCONFIRMED: "orange",
    Standing.EXPIRED: "red",
    Standing.MISSING: "gray",
}
ICONS = {
    Standing.CONFIRMED: "verified",
    Standing.UNCONFIRMED: "pending",
    Standing.EXPIRED: "event_busy",
    Standing.MISSING: "radio_button_unchecked",
}


def draw_facts(bench: Bench) -> None:
    """Every fact the book asks for, with its value, its last day, and the name under it."""
    st.subheader(say("briefs-facts"), anchor=False)
    st.caption(say("briefs-facts-help"))
    with bench.house.store.reading() as tx:
        named = names(tx)
    for asked in bench.kind.facts if bench.kind else ():
        rule = bench.book.fact(asked.key)
        if rule is not None:
            with st.container(border=True, gap="small"):
                _draw_fact(bench, asked, rule, named)


def _draw_fact(bench: Bench, asked: Asked, rule: FactRule, named: dict[str, str]) -> None:
    name, fact = FACT + asked.key, bench.whole.facts.get(asked.key)
    state = standing(bench.whole.facts, asked.key, on=bench.house.today())
    with st.container(horizontal=True, vertical_alignment="center"):
        mark = " \\*" if asked.mandatory else ""
        st.markdown(f"**{plain(rule.label.text(language()))}**{mark}", width="stretch")
        st.badge(
            say(f"briefs-standing-{state}"),
            icon=f":material/{ICONS[state]}:",
            color=COLORS[state],
        )
    _draw_value(bench, asked, rule, fact)
    draw_comments(bench, name)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(_who(bench, asked, fact, named)), width="stretch")
        _draw_name(bench, asked, fact, state)


def _draw_value(bench: Bench, asked: Asked, rule: FactRule, fact: Fact | None) -> None:
    name = FACT + asked.key
    if not bench.may_change:
        if fact is not None:
            st.text(spoken_value(rule, fact.value, language()))
        return
    left, right = st.columns([3, 2]) if asked.dated else (st.container(), None)
    with left:
        _draw_typed(bench, name, rule, fact.value if fact else None)
    if right is not None:
        until = fact.valid_until if fact else None
        right.date_input(
            say("briefs-valid-until"),
            format="DD.MM.YYYY",
            label_visibility="collapsed",
            help=say("briefs-valid-until"),
            **bench.widget(name + UNTIL, until),
        )


def _draw_typed(bench: Bench, name: str, rule: FactRule, value: str | None) -> None:
    """The widget of a fact's kind."""
    label = spoken(name, language())
    if rule.kind == "date":
        day = date.fromisoformat(value) if value else None
        widget = bench.widget(name, day)
        st.date_input(label, format="DD.MM.YYYY", label_visibility="collapsed", **widget)
        return
    widget = bench.widget(name, value or "")
    if rule.kind == "text":
        st.text_area(label, height=68, max_chars=2_000, label_visibility="collapsed", **widget)
        return
    hint = "https://" if rule.kind == "link" else "0"
    st.text_input(
        label, placeholder=hint, max_chars=2_000, label_visibility="collapsed", **widget
    )


def _who(bench: Bench, asked: Asked, fact: Fact | None, named: dict[str, str]) -> str:
    """Who said it, whose name stands under it, and until when it is true."""
    role = say(f"people-role-{asked.confirmed_by}")
    if fact is None:
        return say("briefs-confirms", role=role)
    zone = bench.house.settings.time_zone
    pieces = [say("briefs-said-by", person=named.get(fact.supplied_by, fact.supplied_by))]
    if said := fact.confirmation:
        day = words.moment(language(), said.confirmed_at, zone)
        who = named.get(said.confirmed_by, said.confirmed_by)
        pieces.append(say("briefs-confirmed-by", person=who, moment=day))
    else:
        pieces.append(say("briefs-confirms", role=role))
    if fact.valid_until:
        pieces.append(say("briefs-true-until", day=words.day(language(), fact.valid_until)))
    return " · ".join(pieces)


def _draw_name(bench: Bench, asked: Asked, fact: Fact | None, state: Standing) -> None:
    """The button that puts this person's name under a fact, or takes it back."""
    if asked.confirmed_by not in bench.person.roles or fact is None:
        return
    seen = bench.drawn(asked.key, fact)
    rule = bench.book.cite(f"{bench.brief.kind}.{asked.key}")
    is_own = fact.supplied_by == bench.person.id  # nobody confirms their own word
    if (
        state is Standing.UNCONFIRMED
        and not is_own
        and st.button(
            say("briefs-confirm", person=plain(bench.person.name)),
            key=f"confirm-{asked.key}",
            icon=":material/verified:",
            type="primary",
            help=say("briefs-by-rule", rule=rule),
        )
    ):
        _confirm(bench, seen)
    if fact.confirmation and st.button(
        say("briefs-take-back"), key=f"take-back-{asked.key}", icon=":material/undo:"
    ):
        _take_back(bench, asked.key)


def _confirm(bench: Bench, fact: Fact) -> None:
    def verb(tx: Tx) -> object:
        return facts.confirm(
            tx,
            bench.brief.id,
            fact.key,
            seen=fact.value,
            seen_until=fact.valid_until,
            book=bench.book,
            by=bench.person,
            at=bench.house.clock.now(),
            today=bench.house.today(),
        )

    bench.do(verb, "briefs-confirmed")


def _take_back(bench: Bench, key: str) -> None:
    by, at = bench.person, bench.house.clock.now()
    bench.do(
        lambda tx: facts.take_back(tx, bench.brief.id, key, book=bench.book, by=by, at=at),
        "briefs-taken-back",
    )
