"""What a message quotes of a brief is part of what is approved."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from core.approvals import actions as approvals
from core.approvals import fingerprint, tables
from core.approvals.actions import OwnWork
from core.approvals.submission import Incomplete, OldSources
from core.briefs import actions as briefs
from core.briefs import facts, records
from core.briefs.model import Status as BriefStatus
from core.campaigns import quoting
from core.campaigns import records as campaigns
from core.campaigns.checking import BadValue
from core.campaigns.model import Status
from core.campaigns.quoting import NoBrief, UnsureFacts
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.messages import actions as messages
from core.messages import snippet_actions
from core.messages.model import Writing
from core.store import schema
from core.store.store import Store, Tx
from core.warehouse.freshness import freshness
from core.warehouse.warehouse import Warehouse
from tests.asking import (
    BOOK,
    BRIEF,
    PAVEL,
    UNTIL,
    confirm,
    filed,
    quoting_campaign,
    quoting_template,
    supplied,
    tell,
)
from tests.conftest import ANA, BEN, MONDAY
from tests.plan import (
    BOOKS,
    CAMPAIGN,
    CATALOGUE,
    TEMPLATE,
    TODAY,
    approve,
    audience_of,
    edit,
    ready_campaign,
    rehearse,
    small_base,
    submit,
    submitted,
    write_template,
)


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Cockpit]:
    opened = open_cockpit(Settings(data=tmp_path, store=""))
    yield opened
    opened.store.close()


def test_submitting_uses_the_brief_and_seals_its_facts(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        submit(tx, snapshot, quoting_campaign(tx))

        card = campaigns.audience(tx, CAMPAIGN)
        assert card is not None
        assert records.get(tx, BRIEF).status is BriefStatus.USED
        assert card.parts["brief"]["facts"]["price"] == {
            "value": "590",
            "valid_until": UNTIL.isoformat(),
            "confirmed_by": PAVEL.id,
        }
        assert quoting.sealed_values(card.parts["brief"])["price"] == 590


def test_a_campaign_without_a_brief_keeps_the_seal_it_had(
    store: Store, warehouse: Warehouse
) -> None:
    with store.transaction() as tx:
        campaign = submitted(tx, small_base(warehouse))
        parts = fingerprint.parts_of(tx, campaign)

    assert "brief" not in parts
    assert fingerprint.differences(parts, parts | {"brief": {}}) == ["brief"]
    assert fingerprint.differences(parts | {"brief": {}}, parts) == ["brief"]


CHANGES: dict[str, Callable[[Tx], object]] = {
    "another value": lambda tx: tell(tx, "price", "600"),
    "another last day": lambda tx: tell(tx, "price", "590", until=UNTIL + timedelta(days=1)),
    "a name taken off": lambda tx: facts.take_back(
        tx, BRIEF, "price", book=BOOK, by=PAVEL, at=MONDAY
    ),
    "a fact taken back": lambda tx: tell(tx, "offer", None),
    "no brief any more": lambda tx: edit(tx, brief_id=None),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_of_a_fact_and_the_fall_are_one_deed(house: Cockpit, change: str) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submit(tx, snapshot, quoting_campaign(tx))
    with house.transaction() as tx:
        approve(tx)

    with house.transaction() as tx:
        CHANGES[change](tx)

    with house.store.reading() as tx:
        campaign = campaigns.get(tx, CAMPAIGN)
        assert (campaign.status, campaign.fingerprint) == (Status.CHANGES_REQUESTED, None)
        assert not tables.decisions(tx, CAMPAIGN)[0].stands


def test_a_change_that_was_confirmed_anew_falls_too(house: Cockpit) -> None:
    snapshot = small_base(house.warehouse)
    with house.transaction() as tx:
        submit(tx, snapshot, quoting_campaign(tx))

    with house.transaction() as tx:
        tell(tx, "price", "600")
        confirm(tx, "price", by=PAVEL, seen="600")

    with house.store.reading() as tx:
        assert campaigns.get(tx, CAMPAIGN).status is Status.CHANGES_REQUESTED
        assert campaigns.moves(tx, CAMPAIGN)[-1].reason == "fallen:brief"


def test_an_unconfirmed_fact_that_is_quoted_stops_the_submission_by_name(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = quoting_campaign(tx)
        facts.take_back(tx, BRIEF, "price", book=BOOK, by=PAVEL, at=MONDAY)
        with pytest.raises(UnsureFacts) as refusal:
            submit(tx, snapshot, campaign)

    assert refusal.value.things == ("fact:price",)
    assert "Price, rubles a month" in refusal.value.sentence("en")


def test_a_fact_that_is_not_quoted_stops_nothing(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = quoting_campaign(tx)
        tell(tx, "old_price", "790")

        assert submit(tx, snapshot, campaign).status is Status.IN_REVIEW


def test_a_fact_has_to_be_true_on_the_day_the_message_goes_out(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    late = datetime.combine(UNTIL + timedelta(days=1), MONDAY.timetz(), tzinfo=UTC)
    with store.transaction() as tx:
        campaign = quoting_campaign(tx, send_at=late)
        with pytest.raises(UnsureFacts):
            submit(tx, snapshot, campaign)

        on_time = edit(tx, send_at=late - timedelta(days=1))
        assert submit(tx, snapshot, on_time).status is Status.IN_REVIEW


def test_the_day_a_message_goes_out_is_that_of_the_house(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    evening = datetime.combine(UNTIL, time(22), tzinfo=UTC)  # in Moscow it is tomorrow
    with store.transaction() as tx:
        campaign = quoting_campaign(tx, send_at=evening)
        in_moscow = replace(audience_of(tx, snapshot, campaign), zone="Europe/Moscow")
        assert in_moscow.leaves_on(evening) == UNTIL + timedelta(days=1)
        assert in_moscow.leaves_on(None) == TODAY
        with pytest.raises(UnsureFacts):
            approvals.submit(
                tx, CAMPAIGN, audience=in_moscow, book=BOOKS.approval, by=ANA, at=MONDAY
            )

        assert submit(tx, snapshot, campaign).status is Status.IN_REVIEW


def test_a_message_that_quotes_a_brief_needs_one(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = quoting_campaign(tx, brief_id=None)
        with pytest.raises(NoBrief):
            submit(tx, snapshot, campaign)


def test_only_an_accepted_brief_is_chosen(store: Store) -> None:
    with store.transaction() as tx:
        filed(tx)
        with pytest.raises(BadValue):
            ready_campaign(tx, brief_id=BRIEF)


def test_a_brief_that_went_back_keeps_its_campaign_from_being_submitted(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        campaign = quoting_campaign(tx)
        briefs.give_back(tx, BRIEF, comments={"goal": "Another"}, by=ANA, at=MONDAY)
        with pytest.raises(Incomplete) as refusal:
            submit(tx, snapshot, campaign)

    assert refusal.value.things == ["brief_open"]


def test_whoever_had_a_hand_in_the_brief_does_not_decide(
    store: Store, warehouse: Warehouse
) -> None:
    snapshot = small_base(warehouse)
    with store.transaction() as tx:
        supplied(tx)
        tell(tx, "old_price", "790", by=BEN)
        for key, by, seen in (
            ("offer", PAVEL, "Calls within the company are free."),
            ("price", PAVEL, "590"),
        ):
            confirm(tx, key, by=by, seen=seen)
        write_template(tx)
        tx.execute(schema.briefs.update().values(status="accepted"))
        submit(tx, snapshot, ready_campaign(tx, brief_id=BRIEF))
        with pytest.raises(OwnWork) as refusal:
            approve(tx, by=BEN)

    assert refusal.value.things == ["brief"]


@pytest.mark.parametrize(("age", "stops"), [(31, False), (32, True)])
def test_a_campaign_over_stale_data_is_stopped_with_the_name_of_the_source(
    store: Store, warehouse: Warehouse, age: int, *, stops: bool
) -> None:
    snapshot = small_base(warehouse)
    today = date(2026, 3, 1) + timedelta(days=age)
    sources = [
        one
        for one in freshness(snapshot, CATALOGUE.sources, today=today)
        if one.source.table == "contacts"
    ]
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        asked: Any = {
            "audience": audience_of(tx, snapshot, campaign),
            "book": BOOKS.approval,
            "by": ANA,
            "at": MONDAY,
            "sources": sources,
            "briefs_book": BOOKS.briefs,
        }
        if not stops:
            rehearse(tx, snapshot, campaign)
            assert approvals.submit(tx, CAMPAIGN, **asked).status is Status.IN_REVIEW
            return
        with pytest.raises(OldSources) as refusal:
            approvals.submit(tx, CAMPAIGN, **asked)

    sentence = refusal.value.sentence("en")
    assert "“Contacts”" in sentence
    assert "Account managers, CRM" in sentence
    assert f"briefs@{BOOK.version}#stale-contacts" in sentence


def test_what_the_book_does_not_name_stops_nothing(store: Store, warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse)
    old = freshness(snapshot, CATALOGUE.sources, today=TODAY + timedelta(days=400))
    book = BOOKS.briefs.model_copy(update={"stale": []})
    with store.transaction() as tx:
        campaign = ready_campaign(tx)
        audience = audience_of(tx, snapshot, campaign)
        rehearse(tx, snapshot, campaign, audience)
        after = approvals.submit(
            tx,
            CAMPAIGN,
            audience=audience,
            book=BOOKS.approval,
            by=ANA,
            at=MONDAY,
            sources=old,
            briefs_book=book,
        )
    assert after.status is Status.IN_REVIEW


def test_what_a_template_quotes_is_read_from_every_part_and_filter(store: Store) -> None:
    with store.transaction() as tx:
        quoting_template(tx)
        filed(tx)
        campaign = ready_campaign(tx)
        quoting_template(tx)

        assert quoting.quoted_by(tx, campaign) == ["ends_on", "offer", "price"]
        assert quoting.doubtful(tx, campaign, today=TODAY) == ["ends_on", "offer", "price"]


def test_what_a_snippet_quotes_is_quoted_by_what_includes_it(store: Store) -> None:
    with store.transaction() as tx:
        snippet_actions.save(
            tx,
            "offer",
            html="<p>{{ brief.offer }}</p>",
            text="{{ brief.offer }}",
            note="",
            by=ANA,
            at=MONDAY,
        )
        campaign = ready_campaign(tx)
        include = '{% include "offer" %}'
        messages.save(
            tx,
            TEMPLATE,
            name="Hello",
            writings=[Writing("Hello", f"<div>{include}</div>", include)],
            note="",
            by=ANA,
            at=MONDAY,
        )

        assert quoting.quoted_by(tx, campaign) == ["offer"]


def test_what_was_sealed_is_said_though_the_book_calls_it_another_kind_by_now() -> None:
    sealed = {"facts": {"price": {"value": "from 590 ₽", "confirmed_by": "ben"}}}

    assert quoting.sealed_values(sealed) == {"price": "from 590 ₽"}
