"""What a campaign's message quotes of its brief, and whether it may say that today."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from core.briefs import quotable
from core.briefs import records as briefs
from core.briefs.model import FACT, BriefId, Fact, Standing, standing
from core.briefs.naming import Naming
from core.briefs.values import typed_value
from core.campaigns import records
from core.campaigns.model import FIRST_STEP, Campaign
from core.messages import records as messages
from core.messages import snippet_records
from core.messages.model import BadTemplate, Snippet, Template, TemplateId, Writing
from core.messages.quoted import names
from core.messages.snippets import expanded
from core.rulebook.briefs import FactRule
from core.rulebook.facts import declared_facts
from core.store.store import Tx

BRIEF = "brief."  # what a name begins with that quotes one


class UnsureFacts(Naming):
    """The message quotes facts that nobody confirmed, or that are not true any more."""


class NoBrief(Naming):
    """The message quotes a brief, and the campaign has none."""


def quoted_by(tx: Tx, campaign: Campaign, *, version: int | None = None) -> list[str]:
    """The facts its messages quote, by their keys, in order; of a version, or as it is now.

    What stands in a snippet they include is quoted as well; beside the version that was sealed,
    what it said then, and with it those of the further steps.
    """
    card = None if version is None else records.audience(tx, campaign.id)
    is_sealed = card is not None and card.template_version == version
    if card is not None and is_sealed:
        steps = range(FIRST_STEP, campaign.last_step + 1)
        whole = [sealed_message(tx, card.parts, step=number) for number in steps]
    else:
        whole = [_message(tx, one, version) for one in campaign.each_step()]
    written = [writing for one in whole if one is not None for writing in one.writings]
    named = {name for one in written for name in names(one)}
    return sorted(name.removeprefix(BRIEF) for name in named if name.startswith(BRIEF))


def _message(tx: Tx, campaign: Campaign, version: int | None) -> Template | None:
    """A campaign's first message, each of its texts with the snippets of now put in."""
    template_id = TemplateId(campaign.template_id or "")
    template = (
        messages.get(tx, template_id)
        if version is None
        else messages.version(tx, template_id, version)
    )
    if template is None:
        return None
    shared = snippet_records.used_in(tx, template)
    return replace(template, writings=tuple(_whole(one, shared) for one in template.writings))


def doubtful(
    tx: Tx, campaign: Campaign, *, today: date, version: int | None = None
) -> list[str]:
    """The facts that its message quotes and may not say `today`: missing, unconfirmed, expired.

    Of a campaign without a brief, everything its message quotes of one.
    """
    keys = quoted_by(tx, campaign, version=version)
    facts = facts_of(tx, campaign) if keys else {}
    return [key for key in keys if standing(facts, key, on=today) is not Standing.CONFIRMED]


def check(tx: Tx, campaign: Campaign, *, today: date) -> None:
    """Whether its message may go out `today`. Raises `NoBrief` and `UnsureFacts`."""
    keys = doubtful(tx, campaign, today=today)
    if not keys:
        return
    things = [FACT + key for key in keys]
    if campaign.brief_id is None:
        raise NoBrief("campaigns-quotes-no-brief", things=things, name=campaign.name)
    raise UnsureFacts("campaigns-unsure-facts", things=things, name=campaign.name)


def facts_of(tx: Tx, campaign: Campaign) -> Mapping[str, Fact]:
    """Every fact of the campaign's brief, by its key."""
    return {} if campaign.brief_id is None else briefs.facts(tx, BriefId(campaign.brief_id))


def values(tx: Tx, campaign: Campaign, *, today: date) -> dict[str, Any]:
    """What its message may quote `today`, ready to be written: confirmed facts alone."""
    return quotable.confirmed(facts_of(tx, campaign), on=today)


def sealed_values(part: Mapping[str, Any] | None) -> dict[str, Any]:
    """The same out of the part of a seal: exactly what was approved."""
    facts = part["facts"] if part else {}
    return {
        key: _as_sealed(declared_facts()[key], fact["value"])
        for key, fact in facts.items()
        if key in declared_facts() and fact["confirmed_by"]
    }


def _as_sealed(declared: FactRule, value: str) -> Any:
    """The value by its kind; as it was written, where the book calls it another kind by now."""
    try:
        return typed_value(declared, value)
    except (ArithmeticError, ValueError):
        return value


def sealed_template(parts: Mapping[str, Any], step: int = FIRST_STEP) -> Mapping[str, Any]:
    """What a seal says of a step's message: its id, version and snippets; empty: nothing."""
    further = parts.get("steps") or []
    if step == FIRST_STEP:
        return parts.get("template") or {}
    place = step - FIRST_STEP - 1
    return (further[place].get("template") or {}) if place < len(further) else {}


def sealed_snippets(
    tx: Tx, parts: Mapping[str, Any], *, step: int = FIRST_STEP
) -> dict[str, Snippet]:
    """The snippets of a seal by name, as they were then, whatever they say by now."""
    template = sealed_template(parts, step)
    numbers = [(one["name"], one["version"]) for one in template.get("snippets", [])]
    return snippet_records.as_they_were(tx, numbers)


def sealed_message(
    tx: Tx, parts: Mapping[str, Any], *, step: int = FIRST_STEP
) -> Template | None:
    """The message of a seal, each of its texts with the snippets of the seal put in."""
    sealed = sealed_template(parts, step)
    template = messages.version(tx, TemplateId(sealed.get("id", "")), sealed.get("version", 0))
    if template is None:
        return None
    shared = sealed_snippets(tx, parts, step=step)
    return replace(template, writings=tuple(_whole(one, shared) for one in template.writings))


def _whole(writing: Writing, shared: Mapping[str, Snippet]) -> Writing:
    """With its snippets; without them where one is missing: that is refused elsewhere."""
    try:
        return expanded(writing, shared)
    except BadTemplate:
        return writing
