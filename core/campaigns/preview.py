"""Whom a rule would reach: the addressing of a campaign, before there is a campaign."""

from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from core.campaigns import audience, tables
from core.campaigns.audience import Audience, Fall
from core.campaigns.model import Campaign, CampaignId, Purpose, Status
from core.campaigns.sets import as_listed
from core.people.model import Permission, Person, require
from core.rulebook.model import RecipientsBook
from core.segments import tables as segments
from core.segments.model import Listed, Rule, Segment, SegmentId
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot

MOST = 20_000  # accounts that are walked down the waterfall while somebody waits
NAMED = 50


@dataclass(frozen=True)
class Addressing:
    """How a rule is addressed: in which order of roles, how many of an account, for what."""

    roles: tuple[str, ...] = ()
    contacts_per_account: int | None = 1
    purpose: Purpose = Purpose.ADVERTISING


@dataclass(frozen=True)
class Reach:
    """What became of `looked_at` of a rule's `accounts`, spread evenly over them.

    `named` are some of the contacts that would be written to: company, name, role, position.
    """

    accounts: int
    looked_at: int
    waterfall: list[Fall]
    named: list[dict[str, str]]


def reach(  # noqa: PLR0913 – a preview rests on what an audience rests on
    tx: Tx,
    snapshot: Snapshot,
    rule: Rule,
    how: Addressing,
    *,
    catalogue: Catalogue,
    book: RecipientsBook,
    by: Person,
    at: datetime,
    today: date,
    key: bytes,
) -> Reach:
    """Walk a resolved rule's accounts down the waterfall without a holdout. Nothing is kept."""
    require(by, Permission.SEGMENT)
    require(by, Permission.SEE_ACCOUNTS)
    ordinals = segments.member_ordinals(snapshot, rule, catalogue)
    looked_at = _spread(ordinals)
    campaign = _campaign(how, by, at)
    found = audience.resolve(
        snapshot,
        campaign=campaign,
        segment=_segment(_listed(snapshot, looked_at), by, at),
        known=tables.known(tx, campaign, book, today, key=key),
        catalogue=catalogue,
        book=book,
        today=today,
    )
    is_open = by.may(Permission.SEE_PERSONAL)
    named = _named(snapshot, found, is_open=is_open)
    return Reach(len(ordinals), len(looked_at), found.waterfall, named)


def _spread(ordinals: NDArray[np.int64]) -> NDArray[np.int64]:
    if len(ordinals) <= MOST:
        return ordinals
    return ordinals[np.linspace(0, len(ordinals) - 1, MOST).astype(np.int64)]


def _listed(snapshot: Snapshot, ordinals: NDArray[np.int64]) -> Listed:
    rows = snapshot.arrow(
        "SELECT account_id FROM accounts WHERE ordinal IN (SELECT unnest(?::INTEGER[]))",
        [ordinals.tolist()],
    )
    return as_listed("preview", str(snapshot.publication.number), rows.column(0).to_pylist())


def _named(snapshot: Snapshot, found: Audience, *, is_open: bool) -> list[dict[str, str]]:
    """Some of those who are in, by company; names only for whoever may see them."""
    chosen = [one.contact_id for one in found.contacts if one.address][:NAMED]
    rows = snapshot.rows(_NAMED, [chosen])
    return rows if is_open else [row | {"contact": "•••"} for row in rows]


_NAMED = (
    "SELECT a.name AS company, c.full_name AS contact, c.role, c.position FROM contacts c "
    "JOIN accounts a ON a.ordinal = c.account_ordinal "
    "WHERE c.contact_id IN (SELECT unnest(?::VARCHAR[])) ORDER BY a.name, c.contact_id"
)


def _segment(rule: Rule, by: Person, at: datetime) -> Segment:
    return Segment(SegmentId("preview"), "", 1, rule, by.id, at, by.id, at)


def _campaign(how: Addressing, by: Person, at: datetime) -> Campaign:
    return Campaign(
        id=CampaignId("preview"),
        name="",
        status=Status.DRAFT,
        goal="",
        purpose=how.purpose,
        segment_id=None,
        template_id=None,
        holdout_share=0.0,
        contacts_per_account=how.contacts_per_account,
        roles=tuple(how.roles),
        sender_name="",
        sender_address="",
        send_at=None,
        window_days=1,
        seed="",
        fingerprint=None,
        revision=0,
        created_by=by.id,
        created_at=at,
    )
