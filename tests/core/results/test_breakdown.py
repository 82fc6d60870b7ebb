"""Every number of a delivery, part by part, and the messages behind it."""

from datetime import timedelta

import numpy as np
import pandas as pd
import pytest
from duckdb import DuckDBPyConnection
from sqlalchemy import insert, update

from core.delivery.feedback.labels import Kind, Label
from core.delivery.model import State
from core.people.model import NotAllowed
from core.results import behind, breakdown, timeline
from core.results.behind import Behind, Order, Sought
from core.results.breakdown import By, Part
from core.results.counting import Number
from core.results.ledger import ledger
from core.segments.bits import Bits
from core.store.schema import audience_variants, dispatches, tracking_events
from core.store.store import Store, Tx
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.results.trials import Experiment, send

LATER = MONDAY + timedelta(hours=80)


@pytest.fixture
def twelve(store: Store) -> Experiment:
    """Twelve accounts, each with one message that was accepted on Monday."""
    send(store, experiment := Experiment(accounts=12, share=0))
    return experiment


def put(store: Store, start: int, stop: int, **values: object) -> None:
    ids = [f"c1-A{number:05d}" for number in range(start, stop)]
    with store.transaction() as tx:
        tx.execute(update(dispatches).where(dispatches.c.id.in_(ids)).values(values))


def touch(store: Store, number: int, kind: Kind, label: Label, *, hours: float = 1) -> None:
    happened_at = MONDAY + timedelta(hours=hours)
    facts = {
        "dispatch_id": f"c1-A{number:05d}",
        "kind": kind,
        "method": "GET",
        "happened_at": happened_at,
        "label": label,
    }
    with store.transaction() as tx:
        tx.execute(insert(tracking_events).values(facts))


def parts(store: Store, by: By, **more: object) -> dict[str, Part]:
    with store.reading() as tx:
        found = breakdown.breakdown(tx, "c1", by, at=LATER, **more)  # type: ignore[arg-type]
    return {str(part.key): part for part in found.parts}


def whole(store: Store, *, hours: int = 80) -> Part:
    with store.reading() as tx:
        at = MONDAY + timedelta(hours=hours)
        return breakdown.breakdown(tx, "c1", By.STEP, at=at).whole


def base(warehouse: Warehouse, regions: list[str | None]) -> Snapshot:
    ids = [f"A{number:05d}" for number in range(len(regions))]
    table = pd.DataFrame({"account_id": ids, "name": ids, "region": regions})

    def fill(connection: DuckDBPyConnection) -> None:
        connection.register("given", table)
        connection.execute("INSERT INTO accounts BY NAME SELECT * FROM given")

    warehouse.publish(fill, name="Base", by="ana", at=MONDAY, as_of=MONDAY.date())
    return warehouse.current()


def names(tx: Tx, wanted: Behind, sought: Sought | None = None) -> list[str]:
    found = behind.some(tx, wanted, sought or Sought(), by=ANA, order=Order.ADDRESS, limit=100)
    return [one.account_id for one in found]


def wanted(number: Number, by: By = By.STEP, key: str | None = None) -> Behind:
    return Behind("c1", number, by, key, LATER)


@pytest.mark.usefixtures("twelve")
def test_every_number_is_the_ledgers_and_has_as_many_messages_behind_it(store: Store) -> None:
    for place, state in enumerate(State):
        put(store, place, place + 1, state=state)

    with store.reading() as tx:
        told = ledger(tx, "c1", at=LATER)
        found = breakdown.breakdown(tx, "c1", By.STEP, at=LATER)
        behind_it = {one: len(names(tx, wanted(one))) for one in Number}
        counted = {one: behind.count(tx, wanted(one), Sought(), by=ANA) for one in Number}

    assert {one: found.whole[one] for one in Number} == behind_it == counted
    assert found.whole[Number.QUEUED] == told.queued == 12
    assert found.whole[Number.SENT] == told.sent + told.bounced
    for name in ("delivered", "bounced", "complained", "waiting", "skipped", "failed"):
        assert found.whole[Number(name)] == getattr(told, name), name
    assert found.whole[Number.ASSUMED] == told.assumed == 3
    assert (found.whole[Number.ON_THE_WAY], found.whole[Number.UNCONFIRMED]) == (0, 1)


