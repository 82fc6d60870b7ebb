import json
from pathlib import Path
from typing import Any

import pytest

from core import cli
from core.cockpit import open_cockpit
from core.commands.asking import OK, REFUSED
from core.foundation.settings import Settings
from tests.core.results.trials import Experiment, publish, send
from tests.pages.test_results import LONG_AGO


@pytest.fixture
def base(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Experiment:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    house = open_cockpit(Settings())
    experiment = Experiment(effect=100, start=LONG_AGO)
    publish(house.warehouse, experiment)
    send(house.store, experiment)
    house.store.close()
    return experiment


def facts(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, Any]:
    assert cli.main([*words, "--json"]) == OK
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


@pytest.mark.parametrize("called", ["c1", "Spring"])
def test_a_result_by_id_or_name(
    base: Experiment, capsys: pytest.CaptureFixture[str], called: str
) -> None:
    found = facts(capsys, "readout", called)

    assert (found["verdict"], found["n"]) == ("up", {"treated": 300, "holdout": 100})
    assert "Spring" in str(found["sentence"])


def test_every_result_where_none_is_named(
    base: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    found = facts(capsys, "readout")

    assert [one["campaign"] for one in found["readouts"]] == ["c1"]


def test_a_margin_alone_earns_nothing_where_no_price_is_known(
    base: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["readout", "c1", "--margin", "0.5"]) == REFUSED
    assert "no price is known here for email" in capsys.readouterr().err

    found = facts(capsys, "readout", "c1", "--margin", "0.5", "--cost", "2")

    assert found["money"]["cost"] == 600


def test_an_unknown_campaign_is_a_sentence(
    base: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["readout", "nope"]) == REFUSED
    assert "“nope”" in capsys.readouterr().err


def test_a_file_needs_its_columns_named(
    base: Experiment, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["readout", "file.csv", "--outcome", "sales"]) == REFUSED
    assert "--unit" in capsys.readouterr().err
