"""Sets that the house keeps are put into a rule before it is asked."""

from dataclasses import dataclass, field, replace

import pytest

from core.segments import compiling, leaves, tables
from core.segments.model import EVERYBODY, Combine, Condition, Group, Listed, Rule
from core.segments.resolving import (
    Circle,
    NoSources,
    UnknownSet,
    abridged,
    asks_about_sends,
    asks_the_house,
    references,
    resolved,
)
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

BIG = Condition("employees", "at_least", 100)
BRITISH = Condition("country", "is", "UK")


@dataclass
class Shelf(NoSources):
    """Segments by id, and one list."""

    segments: dict[str, Rule] = field(default_factory=dict)

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        if segment_id not in self.segments:
            return NoSources().segment(segment_id)
        return f"Segment {segment_id}", self.segments[segment_id]

    def listed(self, field: str, set_id: str) -> Listed:
        return Listed(f"{field}:{set_id}", "digest", ("a", "c", "gone"))

    def written_to(self, days: int) -> Listed:
        return Listed(f"written_to:{days}", f"{days}", ("a", "b", "c")[: days // 10])


def within(*ids: str, operator: str = "in_any", field: str = "in_segment") -> Condition:
    return Condition(field, operator, ids)


def members(base: Snapshot, catalogue: Catalogue, rule: Rule, shelf: Shelf) -> list[int]:
    whole = resolved(rule, shelf)
    by_bits = [int(one) for one in tables.member_ordinals(base, whole, catalogue)]
    statement = compiling.members(whole, leaves.ground_of(base, catalogue))
    assert sorted(base.arrow(statement).column(0).to_pylist()) == by_bits
    return by_bits


def test_a_segment_stands_for_its_rule(base: Snapshot, catalogue: Catalogue) -> None:
    shelf = Shelf({"big": BIG, "uk": BRITISH})

    assert members(base, catalogue, within("big"), shelf) == [1, 5]
    assert members(base, catalogue, within("big", "uk"), shelf) == [0, 1, 5]
    assert members(base, catalogue, within("big", "uk", operator="in_none"), shelf) == [
        2, 3, 4, 6,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "says_nothing",
    [EVERYBODY, replace(BIG, is_off=True), Group(Combine.ANY, (replace(BIG, is_off=True),))],
)
def test_a_segment_that_says_nothing_stands_for_everybody_and_keeps_its_place(
    base: Snapshot, catalogue: Catalogue, says_nothing: Rule
) -> None:
    shelf = Shelf({"open": says_nothing})
    rule = Group(Combine.ALL, (within("open"), BRITISH))

    measured = tables.measured_so_far(base, rule, catalogue, sources=shelf)

    assert members(base, catalogue, rule, shelf) == [0]
    assert measured.accounts == {(): 1, (0,): 7, (1,): 1}


def test_a_list_stands_for_its_accounts_that_are_still_there(
    base: Snapshot, catalogue: Catalogue
) -> None:
    rule = Group(Combine.ALL, (within("l", field="in_list"), within("big", operator="in_none")))

    assert members(base, catalogue, rule, Shelf({"big": BIG})) == [0, 2]


def test_a_segment_may_rest_on_one_that_rests_on_another(
    base: Snapshot, catalogue: Catalogue
) -> None:
    inner = Group(Combine.NONE, (within("uk"),))
    shelf = Shelf({"uk": BRITISH, "not_uk": inner})

    assert members(base, catalogue, within("not_uk"), shelf) == [1, 2, 3, 4, 5, 6]


def test_a_segment_that_comes_back_to_itself_is_refused_with_the_way() -> None:
    shelf = Shelf(
        {"a": within("b"), "b": Group(Combine.ANY, (BIG, within("c"))), "c": within("a")}
    )

    with pytest.raises(Circle) as refused:
        resolved(within("a"), shelf)

    assert "Segment a → Segment b → Segment c → Segment a" in refused.value.sentence("en")


def test_a_set_that_is_gone_is_refused() -> None:
    with pytest.raises(UnknownSet):
        resolved(within("gone"), Shelf())
    with pytest.raises(UnknownSet):
        resolved(within("x", field="in_audience"), NoSources())


def test_what_is_off_is_not_looked_for() -> None:
    off = Condition("in_segment", "in_any", ("gone",), is_off=True)

    assert resolved(Group(Combine.ALL, (BIG, off)), Shelf()) == Group(Combine.ALL, (BIG, off))
    assert references(Group(Combine.ALL, (BIG, off))) == {("in_segment", "gone")}


def test_a_set_that_nobody_brought_along_is_a_fault_of_the_house(
    base: Snapshot, catalogue: Catalogue
) -> None:
    with pytest.raises(compiling.Unresolved):
        tables.member_ordinals(base, within("big"), catalogue)


def test_whom_the_house_wrote_to_and_whom_not(base: Snapshot, catalogue: Catalogue) -> None:
    lately = Condition("written_to", "written_in_last_days", 20)
    quiet = replace(lately, operator="not_written_in_last_days")

    assert members(base, catalogue, lately, Shelf()) == [0, 1]
    assert members(base, catalogue, quiet, Shelf()) == [2, 3, 4, 5, 6]
    both = Group(Combine.ALL, (replace(lately, value=30), quiet))
    assert members(base, catalogue, both, Shelf()) == [2]
    assert asks_the_house(both)
    assert asks_about_sends(both)
    assert not references(both)
    assert not asks_about_sends(within("uk"))
    assert not asks_the_house(BIG)
    with pytest.raises(UnknownSet):
        resolved(quiet, NoSources())


def test_a_statement_to_read_names_no_more_of_a_set_than_one_can_read() -> None:
    whole = resolved(Group(Combine.ALL, (BIG, within("l", field="in_list"))), Shelf())

    shortened = abridged(whole, 2)

    assert isinstance(shortened, Group)
    assert isinstance(shortened.rules[1], Group)
    (kept,) = shortened.rules[1].rules
    assert isinstance(kept, Listed)
    assert kept.accounts == ("a", "c")
    assert shortened.rules[0] == BIG
    assert abridged(BIG, 2) == BIG
