"""What a rule may ask the house: live segments, kept lists, audiences, whom it wrote to."""

import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from core.campaigns import records, sends
from core.campaigns.model import CampaignId
from core.segments import ranked
from core.segments import records as segments
from core.segments.cache import BoundedCache
from core.segments.model import Listed, ListId, Rule, SegmentId
from core.segments.records import UnknownList, UnknownSegment
from core.segments.resolving import ADVICE, AUDIENCE, LIST, SEGMENT, WRITTEN, NoSources
from core.store.store import Tx

NOBODY = NoSources()


@dataclass(frozen=True)
class KeptSets:
    """What the store keeps, as it is in this transaction and on a day of the house."""

    tx: Tx
    today: date

    def segment(self, segment_id: str) -> tuple[str, Rule]:
        try:
            found = segments.get(self.tx, SegmentId(segment_id))
        except UnknownSegment:
            return NOBODY.segment(segment_id)
        return found.name, found.rule

    def listed(self, field: str, set_id: str) -> Listed:
        if field == LIST:
            return self._kept_list(set_id)
        if field == ADVICE:
            return ranked.listed(self.tx, set_id, self.today)
        if field == AUDIENCE and set_id in dict(records.reached(self.tx)):
            arms = records.arms(self.tx, CampaignId(set_id))
            return as_listed(field, set_id, [account_id for account_id, _ in arms])
        return NOBODY.listed(field, set_id)

    def written_to(self, days: int) -> Listed:
        """Counted back from today, not from the day of the facts: sends are known at once.

        Their accounts are read anew when any send of those days has come or gone.
        """
        since = datetime.combine(self.today - timedelta(days=days - 1), time.min, tzinfo=UTC)
        found = _WRITTEN.get(
            (since, sends.sends_since(self.tx, since)),
            lambda: _Written(as_listed(WRITTEN, str(days), sends.written_to(self.tx, since))),
        )
        return found.listed

    def _kept_list(self, set_id: str) -> Listed:
        """A kept list; its members are read once, since they never change."""
        try:
            digest = segments.list_of(self.tx, ListId(set_id)).digest
        except UnknownList:
            return NOBODY.listed(LIST, set_id)
        accounts = _LISTS.get(
            digest, lambda: _Accounts(segments.list_accounts(self.tx, ListId(set_id)))
        )
        return Listed(f"{LIST}:{set_id}", digest, accounts.ids)


@dataclass(frozen=True)
class _Accounts:
    """The ids of a kept list, with roughly the room they take."""

    ids: tuple[str, ...]

    @property
    def bytes(self) -> int:
        return 100 + 70 * len(self.ids)


@dataclass(frozen=True)
class _Written:
    """The accounts of some days' sends, with roughly the room they take."""

    listed: Listed

    @property
    def bytes(self) -> int:
        return 100 + 70 * len(self.listed.accounts)


_WRITTEN = BoundedCache(limit=64 * 2**20)  # bytes
_LISTS = BoundedCache(limit=128 * 2**20)  # bytes; a list of a million takes about half


def as_listed(field: str, set_id: str, accounts: list[str]) -> Listed:
    """A set by its name and its accounts, with the digest of who they are."""
    inside = tuple(sorted(accounts))
    digest = hashlib.sha256("\n".join(inside).encode()).hexdigest()
    return Listed(f"{field}:{set_id}", digest, inside)


def names(tx: Tx) -> dict[str, dict[str, str]]:
    """What people call every set, by field and id; the newest audiences first."""
    return {
        SEGMENT: {one.id: one.name for one in segments.everything(tx, archived=True)},
        LIST: {one.id: one.name for one in segments.lists(tx, archived=True)},
        AUDIENCE: dict(records.reached(tx)),
        ADVICE: ranked.names(tx),
    }


def put_away(tx: Tx, today: date) -> dict[str, frozenset[str]]:
    """The sets that a rule may still name and should not begin to, by field."""
    segment_ids = (one.id for one in segments.everything(tx, archived=True) if one.archived_at)
    list_ids = (one.id for one in segments.lists(tx, archived=True) if one.archived_at)
    return {
        SEGMENT: frozenset(segment_ids),
        LIST: frozenset(list_ids),
        ADVICE: ranked.stale(tx, today),
    }
