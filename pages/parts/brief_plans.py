"""What is planned: campaigns and briefs with their days, the steps that follow, the undated."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import accumulate
from zoneinfo import ZoneInfo

from core.briefs import records
from core.briefs.model import PLANNED, Brief
from core.briefs.tables import Planned
from core.campaigns import records as campaigns
from core.campaigns import respondents, tables
from core.campaigns.model import OPEN_TO_EDITS, OVER, Campaign
from core.cockpit import Cockpit
from core.store.store import Tx
from pages.parts.frame import say


@dataclass(frozen=True)
class Plans:
    """Mailings with a day, in its order, and those of which nobody has said when."""

    dated: list[Planned]
    undated: list[Planned]


def plans(tx: Tx, house: Cockpit) -> Plans:
    """What campaigns and briefs plan; a brief that a campaign has taken up is that campaign."""
    today = house.today()
    known = campaigns.everything(tx)
    using = [one for one in known if one.status not in OVER]
    sizes = campaigns.audience_sizes(tx, [one.id for one in using])
    began = tables.sending_since(tx, [one.id for one in using])
    dated, undated = list[Planned](), list[Planned]()
    for campaign in using:
        size, starts = sizes.get(campaign.id, 0), began.get(campaign.id) or campaign.send_at
        if starts is not None:
            dated += _steps(tx, campaign, starts, size, house.settings.time_zone)
        elif campaign.status in OPEN_TO_EDITS:
            undated.append(Planned(campaign.name, today, size, campaign.id, is_campaign=True))
    for brief in _not_taken_up(tx, known):
        one = _of_brief(brief, today)
        (dated if brief.starts_on else undated).append(one)
    to_come = [one for one in dated if one.day >= today]
    return Plans(sorted(to_come, key=lambda one: (one.day, one.name, one.step)), undated)


def _steps(
    tx: Tx, campaign: Campaign, starts: datetime, size: int, time_zone: str
) -> Iterator[Planned]:
    """A campaign's first step, and no sooner than their waits allow those that follow; the one
    that asks both arms by a name of its own."""
    waits = accumulate((step.wait_hours for step in campaign.steps), initial=0)
    for number, hours in enumerate(waits, 1):
        day = (starts + timedelta(hours=hours)).astimezone(ZoneInfo(time_zone)).date()
        name, reached = campaign.name, size
        if number == campaign.asking_step:
            name, reached = say("surveys-planned", name=name), respondents.asked(tx, campaign)
        yield Planned(name, day, reached, campaign.id, is_campaign=True, step=number)


def _not_taken_up(tx: Tx, known: Sequence[Campaign]) -> list[Brief]:
    taken = {one.brief_id for one in known if one.brief_id}
    return [one for one in records.with_status(tx, *PLANNED) if one.id not in taken]


def _of_brief(brief: Brief, today: date) -> Planned:
    day = max(brief.starts_on or today, today)
    link, product = brief.id, brief.product
    return Planned(
        brief.name, day, brief.contacts or 0, link, is_campaign=False, product=product
    )
