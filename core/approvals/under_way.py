"""Whether what the further steps of a campaign read is still what was sealed."""

from collections.abc import Mapping
from typing import Any

from core.approvals import fingerprint
from core.approvals.fingerprint import Parts
from core.campaigns import records, variants
from core.campaigns.model import Campaign, NextStep
from core.journal import records as journal
from core.store.store import Tx

ERASED = "audiences.erase"  # that a person was forgotten in it, and what its rows come to


def broken_parts(tx: Tx, campaign: Campaign) -> list[str]:
    """Of a campaign that has begun, the parts that are read and no longer what was sealed;
    empty: a further step may go.

    That is every row of the audience, the letters drawn, the first channel and the steps. All
    else may change once it is under way, since what is sent is the version that was sealed.
    """
    card = records.audience(tx, campaign.id)
    if card is None or fingerprint.digest(card.parts) != campaign.fingerprint:
        return ["seal"]
    sealed, now = card.parts, _now(campaign, card)
    broken = fingerprint.differences(_read(sealed), now)
    written_to = treated(tx, campaign)
    if written_to is None:
        return list(dict.fromkeys([*broken, "audience"]))
    kept = variants.of_accounts(tx, campaign.id)
    return broken if kept == _letters(sealed, written_to) else [*broken, "variants"]


def treated(tx: Tx, campaign: Campaign) -> list[str] | None:
    """The accounts that are written to; none: a row is neither what was sealed, nor what the
    house itself made of it as it forgot somebody."""
    card = records.audience(tx, campaign.id)
    if card is None:
        return None
    now = fingerprint.rows_digest(tx, campaign, card)
    erased = [one.details for one in journal.about(tx, campaign.id) if one.verb == ERASED]
    is_known = now == (erased[-1]["digest"] if erased else card.digest)
    return fingerprint.written_to(tx, campaign) if is_known else None


def rows_digest(tx: Tx, campaign: Campaign) -> str:
    """What the rows of its audience come to now; empty: it has none."""
    card = records.audience(tx, campaign.id)
    return "" if card is None else fingerprint.rows_digest(tx, campaign, card)


def _now(campaign: Campaign, card: Any) -> Parts:
    """What is read of the campaign and its audience's card, as it is now."""
    first = {"channel": campaign.channel} if "channel" in card.parts else {}
    steps = [_told(one) for one in campaign.steps]
    return first | {"steps": steps, "audience": fingerprint.audience_part(card)}


def _read(sealed: Mapping[str, Any]) -> Parts:
    """The same of a seal."""
    first = {"channel": sealed["channel"]} if "channel" in sealed else {}
    steps = [
        [
            *((one["template"] or {}).get("id"), one["channel"], one["wait_hours"]),
            *(one["condition"], one.get("asks")),
        ]
        for one in sealed.get("steps", [])
    ]
    return first | {"steps": steps, "audience": sealed["audience"]}


def _told(step: NextStep) -> list[Any]:
    asks = step.asks.as_json() if step.asks else None
    return [step.template_id, step.channel, step.wait_hours, step.condition, asks]


def _letters(sealed: Mapping[str, Any], treated: list[str]) -> dict[str, str]:
    """The letter of each account, drawn again as the seal says."""
    drawn = sealed.get("variants")
    if not drawn:
        return {}
    seed = sealed["holdout"]["seed"]
    return variants.assign(treated, drawn["letters"], seed=seed, shares=drawn["shares"])
