"""Who of an account is written to: roles in order, so many per account, no mailbox twice."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from core.campaigns.model import Fate


class Candidate(NamedTuple):
    """A contact who could be written to; `place` is its row, `account` its account's number."""

    account: int
    contact_id: str
    role: str
    key: str  # of the mailbox, or of the account's own postal address
    place: int


def choose(
    candidates: Iterable[Candidate], *, roles: Sequence[str], limit: int | None
) -> dict[int, Fate]:
    """Say of each candidate, by place: `IN`, or why not.

    Candidates come sorted by account. Within an account the roles decide in their order, then
    the contact's id; no roles means any. A mailbox is chosen once, by the first account.
    """
    ranks = {role: rank for rank, role in enumerate(roles)}
    taken: set[str] = set()
    fates: dict[int, Fate] = {}
    for _, colleagues in groupby(candidates, key=lambda one: one.account):
        fates.update(_among(list(colleagues), ranks, limit, taken))
    return fates


def _among(
    colleagues: list[Candidate], ranks: dict[str, int], limit: int | None, taken: set[str]
) -> Iterator[tuple[int, Fate]]:
    """Choose within one account; `taken` grows by the mailboxes chosen."""
    chosen = 0
    last = len(ranks)
    for one in sorted(colleagues, key=lambda one: (ranks.get(one.role, last), one.contact_id)):
        is_asked = not ranks or one.role in ranks
        if one.key in taken:
            yield one.place, Fate.ELSEWHERE
        elif is_asked and (limit is None or chosen < limit):
            chosen += 1
            taken.add(one.key)
            yield one.place, Fate.IN
        else:
            yield one.place, Fate.NOT_ADDRESSED
