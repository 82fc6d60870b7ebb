"""The rows of a frozen audience, read once and not kept: there may be a million of them."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Column, Select, collate, select

from core.campaigns.model import CampaignId
from core.campaigns.records import ACCOUNT_COLUMNS, CONTACT_COLUMNS
from core.store.schema import audience_accounts, audience_contacts
from core.store.store import Tx

AT_ONCE = 5_000


def accounts(tx: Tx, campaign_id: CampaignId) -> Iterator[Sequence[str | None]]:
    """Every account as `AudienceAccount`, in the order of their ids, letter by letter."""
    table = audience_accounts.c
    asked = select(*(table[name] for name in ACCOUNT_COLUMNS))
    yield from _rows(tx, asked.where(table.campaign_id == campaign_id), table.account_id)


def contacts(tx: Tx, campaign_id: CampaignId) -> Iterator[Sequence[str | None]]:
    """Every contact by channel as `AudienceContact`, in the order of their ids and channels."""
    table = audience_contacts.c
    asked = select(*(table[name] for name in CONTACT_COLUMNS))
    asked = asked.where(table.campaign_id == campaign_id)
    yield from _rows(tx, asked, table.contact_id, table.channel)


def _rows(
    tx: Tx, asked: Select[tuple[str, ...]], *order: Column[str]
) -> Iterator[Sequence[str | None]]:
    # SQLite compares letters anyway; PostgreSQL would go by the manners of a language.
    is_plain = tx.dialect.name == "sqlite"
    ordered = asked.order_by(*(one if is_plain else collate(one, "C") for one in order))
    for some in tx.execute(ordered.execution_options(yield_per=AT_ONCE)).partitions():
        yield from map(tuple, some)
