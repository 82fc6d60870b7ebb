"""Rehearsing from the command line."""

import json
from pathlib import Path

import pytest

from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from tests.plan import CAMPAIGN, ready_campaign, small_base


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Cockpit:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    opened = open_cockpit(Settings())
    small_base(opened.warehouse)
    with opened.transaction() as tx:
        ready_campaign(tx, holdout_share=0.0)
    return opened


@pytest.mark.usefixtures("house")
def test_a_campaign_is_rehearsed_by_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["rehearse", "Spring tariffs", "--json"])

    facts = json.loads(capsys.readouterr().out)
    assert (code, facts["status"], facts["done"], facts["errors"]) == (0, "passed", 10, 0)
    assert facts["campaign"] == CAMPAIGN
    assert {"kind" for kind in facts["examples"]}


@pytest.mark.usefixtures("house")
def test_a_summary_says_what_was_found(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", CAMPAIGN]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("10 messages were filled and read; nothing stands in the way.")
    assert (
        "warning: “contact.full_name” is empty and nothing stands in for it: a gap would be "
        "seen. (10)" in lines
    )


@pytest.mark.usefixtures("house")
def test_a_campaign_nobody_knows_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rehearse", "nothing"]) == 1

    assert "nothing" in capsys.readouterr().err
