"""The steps of campaigns after the first, in the operational store."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select

from core.campaigns.model import FIRST_STEP, Condition, NextStep
from core.campaigns.questions import Question, Scale, Terms
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
        found[row.campaign_id] = (*found.get(row.campaign_id, ()), _step(row))
    return found


def write(tx: Tx, campaign_id: str, steps: Sequence[NextStep]) -> None:
    """Keep these as all the further steps of a campaign."""
    tx.execute(delete(campaign_steps).where(campaign_steps.c.campaign_id == campaign_id))
    rows = [
        {"campaign_id": campaign_id, "number": number, **_columns(step)}
        for number, step in enumerate(steps, start=FIRST_STEP + 1)
    ]
    if rows:
        tx.execute(insert(campaign_steps), rows)


def _step(row: Row[Any]) -> NextStep:
    terms = Terms.from_json(row.asked_by)
    asks = Question(Scale(row.asks), row.has_comment, terms) if row.asks else None
    condition = Condition(row.condition)
    return NextStep(row.template_id, row.channel, row.wait_hours, condition, asks)


def _columns(step: NextStep) -> dict[str, Any]:
    asks = step.asks
    said = {
        "asks": asks.scale.value if asks else None,
        "has_comment": asks is not None and asks.has_comment,
        "asked_by": asks.terms.as_json() if asks and asks.terms else None,
    }
    return vars(step) | said
