"""What was computed once is not computed again, and what is asked for anew is."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from core.campaigns.costing import Prices
from core.results import ahead, estimates, readout, remembering, tables
from core.results.ahead import Ahead
from core.results.pricing import MarginAndCosts, Pricing
from core.results.readout import Asked
from core.results.remembering import Memory, digest
from core.results.satisfaction import satisfaction
from core.store.store import Store
from core.uplift.permutation import permuted
from core.warehouse.warehouse import Warehouse
from tests.conftest import FixedClock
from tests.core.results.test_satisfaction import furnish
from tests.core.results.trials import OVER, Experiment, publish, send


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The seed of every permutation from now on, one after the other."""
    seeds: list[int] = []

    def counted(*arms: object, **how: object) -> object:
        seeds.append(int(str(how["seed"])))
        return permuted(*arms, **how)  # type: ignore[arg-type]

    monkeypatch.setattr(estimates, "permuted", counted)
    return seeds


UNPRICED = Pricing(None, Prices("RUB", {}))


@dataclass(frozen=True)
class Counted:
    n: float


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Path]:
    """A shelf of this test's own, and nothing remembered beside it."""
    folder = tmp_path / "shelf"
    before = remembering.shelf.folder
    forget()
    remembering.shelf.keep_in(folder)
    yield folder
    remembering.shelf.folder = before


def forget() -> None:
    """As another program would begin."""
    estimates._remembered._answers.clear()


def asking(store: Store, warehouse: Warehouse, asked: Asked) -> Callable[[str], None]:
    def ask(campaign_id: str) -> None:
        with store.reading() as tx:
            snapshot = warehouse.current()
            found = readout.read(tx, snapshot, campaign_id, at=OVER, asked=asked)
            zone, rounds = asked.time_zone, asked.rounds
            assert found.gain is not None
            assert satisfaction(tx, snapshot, found, time_zone=zone, rounds=rounds) is not None

    return ask


def test_a_page_that_is_drawn_again_permutes_nothing(
    store: Store, warehouse: Warehouse, drawn: list[int]
) -> None:
    furnish(store, warehouse)
    ask = asking(store, warehouse, Asked(rounds=97, money=MarginAndCosts(0.5, {"email": 1.0})))

    ask("c1")
    first = len(drawn)
    ask("c1")

    assert first >= 4  # money, the account that moves it, what was earned, and the survey
    assert len(drawn) == first


def test_computing_one_anew_forgets_no_other(
    store: Store, warehouse: Warehouse, drawn: list[int]
) -> None:
    furnish(store, warehouse)
    send(store, Experiment(seed=11), campaign_id="c2")
    asked = Asked(rounds=101)
    with store.reading() as tx:
        snapshot = warehouse.current()
        before = readout.read(tx, snapshot, "c1", at=OVER, asked=asked)
        readout.read(tx, snapshot, "c2", at=OVER, asked=asked)
        first = len(drawn)

        anew = Asked(rounds=101, anew=True)
        after = readout.read(tx, snapshot, "c1", at=OVER, asked=anew)
        again = len(drawn)
        readout.read(tx, snapshot, "c2", at=OVER, asked=asked)

    assert again > first
    assert len(drawn) == again
    assert after == before


def test_the_answer_not_asked_for_longest_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembering, "KEPT", 2)
    memory: Memory[int] = Memory()
    for key in ("a", "b", "a", "c"):
        memory.answer(key, lambda: 1)

    assert memory.answer("a", lambda: 2) == 1
    assert memory.answer("b", lambda: 2) == 2


def test_what_the_worker_computed_the_screens_find_to_the_last_digit(
    store: Store, warehouse: Warehouse, drawn: list[int], kept: Path
) -> None:
    furnish(store, warehouse)
    looker = Ahead(store, warehouse, FixedClock(OVER), "Europe/Moscow", lambda: UNPRICED)

    assert looker.look() == 1
    first = len(drawn)
    assert [looker.look(), looker.look()] == [0, 0]
    with store.reading() as tx:
        told = readout.read(tx, warehouse.current(), "c1", at=OVER)
        forget()
        again = readout.read(tx, warehouse.current(), "c1", at=OVER)

    assert first > 0
    assert len(drawn) == first
    assert again.findings is not told.findings
    assert again == told


