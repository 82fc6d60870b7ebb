"""Questions about a rule: who belongs, how many, some of them, and what values there are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from core.consent.model import EMAIL
from core.foundation.refusal import Refusal
from core.segments import compiling, leaves, profile, reach
from core.segments.bits import Bits, Ordinals
from core.segments.checking import checked, completed, effective
from core.segments.funnel import Funnel, funnel
from core.segments.ground import Ground
from core.segments.model import Counts, Path, Rule, Segment, SegmentId
from core.segments.profile import Cell, Profile
from core.segments.reach import Reach
from core.segments.resolving import NoSources, Sources, resolved
from core.warehouse.catalogue import Catalogue
from core.warehouse.fields import Field
from core.warehouse.snapshot import Snapshot

TOP_VALUES = 200
SAMPLE = 20


@dataclass(frozen=True)
class Measured:
    """What an edit changes: the whole, each part by its place in the rule, and the base.

    `reach` are the contacts of the whole per channel, `funnel` the walk through its parts.
    """

    total: Counts
    accounts: dict[Path, int]
    base: int
    reach: Reach
    funnel: Funnel

    @property
    def share(self) -> float:
        """Of the base, between 0 and 1."""
        return self.total.accounts / self.base if self.base else 0.0


def member_ordinals(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> Ordinals:
    """The numbers of the accounts the rule holds for, ascending. Raises as `checked` does."""
    return members(snapshot, rule, catalogue, as_of).ordinals()


def members(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> Bits:
    """The accounts the rule holds for, as a set. Raises as `checked` does."""
    ground = leaves.ground_of(snapshot, catalogue, as_of)
    return leaves.bits(snapshot, effective(checked(rule, catalogue)), ground)


def member_ids(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> tuple[str, ...]:
    """The ids of the accounts the rule holds for, in their order."""
    ordinals = member_ordinals(snapshot, rule, catalogue, as_of)
    chosen = pa.table({"ordinal": ordinals.astype(np.int32)})
    found = snapshot.arrow(
        "SELECT a.account_id FROM accounts a JOIN chosen USING (ordinal) ORDER BY a.ordinal",
        given={"chosen": chosen},
    )
    return tuple(found.column(0).to_pylist())


def counts(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> Counts:
    """Accounts, contacts, and contacts with an e-mail address."""
    return reach.counted(snapshot, members(snapshot, rule, catalogue, as_of))


def measured(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> Measured:
    """The counts of the rule and of every group and condition in it."""
    ground, sound = leaves.ground_of(snapshot, catalogue, as_of), checked(rule, catalogue)
    return _measured(snapshot, effective(sound), ground, shape=effective(sound))


def measured_so_far(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, *, sources: Sources | None = None
) -> Measured:
    """As `measured`, for a rule that is being edited: what is not filled in does not count."""
    sound, places = completed(rule, catalogue)
    asked = effective(checked(resolved(sound, sources or NoSources()), catalogue))
    # The funnel is of the rule as it is written: a segment in it is one part of it.
    found = _measured(snapshot, asked, leaves.ground_of(snapshot, catalogue), shape=sound)
    written = {place: path for path, place in places.items()}
    steps = [replace(step, path=written[step.path]) for step in found.funnel.steps]
    return replace(
        found,
        accounts={path: found.accounts[place] for path, place in places.items()},
        funnel=replace(found.funnel, steps=tuple(steps)),
    )


def _measured(snapshot: Snapshot, rule: Rule, ground: Ground, *, shape: Rule) -> Measured:
    parts = leaves.traced(snapshot, rule, ground)
    whole = parts[()]
    reached = reach.reached(snapshot, whole, ground.as_of)
    return Measured(
        total=Counts(whole.count(), reached.contacts, reached.on(EMAIL).contacts),
        accounts={path: chosen.count() for path, chosen in parts.items()},
        base=leaves.size_of(snapshot),
        reach=reached,
        funnel=funnel(shape, parts),
    )


def counts_of(
    snapshot: Snapshot,
    segments: Iterable[Segment],
    catalogue: Catalogue,
    *,
    sources: Sources,
) -> dict[SegmentId, Counts | None]:
    """The counts of many segments; None for one whose rule does not fit any more."""
    found: dict[SegmentId, Counts | None] = {}
    for segment in segments:
        try:
            rule = resolved(segment.rule, sources)
            found[segment.id] = counts(snapshot, rule, catalogue)
        except Refusal:
            found[segment.id] = None
    return found


def profiled(snapshot: Snapshot, rule: Rule, catalogue: Catalogue, field: Field) -> Profile:
    """The segment against the whole base by one field of `dimensions.fields_of`."""
    chosen, ground = members(snapshot, rule, catalogue), leaves.ground_of(snapshot, catalogue)
    return profile.profile(snapshot, chosen, field, ground)


def standing_out(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, fields: Sequence[Field]
) -> list[tuple[Field, Cell]]:
    """What sets the segment apart most surely, over many fields at once."""
    chosen, ground = members(snapshot, rule, catalogue), leaves.ground_of(snapshot, catalogue)
    return profile.strongest(snapshot, chosen, fields, ground)


def sql(snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None) -> str:
    """The whole rule as one statement in the engine's own dialect, for people to read."""
    ground = leaves.ground_of(snapshot, catalogue, as_of)
    return snapshot.statement(
        compiling.members(effective(checked(rule, catalogue)), ground), pretty=True
    )


def members_by_engine(
    snapshot: Snapshot, rule: Rule, catalogue: Catalogue, as_of: date | None = None
) -> Ordinals:
    """The same members as `member_ordinals`, by the whole rule as one statement."""
    ground = leaves.ground_of(snapshot, catalogue, as_of)
    found = snapshot.numbers(compiling.members(effective(checked(rule, catalogue)), ground))
    return np.sort(found).astype(np.int64)


def sample(
    snapshot: Snapshot,
    rule: Rule,
    catalogue: Catalogue,
    *,
    as_of: date | None = None,
    limit: int | None = SAMPLE,
) -> list[dict[str, Any]]:
    """Accounts of the segment, spread evenly over it; with no limit, all of them in order."""
    return sample_of(snapshot, members(snapshot, rule, catalogue, as_of), limit=limit)


def sample_of(
    snapshot: Snapshot, chosen: Bits, *, limit: int | None = SAMPLE
) -> list[dict[str, Any]]:
    """Accounts of a set, spread evenly over it; with no limit, all of them in order."""
    found = chosen.ordinals()
    if limit is not None and len(found) > limit:
        found = found[np.linspace(0, len(found) - 1, limit).astype(np.int64)]
    return snapshot.rows(_ACCOUNTS, [found.tolist()])


def values(
    snapshot: Snapshot, field: Field, catalogue: Catalogue, limit: int = TOP_VALUES
) -> list[tuple[str, int]]:
    """The field's most frequent values, each with how many accounts have it."""
    ground = leaves.ground_of(snapshot, catalogue)
    return list(leaves.frequencies(snapshot, field, ground, limit).values)


_ACCOUNTS = (
    "SELECT a.account_id, a.name, a.inn, a.country, a.region, a.city, a.industry, a.size_band, "
    "count(c.contact_id) AS contacts, "
    "count(*) FILTER (c.email LIKE '%_@_%') AS emailable "
    "FROM accounts a LEFT JOIN contacts c ON c.account_ordinal = a.ordinal "
    "WHERE a.ordinal IN (SELECT unnest(?::INTEGER[])) "
    "GROUP BY ALL ORDER BY a.account_id"
)
