from datetime import date

import pytest

from core.results import foresight
from core.results.estimates import WORTHWHILE
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


def test_a_blunt_campaign_says_what_would_make_it_sharp_and_it_does(
    warehouse: Warehouse,
) -> None:
    snapshot = publish(
        warehouse, experiment := Experiment(accounts=400), as_of=date(2026, 3, 29)
    )

    found = foresight.prospect(snapshot, experiment.ids, holdout=6, window_days=28)

    assert found is not None
    assert not found.is_sharp
    reach = found.outlook.capped.relative
    assert reach is not None
    assert reach > WORTHWHILE
    # The smallest uplift shrinks with the root of how many accounts there are.
    assert found.needed.accounts == pytest.approx(400 * (reach / WORTHWHILE) ** 2, rel=0.01)
    assert found.needed.share is not None
    held = round(found.needed.share * 400) + 1
    better = foresight.prospect(snapshot, experiment.ids, holdout=held, window_days=28)
    assert better is not None
    assert better.is_sharp


def test_a_dozen_held_out_accounts_judge_nothing(warehouse: Warehouse) -> None:
    snapshot = publish(
        warehouse, experiment := Experiment(accounts=400), as_of=date(2026, 3, 29)
    )

    found = foresight.prospect(snapshot, experiment.ids, holdout=12, window_days=28)

    assert found is not None
    assert not found.can_be_judged
