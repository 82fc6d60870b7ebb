"""Eight ways to fool oneself: each is refused, or told with what takes it down."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from sqlalchemy import update

from core.results import readout
from core.results.external import read_file
from core.results.model import Readout, Verdict
from core.results.readout import Among, Asked
from core.results.terms import Columns, Score
from core.results.told import FileReadout
from core.store.schema import campaigns
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import OVER, Experiment, contact_anyway, publish, send
from tests.source import HOUSE

ROUNDS = 499
DOCUMENT = HOUSE / "docs" / "traps.md"


class House:
    """Where a trap is set: a store, a warehouse, a folder."""

    def __init__(self, store: Store, warehouse: Warehouse, folder: Path) -> None:
        self.store, self.warehouse, self.folder = store, warehouse, folder

    def read(self, days: int = 0, among: Among = Among.EVERYBODY) -> Readout:
        at = MONDAY + timedelta(days=days) if days else OVER
        asked = Asked(rounds=ROUNDS, among=among)
        with self.store.reading() as tx:
            return readout.read(tx, self.warehouse.current(), "c1", at=at, asked=asked)


def sample_ratio(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100, share=0.15))
    send(house.store, experiment, planned=0.25)
    return house.read()


def post_treatment(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100))
    send(house.store, experiment)
    return house.read(among=Among.OPENED)


def contaminated(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100))
    send(house.store, experiment)
    contact_anyway(house.store, experiment, 20)
    return house.read()


def peeking(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100))
    send(house.store, experiment)
    return house.read(days=20)


def whale(house: House) -> Readout:
    experiment = Experiment(accounts=200, seed=5)
    experiment.before[:] = 0  # no past, so no cap: only the account itself can tell
    experiment.outcome = np.where(experiment.is_held, 100.0, 108.0)
    experiment.outcome += np.random.default_rng(4).normal(0, 20, 200).round(2)
    treated = int(np.flatnonzero(~experiment.is_held)[0])
    for boost in range(0, 4_000, 25):  # until one account tips the scale
        experiment.outcome[treated] = 100 + boost
        found = _with(house, experiment)
        if any(reason.key == "hinges" for reason in found.cautions):
            return found
    raise AssertionError("no account ever tipped the scale")


def _with(house: House, experiment: Experiment) -> Readout:
    from core.results.estimates import Plan, findings
    from core.results.judging import cautions, verdict
    from core.results.model import Look, Overlap, Trial, Window
    from core.results.outcomes import Outcomes

    held = experiment.is_held
    table = pd.DataFrame({"account_id": experiment.ids, "is_known": True})
    import pyarrow as pa

    ones = np.ones(held.size, dtype=np.int64)
    outcomes = Outcomes(
        pa.Table.from_pandas(table), ~held, experiment.outcome, ones, experiment.before
    )
    seen = findings(outcomes, plan=Plan(28, seed=1, rounds=199))
    sizes = int((~held).sum()), int(held.sum())
    trial = Trial("c1", "Spring", 0.25, 28, "s", MONDAY, MONDAY, *sizes, 0)
    window = Window(MONDAY.date(), 28)
    look, none = Look(1, 1, window), Overlap((), 0, 0)
    reasons = tuple(cautions(trial, seen, look, none))
    return Readout(trial, verdict(seen), (), reasons, window, None, seen, None, look, none)


def response_bias(house: House) -> FileReadout:
    draw = np.random.default_rng(2)
    treated = np.arange(1_000) < 500
    answers = np.where(draw.random(1_000) < np.where(treated, 0.6, 0.3), 9, np.nan)
    table = pd.DataFrame({"id": range(1_000), "arm": treated.astype(int), "nps": answers})
    table.to_csv(path := house.folder / "survey.csv", index=False)
    return read_file(path, Columns("id", "arm", "0", "nps", score=Score.NPS), rounds=ROUNDS)


def no_assignment(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100))
    send(house.store, experiment, frozen_after=timedelta(hours=1))
    return house.read()


def overlapping(house: House) -> Readout:
    publish(house.warehouse, experiment := Experiment(effect=100))
    send(house.store, experiment)
    other = Experiment(effect=100)
    other.is_held = ~experiment.is_held
    send(house.store, other, campaign_id="c2", name="Autumn", sent_after=timedelta(days=3))
    return house.read()


Trap = Callable[[House], Readout | FileReadout]

TRAPS: dict[str, tuple[Trap, str]] = {
    "The arms have other sizes than were drawn (SRM)": (sample_ratio, "mismatch"),
    "Only those who opened are compared (post-treatment filter)": (
        post_treatment,
        "post-treatment",
    ),
    "Held-out accounts were written to (contaminated holdout)": (contaminated, "spoiled"),
    "Somebody looks before the day that was planned (peeking)": (peeking, "window-open"),
    "One account decides (a whale)": (whale, "hinges"),
    "The arms answer a survey at different rates (response bias)": (response_bias, "silence"),
    "The arms were made after the send (no assignment)": (no_assignment, "not-assigned"),
    "Another campaign wrote to one arm only (overlapping campaigns)": (
        overlapping,
        "entangled",
    ),
}


@pytest.mark.parametrize("name", TRAPS)
def test_a_trap_is_refused_or_taken_down_with_its_sentence(
    store: Store, warehouse: Warehouse, tmp_path: Path, name: str
) -> None:
    trap, key = TRAPS[name]

    found = trap(House(store, warehouse, tmp_path))

    assert found.verdict not in (Verdict.UP, Verdict.DOWN)
    reasons = [*found.refusals, *found.cautions]
    assert key in [reason.key for reason in reasons]
    assert row(name, found, key) in DOCUMENT.read_text(encoding="utf-8").splitlines()


def row(name: str, found: Readout | FileReadout, key: str) -> str:
    """The trap's line of the document: what it is, what becomes of it, what is said."""
    reason = next(one for one in [*found.refusals, *found.cautions] if one.key == key)
    told = "refused" if found.verdict is Verdict.REFUSED else "taken down: no clear effect"
    return f"| {name} | {told} | {reason.sentence('en')} | {reason.sentence('ru')} |"


# --- planned looks ------------------------------------------------------------------------


def planned(store: Store, looks: int) -> None:
    with store.transaction() as tx:
        tx.execute(update(campaigns).values(looks=looks))


def test_looks_open_on_their_days_and_at_their_share_of_the_doubt(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)
    planned(store, 4)
    house = House(store, warehouse, tmp_path)

    before, last = house.read(days=6), house.read()

    assert before.refusals[0].key == "window-open"
    assert "9 Mar 2026" in before.sentence("en")
    assert last.look is not None
    assert (last.look.number, last.look.of, last.look.confidence) == (4, 4, 0.9875)
    assert "98.75 % interval" in last.sentence("en")
    assert "98,75%-й интервал" in last.sentence("ru")


def test_between_two_looks_nothing_moves(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)
    planned(store, 2)
    house = House(store, warehouse, tmp_path)

    first, later = house.read(days=15), house.read(days=27)

    assert first.look is not None
    assert first.look.window.days == 14
    assert first == later
    assert house.read(days=29).look != first.look


def test_campaigns_that_meet_both_arms_alike_are_pointed_out(
    store: Store, warehouse: Warehouse, tmp_path: Path
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)
    other = Experiment(effect=100, seed=8)
    send(store, other, campaign_id="c2", name="Autumn", sent_after=timedelta(days=3))

    found = House(store, warehouse, tmp_path).read()

    assert found.verdict is Verdict.UP
    assert "overlap" in [reason.key for reason in found.cautions]
