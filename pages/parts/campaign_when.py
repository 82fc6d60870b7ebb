"""When a campaign goes out; once it went, when that really was."""

from collections.abc import Mapping
from datetime import datetime

from core.campaigns.model import ON_ITS_WAY, OVER, Campaign
from core.cockpit import Cockpit
from core.foundation import words
from pages.parts.frame import language, say


def spoken_when(house: Cockpit, campaign: Campaign, began: Mapping[str, datetime]) -> str:
    """The plan of a campaign that waits, and what happened of one that does not.

    `began` tells of campaigns that have sent anything when they started to.
    """
    is_begun = campaign.status in OVER | ON_ITS_WAY
    at = began.get(campaign.id) if is_begun else campaign.send_at
    if at is None:
        return say("campaigns-never-sent" if campaign.status in OVER else "campaigns-at-once")
    moment = words.moment(language(), at, house.settings.time_zone)
    is_going = campaign.status in ON_ITS_WAY
    return say("campaigns-since", moment=moment) if is_going else moment
