"""Calls: handed over by putting them on the account managers' list, once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.exc import OperationalError

from core.consent.model import CALL
from core.delivery import records
from core.delivery.calls import records as call_records
from core.delivery.calls.model import Call
from core.delivery.channel import Accepted, Answer, Envelope, Fault, RefusedForGood, Unreachable
from core.delivery.channels.phones import usable_phone
from core.delivery.model import DispatchId
from core.store.store import Store


@dataclass(frozen=True)
class CallChannel:
    """The list in this house's store. A call is due on the day it is put there."""

    store: Store
    now: Callable[[], datetime]
    today: Callable[[], date]  # of the house
    name: str = CALL

    def line(self) -> "CallLine":
        return CallLine(self)

    def usable(self, address: str) -> str:
        """The number in E.164. Raises `UnusableAddress`."""
        return usable_phone(address)


class CallLine:
    """A way to the list."""

    def __init__(self, channel: CallChannel) -> None:
        self._channel = channel

    def hand_over(self, envelope: Envelope, *, intend: Callable[[], None]) -> Answer:
        """Put the call on the list; to do so again changes nothing."""
        intend()
        channel = self._channel
        try:
            with channel.store.transaction() as tx:
                dispatch = records.get(tx, DispatchId(envelope.dispatch_id))
                if dispatch is None:
                    return RefusedForGood("no such dispatch", Fault.SENDER)
                facts = {key: str(envelope.facts.get(key, "")) for key in _FACTS}
                call = Call(
                    dispatch_id=dispatch.id,
                    campaign_id=dispatch.campaign_id,
                    contact_id=dispatch.contact_id,
                    account_id=dispatch.account_id,
                    **facts,
                    phone=envelope.address,
                    title=envelope.subject,
                    script=envelope.content.decode("utf-8", "replace"),
                    result=None,
                    due_on=channel.today(),
                    handed_at=channel.now(),
                )
                call_records.add(tx, call)
        except OperationalError as fault:
            return Unreachable(str(fault.orig))
        return Accepted("")

    def close(self) -> None:
        """Nothing stays open."""


_FACTS = ("account_manager", "company", "name", "position")
