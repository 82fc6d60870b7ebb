"""Kept lists: the members of a day, under a name, that never change; over both stores."""

from typing import Any

import pytest
from sqlalchemy import update

from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.people.model import NotAllowed
from core.segments import actions as segments
from core.segments import lists, packing, records, uses
from core.segments.actions import BadName
from core.segments.lists import EmptyList, ListNameTaken
from core.segments.model import Condition, ListId, Rule, SegmentId, SegmentList
from core.segments.records import DamagedList, UnknownList
from core.segments.resolving import NoSources
from core.segments.uses import InUse, nowhere
from core.store.schema import segment_list_members
from core.store.store import Store, Tx
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.segments.conftest import AS_OF
from tests.core.segments.test_uses import at_once

ONE, TWO = ListId("l1"), ListId("l2")
SMALL = Condition("employees", "at_most", 10)


def keep(
    tx: Tx, base: Snapshot, list_id: ListId = ONE, rule: Rule = SMALL, **more: Any
) -> SegmentList:
    facts: dict[str, Any] = {"name": "Small ones", "of": None, "by": ANA, "at": MONDAY}
    catalogue = load_catalogue()
    return lists.keep(
        tx,
        list_id,
        rule=rule,
        snapshot=base,
        catalogue=catalogue,
        sources=NoSources(),
        **facts | more,
    )


def test_a_list_keeps_who_belonged_and_where_it_came_from(store: Store, base: Snapshot) -> None:
    with store.transaction() as tx:
        segment = segments.save(
            tx, SegmentId("s1"), name="Small", rule=SMALL, by=ANA, at=MONDAY
        )
        kept = keep(tx, base, name=" Small  ones ", of=segment, note="for the pilot")

    with store.reading() as tx:
        assert records.lists(tx) == [kept]
        assert records.list_of(tx, ONE) == kept
        assert records.list_accounts(tx, ONE) == ("a", "d", "e")
        assert (kept.name, kept.accounts, kept.as_of) == ("Small ones", 3, AS_OF)
        assert (kept.segment_id, kept.segment_version) == ("s1", 1)
        entry = journal.about(tx, ONE)[-1]
        assert entry.verb == "lists.keep"
        assert (entry.details["accounts"], entry.details["digest"]) == (3, kept.digest)


def test_ids_of_any_letters_come_back_as_they_were() -> None:
    ids = ("A-1", "ё\n\0\"'", "\u2028", "🙂", "")

    assert packing.unpacked(packing.packed(ids)) == ids
    assert packing.unpacked(b"not packed") is None
    assert packing.digest(ids) != packing.digest(ids[::-1])


def test_a_list_that_was_changed_behind_our_back_is_not_used(
    store: Store, base: Snapshot
) -> None:
    with store.transaction() as tx:
        keep(tx, base)
        tx.execute(update(segment_list_members).values(account_ids=packing.packed(("b",))))

        with pytest.raises(DamagedList, match="Small ones"):
            records.list_accounts(tx, ONE)


def test_a_list_needs_members_and_a_name_of_its_own(store: Store, base: Snapshot) -> None:
    with store.transaction() as tx:
        keep(tx, base)
        with pytest.raises(ListNameTaken):
            keep(tx, base, TWO, name="small ONES")
        with pytest.raises(BadName):
            keep(tx, base, TWO, name=" ")
        with pytest.raises(EmptyList):
            keep(tx, base, TWO, rule=Condition("employees", "more_than", 10**6), name="x")
        with pytest.raises(UnknownList):
            records.list_of(tx, TWO)


def test_two_do_not_take_one_name_at_once(store: Store, base: Snapshot) -> None:
    refused = at_once(
        store, lambda tx: keep(tx, base), lambda tx: keep(tx, base, TWO, name="Small Ones")
    )

    assert [type(one) for one in refused] == [ListNameTaken]


def test_a_list_in_use_is_not_archived(store: Store, base: Snapshot) -> None:
    on_list = Condition("in_list", "in_any", (ONE,))
    with store.transaction() as tx:
        keep(tx, base)
        segments.save(tx, SegmentId("s1"), name="On it", rule=on_list, by=ANA, at=MONDAY)
        assert [one.name for one in uses.of_list(tx, ONE, nowhere)] == ["On it"]

        with pytest.raises(InUse, match="On it"):
            lists.archive(tx, ONE, elsewhere=nowhere, by=ANA, at=MONDAY)
        segments.archive(tx, SegmentId("s1"), elsewhere=nowhere, by=ANA, at=MONDAY)
        lists.archive(tx, ONE, elsewhere=nowhere, by=ANA, at=MONDAY)

        assert records.lists(tx) == []
        assert [one.id for one in records.lists(tx, archived=True)] == [ONE]
        assert records.list_accounts(tx, ONE) == ("a", "d", "e")


def test_an_archived_list_comes_back_unless_its_name_is_taken(
    store: Store, base: Snapshot
) -> None:
    with store.transaction() as tx:
        keep(tx, base)
        lists.archive(tx, ONE, elsewhere=nowhere, by=ANA, at=MONDAY)
        keep(tx, base, TWO)

        with pytest.raises(ListNameTaken):
            lists.restore(tx, ONE, by=ANA, at=MONDAY)
        lists.archive(tx, TWO, elsewhere=nowhere, by=ANA, at=MONDAY)
        lists.restore(tx, ONE, by=ANA, at=MONDAY)

        assert [one.id for one in records.lists(tx)] == [ONE]


def test_what_a_list_was_made_of_is_not_deleted(store: Store, base: Snapshot) -> None:
    with store.transaction() as tx:
        one = SegmentId("s1")
        segment = segments.save(tx, one, name="Small", rule=SMALL, by=ANA, at=MONDAY)
        keep(tx, base, of=segment)

        with pytest.raises(InUse, match="Small ones"):
            segments.delete(tx, one, elsewhere=nowhere, by=ANA, at=MONDAY)
        segments.archive(tx, one, elsewhere=nowhere, by=ANA, at=MONDAY)


def test_a_stranger_keeps_and_archives_nothing(store: Store, base: Snapshot) -> None:
    with store.transaction() as tx:
        with pytest.raises(NotAllowed):
            keep(tx, base, by=CLEO)
        with pytest.raises(NotAllowed):
            lists.archive(tx, ONE, elsewhere=nowhere, by=CLEO, at=MONDAY)
        with pytest.raises(NotAllowed):
            lists.restore(tx, ONE, by=CLEO, at=MONDAY)


def test_a_list_of_a_rule_that_makes_no_sense_is_refused(store: Store, base: Snapshot) -> None:
    with pytest.raises(Refusal), store.transaction() as tx:
        keep(tx, base, rule=Condition("nothing", "is", "x"))
