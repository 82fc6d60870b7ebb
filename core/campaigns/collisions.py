"""Campaigns of one week that write to the same accounts: how many, counted exactly."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from zoneinfo import ZoneInfo

from core.campaigns import global_holdout, records
from core.campaigns.model import ON_ITS_WAY, SUBMITTED, Campaign, CampaignId
from core.campaigns.sets import KeptSets
from core.segments import records as segments
from core.segments import tables as members
from core.segments.resolving import resolved
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


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


_NOBODY = _Reach(frozenset(), is_frozen=False)


def among(
    tx: Tx,
    snapshot: Snapshot | None,
    weeks: Sequence[Sequence[str]],
    *,
    catalogue: Catalogue,
    today: date,
) -> list[list[Collision]]:
    """Of each group of campaigns every two that have accounts in common, the most first.

    Whatever the number of groups and campaigns, each kind of fact is read once. Without a
    `snapshot` only frozen audiences are compared.
    """
    wanted = {one for week in weeks for one in week}
    campaigns = {str(one.id): one for one in records.some(tx, wanted)}
    reaches = _frozen(tx, campaigns.values())
    if snapshot is not None:
        reaches |= _members(tx, snapshot, campaigns.values(), catalogue, today)
    return [
        sorted(
            _found(
                combinations([(campaigns[one], reaches.get(one, _NOBODY)) for one in week], 2)
            ),
            key=lambda met: -met.accounts,
        )
        for week in weeks
    ]


def in_week(
    tx: Tx, campaign: Campaign, accounts: Collection[str], *, today: date, zone: str
) -> list[tuple[Campaign, int]]:
    """The frozen campaigns of the week a campaign goes out that write to some of its accounts,
    with how many of them, the most first.

    Weeks are the house's, in its time `zone`; what is on its way, or goes out at once, counts
    in the week of `today`.
    """
    own, week = set(accounts), _week(campaign, today, zone)
    others = records.with_status(tx, *SUBMITTED, *ON_ITS_WAY)
    near = {one.id: one for one in others if _week(one, today, zone) == week}
    near.pop(campaign.id, None)
    met = {one: len(own & written) for one, written in records.treated(tx, near).items()}
    found = [(near[CampaignId(one)], n) for one, n in met.items() if n]
    return sorted(found, key=lambda pair: (-pair[1], pair[0].name))


def _week(campaign: Campaign, today: date, zone: str) -> tuple[int, int]:
    """The ISO year and week it goes out in, or goes on going out."""
    day = today
    if campaign.send_at is not None and campaign.status not in ON_ITS_WAY:
        day = max(today, campaign.send_at.astimezone(ZoneInfo(zone)).date())
    return day.isocalendar()[:2]


def _found(
    pairs: Iterator[tuple[tuple[Campaign, _Reach], tuple[Campaign, _Reach]]],
) -> Iterator[Collision]:
    for (first, one), (second, other) in pairs:
        if both := len(one.accounts & other.accounts):
            yield Collision(first, second, both, one.is_frozen and other.is_frozen)


def _frozen(tx: Tx, campaigns: Iterable[Campaign]) -> dict[str, _Reach]:
    """The accounts that are written to, as they are frozen."""
    found = records.treated(tx, [one.id for one in campaigns if one.is_sealed])
    return {one: _Reach(frozenset(accounts), is_frozen=True) for one, accounts in found.items()}


def _members(
    tx: Tx,
    snapshot: Snapshot,
    campaigns: Iterable[Campaign],
    catalogue: Catalogue,
    today: date,
) -> dict[str, _Reach]:
    """Of what is not frozen yet, all of its segment as it is now; each segment asked once."""
    open_ones = [one for one in campaigns if not one.is_sealed and one.segment_id is not None]
    if not open_ones:
        return {}
    rules = {str(one.id): one.rule for one in segments.everything(tx, archived=True)}
    sets, asked = KeptSets(tx, today), dict[str, _Reach]()
    for segment_id in {str(one.segment_id) for one in open_ones}:
        whole = resolved(rules[segment_id], sets)
        ordinals = members.member_ordinals(snapshot, whole, catalogue)
        accounts = global_holdout.account_ids(snapshot, ordinals)
        asked[segment_id] = _Reach(accounts, is_frozen=False)
    return {one.id: asked[str(one.segment_id)] for one in open_ones}
