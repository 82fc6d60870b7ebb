"""Advice on whom to write to rests on accounts that nothing was learnt from."""

import numpy as np
import pandas as pd
from duckdb import DuckDBPyConnection

from core.results import readout
from core.results.readout import Asked
from core.results.targeting import advice
from core.store.store import Store
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import OVER, Experiment, filling, send

ACCOUNTS = 2_000
MOVED, UNMOVED = "retail", "banking"


def test_advice_is_told_of_accounts_that_nothing_was_learnt_from(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(accounts=ACCOUNTS, share=0.5)
    draw = np.random.default_rng(8)
    is_retail = draw.random(ACCOUNTS) < 0.5
    chance = np.where(is_retail & ~experiment.is_held, 0.7, 0.2)
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
    with store.reading() as tx:
        snapshot = warehouse.current()
        found = readout.read(tx, snapshot, "c1", at=OVER, asked=Asked(rounds=199))

        told = advice(tx, snapshot, found)

    assert told.refusals == ()
    levels = {one.value: one for one in told.levels}
    assert levels[MOVED].uplift > levels[UNMOVED].uplift + 0.3
    assert levels[MOVED].accounts + levels[UNMOVED].accounts == ACCOUNTS // 2
