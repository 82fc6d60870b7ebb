"""Whom a question goes to: the contacts of both arms, as they were frozen."""

from dataclasses import dataclass

from sqlalchemy import func, select

from core.campaigns import records
from core.campaigns.audience import Audience
from core.campaigns.frozen_rows import AudienceContact
from core.campaigns.model import Arm, Campaign, CampaignId, Fate
from core.campaigns.surveys import Survey
from core.store.schema import audience_contacts
from core.store.store import Tx


@dataclass(frozen=True)
class Asked:
    """Whom the last step asks, if it goes to everybody: accounts and contacts of an arm."""

    accounts: int
    contacts: int


def sizes(campaign: Campaign, audience: Audience) -> dict[Arm, Asked]:
    """Whom the last step asks of each arm; empty: it asks nobody."""
    if campaign.asking_step is None:
        return {}
    channel = campaign.at_step(campaign.asking_step).channel
    rows = [one for one in audience.contacts if one.channel == channel]
    fates = {Arm.TREATED: Fate.IN, Arm.HOLDOUT: Fate.CAMPAIGN_HOLDOUT}
    of_arm = {arm: [one for one in rows if one.reason == fate] for arm, fate in fates.items()}
    return {
        arm: Asked(len({one.account_id for one in some}), len(some))
        for arm, some in of_arm.items()
    }


def is_held_out_and_asked(campaign: Campaign, row: AudienceContact) -> bool:
    """Whether a contact gets nothing of a campaign but the question at its end."""
    number = campaign.asking_step
    is_asked = number is not None and campaign.at_step(number).channel == row.channel
    return is_asked and row.reason == Fate.CAMPAIGN_HOLDOUT


def asked(tx: Tx, campaign: Campaign) -> int:
    """How many contacts of both arms the last step asks, as they were frozen; 0: not yet."""
    if campaign.asking_step is None:
        return 0
    own, channel = audience_contacts.c, campaign.at_step(campaign.asking_step).channel
    counted = select(func.count()).where(own.campaign_id == campaign.id, own.channel == channel)
    fates = own.reason.in_([Fate.IN, Fate.CAMPAIGN_HOLDOUT])
    return int(tx.execute(counted.where(fates)).scalar_one())


def meant(tx: Tx, survey: Survey) -> dict[str, int]:
    """How many contacts of each account a survey is meant to hear, by account id, as frozen:
    whoever it asks, and of a survey apart also whoever the arms were drawn with.

    The campaign may have driven some away since, and only of those it wrote to: they cannot be
    asked any more, and were to be.
    """
    campaign = records.get(tx, CampaignId(survey.campaign_id))
    channel = campaign.at_step(survey.step or 1).channel
    own, arms = audience_contacts.c, [Fate.IN, Fate.CAMPAIGN_HOLDOUT]
    contacts = func.count(own.contact_id.distinct()).label("contacts")
    frozen = select(own.account_id, contacts).where(
        own.campaign_id.in_([survey.campaign_id, survey.about]),
        own.channel == channel,
        own.reason.in_(arms),
    )
    rows = tx.execute(frozen.group_by(own.account_id))
    return {row.account_id: row.contacts for row in rows}
