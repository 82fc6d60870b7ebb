"""Where a contact answers a survey: a page with the scale, and one press.

A link is no deed: scanners follow links, so what a link marks is kept when it is posted.
"""

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core.cockpit import Cockpit
from core.delivery.feedback import answers
from core.delivery.feedback.answers import Asked, NoSuchAnswer
from core.delivery.reader import language_of
from core.door import answering_page, forms
from core.door.leaving import NOT_FOUND, NOT_NOW, TOO_LONG, TOO_OFTEN
from core.door.limits import Buckets, asker

MOST_DIGITS = 2


def routes(house: Cockpit) -> list[BaseRoute]:
    """``/s/<token>``: GET shows, POST keeps; neither sets a cookie nor leads elsewhere."""
    asked, guessed = Buckets(burst=300, rate=50), Buckets(burst=20, rate=0.5)
    marks, proxies = house.ways.marks, house.settings.proxies

    async def answering(request: Request) -> Response:
        who = asker(request, proxies)
        is_ours = marks.asks.read(request.path_params["token"]) is not None
        if not (asked if is_ours else guessed).lets(who):
            return PlainTextResponse("Too many requests.\n", TOO_OFTEN, {"Retry-After": "60"})
        body = await forms.body(request)
        if body is None:
            return PlainTextResponse("Too long.\n", TOO_LONG)
        return await run_in_threadpool(_answer, house, request, body)

    return [Route("/s/{token:path}", answering, methods=["GET", "HEAD", "POST"])]


def _answer(house: Cockpit, request: Request, body: bytes) -> Response:
    is_deed = request.method == "POST"
    try:
        found = _asked(house, request.path_params["token"])
        language = forms.language(house, request, _known(house, found))
        if found is None:
            page = answering_page.unknown(language)
            return HTMLResponse(page, NOT_FOUND, headers=forms.HEADERS)
        if is_deed:
            found = _kept(house, found, body)
    except NoSuchAnswer:
        is_deed = False
    except OperationalError:
        return PlainTextResponse("Not now.\n", NOT_NOW, {"Retry-After": "30"})
    assert found is not None
    marked = _number(request.query_params.get("answer", ""))
    seen = answering_page.Seen(found, marked, is_done=is_deed, is_over=_is_over(house, found))
    return HTMLResponse(answering_page.drawn(language, seen), headers=forms.HEADERS)


def _asked(house: Cockpit, token: str) -> Asked | None:
    with house.store.reading() as tx:
        return answers.asked(tx, house.ways.marks, token)


def _kept(house: Cockpit, found: Asked, body: bytes) -> Asked:
    said = dict(forms.fields(body)).get("answer", "")
    value = _number(said)
    if value is None:
        raise NoSuchAnswer("surveys-no-such-answer")
    with house.store.transaction() as tx:
        return answers.answer(tx, found, value, at=house.clock.now())


def _known(house: Cockpit, found: Asked | None) -> str:
    if found is None or house.warehouse.is_empty():
        return ""
    return language_of(house.warehouse.current(), found.contact_id)


def _is_over(house: Cockpit, found: Asked) -> bool:
    return found.is_over(house.clock.now())


def _number(text: str) -> int | None:
    is_one = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None
