"""The draw of a campaign's own holdout: over which accounts, in which strata, whom together."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.campaigns import holdout
from core.campaigns.model import Arm, Campaign, Fate
from core.campaigns.walking import Walk
from core.consent.model import is_mailbox
from core.rulebook.model import RecipientsBook
from core.rulebook.recipients import HoldoutRule

BETWEEN = " · "  # the parts of a stratum
KEEPS_UNITS = "keeps_units"


@dataclass(frozen=True)
class Draw:
    """The arm of every account with somebody to write to, and the stratum it was drawn in.

    `units`: of those that were drawn as one, by the first account of each.
    """

    arms: dict[str, Arm]
    blocks: dict[str, str]
    units: dict[str, str]


def draw(asked: Walk, campaign: Campaign, book: HoldoutRule) -> Draw:
    """Draw the arms of whoever is still in."""
    numbers = sorted({asked.called.contacts[place].number for place in asked.open_places()})
    ids = {number: asked.called.account_ids[number] for number in numbers}
    blocks = _blocks(asked, ids, book)
    together = [*_sharing_addresses(asked, ids), *_sharing_holdings(asked, ids, book)]
    held_out = holdout.assign(
        ids.values(),
        share=campaign.holdout_share,
        seed=campaign.seed,
        together=together,
        blocks=blocks,
    )
    arms = {
        account: Arm.HOLDOUT if account in held_out else Arm.TREATED for account in ids.values()
    }
    units = holdout.units(sorted({one for home in together for one in home}), together)
    return Draw(arms, blocks, {one: unit[0] for unit in units for one in unit})


def told(
    campaign: Campaign, book: RecipientsBook, *, period: str, sent_on: date
) -> dict[str, Any]:
    """How an audience was drawn, as plain JSON, for whoever judges its result."""
    standing = book.standing_holdout(campaign.purpose)
    caps = book.pressure.caps_for(campaign.purpose)
    return {
        "book": book.version,
        "channel": campaign.channel,
        "share": campaign.holdout_share,
        "seed": campaign.seed,
        "strata": list(book.holdout.strata),
        "together": list(book.holdout.together),
        KEEPS_UNITS: True,
        "sent_on": sent_on.isoformat(),
        "caps": [one.rule for one in caps],
        "standing": None
        if standing is None
        else {"period": period, "share": standing.share, "seed": standing.seed},
    }


def keeps_units(drawn: Mapping[str, Any] | None) -> bool:
    """Whether an audience says which of its accounts were drawn as one; older ones do not."""
    return bool(drawn and drawn.get(KEEPS_UNITS))


def standing_of(drawn: Mapping[str, Any] | None) -> str:
    """The period of the standing holdout an audience was drawn beside; empty: of none, or it
    was frozen before that was kept."""
    standing = drawn and drawn["standing"]
    return str(standing["period"]) if standing else ""


def _blocks(asked: Walk, ids: dict[int, str], book: HoldoutRule) -> dict[str, str]:
    if not book.strata:
        return {}
    columns = [asked.called.strata[name] for name in book.strata]
    return {
        account: BETWEEN.join(column[number] or "–" for column in columns)
        for number, account in ids.items()
    }


def _sharing_addresses(asked: Walk, ids: dict[int, str]) -> Iterable[list[str]]:
    """Accounts that share a mailbox or a telephone.

    They share their fate, or a held-out account would be written to through the other one.
    The tenants of one house do not: each gets its own letter.
    """
    homes: dict[tuple[str, str], set[str]] = {}
    for one, key, fate in zip(asked.called.contacts, asked.keys, asked.fates, strict=True):
        is_reached = fate is not Fate.NO_ADDRESS and is_mailbox(one.channel)
        if is_reached and one.number in ids:
            homes.setdefault((one.channel, key), set()).add(ids[one.number])
    return [sorted(home) for home in homes.values() if len(home) > 1]


def _sharing_holdings(
    asked: Walk, ids: dict[int, str], book: HoldoutRule
) -> Iterable[list[str]]:
    if "holding" not in book.together:
        return []
    holdings: dict[str, list[str]] = {}
    for number, account in ids.items():
        if name := asked.called.holdings[number]:
            holdings.setdefault(name, []).append(account)
    return [home for home in holdings.values() if len(home) > 1]
