"""What a worker works with, and how it comes to its place: alone, with all that was left behind
settled."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from core.campaigns.model import Condition
from core.delivery.channel import Channel
from core.delivery.composing import Compose
from core.delivery.dispatcher import name_of, only_dispatcher
from core.delivery.handovers import Handovers
from core.delivery.policy import SendingBook
from core.delivery.recovery import Recovery, recover
from core.delivery.stopping import Orders
from core.foundation.clock import Clock
from core.foundation.ids import Ids
from core.store.store import Store, Tx

JOURNAL = "handovers.log"


@dataclass(frozen=True)
class Workshop:
    """What a worker works with."""

    store: Store
    clock: Clock
    ids: Ids
    channels: Mapping[str, Channel]  # by name: those that are set up
    compose: Compose
    book: SendingBook
    folder: Path  # journal, lock and name; those of others lie in folders of it
    house_zone: str
    connections: int = 4  # of each program
    latest: Callable[[Tx], SendingBook] | None = None  # the book, as it may have been changed
    orders: Orders | None = None  # which accounts ordered meanwhile
    clerk: Callable[[], object] | None = None  # what else is done every few seconds
    ahead: Callable[[], object] | None = None  # what may wait: not done when the worker goes
    conditions: Collection[Condition] = tuple(Condition)  # of which somebody tells this house
    processes: int = 1  # programs that send, this one among them
    mate: Sequence[str] = ()  # the command of a further one; its number comes last


@contextmanager
def opened(
    shop: Workshop, folder: Path, *, patience: float
) -> Iterator[tuple[str, Handovers, Recovery]]:
    """Be the one who sends from a folder: its name, its journal, and what that still told.

    Raises `AlreadyDispatching` where another does, after so many seconds of patience.
    """
    with only_dispatcher(folder, patience=patience):
        name = name_of(folder, shop.ids)
        handovers = Handovers(folder / JOURNAL, make_durable=shop.store.make_durable)
        try:
            found = recover(
                shop.store,
                handovers,
                name=name,
                ids=shop.ids,
                book=_book(shop),
                at=shop.clock.now(),
            )
            yield name, handovers, found
        finally:
            handovers.close()


def _book(shop: Workshop) -> SendingBook:
    """The one in force now."""
    if shop.latest is None:
        return shop.book
    with shop.store.reading() as tx:
        return shop.latest(tx)
