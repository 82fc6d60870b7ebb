"""Rehearsing a campaign from the command line, as the review does it on the screen."""

import sys
from typing import Any

from core.campaigns import records, rehearsal_plan, rehearsal_records, rehearsal_running, tables
from core.campaigns import rehearsal_actions as rehearsals
from core.campaigns.model import Campaign, CampaignId
from core.campaigns.rehearsal import Outcome, Plan, Rehearsal
from core.campaigns.rehearsal_running import Stage
from core.cockpit import Cockpit
from core.commands.asking import OK, REFUSED, Arguments, add, show
from core.foundation.refusal import Refusal
from core.foundation.words import say
from core.messages import presses
from core.messages.model import Severity
from core.warehouse.snapshot import Snapshot


class UnknownCampaign(Refusal):
    """No campaign goes by that name or id."""


def add_to(commands: Any) -> None:
    """Add ``rehearse``."""
    command = add(commands, "rehearse", rehearse)
    command.add_argument("campaign", metavar="CAMPAIGN", help="its id or its name")


def rehearse(house: Cockpit, arguments: Arguments) -> int:
    """Fill and read every message of a campaign; exit code 1 if one of them may not be sent."""
    snapshot = house.warehouse.current()
    campaign, plan = _planned(house, snapshot, arguments.campaign)
    with house.transaction() as tx:
        begun = rehearsals.begin_by_house(tx, house.ids.new(), plan, at=house.clock.now())
    stage = Stage(house.store, house.clock, begun)
    rehearsal_running.run(stage, plan, snapshot, tell=lambda done: _told(plan, done))
    presses.put_away()
    with house.store.reading() as tx:
        after = rehearsal_records.get(tx, begun.id) or begun
    show(arguments, _facts(campaign, after), _summary(after))
    return OK if after.status is Outcome.PASSED else REFUSED


def _planned(house: Cockpit, snapshot: Snapshot, name: str) -> tuple[Campaign, Plan]:
    with house.store.reading() as tx:
        campaign = _named(tx, name)
        audience = tables.audience_now(
            tx,
            snapshot,
            campaign,
            catalogue=house.catalogue,
            book=house.books.recipients,
            today=house.today(),
            key=house.ways.signing_key,
            zone=house.settings.time_zone,
        )
        return campaign, rehearsal_plan.plan(tx, campaign, audience)


def _named(tx: Any, name: str) -> Campaign:
    everything = records.everything(tx)
    named = [one for one in everything if one.name == name or one.id == CampaignId(name)]
    if not named:
        raise UnknownCampaign("rehearsal-unknown", campaign=name)
    return named[0]


def _told(plan: Plan, done: int) -> bool:
    """Progress, for a person who watches: never into the answer."""
    if sys.stderr.isatty():
        print(f"\r{done:,} / {plan.total:,}", end="", file=sys.stderr, flush=True)
    return True


def _summary(after: Rehearsal) -> str:
    seconds = (after.updated_at - after.started_at).total_seconds()
    errors = after.count(Severity.ERROR)
    verdict = say(
        "en", f"rehearsal-verdict-{after.status}", n=after.total, done=after.done, errors=errors
    )
    lines = [
        f"{one.severity}: {one.sentence('en')} ({one.count or say('en', 'rehearsal-template')})"
        for one in after.groups
    ]
    said = (verdict, after.note, f"{seconds:.1f} s")
    return "\n".join([*lines, " ".join(one for one in said if one)])


def _facts(campaign: Campaign, after: Rehearsal) -> dict[str, Any]:
    return {
        "campaign": campaign.id,
        "rehearsal": after.id,
        "status": after.status,
        "messages": after.total,
        "done": after.done,
        "errors": after.count(Severity.ERROR),
        "warnings": after.count(Severity.WARNING),
        "seconds": (after.updated_at - after.started_at).total_seconds(),
        "found": [one.as_json() | {"sentence": one.sentence("en")} for one in after.groups],
        "examples": after.examples,
        "digest": after.digest,
    }
