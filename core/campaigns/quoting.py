"""What a campaign's message quotes of its brief, and whether it may say that today."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from jinja2 import TemplateError

from core.briefs import records as briefs
from core.briefs.model import FACT, BriefId, Fact, Standing, standing
from core.briefs.naming import Naming
from core.briefs.values import typed_value
from core.campaigns.model import Campaign
from core.messages import records as messages
from core.messages.environment import environment
from core.messages.expressions import Reading
from core.messages.model import Part, Template, TemplateId, Writing
from core.rulebook.facts import declared_facts
from core.store.store import Tx

BRIEF = "brief."  # what a name begins with that quotes one
KEPT = 256


class UnsureFacts(Naming):
    """The message quotes facts that nobody confirmed, or that are not true any more."""


class NoBrief(Naming):
    """The message quotes a brief, and the campaign has none."""


def quoted(template: Template) -> frozenset[str]:
    """The facts a template quotes, by their keys."""
    return frozenset().union(*(_quoted(writing) for writing in template.writings))


def quoted_by(tx: Tx, campaign: Campaign, *, version: int | None = None) -> list[str]:
    """The facts its message quotes, by their keys, in order; of a version, or as it is now."""
    template_id = TemplateId(campaign.template_id or "")
    template = (
        messages.get(tx, template_id)
        if version is None
        else messages.version(tx, template_id, version)
    )
    return sorted(quoted(template)) if template else []


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
    facts = facts_of(tx, campaign)
    return {
        key: typed_value(declared_facts()[key], fact.value)
        for key, fact in facts.items()
        if key in declared_facts() and fact.standing(on=today) is Standing.CONFIRMED
    }


def sealed_values(part: Mapping[str, Any] | None) -> dict[str, Any]:
    """The same out of the part of a seal: exactly what was approved."""
    facts = part["facts"] if part else {}
    return {
        key: typed_value(declared_facts()[key], fact["value"])
        for key, fact in facts.items()
        if key in declared_facts() and fact["confirmed_by"]
    }


@lru_cache(maxsize=KEPT)
def _quoted(writing: Writing) -> frozenset[str]:
    names: set[str] = set()
    for part in Part:
        reading, source = Reading(part), getattr(writing, part)
        try:
            reading.read(environment("en", escapes=False).parse(source))
        except TemplateError:
            continue  # such a source is never saved, and sends nothing
        names |= reading.names
    return frozenset(name.removeprefix(BRIEF) for name in names if name.startswith(BRIEF))
