from datetime import date, datetime, timedelta

import numpy as np
import pytest

from core.results import readout
from core.results.model import Readout, Verdict
from core.store.store import Store
from core.uplift.mean import arm_of, welch
from core.warehouse.warehouse import Warehouse
from tests.conftest import MONDAY
from tests.core.results.trials import OVER, Experiment, contact_anyway, publish, send

ROUNDS = 999


ASKED = readout.Asked(rounds=ROUNDS)


def read(
    store: Store, warehouse: Warehouse, *, at: datetime = OVER, asked: readout.Asked = ASKED
) -> Readout:
    with store.reading() as tx:
        return readout.read(tx, warehouse.current(), "c1", at=at, asked=asked)


def first_refusal(found: Readout) -> str:
    assert found.verdict is Verdict.REFUSED
    return found.refusals[0].key


def test_a_campaign_that_sells_says_how_much_and_how_sure(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(effect=100)
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse)

    assert found.verdict is Verdict.UP
    assert found.findings is not None
    assert found.findings.money.uplift.low < 100 < found.findings.money.uplift.high
    assert found.findings.money.adjusted
    sentence = found.sentence("en")
    assert "28 days" in sentence
    assert "300 treated accounts" in sentence
    assert "100 held out" in sentence
    assert "₽ more" in sentence
    assert "%" not in sentence.replace("95 %", "")


def test_both_languages_say_the_same_numbers(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=-100)
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse)

    assert found.verdict is Verdict.DOWN
    assert "less to each" in found.sentence("en")
    assert "меньше с каждого клиента" in found.sentence("ru")
    assert "28 дней" in found.sentence("ru")


def test_a_campaign_without_effect_is_not_called_one(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment()
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse)

    assert found.verdict is Verdict.INCONCLUSIVE
    assert "no clear effect" in found.sentence("en")
    assert "нет ясного эффекта" in found.sentence("ru")


def test_the_raw_arms_are_what_a_second_computation_finds(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(effect=50)
    publish(warehouse, experiment)
    send(store, experiment)
    held = experiment.is_held
    second = welch(arm_of(experiment.outcome[~held]), arm_of(experiment.outcome[held]))

    found = read(store, warehouse).findings

    assert found is not None
    assert found.uncapped.plain == pytest.approx(second, rel=1e-9)
    assert found.rate.treated.successes == 300


def test_asking_again_gives_the_same_digits(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=50)
    publish(warehouse, experiment)
    send(store, experiment)

    assert read(store, warehouse) == read(store, warehouse)


def test_accounts_that_bought_nothing_still_count(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=50)
    experiment.outcome[:150] = 0
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse).findings

    assert found is not None
    assert (found.money.treated.n, found.money.holdout.n) == (300, 100)
    assert found.rate.treated.successes + found.rate.holdout.successes == 250


def test_an_account_that_left_the_base_counts_as_zero(
    store: Store, warehouse: Warehouse
) -> None:
    everybody = Experiment(accounts=400, effect=50)
    send(store, everybody)
    fewer = Experiment(accounts=390, effect=50)
    publish(warehouse, fewer)

    found = read(store, warehouse)

    assert found.findings is not None
    assert found.findings.unknown_accounts == 10
    assert "unknown-accounts" in [reason.key for reason in found.cautions]


# --- traps --------------------------------------------------------------------------------


def test_nothing_sent_is_nothing_to_compare(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, experiment := Experiment())
    send(store, experiment, sent_after=None)

    assert first_refusal(read(store, warehouse)) == "not-sent"


def test_an_open_window_is_locked_until_it_ends(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)

    found = read(store, warehouse, at=MONDAY + timedelta(days=20))

    assert first_refusal(found) == "window-open"
    assert found.standing == "early"
    assert found.sentence("ru").startswith(
        "Судить о кампании «Spring» ещё рано: окно измерения"
    )
    assert found.findings is None
    assert "30 Mar 2026" in found.sentence("en")


def test_sales_that_end_before_the_window_are_not_enough(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=100), as_of=date(2026, 3, 20))
    send(store, experiment)

    found = read(store, warehouse)

    assert first_refusal(found) == "not-covered"
    assert "20 Mar 2026" in found.sentence("en")


