"""Who uses a segment or a kept list, how a change would reach them, and the guard before it.

Campaigns live further down the street. Whoever asks brings the question about them along
(`Elsewhere`), to be asked once it is this deed's turn.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.segments import records
from core.segments.chains import Chain, Reference, cycle, everything_within, resting_on
from core.segments.model import ListId, Rule, Segment, SegmentId, SegmentList
from core.segments.resolving import ADVICE, AUDIENCE, LIST, SEGMENT, Circle, references
from core.store.store import Tx

SHOWN = 8  # names in one sentence; the others are counted


class UsedBy(StrEnum):
    CAMPAIGN = "campaign"
    SEGMENT = "segment"
    LIST = "list"


class Bearing(StrEnum):
    """What a change does to whoever uses the thing."""

    FALLS = "falls"  # approvals fall, and it goes back to its author
    FOLLOWS = "follows"  # takes the change up by itself
    KEEPS = "keeps"  # is being sent, with what was frozen
    PAST = "past"  # is over or put away, or only came from it


TOUCHED = frozenset({Bearing.FALLS, Bearing.FOLLOWS})
RESTING = TOUCHED | {Bearing.KEEPS}  # on what is used: it cannot be put away


@dataclass(frozen=True)
class Use:
    """Somebody who uses a segment or a list: directly, or through the segments named."""

    kind: UsedBy
    id: str
    name: str
    bearing: Bearing
    of: str = ""  # the id that it names itself
    through: tuple[str, ...] = ()  # names, from what is used to who uses it

    @property
    def key(self) -> str:
        """What a person agrees to: this user, and what a change does to it."""
        return f"{self.kind}-{self.id}-{self.bearing}"


Elsewhere = Callable[[Tx, Collection[str]], Sequence[Use]]


def nowhere(_tx: Tx, _segment_ids: Collection[str]) -> Sequence[Use]:
    """Nobody further down the street uses segments: where there are no campaigns yet."""
    return ()


class InUse(Refusal):
    """Somebody uses it; the sentence names them."""

    def __init__(self, key: str, /, *, name: str, uses: Sequence[Use]) -> None:
        super().__init__(key, name=name)
        self.found = tuple(uses)

    def sentence(self, language: str) -> str:
        return say(language, self.key, **self.values, uses=listed(self.found, language))


class UsesArchived(Refusal):
    """A segment in use would rest on one that is put away."""


def of_segment(tx: Tx, segment_id: SegmentId, elsewhere: Elsewhere) -> list[Use]:
    """Whoever uses a segment, directly or through others: campaigns, segments, kept lists."""
    made = [
        Use(UsedBy.LIST, one.id, one.name, Bearing.PAST, of=segment_id)
        for one in records.lists(tx, archived=True)
        if one.segment_id == segment_id
    ]
    return _found(tx, (SEGMENT, str(segment_id)), elsewhere) + made


def of_segment_ever(tx: Tx, segment_id: SegmentId, elsewhere: Elsewhere) -> list[Use]:
    """Whoever uses a segment, and whoever did in a version or a list that is kept."""
    found = of_segment(tx, segment_id, elsewhere)
    used, known = (SEGMENT, str(segment_id)), {(one.kind, one.id) for one in found}
    former = {owner for owner, rule in records.rules_ever(tx) if used in references(rule)}
    before = [
        Use(UsedBy.SEGMENT, one, records.get(tx, one).name, Bearing.PAST, of=segment_id)
        for one in sorted(former - {segment_id})
    ] + [
        Use(UsedBy.LIST, one.id, one.name, Bearing.PAST, of=segment_id)
        for one in records.lists(tx, archived=True)
        if used in references(one.rule)
    ]
    return found + [one for one in before if (one.kind, one.id) not in known]


def of_list(tx: Tx, list_id: str, elsewhere: Elsewhere) -> list[Use]:
    """Whoever uses a kept list through a segment."""
    return _found(tx, (LIST, list_id), elsewhere)


def within(tx: Tx, rule: Rule) -> list[Reference]:
    """Everything a rule refers to, and what that refers to in turn, in one order."""
    if not references(rule):
        return []
    return sorted(everything_within(rule, _rules(tx)))


def check_unused(name: str, found: Iterable[Use], bearings: Collection[Bearing]) -> None:
    """Raises `InUse` where somebody of these bearings uses the thing of that name."""
    standing = [one for one in found if one.bearing in bearings]
    if standing:
        raise InUse("library-in-use", name=name, uses=standing)


def check_accepted(name: str, found: Iterable[Use], accepts: Collection[str]) -> None:
    """Raises `InUse` where a change touches somebody that the person did not agree to."""
    touched = [one for one in found if one.bearing in TOUCHED]
    if not {one.key for one in touched} <= set(accepts):
        raise InUse("library-change-in-use", name=name, uses=touched)


def check_sound(tx: Tx, segment: Segment) -> None:
    """What the rule refers to is there, not put away, and does not lead back to the segment.

    To be asked once it is this deed's turn, or two halves of a circle pass each other unseen.
    Raises `UnknownSegment`, `UnknownList`, `UsesArchived`, and `Circle` naming the chain.
    """
    if not references(segment.rule):
        return
    if chain := cycle(segment.id, segment.rule, _rules(tx)):
        raise Circle("segments-circle", chain=_told(tx, chain, segment))
    for one in sorted(references(segment.rule)):
        _check_there(tx, one, segment)


def _check_there(tx: Tx, one: Reference, segment: Segment) -> None:
    field, set_id = one
    if field in (AUDIENCE, ADVICE):  # neither campaigns nor rankings ever go away
        return
    found: Segment | SegmentList = (
        records.get(tx, SegmentId(set_id))
        if field == SEGMENT
        else records.list_of(tx, ListId(set_id))
    )
    if found.archived_at is not None:
        raise UsesArchived("library-uses-archived", name=segment.name, other=found.name)


def listed(found: Sequence[Use], language: str) -> str:
    """Whoever uses it, by name: campaigns “A”, “B”; segment “C” (through “D”)."""
    by_kind = ((kind, [one for one in found if one.kind is kind]) for kind in UsedBy)
    return "; ".join(
        say(
            language,
            f"library-users-{kind}",
            count=len(some),
            names=_names(some, language),
        )
        for kind, some in by_kind
        if some
    )


def _names(some: Sequence[Use], language: str) -> str:
    named = [_name(one, language) for one in some[:SHOWN]]
    rest = len(some) - SHOWN
    return ", ".join(named) + (
        say(language, "library-and-more", count=rest) if rest > 0 else ""
    )


def _name(one: Use, language: str) -> str:
    name = say(language, "library-quoted", name=one.name)
    if not one.through:
        return name
    through = ", ".join(say(language, "library-quoted", name=each) for each in one.through)
    return say(language, "library-through", name=name, through=through)


def _found(tx: Tx, used: Reference, elsewhere: Elsewhere) -> list[Use]:
    known = {one.id: one for one in records.referring(tx)}
    chains = resting_on(used, {one.id: one.rule for one in known.values()})
    names = {segment_id: one.name for segment_id, one in known.items()}
    by_segment = {
        segment_id: tuple(names[each] for each in chain) for segment_id, chain in chains.items()
    }
    own = [_segment_use(known[one], by_segment[one], chains[one]) for one in chains]
    # A campaign reaches the thing through the segment it names, and what is in between.
    ways = {one: (*by_segment[one], names[one]) for one in by_segment}
    if used[0] == SEGMENT:
        ways[SegmentId(used[1])] = ()
    further = [
        replace(one, through=ways[SegmentId(one.of)]) for one in elsewhere(tx, list(ways))
    ]
    return further + own


def _segment_use(user: Segment, through: tuple[str, ...], chain: Chain) -> Use:
    bearing = Bearing.FOLLOWS if user.archived_at is None else Bearing.PAST
    of = chain[-1] if chain else ""
    return Use(UsedBy.SEGMENT, user.id, user.name, bearing, of=of, through=through)


def _rules(tx: Tx) -> dict[SegmentId, Rule]:
    return {one.id: one.rule for one in records.referring(tx)}


def _told(tx: Tx, chain: Chain, segment: Segment) -> str:
    names = [segment.name if one == segment.id else records.get(tx, one).name for one in chain]
    return " → ".join(names)
