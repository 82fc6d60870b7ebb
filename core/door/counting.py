"""Opens and clicks: answered at once, written down a little later, many at a time.

A click leads only to a link that its own campaign's message had; whatever else is asked for
leads nowhere. Nothing here waits for the store but the first click of a campaign.
"""

import base64
import hashlib
import hmac
import logging
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event as Signal
from threading import Thread
from typing import Final

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route

from core.cockpit import Cockpit
from core.delivery import links
from core.delivery.feedback import tracking
from core.delivery.feedback.labels import HONEYPOT, Event, Kind
from core.door.limits import Buckets, asker
from core.foundation.faults import told

_LOG = logging.getLogger(__name__)
PIXEL: Final = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'",
    "Cross-Origin-Resource-Policy": "cross-origin",  # a mail program shows the picture
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}
MOST_WAITING = 200_000  # events; beyond, the oldest are lost
AT_ONCE = 500  # of them in one transaction
SECONDS_BETWEEN = 0.5
LONGEST_AGENT = 200
MOST_CAMPAIGNS = 1_000  # whose links are kept in mind
FOUND, NOTHING, NOT_FOUND, TOO_OFTEN, NOT_NOW = 302, 204, 404, 429, 503


class Tally:
    """What came in and is not written down yet."""

    def __init__(self, house: Cockpit) -> None:
        self._house = house
        self._waiting: deque[Event] = deque(maxlen=MOST_WAITING)
        self._crowds = tracking.Crowds()

    def add(self, event: Event) -> None:
        """Take an event in; never waits."""
        self._waiting.append(event)

    def write(self) -> int:
        """Write down what waits; what the store does not take just now goes on waiting, and
        what it will never take is left out."""
        written = 0
        while self._waiting:
            some = [self._waiting.popleft() for _ in range(min(AT_ONCE, len(self._waiting)))]
            try:
                with self._house.store.transaction() as tx:
                    written += tracking.keep(tx, some, self._crowds)
            except OperationalError:
                self._waiting.extendleft(reversed(some))
                return written
            except Exception as fault:  # noqa: BLE001 -- else nothing is counted from here on
                _LOG.error("%s opens and clicks are lost: %s", len(some), told(fault))
        return written

    @contextmanager
    def written(self) -> Iterator[None]:
        """Write as long as the body runs, and once more at its end."""
        done = Signal()

        def go_on() -> None:
            while not done.wait(SECONDS_BETWEEN):
                self.write()

        writer = Thread(target=go_on, name="tally", daemon=True)
        writer.start()
        try:
            yield
        finally:
            done.set()
            writer.join()
            self.write()


def routes(house: Cockpit, tally: Tally) -> list[BaseRoute]:
    """``/o/<token>``, a picture of one point, and ``/c/<token>/<number>``, a way on."""
    counter = _Counter(house, tally)
    return [
        Route("/o/{token:path}", counter.opened, methods=["GET", "HEAD"]),
        Route("/c/{token}/{number:int}", counter.clicked, methods=["GET", "HEAD"]),
        Route("/c/{rest:path}", counter.nowhere, methods=["GET", "HEAD"]),
    ]


class _Counter:
    """Answers both, and remembers where links lead."""

    def __init__(self, house: Cockpit, tally: Tally) -> None:
        self._house, self._tally = house, tally
        self._marks, self._proxies = house.ways.marks, house.settings.proxies
        self._guesses = Buckets(burst=60, rate=1)
        self._links: dict[tuple[str, str], dict[int, str]] = {}

    async def opened(self, request: Request) -> Response:
        """Show the picture whatever the token; count only what is ours."""
        named = self._marks.opens.read(request.path_params["token"])
        if named is not None:
            self._count(request, named, Kind.OPEN, None)
        elif not self._guesses.lets(asker(request, self._proxies)):
            return PlainTextResponse("Too many requests.\n", TOO_OFTEN)
        return Response(PIXEL, media_type="image/gif", headers=HEADERS)

    async def clicked(self, request: Request) -> Response:
        """Lead on to the link of that number, and nowhere else."""
        number = request.path_params["number"]
        named = self._marks.clicks.read(request.path_params["token"])
        dispatch_id, campaign_id, edition = _parts(named or "")
        if not edition:
            return await self.nowhere(request)
        try:
            url = (await self._kept(campaign_id, edition)).get(number, "")
        except SQLAlchemyError:
            return PlainTextResponse("Not now.\n", NOT_NOW, HEADERS | {"Retry-After": "5"})
        if number == HONEYPOT or url:
            self._count(request, dispatch_id, Kind.CLICK, number)
        if number == HONEYPOT:
            return Response(status_code=NOTHING, headers=HEADERS)
        if not url.startswith(("https://", "http://")):
            return PlainTextResponse("Not found.\n", NOT_FOUND, HEADERS)
        return RedirectResponse(url, FOUND, headers=HEADERS)

    async def nowhere(self, request: Request) -> Response:
        """A link that is none."""
        if not self._guesses.lets(asker(request, self._proxies)):
            return PlainTextResponse("Too many requests.\n", TOO_OFTEN, HEADERS)
        return PlainTextResponse("Not found.\n", NOT_FOUND, HEADERS)

    async def _kept(self, campaign_id: str, edition: str) -> dict[int, str]:
        key = (campaign_id, edition)
        if key not in self._links:
            if len(self._links) >= MOST_CAMPAIGNS:
                self._links.clear()
            self._links[key] = await run_in_threadpool(self._read, *key)
        return self._links[key]

    def _read(self, campaign_id: str, edition: str) -> dict[int, str]:
        with self._house.store.reading() as tx:
            return links.kept(tx, campaign_id, edition)

    def _count(self, request: Request, dispatch_id: str, kind: Kind, link: int | None) -> None:
        agent = request.headers.get("user-agent", "")[:LONGEST_AGENT]
        self._tally.add(
            Event(
                dispatch_id=dispatch_id,
                kind=kind,
                link=link,
                method=request.method,
                agent="".join(letter for letter in agent if letter.isprintable()),
                source=self._place(asker(request, self._proxies)),
                happened_at=self._house.clock.now(),
            )
        )

    def _place(self, address: str) -> str:
        """Where from, so that two from one place are known, and the place is not."""
        said = f"source\0{address}".encode()
        return hmac.new(self._marks.key, said, hashlib.sha256).hexdigest()[:16]


def _parts(named: str) -> tuple[str, str, str]:
    """Dispatch, campaign and edition in a token of ours; of another there is no edition."""
    dispatch_id, _, rest = named.partition(".")
    campaign_id, _, edition = rest.rpartition(".")
    return dispatch_id, campaign_id, edition
