"""Letting the first administrator in from the command line."""

import io
import json
from pathlib import Path

import pytest

from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.people import local
from core.people.model import Role

EMAIL, OWN = "anna@cockpit.example", "nine blue herons"


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Cockpit:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    return open_cockpit(Settings())


def signs_in(house: Cockpit, password: str) -> bool:
    """Whether the password has to be changed; raises where it opens nothing."""
    person = local.sign_in(
        house.store.transaction, EMAIL, password, address="a", at=house.clock.now()
    )
    assert person.roles == {Role.ADMINISTRATOR}
    with house.store.reading() as tx:
        return local.must_change(tx, person)


def test_the_first_administrator_gets_a_one_time_password(
    house: Cockpit, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["person", "add", EMAIL, "--name", "Anna", "--role", "administrator", "--json"]

    assert main(words) == 0

    assert signs_in(house, json.loads(capsys.readouterr().out)["one_time_password"])
    assert main(words) == 1
    assert "Nobody was added" in capsys.readouterr().err


def test_a_password_comes_through_standard_input_and_is_not_printed(
    house: Cockpit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{OWN}\nrest"))

    added = main(
        ["person", "add", EMAIL, "--role=administrator", "--password-stdin", "--for-good"]
    )

    assert added == 0
    assert OWN not in capsys.readouterr().out
    assert not signs_in(house, OWN)


def test_whoever_is_unknown_gets_no_password(
    house: Cockpit, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["person", "password", "who@cockpit.example"]) == 1
    assert "Nobody here goes by" in capsys.readouterr().err
    with house.store.reading() as tx:
        assert tx.exec_driver_sql("SELECT count(*) FROM passwords").scalar() == 0
