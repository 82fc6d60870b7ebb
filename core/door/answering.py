"""Where a contact answers a survey: a page with the scale, and one press."""

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute

from core.cockpit import Cockpit
from core.delivery.feedback import answers
from core.delivery.feedback.answers import Asked, NoSuchAnswer
from core.delivery.reader import language_of
from core.door import answering_page, forms

MOST_DIGITS = 2


def routes(house: Cockpit) -> list[BaseRoute]:
    """``/s/<token>``."""
    return [forms.route(house, "s", house.ways.marks.asks, _answer)]


def _answer(house: Cockpit, request: Request, body: bytes) -> Response:
    with house.store.reading() as tx:
        found = answers.asked(tx, house.ways.marks, request.path_params["token"])
    language = forms.language(house, request, _known(house, found))
    if found is None:
        page = answering_page.unknown(language)
        return HTMLResponse(page, forms.NOT_FOUND, headers=forms.HEADERS)
    kept = _kept(house, found, body) if request.method == "POST" else None
    seen = answering_page.Seen(
        kept or found,
        _number(request.query_params.get("answer", "")),
        is_done=kept is not None,
        is_over=found.is_over(house.clock.now()),
        is_missed=request.method == "POST" and kept is None,
    )
    return HTMLResponse(answering_page.drawn(language, seen), headers=forms.HEADERS)


def _kept(house: Cockpit, found: Asked, body: bytes) -> Asked | None:
    """What was posted, kept; none: it is no answer, or too late."""
    said = dict(forms.fields(body))
    value = _number(said.get("answer", ""))
    if value is None:
        return None
    try:
        with house.store.transaction() as tx:
            comment, now = said.get("comment", ""), house.clock.now()
            return answers.answer(tx, found, value, comment=comment, at=now)
    except NoSuchAnswer:
        return None


def _known(house: Cockpit, found: Asked | None) -> str:
    if found is None or house.warehouse.is_empty():
        return ""
    return language_of(house.warehouse.current(), found.contact_id)


def _number(text: str) -> int | None:
    is_one = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None
