"""Links that survive the sign-in: a provider always sends people back to “/”."""

from urllib.parse import quote, unquote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "cockpit_wanted"
SIGNED_IN = "_streamlit_user"  # the cookie that Streamlit's sign-in leaves
KEPT_SECONDS = 600
LONGEST = 1_000
NOT_PAGES = (
    "/_stcore",
    "/static",
    "/media",
    "/component",
    "/auth",
    "/oauth2callback",
    "/favicon",
    "/u/",  # contacts come here, and are given no cookie
    "/c/",
    "/o/",
    "/s/",
)


def is_safe(target: str) -> bool:
    """Whether a target is a path of this very house: no host, no scheme, no tricks."""
    if not target.startswith("/") or target.startswith(("//", "/\\")) or len(target) > LONGEST:
        return False
    parts = urlsplit(target)
    plain = all(character.isprintable() and character != "\\" for character in target)
    return plain and not parts.scheme and not parts.netloc


class DeepLinks:
    """Middleware: remembers what a stranger asked for and leads there after the sign-in."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _is_page(request := Request(scope)):
            await self.app(scope, receive, send)
            return
        wanted = unquote(request.cookies.get(COOKIE, ""))
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        signed_in = any(name.startswith(SIGNED_IN) for name in request.cookies)
        if signed_in and wanted and here == "/":
            answer = RedirectResponse(wanted if is_safe(wanted) else "/", 302)
            answer.delete_cookie(COOKIE)
            await answer(scope, receive, send)
            return

        async def remembered(message: Message) -> None:
            if message["type"] == "http.response.start" and not signed_in and is_safe(here):
                message["headers"] = [*message["headers"], (b"set-cookie", _cookie(here))]
            await send(message)

        await self.app(scope, receive, remembered if here != "/" else send)


def _is_page(request: Request) -> bool:
    asks = request.method == "GET" and "text/html" in request.headers.get("accept", "")
    return asks and not request.url.path.startswith(NOT_PAGES)


def _cookie(target: str) -> bytes:
    kept = f"Max-Age={KEPT_SECONDS}; Path=/; HttpOnly; SameSite=Lax"
    return f"{COOKIE}={quote(target, safe='')}; {kept}".encode()
