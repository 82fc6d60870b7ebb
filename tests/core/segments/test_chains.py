"""What rests on what, over graphs of any shape."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.segments.chains import cycle, everything_within, resting_on
from core.segments.model import Combine, Condition, Group, Rule, SegmentId

IDS = [SegmentId(letter) for letter in "abcdef"]
GRAPHS = st.dictionaries(st.sampled_from(IDS), st.frozensets(st.sampled_from(IDS)))


def naming(*ids: str, field: str = "in_segment") -> Rule:
    inner = Condition(field, "in_any", tuple(ids))
    return Group(Combine.ANY, (Condition("country", "is", "UK"), inner)) if ids else inner


def test_the_chain_goes_the_shortest_way_round() -> None:
    rules = {
        SegmentId("b"): naming("c", "d"),
        SegmentId("c"): naming("e"),
        SegmentId("d"): naming("a"),
        SegmentId("e"): naming("a"),
    }

    assert cycle(SegmentId("a"), naming("b"), rules) == ("a", "b", "d", "a")
    assert cycle(SegmentId("a"), naming("a"), {}) == ("a", "a")
    assert cycle(SegmentId("a"), naming("x"), rules) is None


def test_a_circle_among_others_is_not_walked_for_ever() -> None:
    rules = {SegmentId("b"): naming("c"), SegmentId("c"): naming("b")}

    assert cycle(SegmentId("a"), naming("b"), rules) is None


def test_users_are_found_through_each_other_the_nearest_first() -> None:
    rules = {
        SegmentId("b"): naming("a"),
        SegmentId("c"): naming("b"),
        SegmentId("d"): naming("c", "a"),
    }

    assert resting_on(("in_segment", "a"), rules) == {"b": (), "d": (), "c": ("b",)}
    assert resting_on(("in_list", "a"), rules) == {}


def test_a_list_is_found_through_the_segments_that_name_it() -> None:
    rules = {
        SegmentId("b"): naming("l", field="in_list"),
        SegmentId("c"): naming("b"),
    }

    assert resting_on(("in_list", "l"), rules) == {"b": (), "c": ("b",)}
    assert everything_within(naming("c"), rules) == {
        ("in_segment", "c"),
        ("in_segment", "b"),
        ("in_list", "l"),
    }


@given(GRAPHS, st.frozensets(st.sampled_from(IDS)))
def test_a_circle_is_found_exactly_where_there_is_one(
    graph: dict[SegmentId, frozenset[SegmentId]], named: frozenset[SegmentId]
) -> None:
    rules = {one: naming(*sorted(inner)) for one, inner in graph.items()}
    start = SegmentId("a")
    reached, ahead = set[SegmentId](), set(named)
    while ahead:
        reached |= ahead
        ahead = {inner for one in ahead for inner in graph.get(one, ())} - reached

    chain = cycle(start, naming(*sorted(named)), rules)

    assert (chain is not None) == (start in reached)
    if chain is not None:
        assert chain[0] == chain[-1] == start
        assert all(
            after in (named if before == start else graph[before])
            for before, after in pairwise(chain)
        )


@given(GRAPHS)
def test_whoever_uses_a_segment_has_it_within(
    graph: dict[SegmentId, frozenset[SegmentId]],
) -> None:
    rules = {one: naming(*sorted(inner)) for one, inner in graph.items()}

    for one in IDS:
        used = ("in_segment", str(one))
        expected = {user for user in rules if used in everything_within(rules[user], rules)}
        assert resting_on(used, rules).keys() == expected
