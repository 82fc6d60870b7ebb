"""What waits at the approvals desk: for this person first, with the reason it is theirs."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import streamlit as st

from core.approvals import tables
from core.approvals.model import Capacity, Decision, Right, StageStanding
from core.approvals.tables import Waiting
from core.campaigns.model import Campaign
from core.cockpit import Cockpit
from core.foundation import words
from core.people import records as people
from core.people.model import Person
from pages.parts.approval_stage import spoken_hours
from pages.parts.campaign_review import spoken_reasons
from pages.parts.frame import language, say
from pages.parts.plain import plain

WORTH_SORTING = 3  # campaigns
SHOWN = 100  # decisions
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Shelf(StrEnum):
    """Which part of the queue is looked at."""

    MINE = "mine"
    OTHERS = "others"
    DECIDED = "decided"


class Order(StrEnum):
    AGE = "age"  # the longest waiting first
    LIMIT = "limit"  # whose limit ends first
    NAME = "name"


def show_queue(house: Cockpit, person: Person, rows: list[Waiting]) -> None:
    """What this person can decide, what others have to, or what this person decided."""
    with house.store.reading() as tx:
        names = people.names(tx)
        decided = tables.decided(tx, person.id, most=SHOWN)
        decisions = tables.decided_count(tx, person.id)
    mine = [row for row in rows if row.mine is not None]
    others = [row for row in rows if row.mine is None]
    if not mine:
        st.success(say("approvals-nothing"), icon=":material/check_circle:")
    counts = {Shelf.MINE: len(mine), Shelf.OTHERS: len(others), Shelf.DECIDED: decisions}
    shelf = _choose_shelf(counts)
    if shelf is Shelf.DECIDED:
        _show_decided(house, decided)
        return
    shown = mine if shelf is Shelf.MINE else others
    st.subheader(say(f"approvals-{shelf}", n=len(shown)), anchor=False)
    for row in _ordered(shown):
        _draw_row(row, names, house.clock.now())


def _choose_shelf(counts: Mapping[Shelf, int]) -> Shelf:
    """The shelves with how much is on each; at first the one that has something."""
    first = next((shelf for shelf, count in counts.items() if count), Shelf.MINE)
    chosen = st.segmented_control(
        say("approvals-shelf"),
        list(Shelf),
        default=first,
        format_func=lambda shelf: say(f"approvals-shelf-{shelf}", n=counts[shelf]),
        key="approvals-shelf",
        required=True,
        label_visibility="collapsed",
    )
    return Shelf(chosen or first)


def _ordered(rows: list[Waiting]) -> list[Waiting]:
    """By name, as typed, and in the order chosen."""
    if len(rows) < WORTH_SORTING:
        return rows
    left, right = st.columns([3, 2], vertical_alignment="bottom")
    words_ = left.text_input(say("approvals-search"), key="approvals-search") or ""
    order = right.selectbox(
        say("approvals-order"),
        list(Order),
        format_func=lambda one: say(f"approvals-order-{one}"),
        key="approvals-order",
    )
    found = [row for row in rows if words_.casefold() in row.campaign.name.casefold()]
    if order == Order.NAME:
        return sorted(found, key=lambda row: row.campaign.name.casefold())
    return sorted(found, key=_ends_at if order == Order.LIMIT else lambda r: r.submitted_at)


def _ends_at(row: Waiting) -> datetime:
    """When the first limit of its open stages ends; without any, after all others."""
    ends = [end for one in row.standing.open if (end := one.ends_at())]
    return min(ends, default=datetime.max.replace(tzinfo=UTC))


def _show_decided(house: Cockpit, decided: list[tuple[Campaign, Decision]]) -> None:
    """What this person decided, with the way to each file."""
    if not decided:
        st.caption(say("approvals-decided-none"))
    for campaign, one in decided:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container():
                st.markdown(f"**{plain(campaign.name)}**")
                verdict = say(f"approvals-verdict-{one.verdict}")
                moment = words.moment(language(), one.decided_at, house.settings.time_zone)
                voided = "" if one.stands else f" · {say('approvals-fell')}"
                status = say(f"campaigns-status-{campaign.status}")
                st.caption(plain(f"{verdict} · {moment}{voided} · {status}"))
            st.button(
                say("approvals-open"),
                key=f"open-{one.id}",
                icon=":material/arrow_forward:",
                on_click=open_file,
                args=(campaign.id,),
            )


def open_file(campaign_id: str) -> None:
    st.query_params["campaign"] = campaign_id


def spoken_age(since: datetime, now: datetime) -> str:
    """How long it has waited, in days or hours."""
    age = now - since
    if age >= DAY:
        return say("approvals-age-days", n=age // DAY)
    return say("approvals-age-hours", n=max(age // HOUR, 0))


def spoken_right(row: Waiting, names: Mapping[str, str]) -> str:
    """Why it is this person's to decide, or why it is not."""
    if row.works:
        works = ", ".join(say(f"approvals-work-{work}") for work in row.works)
        return say("approvals-why-own", works=works)
    if row.decided is not None:
        return say("approvals-why-decided", stage=row.decided.label[language()])
    if row.mine is None:
        return say("approvals-why-other-role", roles=_roles(row))
    return _spoken_capacity(row.mine, names)


def _spoken_capacity(right: Right, names: Mapping[str, str]) -> str:
    """By what right it is theirs, and why the stage is there."""
    role, reasons = say(f"people-role-{right.stage.role}"), spoken_reasons(right.stage)
    if right.capacity is Capacity.DELEGATED:
        whose = names.get(right.on_behalf_of or "", "")
        return say("approvals-why-delegated", role=role, reasons=reasons, whose=whose)
    key = "escalated" if right.capacity is Capacity.ESCALATED else "mine"
    return say(f"approvals-why-{key}", role=role, reasons=reasons)


def _roles(row: Waiting) -> str:
    return ", ".join(say(f"people-role-{stage.role}") for stage in row.standing.open_stages)


def _draw_row(row: Waiting, names: dict[str, str], now: datetime) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container():
            st.markdown(f"**{plain(row.campaign.name)}**")
            st.caption(
                say(
                    "approvals-submitted",
                    person=plain(names.get(row.submitted_by, row.submitted_by)),
                    age=spoken_age(row.submitted_at, now),
                    decided=row.standing.decided,
                    all=len(row.standing.stages),
                )
            )
            st.caption(plain(spoken_right(row, names)))
            for one in row.standing.open:
                if hours := spoken_hours(one, now):
                    _draw_hours(one, hours, now)
        st.button(
            say("approvals-open"),
            key=f"open-{row.campaign.id}",
            icon=":material/arrow_forward:",
            type="secondary" if row.mine is None else "primary",
            on_click=open_file,
            args=(row.campaign.id,),
        )


def _draw_hours(one: StageStanding, hours: str, now: datetime) -> None:
    """A stage's age in working hours; red once its limit is over, with who may decide, too."""
    limit = one.stage.limit
    said = f"{one.stage.label[language()]}: {hours}"
    is_late = one.is_late(now)
    if is_late and limit is not None and limit.escalates_to:
        role = say(f"people-role-{limit.escalates_to}")
        said = f"{said}; {say('approvals-escalated', role=role)}"
    st.badge(plain(said), icon=":material/timer:", color="red" if is_late else "gray")
