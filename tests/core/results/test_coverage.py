"""The demo's base, whose truth is known, over thirty seeds: a short `make soak-calibration`."""

import pytest

from bench.coverage import CAMPAIGNS, held, is_kept

SEEDS, ACCOUNTS = 30, 600


@pytest.mark.slow
@pytest.mark.timeout(1_200)
def test_intervals_hold_what_is_really_true_as_often_as_they_promise() -> None:
    found = [one for seed in range(1, SEEDS + 1) for one in held(seed, ACCOUNTS)]

    assert len(found) == SEEDS * len(CAMPAIGNS)
    assert is_kept(found), [one for one in found if not one.covers]
    assert sum(one.truth != 0 for one in found) == SEEDS * 3  # one campaign changes nothing
