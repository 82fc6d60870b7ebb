"""A digest of exactly what is approved, part by part, so that a change can be named."""

import hashlib
from typing import Any

from core.campaigns import (
    frozen_rows,
    quoting,
    records,
    rehearsal_records,
    surveys,
    variants,
)
from core.campaigns.model import Arm, Campaign, CampaignId
from core.campaigns.rehearsal import Rehearsal
from core.journal.model import canonical
from core.messages import records as messages
from core.messages import snippet_records, snippets
from core.messages.model import Snippet, TemplateId
from core.segments import notation, ranked, uses
from core.segments import records as segments
from core.segments.model import ListId, Segment, SegmentId
from core.segments.resolving import ADVICE, LIST, SEGMENT
from core.store.store import Tx

Parts = dict[str, Any]


def parts_of(tx: Tx, campaign: Campaign) -> Parts:
    """What an approval is bound to, as it is now: plain JSON by part.

    The audience and the route are those frozen at the last submission; segment and template
    are their newest versions, since saving one is a change to every campaign that uses it;
    with the segment goes everything its rule names, however deep.
    """
    card = records.audience(tx, campaign.id)
    # What was submitted before there were rehearsals has no such part, and its seal holds.
    rehearsed = rehearsal_records.sealed(tx, campaign.id)
    rehearsal: Parts = {} if rehearsed is None else {"rehearsal": _rehearsal(rehearsed)}
    parts = rehearsal | {
        "goal": {"name": campaign.name, "goal": campaign.goal},
        "segment": _segment(tx, campaign),
        "audience": None if card is None else audience_part(card),
        "template": _template(tx, campaign),
        "schedule": campaign.send_at.isoformat() if campaign.send_at else None,
        "holdout": {"share": campaign.holdout_share, "seed": campaign.seed},
        "sender": {"name": campaign.sender_name, "address": campaign.sender_address},
        "purpose": campaign.purpose.value,
        "addressing": {
            "roles": list(campaign.roles),
            "contacts_per_account": campaign.contacts_per_account,
        },
        "window": campaign.window_days,
        "route": None if card is None else card.route,
    }
    return parts | _where_used(tx, campaign, card)


def _where_used(tx: Tx, campaign: Campaign, card: Any) -> Parts:
    """The parts only some campaigns have; the seals of all others are what they always were."""
    parts: Parts = {}
    # An audience that was frozen before its first channel was sealed does not name it.
    if card is not None and "channel" in (card.drawn or {}):
        parts["channel"] = campaign.channel
    if campaign.steps:
        parts["steps"] = [_step(tx, campaign, n) for n in range(2, campaign.last_step + 1)]
    if card is not None and card.cost is not None:
        parts["cost"] = card.cost
    # One that says nothing of its priority has the book's, and the seal it always had.
    if campaign.priority is not None:
        parts["priority"] = campaign.priority
    # One look, at the end, is what campaigns had before looks could be planned.
    if campaign.looks > 1:
        parts["looks"] = campaign.looks
    if campaign.brief_id is not None:
        parts["brief"] = brief_part(tx, campaign)
    return parts | _drawn_or_asked(tx, campaign)


def _drawn_or_asked(tx: Tx, campaign: Campaign) -> Parts:
    """Of a campaign with several variants, and of one that asks both arms of another."""
    parts: Parts = {}
    if variants.is_frozen(tx, campaign.id):
        letters = list(variants.letters_of(tx, campaign))
        parts["variants"] = {"letters": letters, "shares": campaign.variant_shares}
    if (survey := surveys.apart(tx, campaign.id)) is not None:
        terms: Parts = {"terms": survey.terms.as_json()} if survey.terms else {}
        parts["survey"] = terms | {"about": survey.about, "scale": survey.scale.value}
    return parts


def digest(parts: Parts) -> str:
    """SHA-256 over the canonical JSON of the parts."""
    return hashlib.sha256(canonical(parts).encode()).hexdigest()


def differences(sealed: Parts, now: Parts) -> list[str]:
    """The names of the parts that are not the same."""
    either = dict.fromkeys([*now, *sealed])
    return [part for part in either if canonical(sealed.get(part)) != canonical(now.get(part))]


def broken_parts(tx: Tx, campaign: Campaign) -> list[str]:
    """The parts of a sealed campaign that are no longer what was sealed; empty: the seal holds.

    The seal itself counts: it has to be the digest of the parts it was taken over.
    """
    card = records.audience(tx, campaign.id)
    if card is None or campaign.fingerprint is None:
        return ["seal"]
    broken = differences(card.parts, parts_of(tx, campaign))
    return broken or ([] if digest(card.parts) == campaign.fingerprint else ["seal"])


