import pytest

from core.journal import records as journal
from core.people.model import NotAllowed
from core.segments import actions as segments
from core.segments import records
from core.segments.actions import Archived, BadName, ChangedMeanwhile, NameTaken
from core.segments.checking import UnknownField
from core.segments.model import EVERYBODY, Condition, SegmentId
from core.segments.records import UnknownSegment
from core.segments.uses import nowhere
from core.store.store import Store
from tests.conftest import ANA, BEN, CLEO, MONDAY

ONE, TWO = SegmentId("s1"), SegmentId("s2")
UK = Condition("country", "is", "UK")
NOT_UK = Condition("country", "is_not", "UK")


def test_a_segment_is_saved_and_read_back(store: Store) -> None:
    with store.transaction() as tx:
        saved = segments.save(tx, ONE, name=" In  the UK ", rule=UK, by=ANA, at=MONDAY)

    with store.reading() as tx:
        assert records.get(tx, ONE) == saved
        assert (saved.name, saved.version, saved.rule) == ("In the UK", 1, UK)
        assert records.named(tx, "in the uk") == saved
        assert [entry.verb for entry in journal.entries(tx)] == ["segments.save"]


def test_every_version_is_kept(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=UK, by=ANA, at=MONDAY)
        segments.save(tx, ONE, name="Abroad", rule=NOT_UK, note="turned", by=BEN, at=MONDAY)

    with store.reading() as tx:
        now = records.get(tx, ONE)
        assert (now.version, now.name, now.saved_by, now.created_by) == (
            2,
            "Abroad",
            "ben",
            "ana",
        )
        assert [one.version for one in records.versions(tx, ONE)] == [2, 1]
        assert records.version(tx, ONE, 1).rule == UK
        assert records.version(tx, ONE, 1).name == "UK"
        with pytest.raises(UnknownSegment):
            records.version(tx, ONE, 3)


def test_two_editors_do_not_overwrite_each_other(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=UK, by=ANA, at=MONDAY)
        segments.save(tx, ONE, name="UK", rule=NOT_UK, by=BEN, at=MONDAY, based_on=1)

    with pytest.raises(ChangedMeanwhile) as refused, store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=EVERYBODY, by=ANA, at=MONDAY, based_on=1)

    assert "ben" in refused.value.sentence("en")
    with store.reading() as tx:
        assert records.get(tx, ONE).rule == NOT_UK


def test_two_segments_do_not_share_a_name(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="Ёлки", rule=UK, by=ANA, at=MONDAY)

    with pytest.raises(NameTaken), store.transaction() as tx:
        segments.save(tx, TWO, name="ёлки", rule=UK, by=ANA, at=MONDAY)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "a\0b", "a\u202eb"])
def test_a_name_has_to_be_readable(name: str, store: Store) -> None:
    with pytest.raises(BadName), store.transaction() as tx:
        segments.save(tx, ONE, name=name, rule=UK, by=ANA, at=MONDAY)


def test_a_rule_that_makes_no_sense_is_not_saved(store: Store) -> None:
    with pytest.raises(UnknownField), store.transaction() as tx:
        segments.save(tx, ONE, name="x", rule=Condition("no", "is", "x"), by=ANA, at=MONDAY)

    with store.reading() as tx:
        assert records.everything(tx) == []


def test_an_archived_segment_leaves_the_list_and_comes_back(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=UK, by=ANA, at=MONDAY)
        segments.archive(tx, ONE, elsewhere=nowhere, by=ANA, at=MONDAY)

        assert records.everything(tx) == []
        assert [one.id for one in records.everything(tx, archived=True)] == [ONE]
        with pytest.raises(Archived):
            segments.save(tx, ONE, name="UK", rule=NOT_UK, by=ANA, at=MONDAY)
        segments.restore(tx, ONE, by=ANA, at=MONDAY)
        segments.rename(tx, ONE, name="Britain", by=ANA, at=MONDAY)

    with store.reading() as tx:
        assert [one.name for one in records.everything(tx)] == ["Britain"]
        verbs = [entry.verb.partition(".")[2] for entry in journal.entries(tx)]
        assert verbs == ["save", "archive", "restore", "rename"]


def test_a_name_taken_meanwhile_keeps_a_segment_in_the_archive(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=UK, by=ANA, at=MONDAY)
        segments.archive(tx, ONE, elsewhere=nowhere, by=ANA, at=MONDAY)
        segments.save(tx, TWO, name="UK", rule=UK, by=ANA, at=MONDAY)

        with pytest.raises(NameTaken):
            segments.restore(tx, ONE, by=ANA, at=MONDAY)


def test_a_stranger_may_do_nothing(store: Store) -> None:
    with store.transaction() as tx:
        segments.save(tx, ONE, name="UK", rule=UK, by=ANA, at=MONDAY)

        with pytest.raises(NotAllowed):
            segments.save(tx, ONE, name="UK", rule=UK, by=CLEO, at=MONDAY)
        with pytest.raises(NotAllowed):
            segments.restore(tx, ONE, by=CLEO, at=MONDAY)
        for verb in (segments.archive, segments.delete):
            with pytest.raises(NotAllowed):
                verb(tx, ONE, elsewhere=nowhere, by=CLEO, at=MONDAY)
        with pytest.raises(NotAllowed):
            segments.rename(tx, ONE, name="x", by=CLEO, at=MONDAY)
