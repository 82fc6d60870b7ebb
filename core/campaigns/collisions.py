"""Campaigns of one week that write to the same accounts: how many, counted exactly."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

import pyarrow as pa

from core.campaigns import records
from core.campaigns.model import Arm, Campaign, CampaignId
from core.campaigns.sets import KeptSets
from core.segments import records as segments
from core.segments import tables as members
from core.segments.model import SegmentId
from core.segments.resolving import resolved
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

_IDS = "SELECT account_id FROM accounts JOIN members USING (ordinal)"


@dataclass(frozen=True)
class Collision:
    """Two campaigns with accounts in common.

    `is_frozen` says whether both audiences are frozen: then these accounts are written to
    twice; else they are members of the segments, of whom some may yet fall out.
    """

    first: Campaign
    second: Campaign
    accounts: int
    is_frozen: bool


@dataclass(frozen=True)
class _Reach:
    accounts: frozenset[str]
    is_frozen: bool


def among(
    tx: Tx,
    snapshot: Snapshot | None,
    campaign_ids: Sequence[str],
    *,
    catalogue: Catalogue,
    today: date,
) -> list[Collision]:
    """Every two of these campaigns that have accounts in common, the most first.

    Without a `snapshot` only frozen audiences are compared.
    """
    campaigns = [records.get(tx, CampaignId(one)) for one in campaign_ids]
    reaches = [_reach(tx, snapshot, one, catalogue, today) for one in campaigns]
    pairs = combinations(zip(campaigns, reaches, strict=True), 2)
    return sorted(_found(pairs), key=lambda one: -one.accounts)


def _found(
    pairs: Iterator[tuple[tuple[Campaign, _Reach], tuple[Campaign, _Reach]]],
) -> Iterator[Collision]:
    for (first, one), (second, other) in pairs:
        if both := len(one.accounts & other.accounts):
            yield Collision(first, second, both, one.is_frozen and other.is_frozen)


def _reach(
    tx: Tx, snapshot: Snapshot | None, campaign: Campaign, catalogue: Catalogue, today: date
) -> _Reach:
    """The accounts that are written to, as frozen; else all of the segment, as it is now."""
    if campaign.is_sealed:
        arms = records.arms(tx, campaign.id)
        treated = frozenset(account_id for account_id, arm in arms if arm == Arm.TREATED)
        return _Reach(treated, is_frozen=True)
    if snapshot is None or campaign.segment_id is None:
        return _Reach(frozenset(), is_frozen=False)
    rule = segments.get(tx, SegmentId(campaign.segment_id)).rule
    whole = resolved(rule, KeptSets(tx, today))
    ordinals = members.member_ordinals(snapshot, whole, catalogue)
    found = snapshot.arrow(_IDS, given={"members": pa.table({"ordinal": ordinals})})
    return _Reach(frozenset(found.column(0).to_pylist()), is_frozen=False)
