"""Pages that may load pictures of others: each under an address nobody can guess, for a while.

A page within a page of ours may load no more than ours may. So what a person wants to see
with its pictures is kept here and served with a policy of its own: pictures, styles, no more.
"""

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

KEPT = 100  # pages; the oldest goes first
POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http:; frame-src 'self'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox"
)
HEADERS: Final = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
}


@dataclass
class Previews:
    """What is kept, by the names it was given."""

    _pages: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def keep(self, page: str, *, name: str) -> str:
        """The address of a page; the same page keeps its own. Nobody can guess `name`."""
        with self._lock:
            known = next((one for one, kept in self._pages.items() if kept == page), name)
            self._pages[known] = page
            while len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        return f"/preview/{known}"

    def route(self) -> Route:
        """Where the pages are served."""

        def preview(request: Request) -> Response:
            with self._lock:
                page = self._pages.get(request.path_params["name"])
            if page is None:
                return PlainTextResponse("Not found.\n", 404)
            return HTMLResponse(page, headers=HEADERS)

        return Route("/preview/{name}", preview, methods=["GET"])


PREVIEWS: Final = Previews()
