"""Fair timing: sides take turns, round after round, and each is told by its median."""

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from time import perf_counter, process_time
from typing import Any


@dataclass
class Times:
    """Milliseconds of every round: on the wall, and of this program's processor time."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        return statistics.median(self.wall)

    @property
    def processor_median(self) -> float:
        return statistics.median(self.processor)


def timed(work: Callable[..., Any], times: Times, *arguments: Any) -> Any:
    """Do it once and write down how long it took."""
    processor, wall = process_time(), perf_counter()
    found = work(*arguments)
    times.wall.append((perf_counter() - wall) * 1000)
    times.processor.append((process_time() - processor) * 1000)
    return found


def interleaved(
    sides: Mapping[str, Callable[[], Any]], *, rounds: int, expected: Any = None
) -> dict[str, Times]:
    """Every side once to warm up, then in turns; where given, each must find the expected."""
    times = {name: Times() for name in sides}
    for name, work in sides.items():
        _same(work(), expected, name)
    for _ in range(rounds):
        for name, work in sides.items():
            _same(timed(work, times[name]), expected, name)
    return times


def geomean(ratios: Sequence[float]) -> float:
    """The geometric mean: of a ratio and its inverse, one."""
    return math.exp(statistics.fmean(math.log(ratio) for ratio in ratios))


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that so large a share does not pass."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def _same(found: Any, expected: Any, name: str) -> None:
    if expected is not None and found != expected:
        raise AssertionError(f"{name} finds {found}, not {expected}")
