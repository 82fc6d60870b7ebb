from datetime import date

from core.results.foresight import foresee
from core.warehouse.warehouse import Warehouse
from tests.core.results.trials import Experiment, publish


def test_an_audience_s_history_says_what_it_could_show(warehouse: Warehouse) -> None:
    experiment = Experiment(accounts=400)
    snapshot = publish(warehouse, experiment, as_of=date(2026, 3, 29))

    few = foresee(snapshot, experiment.ids, holdout=20, window_days=28)
    many = foresee(snapshot, experiment.ids, holdout=200, window_days=28)

    assert few is not None
    assert many is not None
    assert 0 < many.adjusted.difference < few.adjusted.difference < few.plain.difference
    assert few.plain.mean == experiment.outcome.mean()


def test_two_held_out_accounts_show_nothing(warehouse: Warehouse) -> None:
    snapshot = publish(warehouse, experiment := Experiment(accounts=40))

    assert foresee(snapshot, experiment.ids, holdout=2, window_days=28) is None
