"""Which variant of the messages each account gets: drawn at random, and the same again."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, insert, select

from core.campaigns.audience import Audience
from core.campaigns.model import Arm, Campaign, CampaignId
from core.messages import records as messages
from core.messages.model import TemplateId
from core.store.schema import audience_variants
from core.store.store import Tx


def letters_of(tx: Tx, campaign: Campaign) -> tuple[str, ...]:
    """The variants its messages have, in order, each once; one or none: nothing is drawn."""
    known = (messages.get(tx, TemplateId(one)) for one in campaign.template_ids)
    found = (letter for one in known if one is not None for letter in one.variants)
    return tuple(dict.fromkeys(found))


def assign(
    account_ids: Iterable[str],
    letters: Sequence[str],
    *,
    seed: str,
    shares: Mapping[str, float] | None = None,
) -> dict[str, str]:
    """Return the letter of each account; without `shares` each letter has as many.

    Accounts stand in line by a digest of seed and id, another one than the holdout's, and each
    letter takes its part of the line: how many it has is its share, rounded so that the parts
    add up (largest remainder). A mailbox is chosen through one account alone, so nobody is
    written to in two variants. Shares need not add up to 1; one that is not named is 0.
    """
    accounts = sorted(set(account_ids), key=lambda one: _place(seed, one))
    counts = _counts(len(accounts), letters, shares or dict.fromkeys(letters, 1.0))
    drawn = [letter for letter in letters for _ in range(counts[letter])]
    return dict(zip(accounts, drawn, strict=True))


def drawn(tx: Tx, campaign: Campaign, audience: Audience) -> dict[str, str]:
    """The letter of each account that would be written to; empty where there is one variant."""
    treated = [one.account_id for one in audience.accounts if one.arm == Arm.TREATED]
    return _drawn(tx, campaign, treated)


def freeze(tx: Tx, campaign: Campaign, audience: Audience) -> None:
    """Keep the letters with the frozen audience, instead of those of an earlier submission."""
    mine = audience_variants.c.campaign_id == campaign.id
    tx.execute(delete(audience_variants).where(mine))
    rows = [
        {"campaign_id": campaign.id, "account_id": account_id, "variant": letter}
        for account_id, letter in drawn(tx, campaign, audience).items()
    ]
    if rows:
        tx.execute(insert(audience_variants), rows)


def of_accounts(
    tx: Tx, campaign_id: CampaignId, account_ids: Sequence[str] | None = None
) -> dict[str, str]:
    """The letters kept for these accounts; none: for all."""
    table = audience_variants.c
    asked = select(table.account_id, table.variant).where(table.campaign_id == campaign_id)
    if account_ids is not None:
        asked = asked.where(table.account_id.in_(account_ids))
    return {row.account_id: row.variant for row in tx.execute(asked)}


def is_frozen(tx: Tx, campaign_id: CampaignId) -> bool:
    """Whether letters are kept: of what was sealed before there were any, none are."""
    asked = select(audience_variants.c.account_id)
    mine = audience_variants.c.campaign_id == campaign_id
    return tx.execute(asked.where(mine).limit(1)).first() is not None


def is_intact(tx: Tx, campaign: Campaign, treated: Sequence[str]) -> bool:
    """Whether every letter kept is the one that was drawn; `treated` are the accounts."""
    kept = of_accounts(tx, campaign.id)
    return not kept or kept == _drawn(tx, campaign, treated)


def _drawn(tx: Tx, campaign: Campaign, treated: Sequence[str]) -> dict[str, str]:
    letters = letters_of(tx, campaign)
    if len(letters) < 2:  # noqa: PLR2004 -- there is nothing to compare
        return {}
    return assign(treated, letters, seed=campaign.seed, shares=campaign.variant_shares)


def _place(seed: str, account_id: str) -> tuple[bytes, str]:
    digest = hashlib.sha256(f"variant\x1f{seed}\x1f{account_id}".encode()).digest()
    return digest, account_id


def _counts(total: int, letters: Sequence[str], shares: Mapping[str, float]) -> dict[str, int]:
    weights = {letter: max(shares.get(letter, 0.0), 0.0) for letter in letters}
    whole = sum(weights.values())
    if not whole:
        weights, whole = dict.fromkeys(letters, 1.0), float(len(letters))
    exact = {letter: total * weight / whole for letter, weight in weights.items()}
    counts = {letter: int(share) for letter, share in exact.items()}
    rest = sorted(letters, key=lambda one: (counts[one] - exact[one], letters.index(one)))
    for letter in rest[: total - sum(counts.values())]:
        counts[letter] += 1
    return counts
