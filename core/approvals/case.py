"""A campaign as the approval book asks about it."""

from decimal import Decimal
from functools import cache

from core.briefs import records as briefs
from core.briefs.model import BriefId
from core.campaigns import respondents
from core.campaigns.audience import Audience
from core.campaigns.model import Arm, Campaign
from core.messages import quoted, snippet_records, snippets
from core.messages import records as messages
from core.messages.manners import house_manners
from core.messages.model import Template, TemplateId, Writing
from core.rulebook.approval import Case
from core.segments import records as segments
from core.segments import uses
from core.segments.model import SegmentId, conditions
from core.segments.resolving import SEGMENT
from core.store.store import Tx
from core.warehouse.catalogue import load_catalogue


def case_of(
    tx: Tx, campaign: Campaign, audience: Audience, *, cost: Decimal | None = None
) -> Case:
    """What the route of a campaign is computed from; `cost` in rubles, none: not known.

    Whoever is held out and asked at the end is written to as well.
    """
    asked = respondents.sizes(campaign, audience)
    held_out = asked[Arm.HOLDOUT].contacts if asked else 0
    templates = [messages.get(tx, TemplateId(one)) for one in campaign.template_ids]
    return Case(
        purpose=campaign.purpose.value,
        contacts=audience.messages + held_out,
        channels=frozenset(campaign.channels),
        product=_product(tx, campaign),
        is_segment_sensitive=_is_sensitive(tx, campaign),
        is_message_personal=any(one is not None and _is_personal(tx, one) for one in templates),
        cost=cost,
        has_holdout=campaign.holdout_share > 0,
        contacts_per_account=campaign.contacts_per_account,
        asked_held_out=held_out,
    )


@cache
def _personal() -> dict[str, str]:
    """The catalogue's personal fields, each as messages name it."""
    fields = load_catalogue().fields.values()
    return {field.key: f"{field.level}.{field.key}" for field in fields if field.personal}


def _product(tx: Tx, campaign: Campaign) -> str:
    if campaign.brief_id is None:
        return ""
    return briefs.get(tx, BriefId(campaign.brief_id)).product


def _is_sensitive(tx: Tx, campaign: Campaign) -> bool:
    """Whether the segment, or one that it rests on, asks for personal data."""
    if campaign.segment_id is None:
        return False
    rule = segments.get(tx, SegmentId(campaign.segment_id)).rule
    inner = [set_id for field, set_id in uses.within(tx, rule) if field == SEGMENT]
    rules = [rule, *(segments.get(tx, SegmentId(one)).rule for one in inner)]
    return any(one.field in _personal() for each in rules for one in conditions(each))


def _is_personal(tx: Tx, template: Template) -> bool:
    """Whether a message, its snippets put in, says more about a contact than a name."""
    used = snippet_records.everything(tx, only=snippets.names_in_all(template.writings))
    shared = [Writing("", one.html, one.text) for one in used.values()]
    named = {name for one in (*template.writings, *shared) for name in quoted.names(one)}
    welcome = house_manners().personal.welcome
    return bool(named.intersection(_personal().values()).difference(welcome))