@pytest.fixture
def two_sent(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, Experiment(accounts=10))
    for name in ("c1", "c2"):
        send(store, Experiment(accounts=10), campaign_id=name, name=name)


@pytest.mark.usefixtures("two_sent")
def test_one_campaign_is_read_a_round_and_none_that_fails_keeps_another_waiting(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    away = [OperationalError("", {}, Exception())]

    def reading(_tx: object, _snapshot: object, one: str, **_how: object) -> None:
        read.append(one)
        if one == "c1":
            raise ValueError(one)
        if away:
            raise away.pop()

    monkeypatch.setattr(readout, "read", reading)
    monkeypatch.setattr(ahead, "programmes", lambda *_, **__: read.append("periods"))
    looker = Ahead(store, warehouse, FixedClock(OVER), "Europe/Moscow", lambda: UNPRICED)

    assert looker.look() == 1
    with pytest.raises(OperationalError):
        looker.look()
    assert [looker.look() for _ in range(3)] == [0, 1, 0]
    assert read == ["c1", "c2", "periods", "c2"]


@pytest.mark.usefixtures("two_sent")
def test_a_store_that_is_away_is_asked_again(
    store: Store, warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(_tx: object) -> dict[str, str]:
        raise OperationalError("", {}, Exception())

    looker = Ahead(store, warehouse, FixedClock(OVER), "Europe/Moscow", lambda: UNPRICED)
    with monkeypatch.context() as patched:
        patched.setattr(tables, "choices", away)
        with pytest.raises(OperationalError):
            looker.look()
    monkeypatch.setattr(readout, "read", lambda *_, **__: None)

    assert looker.look() == 1


def test_what_is_asked_for_stays_on_the_shelf_and_old_drafts_go(
    monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    monkeypatch.setattr(remembering, "KEPT", 2)
    memory = Memory(Counted)
    memory.answer("a", lambda: Counted(1.0))
    memory.answer("b", lambda: Counted(1.0))
    for place, path in enumerate(
        sorted(kept.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    ):
        os.utime(path, (place, place))
    fallen, writing = kept / "x.1.draft", kept / "y.2.draft"
    for draft in (fallen, writing):
        draft.write_text("{", encoding="ascii")
    os.utime(fallen, (0, 0))

    Memory(Counted).answer("a", lambda: Counted(2.0))
    memory.answer("c", lambda: Counted(1.0))

    assert (fallen.exists(), writing.exists()) == (False, True)
    assert Memory(Counted).answer("a", lambda: Counted(2.0)) == Counted(1.0)
    assert Memory(Counted).answer("b", lambda: Counted(2.0)) == Counted(2.0)


def test_another_release_of_a_library_is_another_program(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remembering._program.cache_clear()
    before = remembering._program()
    monkeypatch.setattr(remembering, "version", lambda name: f"another {name}")
    remembering._program.cache_clear()

    assert remembering._program() != before
    remembering._program.cache_clear()


def test_an_answer_that_cannot_be_read_or_is_of_another_program_is_computed(
    store: Store, warehouse: Warehouse, drawn: list[int], kept: Path
) -> None:
    furnish(store, warehouse)
    asked = Asked(rounds=89)
    with store.reading() as tx:
        told = readout.read(tx, warehouse.current(), "c1", at=OVER, asked=asked)
        for torn in ('{"money": ', '{"money": 3}', "[]"):
            for file in kept.glob("Findings-*.json"):
                file.write_text(torn, encoding="ascii")
            before = len(drawn)
            forget()
            assert readout.read(tx, warehouse.current(), "c1", at=OVER, asked=asked) == told
            assert len(drawn) > before


def test_the_shelf_holds_no_more_than_it_should(
    monkeypatch: pytest.MonkeyPatch, kept: Path
) -> None:
    monkeypatch.setattr(remembering, "KEPT", 2)
    memory = Memory(Counted)
    for key in ("a", "b", "c"):
        memory.answer(key, lambda: Counted(1.5))

    assert len(list(kept.iterdir())) == 2
    assert Memory(Counted).answer("c", lambda: Counted(2.5)) == Counted(1.5)


def test_parts_cannot_be_shifted_into_one_another() -> None:
    assert digest("ab", "c") != digest("a", "bc")
