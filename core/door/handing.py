"""Handing a session's token over to the browser, as a cookie that no script can read.

A screen speaks through a web socket, which cannot set a cookie. So it shows a picture of
nothing under an address that is good for one time and a minute; the answer has the cookie.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.foundation.clock import Clock

COOKIE: Final = "cockpit_session"
PLACE: Final = "/session"
KEPT = 1_000  # tickets; the oldest goes first
GOOD_FOR = timedelta(minutes=1)


@dataclass
class HandOver:
    """Tokens that wait for their browser, by tickets nobody can guess."""

    _waiting: OrderedDict[str, tuple[str, datetime]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, token: str, *, ticket: str, at: datetime) -> None:
        with self._lock:
            self._waiting[ticket] = (token, at)
            while len(self._waiting) > KEPT:
                self._waiting.popitem(last=False)

    def link(self, ticket: str) -> str | None:
        """Where the cookie is to be had, as long as nobody took it."""
        with self._lock:
            return f"{PLACE}/{ticket}" if ticket in self._waiting else None

    def take(self, ticket: str, *, at: datetime) -> str | None:
        """The token, once."""
        with self._lock:
            token, since = self._waiting.pop(ticket, ("", at))
        return token if token and at - since <= GOOD_FOR else None

    def route(self, clock: Clock, *, hours: float) -> Route:
        """Where a browser takes its cookie: only a picture in a page of this very house."""

        def session(request: Request) -> Response:
            if not is_ours(request):
                return PlainTextResponse("Not found.\n", 404)
            token = self.take(request.path_params["ticket"], at=clock.now())
            if token is None:
                return PlainTextResponse("Not found.\n", 404)
            answer = Response(status_code=204, headers={"Cache-Control": "no-store"})
            answer.set_cookie(
                COOKIE, token, max_age=int(hours * 3600), httponly=True, samesite="lax"
            )
            return answer

        return Route(f"{PLACE}/{{ticket}}", session, methods=["GET"])


def is_ours(request: Request) -> bool:
    """Whether a page of this house asks. Else a stranger's could sign people in as its own.

    A browser says so where it trusts the address; elsewhere the referring page has to.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    return urlsplit(request.headers.get("referer", "")).netloc == request.headers.get("host")


HAND_OVERS: Final = HandOver()
