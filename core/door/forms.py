"""What the pages for contacts share: small forms, read with care, in the language they read."""

from typing import Final
from urllib.parse import parse_qsl

from starlette.requests import Request

from core.cockpit import Cockpit
from core.foundation.words import LANGUAGES

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
