"""Keeping advice: learning takes seconds, in which others may write."""

from typing import Any

import pytest

from core.cockpit import Cockpit
from core.results import readout
from core.segments import ranked
from pages.parts import advised
from tests.conftest import ANA, MONDAY
from tests.core.delivery.servers import set_off
from tests.pages.test_imports import SMALL, publish


def test_learning_holds_nobodys_turn(house: Cockpit, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(house, SMALL, "first")
    set_off(house.store, ["anna@lutik.test"])
    snapshot, took_turns = house.warehouse.current(), []

    def learn(*_asked: Any) -> tuple[str, ...]:
        with house.store.transaction():
            took_turns.append("somebody else")
        return ("7",)

    monkeypatch.setattr(advised, "ranking", learn)
    with house.store.reading() as tx:
        found = readout.read(tx, snapshot, "c1", at=MONDAY)

    kept = advised.keep(house, ANA, found)

    assert took_turns == ["somebody else"]
    assert (kept.accounts, kept.publication) == (1, snapshot.publication.number)
    with house.store.reading() as tx:
        assert ranked.everything(tx) == [kept]
