"""What contacts ask is answered on the doorstep, before the layers that screens alone need.

A picture in a mail has no session, is not packed, and leads to no file: half the time of its
answer would be spent on finding that out.
"""

from collections.abc import Sequence

from starlette.middleware.exceptions import ExceptionMiddleware
from starlette.routing import BaseRoute, Router
from starlette.types import ASGIApp, Receive, Scope, Send

PLACES = ("/o/", "/c/", "/u/", "/s/")


class Doorstep:
    """Middleware: whatever is asked for at one of `PLACES` goes to `routes`, and no further.

    What nobody there answers, or not to that method, is refused here and not logged as a fault.
    """

    def __init__(self, app: ASGIApp, *, routes: Sequence[BaseRoute]) -> None:
        self.app = app
        self.router = ExceptionMiddleware(Router(routes))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_asked_here = scope["type"] == "http" and scope["path"].startswith(PLACES)
        await (self.router if is_asked_here else self.app)(scope, receive, send)
