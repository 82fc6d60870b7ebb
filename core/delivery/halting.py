"""Stopping at the gate what may not be said any more: a fact that ran out, or lost its name."""

from datetime import date, datetime

from core.approvals import fingerprint
from core.campaigns import actions as campaigns
from core.campaigns import quoting
from core.campaigns import records as campaign_records
from core.campaigns.model import Campaign, CampaignId, Status
from core.delivery.model import WORKER
from core.store.store import Store, Tx

REASON = "facts:"  # what the reason of such a move begins with


def halt(store: Store, *, today: date, at: datetime) -> list[CampaignId]:
    """Pause every campaign that is being sent and quotes what it may not say `today`.

    A fact that was changed counts, confirmed anew or not: what goes out is what was approved,
    and nobody approved this. Returns those paused; a person resumes them once all is well.
    """
    with store.reading() as tx:
        if not _doubtful(tx, today=today):
            return []
    with store.transaction() as tx:
        doubtful = _doubtful(tx, today=today)
        for campaign, keys in doubtful:
            reason = REASON + ",".join(keys)
            status = Status.PAUSED
            campaigns.move(tx, campaign.id, status, by=WORKER, at=at, reason=reason)
    return [campaign.id for campaign, _ in doubtful]


def reason_not_to_start(tx: Tx, campaign: Campaign, *, today: date) -> str:
    """Why an approved campaign must not start today; empty: it may."""
    keys = quoting.doubtful(tx, campaign, today=today)
    return REASON + ",".join(keys) if keys else ""


def _doubtful(tx: Tx, *, today: date) -> list[tuple[Campaign, list[str]]]:
    sending = campaign_records.with_status(tx, Status.SENDING)
    found = [(campaign, _keys(tx, campaign, today=today)) for campaign in sending]
    return [(campaign, keys) for campaign, keys in found if keys]


def _keys(tx: Tx, campaign: Campaign, *, today: date) -> list[str]:
    """The facts quoted by the message that was approved which may not go out like this."""
    card = campaign_records.audience(tx, campaign.id)
    if card is None:
        return []
    quoted = quoting.quoted_by(tx, campaign, version=card.template_version)
    if not quoted:
        return []
    doubtful = quoting.doubtful(tx, campaign, today=today, version=card.template_version)
    sealed = (card.parts.get("brief") or {}).get("facts", {})
    now = fingerprint.brief_part(tx, campaign)["facts"]
    return [key for key in quoted if key in doubtful or now.get(key) != sealed.get(key)]
