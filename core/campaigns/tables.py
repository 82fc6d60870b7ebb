"""Questions about campaigns that need both the store and the client data."""

from dataclasses import replace
from datetime import date

from core.campaigns import audience
from core.campaigns.audience import Audience
from core.campaigns.model import CHANNEL, Campaign
from core.campaigns.sets import KeptSets
from core.consent import records as consent
from core.foundation.refusal import Refusal
from core.rulebook.model import RecipientsBook
from core.segments import records as segments
from core.segments.model import SegmentId
from core.segments.resolving import resolved
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


class NoSegment(Refusal):
    """Without a segment there is no audience."""


def audience_now(
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    *,
    catalogue: Catalogue,
    book: RecipientsBook,
    today: date,
) -> Audience:
    """The audience as it would be frozen `today`, a day of the house. Raises `NoSegment`."""
    if campaign.segment_id is None:
        raise NoSegment("campaigns-no-segment", name=campaign.name)
    segment = segments.get(tx, SegmentId(campaign.segment_id))
    return audience.resolve(
        snapshot,
        campaign=campaign,
        segment=replace(segment, rule=resolved(segment.rule, KeptSets(tx))),
        suppressed=consent.suppressed(tx, CHANNEL),
        catalogue=catalogue,
        book=book,
        today=today,
    )
