"""The furniture of the first page: errands, the base in numbers, campaigns at a glance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import streamlit as st

from core.approvals import edits
from core.approvals import tables as approvals
from core.briefs import tables as briefs
from core.campaigns import records as campaigns
from core.campaigns import tables as campaign_tables
from core.campaigns.model import ON_ITS_WAY, OVER, Campaign, Status
from core.cockpit import Cockpit
from core.delivery import records as dispatches
from core.delivery.calls import records as calls
from core.delivery.calls.model import Wanted
from core.delivery.model import State
from core.delivery.paper import records as letters
from core.foundation import words
from core.people import records as people
from core.people.model import Permission, Person, Role
from core.rulebook import editions
from core.rulebook.shelf import BOOKS
from core.store.store import Tx
from pages.parts.call_list import keepers_here
from pages.parts.campaign_when import spoken_when
from pages.parts.frame import language, say
from pages.parts.plain import plain

SHOWN_CAMPAIGNS = 12
BRIEFS = "plan/briefs.py"
Color = Literal["blue", "orange", "green", "red", "violet", "gray"]
COLORS: dict[Status, Color] = {
    Status.IN_REVIEW: "violet",
    Status.CHANGES_REQUESTED: "orange",
    Status.APPROVED: "blue",
    Status.SCHEDULED: "blue",
    Status.PREPARING: "blue",
    Status.SENDING: "blue",
    Status.PAUSED: "orange",
    Status.SENT: "green",
    Status.SENT_WITH_ERRORS: "orange",
    Status.STOPPED: "red",
    Status.FAILED: "red",
}
# Where a campaign goes on, by its status; a page that is not for a person is left out.
_TO_RESULTS = (("results", "learn/results.py", Permission.READ_RESULTS),)
_TO_DISPATCHES = (("dispatches", "deliver/dispatches.py", Permission.SEND),)
WAYS = {
    Status.IN_REVIEW: (("approvals", "decide/approvals.py", Permission.DECIDE),),
    Status.SCHEDULED: _TO_DISPATCHES,
    Status.PREPARING: _TO_DISPATCHES,
    Status.SENDING: _TO_DISPATCHES,
    Status.PAUSED: _TO_DISPATCHES,
    Status.SENT: _TO_RESULTS,
    Status.SENT_WITH_ERRORS: _TO_RESULTS,
    Status.STOPPED: _TO_DISPATCHES,
}


@dataclass(frozen=True)
class Errand:
    """Something that waits for this person: a sentence, and the page where it is done."""

    icon: str
    sentence: str
    page: str
    link: dict[str, str]
    late: int = 0  # working days past its limit

    def show(self) -> None:
        with st.container(border=True):
            said, way = st.columns([13, 7], vertical_alignment="center")
        said.markdown(f":material/{self.icon}: {plain(self.sentence)}")
        with way.container(
            horizontal=True, horizontal_alignment="right", vertical_alignment="center"
        ):
            if self.late:
                st.badge(say("briefs-errand-late", n=self.late), color="red")
            st.page_link(
                self.page,
                label=say("home-open"),
                icon=":material/arrow_forward:",
                icon_position="right",
                query_params=self.link,
            )


def errands(tx: Tx, person: Person, house: Cockpit) -> Iterator[Errand]:
    """What waits for this person: briefs, decisions, what came back, dispatches."""
    yield from _briefs(tx, person, house)
    for row in approvals.waiting(tx, for_=person, at=house.clock.now()):
        if row.mine is not None:
            sentence = say("home-decide", campaign=row.campaign.name)
            yield Errand("gavel", sentence, "decide/approvals.py", _at(row.campaign))
    if person.may(Permission.PLAN):
        for campaign in campaigns.with_status(tx, Status.CHANGES_REQUESTED):
            if campaign.created_by == person.id:
                sentence = say("home-returned", campaign=campaign.name)
                yield Errand("undo", sentence, "plan/campaigns.py", _at(campaign))
    yield from _on_its_way(tx, person, house)
    if person.may(Permission.ADMINISTER):
        yield from _second_eyes(tx, person)


def _on_its_way(tx: Tx, person: Person, house: Cockpit) -> Iterator[Errand]:
    """What delivery leaves to people: doubts, letters to post, calls to make."""
    if person.may(Permission.SEND):
        yield from _doubts(tx)
        if batches := [one for one in letters.batches(tx) if not one.batch.is_posted]:
            sentence = say("home-letters", n=sum(one.letters for one in batches))
            yield Errand("local_post_office", sentence, "deliver/letters.py", {})
    if Role.ACCOUNT_MANAGER in person.roles:
        yield from _calls(tx, person, house)


def _calls(tx: Tx, person: Person, house: Cockpit) -> Iterator[Errand]:
    """The calls of an account manager that are due today, or were before."""
    mine = Wanted(
        keeper=person.name,
        keepers=keepers_here(people.everyone(tx)),
        due_until=house.today(),
    )
    if due := calls.count(tx, mine):
        yield Errand("call", say("home-calls", n=due), "deliver/calls.py", {})


def _second_eyes(tx: Tx, person: Person) -> Iterator[Errand]:
    """What other administrators proposed: changes of people, and of rule books."""
    waiting = [one for one in edits.waiting(tx) if one.proposed_by != person.id]
    if waiting:
        yield Errand("group", say("home-edits", n=len(waiting)), "house/people.py", {})
    for book in BOOKS:
        if any(one.waits and one.written_by != person.id for one in editions.of_book(tx, book)):
            sentence = say("home-editions", book=say(f"rules-book-{book}"))
            yield Errand("rule", sentence, "house/rules.py", {"book": book})


def _briefs(tx: Tx, person: Person, house: Cockpit) -> Iterator[Errand]:
    """Briefs whose turn it is, and facts that wait for a name; the latest first."""
    zone, today, book = house.settings.time_zone, house.today(), house.books.briefs
    for one in briefs.errands(tx, person, book, today=today, zone=zone):
        name, link = one.brief.name, {"brief": str(one.brief.id)}
        if one.is_confirming:
            sentence = say("briefs-errand-confirm", name=name, n=len(one.facts))
            yield Errand("verified", sentence, BRIEFS, link)
        else:
            day = words.day(language(), one.turn.limit)
            sentence = say(f"briefs-errand-{one.brief.status}", name=name, day=day)
            yield Errand("assignment", sentence, BRIEFS, link, one.turn.late)


def _at(campaign: Campaign) -> dict[str, str]:
    return {"campaign": campaign.id}


def _doubts(tx: Tx) -> Iterator[Errand]:
    begun = [one for one in campaigns.everything(tx) if one.status in OVER | ON_ITS_WAY]
    for campaign in begun:
        doubtful = dispatches.counts_by_state(tx, campaign.id)[State.UNCONFIRMED]
        if doubtful:
            sentence = say("home-doubtful", campaign=campaign.name, n=doubtful)
            yield Errand("help", sentence, "deliver/dispatches.py", _at(campaign))


def show_base(house: Cockpit, everything: Sequence[Campaign], person: Person) -> None:
    """The base in numbers, and how fresh it is."""
    if house.warehouse.is_empty():
        return
    card = house.warehouse.current().publication
    on_its_way = sum(campaign.status in ON_ITS_WAY for campaign in everything)
    in_review = sum(campaign.status is Status.IN_REVIEW for campaign in everything)
    accounts, contacts, review, sending, fresh = st.columns([4, 4, 4, 4, 5])
    for column, key, number in (
        (accounts, "home-accounts", card.counts["accounts"]),
        (contacts, "home-contacts", card.counts["contacts"]),
        (review, "home-in-review", in_review),
        (sending, "home-sending", on_its_way),
    ):
        column.metric(say(key), words.number(language(), number), border=True)
    day = words.day(language(), card.as_of)
    fresh.metric(say("home-as-of"), day, border=True, help=say("home-as-of-help"))


def show_campaigns(house: Cockpit, everything: Sequence[Campaign], person: Person) -> None:
    """The latest campaigns with their status and date, each a way to its page."""
    latest = everything[:SHOWN_CAMPAIGNS]
    with house.store.reading() as tx:
        began = campaign_tables.sending_since(tx, [one.id for one in latest])
    for campaign in latest:
        name, status, schedule, way = st.columns([5, 3, 3, 2], vertical_alignment="center")
        if person.may(Permission.PLAN):
            link = {"campaign": campaign.id}
            name.page_link("plan/campaigns.py", label=plain(campaign.name), query_params=link)
        else:
            name.markdown(plain(campaign.name))
        color: Color = COLORS.get(campaign.status, "gray")
        status.badge(say(f"campaigns-status-{campaign.status}"), color=color)
        schedule.caption(spoken_when(house, campaign, began))
        with way:
            draw_ways(campaign, person)


def show_no_campaigns(person: Person) -> None:
    """Where no campaign is: what this person can begin with."""
    st.info(say("home-no-campaigns"), icon=":material/campaign:")
    if person.may(Permission.PLAN):
        label = say("home-first-campaign")
        st.page_link("plan/campaigns.py", label=label, icon=":material/add:")
    elif person.may(Permission.BRIEF):
        st.page_link(BRIEFS, label=say("home-first-brief"), icon=":material/add:")


def draw_ways(campaign: Campaign, person: Person) -> None:
    """The ways to where a campaign goes on: its approval, its sending, its result."""
    for room, page, permission in WAYS.get(campaign.status, ()):
        if person.may(permission):
            link = {"campaign": campaign.id}
            st.page_link(page, label=say(f"home-to-{room}"), query_params=link)
