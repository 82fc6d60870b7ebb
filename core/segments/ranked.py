"""Whom a campaign's advice would write to next: a ranking that is kept, and asked by its top.

A room further down the street makes it and passes it on; nothing here knows how.
"""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Row, insert, select

from core.foundation.refusal import Refusal
from core.segments import packing
from core.segments.model import Listed
from core.segments.resolving import ADVICE, UnknownSet
from core.store.schema import ranking_members, rankings
from core.store.store import Tx

TOPS = (10, 20, 30, 50)  # percent that may be asked for
FRESH = timedelta(days=180)  # after that what was learnt is too old to be asked


class StaleRanking(Refusal):
    """What the campaign taught is too long ago to be acted upon."""


class DamagedRanking(Refusal):
    """The ranking is not what was kept."""


@dataclass(frozen=True)
class Ranking:
    """Accounts by how much more of them buy for a message, the best first.

    `digest` is of their order and of the model: another order or another way of learning,
    another digest.
    """

    id: str
    campaign_id: str
    name: str
    publication: int
    model: str
    accounts: int
    digest: str
    made_by: str
    made_at: datetime

    def is_stale(self, today: date) -> bool:
        return today - self.made_at.date() > FRESH

    def called(self, top: int) -> str:
        """What people call a top of it, in any language."""
        return f"{self.name} · {top} % · {self.made_at:%Y-%m-%d}"


def digest(model: str, account_ids: tuple[str, ...]) -> str:
    return hashlib.sha256("\n".join((model, *account_ids)).encode()).hexdigest()


def keep(tx: Tx, ranking: Ranking, account_ids: tuple[str, ...]) -> None:
    """Write a ranking with its accounts; neither changes any more."""
    tx.execute(insert(rankings).values(**asdict(ranking)))
    packed = packing.packed(account_ids)
    tx.execute(insert(ranking_members).values(ranking_id=ranking.id, account_ids=packed))


def everything(tx: Tx) -> list[Ranking]:
    """Every ranking, the newest first."""
    rows = select(rankings).order_by(rankings.c.made_at.desc(), rankings.c.id)
    return [_ranking(row) for row in tx.execute(rows)]


def of(tx: Tx, set_id: str) -> tuple[Ranking, int]:
    """The ranking that a set's id names, and the percent of it. Raises `UnknownSet`."""
    named, _, top = set_id.rpartition(".")
    row = tx.execute(select(rankings).where(rankings.c.id == named)).first()
    if row is None or top not in {str(one) for one in TOPS}:
        raise UnknownSet("segments-unknown-set", id=f"{ADVICE} {set_id}"[:60])
    return _ranking(row), int(top)


def names(tx: Tx) -> dict[str, str]:
    """What every top of every ranking is called, by its id."""
    return {f"{one.id}.{top}": one.called(top) for one in everything(tx) for top in TOPS}


def stale(tx: Tx, today: date) -> frozenset[str]:
    """The tops that are not to be asked any more."""
    old = [one for one in everything(tx) if one.is_stale(today)]
    return frozenset(f"{one.id}.{top}" for one in old for top in TOPS)


def listed(tx: Tx, set_id: str, today: date) -> Listed:
    """The best accounts of a ranking. Raises `UnknownSet`, `StaleRanking`, `DamagedRanking`."""
    ranking, top = of(tx, set_id)
    if ranking.is_stale(today):
        raise StaleRanking("segments-stale-ranking", name=ranking.name, days=FRESH.days)
    asked = select(ranking_members.c.account_ids)
    asked = asked.where(ranking_members.c.ranking_id == ranking.id)
    ids = packing.unpacked(tx.execute(asked).scalar_one())
    if ids is None or digest(ranking.model, ids) != ranking.digest:
        raise DamagedRanking("segments-damaged-ranking", name=ranking.name)
    best = tuple(sorted(ids[: -(-len(ids) * top // 100)]))
    return Listed(f"{ADVICE}:{set_id}", f"{ranking.digest}:{top}", best)


def _ranking(row: Row[Any]) -> Ranking:
    return Ranking(**row._asdict())
