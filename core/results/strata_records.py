"""What the store knows of the strata a holdout was drawn in."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import func, select

from core.campaigns.drawing import keeps_units
from core.campaigns.model import Arm
from core.results.model import Trial
from core.results.strata import Unit, check
from core.results.stratified import Tested
from core.store.schema import audience_accounts, audiences
from core.store.store import Tx


def strata(tx: Tx, campaign_id: str) -> dict[str, str]:
    """The stratum of every account that was drawn, by its id; empty: it was drawn in none."""
    table = audience_accounts.c
    rows = select(table.account_id, table.block).where(
        table.campaign_id == campaign_id, table.arm.is_not(None), table.block != ""
    )
    return {row.account_id: row.block for row in tx.execute(rows)}


def ratio(tx: Tx, trial: Trial) -> Tested | None:
    """Whether every stratum has the share it was drawn with; none: it was drawn in one.

    What the freeze says was drawn as one is one. An audience from before that was kept counts
    every account by itself, and `knows_units` says so.
    """
    units = [*_alone(tx, trial.campaign_id), *_together(tx, trial.campaign_id)]
    found = check(units, trial.holdout_share)
    if found is None:
        return None
    asked = select(audiences.c.drawn).where(audiences.c.campaign_id == trial.campaign_id)
    return replace(found, knows_units=keeps_units(tx.execute(asked).scalar()))


def _alone(tx: Tx, campaign_id: str) -> Iterator[Unit]:
    table = audience_accounts.c
    each = select(table.block, table.arm, func.count().label("accounts"))
    mine = table.campaign_id == campaign_id, table.arm.is_not(None), table.block != ""
    rows = each.where(*mine, table.unit == "").group_by(table.block, table.arm)
    for row in tx.execute(rows):
        yield from [Unit(row.block, 1, int(row.arm == Arm.HOLDOUT))] * row.accounts


def _together(tx: Tx, campaign_id: str) -> Iterator[Unit]:
    """Each in the stratum of the first of its accounts, by which it was drawn."""
    table = audience_accounts.c
    rows = select(table.account_id, table.arm, table.block, table.unit)
    mine = table.campaign_id == campaign_id, table.arm.is_not(None), table.block != ""
    strata, held = dict[str, str](), defaultdict[str, list[bool]](list)
    for row in tx.execute(rows.where(*mine, table.unit != "")):
        held[row.unit].append(row.arm == Arm.HOLDOUT)
        if row.account_id == row.unit:
            strata[row.unit] = row.block
    for name, arms in held.items():
        yield Unit(strata[name], len(arms), sum(arms))
