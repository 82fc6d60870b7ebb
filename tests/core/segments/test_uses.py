"""What is in use is not put away, changed in silence, or led in a circle; over both stores."""

from collections.abc import Callable, Collection, Sequence
from threading import Barrier, Thread

import pytest

from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.segments import actions as segments
from core.segments import records, uses
from core.segments.actions import ChangedMeanwhile
from core.segments.model import Combine, Condition, Group, Rule, SegmentId
from core.segments.records import UnknownList, UnknownSegment
from core.segments.resolving import Circle
from core.segments.uses import Bearing, Elsewhere, InUse, Use, UsedBy, UsesArchived, nowhere
from core.store.store import Store, Tx
from tests.conftest import ANA, MONDAY

A, B, C = SegmentId("a"), SegmentId("b"), SegmentId("c")
UK = Condition("country", "is", "UK")
NOT_UK = Condition("country", "is_not", "UK")


def naming(*ids: str, is_off: bool = False) -> Rule:
    return Condition("in_segment", "in_any", tuple(ids), is_off=is_off)


def put(tx: Tx, segment_id: SegmentId, rule: Rule = UK, **more: object) -> None:
    name = f"Segment {segment_id.upper()}"
    segments.save(tx, segment_id, name=name, rule=rule, by=ANA, at=MONDAY, **more)  # type: ignore[arg-type]


def campaign(of: SegmentId, bearing: Bearing, name: str = "Spring") -> Elsewhere:
    """One campaign to a segment, as the room of campaigns would tell."""

    def asked(_tx: Tx, ids: Collection[str]) -> Sequence[Use]:
        found = Use(UsedBy.CAMPAIGN, "c1", name, bearing, of=of)
        return [found] if of in ids else []

    return asked


def archive(tx: Tx, segment_id: SegmentId, elsewhere: Elsewhere = nowhere) -> None:
    segments.archive(tx, segment_id, elsewhere=elsewhere, by=ANA, at=MONDAY)


def delete(tx: Tx, segment_id: SegmentId, elsewhere: Elsewhere = nowhere) -> None:
    segments.delete(tx, segment_id, elsewhere=elsewhere, by=ANA, at=MONDAY)


def test_whoever_uses_a_segment_is_found_through_others(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))
        put(tx, C, Group(Combine.ALL, (NOT_UK, naming(B))))

    with store.reading() as tx:
        found = uses.of_segment(tx, A, campaign(C, Bearing.FALLS))
        assert [(one.kind, one.name, one.through) for one in found] == [
            ("campaign", "Spring", ("Segment B", "Segment C")),
            ("segment", "Segment B", ()),
            ("segment", "Segment C", ("Segment B",)),
        ]
        assert uses.of_segment(tx, C, nowhere) == []
        assert uses.listed(found, "en") == (
            "campaign “Spring” (through “Segment B”, “Segment C”); "
            "segments “Segment B”, “Segment C” (through “Segment B”)"
        )


def test_what_another_segment_uses_is_not_archived(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))

    with pytest.raises(InUse) as refused, store.transaction() as tx:
        archive(tx, A)

    assert "segment “Segment B”" in refused.value.sentence("en")
    assert "сегмент «Segment B»" in refused.value.sentence("ru")
    with store.transaction() as tx:
        assert records.get(tx, A).archived_at is None
        archive(tx, B)  # once nobody rests on it any more
        archive(tx, A)


@pytest.mark.parametrize("bearing", sorted(uses.RESTING))
def test_what_a_campaign_uses_is_not_archived(store: Store, bearing: Bearing) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))

        for one in (A, B):  # itself, and what it rests on
            with pytest.raises(InUse, match="Spring"):
                archive(tx, one, campaign(B, bearing))


def test_a_campaign_that_is_over_keeps_nothing_from_the_archive(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)

        archive(tx, A, campaign(A, Bearing.PAST))

        assert records.get(tx, A).archived_at == MONDAY


def test_a_segment_stays_archived_while_what_it_uses_is(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))
        archive(tx, B)
        archive(tx, A)

        with pytest.raises(UsesArchived, match="Segment A"):
            segments.restore(tx, B, by=ANA, at=MONDAY)
        segments.restore(tx, A, by=ANA, at=MONDAY)
        segments.restore(tx, B, by=ANA, at=MONDAY)


def test_a_rule_names_only_what_is_there_and_open(store: Store) -> None:
    with store.transaction() as tx:
        with pytest.raises(UnknownSegment):
            put(tx, B, naming("gone"))
        with pytest.raises(UnknownList):
            put(tx, B, Condition("in_list", "in_any", ("gone",)))
        put(tx, A)
        archive(tx, A)
        with pytest.raises(UsesArchived, match="Segment A"):
            put(tx, B, naming(A))

        assert not records.exists(tx, B)


