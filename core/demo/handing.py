"""Calls on the list and letters in their batch, put there as their channels would."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from core.campaigns.model import FIRST_STEP, Campaign
from core.consent.model import CALL, LETTER
from core.delivery import records, settling
from core.delivery.building import Filled, built_for
from core.delivery.calls import calls
from core.delivery.calls import records as call_records
from core.delivery.calls.model import Call, Result, Wanted
from core.delivery.composing import Made
from core.delivery.model import WORKER, Dispatch, Outcome, Reason, State
from core.delivery.paper import records as post_records
from core.delivery.paper.model import Batch, Letter
from core.demo.chance import SeededIds
from core.demo.sending import A_MINUTE, begin
from core.foundation.files import write_whole
from core.messages import records as messages
from core.messages import rendering, tables
from core.messages.finishing import finished_template
from core.messages.model import FIRST_VARIANT, TemplateId
from core.people.model import Person
from core.store.store import Tx
from core.warehouse.snapshot import Snapshot

# How the first calls of the day ended.
_ENDS = (Result.INTERESTED, Result.NOT_REACHED, Result.REACHED, Result.MEETING, Result.REFUSED)


@dataclass(frozen=True)
class Hands:
    """What a campaign of one step is handed over with, on a day of the house."""

    campaign: Campaign
    snapshot: Snapshot
    ids: SeededIds
    folder: Path  # of the batches of letters
    today: date
    zone: str  # of the house


def hand_over(tx: Tx, hands: Hands, *, at: datetime) -> None:
    """Bring every call or letter of an approved campaign to where a person takes it up."""
    begin(tx, hands.campaign, ids=hands.ids, at=at)
    put, state = _WAYS[hands.campaign.channel]
    while batch := records.claim(tx, hands.campaign.id, limit=A_MINUTE, by=WORKER, at=at):
        for dispatch, made in _made(tx, hands, batch, at=at):
            put(tx, hands, dispatch, made, at)
        outcomes = [Outcome(one, state, Reason.NONE, at, attempted=True) for one in batch]
        settling.settle(tx, outcomes, ids=hands.ids)


def call_first(tx: Tx, hands: Hands, callers: list[Person], *, at: datetime) -> None:
    """Let each of the callers end the first of their calls, each in another way."""
    for caller in callers:
        wanted = Wanted(campaign_id=hands.campaign.id, keeper=caller.name)
        found = call_records.found(tx, wanted, limit=len(_ENDS))
        for call, result in zip(found, _ENDS, strict=False):
            calls.end(
                tx,
                call.dispatch_id,
                result=result,
                id=hands.ids.new(),
                today=hands.today,
                by=caller,
                at=at,
            )


def _made(
    tx: Tx, hands: Hands, batch: list[Dispatch], *, at: datetime
) -> Iterator[tuple[Dispatch, Made]]:
    """The message of each dispatch, filled from the client data."""
    template = messages.get(tx, TemplateId(hands.campaign.template_id or ""))
    assert template is not None
    whole = map(rendering.compiled, finished_template(template, {}))
    compiled = dict(zip(template.writings, whole, strict=True))
    campaign, found = (
        hands.campaign,
        tables.recipients(hands.snapshot, [one.contact_id for one in batch]),
    )
    sender = {"name": campaign.sender_name, "address": campaign.sender_address}
    for dispatch in sorted(batch, key=lambda one: one.contact_id):
        whom = found[dispatch.contact_id]
        writing = template.writing(FIRST_VARIANT, whom.language)
        values = rendering.values_for(whom.contact, whom.account, sender)
        rendered = compiled[writing].render(values)
        facts = rendered, campaign, dispatch, whom, writing.language, at
        filled = Filled(*facts, zone=hands.zone)
        yield dispatch, built_for(dispatch.channel)(filled)


def _list(tx: Tx, hands: Hands, dispatch: Dispatch, made: Made, at: datetime) -> None:
    call = Call(
        dispatch_id=dispatch.id,
        campaign_id=dispatch.campaign_id,
        contact_id=dispatch.contact_id,
        account_id=dispatch.account_id,
        account_manager=made.facts["account_manager"],
        company=made.facts["company"],
        name=made.facts["name"],
        position=made.facts["position"],
        phone=dispatch.address,
        title=made.subject,
        script=made.content.decode(),
        result=None,
        due_on=hands.today,
        handed_at=at,
    )
    call_records.add(tx, call)


def _lay(tx: Tx, hands: Hands, dispatch: Dispatch, made: Made, at: datetime) -> None:
    name = f"{dispatch.campaign_id}-{FIRST_STEP}-{hands.today.isoformat()}"
    write_whole(hands.folder / name / f"{dispatch.id}.pdf", made.content)
    letter = Letter(
        dispatch_id=dispatch.id,
        batch_id=name,
        number=made.facts["number"],
        company=made.facts["company"],
        name=made.facts["name"],
        address=dispatch.address,
        pages=made.facts["pages"],
        made_at=at,
    )
    batch = Batch(name, dispatch.campaign_id, FIRST_STEP, hands.today)
    post_records.add(tx, batch, letter)


_Put = Callable[[Tx, Hands, Dispatch, Made, datetime], None]
_WAYS: dict[str, tuple[_Put, State]] = {
    CALL: (_list, State.SENT),
    LETTER: (_lay, State.PREPARED),
}
