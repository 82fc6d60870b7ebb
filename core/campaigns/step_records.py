"""The steps of campaigns after the first, in the operational store."""

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import delete, insert, select

from core.campaigns.model import FIRST_STEP, Condition, NextStep
from core.store.schema import campaign_steps
from core.store.store import Tx


def of(tx: Tx, campaign_ids: Sequence[str]) -> dict[str, tuple[NextStep, ...]]:
    """The further steps of those campaigns that have any, in order."""
    table = campaign_steps.c
    asked = select(campaign_steps).order_by(table.campaign_id, table.number)
    if len(campaign_ids) == 1:
        asked = asked.where(table.campaign_id == campaign_ids[0])
    found: dict[str, tuple[NextStep, ...]] = {}
    for row in tx.execute(asked) if campaign_ids else ():
        step = NextStep(row.template_id, row.channel, row.wait_hours, Condition(row.condition))
        found[row.campaign_id] = (*found.get(row.campaign_id, ()), step)
    return found


def write(tx: Tx, campaign_id: str, steps: Sequence[NextStep]) -> None:
    """Keep these as all the further steps of a campaign."""
    tx.execute(delete(campaign_steps).where(campaign_steps.c.campaign_id == campaign_id))
    rows = [
        {"campaign_id": campaign_id, "number": number, **asdict(step)}
        for number, step in enumerate(steps, start=FIRST_STEP + 1)
    ]
    if rows:
        tx.execute(insert(campaign_steps), rows)
