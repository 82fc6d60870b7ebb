"""Where a contact leaves: one click by its mail program, or a page for itself."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute

from core.cockpit import Cockpit
from core.consent import preferences
from core.consent.preferences import Kind, Wish
from core.delivery.reader import Reader, reader
from core.door import forms, leaving_page
from core.door.together import Together
from core.store.store import Tx


def routes(house: Cockpit) -> list[BaseRoute]:
    """``/u/<token>``."""
    answer = partial(_answer, together=Together(house.store.transaction))
    return [forms.route(house, "u", house.ways.marks.leaves, answer)]


def _answer(house: Cockpit, request: Request, body: bytes, *, together: Together) -> Response:
    found = _reader(house, request.path_params["token"])
    if found is None:
        page = leaving_page.drawn(forms.language(house, request, ""), [], done=False)
        return HTMLResponse(page, forms.NOT_FOUND, headers=forms.HEADERS)
    is_deed = request.method == "POST"
    if is_deed and _is_one_click(body):
        _leave(house, together, found)
        return PlainTextResponse("Unsubscribed.\n", headers=forms.HEADERS)
    wishes = _done(house, found, body) if is_deed else _wishes(house, found)
    language = forms.language(house, request, found.language)
    offered = (found.channel, found.purpose)
    page = leaving_page.drawn(
        language, wishes, offered=offered, sender=found.sender, done=is_deed
    )
    return HTMLResponse(page, headers=forms.HEADERS)


def _reader(house: Cockpit, token: str) -> Reader | None:
    snapshot = None if house.warehouse.is_empty() else house.warehouse.current()
    today = house.clock.now().astimezone(ZoneInfo(house.settings.time_zone)).date()
    with house.store.reading() as tx:
        return reader(tx, snapshot, house.ways.marks, token, today=today)


def _wishes(house: Cockpit, found: Reader) -> list[Wish]:
    with house.store.reading() as tx:
        return preferences.wishes(tx, found.addresses, found.permitted)


def _is_one_click(body: bytes) -> bool:
    """What has no form of ours is the one click of a mail program: nobody reads the answer."""
    return all(name != "form" for name, _ in forms.fields(body))


def _leave(house: Cockpit, together: Together, found: Reader) -> None:
    """No more messages of this kind; many who leave at once are one transaction."""
    at = house.clock.now()
    together.do(lambda tx: _left(tx, house, found, at=at))


def _left(tx: Tx, house: Cockpit, found: Reader, *, at: datetime) -> None:
    kind, source = (found.channel, found.purpose), f"dispatch {found.dispatch_id}"
    preferences.leave(tx, house.ids, found.addresses, kind, source=source, at=at)


def _done(house: Cockpit, found: Reader, body: bytes) -> list[Wish]:
    """Do what was posted by a form of the page."""
    fields = forms.fields(body)
    form = next(value for name, value in fields if name == "form")
    source, at = f"dispatch {found.dispatch_id}", house.clock.now()
    with house.store.transaction() as tx:
        if form == "wishes":
            return preferences.say(
                tx,
                house.ids,
                found.addresses,
                wanted=_wanted(fields),
                allowed=found.permitted,
                source=source,
                at=at,
            )
        if form == "nothing":
            preferences.leave_all(tx, house.ids, found.addresses, source=source, at=at)
        else:
            _left(tx, house, found, at=at)
        return preferences.wishes(tx, found.addresses, found.permitted)


def _wanted(fields: Sequence[tuple[str, str]]) -> set[Kind]:
    pairs = (value.partition(".") for name, value in fields if name == "wanted")
    return {(channel, purpose) for channel, _, purpose in pairs}
