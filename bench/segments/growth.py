"""What an edit costs as the base grows, and that it does not grow with the number of edits."""

import os
import statistics
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.segments import counting, edits, keeping, one_pass, sides
from bench.segments.reference import references
from bench.segments.session import Desk, Session
from bench.segments.sides import COLD, FACTS, HAND, Engines
from bench.segments.timing import interleaved, percentile, timed
from core.segments.checking import completed
from core.warehouse.catalogue import Catalogue

REPEATED = 10  # sessions in a row that nothing is forgotten between


@dataclass(frozen=True)
class Sessions:
    """Several sessions from the same start, and the peer's, for the same numbers."""

    ours: list[Session]
    peer: list[Session]

    def facts(self) -> dict[str, Any]:
        every = [ms for session in self.ours for ms in session.times.wall]
        known = [ms for session in self.ours for ms in session.of_known()]
        ours = statistics.median(session.processor for session in self.ours)
        peer = statistics.median(session.processor for session in self.peer)
        return {
            "edit_ms_median": round(statistics.median(known), 2),
            "edit_ms_p95": round(percentile(every, 0.95), 2),
            "edit_ms_median_of_all": round(statistics.median(every), 2),
            "edit_ms_worst": round(max(every), 2),
            "edits_with_known_leaves": sum(self.ours[0].known),
            "processor_seconds": round(ours / 1000, 3),
            "peer_processor_seconds": round(peer / 1000, 3),
            "processor_ratio": round(ours / peer, 5),
        }


def sessions(desk: Desk, engines: Engines, *, rounds: int, of_peer: int) -> Sessions:
    """So many sessions of each side in turns, after one to warm up; the answers are equal."""
    desk.by_bits()
    ours, peer = [], []
    for turn in range(max(rounds, of_peer)):
        if turn < rounds:
            ours.append(desk.by_bits())
        if turn < of_peer:
            peer.append(desk.by_statement(engines.raw))
    for one in (*ours, *peer):
        if one.answers != ours[0].answers:
            raise AssertionError("the two sides answer differently")
    return Sessions(ours, peer)


def lasting(desk: Desk) -> dict[str, float]:
    """Ten sessions in a row with everything known: an edit of the tenth against the first."""
    desk.by_bits()
    medians = [statistics.median(desk.again().times.wall) for _ in range(REPEATED)]
    return {"first_ms": round(medians[0], 2), "tenth_ms": round(medians[-1], 2)}


def measured(folder: Path, scale: str, catalogue: Catalogue, *, rounds: int) -> dict[str, Any]:
    """A row of the table of growth: the edit, the hard rule cold, counts against by hand."""
    load = os.getloadavg()[0]
    snapshot, peer = keeping.opened_twice(folder, scale)
    engines = Engines(snapshot, catalogue, peer)
    known = references(catalogue)
    desk = Desk(snapshot, catalogue, [one.rule for one in known[:5]], peer)
    table: counting.Table = {}
    for one in known:
        count = sides.same_members(one, engines)
        chosen = {name: sides.sides_of(one, engines)[name] for name in (COLD, FACTS, HAND)}
        table[one.name] = interleaved(chosen, rounds=rounds, expected=count)
    session = Sessions([desk.by_bits() for _ in range(rounds)], [_largest(desk, engines)])
    return {
        "measured_on": datetime.now(UTC).date().isoformat(),
        "load": round(max(load, os.getloadavg()[0]), 1),
        "accounts": snapshot.publication.counts["accounts"],
        **_of_session(session),
        **lasting(desk),
        "hard_rule_cold_ms": round(table["Q8"][COLD].median, 1),
        "hard_rule_by_hand_ms": round(table["Q8"][HAND].median, 1),
        "facts_to_hand": counting.ratio(table, COLD, HAND),
        "statement_to_hand": counting.ratio(table, FACTS, HAND),
    }


def _of_session(session: Sessions) -> dict[str, Any]:
    facts = session.facts()
    kept = ("edit_ms_median", "edit_ms_p95", "processor_seconds")
    return {name: facts[name] for name in kept} | {
        "last_edit_peer_ms": round(session.peer[0].times.wall[-1], 1)
    }


def _largest(desk: Desk, engines: Engines) -> Session:
    """The peer's last edit alone: the whole session would take it hours at ten million."""
    *_, (_, rule) = edits.steps()
    sound, _ = completed(rule, desk.catalogue)
    text = one_pass.edit(sound, desk.saved, engines.raw)
    session = Session()
    timed(lambda: desk.by_hand.arrow(text), session.times)
    return session
