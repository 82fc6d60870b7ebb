"""Several comparisons at once: what each p is worth when many were tried."""

from collections.abc import Sequence


def holm(values: Sequence[float]) -> list[float]:
    """Adjust p-values so that even one false alarm among them stays rare, in their order.

    Source: S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    adjusted = [0.0] * len(values)
    highest = 0.0
    for rank, place in enumerate(order):
        highest = max(highest, min(1.0, values[place] * (len(values) - rank)))
        adjusted[place] = highest
    return adjusted
