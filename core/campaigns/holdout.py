"""Who is left in peace, at random, so that there is something to compare with."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType


def assign(
    account_ids: Iterable[str],
    *,
    share: float,
    seed: str,
    together: Iterable[Sequence[str]] = (),
    blocks: Mapping[str, str] = MappingProxyType({}),
) -> set[str]:
    """Return the accounts that are held out: `held_out_count` of them, exactly.

    The draw depends on the seed and the accounts alone, not on their order: each account
    stands in line by the digest of seed and id, and the first ones are held out. With `blocks`,
    the stratum of each account, every stratum has its share first (`quotas`). Accounts of one
    group in `together` share their fate (they share a mailbox, or a holding), in the stratum of
    the first of them; only where such groups are all there is may fewer be held out than asked
    for.
    """
    accounts = sorted(set(account_ids))
    wanted = held_out_count(len(accounts), share=share)
    line = sorted(units(accounts, together), key=lambda unit: _place(seed, unit[0]))
    held_out: set[str] = set()
    for block, quota in _quotas(line, blocks, wanted, seed):
        held_out |= _first(block, quota)
    rest = [unit for unit in line if unit[0] not in held_out]
    return held_out | _first(rest, wanted - len(held_out))


def quotas(sizes: Mapping[str, int], *, wanted: int, seed: str) -> dict[str, int]:
    """How many each stratum holds out: its share rounded down or up, `wanted` in all.

    What rounding down leaves goes to strata by systematic sampling of the remainders, in an
    order of the seed. Largest remainders alone would never hold out anybody of the small
    strata; so each account has the same chance, whatever its stratum. Source: W. Madow, On the
    theory of systematic sampling II, Annals of Mathematical Statistics 20 (1949).
    """
    total = sum(sizes.values())
    exact = {block: Fraction(wanted * size, total) for block, size in sizes.items()}
    found = {block: int(share) for block, share in exact.items()}
    in_line = sorted(exact, key=lambda block: _place(f"{seed}\x1fstrata", block))
    digest = hashlib.sha256(f"{seed}\x1fstart".encode()).digest()
    reached = Fraction(int.from_bytes(digest[:8]), 2**64)
    for block in in_line:
        before, reached = reached, reached + exact[block] - found[block]
        found[block] += int(reached) - int(before)
    return found


def _quotas(
    line: list[list[str]], blocks: Mapping[str, str], wanted: int, seed: str
) -> Iterator[tuple[list[list[str]], int]]:
    """The units of each stratum in their line, with how many accounts it holds out."""
    if not blocks or not wanted:
        return
    strata: dict[str, list[list[str]]] = {}
    for unit in line:
        strata.setdefault(blocks.get(unit[0], ""), []).append(unit)
    sizes = {block: sum(map(len, units)) for block, units in strata.items()}
    for block, quota in quotas(sizes, wanted=wanted, seed=seed).items():
        yield strata[block], quota


def _first(line: Iterable[list[str]], wanted: int) -> set[str]:
    """The accounts of the first units that fit into a number of accounts."""
    held_out: set[str] = set()
    for unit in line:
        if len(held_out) == wanted:
            break
        if len(held_out) + len(unit) <= wanted:
            held_out.update(unit)
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


def units(accounts: list[str], together: Iterable[Sequence[str]]) -> list[list[str]]:
    """Sorted accounts by what shares a fate, each unit sorted; most are one account."""
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
    found: dict[str, list[str]] = {}
    for account in accounts:
        found.setdefault(root(account), []).append(account)
    return list(found.values())
