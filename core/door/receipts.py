"""Where gateways report what became of a message: no sign-in and no cookie, a token each."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core.cockpit import Cockpit
from core.delivery.feedback import receipts
from core.delivery.feedback.receipts import UnknownReceipt

LONGEST_BODY = 16_384  # bytes
MOST_FIELDS = 40
PLACE = "/webhooks/sms/"


def routes(house: Cockpit) -> list[BaseRoute]:
    """One address, ``/webhooks/sms/<token>``: Kannel asks for it, other gateways post JSON."""

    async def heard(request: Request) -> Response:
        body = await _body(request)
        if body is None:
            return PlainTextResponse("Too long.\n", 413)
        said, raw = _said(request, body)
        token = request.path_params["token"]
        return await run_in_threadpool(_answer, house, token, said, raw)

    return [Route(PLACE + "{token}", heard, methods=["GET", "POST"])]


def _answer(house: Cockpit, token: str, said: Mapping[str, str], raw: str) -> Response:
    signer = house.ways.receipt_signer
    if signer.read(token) is None:  # before the store is asked: strangers cost it nothing
        return PlainTextResponse("Not found.\n", 404)
    try:
        with house.store.transaction() as tx:
            receipts.take(tx, signer, token, said, raw=raw, at=house.clock.now())
    except UnknownReceipt:
        return PlainTextResponse("Not found.\n", 404)
    except OperationalError:
        return PlainTextResponse("Not now.\n", 503, {"Retry-After": "30"})
    return PlainTextResponse("ok\n")


async def _body(request: Request) -> bytes | None:
    """What was posted; none, where it is longer than any receipt."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LONGEST_BODY:
            return None
    return body


def _said(request: Request, body: bytes) -> tuple[dict[str, str], str]:
    """The fields of a receipt, of the address and of what was posted, and all of it as it
    came."""
    said = dict(request.query_params.multi_items()[:MOST_FIELDS])
    posted = body.decode("utf-8", "replace")
    return said | _fields(posted), "\n".join(
        part for part in (request.url.query, posted) if part
    )


def _fields(posted: str) -> dict[str, str]:
    try:
        read: Any = json.loads(posted) if posted else {}
    except (ValueError, RecursionError):
        return {}
    if not isinstance(read, dict):
        return {}
    plain = {name: value for name, value in read.items() if isinstance(value, str | int)}
    return {str(name): str(value) for name, value in list(plain.items())[:MOST_FIELDS]}
