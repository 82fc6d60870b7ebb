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


def levels(values: Sequence[float], alpha: float) -> list[float]:
    """At which level each comparison is judged by Holm's steps, in their order.

    The smallest p at α ÷ all of them, the next at α ÷ one fewer, and so on up to the first
    that is not small enough; those after it are judged as that one is.
    """
    order = sorted(range(len(values)), key=lambda place: values[place])
    found = [0.0] * len(values)
    level, is_open = 0.0, True
    for rank, place in enumerate(order):
        level = alpha / (len(values) - rank) if is_open else level
        found[place] = level
        is_open = is_open and values[place] <= level
    return found
