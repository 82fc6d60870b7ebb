"""Where a contact answers a survey: a page with the scale, and one press."""

from collections.abc import Mapping

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
    said = dict(forms.fields(body)) if request.method == "POST" else {}
    kept = _kept(house, found, said)
    seen = answering_page.Seen(
        kept or found,
        _number(request.query_params.get("answer", "")),
        is_done=kept is not None,
        is_over=found.is_over(house.clock.now()),
        is_missed=request.method == "POST" and kept is None,
        words=kept.comment if kept and _comment(said) else "",
    )
    return HTMLResponse(answering_page.drawn(language, seen), headers=forms.HEADERS)


def _kept(house: Cockpit, found: Asked, said: Mapping[str, str]) -> Asked | None:
    """What was posted, kept; none: it is no answer, or too late."""
    value = _number(said.get("answer", ""))
    if value is None:
        return None
    try:
        with house.store.transaction() as tx:
            now = house.clock.now()
            return answers.answer(tx, found, value, comment=_comment(said), at=now)
    except NoSuchAnswer:
        return None


def _comment(said: Mapping[str, str]) -> str | None:
    """The words that were posted; none: the field was empty, and not because it was emptied."""
    comment = said.get("comment", "")
    return comment if comment.strip() or answering_page.SHOWN in said else None


def _known(house: Cockpit, found: Asked | None) -> str:
    if found is None or house.warehouse.is_empty():
        return ""
    return language_of(house.warehouse.current(), found.contact_id)


def _number(text: str) -> int | None:
    is_one = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if is_one else None
