"""What gateways for SMS have in common: no key makes two calls one message.

So the way there is gone anew for every message, and what fails at something may have done its
work before.
"""

from collections.abc import Callable, Collection

from core.delivery.channel import (
    Accepted,
    Answer,
    Fault,
    RefusedForGood,
    RefusedForNow,
    Unknown,
    Unreachable,
)
from core.delivery.channels.exchange import Patience, Place, Request, Response, Wire

GOOD, MOVED, REFUSED = range(200, 300), range(300, 400), range(400, 500)


class OnceLine:
    """One way to a gateway that must not be asked twice."""

    def __init__(self, url: str, patience: Patience) -> None:
        self._place = Place.of(url)
        self._wire = Wire(self._place, patience)

    def asked(
        self,
        request: Request,
        meaning: Callable[[Response], Answer],
        *,
        intend: Callable[[], None],
    ) -> Answer:
        """Ask once; what the answer means, or that there is none."""
        said = self._wire.ask(request, intend=intend)
        return meaning(said) if isinstance(said, Response) else said

    def close(self) -> None:
        self._wire.close()


def meaning_of(
    response: Response, *, not_let_in: Collection[int], not_now: Collection[int]
) -> Answer:
    """What a status means for a message that must not go out twice.

    `not_let_in` are about our settings and not about the message; of `not_now` the gateway says
    itself that it did not take it.
    """
    status, text = response.status, response.text
    if status in GOOD:
        return Accepted(text)
    if status in MOVED or status in not_let_in:
        return Unreachable(text)
    if status in not_now:
        return RefusedForNow(text)
    if status in REFUSED:
        return RefusedForGood(text, Fault.SENDER)
    return Unknown(text)
