"""What the pages for contacts share: small forms, read with care, in the language they read.

A link is no deed: scanners follow links, so asking for a page changes nothing (RFC 8058).
"""

from collections.abc import Callable
from typing import Final
from urllib.parse import parse_qsl

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.cockpit import Cockpit
from core.delivery.tokens import Signer
from core.door.limits import Buckets, asker
from core.foundation.words import LANGUAGES

NOT_FOUND, TOO_LONG, TOO_OFTEN, NOT_NOW = 404, 413, 429, 503
Answer = Callable[[Cockpit, Request, bytes], Response]

LONGEST_BODY = 8_192  # bytes
MOST_FIELDS = 100
HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; "
        "frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Robots-Tag": "noindex, nofollow",
}


def route(house: Cockpit, place: str, signer: Signer, answer: Answer) -> Route:
    """``/<place>/<token>``: GET shows, POST does; neither sets a cookie nor leads elsewhere.

    `answer` is given what was posted. Whoever guesses tokens is slowed down sooner.
    """
    asked, guessed = Buckets(burst=300, rate=50), Buckets(burst=20, rate=0.5)
    proxies = house.settings.proxies

    async def page(request: Request) -> Response:
        who = asker(request, proxies)
        is_ours = signer.read(request.path_params["token"]) is not None
        if not (asked if is_ours else guessed).lets(who):
            return PlainTextResponse("Too many requests.\n", TOO_OFTEN, {"Retry-After": "60"})
        posted = await body(request)
        if posted is None:
            return PlainTextResponse("Too long.\n", TOO_LONG)
        try:
            return await run_in_threadpool(answer, house, request, posted)
        except OperationalError:
            return PlainTextResponse("Not now.\n", NOT_NOW, {"Retry-After": "30"})

    return Route(f"/{place}/{{token:path}}", page, methods=["GET", "HEAD", "POST"])


async def body(request: Request) -> bytes | None:
    """What was posted; none: more than a form of ours ever is."""
    whole = b""
    async for piece in request.stream():
        whole += piece
        if len(whole) > LONGEST_BODY:
            return None
    return whole


def fields(posted: bytes) -> list[tuple[str, str]]:
    """The fields of a form, in their order; none of what is no form."""
    try:
        return parse_qsl(posted.decode("utf-8", "replace"), max_num_fields=MOST_FIELDS)
    except ValueError:
        return []


def language(house: Cockpit, request: Request, known: str) -> str:
    """As was asked for, else as client data has it, else as the browser says, else ours."""
    accepted = request.headers.get("accept-language", "")[:200].lower().split(",")
    said = [one.strip()[:2] for one in accepted]
    wanted = [request.query_params.get("lang", ""), known, *said]
    return next((one for one in wanted if one in LANGUAGES), house.settings.language)
