"""A sender: one thread, one connection to each channel, one message at a time."""

import time
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from threading import Thread

from sqlalchemy.exc import OperationalError

from core.campaigns.model import Campaign
from core.consent.model import EMAIL
from core.delivery import ending, judging
from core.delivery.channel import (
    Channel,
    Envelope,
    Foresight,
    Line,
    SenderRefused,
    Unreachable,
    UnusableAddress,
)
from core.delivery.composing import Draft, Made, Unmakeable
from core.delivery.desk import BATCH, Desk, fitting
from core.delivery.handovers import JournalBroken
from core.delivery.model import Dispatch, DispatchId, Outcome, Reason
from core.foundation.refusal import Refusal

REPORT_EVERY = 0.5  # seconds
LONGEST = 10.0  # seconds, for what was judged together: the rest is judged anew
IDLE = 0.1


class Sender(Thread):
    """Takes a batch, hands each message over, reports; until the desk closes."""

    def __init__(self, desk: Desk, number: int) -> None:
        super().__init__(name=f"sender-{number}", daemon=True)
        self._desk = desk
        self._lines: dict[str, Line] = {}
        self._foresights: dict[str, Foresight | None] = {}  # the same, where they have it
        self._ahead: dict[DispatchId, Envelope | Outcome] = {}  # what comes next, made already
        self._most = BATCH

    def run(self) -> None:
        try:
            while not self._desk.stopping.is_set():
                work = self._desk.take(self._most)
                if work is None:
                    self._desk.stopping.wait(IDLE)
                else:
                    began = time.monotonic()
                    self._deliver(*work)
                    if len(work[1]) == self._most:
                        self._most = fitting(self._most, time.monotonic() - began)
        except BaseException as fault:  # noqa: BLE001 -- told to the dispatcher, which ends
            self._desk.fault = fault
            self._desk.stopping.set()
        finally:
            for line in self._lines.values():
                line.close()

    def _deliver(self, campaign: Campaign, batch: list[Dispatch]) -> None:
        """Hand a batch over. Whatever happens, each of it is reported once."""
        outcomes: list[Outcome] = []
        waiting = list(batch)
        try:
            self._desk.handovers.claimed(batch)
            drafts = self._drafts(campaign, batch)
            reported = time.monotonic()
            until = reported + LONGEST
            while drafts is not None and waiting and self._may_go_on(campaign, until):
                outcomes.append(self._outcome(campaign, waiting, drafts))
                waiting.pop(0)
                if time.monotonic() - reported > REPORT_EVERY:
                    outcomes, done = [], outcomes
                    self._desk.report(done)
                    reported = time.monotonic()
        finally:
            self._let_go(waiting)
            now = self._desk.clock.now()
            outcomes += [judging.released(dispatch, at=now) for dispatch in waiting]
            self._desk.report(outcomes)

    def _let_go(self, waiting: Sequence[Dispatch]) -> None:
        """Forget what was made ahead, and whoever was named: that comes later, or never."""
        for dispatch in waiting:
            if isinstance(self._ahead.pop(dispatch.id, None), Envelope):
                self._desk.gates.stays(dispatch)
        for foresight in self._foresights.values():
            if foresight is not None:
                foresight.let_go()

    def _drafts(
        self, campaign: Campaign, batch: list[Dispatch]
    ) -> dict[DispatchId, Draft] | None:
        """The batch as it can be made; None: nothing of it may leave now."""
        channels = {dispatch.channel for dispatch in batch}
        if missing := channels - set(self._desk.channels):
            self._hold_up(campaign, missing)
            return None
        try:
            for name in channels:
                _sender_of(campaign, self._desk.channels[name])
            return self._desk.compose(campaign, batch)
        except OperationalError as fault:  # the store is away: all of it waits for its return
            self._desk.breakers.store.failed(str(fault.orig))
        except Refusal as refusal:
            self._give_up(campaign, str(refusal))
        return None

    def _give_up(self, campaign: Campaign, why: str) -> None:
        """This campaign fails, and says why; the others go on."""
        desk = self._desk
        desk.gates.shut(campaign.id)
        ending.give_up(desk.store, campaign, why=why, at=desk.clock.now())

    def _hold_up(self, campaign: Campaign, channels: set[str]) -> None:
        """It waits for a person to set these channels up; the others go on."""
        desk = self._desk
        desk.gates.shut(campaign.id)
        ending.hold_up(desk.store, campaign, channels=channels, at=desk.clock.now())

    def _may_go_on(self, campaign: Campaign, until: float) -> bool:
        desk = self._desk
        is_held = desk.stopping.is_set() or desk.breakers.store.is_open
        is_held = is_held or time.monotonic() > until
        return not is_held and desk.gates.is_sending(campaign.id)

    def _outcome(
        self,
        campaign: Campaign,
        waiting: Sequence[Dispatch],
        drafts: Mapping[DispatchId, Draft],
    ) -> Outcome:
        """The first of those that wait: pass the gates, make the message, hand it over.

        The next one is made before, so that its line can name it while this one leaves; it
        passes the gates again when its turn comes.
        """
        dispatch = waiting[0]
        made = self._ahead.pop(dispatch.id, None)
        if made is None:
            made = self._made(campaign, dispatch, drafts.get(dispatch.id))
        elif isinstance(made, Envelope):
            made = self._reconsidered(campaign, dispatch, drafts.get(dispatch.id), made)
        if isinstance(made, Outcome):
            return made
        self._look_ahead(campaign, waiting, drafts)
        return self._handed_over(campaign, dispatch, made)

    def _look_ahead(
        self,
        campaign: Campaign,
        waiting: Sequence[Dispatch],
        drafts: Mapping[DispatchId, Draft],
    ) -> None:
        """Make the second of those that wait, where it leaves by the line of the first."""
        foresight = self._foresight(waiting[0].channel)
        if foresight is None or len(waiting) == 1 or waiting[1].channel != waiting[0].channel:
            return
        following = waiting[1]
        made = self._made(campaign, following, drafts.get(following.id))
        self._ahead[following.id] = made
        if isinstance(made, Envelope):
            foresight.expect(made)

    def _made(
        self, campaign: Campaign, dispatch: Dispatch, draft: Draft | None
    ) -> Envelope | Outcome:
        """The message in its envelope, or why it does not leave."""
        now = self._desk.clock.now()
        objection = self._objection(campaign, dispatch, draft, is_known=False)
        if objection is not None or draft is None:
            return objection or judging.skipped(dispatch, Reason.RENDERING, at=now)
        try:
            return self._envelope(campaign, dispatch, draft, now)
        except UnusableAddress:
            return judging.skipped(dispatch, Reason.ADDRESS, at=now)
        except Unmakeable as fault:
            return judging.skipped(dispatch, Reason.RENDERING, at=now, why=str(fault))

    def _reconsidered(
        self, campaign: Campaign, dispatch: Dispatch, draft: Draft | None, made: Envelope
    ) -> Envelope | Outcome:
        """What was made ahead, or why it does not leave now that its turn has come."""
        objection = self._objection(campaign, dispatch, draft, is_known=True)
        if objection is not None:
            self._desk.gates.stays(dispatch)
        return objection or made

    def _objection(
        self,
        campaign: Campaign,
        dispatch: Dispatch,
        draft: Draft | None,
        *,
        is_known: bool,
    ) -> Outcome | None:
        now = self._desk.clock.now()
        if not self._is_open(dispatch.channel):
            return judging.released(dispatch, at=now)
        gates = self._desk.gates
        asked = gates.objection_still if is_known else gates.objection
        return asked(campaign, dispatch, draft, at=now)

    def _is_open(self, channel: str) -> bool:
        return channel in self._desk.channels and not self._desk.breakers[channel].is_open

    def _envelope(
        self, campaign: Campaign, dispatch: Dispatch, draft: Draft, at: datetime
    ) -> Envelope:
        channel = self._desk.channels[dispatch.channel]
        address, made = channel.usable(dispatch.address), _built(draft, at)
        return Envelope(
            sender=made.sender or _sender_of(campaign, channel),
            address=address,
            content=made.content,
            dispatch_id=dispatch.id,
            subject=made.subject,
            facts=made.facts,
        )

    def _line(self, channel: str) -> Line:
        if channel not in self._lines:
            self._lines[channel] = self._desk.channels[channel].line()
        return self._lines[channel]

    def _foresight(self, channel: str) -> Foresight | None:
        if channel not in self._foresights:
            line = self._line(channel)
            self._foresights[channel] = line if isinstance(line, Foresight) else None
        return self._foresights[channel]

    def _handed_over(
        self, campaign: Campaign, dispatch: Dispatch, envelope: Envelope
    ) -> Outcome:
        desk = self._desk
        answer = self._line(dispatch.channel).hand_over(
            envelope, intend=partial(desk.handovers.intended, dispatch)
        )
        try:
            desk.handovers.done(dispatch, answer)
        except JournalBroken as fault:
            # This answer was heard and will be reported; nothing more may leave.
            desk.fault = fault
            desk.stopping.set()
        desk.gates.heard(dispatch, answer, at=desk.clock.now())
        if isinstance(answer, Unreachable):
            desk.breakers[dispatch.channel].failed(answer.text)
        else:
            desk.breakers[dispatch.channel].worked()
        if isinstance(answer, SenderRefused):
            self._give_up(campaign, answer.text)
        now, book = desk.clock.now(), desk.gates.book
        doubt = book.doubts.of(dispatch.channel, campaign.purpose)
        return judging.outcome_of(dispatch, answer, retries=book.retries, at=now, doubt=doubt)


def _sender_of(campaign: Campaign, channel: Channel) -> str:
    """Whom a message comes from: an address of e-mail, elsewhere a name."""
    is_mail = channel.name == EMAIL
    return channel.usable(campaign.sender_address) if is_mail else campaign.sender_name


def _built(draft: Draft, at: datetime) -> Made:
    """The message. Raises `Unmakeable`, whatever went wrong with this one."""
    try:
        return draft.build(at)
    except Unmakeable:
        raise
    except Exception as fault:  # one message must never hold up all the others
        raise Unmakeable(type(fault).__name__) from fault
