"""Who did it, in words: people by their names, the house's own hands by what they are."""

from core.people import records as people
from core.store.store import Tx
from pages.parts.frame import say

HANDS = ("house", "worker", "unsubscribe", "demo")


def names(tx: Tx) -> dict[str, str]:
    """The name behind every id that may stand beside a deed."""
    return {hand: say(f"people-hand-{hand}") for hand in HANDS} | people.names(tx)
