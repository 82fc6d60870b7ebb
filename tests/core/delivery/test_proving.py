"""The proof of a campaign: everything in it, signed; and nothing changed goes unnoticed."""

import io
import json
import stat
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event, insert

from core.campaigns import records as campaigns
from core.campaigns.model import Campaign
from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.delivery import links, records, starting
from core.delivery.model import Dispatch
from core.delivery.proof import proving
from core.delivery.proof import signature as own_signature
from core.delivery.proof.proving import FACTS, PAGES, SEAL, NoProof, NothingToProve
from core.foundation.settings import Settings
from core.people import records as people
from core.people.model import NotAllowed
from core.store import schema
from tests import plan
from tests.conftest import ANA, BEN, CLEO, MONDAY, FixedClock
from tests.plan import CAMPAIGN, approve, small_base, submitted


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Cockpit]:
    """A house whose campaign is approved, and started: its dispatches wait."""
    opened = started(Settings(data=tmp_path, store=""))
    yield opened
    opened.store.close()


def started(settings: Settings) -> Cockpit:
    opened = open_cockpit(settings)
    opened = replace(opened, clock=FixedClock())
    snapshot = small_base(opened.warehouse)
    with opened.transaction() as tx:
        for one in (ANA, BEN, CLEO):
            people.add(tx, one, by="test", at=MONDAY)
        submitted(tx, snapshot)
        approve(tx)
    starting.start_due(opened.store, clock=opened.clock, ids=opened.ids)
    return opened


def chosen(house: Cockpit) -> str:
    with house.store.reading() as tx:
        return str(campaigns.audience_contacts(tx, CAMPAIGN)[0].contact_id)


