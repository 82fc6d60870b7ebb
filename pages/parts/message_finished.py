"""A writing as it goes out, and what is wrong with it: asked often, worked out once."""

from functools import lru_cache

from core.messages import finishing
from core.messages.model import Channel, Finding, Writing

KEPT = 128  # writings


@lru_cache(maxsize=KEPT)
def checked(writing: Writing, channel: Channel) -> list[Finding]:
    """Everything wrong or worth a look, by the lines of the source."""
    return finishing.checked(writing, channel)


def finished(writing: Writing, channel: Channel) -> Writing:
    """The writing as it is filled. Raises `BadTemplate`."""
    return finishing.finished(writing, channel)
