"""The outbox: one row per campaign, contact, channel and step, whatever is replayed."""

from collections.abc import Iterable
from datetime import datetime

from core.campaigns.model import FIRST_STEP, Campaign, CampaignId
from core.consent.model import ascii_domain
from core.delivery import records
from core.delivery.model import DispatchId, State
from core.foundation.ids import Ids
from core.store.store import Tx

_FALLBACK_DOMAIN = "localhost"


def queue(
    tx: Tx,
    campaign: Campaign,
    contacts: Iterable[tuple[str, str, str]],
    *,
    ids: Ids,
    at: datetime,
    step: int = FIRST_STEP,
) -> None:
    """Queue a step's message to each (contact id, account id, address); once, however often
    asked."""
    channel = campaign.at_step(step).channel
    domain = ascii_domain(campaign.sender_address.rpartition("@")[2]) or _FALLBACK_DOMAIN
    rows = []
    for contact_id, account_id, address in contacts:
        dispatch_id = DispatchId(ids.new())
        rows.append(
            {
                "id": dispatch_id,
                "campaign_id": campaign.id,
                "contact_id": contact_id,
                "account_id": account_id,
                "channel": channel,
                "step": step,
                "address": address,
                "state": State.QUEUED,
                "message_id": message_id(dispatch_id, campaign.id, domain),
                "queued_at": at,
                "not_before": at,
            }
        )
    records.add(tx, rows)


def message_id(dispatch_id: DispatchId, campaign_id: CampaignId, domain: str) -> str:
    """The Message-ID a dispatch keeps through every attempt, without angle brackets."""
    return f"{dispatch_id}.{campaign_id}@{domain}"
