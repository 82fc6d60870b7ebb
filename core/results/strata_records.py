"""What the store knows of the strata a holdout was drawn in."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select

from core.campaigns.holdout import units as drawn_together
from core.campaigns.model import Arm
from core.results.model import Trial
from core.results.strata import Unit, check
from core.results.stratified import Tested
from core.store.schema import audience_accounts, audience_contacts, audiences
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

_HOLDINGS = "SELECT account_id, holding_id FROM accounts WHERE coalesce(holding_id, '') <> ''"


def strata(tx: Tx, campaign_id: str) -> dict[str, str]:
    """The stratum of every account that was drawn, by its id; empty: it was drawn in none."""
    table = audience_accounts.c
    rows = select(table.account_id, table.block).where(
        table.campaign_id == campaign_id, table.arm.is_not(None), table.block != ""
    )
    return {row.account_id: row.block for row in tx.execute(rows)}


def ratio(tx: Tx, snapshot: Snapshot, trial: Trial) -> Tested | None:
    """Whether every stratum has the share it was drawn with; none: it was drawn in one.

    Only where the strata look wrong is it asked who shared a fate, by a mailbox or, where the
    book says so, by a holding as the client data has them now.
    """
    table = audience_accounts.c
    each = select(table.block, table.arm, func.count().label("accounts"))
    mine = table.campaign_id == trial.campaign_id, table.arm.is_not(None), table.block != ""
    units = []
    for row in tx.execute(each.where(*mine).group_by(table.block, table.arm)):
        held = int(row.arm == Arm.HOLDOUT)
        units += [Unit(row.block, 1, held)] * row.accounts
    found = check(units, trial.holdout_share)
    if found is None or not found.ratio.is_mismatch:
        return found
    return check(list(_units(tx, snapshot, trial.campaign_id)), trial.holdout_share)


def _units(tx: Tx, snapshot: Snapshot, campaign_id: str) -> Iterator[Unit]:
    table = audience_accounts.c
    rows = select(table.account_id, table.arm, table.block)
    rows = rows.where(table.campaign_id == campaign_id, table.arm.is_not(None))
    accounts = {row.account_id: row for row in tx.execute(rows)}
    together = [*_mailboxes(tx, campaign_id), *_holdings(tx, snapshot, campaign_id)]
    for unit in drawn_together(sorted(accounts), together):
        held = sum(accounts[one].arm == Arm.HOLDOUT for one in unit)
        yield Unit(accounts[unit[0]].block, len(unit), held)


def _mailboxes(tx: Tx, campaign_id: str) -> list[list[str]]:
    table = audience_contacts.c
    address = func.lower(table.address).label("address")
    rows = select(table.channel, address, table.account_id).distinct()
    rows = rows.where(table.campaign_id == campaign_id, table.address != "")
    return _groups(((row.channel, row.address), row.account_id) for row in tx.execute(rows))


def _holdings(tx: Tx, snapshot: Snapshot, campaign_id: str) -> list[list[str]]:
    asked = select(audiences.c.drawn).where(audiences.c.campaign_id == campaign_id)
    if "holding" not in ((tx.execute(asked).scalar() or {}).get("together") or []):
        return []
    table = snapshot.arrow(_HOLDINGS)
    pairs = zip(table["holding_id"].to_pylist(), table["account_id"].to_pylist(), strict=True)
    return _groups(pairs)


def _groups(pairs: Any) -> list[list[str]]:
    """Accounts by what they share, where several do."""
    found: dict[Any, list[str]] = defaultdict(list)
    for shared, account_id in pairs:
        found[shared].append(account_id)
    return [some for some in found.values() if len(some) > 1]
