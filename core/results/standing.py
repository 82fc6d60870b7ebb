"""The standing draw of a programme: whether those who stood aside are as many as were drawn."""

from collections.abc import Iterable
from typing import NamedTuple

import pyarrow as pa

from core.campaigns import global_holdout
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import GlobalHoldout
from core.rulebook.shelf import in_force
from core.uplift.balance import Strata, strata_ratio
from core.warehouse.snapshot import Snapshot

# Accounts of one holding are one draw, where the book says so.
_SIZES = """
    SELECT count(*)::BIGINT AS accounts
    FROM accounts JOIN asked USING (account_id)
    GROUP BY CASE WHEN $1 AND coalesce(holding_id, '') <> '' THEN 'holding ' || holding_id
        ELSE 'account ' || account_id END"""


class Standing(NamedTuple):
    """How many of those asked about the draw keeps aside, and whether chance can have made
    that; how many stood aside without being drawn: their neighbors' mailbox did it."""

    ratio: Strata
    drawn: int
    neighbors: int


def rule_of(draw: tuple[str, float]) -> GlobalHoldout | None:
    """The rule in force, if it is the one that was drawn by (seed and share); else nobody knows
    any more what it kept together."""
    rule = in_force("recipients", RecipientsBook).global_holdout
    return rule if rule is not None and (rule.seed, rule.share) == draw else None


def check(
    snapshot: Snapshot, rule: GlobalHoldout, period: str, arms: pa.Table
) -> Standing | None:
    """Test the standing draw over the accounts that were asked about (`account_id`,
    `is_treated`), as the client data has them now; none: it has none of them."""
    known = snapshot.arrow(
        _SIZES, ["holding" in rule.together], given={"asked": arms.select(["account_id"])}
    )
    sizes = known["accounts"].to_pylist()
    if not sizes:
        return None
    ordinals = global_holdout.drawn(snapshot, rule, period)
    own = global_holdout.account_ids(snapshot, ordinals)
    pairs = zip(arms["account_id"].to_pylist(), arms["is_treated"].to_pylist(), strict=True)
    asked = dict(pairs)
    drawn = _among(asked, own)
    aside = [one for one, is_treated in asked.items() if not is_treated]
    squares = [sum(size**2 for size in sizes)]
    ratio = strata_ratio([sum(sizes)], [drawn], rule.share, squares=squares)
    return Standing(ratio, drawn, len(aside) - _among(aside, own))


def _among(some: Iterable[str], own: frozenset[str]) -> int:
    return sum(one in own for one in some)
