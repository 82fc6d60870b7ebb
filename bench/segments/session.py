"""The session of twenty edits: each answered whole, by bits and by one statement a time.

An answer is what the editor shows after a change: the count of the whole and of every part,
the contacts reached, the funnel with what each condition alone costs, and the overlap with
five saved segments. Both sides give the same numbers, which is asserted.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

from bench.segments import edits, one_pass, sides
from bench.segments.timing import Times, timed
from core.segments import leaves, profile, reach, tables
from core.segments.checking import checked, completed
from core.segments.ground import Ground
from core.segments.model import Rule
from core.segments.overlap import overlap
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

Numbers = list[int]


@dataclass
class Session:
    """What twenty edits took, edit by edit, and whether every leaf of an edit was known."""

    times: Times = field(default_factory=Times)
    known: list[bool] = field(default_factory=list)
    answers: list[Numbers] = field(default_factory=list)

    @property
    def processor(self) -> float:
        return sum(self.times.processor)

    def of_known(self) -> list[float]:
        return [ms for ms, known in zip(self.times.wall, self.known, strict=True) if known]


@dataclass(frozen=True)
class Desk:
    """Where the edits are made: a base, and the saved segments a rule is compared with."""

    snapshot: Snapshot
    catalogue: Catalogue
    saved: list[Rule]
    peer: Snapshot | None = None  # for statements, where they have a database of their own

    @property
    def by_hand(self) -> Snapshot:
        return self.peer or self.snapshot

    @property
    def ground(self) -> Ground:
        return leaves.ground_of(self.snapshot, self.catalogue)

    def by_bits(self) -> Session:
        """The session as the house answers it once warm, with no leaf of the rule known."""
        sides.forget()
        self.warm()
        return self.again()

    def again(self) -> Session:
        """The session once more, with whatever is known by now."""
        return self._run(self._answer)

    def warm(self) -> None:
        """What the app does as it starts (`core.door.warming`): saved segments are counted."""
        reach.warm(self.snapshot)
        profile.warm(self.snapshot, self.catalogue)
        for rule in self.saved:
            tables.counts(self.snapshot, rule, self.catalogue)

    def by_statement(self, ground: Ground) -> Session:
        """The same answers, each by one statement; what it costs to write it is not counted."""
        session = Session()
        for _, rule in edits.steps():
            sound, _ = completed(checked(rule, self.catalogue), self.catalogue)
            text = one_pass.edit(sound, self.saved, ground)
            found = timed(self.by_hand.arrow, session.times, text)
            session.answers.append([int(one.as_py()) for (one,) in found.columns])
        return session

    def _run(self, answer: Callable[[Rule], Numbers]) -> Session:
        session = Session()
        for _, rule in edits.steps():
            misses = leaves.LEAVES.misses
            session.answers.append(timed(answer, session.times, rule))
            session.known.append(leaves.LEAVES.misses == misses)
        return session

    def _answer(self, rule: Rule) -> Numbers:
        found = tables.measured_so_far(self.snapshot, rule, self.catalogue)
        ground = self.ground
        chosen = leaves.bits(self.snapshot, completed(rule, self.catalogue)[0], ground)
        saved = [leaves.bits(self.snapshot, one, ground) for one in self.saved]
        overlaps = overlap([chosen, *saved]).both[0][1:]
        counted = [found.accounts[path] for path in sorted(found.accounts)]
        reach = [found.total.contacts, found.total.emailable]
        funnel = [number for step in found.funnel.steps for number in (step.left, step.without)]
        return [*counted, *reach, *funnel, *overlaps]