def test_a_base_dated_later_than_its_last_sale_does_not_cover_the_window(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(effect=100)
    experiment.outcome[:] = 0
    publish(warehouse, experiment)
    send(store, experiment)

    assert first_refusal(read(store, warehouse)) == "not-covered"


def test_without_a_holdout_nothing_is_causal(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=100)
    experiment.is_held[:] = False
    publish(warehouse, experiment)
    send(store, experiment, planned=0.0001)

    assert first_refusal(read(store, warehouse)) == "no-holdout"


def test_a_tiny_holdout_gives_counts_only(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, experiment := Experiment(accounts=190, share=0.1))
    send(store, experiment)

    assert first_refusal(read(store, warehouse)) == "few-accounts"


def test_arms_fixed_after_the_send_are_only_descriptive(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment, frozen_after=timedelta(hours=1))

    assert first_refusal(read(store, warehouse)) == "not-assigned"


def test_a_sample_ratio_mismatch_shows_no_effect(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, experiment := Experiment(effect=100, share=0.15))
    send(store, experiment, planned=0.25)

    found = read(store, warehouse)

    assert first_refusal(found) == "mismatch"
    assert found.findings is None
    assert found.sample_ratio is not None
    assert found.sample_ratio.p < 0.001


def test_an_arm_without_outcomes_gives_counts_only(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment(effect=100)
    experiment.outcome[experiment.is_held] = 0
    publish(warehouse, experiment)
    send(store, experiment)

    assert first_refusal(read(store, warehouse)) == "no-outcomes-holdout"


def test_a_holdout_that_was_written_to_is_no_holdout(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)
    contact_anyway(store, experiment, 6)

    assert first_refusal(read(store, warehouse)) == "spoiled"


def test_a_few_contacted_held_out_accounts_are_pointed_out(
    store: Store, warehouse: Warehouse
) -> None:
    publish(warehouse, experiment := Experiment(effect=100))
    send(store, experiment)
    contact_anyway(store, experiment, 3)

    found = read(store, warehouse)

    assert found.verdict is Verdict.UP
    assert "contacted" in [reason.key for reason in found.cautions]


def test_one_whale_does_not_decide_a_campaign(store: Store, warehouse: Warehouse) -> None:
    experiment = Experiment()
    whale = int(np.flatnonzero(~experiment.is_held)[0])
    experiment.outcome[whale] = 5_000_000
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse)

    assert found.verdict is not Verdict.UP
    assert found.findings is not None
    assert found.findings.money.cap is not None
    assert found.findings.uncapped.uplift.difference > 1_000


def test_a_verdict_that_hinges_on_one_account_is_withdrawn(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(accounts=120, effect=0)
    experiment.before[:] = 0  # no past: no cap, no adjustment
    experiment.outcome[:] = np.where(experiment.is_held, 100.0, 104.0)
    experiment.outcome += np.random.default_rng(1).normal(0, 10.5, 120).round(2)
    found = None
    for boost in np.arange(0, 12, 0.25):  # until one account tips the scale
        trial = experiment.outcome + np.where(experiment.is_held, 0, boost)
        found = _hinging(trial, experiment)
        if found:
            experiment.outcome = trial
            break
    publish(warehouse, experiment)
    send(store, experiment)

    result = read(store, warehouse)

    assert result.verdict is Verdict.INCONCLUSIVE
    hinging = next(reason for reason in result.cautions if reason.key == "hinges")
    assert "hinges on account A" in hinging.sentence("en")


def _hinging(outcome: np.ndarray, experiment: Experiment) -> bool:
    from core.results.estimates import seed_of
    from core.uplift.influence import most_influential
    from core.uplift.permutation import permuted

    a, b = outcome[~experiment.is_held], outcome[experiment.is_held]
    seed = seed_of("seed of c1")
    most = most_influential(a, b)
    whole = permuted(a, b, seed=seed, rounds=ROUNDS).uplift
    without = permuted(most.treated, most.holdout, seed=seed, rounds=ROUNDS).uplift
    return whole.is_conclusive and not without.is_conclusive


def test_what_a_small_audience_cannot_measure_is_not_measured(
    store: Store, warehouse: Warehouse
) -> None:
    experiment = Experiment(accounts=100, share=0.2)
    draw = np.random.default_rng(2)
    experiment.before[:] = 0
    experiment.outcome = np.round(draw.lognormal(2, 2.5, 100), 2)
    publish(warehouse, experiment)
    send(store, experiment)

    found = read(store, warehouse)

    assert first_refusal(found) == "too-wide"
    assert found.findings is not None
    assert found.findings.needed > 100


def test_the_window_begins_on_the_house_s_day(store: Store, warehouse: Warehouse) -> None:
    publish(warehouse, experiment := Experiment())
    # On Sunday at 22:30 in London it is already Monday in Moscow.
    send(store, experiment, sent_after=timedelta(hours=-10, minutes=-30))

    window = read(store, warehouse).window

    assert window is not None
    assert (window.start, window.last) == (date(2026, 3, 2), date(2026, 3, 29))


@pytest.mark.parametrize("language", ["en", "ru"])
def test_every_reason_speaks_both_languages(
    store: Store, warehouse: Warehouse, language: str
) -> None:
    publish(warehouse, experiment := Experiment(accounts=30, share=0.1))
    send(store, experiment, frozen_after=timedelta(hours=1), planned=0.9)

    found = read(store, warehouse, at=MONDAY)

    assert len(found.refusals) == 4
    assert all(reason.sentence(language) for reason in found.refusals)
