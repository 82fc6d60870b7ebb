"""Accounts nobody writes to: holds, debts and incidents, by the book and the client data."""

from datetime import date
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from core.campaigns.model import Fate, Purpose
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import Exclusion
from core.segments import notation
from core.segments import tables as segments
from core.segments.model import Condition
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

# The rule of every reason that has but one.
_RULES = {
    Fate.NOT_ACTIVE: "active",
    Fate.NO_ADDRESS: "usable-address",
    Fate.SUPPRESSED: "stop-list",
    Fate.NO_CONSENT: "consent",
    Fate.ELSEWHERE: "one-mailbox",
    Fate.NOT_ADDRESSED: "addressing",
    Fate.CAMPAIGN_HOLDOUT: "holdout",
}


class Barred(NamedTuple):
    """Why an account is out before anybody looks at its contacts."""

    fate: Fate
    rule: str


def barred(
    snapshot: Snapshot,
    ordinals: npt.NDArray[np.integer],
    *,
    purpose: Purpose,
    catalogue: Catalogue,
    book: RecipientsBook,
    day: date,
) -> dict[int, Barred]:
    """The accounts that a rule of the book excludes, by their place among the ordinals.

    The first rule that speaks of an account has it; the book has them in their order.
    """
    found: dict[int, Barred] = {}
    for one in book.exclusions_for(purpose):
        condition = condition_of(one)
        members = segments.member_ordinals(snapshot, condition, catalogue, as_of=day)
        why = Barred(Fate(one.reason), one.rule)
        for place in np.flatnonzero(np.isin(ordinals, members)).tolist():
            found.setdefault(place, why)
    return found


def condition_of(rule: Exclusion) -> Condition:
    """When a rule of the book excludes an account. Raises `BadRule`."""
    condition = notation.from_json(rule.when.model_dump(exclude_none=True))
    assert isinstance(condition, Condition)
    return condition


def citation(book_version: int, fate: str, rule: str, purpose: str) -> str:
    """The rule that decided a row, as ``recipients@version#rule``; empty for who is in."""
    if fate == Fate.IN:
        return ""
    named = rule or _RULES[Fate(fate)]
    ending = f"-{purpose}" if fate == Fate.NO_CONSENT else ""
    return f"recipients@{book_version}#{named}{ending}"
