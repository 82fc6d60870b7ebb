"""What each part of a rule takes away, and what it alone costs.

The parts are those of the outermost group that has more than one; a lone condition is its own
part. Nine conditions over a million accounts cost 0.5 ms (decision 20).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

from core.segments.bits import Bits
from core.segments.model import Combine, Group, Path, Rule


@dataclass(frozen=True)
class Step:
    """One part of a rule, in reading order; every number counts accounts.

    `alone` are those the part itself holds for. `left` are those the rule comes to when it is
    read as far as here, and `change` how many more (or, below zero, fewer) than a step before.
    `without` are those the whole rule would come to were this part not in it.
    """

    path: Path
    alone: int
    left: int
    change: int
    without: int


@dataclass(frozen=True)
class Funnel:
    """The walk through a rule: from everybody down, or, where any part will do, from nobody up.

    `combine` says how the parts go together: parts of ALL take away whom they do not hold for,
    parts of NONE whom they hold for, parts of ANY add whom they hold for.
    """

    combine: Combine
    base: int
    total: int
    steps: tuple[Step, ...]

    @property
    def start(self) -> int:
        """Accounts before the first part is read."""
        return 0 if self.combine is Combine.ANY else self.base

    def cost(self, step: Step) -> int:
        """What this part alone costs: how many more accounts there would be without it.

        Of a part of ANY it is below zero: so many belong for its sake alone.
        """
        return step.without - self.total


def funnel(rule: Rule, parts: Mapping[Path, Bits]) -> Funnel:
    """Walk through a rule whose every part is known, as `leaves.traced` finds them."""
    combine, paths = _parts(rule)
    whole = parts[()]
    kept = [parts[path] if combine is Combine.ALL else ~parts[path] for path in paths]
    everybody = Bits.everybody(whole.size)
    before = list(accumulate(kept, Bits.__and__, initial=everybody))
    after = list(accumulate(reversed(kept), Bits.__and__, initial=everybody))[::-1]
    others = [first & rest for first, rest in zip(before, after[1:], strict=False)]

    def told(found: Bits) -> int:
        # Whom not one part of ANY holds for is what is counted; the others belong.
        count = found.count()
        return whole.size - count if combine is Combine.ANY else count

    left = [told(found) for found in before]
    steps = [
        Step(path, parts[path].count(), now, now - earlier, told(without))
        for path, earlier, now, without in zip(paths, left, left[1:], others, strict=False)
    ]
    return Funnel(combine, whole.size, left[-1], tuple(steps))


def _parts(rule: Rule) -> tuple[Combine, list[Path]]:
    """How the outermost parts of a rule go together, and where they stand."""
    path: Path = ()
    # Parts of a group about one contact say nothing about an account each by itself.
    while isinstance(rule, Group) and rule.contacts is None:
        if rule.combine is Combine.NONE or len(rule.rules) != 1:
            return rule.combine, [(*path, place) for place in range(len(rule.rules))]
        rule, path = rule.rules[0], (*path, 0)
    return Combine.ALL, [path]
