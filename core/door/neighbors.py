"""Who may come to the demo: this machine, under its own name, and nobody else."""

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.foundation.hosts import is_loopback

POLICY_VIOLATION = 1008  # a WebSocket close code, RFC 6455


class OnlyThisMachine:
    """Middleware of the demo: refuses every caller that is not on loopback.

    The host name is checked too, or a page of another site could reach in by giving its own
    name this machine's address (DNS rebinding).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan" or is_from_here(scope):
            await self.app(scope, receive, send)
        elif scope["type"] == "http":
            refusal = PlainTextResponse("The demo is open on its own machine only.\n", 403)
            await refusal(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})


def is_from_here(scope: Scope) -> bool:
    """Whether both the caller's address and the host it asked for are this machine."""
    caller = scope.get("client")
    host = Headers(scope=scope).get("host", "").rsplit(":", 1)[0]
    return caller is not None and is_loopback(caller[0]) and is_loopback(host)