@pytest.mark.usefixtures("twelve")
def test_machines_and_people_are_told_apart_and_whoever_is_surest_counts(store: Store) -> None:
    for label in (Label.MACHINE, Label.UNKNOWN, Label.HUMAN):
        touch(store, 0, Kind.OPEN, label)
    touch(store, 1, Kind.CLICK, Label.HUMAN)
    touch(store, 2, Kind.OPEN, Label.UNKNOWN)
    for link_at in (1, 2):
        touch(store, 3, Kind.CLICK, Label.MACHINE, hours=link_at)

    found = whole(store)

    assert [found[n] for n in (Number.OPENED, Number.OPENED_UNSURE, Number.OPENED_MACHINE)] == [
        2,
        1,
        1,
    ]
    assert [found[n] for n in (Number.CLICKED, Number.CLICKED_MACHINE)] == [1, 1]
    assert (found.open_rate, found.click_rate) == (2 / 12, 1 / 12)
    assert found.click_to_open == 1 / 2


@pytest.mark.usefixtures("twelve")
def test_while_nothing_is_delivered_there_is_no_rate(store: Store) -> None:
    touch(store, 0, Kind.OPEN, Label.HUMAN)

    early = whole(store, hours=2)

    assert early[Number.OPENED] == 1
    assert (early.open_rate, early.click_rate, early.click_to_open) == (None, None, 0.0)


@pytest.mark.usefixtures("twelve")
def test_steps_and_domains_and_variants_each_add_up(store: Store) -> None:
    put(store, 0, 4, address="Ivan@Mail.Test")
    put(store, 4, 6, channel="sms", step=2, address="+79161234567")
    with store.transaction() as tx:
        letters = [
            {"campaign_id": "c1", "account_id": f"A{n:05d}", "variant": "AB"[n % 2]}
            for n in range(10)
        ]
        tx.execute(insert(audience_variants), letters)

    steps, domains, variants = (parts(store, by) for by in (By.STEP, By.DOMAIN, By.VARIANT))

    assert {key: part[Number.QUEUED] for key, part in steps.items()} == {
        "1:email": 10,
        "2:sms": 2,
    }
    assert list(steps) == ["1:email", "2:sms"]
    assert {key: part[Number.QUEUED] for key, part in domains.items()} == {
        "example.com": 6,
        "mail.test": 4,
        "": 2,
    }
    assert {key: part[Number.QUEUED] for key, part in variants.items()} == {
        "A": 5,
        "B": 5,
        "": 2,
    }
    with store.reading() as tx:
        assert names(tx, wanted(Number.QUEUED, By.DOMAIN, "mail.test")) == [
            "A00000",
            "A00001",
            "A00002",
            "A00003",
        ]
        assert names(tx, wanted(Number.QUEUED, By.STEP, "2:sms")) == ["A00004", "A00005"]
        assert len(names(tx, wanted(Number.DELIVERED, By.VARIANT, "B"))) == 5


@pytest.mark.usefixtures("twelve")
def test_regions_and_segments_are_what_client_data_says_today(
    store: Store, warehouse: Warehouse
) -> None:
    put(store, 0, 1, state=State.BOUNCED)
    snapshot = base(warehouse, ["Omsk"] * 3 + [" Perm "] * 4 + [None] * 3)  # two are gone
    ordinals = snapshot.rows("SELECT account_id, ordinal FROM accounts")
    place = {row["account_id"]: row["ordinal"] for row in ordinals}
    members = {
        "Large": Bits.of(np.array([place["A00000"], place["A00005"]]), len(place)),
        "All": Bits.everybody(len(place)),
    }

    regions = parts(store, By.REGION, snapshot=snapshot)
    segments = parts(store, By.SEGMENT, snapshot=snapshot, members=members)
    with store.reading() as tx:
        asked = wanted(Number.BOUNCED, By.REGION, "Omsk")
        ids = behind.narrowed(tx, asked, snapshot, None)
        bounced = names(tx, Behind(**vars(asked) | {"account_ids": ids}))
        large = behind.narrowed(
            tx, wanted(Number.QUEUED, By.SEGMENT, "Large"), snapshot, members["Large"]
        )

    assert {key: one[Number.QUEUED] for key, one in regions.items()} == {
        "Perm": 4,
        "Omsk": 3,
        "": 3,
    }
    assert regions["Omsk"][Number.BOUNCED] == 1
    assert bounced == ["A00000"]
    assert {key: one[Number.QUEUED] for key, one in segments.items()} == {"All": 10, "Large": 2}
    assert large == ("A00000", "A00005")


@pytest.mark.usefixtures("twelve")
def test_a_search_finds_an_address_only_for_those_who_see_it(store: Store) -> None:
    everything = wanted(Number.QUEUED)

    with store.reading() as tx:

        def found(sought: Sought) -> list[str]:
            return names(tx, everything, sought)

        assert found(Sought("a00003@EX")) == ["A00003"]
        assert found(Sought("a00003@ex", with_addresses=False)) == []
        whole = Sought("A00003@example.com", with_addresses=False)
        assert found(whole) == ["A00003"]
        assert found(Sought(" a00003 ", with_addresses=False)) == ["A00003"]
        assert found(Sought("A00004-1", with_addresses=False)) == ["A00004"]
        assert found(Sought("acme", accounts=("A00005", "A00006"))) == ["A00005", "A00006"]
        assert found(Sought("a_0003@")) == []


