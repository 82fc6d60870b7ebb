"""Questions about campaigns: whom one would write to now, and which rest on a segment."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import func, select

from core.campaigns import audience, competing, records
from core.campaigns.audience import Audience
from core.campaigns.known import Known
from core.campaigns.model import OPEN_TO_EDITS, OVER, SUBMITTED, Campaign, Status
from core.campaigns.sets import KeptSets
from core.consent import forgetting
from core.consent import records as consent
from core.foundation.refusal import Refusal
from core.rulebook.model import RecipientsBook
from core.segments import records as segments
from core.segments.model import SegmentId
from core.segments.resolving import resolved
from core.segments.uses import Bearing, Use, UsedBy
from core.store.schema import campaign_moves
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


class NoSegment(Refusal):
    """Without a segment there is no audience."""


def audience_now(  # noqa: PLR0913 – an audience rests on these, each named at the call
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    *,
    catalogue: Catalogue,
    book: RecipientsBook,
    today: date,
    key: bytes,
    zone: str = "UTC",
) -> Audience:
    """The audience as it would be frozen `today`, a day of the house in its time `zone`.

    By the `key` of the house those it has forgotten are known again. Raises `NoSegment`.
    """
    if campaign.segment_id is None:
        raise NoSegment("campaigns-no-segment", name=campaign.name)
    segment = segments.get(tx, SegmentId(campaign.segment_id))
    return audience.resolve(
        snapshot,
        campaign=campaign,
        segment=replace(segment, rule=resolved(segment.rule, KeptSets(tx, today))),
        known=known(tx, campaign, book, today, key=key),
        catalogue=catalogue,
        book=book,
        today=today,
        zone=zone,
    )


def known(
    tx: Tx, campaign: Campaign, book: RecipientsBook, today: date, *, key: bytes
) -> Known:
    """What the store knows of the people a campaign could write to; `key` is the house's, by
    which whoever was forgotten is known again."""
    channels = dict.fromkeys(campaign.channels)
    suppressed = {
        channel: consent.suppressed(tx, channel, purpose=campaign.purpose)
        for channel in channels
    }
    touches = competing.touches(tx, campaign, book, today)
    return Known(suppressed, touches, forgetting.erased(tx, forgetting.CONTACT), key)


def using(tx: Tx, segment_ids: Collection[str]) -> list[Use]:
    """Every campaign to one of these segments, and what a change of the segment does to it.

    One that went to the segment once, and to another now, counts as past. Verbs of the
    segments ask this through their `elsewhere`.
    """
    now = records.with_segments(tx, segment_ids)
    known = {one.id for one in now}
    before = {
        one.id: _use(one, segment_id, Bearing.PAST)
        for one, segment_id in records.once_with_segments(tx, segment_ids)
        if one.id not in known
    }
    return [_use(one, one.segment_id or "", _bearing(one.status)) for one in now] + list(
        before.values()
    )


def _use(campaign: Campaign, segment_id: str, bearing: Bearing) -> Use:
    return Use(UsedBy.CAMPAIGN, campaign.id, campaign.name, bearing, of=segment_id)


def _bearing(status: Status) -> Bearing:
    if status in OVER:
        return Bearing.PAST
    if status in SUBMITTED | {Status.PREPARING}:
        return Bearing.FALLS
    return Bearing.FOLLOWS if status in OPEN_TO_EDITS else Bearing.KEEPS


def sending_since(tx: Tx, ids: Collection[str]) -> dict[str, datetime]:
    """When each of these campaigns began to send; one that never did is left out."""
    table = campaign_moves.c
    rows = (
        select(table.campaign_id, func.min(table.moved_at).label("began"))
        .where(table.campaign_id.in_(list(ids)))
        .where(table.to_status == Status.SENDING)
        .group_by(table.campaign_id)
    )
    return {row.campaign_id: row.began for row in tx.execute(rows)}
