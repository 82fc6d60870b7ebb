import numpy as np
import pytest

from core.uplift.shrinking import shrunken, together


def test_dersimonian_and_laird_by_hand() -> None:
    # Weights 100, 100, 25: center 0.14444; Q = 100·0.1331² + … by hand below.
    y, s = np.array([0.1, 0.3, -0.3]), np.array([0.1, 0.1, 0.2])
    w = 1 / s**2
    center = (w * y).sum() / w.sum()
    q = (w * (y - center) ** 2).sum()
    variance = (q - 2) / (w.sum() - (w**2).sum() / w.sum())

    found = together(y, s)

    assert found.spread == pytest.approx(np.sqrt(variance))
    assert found.low < found.mean < found.high


def test_the_best_of_forty_is_not_believed_as_printed() -> None:
    rng = np.random.default_rng(4)
    true = rng.normal(0.05, 0.03, 40)
    seen = rng.normal(true, 0.1)

    found = shrunken(seen, np.full(40, 0.1))

    best = int(seen.argmax())
    assert found[best].value < seen[best] / 2
    pulled = np.array([one.value for one in found])
    assert ((pulled - true) ** 2).mean() < ((seen - true) ** 2).mean() / 3


def test_shrunken_intervals_hold_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(5)
    held = []
    for _ in range(300):
        true, errors = rng.normal(0.05, 0.1, 12), rng.uniform(0.05, 0.3, 12)
        found = shrunken(rng.normal(true, errors), errors)
        held += [one.low <= t <= one.high for one, t in zip(found, true, strict=True)]

    assert np.mean(held) > 0.93


def test_two_campaigns_are_not_pulled() -> None:
    found = shrunken([0.1, 0.9], [0.1, 0.1])

    assert [one.value for one in found] == [0.1, 0.9]
    assert found[0].weight == 1.0


def test_campaigns_that_are_alike_meet_in_the_middle() -> None:
    found = shrunken([0.10, 0.11, 0.09, 0.10, 0.12, 0.08], [0.2] * 6)

    assert max(one.value for one in found) - min(one.value for one in found) < 0.03
    assert all(one.weight < 0.5 for one in found)
