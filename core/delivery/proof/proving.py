"""The proof of a campaign: who decided on what, who agreed, what was sent, what came back.

One archive: the facts as JSON, the same for people as PDF, and a signature over both.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from core.approvals import tables as approvals
from core.campaigns import quoting
from core.campaigns import records as campaigns
from core.campaigns.model import Campaign, CampaignId
from core.consent import tables as consents
from core.delivery import records
from core.delivery.composing import Compose, Draft
from core.delivery.model import Dispatch, State
from core.delivery.proof import signature as own_signature
from core.foundation.refusal import Refusal
from core.journal import actions as journal
from core.journal import records as entries
from core.journal.model import canonical
from core.people import records as people
from core.people.model import Permission, Person, require
from core.store.store import Tx
from core.warehouse.warehouse import Warehouse

FACTS, PAGES, SEAL = "proof.json", "proof.pdf", "seal.json"
MEMBERS = (FACTS, PAGES)
LARGEST = 50 << 20  # bytes of a member
Facts = dict[str, Any]


class NothingToProve(Refusal):
    """The campaign was never submitted, or never had that contact."""


class NoProof(Refusal):
    """The file is no proof of any house."""


@dataclass(frozen=True)
class Verdict:
    """Whether a proof is what some house signed, and which members are not."""

    holds: bool
    public_key: str
    broken: tuple[str, ...]
    signed_at: str


@dataclass(frozen=True)
class Gathered:
    """What the store says; the messages it `sent` one contact are yet to be made."""

    campaign: Campaign
    facts: Facts
    sent: tuple[Dispatch, ...] = ()

    def composed(self, compose: Compose) -> Facts:
        """All of it, with the very bytes of the messages. No transaction may be open: what
        composes writes down where links lead. Raises what composing raises."""
        if "contact" not in self.facts:
            return self.facts
        drafts = compose(self.campaign, self.sent) if self.sent else {}
        noted = self.facts["contact"]["dispatches"]
        made = [
            facts | _made(one, drafts.get(one.id))
            for one, facts in zip(self.sent, noted, strict=True)
        ]
        return self.facts | {"contact": self.facts["contact"] | {"dispatches": made}}


def gathered(
    tx: Tx,
    campaign_id: CampaignId,
    *,
    warehouse: Warehouse,
    by: Person,
    at: datetime,
    contact_id: str | None = None,
) -> Gathered:
    """Everything the house knows of a campaign's approval, and of one contact in it.

    Noted in the journal. Raises `NothingToProve`.
    """
    require(by, Permission.DECIDE)
    if contact_id is not None:
        require(by, Permission.SEE_PERSONAL)
    campaign = campaigns.get(tx, campaign_id)
    card = campaigns.audience(tx, campaign_id)
    if card is None:
        raise NothingToProve("proving-nothing", name=campaign.name)
    facts = {"made_at": at.isoformat()} | _of_campaign(tx, campaign, card)
    details = {"contact": contact_id}
    journal.record(tx, "approvals.prove", campaign_id, by=by.id, at=at, details=details)
    if contact_id is None:
        return Gathered(campaign, facts)
    sent = tuple(records.of_contact(tx, campaign.id, contact_id))
    contact = _contact(tx, campaign, contact_id, card, warehouse)
    noted = {"dispatches": [_dispatch(tx, one) for one in sent]}
    return Gathered(campaign, facts | {"contact": contact | noted}, sent)


def _of_campaign(tx: Tx, campaign: Campaign, card: Any) -> Facts:
    return {
        "campaign": _plain(vars(campaign)),
        "sealed": {"fingerprint": campaign.fingerprint, "parts": card.parts},
        "audience": {
            "digest": card.digest,
            "publication": card.publication,
            "as_of": card.as_of,
            "judged_on": card.judged_on,
            "waterfall": card.waterfall,
        },
        "route": card.route,
        "decisions": [_plain(vars(one)) for one in approvals.decisions(tx, campaign.id)],
        "journal": _chain(tx, campaign.id),
        "people": people.names(tx),
        "message": _message(tx, card.parts),
        "receipts": _counts(tx, campaign.id),
    }


def archive(facts: Facts, *, folder: Path, pages: Callable[[Facts], bytes]) -> bytes:
    """The proof: facts, pages, and the seal over both. `folder` has the house's key."""
    members = {
        FACTS: json.dumps(facts, ensure_ascii=False, indent=1, sort_keys=True).encode(),
        PAGES: pages(facts),
    }
    sealed = {
        "members": {name: _digest(content) for name, content in members.items()},
        "public_key": own_signature.public_key(folder),
        "signed_at": facts["made_at"],
    }
    seal = sealed | {"signature": own_signature.sign(folder, canonical(sealed).encode())}
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
        file.writestr(SEAL, json.dumps(seal, indent=1))
    return kept.getvalue()


