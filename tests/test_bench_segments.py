"""The benchmark of segments still measures what it says: its sides agree over a small base."""

from pathlib import Path

import pytest

from bench.segments import base, counting, in_pandas, keeping, promises, telling, views
from bench.segments.growth import sessions
from bench.segments.reference import references
from bench.segments.session import Desk
from bench.segments.sides import Engines
from core.warehouse.catalogue import load_catalogue

CATALOGUE = load_catalogue()


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory) -> Engines:
    """Without PostgreSQL: its half of the text is the other half's."""
    folder = tmp_path_factory.mktemp("bench")
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(base.SCALES, "S", 1_600)
        snapshot = keeping.opened(folder, "S")
        arrived = keeping.arrived(folder, "S")
    return Engines(snapshot, CATALOGUE, frames=in_pandas.loaded(snapshot), arrived=arrived)


@pytest.fixture(scope="module")
def desk(engines: Engines) -> Desk:
    known = references(CATALOGUE)
    return Desk(engines.snapshot, CATALOGUE, [one.rule for one in known[:5]])


@pytest.mark.slow
def test_a_base_has_the_rows_it_promises(engines: Engines) -> None:
    counts = engines.snapshot.publication.counts

    promised = {"contacts": 4, "services": 2.5, "usage": 24, "invoices": 24, "sales": 10}
    assert {name: counts[name] / 1_600 for name in promised} == promised


@pytest.mark.slow
def test_every_side_names_the_same_members_of_every_segment(engines: Engines) -> None:
    told: list[str] = []

    table, members = counting.counted(
        references(CATALOGUE), engines, rounds=1, tell=told.append
    )

    assert len(table) == len(members) == len(told) == 8
    assert all(members.values())
    assert counting.ratios(table)["facts_to_postgres"] is None


@pytest.mark.slow
def test_twenty_edits_are_answered_alike_by_one_statement(engines: Engines, desk: Desk) -> None:
    found = sessions(desk, engines, rounds=1, of_peer=1)

    assert len(found.ours[0].answers) == 20
    assert 0 < found.facts()["edits_with_known_leaves"] < 20


@pytest.mark.slow
def test_the_views_are_measured_beside_their_statements(desk: Desk) -> None:
    found = views.measured(desk, references(CATALOGUE), rounds=1)

    assert {name: set(sides) for name, sides in found.items()} == {
        name: {"bits", "statement"} for name in ("funnel", "overlap", "profile")
    }


def test_a_table_is_put_between_its_marks(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text("a\n<!-- one: begin -->\nold\n<!-- one: end -->\nb\n", encoding="utf-8")

    telling.put("one", "new", path)
    telling.put("one", "newer", path)

    kept = path.read_text(encoding="utf-8")
    assert kept == "a\n<!-- one: begin -->\n\nnewer\n\n<!-- one: end -->\nb\n"


def test_a_promise_that_was_not_measured_is_not_called_kept() -> None:
    found = {"session": {"edit_ms_p95": 61.0}, "compile_ms": {"Q1": 1.0, "Q8": 9.5}}

    told = {one.name: one.as_json() for one in promises.kept(found)}

    assert told["of all edits, 95 %"]["is_met"] is False
    assert told["writing SQL, the dearest of eight"]["found"] == 9.5
    assert told["memory of the app's process"]["is_met"] is None
