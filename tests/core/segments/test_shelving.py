"""Folders and tags: many segments at once, all or none; over both stores."""

import pytest

from core.journal import records as journal
from core.people.model import NotAllowed
from core.segments import actions as segments
from core.segments import labels, records, shelving
from core.segments.model import Condition, SegmentId
from core.segments.records import UnknownSegment
from core.segments.shelving import BadLabel, TooManyTags
from core.store.store import Store, Tx
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.segments.test_uses import at_once

ONE, TWO = SegmentId("s1"), SegmentId("s2")
UK = Condition("country", "is", "UK")


@pytest.fixture
def shelf(store: Store) -> Store:
    with store.transaction() as tx:
        for segment_id in (ONE, TWO):
            segments.save(tx, segment_id, name=segment_id, rule=UK, by=ANA, at=MONDAY)
    return store


def move(tx: Tx, *ids: SegmentId, folder: str) -> int:
    return shelving.move(tx, ids, folder=folder, by=ANA, at=MONDAY)


def tag(
    tx: Tx, *ids: SegmentId, add: tuple[str, ...] = (), remove: tuple[str, ...] = ()
) -> int:
    return shelving.tag(tx, ids, add=add, remove=remove, by=ANA, at=MONDAY)


def test_many_are_moved_into_a_folder_at_once_and_out_again(shelf: Store) -> None:
    with shelf.transaction() as tx:
        assert move(tx, ONE, TWO, ONE, folder=" Sales/ North  east /") == 2
        assert move(tx, ONE, folder="Sales / North east") == 0
        assert labels.folders(tx) == ["Sales / North east"]
        assert move(tx, TWO, folder="") == 1

        assert [one.folder for one in records.everything(tx)] == ["Sales / North east", ""]
        entries = [one.details for one in journal.entries(tx) if one.verb == "segments.move"]
        assert [(one["before"], one["after"]) for one in entries] == [
            ("", "Sales / North east"),
            ("", "Sales / North east"),
            ("Sales / North east", ""),
        ]


def test_a_folder_holds_what_is_in_the_folders_within_it() -> None:
    assert shelving.is_within("Sales / North", "Sales")
    assert shelving.is_within("Sales", "Sales")
    assert not shelving.is_within("Salesmen", "Sales")


def test_many_are_tagged_at_once_and_a_known_tag_keeps_its_spelling(shelf: Store) -> None:
    with shelf.transaction() as tx:
        assert tag(tx, ONE, add=("Весна", "b2b")) == 1
        assert tag(tx, ONE, TWO, add=("весна",), remove=("B2B",)) == 2
        assert tag(tx, ONE, TWO, add=("Весна",)) == 0

        assert [one.tags for one in records.everything(tx)] == [("Весна",), ("Весна",)]
        assert labels.tags(tx) == ["Весна"]
        assert [one.verb for one in journal.about(tx, TWO)][-1] == "segments.tag"


def test_a_new_version_stays_in_its_folder_with_its_tags(shelf: Store) -> None:
    with shelf.transaction() as tx:
        move(tx, ONE, folder="Sales")
        tag(tx, ONE, add=("spring",))

        saved = segments.save(tx, ONE, name="s1", rule=UK, by=ANA, at=MONDAY)

        assert (saved.folder, saved.tags) == ("Sales", ("spring",))
        assert records.get(tx, ONE) == saved


@pytest.mark.parametrize("label", ["x" * 61, "a\0b", "a\u202eb"])
def test_a_label_has_to_be_readable(shelf: Store, label: str) -> None:
    with shelf.transaction() as tx:
        with pytest.raises(BadLabel):
            move(tx, ONE, folder=f"Sales / {label}")
        with pytest.raises(BadLabel):
            tag(tx, ONE, add=(label,))


def test_what_is_refused_for_one_is_done_for_none(shelf: Store) -> None:
    with shelf.transaction() as tx:
        with pytest.raises(UnknownSegment):
            move(tx, ONE, SegmentId("gone"), folder="Sales")
        with pytest.raises(UnknownSegment):
            tag(tx, ONE, SegmentId("gone"), add=("spring",))
        tag(tx, TWO, add=tuple(f"tag {number}" for number in range(20)))
        with pytest.raises(TooManyTags):
            tag(tx, ONE, TWO, add=("spring",))
        with pytest.raises(BadLabel):
            tag(tx, ONE, add=("a/b",))

        assert records.get(tx, ONE).folder == ""
        assert records.get(tx, ONE).tags == ()


def test_two_who_tag_at_once_both_have_their_tag(shelf: Store) -> None:
    refused = at_once(
        shelf,
        lambda tx: tag(tx, ONE, TWO, add=("spring", "b2b")),
        lambda tx: tag(tx, TWO, ONE, add=("Spring", "new")),
    )

    assert refused == []
    with shelf.reading() as tx:
        for segment in records.everything(tx):
            assert {one.casefold() for one in segment.tags} == {"spring", "b2b", "new"}
        assert len(labels.tags(tx)) == 3


def test_a_stranger_moves_and_tags_nothing(shelf: Store) -> None:
    with shelf.transaction() as tx:
        with pytest.raises(NotAllowed):
            shelving.move(tx, [ONE], folder="x", by=CLEO, at=MONDAY)
        with pytest.raises(NotAllowed):
            shelving.tag(tx, [ONE], add=["x"], by=CLEO, at=MONDAY)
