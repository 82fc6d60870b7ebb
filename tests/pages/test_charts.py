"""The numbers below a picture are round, few, and zero is among them."""

import pytest

from pages.parts.charts import round_steps


@pytest.mark.parametrize(
    ("low", "high", "steps"),
    [
        (-72.2, 134.8, [-50, 0, 50, 100]),
        (-24_772_498, 20_595_723, [-20_000_000, -10_000_000, 0, 10_000_000, 20_000_000]),
        (0, 0.9, [0, 0.2, 0.4, 0.6, 0.8]),
        (0, 0, [0]),
    ],
)
def test_an_axis_is_written_in_round_steps(low: float, high: float, steps: list[float]) -> None:
    assert round_steps(low, high) == pytest.approx(steps)
