"""What a message's state is called: a call and a letter on paper have words of their own."""

from core.campaigns.model import Campaign
from core.delivery.model import State
from core.foundation import words
from pages.parts.frame import language, say


def spoken_state(state: State, channel: str = "") -> str:
    """The state in words, as it is said of this channel."""
    own = f"delivery-state-{state}-{channel}"
    return say(own if own in words.keys(language()) else f"delivery-state-{state}")


def spoken_of(campaign: Campaign, state: State) -> str:
    """The state as it is said of a campaign: by its channel, if it keeps to one."""
    return spoken_state(state, "" if campaign.steps else campaign.channel)
