"""What a rehearsal is of: the message as it would leave, the audience, and all they rest on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Fate
from core.campaigns.rehearsal import Group, Plan
from core.consent.model import EMAIL, sendable
from core.foundation.refusal import Refusal
from core.journal.model import canonical
from core.messages import advice, records
from core.messages.advice import Circumstances, FactState
from core.messages.arriving import arriving
from core.messages.fields import UNSUBSCRIBE
from core.messages.model import Channel, Finding, Severity, Template, TemplateId, Writing
from core.messages.quoted import bare_names
from core.store.store import Tx


class NothingToRehearse(Refusal):
    """There is no message, or nobody to send it to."""


@dataclass(frozen=True)
class Facts:
    """A brief's facts: what templates quote, and how far each may be relied on."""

    values: Mapping[str, Any] = field(default_factory=dict)  # by key
    states: Mapping[str, FactState] = field(default_factory=dict)  # by “brief.key”


NO_FACTS = Facts()


def plan(tx: Tx, campaign: Campaign, audience: Audience, *, facts: Facts = NO_FACTS) -> Plan:
    """Everything a rehearsal of the campaign needs. Raises `NothingToRehearse`."""
    template = _template(tx, campaign)
    contacts = tuple(
        (one.contact_id, one.address) for one in audience.contacts if one.reason == Fate.IN
    )
    if not contacts:
        raise NothingToRehearse("rehearsal-nobody", name=campaign.name)
    writings = as_sent(template)
    return Plan(
        campaign_id=campaign.id,
        digest=_digest(campaign, template.channel, writings, audience.digest, facts),
        channel=template.channel,
        writings=writings,
        contacts=contacts,
        fixed=_fixed(campaign, facts),
        groups=tuple(_advice(campaign, template.channel, writings, facts)),
        seed=campaign.seed,
    )


def digest_now(
    tx: Tx, campaign: Campaign, audience_digest: str, *, facts: Facts = NO_FACTS
) -> str:
    """The digest a rehearsal has to have to count now. Raises `NothingToRehearse`."""
    template = _template(tx, campaign)
    return _digest(campaign, template.channel, as_sent(template), audience_digest, facts)


def as_sent(template: Template) -> tuple[Writing, ...]:
    """The writings as they leave the house, each ready to be filled."""
    return tuple(arriving(writing) for writing in template.writings)


def blanks(findings_empty: Mapping[str, int], writings: tuple[Writing, ...]) -> list[Group]:
    """In how many messages a field without a fallback would leave a gap."""
    bare = frozenset[str]().union(*map(bare_names, writings))
    return [
        Group(Severity.WARNING, "", "rehearsal-gap", {"name": name}, count)
        for name, count in sorted(findings_empty.items(), key=lambda one: -one[1])
        if name in bare
    ]


def _template(tx: Tx, campaign: Campaign) -> Template:
    template = records.get(tx, TemplateId(campaign.template_id or ""))
    if template is None:
        raise NothingToRehearse("rehearsal-no-message", name=campaign.name)
    return template


def _digest(
    campaign: Campaign,
    channel: Channel,
    writings: tuple[Writing, ...],
    audience_digest: str,
    facts: Facts,
) -> str:
    """SHA-256 over all that any of the messages, or what is said of them, depends on."""
    of = [
        audience_digest,
        [channel, [vars(one) for one in writings]],
        [campaign.sender_name, campaign.sender_address, campaign.purpose],
        [{key: str(value) for key, value in facts.values.items()}, dict(facts.states)],
        advice.house_manners().version,
    ]
    return hashlib.sha256(canonical(of).encode()).hexdigest()


def _fixed(campaign: Campaign, facts: Facts) -> dict[str, Any]:
    # The real one names the dispatch, which is not there yet; this one is as long.
    leave = quote(sendable(EMAIL, campaign.sender_address), safe="@")
    return {
        "sender": {"name": campaign.sender_name, "address": campaign.sender_address},
        "brief": dict(facts.values),
        UNSUBSCRIBE: f"mailto:{leave}?subject=unsubscribe%20{campaign.id}",
    }


def _advice(
    campaign: Campaign, channel: Channel, writings: tuple[Writing, ...], facts: Facts
) -> list[Group]:
    about = Circumstances(purpose=campaign.purpose, facts=facts.states)
    found: dict[tuple[Any, ...], Group] = {}
    for writing in writings:
        for one in advice.advised(channel, writing, about):
            group = _group(one)
            found.setdefault((one.line, one.part, one.key, str(one.values)), group)
    return sorted(found.values(), key=lambda one: (not one.is_error, one.line))


def _group(one: Finding) -> Group:
    return Group(one.severity, one.part, one.key, dict(one.values), 0, (), one.line)
