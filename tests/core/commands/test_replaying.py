"""Resolving a frozen audience anew, as a person types it."""

import json
from pathlib import Path

import pytest
from sqlalchemy import update

from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.store.schema import audience_grounds, audiences
from tests.plan import CAMPAIGN, ready_campaign, small_base, submit


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Cockpit:
    """A house where one campaign was submitted."""
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    opened = open_cockpit(Settings())
    snapshot = small_base(opened.warehouse)
    with opened.store.transaction() as tx:
        submit(tx, snapshot, ready_campaign(tx))
    return opened


@pytest.mark.usefixtures("house")
def test_what_was_frozen_follows_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", CAMPAIGN, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["is_same"]
    assert told["digest"] == told["frozen"]

    assert main(["replay", CAMPAIGN]) == 0
    assert "replays to the same digest" in capsys.readouterr().out


def test_another_digest_is_a_fault(house: Cockpit, capsys: pytest.CaptureFixture[str]) -> None:
    with house.store.transaction() as tx:
        tx.execute(update(audiences).values(digest="0" * 64))

    assert main(["replay", CAMPAIGN, "--json"]) == 3
    told = json.loads(capsys.readouterr().out)
    assert (told["is_same"], told["frozen"]) == (False, "0" * 64)

    assert main(["replay", CAMPAIGN]) == 3
    assert "does not replay" in capsys.readouterr().out


def test_without_grounds_there_is_a_sentence(
    house: Cockpit, capsys: pytest.CaptureFixture[str]
) -> None:
    with house.store.transaction() as tx:
        tx.execute(audience_grounds.delete())

    assert main(["replay", CAMPAIGN]) == 1
    assert "before the house kept what it rests on" in capsys.readouterr().err