@pytest.mark.usefixtures("twelve")
def test_messages_are_counted_and_listed_for_those_alone_who_may_see_accounts(
    store: Store,
) -> None:
    asked = wanted(Number.QUEUED)

    with store.reading() as tx:
        with pytest.raises(NotAllowed):
            behind.count(tx, asked, Sought(), by=CLEO)
        with pytest.raises(NotAllowed):
            behind.some(tx, asked, Sought(), by=CLEO, order=Order.LATEST, limit=1)


@pytest.mark.usefixtures("twelve")
def test_a_list_comes_page_by_page_in_the_order_asked_for(store: Store) -> None:
    put(store, 0, 6, state=State.BOUNCED)
    put(store, 7, 8, settled_at=LATER)

    with store.reading() as tx:

        def page(order: Order, offset: int) -> list[str]:
            found = behind.some(
                tx, wanted(Number.QUEUED), Sought(), by=ANA, order=order, limit=2, offset=offset
            )
            return [one.account_id for one in found]

        assert page(Order.LATEST, 0)[0] == "A00007"
        assert page(Order.ACCOUNT, 2) == ["A00002", "A00003"]
        assert page(Order.STATE, 4) == ["A00004", "A00005"]


@pytest.mark.usefixtures("twelve")
def test_very_many_parts_are_counted_and_not_shown(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        put(store, number, number + 1, address=f"a@d{number}.test")
    monkeypatch.setattr(breakdown, "MOST_PARTS", 5)

    with store.reading() as tx:
        found = breakdown.breakdown(tx, "c1", By.DOMAIN, at=LATER)

    assert (len(found.parts), found.left_out) == (5, 7)


@pytest.mark.usefixtures("twelve")
def test_only_what_a_campaign_has_is_offered(store: Store) -> None:
    with store.reading() as tx:
        assert breakdown.choices(tx, "c1", has_base=False) == [By.STEP, By.DOMAIN]
        assert By.REGION in breakdown.choices(tx, "c1", has_base=True)
    put(store, 0, 12, channel="sms")
    with store.reading() as tx:
        assert breakdown.choices(tx, "c1", has_base=False) == [By.STEP]


@pytest.mark.usefixtures("twelve")
def test_a_short_campaign_is_told_by_the_hour_and_a_long_one_by_the_day_of_the_house(
    store: Store,
) -> None:
    put(store, 0, 4, sent_at=MONDAY + timedelta(hours=2))
    touch(store, 0, Kind.OPEN, Label.HUMAN, hours=3)
    touch(store, 0, Kind.OPEN, Label.HUMAN, hours=3.5)

    with store.reading() as tx:
        short = timeline.timeline(tx, "c1", time_zone="Europe/Moscow")
    touch(store, 0, Kind.CLICK, Label.MACHINE, hours=24 * 4 + 13)
    with store.reading() as tx:
        long = timeline.timeline(tx, "c1", time_zone="Europe/Moscow")

    assert short.is_hourly
    assert [(one.start.hour, one.sent) for one in short.spans] == [(12, 8), (14, 4), (15, 0)]
    assert short.spans[-1].touched == {(Kind.OPEN, Label.HUMAN): 1}
    assert not long.is_hourly
    assert [(one.start.day, one.sent) for one in long.spans] == [(2, 12), (7, 0)]
    assert long.spans[-1].touched == {(Kind.CLICK, Label.MACHINE): 1}


@pytest.mark.usefixtures("twelve")
def test_what_is_refused_as_it_is_handed_over_is_in_no_number_alone(store: Store) -> None:
    refused = {"state": "bounced", "sent_at": None, "settled_at": MONDAY + timedelta(hours=2)}
    put(store, 0, 3, **refused)

    with store.reading() as tx:
        over_time = timeline.timeline(tx, "c1", time_zone="UTC")
        found = breakdown.breakdown(tx, "c1", By.STEP, at=LATER)

    assert [one.sent for one in over_time.spans] == [9, 3]
    assert found.whole[Number.SENT] == 12


def test_of_a_campaign_that_sent_nothing_everything_is_nothing(store: Store) -> None:
    send(store, Experiment(accounts=4, share=0), sent_after=None)

    with store.reading() as tx:
        found = breakdown.breakdown(tx, "c1", By.STEP, at=LATER)
        over_time = timeline.timeline(tx, "c1", time_zone="UTC")

    assert (found.parts, found.whole[Number.QUEUED], found.whole.open_rate) == ((), 0, None)
    assert (over_time.spans, over_time.has_touches) == ((), False)