def verify(content: bytes, *, public_key: str) -> Verdict:
    """Whether a proof holds, and is that of this key's house. Raises `NoProof`."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as file:
            members = {name: _member(file, name) for name in MEMBERS}
            seal = json.loads(_member(file, SEAL))
            signature = str(seal.pop("signature"))
            digests, signed_at = dict(seal["members"]), str(seal["signed_at"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as fault:
        raise NoProof("proving-no-proof") from fault
    broken = [name for name in MEMBERS if digests.get(name) != _digest(members[name])]
    signed = canonical(seal).encode()
    if not own_signature.holds(public_key, signature, signed):
        broken.append(SEAL)
    return Verdict(not broken, str(seal.get("public_key")), tuple(broken), signed_at)


def _member(file: zipfile.ZipFile, name: str) -> bytes:
    if file.getinfo(name).file_size > LARGEST:
        raise ValueError(name)
    return file.read(name)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _chain(tx: Tx, campaign_id: CampaignId) -> list[Facts]:
    """What the journal says of it, each entry with its digest and that of the one before."""
    return [_plain(asdict(entry)) for entry in entries.about(tx, campaign_id)]


def _counts(tx: Tx, campaign_id: CampaignId) -> dict[str, int]:
    """How many messages are in each state, of what is known so far."""
    counts = records.counts_by_state(tx, campaign_id)
    return {state.value: counts[state] for state in State if counts[state]}


def _message(tx: Tx, parts: Mapping[str, Any]) -> list[Facts]:
    """Every writing of the message as it was sealed, its snippets put in."""
    sealed = quoting.sealed_message(tx, parts)
    return [] if sealed is None else [_plain(vars(one)) for one in sealed.writings]


def _contact(
    tx: Tx, campaign: Campaign, contact_id: str, card: Any, warehouse: Warehouse
) -> Facts:
    row = campaigns.audience_contact(tx, campaign.id, contact_id)
    if row is None:
        raise NothingToProve("proving-no-contact", name=campaign.name)
    snapshot = warehouse.snapshot(card.publication)
    return {
        "contact_id": contact_id,
        "account_id": row.account_id,
        "address": row.address,
        "why": row.reason,
        "consents": [_plain(vars(one)) for one in consents.consents_of(snapshot, contact_id)],
    }


def _dispatch(tx: Tx, dispatch: Dispatch) -> Facts:
    """A message on its way: every try with its answer."""
    attempts = [_plain(vars(one)) for one in records.attempts(tx, dispatch.id)]
    return _plain(vars(dispatch)) | {"attempts": attempts}


def _made(dispatch: Dispatch, draft: Draft | None) -> Facts:
    """The very bytes a message is made of."""
    moment = dispatch.sent_at or dispatch.not_before
    made = b"" if draft is None else draft.build(moment).content
    return {"rendered": made.decode("utf-8", "replace"), "rendered_digest": _digest(made)}


def _plain(facts: Mapping[str, Any]) -> Facts:
    """The same as JSON takes it: moments in ISO 8601, whatever else as its text."""
    read: Facts = json.loads(json.dumps(dict(facts), ensure_ascii=False, default=_text))
    return read


def _text(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict(value)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
