"""The sets a rule may ask about: live segments, kept lists, audiences of campaigns."""

import hashlib
from dataclasses import dataclass

from core.campaigns import records
from core.campaigns.model import CampaignId
from core.segments import records as segments
from core.segments.model import Listed, Rule, SegmentId
from core.segments.records import UnknownSegment
from core.segments.resolving import AUDIENCE, LIST, SEGMENT, NoSources
from core.store.store import Tx

NOBODY = NoSources()


@dataclass(frozen=True)
class KeptSets:
    """What the store keeps, as it is in this transaction."""

    tx: Tx

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        try:
            found = segments.get(self.tx, SegmentId(segment_id))
        except UnknownSegment:
            return NOBODY.segment(segment_id)
        return found.name, found.rule

    def listed(self, field: str, set_id: str) -> Listed:
        if field == AUDIENCE and set_id in dict(records.reached(self.tx)):
            arms = records.arms(self.tx, CampaignId(set_id))
            return as_listed(field, set_id, [account_id for account_id, _ in arms])
        return NOBODY.listed(field, set_id)


def as_listed(field: str, set_id: str, accounts: list[str]) -> Listed:
    """A set by its name and its accounts, with the digest of who they are."""
    inside = tuple(sorted(accounts))
    digest = hashlib.sha256("\n".join(inside).encode()).hexdigest()
    return Listed(f"{field}:{set_id}", digest, inside)


def names(tx: Tx) -> dict[str, dict[str, str]]:
    """What people call every set, by field and id; the newest audiences first."""
    return {
        SEGMENT: {one.id: one.name for one in segments.everything(tx, archived=True)},
        LIST: {},
        AUDIENCE: dict(records.reached(tx)),
    }
