"""What an audience was resolved on beside the published data: kept, so that it replays.

The store goes on: more is sent, lists grow, campaigns that were to come have gone. Months later
an audience follows again only from what counted as it was frozen.
"""

import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select, update

from core.campaigns import audience, records
from core.campaigns.audience import Audience
from core.campaigns.known import Known
from core.campaigns.model import Campaign, CampaignId
from core.campaigns.pressure import Touch
from core.consent import forgetting
from core.consent import records as consent
from core.foundation.refusal import Refusal
from core.rulebook.model import RecipientsBook
from core.segments import notation
from core.segments import records as segments
from core.segments.model import Combine, Group, Listed, Rule, SegmentId
from core.store.schema import audience_grounds
from core.store.store import Tx
from core.warehouse.catalogue import Catalogue
from core.warehouse.snapshot import Snapshot


class NoGrounds(Refusal):
    """Nothing was frozen, or before what it rests on was kept."""


def keep(tx: Tx, campaign_id: CampaignId, found: Audience) -> None:
    """Keep what an audience rests on, instead of that of an earlier submission."""
    table = audience_grounds
    tx.execute(delete(table).where(table.c.campaign_id == campaign_id))
    written = {
        "rule": notation.to_json(found.rule),
        "sets": {one.digest: one.accounts for one in _sets(found.rule)},
        "touches": [
            (one.campaign_id, one.account_id, one.contact_id, one.day.isoformat(), one.first)
            for one in found.touches
        ],
    }
    tx.execute(insert(table).values(campaign_id=campaign_id, content=_packed(written)))


def naming(tx: Tx, contact_ids: Collection[str]) -> Iterator[dict[str, Any]]:
    """What audiences rest on that names one of these: each message, as plain values."""
    for campaign_id, written in _kept_with(tx, contact_ids):
        for other, account, contact, day, _first in written["touches"]:
            if contact in contact_ids:
                yield {
                    "campaign_id": campaign_id,
                    "written_to_in": other,
                    "account_id": account,
                    "contact_id": contact,
                    "day": day,
                }


def rename(tx: Tx, aliases: Mapping[str, str]) -> None:
    """Let what audiences rest on name an alias wherever it names one of these contacts."""
    table = audience_grounds
    for campaign_id, written in _kept_with(tx, aliases):
        written["touches"] = [
            (other, account, aliases.get(contact, contact), day, first)
            for other, account, contact, day, first in written["touches"]
        ]
        mine = update(table).where(table.c.campaign_id == campaign_id)
        tx.execute(mine.values(content=_packed(written)))


def replay(
    tx: Tx,
    snapshot: Snapshot,
    campaign: Campaign,
    *,
    catalogue: Catalogue,
    book: RecipientsBook,
    key: bytes,
) -> Audience:
    """The audience that was frozen, resolved anew from what it rested on.

    `snapshot` is the publication it names, `book` the version it was drawn by, `key` the
    house's, by which whoever was forgotten is known again. Its digest is that of the card,
    unless one of them, the campaign or the program has changed, or somebody of it was
    forgotten since. Raises `NoGrounds`.
    """
    card = records.audience(tx, campaign.id)
    row = tx.execute(
        select(audience_grounds.c.content).where(audience_grounds.c.campaign_id == campaign.id)
    ).first()
    if card is None or row is None:
        raise NoGrounds("audience-no-grounds", name=campaign.name)
    written = _unpacked(row.content)
    segment = segments.version(tx, SegmentId(campaign.segment_id or ""), card.segment_version)
    suppressed = {
        channel: consent.suppressed(tx, channel, purpose=campaign.purpose, at=card.frozen_at)
        for channel in campaign.channels
    }
    return audience.resolve(
        snapshot,
        campaign=campaign,
        segment=replace(segment, rule=_thawed(written["rule"], written["sets"])),
        known=Known(
            suppressed, _touches(written), forgetting.erased(tx, forgetting.CONTACT), key
        ),
        catalogue=catalogue,
        book=book,
        today=date.fromisoformat(card.judged_on),
    )


def _kept_with(
    tx: Tx, contact_ids: Collection[str]
) -> Iterator[tuple[CampaignId, dict[str, Any]]]:
    """Whatever is kept that names one of these, one campaign in memory at a time."""
    table = audience_grounds.c
    sought = [json.dumps(one, ensure_ascii=False).encode() for one in contact_ids]
    for campaign_id in tx.execute(select(table.campaign_id)).scalars().all():
        asked = select(table.content).where(table.campaign_id == campaign_id)
        content = tx.execute(asked).scalar_one()
        text = zlib.decompress(content)
        if any(one in text for one in sought):
            yield CampaignId(campaign_id), _unpacked(content)


def _packed(written: dict[str, Any]) -> bytes:
    return zlib.compress(json.dumps(written, ensure_ascii=False).encode())


def _unpacked(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zlib.decompress(content))
    return found


def _touches(written: dict[str, Any]) -> list[Touch]:
    return [
        Touch(other, account, contact, date.fromisoformat(day), first)
        for other, account, contact, day, first in written["touches"]
    ]


def _sets(rule: Rule) -> list[Listed]:
    if isinstance(rule, Listed):
        return [rule]
    parts = rule.rules if isinstance(rule, Group) else ()
    return [one for part in parts for one in _sets(part)]


def _thawed(written: dict[str, Any], sets: dict[str, list[str]]) -> Rule:
    """A rule as it was asked, with its sets in it; such a one is never saved with a segment."""
    if "listed" in written:
        digest = written["digest"]
        return Listed(written["listed"], digest, tuple(sets[digest]))
    if "field" in written:
        return notation.from_json(written)
    (combine,) = written.keys() & set(Combine)
    bare = notation.from_json(written | {combine: []})
    assert isinstance(bare, Group)
    return replace(bare, rules=tuple(_thawed(one, sets) for one in written[combine]))
