"""Who is left in peace, at random, so that there is something to compare with."""

import hashlib
from collections.abc import Iterable, Sequence


def assign(
    account_ids: Iterable[str],
    *,
    share: float,
    seed: str,
    together: Iterable[Sequence[str]] = (),
) -> set[str]:
    """Return the accounts that are held out: `held_out_count` of them, exactly.

    The draw depends on the seed and the accounts alone, not on their order: each account
    stands in line by the digest of seed and id, and the first ones are held out. Accounts of
    one group in `together` share their fate (they share a mailbox, or a holding); only where
    such groups are all there is may fewer be held out than asked for.
    """
    accounts = sorted(set(account_ids))
    wanted = held_out_count(len(accounts), share=share)
    held_out: set[str] = set()
    for unit in sorted(_units(accounts, together), key=lambda unit: _place(seed, unit[0])):
        if len(held_out) + len(unit) <= wanted:
            held_out.update(unit)
        if len(held_out) == wanted:
            break
    return held_out


def held_out_count(accounts: int, *, share: float) -> int:
    """How many of so many accounts a share holds out: rounded half up.

    At least one and not all of them, as soon as there are two and the share is not zero.
    """
    if share <= 0 or accounts < 2:  # noqa: PLR2004 – one account cannot be compared with itself
        return 0
    return max(1, min(accounts - 1, int(accounts * share + 0.5)))


def _place(seed: str, account_id: str) -> tuple[bytes, str]:
    # The separator keeps seed “a1” with account “2” apart from seed “a” with account “12”.
    return hashlib.sha256(f"{seed}\x1f{account_id}".encode()).digest(), account_id


def _units(accounts: list[str], together: Iterable[Sequence[str]]) -> list[list[str]]:
    """Accounts that share their fate, each unit sorted; most are one account."""
    parent = {account: account for account in accounts}

    def root(account: str) -> str:
        while parent[account] != account:
            parent[account] = parent[parent[account]]
            account = parent[account]
        return account

    for group in together:
        known = [account for account in group if account in parent]
        for other in known[1:]:
            first, second = sorted((root(known[0]), root(other)))
            parent[second] = first
    units: dict[str, list[str]] = {}
    for account in accounts:
        units.setdefault(root(account), []).append(account)
    return list(units.values())