def test_a_change_of_what_is_in_use_has_to_be_accepted_by_name(store: Store) -> None:
    elsewhere = campaign(B, Bearing.FALLS)
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))

    with pytest.raises(InUse) as refused, store.transaction() as tx:
        put(tx, A, NOT_UK, elsewhere=elsewhere)
    assert "campaign “Spring” (through “Segment B”); segment “Segment B”" in str(refused.value)

    accepts = [one.key for one in refused.value.found]
    with store.transaction() as tx:
        assert records.get(tx, A).version == 1
        put(tx, A, NOT_UK, elsewhere=elsewhere, accepts=accepts)
        assert records.get(tx, A).version == 2


def test_what_was_accepted_is_not_accepted_for_somebody_who_came_since(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        accepts = [one.key for one in campaign(A, Bearing.FOLLOWS)(tx, [A])]

        with pytest.raises(InUse):  # the draft was approved meanwhile
            put(tx, A, NOT_UK, elsewhere=campaign(A, Bearing.FALLS), accepts=accepts)
        with pytest.raises(InUse):
            put(tx, A, NOT_UK, elsewhere=campaign(A, Bearing.FOLLOWS))
        put(tx, A, NOT_UK, elsewhere=campaign(A, Bearing.FOLLOWS), accepts=accepts)


@pytest.mark.parametrize("bearing", [Bearing.KEEPS, Bearing.PAST])
def test_what_was_frozen_is_not_touched_by_a_change(store: Store, bearing: Bearing) -> None:
    with store.transaction() as tx:
        put(tx, A)

        put(tx, A, NOT_UK, elsewhere=campaign(A, bearing))

        assert records.get(tx, A).version == 2


def test_an_old_editor_hears_of_the_newer_version_first(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))
        put(tx, A, NOT_UK, accepts=["segment-b-follows"])

        with pytest.raises(ChangedMeanwhile):
            put(tx, A, UK, based_on=1)


def test_only_what_nobody_ever_used_is_deleted(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, A, NOT_UK)
        put(tx, B, naming(A))
        put(tx, B, UK)  # not any more, and yet its first version names it

        with pytest.raises(InUse, match="Segment B"):
            delete(tx, A)
        with pytest.raises(InUse, match="Spring"):
            delete(tx, B, campaign(B, Bearing.PAST))
        delete(tx, B)
        delete(tx, A)

        assert records.everything(tx, archived=True) == []
        entry = journal.about(tx, A)[-1]
        assert entry.verb == "segments.delete"
        assert [one["version"] for one in entry.details["versions"]] == [2, 1]
        assert '"is_not"' in entry.details["versions"][0]["rule"]


def test_a_circle_of_any_length_is_refused_with_its_names(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))
        put(tx, C, naming(B))
        accepts = ["segment-b-follows", "segment-c-follows"]

        with pytest.raises(Circle, match="Segment A → Segment C → Segment B → Segment A"):
            put(tx, A, naming(C), accepts=accepts)
        with pytest.raises(Circle, match="Segment A → Segment A"):
            put(tx, A, naming(A), accepts=accepts)
        with pytest.raises(Circle):  # it could be switched on
            put(tx, A, naming(B, is_off=True), accepts=accepts)

        assert records.get(tx, A).version == 1


def test_an_old_version_taken_up_again_makes_no_circle(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B, naming(A))
        put(tx, B, UK)
        put(tx, A, naming(B))

        with pytest.raises(Circle):
            put(tx, B, records.version(tx, B, 1).rule, accepts=["segment-a-follows"])


def test_two_halves_of_a_circle_saved_at_once_are_not_both_kept(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)
        put(tx, B)

    refused = at_once(
        store,
        lambda tx: put(tx, A, naming(B), accepts=["segment-b-follows"]),
        lambda tx: put(tx, B, naming(A), accepts=["segment-a-follows"]),
    )

    assert [type(one) for one in refused] == [Circle]


def test_one_begins_to_use_what_another_archives_and_only_one_may(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)

    refused = at_once(store, lambda tx: put(tx, B, naming(A)), lambda tx: archive(tx, A))

    assert len(refused) == 1
    with store.reading() as tx:
        is_archived = records.get(tx, A).archived_at is not None
        assert is_archived != records.exists(tx, B)


def test_one_begins_to_use_what_another_deletes_and_only_one_may(store: Store) -> None:
    with store.transaction() as tx:
        put(tx, A)

    refused = at_once(store, lambda tx: put(tx, B, naming(A)), lambda tx: delete(tx, A))

    assert len(refused) == 1
    with store.reading() as tx:
        assert records.exists(tx, A) == records.exists(tx, B)


def at_once(store: Store, *deeds: Callable[[Tx], object]) -> list[Refusal]:
    """Do the deeds in threads that start together; return who was refused."""
    refused: list[Refusal] = []
    start = Barrier(len(deeds))

    def run(deed: Callable[[Tx], object]) -> None:
        start.wait()
        try:
            with store.transaction() as tx:
                deed(tx)
        except Refusal as refusal:
            refused.append(refusal)

    threads = [Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return refused
