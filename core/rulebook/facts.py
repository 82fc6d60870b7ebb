"""The facts a message may quote, before any brief has said them."""

from functools import cache

from core.rulebook.briefs import BriefsBook, FactRule
from core.rulebook.loading import BRIEFS, RULES_FOLDER, read


@cache
def declared_facts() -> dict[str, FactRule]:
    """Every fact a message may name as ``brief.<key>``, by its key, over all kinds of mailing.

    Raises `BadBook`.
    """
    return {fact.key: fact for fact in read(RULES_FOLDER / BRIEFS, BriefsBook).facts}