def members(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def packed(parts: dict[str, bytes]) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return kept.getvalue()


def test_a_proof_of_a_contact_has_all_that_is_asked_later(house: Cockpit) -> None:
    contact = chosen(house)
    began = time.monotonic()

    archive = house.proof(CAMPAIGN, by=BEN, language="ru", contact_id=contact)

    assert time.monotonic() - began < 20
    parts = members(archive)
    facts = json.loads(parts[FACTS])
    assert parts[PAGES].startswith(b"%PDF-")
    (decision,) = facts["decisions"]
    assert (decision["decided_by"], decision["verdict"]) == ("ben", "approve")
    assert decision["fingerprint"] == facts["sealed"]["fingerprint"]
    assert [entry["verb"] for entry in facts["journal"]][-1] == "campaigns.move"
    assert facts["contact"]["consents"][0]["given_on"] == "2025-01-01"
    (dispatch,) = facts["contact"]["dispatches"]
    assert f"To: {facts['contact']['address']}" in dispatch["rendered"]
    assert dispatch["state"] == "queued"
    key = own_signature.public_key(house.settings.data)
    assert proving.verify(archive, public_key=key).holds


def test_a_proof_of_a_contact_asks_for_that_contact_alone(house: Cockpit) -> None:
    """However large the audience: the number of statements and of rows read stays the same."""
    contact = chosen(house)
    house.proof(CAMPAIGN, by=BEN, language="ru", contact_id=contact)  # makes the house's key
    few = counted(house, contact)
    row = {"campaign_id": CAMPAIGN, "account_id": "x", "address": "x", "reason": "in"}
    many = [row | {"contact_id": f"x{number}"} for number in range(500)]
    with house.store.transaction() as tx:
        tx.execute(insert(schema.audience_contacts), many)

    assert counted(house, contact) == few


def counted(house: Cockpit, contact: str) -> tuple[int, int]:
    """How many statements a proof takes, and how many of them ask the audience for somebody."""
    said: list[str] = []

    def note(*heard: Any) -> None:
        said.append(str(heard[2]))

    event.listen(house.store.engine, "before_cursor_execute", note)
    try:
        house.proof(CAMPAIGN, by=BEN, language="ru", contact_id=contact)
    finally:
        event.remove(house.store.engine, "before_cursor_execute", note)
    asked = [one for one in said if "FROM audience_contacts" in one]
    assert asked
    narrow = ("contact_id = ", "account_id IN ")  # of the contact, or of its account
    unasked = [one for one in asked if not any(word in one for word in narrow)]
    assert unasked == []
    return len(said), len(asked)


def test_a_house_that_counts_clicks_proves_a_contact_as_well(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan, "HTML", '<p><a href="https://shop.test/offer">Hello</a></p>')
    house = started(
        Settings(data=tmp_path, store="", tracking=True, contacts_url="https://house.test")
    )

    archive = house.proof(CAMPAIGN, by=BEN, language="en", contact_id=chosen(house))

    (dispatch,) = json.loads(members(archive)[FACTS])["contact"]["dispatches"]
    assert "https://house.test/c/" in dispatch["rendered"].replace("=\r\n", "")
    with house.store.reading() as tx:
        assert links.kept(tx, CAMPAIGN, links.edition(1, 1)) == {1: "https://shop.test/offer"}
    with house.store.transaction():  # who composes again has nothing to write
        house.workshop().compose(*batch(house))
    house.store.close()


def batch(house: Cockpit) -> tuple[Campaign, list[Dispatch]]:
    with house.store.reading() as tx:
        return campaigns.get(tx, CAMPAIGN), records.of_contact(tx, CAMPAIGN, chosen(house))


def test_whatever_is_changed_is_found_and_named(house: Cockpit) -> None:
    parts = members(house.proof(CAMPAIGN, by=BEN, language="en"))
    key = own_signature.public_key(house.settings.data)
    forged = parts[FACTS].replace(b'"decided_by": "ben"', b'"decided_by": "ana"')
    assert forged != parts[FACTS]

    assert proving.verify(packed(parts | {FACTS: forged}), public_key=key).broken == (FACTS,)
    pages = packed(parts | {PAGES: parts[PAGES] + b" "})
    assert proving.verify(pages, public_key=key).broken == (PAGES,)
    seal = json.loads(parts[SEAL]) | {"signed_at": "2020-01-01T00:00:00+00:00"}
    resealed = packed(parts | {SEAL: json.dumps(seal).encode()})
    assert proving.verify(resealed, public_key=key).broken == (SEAL,)


def test_a_proof_of_another_house_is_not_ours(house: Cockpit, tmp_path: Path) -> None:
    archive = house.proof(CAMPAIGN, by=BEN, language="en")
    other = own_signature.public_key(tmp_path / "other")

    assert not proving.verify(archive, public_key=other).holds
    for nonsense in (
        b"",
        b"PK",
        packed({FACTS: b"{}"}),
        packed(dict.fromkeys(members(archive), b"[]")),
    ):
        with pytest.raises(NoProof):
            proving.verify(nonsense, public_key=other)


def test_the_key_is_made_once_and_read_by_nobody_else(tmp_path: Path) -> None:
    first = own_signature.public_key(tmp_path)

    assert own_signature.public_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / own_signature.KEY).stat().st_mode) == 0o600
    assert len(list(tmp_path.iterdir())) == 1


def test_only_who_may_gets_a_proof(house: Cockpit) -> None:
    with pytest.raises(NotAllowed):
        house.proof(CAMPAIGN, by=CLEO, language="en")
    with pytest.raises(NothingToProve):
        house.proof(CAMPAIGN, by=BEN, language="en", contact_id="nobody")


def test_the_command_verifies_and_says_what_does_not_hold(
    house: Cockpit,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(house.settings.data))
    archive = house.proof(CAMPAIGN, by=BEN, language="en")
    good, bad = tmp_path / "good.zip", tmp_path / "bad.zip"
    good.write_bytes(archive)
    bad.write_bytes(packed(members(archive) | {FACTS: b"{}"}))

    assert main(["proof", "verify", str(good)]) == 0
    assert "holds" in capsys.readouterr().out
    assert main(["proof", "verify", str(bad)]) == 3
    assert FACTS in capsys.readouterr().out
    assert main(["proof", "verify", str(tmp_path / "none.zip")]) == 1
