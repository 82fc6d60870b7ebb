"""The facts a message may quote, before any brief has said them."""

from core.rulebook.briefs import BriefsBook, FactRule
from core.rulebook.shelf import in_force


def declared_facts() -> dict[str, FactRule]:
    """Every fact a message may name as ``brief.<key>``, by its key, over all kinds of mailing.

    Raises `BadBook`.
    """
    return {fact.key: fact for fact in in_force("briefs", BriefsBook).facts}
