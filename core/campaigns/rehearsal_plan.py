"""What a rehearsal is of: the message as it would leave, the audience, and all they rest on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from core.briefs.model import Standing
from core.campaigns import quoting, variants
from core.campaigns.audience import Audience
from core.campaigns.frozen_rows import AudienceContact
from core.campaigns.model import FIRST_STEP, Campaign, Fate, Purpose
from core.campaigns.rehearsal import Group, Plan
from core.consent.model import EMAIL, sendable
from core.foundation.refusal import Refusal
from core.journal.model import canonical
from core.messages import records, snippet_records
from core.messages.advice import Circumstances, advised
from core.messages.fields import UNSUBSCRIBE, survey_links
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
    """Everything a rehearsal of the campaign needs, of every step of it.

    Raises `NothingToRehearse`.
    """
    drawn = variants.drawn(tx, campaign, audience)
    steps = [
        _plan(tx, campaign, audience, drawn, number)
        for number in range(FIRST_STEP, campaign.last_step + 1)
    ]
    if not any(one.contacts for one in steps):
        raise NothingToRehearse("rehearsal-nobody", name=campaign.name)
    digest = digest_now(tx, campaign, audience)
    return replace(steps[0], digest=digest, further=tuple(steps[1:]))


def chosen(campaign: Campaign, audience: Audience, step: int) -> list[AudienceContact]:
    """The contacts a step would go to: the treated, and the held out where it asks both."""
    fates = (Fate.IN, Fate.CAMPAIGN_HOLDOUT) if campaign.question(step) else (Fate.IN,)
    channel = campaign.at_step(step).channel
    return [one for one in audience.contacts if one.reason in fates and one.channel == channel]


def digest_now(tx: Tx, campaign: Campaign, audience: Audience) -> str:
    """The digest a rehearsal has to have to count now. Raises `NothingToRehearse`."""
    steps = campaign.each_step()
    first = _told(steps[0], _message(tx, steps[0], audience), audience)
    # What is new of steps and variants is told where there are several; the digest of what was
    # rehearsed before stays what it was.
    more: list[Any] = [
        _told(one, _message(tx, one, audience), audience)[1:4] for one in steps[1:]
    ]
    if len(letters := variants.letters_of(tx, campaign)) > 1:
        more.append([campaign.seed, list(letters), campaign.variant_shares])
    if campaign.asking_step:
        more.append(["asks", campaign.asking_step])
    return hashlib.sha256(canonical([*first, *more]).encode()).hexdigest()


def _plan(
    tx: Tx, campaign: Campaign, audience: Audience, drawn: Mapping[str, str], number: int
) -> Plan:
    """What one step needs."""
    step = campaign.at_step(number)
    message = _message(tx, step, audience)
    going = chosen(campaign, audience, number)
    is_question = campaign.question(number) is not None
    advice = _advice(step, message, is_question=is_question)
    return Plan(
        campaign_id=campaign.id,
        digest="",
        channel=message.channel,
        writings=message.writings,
        contacts=tuple((one.contact_id, one.address) for one in going),
        fixed=_fixed(step, message),
        groups=tuple(replace(one, step=number) for one in advice),
        seed=campaign.seed,
        variants={
            one.contact_id: drawn[one.account_id] for one in going if one.account_id in drawn
        },
        step=number,
    )


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


def _told(campaign: Campaign, message: _Message, audience: Audience) -> list[Any]:
    """All that any of a step's messages, or what is said of them, depends on."""
    return [
        audience.digest,
        [message.channel, [vars(one) for one in message.writings]],
        [campaign.sender_name, campaign.sender_address, campaign.purpose],
        [{key: str(value) for key, value in message.facts.items()}, dict(message.states)],
        house_manners().version,
    ]


def _fixed(campaign: Campaign, message: _Message) -> dict[str, Any]:
    # The real one names the dispatch, which is not there yet; this one is as long.
    leave = quote(sendable(EMAIL, campaign.sender_address), safe="@")
    return {
        "sender": {"name": campaign.sender_name, "address": campaign.sender_address},
        "brief": dict(message.facts),
        UNSUBSCRIBE: f"mailto:{leave}?subject=unsubscribe%20{campaign.id}",
        **survey_links(f"https://survey.example/s/{campaign.id}"),
    }


def _advice(campaign: Campaign, message: _Message, *, is_question: bool) -> list[Group]:
    links = {
        f"{quoting.BRIEF}{key}": str(value)
        for key, value in message.facts.items()
        if declared_facts()[key].kind == "link"
    }
    purpose = Purpose.SERVICE if is_question else campaign.purpose  # asking advertises nothing
    about = Circumstances(purpose=purpose, facts=message.states, links=links)
    found: dict[tuple[Any, ...], Group] = {}
    for writing in message.writings:
        for one in advised(message.channel, writing, about):
            found.setdefault((one.line, one.part, one.key, str(one.values)), _group(one))
    return sorted(found.values(), key=lambda one: (not one.is_error, one.line))


def _group(one: Finding) -> Group:
    return Group(one.severity, one.part, one.key, dict(one.values), 0, (), one.line)
