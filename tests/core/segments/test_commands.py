"""The back door to segments: `segment count` and `segment list`."""

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.foundation.settings import Settings
from core.segments import actions as segments
from core.segments.model import Condition, SegmentId
from core.store.store import open_store
from tests.conftest import ANA, MONDAY
from tests.core.segments.conftest import publish

RULE = '{"field": "country", "operator": "is", "value": "UK"}'


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A house with the small base and one saved segment."""
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    publish(tmp_path / "warehouse")
    store = open_store(Settings().store_url)
    store.migrate()
    with store.transaction() as tx:
        rule = Condition("country", "is_not", "UK")
        segments.save(tx, SegmentId("s1"), name="Abroad", rule=rule, by=ANA, at=MONDAY)
    store.close()
    return tmp_path


def answer(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert main([*words, "--json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


@pytest.mark.parametrize("name", ["abroad", "s1"])
def test_a_segment_is_counted_by_name_and_by_id(
    name: str, house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert answer(capsys, "segment", "count", name) == {
        "accounts": 6,
        "contacts": 5,
        "emailable": 3,
        "publication": 1,
        "as_of": "2026-03-02",
        "sentence": "Accounts for which Country is not “UK”.",
    }


def test_a_rule_is_counted_from_the_line_and_from_a_file(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "rule.json").write_text(RULE)

    assert answer(capsys, "segment", "count", "--rule", RULE)["accounts"] == 1
    from_file = answer(capsys, "segment", "count", "--rule", str(house / "rule.json"))
    assert from_file["accounts"] == 1


def test_it_is_counted_as_of_another_day(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = '{"field":"sales","operator":"at_least_times","value":{"times":1,"days":1}}'

    today = answer(capsys, "segment", "count", "--rule", rule)
    later = answer(capsys, "segment", "count", "--rule", rule, "--as-of", "2026-03-03")

    assert (today["accounts"], later["accounts"]) == (1, 1)
    assert later["as_of"] == "2026-03-03"


def test_segments_are_listed(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (listed,) = answer(capsys, "segment", "list")["segments"]

    assert (listed["id"], listed["name"], listed["version"]) == ("s1", "Abroad", 1)


def test_people_get_a_sentence(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["segment", "count", "Abroad"]) == 0
    assert capsys.readouterr().out.startswith("6 accounts, 5 contacts, 3 reachable")
    assert main(["segment", "list"]) == 0
    assert "Abroad" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words", [["nobody"], ["--rule", "{"], ["--rule", '{"field":"fee","operator":"is"}']]
)
def test_what_cannot_be_counted_is_refused_in_a_sentence(
    words: list[str], house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["segment", "count", *words]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert "Traceback" not in said.err
    assert said.err.strip().endswith(".")
