"""Making the keys that mail is signed with, from the command line."""

import json
from pathlib import Path

import pytest

from core.cli import main
from tests.core.delivery.name_server import Zone, answering


@pytest.fixture(autouse=True)
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    monkeypatch.setenv("COCKPIT_DKIM_DOMAIN", "почта.example")
    return tmp_path


def test_keys_are_made_once_and_told_for_dns(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["dkim", "make", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["keys"]
    assert main(["dkim", "make", "rsa", "--json"]) == 0
    again = json.loads(capsys.readouterr().out)["keys"]
    assert main(["dkim", "records"]) == 0
    told = capsys.readouterr().out

    assert [one["algorithm"] for one in made] == ["rsa-sha256", "ed25519-sha256"]
    assert made[0]["name"] == "cockpit-rsa._domainkey.xn--80a1acny.example"
    assert again == made[:1]
    assert all(f'{one["name"]}. IN TXT ("v=DKIM1; k=' in told for one in made)
    assert "PRIVATE" not in told
    assert {path.name for path in (house / "dkim").iterdir()} == {
        "cockpit-rsa.pem",
        "cockpit-ed25519.pem",
    }


def test_a_house_that_cannot_sign_sends_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deliver", "--once"]) == 1
    assert "holds no key" in capsys.readouterr().err


def test_without_a_domain_no_key_is_made(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_DKIM_DOMAIN", "")

    assert main(["dkim", "make"]) == 1
    assert "COCKPIT_DKIM_DOMAIN" in capsys.readouterr().err
    assert not (house / "dkim").exists()


def test_the_check_asks_dns_where_it_is_told_to(
    house: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["dkim", "make", "rsa", "--json"])
    [key] = json.loads(capsys.readouterr().out)["keys"]

    with answering(house, Zone([(key["name"], key["record"])])) as found:
        monkeypatch.setenv("COCKPIT_DNS_SERVER", found.server)
        assert main(["check", "--dns", "--json"]) == 3
        told = json.loads(capsys.readouterr().out)["mail"]
        main(["check", "--dns"])
        lines = capsys.readouterr().out
        main(["check", "--json"])

    assert "mail" not in json.loads(capsys.readouterr().out)
    grades = {one["key"]: one["grade"] for one in told}
    assert grades["dkim-good"] == "good"
    assert grades["spf-none"] == "mend"
    # Behind a relay of our own “nobody may send” would stop all mail, so it is not advised.
    assert "_dmarc.cockpit.example. IN TXT (" in lines
    assert "v=spf1" not in lines
