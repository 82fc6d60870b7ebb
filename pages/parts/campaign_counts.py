"""How many messages a campaign comes to, each channel by its own noun."""

from collections.abc import Mapping

from core.campaigns import costing
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign
from pages.parts.frame import say


def spoken_messages(campaign: Campaign, audience: Audience) -> str:
    """All messages of a campaign, if every step goes to everybody it could reach."""
    return spoken_counts(costing.by_channel(campaign, audience))


def spoken_counts(counts: Mapping[str, int]) -> str:
    """So many messages: “1,204 e-mails”, or “2,408 messages (1,204 e-mails, 1,204 SMS)”."""
    each = [say(f"campaigns-count-{channel}", n=n) for channel, n in counts.items()]
    if len(each) == 1:
        return each[0]
    return say("campaigns-count-all", n=sum(counts.values()), each=", ".join(each))
