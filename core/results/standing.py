"""The standing draw of a programme: its own arms, and whether they have the size of a draw."""

from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import pyarrow as pa

from core.campaigns import global_holdout
from core.rulebook import editions
from core.rulebook.loading import BadBook, parse
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import GlobalHoldout
from core.rulebook.shelf import in_force, shipped
from core.store.store import Tx
from core.uplift.balance import Strata, strata_ratio
from core.warehouse.snapshot import Snapshot

# Accounts of one holding are one draw, where the book says so.
_SIZES = """
    SELECT count(*)::BIGINT AS accounts
    FROM accounts JOIN asked USING (account_id)
    GROUP BY CASE WHEN $1 AND coalesce(holding_id, '') <> '' THEN 'holding ' || holding_id
        ELSE 'account ' || account_id END"""
_KNOWN = "SELECT account_id FROM accounts JOIN asked USING (account_id)"


class Standing(NamedTuple):
    """How many of those asked about the draw keeps aside, and whether chance can have made
    that; how many stood aside without being drawn: their neighbors' mailbox did it; and the
    arms (`account_id`, `is_treated`) as they were drawn, neighbors among the treated."""

    ratio: Strata
    drawn: int
    neighbors: int
    arms: pa.Table


def rule_of(tx: Tx, draw: tuple[str, float]) -> GlobalHoldout | None:
    """The rule that was drawn by (seed and share): the one in force, else the newest that ever
    was. None: no book has it, and nobody knows any more whom it drew."""
    books = (book.global_holdout for book in _books(tx))
    return next((one for one in books if one and (one.seed, one.share) == draw), None)


def _books(tx: Tx) -> Iterator[RecipientsBook]:
    yield in_force("recipients", RecipientsBook)
    earlier = [one.text for one in editions.of_book(tx, "recipients") if one.confirmed_at]
    for text in (*earlier, shipped("recipients")):
        with suppress(BadBook):  # written for another release
            book = parse("recipients.toml", text, RecipientsBook)
            assert isinstance(book, RecipientsBook)
            yield book


def check(
    snapshot: Snapshot, rule: GlobalHoldout, period: str, arms: pa.Table
) -> Standing | None:
    """Test the standing draw over the accounts that were asked about (`account_id`,
    `is_treated`: by what became of them), as the client data has them now, and part them by the
    draw alone. Whoever left the client data stays where they stood. None: it has none of them.
    """
    asked = arms.select(["account_id"])
    known = snapshot.arrow(_SIZES, ["holding" in rule.together], given={"asked": asked})
    sizes = known["accounts"].to_pylist()
    if not sizes:
        return None
    ordinals = global_holdout.drawn(snapshot, rule, period)
    own = global_holdout.account_ids(snapshot, ordinals)
    drawn = sum(one in own for one in arms["account_id"].to_pylist())
    squares = [sum(size**2 for size in sizes)]
    ratio = strata_ratio([sum(sizes)], [drawn], rule.share, squares=squares)
    here = snapshot.arrow(_KNOWN, given={"asked": asked})["account_id"].to_pylist()
    neighbors = {
        one
        for one, is_treated in zip(*arms.to_pydict().values(), strict=True)
        if not is_treated
    } & (set(here) - own)
    return Standing(ratio, drawn, len(neighbors), _with(arms, neighbors))


def _with(arms: pa.Table, neighbors: set[str]) -> pa.Table:
    """The arms with the neighbors among the treated."""
    pairs = zip(*arms.to_pydict().values(), strict=True)
    treated = [is_treated or one in neighbors for one, is_treated in pairs]
    return arms.set_column(1, "is_treated", pa.array(treated, pa.bool_()))
