"""The delivery of a campaign, part by part: by step, domain, variant, and kinds of accounts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import (
    ColumnElement,
    FromClause,
    Row,
    String,
    and_,
    cast,
    distinct,
    func,
    select,
)

from core.consent.model import EMAIL
from core.delivery.tables import domain
from core.results import counting
from core.results.counting import OF_DELIVERED, Number
from core.results.ledger import QUIET
from core.segments.bits import Bits
from core.store.schema import audience_variants, dispatches
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

MOST_PARTS = 50  # that are shown, those with the most messages


class By(StrEnum):
    """What the parts are; a word ``results-by-…`` each."""

    STEP = "step"  # and its channel
    DOMAIN = "domain"  # of the mailbox
    VARIANT = "variant"
    REGION = "region"  # of the account, as are the next
    INDUSTRY = "industry"
    SIZE_BAND = "size_band"
    SEGMENT = "segment"  # an account may be in several


OF_ACCOUNTS = (By.REGION, By.INDUSTRY, By.SIZE_BAND)


@dataclass(frozen=True)
class Part:
    """Some messages of a campaign in numbers; `key` names which, none: the whole."""

    key: str | None
    counts: Mapping[str, int]

    def __getitem__(self, number: Number) -> int:
        return self.counts.get(number, 0)

    @property
    def open_rate(self) -> float | None:
        """Delivered messages that a person opened ÷ delivered; none: nothing delivered yet."""
        return _ratio(self.counts.get(OF_DELIVERED[Number.OPENED], 0), self[Number.DELIVERED])

    @property
    def click_rate(self) -> float | None:
        """Delivered messages that a person clicked ÷ delivered; none: nothing delivered yet."""
        return _ratio(self.counts.get(OF_DELIVERED[Number.CLICKED], 0), self[Number.DELIVERED])

    @property
    def click_to_open(self) -> float | None:
        """Messages that a person clicked ÷ that a person opened; none: nobody opened any."""
        return _ratio(self[Number.CLICKED], self[Number.OPENED])


@dataclass(frozen=True)
class Breakdown:
    """The whole, and its parts, the largest first; of very many parts `left_out` are not."""

    by: By
    whole: Part
    parts: tuple[Part, ...]
    left_out: int


def choices(tx: Tx, campaign_id: str, *, has_base: bool) -> list[By]:
    """By what a campaign may be broken down: what it has more than one of, or may have."""
    table = dispatches.c
    asked = select(table.channel).where(table.campaign_id == campaign_id).distinct()
    found = [By.STEP]
    if EMAIL in set(tx.execute(asked).scalars()):
        found.append(By.DOMAIN)
    own = audience_variants.c
    letters = select(func.count(distinct(own.variant))).where(own.campaign_id == campaign_id)
    if tx.execute(letters).scalar_one():
        found.append(By.VARIANT)
    return [*found, *OF_ACCOUNTS, By.SEGMENT] if has_base else found


def breakdown(
    tx: Tx,
    campaign_id: str,
    by: By,
    *,
    at: datetime,
    snapshot: Snapshot | None = None,
    members: Mapping[str, Bits] | None = None,
) -> Breakdown:
    """A campaign's messages as they stand at a moment, part by part.

    Accounts are sorted as the `snapshot` has them today, and into `members`, by the name of
    their segment.
    """
    quiet_since = at - QUIET
    whole = _part(None, _counted(tx, campaign_id, [], quiet_since)[0])
    if by in (*OF_ACCOUNTS, By.SEGMENT):
        rows = _counted(tx, campaign_id, [dispatches.c.account_id], quiet_since)
        if snapshot is None or not rows:
            return Breakdown(by, whole, (), 0)
        parts = _by_account(rows, by, snapshot, members or {})
    else:
        keys = key_of(tx, by)
        parts = [_part(row[0], row) for row in _counted(tx, campaign_id, [keys], quiet_since)]
    ordered = sorted(parts, key=lambda one: (-one[Number.QUEUED], str(one.key)))
    if by is By.STEP:
        ordered = sorted(parts, key=lambda one: step_of(str(one.key)))
    return Breakdown(by, whole, tuple(ordered[:MOST_PARTS]), max(len(ordered) - MOST_PARTS, 0))


def key_of(tx: Tx, by: By) -> ColumnElement[str]:
    """What names the part a message is in, where the store knows."""
    table = dispatches.c
    if by is By.DOMAIN:
        return domain(tx)
    if by is By.VARIANT:
        return func.coalesce(audience_variants.c.variant, "")
    return cast(table.step, String) + ":" + table.channel


def step_of(key: str) -> tuple[int, str]:
    """The number of a step and its channel, of its key."""
    number, _, channel = key.partition(":")
    return (int(number) if number.isdecimal() else 0), channel


def beside(source: FromClause) -> FromClause:
    """Messages beside the variant of their account."""
    own = audience_variants.c
    is_same = and_(
        own.campaign_id == dispatches.c.campaign_id, own.account_id == dispatches.c.account_id
    )
    return source.outerjoin(audience_variants, is_same)


def accounts_in(
    snapshot: Snapshot, by: By, key: str, account_ids: Sequence[str], members: Bits | None
) -> list[str]:
    """Those of these accounts that are in one part of a kind of accounts."""
    groups = _groups(snapshot, by, account_ids, {} if members is None else {key: members})
    found: list[str] = groups.filter(pc.field("key") == key)["account_id"].to_pylist()
    return found


def _counted(
    tx: Tx, campaign_id: str, keys: Sequence[ColumnElement[str]], quiet_since: datetime
) -> Sequence[Row[Any]]:
    touches = counting.touched(campaign_id)
    sums = counting.columns(touches, quiet_since=quiet_since)
    asked = (
        select(*(key.label("key") for key in keys), *sums)
        .select_from(beside(counting.messages(touches)))
        .where(dispatches.c.campaign_id == campaign_id)
    )
    return list(tx.execute(asked.group_by(*keys) if keys else asked))


def _by_account(
    rows: Sequence[Row[Any]], by: By, snapshot: Snapshot, members: Mapping[str, Bits]
) -> list[Part]:
    names = [str(name) for name in (*Number, *OF_DELIVERED.values())]
    ids = [row.key for row in rows]
    counts = {name: [int(getattr(row, name)) for row in rows] for name in names}
    written = pa.table({"account_id": pa.array(ids, pa.string()), **counts})
    placed = _groups(snapshot, by, ids, members).join(written, "account_id")
    summed = placed.group_by("key").aggregate([(name, "sum") for name in names])
    return [
        _part(row["key"], {name: row[f"{name}_sum"] for name in names})
        for row in summed.to_pylist()
    ]


_KEYS = {
    By.REGION: "SELECT account_id, trim(coalesce(region, '')) AS key"
    " FROM accounts JOIN written USING (account_id)",
    By.INDUSTRY: "SELECT account_id, trim(coalesce(industry, '')) AS key"
    " FROM accounts JOIN written USING (account_id)",
    By.SIZE_BAND: "SELECT account_id, trim(coalesce(size_band, '')) AS key"
    " FROM accounts JOIN written USING (account_id)",
    By.SEGMENT: "SELECT account_id, key"
    " FROM accounts JOIN written USING (account_id) JOIN chosen USING (ordinal)",
}


def _groups(
    snapshot: Snapshot, by: By, account_ids: Sequence[str], members: Mapping[str, Bits]
) -> pa.Table:
    """The parts each of these accounts is in (`account_id`, `key`)."""
    given = {"written": pa.table({"account_id": pa.array(account_ids, pa.string())})}
    if by is By.SEGMENT:
        each = [bits.ordinals().astype(np.int32) for bits in members.values()]
        names = [name for name, some in zip(members, each, strict=True) for _ in some]
        ordinals = np.concatenate(each) if each else np.empty(0, np.int32)
        given["chosen"] = pa.table({"ordinal": ordinals, "key": pa.array(names, pa.string())})
    return snapshot.arrow(_KEYS[by], given=given)


def _part(key: str | None, row: Row[Any] | Mapping[str, Any]) -> Part:
    counts = row._mapping if isinstance(row, Row) else row
    names = [*Number, *OF_DELIVERED.values()]
    return Part(key, {str(name): int(counts[str(name)] or 0) for name in names})


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
