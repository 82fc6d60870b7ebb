"""Opens and clicks: links by number, events as they came, and who it was by which rule."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from core.campaigns.model import CampaignId
from core.delivery import links
from core.delivery.feedback import tracking
from core.delivery.feedback.labels import Around, Event, Kind, Label, book, label
from core.messages.model import Writing
from core.store.schema import dispatches, tracking_events
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.servers import set_off

BROWSER = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140 Safari/537.36"
)
LATER = MONDAY + timedelta(hours=1)


def event(dispatch: str = "d1", /, **changes: Any) -> Event:
    plain = Event(dispatch, Kind.CLICK, 1, "GET", BROWSER, "place", LATER)
    return replace(plain, **changes)


def around(*others: Event, sent_at: datetime | None = MONDAY, crowd: int = 1) -> Around:
    return Around(others, sent_at, crowd)


HUMAN = (Label.HUMAN, "")
SOON = {"happened_at": MONDAY + timedelta(seconds=20)}


@pytest.mark.parametrize(
    ("seen", "beside", "expected"),
    [
        (event(), around(), HUMAN),
        (event(kind=Kind.OPEN, link=None), around(), HUMAN),
        (event(method="HEAD"), around(), (Label.MACHINE, "head")),
        (event(link=0), around(), (Label.MACHINE, "honeypot")),
        (event(), around(event(link=0)), (Label.MACHINE, "honeypot")),
        (event(agent=""), around(), (Label.MACHINE, "bare-agent")),
        (event(agent="Mozilla/5.0"), around(), (Label.MACHINE, "bare-agent")),
        (event(agent=f"{BROWSER} BingPreview/1.0b"), around(), (Label.MACHINE, "scanner")),
        (event(agent="curl/8.1"), around(), (Label.MACHINE, "scanner")),
        (event(), around(event(link=2), event(link=3)), (Label.MACHINE, "all-links")),
        (event(), around(event(link=2), event(link=2)), HUMAN),
        (event(), around(crowd=5), (Label.MACHINE, "crowd")),
        (event(happened_at=MONDAY), around(), (Label.MACHINE, "too-soon")),
        (event(**SOON), around(), (Label.UNKNOWN, "soon")),
        (event(), around(sent_at=None), (Label.UNKNOWN, "unsent")),
        (event(agent="Lotus Notes"), around(), (Label.UNKNOWN, "no-browser")),
        (
            event(kind=Kind.OPEN, link=None, agent="Mozilla/5.0"),
            around(),
            (Label.UNKNOWN, "privacy-proxy"),
        ),
    ],
)
def test_every_label_names_the_rule_that_said_so(
    seen: Event, beside: Around, expected: tuple[Label, str]
) -> None:
    assert label(seen, beside) == expected


def test_the_book_is_read() -> None:
    assert book().crowd == 5


# Links.


def writing(html: str) -> Writing:
    return Writing("Hello", html, "Hello")


def test_links_go_by_number_and_each_address_has_one() -> None:
    html = (
        '<body><a href="https://a.test/?x=1&amp;y=2">a</a> <A class="b" HREF=\'https://b.test\'>'
        '</A><a href="https://a.test/?x=1&amp;y=2">again</a></body>'
    )

    (made,), urls = links.numbered([writing(html)])

    assert urls == ["https://a.test/?x=1&y=2", "https://b.test"]
    assert made.html.count("{{ click_url }}/1") == 2
    assert made.html.count("{{ click_url }}/2") == 1
    assert made.html.endswith('style="display:block"></body>')


@pytest.mark.parametrize(
    "href",
    [
        "{{ unsubscribe_url }}",
        "https://a.test/{{ contact.contact_id | urlencode }}",
        "mailto:a@b.test",
        "tel:+79161234567",
        "#top",
    ],
)
def test_links_that_are_each_contact_s_own_stay_as_they_are(href: str) -> None:
    (made,), urls = links.numbered([writing(f'<a href="{href}">a</a>')])

    assert urls == []
    assert f'href="{href}"' in made.html


def test_where_numbers_lead_is_kept_once(store: Store) -> None:
    set_off(store, ["k@ex.test"])
    with store.transaction() as tx:
        links.keep(tx, "c1", "1-1", ["https://a.test"])
        links.keep(tx, "c1", "1-1", ["https://evil.test"])

        assert links.kept(tx, "c1", "1-1") == {1: "https://a.test"}
        assert links.kept(tx, "c1", "1-2") == {}


# What is kept.


def sent(store: Store, count: int = 1, domain: str = "ex.test") -> list[str]:
    set_off(store, [f"k{number}@{domain}" for number in range(count)])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(sent_at=MONDAY))
        rows = tx.execute(select(dispatches.c.id).order_by(dispatches.c.address))
        return list(rows.scalars())


def kept(store: Store, *events: Event) -> list[tuple[str, str]]:
    with store.transaction() as tx:
        tracking.keep(tx, events)
        rows = tx.execute(select(tracking_events).order_by(tracking_events.c.id))
        return [(row.label, row.rule) for row in rows]


def asked(store: Store) -> tuple[bool, bool]:
    with store.reading() as tx:
        who = (CampaignId("c1"), ["c1-a0", "c1-a1"])
        opened = tracking.accounts_that_opened(tx, *who)
        clicked = tracking.accounts_that_clicked(tx, *who)
    return opened == {"c1-a0"}, clicked == {"c1-a0"}


def test_a_person_s_click_opens_too(store: Store) -> None:
    (name,) = sent(store)

    assert asked(store) == (False, False)
    assert kept(store, event(name, kind=Kind.OPEN, link=None)) == [("human", "")]
    assert asked(store) == (True, False)
    kept(store, event(name))
    assert asked(store) == (True, True)


def test_nothing_follows_from_a_machine_or_from_a_doubt(store: Store) -> None:
    (name,) = sent(store)

    kept(store, event(name, agent="curl/8"), event(name, **SOON))

    assert asked(store) == (False, False)


def test_later_events_tell_of_earlier_ones(store: Store) -> None:
    (name,) = sent(store)

    first = kept(store, event(name, link=1))
    kept(store, event(name, link=2))
    last = kept(store, event(name, link=3))

    assert first == [("human", "")]
    assert last == [("machine", "all-links")] * 3
    assert asked(store) == (False, False)


@pytest.mark.parametrize(("places", "expected"), [(["one"] * 6, "crowd"), (list("abcdef"), "")])
def test_a_burst_over_one_domain_from_one_place_is_a_gateway(
    store: Store, places: Sequence[str], expected: str
) -> None:
    names = sent(store, 6)
    seen = [event(name, source=place) for name, place in zip(names, places, strict=True)]

    found = kept(store, *seen)

    assert {rule for _, rule in found} == {expected}


def test_a_burst_over_many_domains_is_none(store: Store) -> None:
    set_off(store, [f"k@d{number}.test" for number in range(6)])
    with store.transaction() as tx:
        tx.execute(update(dispatches).values(sent_at=MONDAY))
        names = list(tx.execute(select(dispatches.c.id)).scalars())

    assert {rule for _, rule in kept(store, *map(event, names))} == {""}


def test_one_message_cannot_fill_the_store(store: Store) -> None:
    (name,) = sent(store)

    found = kept(store, *(event(name) for _ in range(tracking.MOST_EVENTS + 50)))

    assert len(found) == tracking.MOST_EVENTS


def test_an_event_of_a_message_that_is_gone_hurts_no_other(store: Store) -> None:
    (name,) = sent(store)

    assert kept(store, event("gone"), event(name)) == [("human", "")]


def test_opens_and_clicks_are_counted_by_message(store: Store) -> None:
    names = sent(store, 2)
    kept(store, event(names[0]), event(names[0], link=2), event(names[1], agent="curl"))

    with store.reading() as tx:
        found = tracking.counts(tx, CampaignId("c1"))

    assert found == {(Kind.CLICK, Label.HUMAN): 1, (Kind.CLICK, Label.MACHINE): 1}
