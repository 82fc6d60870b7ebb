from datetime import date

import numpy as np
import pytest

from core.results import foresight
from core.results.estimates import WORTHWHILE
from core.results.foresight import Design, foresee
from core.warehouse.warehouse import Warehouse
from tests.core.results.trials import Experiment, publish
from tests.plan import small_base


def test_an_audience_s_history_says_what_it_could_show(warehouse: Warehouse) -> None:
    experiment = Experiment(accounts=400)
    snapshot = publish(warehouse, experiment, as_of=date(2026, 3, 29))

    few = foresee(snapshot, experiment.ids, Design(20, 28))
    many = foresee(snapshot, experiment.ids, Design(200, 28))

    assert few is not None
    assert many is not None
    assert 0 < many.adjusted.difference < few.adjusted.difference < few.plain.difference
    assert few.plain.mean == experiment.outcome.mean()


def test_two_held_out_accounts_show_nothing(warehouse: Warehouse) -> None:
    snapshot = publish(warehouse, experiment := Experiment(accounts=40))

    assert foresee(snapshot, experiment.ids, Design(2, 28)) is None


def test_accounts_without_a_past_are_known_to_have_none(warehouse: Warehouse) -> None:
    known = publish(warehouse, one := Experiment(accounts=400), as_of=date(2026, 3, 29))
    with_past = foresight.prospect(known, one.ids, Design(100, 28))
    one.before = np.where(np.arange(400) < 3, one.before, 0.0)
    new = publish(warehouse, one, as_of=date(2026, 3, 29))
    without = foresight.prospect(new, one.ids, Design(100, 28))

    assert with_past is not None
    assert without is not None
    assert with_past.has_past
    assert not without.has_past
    assert without.outlook.capped == without.outlook.adjusted


def test_a_base_without_a_single_sale_shows_nothing(warehouse: Warehouse) -> None:
    snapshot = small_base(warehouse, accounts=20)
    ids = [f"a{number:03}" for number in range(20)]

    assert foresight.prospect(snapshot, ids, Design(10, 60)) is None


def test_a_blunt_campaign_says_what_would_make_it_sharp_and_it_does(
    warehouse: Warehouse,
) -> None:
    snapshot = publish(
        warehouse, experiment := Experiment(accounts=400), as_of=date(2026, 3, 29)
    )

    found = foresight.prospect(snapshot, experiment.ids, Design(6, 28))

    assert found is not None
    assert not found.is_sharp
    reach = found.outlook.capped.relative
    assert reach is not None
    assert reach > WORTHWHILE
    # The smallest uplift shrinks with the root of how many accounts there are.
    assert found.needed.accounts == pytest.approx(400 * (reach / WORTHWHILE) ** 2, rel=0.01)
    assert found.needed.share is not None
    held = round(found.needed.share * 400) + 1
    better = foresight.prospect(snapshot, experiment.ids, Design(held, 28))
    assert better is not None
    assert better.is_sharp


def test_a_dozen_held_out_accounts_judge_nothing(warehouse: Warehouse) -> None:
    snapshot = publish(
        warehouse, experiment := Experiment(accounts=400), as_of=date(2026, 3, 29)
    )

    found = foresight.prospect(snapshot, experiment.ids, Design(12, 28))

    assert found is not None
    assert not found.can_be_judged


def test_more_looks_need_more_to_show_the_same(warehouse: Warehouse) -> None:
    snapshot = publish(
        warehouse, experiment := Experiment(accounts=400), as_of=date(2026, 3, 29)
    )

    once = foresight.prospect(snapshot, experiment.ids, Design(6, 28))
    often = foresight.prospect(snapshot, experiment.ids, Design(6, 28, looks=4))

    assert once is not None
    assert often is not None
    # (z of 1 − 0.0125 / 2, and 0.8416) against (1.9600 and 0.8416); with six held out, whose
    # chance is drawn and not taken for normal, a sure interval is wider still.
    further = (2.4977 + 0.8416) / (1.9600 + 0.8416)
    smallest = often.outlook.capped.difference
    assert smallest > once.outlook.capped.difference * further
    assert once.needed.accounts is not None
    assert often.needed.accounts is not None
    assert often.needed.accounts > once.needed.accounts * further**2
