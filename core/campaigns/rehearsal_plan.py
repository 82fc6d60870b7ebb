"""What a rehearsal is of: the message as it would leave, the audience, and all they rest on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from core.briefs.model import Standing
from core.campaigns import quoting
from core.campaigns.audience import Audience
from core.campaigns.model import Campaign, Fate
from core.campaigns.rehearsal import Group, Plan
from core.consent.model import EMAIL, sendable
from core.foundation.refusal import Refusal
from core.journal.model import canonical
from core.messages import records, snippet_records
from core.messages.advice import Circumstances, advised
from core.messages.fields import UNSUBSCRIBE
from core.messages.finishing import finished_template
from core.messages.manners import house_manners
from core.messages.model import Channel, Finding, Severity, TemplateId, Writing
from core.messages.quoted import bare_names
from core.rulebook.facts import declared_facts
from core.store.store import Tx


class NothingToRehearse(Refusal):
    """There is no message, or nobody to send it to."""


@dataclass(frozen=True)
class _Message:
    """What would leave the house: the words, and the facts they may quote."""

    channel: Channel
    writings: tuple[Writing, ...]
    facts: Mapping[str, Any]  # by key
    states: Mapping[str, Standing]  # how sure each fact is, by “brief.key”


def plan(tx: Tx, campaign: Campaign, audience: Audience) -> Plan:
    """Everything a rehearsal of the campaign needs. Raises `NothingToRehearse`."""
    message = _message(tx, campaign, audience)
    contacts = tuple(
        (one.contact_id, one.address) for one in audience.contacts if one.reason == Fate.IN
    )
    if not contacts:
        raise NothingToRehearse("rehearsal-nobody", name=campaign.name)
    return Plan(
        campaign_id=campaign.id,
        digest=_digest(campaign, message, audience),
        channel=message.channel,
        writings=message.writings,
        contacts=contacts,
        fixed=_fixed(campaign, message),
        groups=tuple(_advice(campaign, message)),
        seed=campaign.seed,
    )


def digest_now(tx: Tx, campaign: Campaign, audience: Audience) -> str:
    """The digest a rehearsal has to have to count now. Raises `NothingToRehearse`."""
    return _digest(campaign, _message(tx, campaign, audience), audience)


def blanks(findings_empty: Mapping[str, int], writings: tuple[Writing, ...]) -> list[Group]:
    """In how many messages a field without a fallback would leave a gap."""
    bare = frozenset[str]().union(*map(bare_names, writings))
    return [
        Group(Severity.WARNING, "", "rehearsal-gap", {"name": name}, count)
        for name, count in sorted(findings_empty.items(), key=lambda one: -one[1])
        if name in bare
    ]


def _message(tx: Tx, campaign: Campaign, audience: Audience) -> _Message:
    template = records.get(tx, TemplateId(campaign.template_id or ""))
    if template is None:
        raise NothingToRehearse("rehearsal-no-message", name=campaign.name)
    day = audience.leaves_on(campaign.send_at)
    facts = quoting.facts_of(tx, campaign)
    return _Message(
        channel=template.channel,
        writings=finished_template(template, snippet_records.used_in(tx, template)),
        facts=quoting.values(tx, campaign, today=day),
        states={quoting.BRIEF + key: fact.standing(on=day) for key, fact in facts.items()},
    )


def _digest(campaign: Campaign, message: _Message, audience: Audience) -> str:
    """SHA-256 over all that any of the messages, or what is said of them, depends on."""
    of = [
        audience.digest,
        [message.channel, [vars(one) for one in message.writings]],
        [campaign.sender_name, campaign.sender_address, campaign.purpose],
        [{key: str(value) for key, value in message.facts.items()}, dict(message.states)],
        house_manners().version,
    ]
    return hashlib.sha256(canonical(of).encode()).hexdigest()


def _fixed(campaign: Campaign, message: _Message) -> dict[str, Any]:
    # The real one names the dispatch, which is not there yet; this one is as long.
    leave = quote(sendable(EMAIL, campaign.sender_address), safe="@")
    return {
        "sender": {"name": campaign.sender_name, "address": campaign.sender_address},
        "brief": dict(message.facts),
        UNSUBSCRIBE: f"mailto:{leave}?subject=unsubscribe%20{campaign.id}",
    }


def _advice(campaign: Campaign, message: _Message) -> list[Group]:
    links = {
        f"{quoting.BRIEF}{key}": str(value)
        for key, value in message.facts.items()
        if declared_facts()[key].kind == "link"
    }
    about = Circumstances(purpose=campaign.purpose, facts=message.states, links=links)
    found: dict[tuple[Any, ...], Group] = {}
    for writing in message.writings:
        for one in advised(message.channel, writing, about):
            found.setdefault((one.line, one.part, one.key, str(one.values)), _group(one))
    return sorted(found.values(), key=lambda one: (not one.is_error, one.line))


def _group(one: Finding) -> Group:
    return Group(one.severity, one.part, one.key, dict(one.values), 0, (), one.line)
