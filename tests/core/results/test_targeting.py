"""Advice on whom to write to rests on accounts that nothing was learnt from."""

import numpy as np
import pandas as pd
import pytest
from duckdb import DuckDBPyConnection

from core.campaigns.sets import KeptSets
from core.people.model import NotAllowed, Person
from core.results import actions as results
from core.results import readout
from core.results.model import Readout
from core.results.readout import Asked
from core.results.targeting import NoAdvice, advice, ranking
from core.segments import ranked
from core.segments.compiling import members
from core.segments.ground import Ground
from core.segments.model import Condition
from core.segments.ranked import Ranking
from core.segments.resolving import ADVICE, resolved
from core.store.store import Store, Tx
from core.warehouse.catalogue import load_catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse
from tests.conftest import ANA, CLEO, MONDAY
from tests.core.results.trials import OVER, Experiment, filling, send

ACCOUNTS = 2_000
MOVED, UNMOVED = "retail", "banking"


def furnish(store: Store, warehouse: Warehouse, *, moved: float = 0.7) -> Experiment:
    """Two thousand accounts, of whom a message moves the retailers, if anybody."""
    experiment = Experiment(accounts=ACCOUNTS, share=0.5)
    draw = np.random.default_rng(8)
    is_retail = draw.random(ACCOUNTS) < 0.5
    chance = np.where(is_retail & ~experiment.is_held, moved, 0.2)
    experiment.outcome = np.where(draw.random(ACCOUNTS) < chance, 100.0, 0.0)
    traits = pd.DataFrame({"account_id": experiment.ids})
    traits["industry"] = np.where(is_retail, MOVED, UNMOVED)

    def fill(connection: DuckDBPyConnection) -> None:
        filling(experiment)(connection)
        connection.register("traits", traits)
        connection.execute(
            "UPDATE accounts SET industry = t.industry FROM traits t"
            " WHERE t.account_id = accounts.account_id"
        )

    warehouse.publish(fill, name="Base", by="ana", at=MONDAY, as_of=OVER.date())
    send(store, experiment)
    return experiment


def read(tx: Tx, warehouse: Warehouse) -> Readout:
    return readout.read(tx, warehouse.current(), "c1", at=OVER, asked=Asked(rounds=199))


def keep(tx: Tx, name: str, found: Readout, snapshot: Snapshot, by: Person) -> Ranking:
    account_ids, number = ranking(tx, snapshot, found), snapshot.publication.number
    return results.keep_advice(tx, name, found, account_ids, publication=number, by=by, at=OVER)


def test_advice_is_told_of_accounts_that_nothing_was_learnt_from(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse)
    with store.reading() as tx:
        told = advice(tx, warehouse.current(), read(tx, warehouse))

    assert told.refusals == ()
    levels = {one.value: one for one in told.levels}
    assert levels[MOVED].uplift > levels[UNMOVED].uplift + 0.3
    assert levels[MOVED].accounts + levels[UNMOVED].accounts == ACCOUNTS // 2


def test_advice_is_kept_for_segments_to_ask_about(store: Store, warehouse: Warehouse) -> None:
    furnish(store, warehouse)
    snapshot = warehouse.current()
    with store.transaction() as tx:
        found = read(tx, warehouse)
        kept = keep(tx, "r1", found, snapshot, ANA)
        again = keep(tx, "r2", found, snapshot, ANA)
        best = ranked.listed(tx, "r1.20", OVER.date()).accounts
        rule = resolved(Condition(ADVICE, "in_any", ("r1.20",)), KeptSets(tx, OVER.date()))
        with pytest.raises(NotAllowed):
            keep(tx, "r3", found, snapshot, CLEO)

    assert kept.accounts == ACCOUNTS
    assert kept.digest == again.digest  # the same question, the same order
    assert len(best) == ACCOUNTS // 5
    asked = "SELECT count(*) FROM accounts WHERE industry = ? AND list_contains(?, account_id)"
    assert snapshot.value(asked, (MOVED, list(best))) == len(
        best
    )  # whom nothing moves is not among them
    ground = Ground(load_catalogue(), OVER.date(), frozenset())
    assert len(snapshot.numbers(members(rule, ground))) == len(best)


def test_a_ranking_no_better_than_chance_is_not_kept(
    store: Store, warehouse: Warehouse
) -> None:
    furnish(store, warehouse, moved=0.2)
    with store.transaction() as tx:
        found = read(tx, warehouse)
        with pytest.raises(NoAdvice) as refused:
            keep(tx, "r1", found, warehouse.current(), ANA)
        assert ranked.everything(tx) == []
    assert refused.value.sentence("ru")
