"""What a submission has to be, and what is frozen with it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from core.approvals import comings
from core.approvals.model import Listing, Stage
from core.briefs import records as briefs
from core.briefs.model import QUOTABLE, BriefId
from core.campaigns import costing, grounds, questions, quoting, rehearsal_records, variants
from core.campaigns import records as campaigns
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns.audience import Audience
from core.campaigns.costing import Cost, Prices
from core.campaigns.model import Campaign, missing
from core.campaigns.sets import KeptSets
from core.foundation import words
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.messages import records as messages
from core.messages.model import TemplateId
from core.rulebook.briefs import BriefsBook
from core.rulebook.recipients import RecipientsBook
from core.segments import notation
from core.segments import records as segments
from core.segments.model import SegmentId
from core.segments.resolving import resolved
from core.store.store import Tx
from core.warehouse.freshness import SourceFreshness


class Incomplete(Listing):
    """The campaign lacks something."""


class StaleAudience(Refusal):
    """The audience was resolved for something that has changed since."""


class EmptyAudience(Refusal):
    """Nobody would be written to."""


class NoHoldout(Refusal):
    """A holdout is asked for, and no account can be held out."""


class OldSources(Refusal):
    """A source that the book wants fresh is older than its owner promised."""

    def __init__(self, sources: Sequence[SourceFreshness], *, rules: str, name: str) -> None:
        super().__init__("approvals-stale-data", rules=rules, name=name)
        self.sources = tuple(sources)

    def sentence(self, language: str) -> str:
        named = "; ".join(
            say(
                language,
                "approvals-stale-source",
                source=one.source.label(language),
                owner=one.source.owner(language),
                day=words.day(language, one.day),
                age=one.age,
                most=one.source.fresh_days,
            )
            for one in self.sources
        )
        return say(language, self.key, **self.values, sources=named)


def check_sources(
    campaign: Campaign, sources: Sequence[SourceFreshness], book: BriefsBook
) -> None:
    """Nothing the book wants fresh is stale. Raises `OldSources` naming what is, and whose."""
    rules = {rule.source: rule.rule for rule in book.stale}
    found = [one for one in sources if one.is_stale and one.source.table in rules]
    if found:
        cited = ", ".join(book.cite(rules[one.source.table]) for one in found)
        raise OldSources(found, rules=cited, name=campaign.name)


def check_complete(tx: Tx, campaign: Campaign, *, at: datetime) -> None:
    """Nothing is missing, archived or past. Raises `Incomplete` naming everything that is."""
    things = [name for names in missing(campaign).values() for name in names]
    if campaign.segment_id and not _is_segment_open(tx, campaign.segment_id):
        things.append("segment_archived")
    if not all(_is_template_open(tx, one) for one in campaign.template_ids):
        things.append("template_archived")
    if campaign.brief_id and not _is_brief_open(tx, campaign.brief_id):
        things.append("brief_open")
    if campaign.send_at is not None and campaign.send_at <= at:
        things.append("schedule_past")
    if things:
        raise Incomplete(
            "approvals-incomplete",
            prefix="campaigns-missing",
            things=things,
            name=campaign.name,
        )


def check_question(tx: Tx, campaign: Campaign) -> None:
    """The message that asks both arms still does nothing else. Raises `Unfit`."""
    for step in campaign.steps:
        template = messages.get(tx, TemplateId(step.template_id))
        if step.asks and template is not None:
            questions.check(template, step.asks)


def check_facts(tx: Tx, campaign: Campaign, audience: Audience) -> None:
    """What the message quotes is confirmed, and true on the day it goes out.

    Raises `NoBrief` and `UnsureFacts` naming what is not.
    """
    quoting.check(tx, campaign, today=audience.leaves_on(campaign.send_at))


def check_audience(
    tx: Tx, campaign: Campaign, audience: Audience, book: RecipientsBook | None, *, at: datetime
) -> None:
    """It is the audience of what is there now, with somebody in it, and in each arm.

    `book` is the one in force: an audience drawn by another version of it is stale. Raises
    `StaleAudience`, `EmptyAudience` and `NoHoldout`.
    """
    segment = segments.get(tx, SegmentId(campaign.segment_id or ""))
    sets = KeptSets(tx, audience.judged_on)
    rule = notation.digest(resolved(segment.rule, sets))
    of_now = (campaign.id, campaign.revision, segment.version, rule)
    seen = (
        audience.campaign_id,
        audience.revision,
        audience.segment_version,
        audience.rule_digest,
    )
    # By the clock of the house it may be a day earlier or later than by UTC; not more.
    is_old = audience.judged_on < at.date() - timedelta(days=1)
    is_by_another = book is not None and audience.drawn["book"] != book.version
    if is_old or is_by_another or of_now != seen:
        raise StaleAudience("approvals-stale-audience", name=campaign.name)
    if audience.messages == 0:
        raise EmptyAudience("approvals-empty-audience", name=campaign.name)
    if campaign.holdout_share > 0 and audience.held_out == 0:
        raise NoHoldout("approvals-no-holdout", name=campaign.name, accounts=audience.treated)


def check_rehearsed(tx: Tx, campaign: Campaign, audience: Audience, *, at: datetime) -> None:
    """Exactly this was rehearsed, and passed; it is sealed with the audience."""
    if campaign.status in rehearsals.OPEN:
        passed = rehearsals.require_passed(tx, campaign, audience)
        rehearsal_records.seal(tx, passed, at=at)


def cost_of(
    tx: Tx, campaign: Campaign, audience: Audience, prices: Prices | None
) -> Cost | None:
    """What it costs at most, by the messages that were rehearsed; none: it costs nothing."""
    if prices is None:
        return None
    sealed = rehearsal_records.sealed(tx, campaign.id)
    cost = costing.estimate(campaign, audience, prices, sealed)
    return cost if cost.total else None


def freeze(
    tx: Tx,
    campaign: Campaign,
    audience: Audience,
    stages: list[Stage],
    cost: Cost | None,
    *,
    at: datetime,
) -> None:
    """Keep the audience row for row, with the route it asks for; `parts` follow."""
    facts = {
        "digest": audience.digest,
        "publication": audience.publication,
        "as_of": audience.as_of.isoformat(),
        "judged_on": audience.judged_on.isoformat(),
        "segment_version": audience.segment_version,
        "template_version": _template_version(tx, campaign),
        "drawn": audience.drawn,
        "waterfall": [list(fall) for fall in audience.waterfall],
        "route": [stage.as_json() for stage in stages],
        "cost": None if cost is None else cost.as_json(),
        "parts": {},
        "frozen_at": at,
    }
    comings.keep(tx, campaign.id, audience, at=at)
    mine = {"campaign_id": campaign.id}
    campaigns.freeze(
        tx,
        campaign.id,
        facts=facts,
        accounts=[mine | account for account in _accounts(audience)],
        contacts=[mine | contact._asdict() for contact in audience.contacts],
    )
    variants.freeze(tx, campaign, audience)
    grounds.keep(tx, campaign.id, audience)


def _accounts(audience: Audience) -> Iterator[dict[str, str | None]]:
    for account in audience.accounts:
        yield account._asdict() | {"unit": audience.units.get(account.account_id, "")}


def _template_version(tx: Tx, campaign: Campaign) -> int:
    template = messages.get(tx, TemplateId(campaign.template_id or ""))
    return 0 if template is None else template.version


def _is_segment_open(tx: Tx, segment_id: str) -> bool:
    return segments.get(tx, SegmentId(segment_id)).archived_at is None


def _is_template_open(tx: Tx, template_id: str) -> bool:
    template = messages.get(tx, TemplateId(template_id))
    return template is not None and not template.is_archived


def _is_brief_open(tx: Tx, brief_id: str) -> bool:
    return briefs.get(tx, BriefId(brief_id)).status in QUOTABLE
