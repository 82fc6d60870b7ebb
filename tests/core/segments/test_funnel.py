"""The funnel: what each part takes away or adds, and what the rule would be without it."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.segments import tables
from core.segments.bits import Bits
from core.segments.funnel import Funnel, Step, funnel
from core.segments.model import EVERYBODY, Combine, Condition, Group, Listed, Path, Rule
from core.segments.resolving import NoSources
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

SIZE = 100
some_accounts = st.sets(st.integers(0, SIZE - 1))
CONDITION = Condition("country", "is", "UK")


def bits(accounts: set[int]) -> Bits:
    return Bits.of(np.array(sorted(accounts), dtype=np.int64), SIZE)


def combined(combine: Combine, sets: list[set[int]]) -> set[int]:
    everybody = set(range(SIZE))
    if combine is Combine.ALL:
        return everybody.intersection(*sets)
    return set().union(*sets) if combine is Combine.ANY else everybody.difference(*sets)


def walked(combine: Combine, sets: list[set[int]]) -> Funnel:
    rule = Group(combine, (CONDITION,) * len(sets))
    parts: dict[Path, Bits] = {(place,): bits(one) for place, one in enumerate(sets)}
    return funnel(rule, parts | {(): bits(combined(combine, sets))})


@given(combine=st.sampled_from(Combine), sets=st.lists(some_accounts, min_size=2, max_size=6))
def test_each_step_is_what_the_rule_says_so_far(combine: Combine, sets: list[set[int]]) -> None:
    found = walked(combine, sets)

    assert found.total == len(combined(combine, sets))
    earlier = found.start
    for place, (step, own) in enumerate(zip(found.steps, sets, strict=True)):
        others = sets[:place] + sets[place + 1 :]
        assert step.path == (place,)
        assert step.alone == len(own)
        assert step.left == len(combined(combine, sets[: place + 1]))
        assert step.change == step.left - earlier
        assert step.without == len(combined(combine, others))
        earlier = step.left


@given(sets=st.lists(some_accounts, min_size=2, max_size=6))
def test_parts_of_all_only_cost_and_parts_of_any_only_bring(sets: list[set[int]]) -> None:
    for combine, sign in ((Combine.ALL, 1), (Combine.NONE, 1), (Combine.ANY, -1)):
        found = walked(combine, sets)
        assert all(sign * found.cost(step) >= 0 >= sign * step.change for step in found.steps)


def test_a_rule_of_the_base_is_walked(base: Snapshot, catalogue: Catalogue) -> None:
    known = Condition("employees", "at_least", 1)
    rule = Group(Combine.ALL, (known, Condition("country", "is_not", "UK")))

    found = tables.measured(base, rule, catalogue).funnel

    assert found == Funnel(
        Combine.ALL,
        base=7,
        total=4,
        steps=(
            Step((0,), alone=5, left=5, change=-2, without=6),
            Step((1,), alone=6, left=4, change=-1, without=5),
        ),
    )
    assert [found.cost(step) for step in found.steps] == [2, 1]


def test_a_group_around_one_group_is_looked_through(
    base: Snapshot, catalogue: Catalogue
) -> None:
    inner = Group(Combine.ANY, (CONDITION, Condition("country", "is", "DE")))

    found = tables.measured(base, Group(Combine.ALL, (inner,)), catalogue).funnel

    assert (found.combine, found.start, found.total) == (Combine.ANY, 0, 2)
    assert [(step.path, step.change) for step in found.steps] == [((0, 0), 1), ((0, 1), 1)]


def test_a_lone_condition_is_its_own_part(base: Snapshot, catalogue: Catalogue) -> None:
    found = tables.measured(base, CONDITION, catalogue).funnel

    assert found.steps == (Step((), alone=1, left=1, change=-6, without=7),)


def test_everybody_has_no_steps(base: Snapshot, catalogue: Catalogue) -> None:
    found = tables.measured(base, EVERYBODY, catalogue).funnel

    assert (found.steps, found.start, found.total) == ((), 7, 7)


def test_a_step_stands_where_the_condition_does_that_is_being_edited(
    base: Snapshot, catalogue: Catalogue
) -> None:
    rule = Group(Combine.ALL, (Condition("country", "is"), CONDITION))

    found = tables.measured_so_far(base, rule, catalogue).funnel

    assert [step.path for step in found.steps] == [(1,)]


class Kept(NoSources):
    """One saved segment, “s”."""

    def __init__(self, rule: Rule) -> None:
        self.rule = rule

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        return segment_id, self.rule

    def listed(self, field: str, set_id: str) -> Listed:
        raise AssertionError(field, set_id)


def test_a_segment_within_is_one_part_whatever_it_holds(
    base: Snapshot, catalogue: Catalogue
) -> None:
    near = Group(Combine.ANY, (CONDITION, Condition("country", "is", "DE")))
    rule = Group(Combine.ALL, (Condition("in_segment", "in_any", ("s",)),))

    found = tables.measured_so_far(base, rule, catalogue, sources=Kept(near)).funnel

    assert [(step.path, step.left) for step in found.steps] == [((0,), 2)]


def test_a_group_about_one_contact_is_one_part(base: Snapshot, catalogue: Catalogue) -> None:
    finance = Condition("role", "is", "finance")
    inner = (finance, Condition("has_email", "is_true"))
    rule = Group(Combine.ALL, (Group(Combine.ALL, inner, contacts=1),))

    found = tables.measured_so_far(base, rule, catalogue).funnel

    assert [(step.path, step.left) for step in found.steps] == [((0,), 1)]


def test_what_is_off_is_no_part(base: Snapshot, catalogue: Catalogue) -> None:
    rule = Group(Combine.ALL, (replace(CONDITION, is_off=True), CONDITION, CONDITION))

    found = tables.measured_so_far(base, rule, catalogue).funnel

    assert [step.path for step in found.steps] == [(1,), (2,)]
