"""What stands beside the count: a funnel of nine, the overlap of twenty, a profile of eight."""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any

from bench.segments import sides
from bench.segments.one_pass import Statement
from bench.segments.reference import Reference
from bench.segments.session import Desk
from bench.segments.timing import Times, interleaved, timed
from core.segments import dimensions, leaves, overlap, profile
from core.segments.bits import Bits
from core.segments.funnel import funnel
from core.segments.model import Combine, Condition, Group, Rule, conditions

NINE, TWENTY, EIGHT = 9, 20, 8


def nine(references: Sequence[Reference]) -> Rule:
    """Nine conditions that are asked of one table or another, all to hold."""
    kept: list[Rule] = []
    for one in references:
        kept += [leaf for leaf in conditions(one.rule) if _is_of_account(leaf)]
    return Group(Combine.ALL, tuple(dict.fromkeys(kept))[:NINE])


def twenty(references: Sequence[Reference]) -> list[Rule]:
    """The eight reference segments and parts of them: as many sets as are compared at once."""
    parts = [leaf for one in references for leaf in conditions(one.rule)]
    alone = [leaf for leaf in dict.fromkeys(parts) if _is_of_account(leaf)]
    return [*(one.rule for one in references), *alone][:TWENTY]


def _is_of_account(leaf: Condition) -> bool:
    return leaf.field not in ("role", "has_email")


def measured(
    desk: Desk, references: Sequence[Reference], *, rounds: int
) -> dict[str, dict[str, Times]]:
    """Each view and its peer, one statement over the facts, in turns."""
    return {
        name: interleaved({"bits": bits, "statement": peer}, rounds=rounds)
        for name, (bits, peer) in _works(desk, references).items()
    }


def each(desk: Desk, references: Sequence[Reference]) -> dict[str, Times]:
    """Each view once, with nothing known of it before."""
    sides.forget()
    dimensions.DIMENSIONS.clear()
    times = {name: Times() for name in ("funnel", "overlap", "profile")}
    for name, (bits, _) in _works(desk, references).items():
        timed(bits, times[name])
    return times


Work = Callable[[], Any]


def _works(desk: Desk, references: Sequence[Reference]) -> dict[str, tuple[Work, Work]]:
    rule, rules = nine(references), twenty(references)
    fields = profile.usual(desk.catalogue)[:EIGHT]
    funnel_text, overlap_text = _funnel_text(desk, rule), _overlap_text(desk, rules)
    profile_texts = _profile_texts(desk, rule, [field.key for field in fields])
    ask = desk.by_hand.arrow

    def profiled() -> None:
        chosen = _bits(desk, rule)
        for field in fields:
            profile.profile(desk.snapshot, chosen, field, desk.ground)

    return {
        "funnel": (
            lambda: funnel(rule, leaves.traced(desk.snapshot, rule, desk.ground)),
            lambda: ask(funnel_text),
        ),
        "overlap": (
            lambda: overlap.overlap([_bits(desk, one) for one in rules]),
            lambda: ask(overlap_text),
        ),
        "profile": (profiled, lambda: [ask(text) for text in profile_texts]),
    }


def _bits(desk: Desk, rule: Rule) -> Bits:
    return leaves.bits(desk.snapshot, rule, desk.ground)


def _funnel_text(desk: Desk, rule: Rule) -> str:
    assert isinstance(rule, Group)
    statement = Statement(desk.ground)
    tests = [statement.said(one) for one in rule.rules]
    for place in range(len(tests)):
        statement.count(" AND ".join(tests[: place + 1]))
        statement.count(" AND ".join(tests[:place] + tests[place + 1 :]))
    return statement.text()


def _overlap_text(desk: Desk, rules: Sequence[Rule]) -> str:
    statement = Statement(desk.ground)
    tests = [statement.said(rule) for rule in rules]
    for one, other in combinations(tests, 2):
        statement.count(f"{one} AND {other}")
    return statement.text()


def _profile_texts(desk: Desk, rule: Rule, keys: Sequence[str]) -> list[str]:
    """Counts per value of the base and of the segment; without the intervals that ours has."""
    statement = Statement(desk.ground)
    test = statement.said(rule)
    flags = ", ".join(f"{text} AS {name}" for text, name in statement.leaves.items())
    table = desk.ground.table
    return [
        f'WITH flags AS (SELECT "{key}" AS value, {flags} FROM {table}) '
        f"SELECT value, count(*), count(*) FILTER (WHERE {test}) FROM flags GROUP BY value"
        for key in keys
    ]
