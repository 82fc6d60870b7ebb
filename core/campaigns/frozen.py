"""The audience of a campaign as it was frozen with its last submission."""

from datetime import date
from typing import Any

from core.campaigns import records
from core.campaigns.audience import Audience, Fall
from core.campaigns.frozen_rows import AudienceAccount, AudienceContact
from core.campaigns.model import Campaign, Fate
from core.store.store import Tx

# Of what was frozen before the draw was kept.
_UNTOLD: dict[str, Any] = {"book": 0, "strata": [], "standing": None}


def audience(tx: Tx, campaign: Campaign) -> Audience | None:
    """Every row as it was approved, or waits for it; none: nothing is sealed.

    What it rested on is not read with it: see `grounds`.
    """
    card = records.audience(tx, campaign.id) if campaign.is_sealed else None
    if card is None:
        return None
    as_of = date.fromisoformat(card.as_of)
    contacts = records.audience_contacts(tx, campaign.id, reason=None)
    accounts = records.audience_accounts(tx, campaign.id)
    counts = {reason: (companies, people) for reason, companies, people in card.waterfall}
    return Audience(
        campaign_id=campaign.id,
        revision=campaign.revision,
        segment_version=card.segment_version,
        publication=card.publication,
        as_of=as_of,
        judged_on=date.fromisoformat(card.judged_on) if card.judged_on else as_of,
        accounts=[AudienceAccount._make(row) for row in accounts],
        contacts=[AudienceContact._make(row) for row in contacts],
        waterfall=[Fall(fate, *counts.get(fate, (0, 0))) for fate in Fate],
        digest=card.digest,
        drawn=card.drawn or _UNTOLD,
    )
