"""Letters in a batch, laid there by the worker through its own channel."""

import io
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path

import pypdfium2 as pdfium

from core.campaigns.model import Campaign
from core.delivery import worker
from core.delivery.building import letter_number
from core.delivery.channels.post import PostChannel
from core.delivery.composing import Draft, Made
from core.delivery.model import Dispatch, DispatchId
from core.foundation.clock import SystemClock
from core.store.store import Store
from tests.conftest import MONDAY
from tests.core.delivery.servers import free_port, set_off, workshop

CITIES = ("Казань", "Омск", "Тверь")


def pdf(pages: int) -> bytes:
    """Empty pages, each as high as it has points to tell how many there are."""
    document, out = pdfium.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(200, 100 + pages)
    document.save(out)
    document.close()
    return out.getvalue()


def papers(_campaign: Campaign, batch: Sequence[Dispatch]) -> dict[DispatchId, Draft]:
    """A letter to everybody, of as many pages as their city has a place in the list."""

    def built(dispatch: Dispatch) -> Callable[[datetime], Made]:
        pages = CITIES.index(dispatch.address.partition(",")[0]) + 1
        facts = {
            "number": letter_number(dispatch.id),
            "pages": pages,
            "company": f"Company {pages}",
            "name": f"Name {pages}",
        }
        return lambda _at: Made(pdf(pages), facts=facts)

    return {dispatch.id: Draft("Europe/Moscow", built(dispatch)) for dispatch in batch}


def post_channel(store: Store, folder: Path) -> PostChannel:
    return PostChannel(store, folder / "letters", lambda: MONDAY, MONDAY.date)


def lay_ready(store: Store, folder: Path, *, name: str = "c1") -> None:
    """A batch of three letters, made on the standing Monday."""
    addresses = [f"{city}, ул. Мира, 1" for city in CITIES]
    set_off(store, addresses, name=name, channel="letter")
    shop = workshop(
        store,
        folder / "delivery",
        free_port(),
        SystemClock(),
        compose=papers,
        others={"letter": post_channel(store, folder)},
    )
    worker.deliver(shop, once=True, stop=threading.Event(), patience=0)
