"""While somebody is away: what is handed over, to whom, until when, and handing over more."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from core.approvals import delegating
from core.approvals.delegating import Delegation
from core.approvals.edits import Wanted
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.people.model import APPROVERS, Permission, Person, Role
from pages.parts.frame import announce, language, refusals_shown, say
from pages.parts.people_edits import change
from pages.parts.plain import plain

A_DAY = timedelta(days=1)
A_WEEK = 7 * A_DAY


def draw_away(house: Cockpit, person: Person) -> None:
    """What this person gave and holds; an administrator sees, and does it for, everybody."""
    with house.store.reading() as tx:
        everyone = {str(one.id): one for one in people.everyone(tx) if one.is_active}
        names = people.names(tx)
        now = house.clock.now()
        known = [one for one in delegating.everything(tx) if not one.is_over(now)]
    sees_all = person.may(Permission.ADMINISTER)
    shown = [one for one in known if sees_all or person.id in (one.from_person, one.to_person)]
    title = "approvals-away-everyone" if sees_all else "approvals-away"
    with st.expander(say(title, n=len(shown)), icon=":material/beach_access:", key="away"):
        st.caption(say("approvals-away-says"))
        for one in shown:
            _draw_row(house, person, one, names)
        givers = [one for one in everyone.values() if one.roles & APPROVERS]
        if not sees_all:
            givers = [one for one in givers if one.id == person.id]
        if givers:
            _draw_form(house, person, givers, everyone)


def _draw_row(
    house: Cockpit, person: Person, one: Delegation, names: Mapping[str, str]
) -> None:
    zone = house.settings.time_zone
    is_mine = one.from_person == person.id or person.may(Permission.ADMINISTER)
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        said = say(
            "approvals-away-row",
            giver=names.get(one.from_person, one.from_person),
            taker=names.get(one.to_person, one.to_person),
            role=say(f"people-role-{one.role}"),
            since=words.moment(language(), one.starts_at, zone),
            until=words.moment(language(), one.ends_at, zone),
        )
        maker = names.get(one.made_by, one.made_by)
        st.markdown(plain(said), width="stretch")
        st.caption(plain(say("approvals-away-why", reason=one.reason, person=maker)))
        if is_mine and st.button(
            say("approvals-away-revoke"), key=f"revoke-{one.id}", icon=":material/undo:"
        ):
            _revoke(house, person, one)


def _draw_form(
    house: Cockpit, person: Person, givers: list[Person], everyone: Mapping[str, Person]
) -> None:
    """Whose right, which role, to whom, from which day to which, and why."""
    left, middle, right = st.columns(3)
    with left:
        giver = _choose("away-from", givers, chosen=0)
        days = _choose_days(house.today())
    assert giver is not None
    with middle:
        role = _choose_role(giver)
        reason = st.text_input(say("approvals-away-reason"), key="away-reason", max_chars=500)
    takers = [
        one
        for one in everyone.values()
        if one.id not in {giver.id, person.id}
        and one.may(Permission.DECIDE)
        and role not in one.roles
    ]
    with right:
        taker = _choose("away-to", takers, chosen=None)
        pressed = st.button(
            say("approvals-away-do"),
            key="hand-over",
            icon=":material/forward:",
            disabled=taker is None or days is None,
        )
    if pressed and taker and role and days:
        _hand_over(house, person, (giver, taker), role, _period(house, *days), reason or "")


def _choose(key: str, among: list[Person], *, chosen: int | None) -> Person | None:
    return st.selectbox(
        say(f"approvals-{key}"),
        among,
        index=chosen,
        format_func=lambda one: one.name,
        placeholder=say("approvals-away-choose"),
        key=key,
    )


def _choose_role(giver: Person) -> Role | None:
    return st.selectbox(
        say("approvals-away-role"),
        sorted(giver.roles & APPROVERS),
        format_func=lambda one: say(f"people-role-{one}"),
        key="away-role",
    )


def _choose_days(today: date) -> tuple[date, date] | None:
    """The first and the last day; nothing while only one of them is chosen."""
    days = st.date_input(
        say("approvals-away-days"),
        (today, today + A_WEEK),
        min_value=today,
        format="DD.MM.YYYY",
        key="away-days",
    )
    return (days[0], days[1]) if len(days) == 2 else None  # noqa: PLR2004 – from and to


def _period(house: Cockpit, first: date, last: date) -> tuple[datetime, datetime]:
    """From now or the first moment of the first day, to the end of the last."""
    zone = ZoneInfo(house.settings.time_zone)
    start, end = (datetime.combine(day, time(), zone) for day in (first, last + A_DAY))
    return max(start, house.clock.now()), end


def _hand_over(
    house: Cockpit,
    person: Person,
    hands: tuple[Person, Person],
    role: str,
    period: tuple[datetime, datetime],
    reason: str,
) -> None:
    giver, taker = hands
    now = house.clock.now()
    wanted = Delegation(
        id=house.ids.new(),
        from_person=giver.id,
        to_person=taker.id,
        role=role,
        starts_at=period[0],
        ends_at=period[1],
        reason=reason,
        made_by=person.id,
        made_at=now,
    )
    if giver.id != person.id:
        change(house, person, Wanted.standing_in(wanted), "approvals-away-done", taker.name)
        return
    with refusals_shown():
        with house.transaction(person) as tx:
            delegating.delegate(tx, wanted, by=person, at=now)
        announce("approvals-away-done", person=taker.name)
        st.rerun()


def _revoke(house: Cockpit, person: Person, one: Delegation) -> None:
    with refusals_shown():
        with house.transaction(person) as tx:
            delegating.revoke(tx, one.id, by=person, at=house.clock.now())
        announce("approvals-away-revoked")
        st.rerun()
