"""What a change does to approvals: whatever is not what was approved, nobody approved."""

from datetime import datetime

from core.approvals import fingerprint, records
from core.campaigns import actions as campaigns
from core.campaigns import records as campaign_records
from core.campaigns.actions import HOUSE
from core.campaigns.model import SUBMITTED, Campaign, CampaignId, Status
from core.journal import actions as journal
from core.store.store import Tx

WATCHED = SUBMITTED | {Status.PREPARING}  # a seal is kept true until the first message goes
OWN_WORK = "fallen:hands"


def hold_sealed(tx: Tx) -> None:
    """Keep others from every campaign that `void_fallen` may void, until the deed is done."""
    campaign_records.sealed(tx, WATCHED)


def void_fallen(tx: Tx, *, at: datetime) -> list[CampaignId]:
    """Void every approval whose seal the change just made broke, however indirectly.

    The roof calls this before each commit, so that change and fall are one deed. Returns the
    campaigns that went back to their authors.
    """
    fallen = []
    for campaign in campaign_records.sealed(tx, WATCHED):
        if parts := fingerprint.broken_parts(tx, campaign):
            reason = "fallen:" + ",".join(parts)
            campaigns.move(
                tx, campaign.id, Status.CHANGES_REQUESTED, by=HOUSE, at=at, reason=reason
            )
            fallen.append(campaign.id)
        elif _void_own_work(tx, campaign, at=at):
            fallen.append(campaign.id)
    void_without_seal(tx, at=at)
    return fallen


def void_without_seal(tx: Tx, *, at: datetime) -> None:
    """Void every approval whose campaign lost its seal, or carries another one."""
    by_campaign: dict[CampaignId, list[str]] = {}
    for decision in records.approvals_without_seal(tx):
        by_campaign.setdefault(decision.campaign_id, []).append(decision.id)
    for campaign_id, decision_ids in by_campaign.items():
        reason = campaign_records.moves(tx, campaign_id)[-1].reason
        _void(tx, campaign_id, decision_ids, reason, at)


def _void_own_work(tx: Tx, campaign: Campaign, *, at: datetime) -> bool:
    """Void what somebody approved who had a hand in it afterwards; whether it sends it back."""
    standing = records.approvals_standing(tx, campaign)
    authors = records.authors(tx, campaign).keys() if standing else ()
    own = [one.id for one in standing if one.people.intersection(authors)]
    if not own:
        return False
    _void(tx, campaign.id, own, OWN_WORK, at)
    if campaign.status is Status.IN_REVIEW:
        return False
    back = Status.CHANGES_REQUESTED
    campaigns.move(tx, campaign.id, back, by=HOUSE, at=at, reason=OWN_WORK)
    return True


def _void(
    tx: Tx, campaign_id: CampaignId, decision_ids: list[str], reason: str, at: datetime
) -> None:
    records.void(tx, decision_ids, reason=reason, at=at)
    details = {"decisions": decision_ids, "reason": reason}
    journal.record(tx, "approvals.void", campaign_id, by=HOUSE, at=at, details=details)