def is_audience_intact(tx: Tx, campaign: Campaign) -> bool:
    """Whether every frozen row is still the one the audience's digest was taken over."""
    card = records.audience(tx, campaign.id)
    if card is None:
        return False
    if rows_digest(tx, campaign, card) != str(card.digest):
        return False
    if not variants.is_frozen(tx, campaign.id):
        return True
    return variants.is_intact(tx, campaign, written_to(tx, campaign))


def rows_digest(tx: Tx, campaign: Campaign, card: Any) -> str:
    """What the frozen rows come to now, as the audience's own digest was taken."""
    rows = frozen_rows.accounts(tx, campaign.id), frozen_rows.contacts(tx, campaign.id)
    return frozen_rows.digest_in_order(card.publication, card.as_of, *rows)


def written_to(tx: Tx, campaign: Campaign) -> list[str]:
    """The accounts of a frozen audience that are written to."""
    return [
        account_id for account_id, arm in records.arms(tx, campaign.id) if arm == Arm.TREATED
    ]


def brief_part(tx: Tx, campaign: Campaign) -> Parts:
    """The brief with its facts, each with whoever put their name to it."""
    return {
        "id": campaign.brief_id,
        "facts": {
            key: {
                "value": fact.value,
                "valid_until": fact.valid_until.isoformat() if fact.valid_until else None,
                "confirmed_by": fact.confirmation.confirmed_by if fact.confirmation else None,
            }
            for key, fact in quoting.facts_of(tx, campaign).items()
        },
    }


def _segment(tx: Tx, campaign: Campaign) -> Parts | None:
    if campaign.segment_id is None:
        return None
    segment = segments.get(tx, SegmentId(campaign.segment_id))
    part = _version(segment)
    # A change of what the rule only names is a change of whom it finds. What names nothing has
    # no such entry, and the seals of such campaigns are what they always were.
    if within := uses.within(tx, segment.rule):
        part["within"] = [_resolved(tx, field, set_id) for field, set_id in within]
    return part


def _version(segment: Segment) -> Parts:
    return {
        "id": segment.id,
        "version": segment.version,
        "rule": notation.to_json(segment.rule),
    }


def _resolved(tx: Tx, field: str, set_id: str) -> Parts:
    """What a set that a rule names comes to now."""
    if field == SEGMENT:
        return {"set": field, **_version(segments.get(tx, SegmentId(set_id)))}
    if field == LIST:
        digest = segments.list_of(tx, ListId(set_id)).digest
    elif field == ADVICE:
        digest = ranked.of(tx, set_id)[0].digest
    else:
        card = records.audience(tx, CampaignId(set_id))
        digest = "" if card is None else card.digest
    return {"set": field, "id": set_id, "digest": digest}


def _step(tx: Tx, campaign: Campaign, number: int) -> Parts:
    step = campaign.steps[number - 2]
    # A step that asks nothing has no such entry, and its seals are what they always were.
    asks: Parts = {"asks": step.asks.as_json()} if step.asks else {}
    return asks | {
        "channel": step.channel,
        "wait_hours": step.wait_hours,
        "condition": step.condition,
        "template": _template(tx, campaign.at_step(number)),
    }


def _template(tx: Tx, campaign: Campaign) -> Parts | None:
    if campaign.template_id is None:
        return None
    template = messages.get(tx, TemplateId(campaign.template_id))
    if template is None:
        return None
    part: Parts = {
        "id": template.id,
        "version": template.version,
        "content": _written(template.content),
    }
    # Other words in a snippet are other words in all that includes it. A template that
    # includes nothing has no such entry, and its seals are what they always were.
    if names := snippets.names_in_all(template.writings):
        known = snippet_records.everything(tx, only=names)
        part["snippets"] = [_snippet(name, known.get(name)) for name in sorted(names)]
    return part


def _snippet(name: str, snippet: Snippet | None) -> Parts:
    if snippet is None:
        return {"name": name, "version": 0, "content": ""}
    content = _written(snippet.content)
    return {"name": name, "version": snippet.version, "content": content}


def _written(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode()).hexdigest()


def _rehearsal(rehearsal: Rehearsal) -> Parts:
    return {"id": rehearsal.id, "of": rehearsal.digest, "messages": rehearsal.done}


def audience_part(card: Any) -> Parts:
    """The frozen audience by its card: its digest, what it rests on, and how it was drawn."""
    # What was frozen before the draw was kept has no such entry, and its seal holds.
    drawn: Parts = {} if card.drawn is None else {"drawn": card.drawn}
    return drawn | {
        "digest": card.digest,
        "publication": card.publication,
        "as_of": card.as_of,
        "waterfall": card.waterfall,
    }
