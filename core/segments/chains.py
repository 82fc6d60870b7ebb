"""Where a rule leads that names other segments: what rests on what, and whether in a circle.

A condition that is switched off counts as well: it can be switched on.
"""

from collections.abc import Iterator, Mapping

from core.segments.model import Rule, SegmentId
from core.segments.resolving import SEGMENT, references

Rules = Mapping[SegmentId, Rule]
Chain = tuple[SegmentId, ...]
Reference = tuple[str, str]  # the field that names a set, and the set's id


def cycle(segment_id: SegmentId, rule: Rule, rules: Rules) -> Chain | None:
    """The shortest way from the segment back to itself, if it had this rule; else nothing.

    It begins and ends with the segment: “A, B, A” where A would use B, which uses A.
    """
    ways: list[Chain] = [(segment_id, inner) for inner in _segments_in(rule)]
    seen: set[SegmentId] = set()
    for way in ways:  # grows while it is walked: the nearest first
        if way[-1] == segment_id:
            return way
        if way[-1] not in seen and way[-1] in rules:
            seen.add(way[-1])
            ways += [(*way, inner) for inner in _segments_in(rules[way[-1]])]
    return None


def resting_on(of: Reference, rules: Rules) -> dict[SegmentId, Chain]:
    """Every segment that uses a set, with the segments in between, the nearest to it first."""
    found: dict[SegmentId, Chain] = {}
    for user, through in _ways_to(of, rules):
        found.setdefault(user, through)
    return found


def _ways_to(of: Reference, rules: Rules) -> Iterator[tuple[SegmentId, Chain]]:
    named_by: dict[Reference, list[SegmentId]] = {}
    for user in sorted(rules):
        for one in references(rules[user]):
            named_by.setdefault(one, []).append(user)
    seen = {of}
    ways: list[tuple[Reference, Chain]] = [(of, ())]
    for used, through in ways:
        for user in named_by.get(used, ()):
            yield user, through
            further = (SEGMENT, str(user))
            if further not in seen:
                seen.add(further)
                ways.append((further, (*through, user)))


def everything_within(rule: Rule, rules: Rules) -> frozenset[Reference]:
    """The sets a rule names, and those that these name in turn."""
    found: set[Reference] = set()
    ahead = [rule]
    while ahead:
        new = references(ahead.pop()) - found
        found |= new
        inner = (SegmentId(set_id) for field, set_id in new if field == SEGMENT)
        ahead += [rules[one] for one in inner if one in rules]
    return frozenset(found)


def _segments_in(rule: Rule) -> list[SegmentId]:
    """The segments that the rule itself names, in one order for everybody."""
    return sorted(SegmentId(set_id) for field, set_id in references(rule) if field == SEGMENT)
