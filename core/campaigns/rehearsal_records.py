"""Rehearsals in the operational store."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from core.campaigns.model import CampaignId
from core.campaigns.rehearsal import LISTED, Failure, Findings, Group, Outcome, Rehearsal
from core.messages.model import Severity
from core.store.schema import rehearsal_failures, rehearsals
from core.store.store import Tx


def add(tx: Tx, rehearsal: Rehearsal) -> None:
    facts = asdict(rehearsal)
    del facts["groups"]
    tx.execute(insert(rehearsals).values(**facts, found=_groups(rehearsal.groups)))


def get(tx: Tx, rehearsal_id: str) -> Rehearsal | None:
    row = tx.execute(select(rehearsals).where(rehearsals.c.id == rehearsal_id)).first()
    return None if row is None else _rehearsal(row)


def latest(tx: Tx, campaign_id: CampaignId) -> Rehearsal | None:
    """The one begun last, whatever it was of."""
    return _first(tx, rehearsals.c.campaign_id == campaign_id)


def passed(tx: Tx, campaign_id: CampaignId, digest: str) -> Rehearsal | None:
    """One that passed, of exactly this."""
    return _first(
        tx,
        rehearsals.c.campaign_id == campaign_id,
        rehearsals.c.digest == digest,
        rehearsals.c.status == Outcome.PASSED,
    )


def sealed(tx: Tx, campaign_id: CampaignId) -> Rehearsal | None:
    """The one the campaign was submitted with."""
    return _first(
        tx, rehearsals.c.campaign_id == campaign_id, rehearsals.c.sealed_at.is_not(None)
    )


def seal(tx: Tx, rehearsal: Rehearsal, *, at: datetime) -> None:
    """Say that a campaign was submitted with this one, and with no other."""
    mine = rehearsals.c.campaign_id == rehearsal.campaign_id
    tx.execute(update(rehearsals).where(mine).values(sealed_at=None))
    only = rehearsals.c.id == rehearsal.id
    tx.execute(update(rehearsals).where(only).values(sealed_at=at))


def advance(tx: Tx, rehearsal_id: str, *, done: int, at: datetime) -> bool:
    """Note how far it is; false: it was called off meanwhile."""
    return _while_running(tx, rehearsal_id, done=done, updated_at=at)


def finish(
    tx: Tx, rehearsal_id: str, findings: Findings, status: Outcome, *, at: datetime, note: str
) -> bool:
    """Write what was found; false: it was called off meanwhile, and stays so."""
    is_mine = _while_running(
        tx,
        rehearsal_id,
        status=status,
        done=findings.done,
        letters=findings.letters,
        parts=findings.parts,
        found=_groups(findings.groups),
        empty=findings.empty,
        examples=findings.examples,
        note=note,
        updated_at=at,
    )
    if is_mine:
        _list(tx, rehearsal_id, findings.failures[:LISTED])
    return is_mine


def call_off(tx: Tx, rehearsal_id: str, *, at: datetime) -> bool:
    return _while_running(tx, rehearsal_id, status=Outcome.CANCELLED, updated_at=at)


def failures(tx: Tx, rehearsal_id: str) -> list[Failure]:
    """The messages with something wrong, errors first; at most `LISTED`."""
    table = rehearsal_failures.c
    rows = select(
        table.contact_id, table.severity, table.part, table.key, table.facts, table.step
    )
    rows = rows.where(table.rehearsal_id == rehearsal_id).order_by(table.position)
    return [
        Failure(**row._asdict() | {"severity": Severity(row.severity)})
        for row in tx.execute(rows)
    ]


def _while_running(tx: Tx, rehearsal_id: str, **values: Any) -> bool:
    changed = tx.execute(
        update(rehearsals)
        .where(rehearsals.c.id == rehearsal_id)
        .where(rehearsals.c.status == Outcome.RUNNING)
        .values(**values)
    )
    return changed.rowcount == 1


def _list(tx: Tx, rehearsal_id: str, found: Sequence[Failure]) -> None:
    mine = rehearsal_failures.c.rehearsal_id == rehearsal_id
    tx.execute(delete(rehearsal_failures).where(mine))
    in_order = sorted(found, key=lambda one: one.severity is not Severity.ERROR)
    rows = [
        {"rehearsal_id": rehearsal_id, "position": position, **asdict(one)}
        for position, one in enumerate(in_order)
    ]
    if rows:
        tx.execute(insert(rehearsal_failures), rows)


def _groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [group.as_json() for group in groups]


def _first(tx: Tx, *conditions: Any) -> Rehearsal | None:
    table = rehearsals.c
    rows = select(rehearsals).where(*conditions)
    row = tx.execute(rows.order_by(table.started_at.desc(), table.id.desc())).first()
    return None if row is None else _rehearsal(row)


def _rehearsal(row: Row[Any]) -> Rehearsal:
    facts = row._asdict()
    groups = tuple(map(Group.from_json, facts.pop("found")))
    status, campaign_id = Outcome(facts["status"]), CampaignId(facts["campaign_id"])
    return Rehearsal(**facts | {"status": status, "campaign_id": campaign_id}, groups=groups)
