"""Who did it, in words: people by their names, the house's own hands by what they are."""

from core.people import records as people
from core.people.model import Role
from core.store.store import Tx
from pages.parts.frame import say

HANDS = ("house", "worker", "contact", "unsubscribe", "demo")


def names(tx: Tx) -> dict[str, str]:
    """The name behind every id that may stand beside a deed."""
    return {hand: say(f"people-hand-{hand}") for hand in HANDS} | people.names(tx)


def spoken_roles(roles: frozenset[Role]) -> str:
    """Roles in words."""
    named = [say(f"people-role-{role}") for role in Role if role in roles]
    return ", ".join(named) or say("people-no-roles")
