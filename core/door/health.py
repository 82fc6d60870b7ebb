"""What machines ask: is the house well, and how much is in it."""

import socket
from collections.abc import Iterator

from sqlalchemy import func, select
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from core.cockpit import Cockpit
from core.delivery import signs
from core.foundation.hosts import is_loopback
from core.foundation.refusal import Refusal
from core.journal import records as journal
from core.messages.model import Channel
from core.store.schema import dispatches
from core.warehouse.engines.engine import Engine

SECONDS_TO_ANSWER = 2
WELL, UNWELL, NOT_HERE = 200, 503, 404


def routes(house: Cockpit) -> list[BaseRoute]:
    """``/healthz`` for whoever keeps watch, ``/metrics`` for this machine's collector."""

    def healthz(_request: Request) -> Response:
        facts = checkup(house)
        return JSONResponse(facts, WELL if facts["status"] == "ok" else UNWELL)

    def metrics(request: Request) -> Response:
        if request.client is None or not is_loopback(request.client.host):
            return PlainTextResponse("Not found.\n", NOT_HERE)
        lines = "".join(f"{name} {value}\n" for name, value in measures(house))
        return PlainTextResponse(lines, media_type="text/plain; version=0.0.4; charset=utf-8")

    return [
        Route("/healthz", healthz, methods=["GET", "HEAD"]),
        Route("/metrics", metrics, methods=["GET"]),
    ]


def checkup(house: Cockpit) -> dict[str, str]:
    """Each part of the house in a word; `status` is “ok” when the screens can do their work.

    A worker that sleeps holds mail back and loses none: it is told, and is not “unwell”.
    """
    facts = {
        "store": _store_word(house),
        "base": "empty" if house.warehouse.is_empty() else "ok",
    }
    well = facts["store"] == "ok"
    if well:
        facts["worker"] = _worker_word(house)
    return {"status": "ok" if well else "unwell"} | facts


def examined(house: Cockpit) -> dict[str, str]:
    """The same for people, who can wait until an engine far away has answered.

    Without it segments are refused in a sentence and all else goes on: it is not “unwell”.
    """
    engine, log = house.warehouse.engine, house.ways.relay_log()
    facts = checkup(house) | ({} if engine is None else {"engine": _engine_word(house, engine)})
    return facts | ({} if log is None else {"relay_log": "ok" if log.is_readable else "sealed"})


def channels(house: Cockpit) -> dict[str, str]:
    """Each channel in a word: ok, absent (not set up), or out of reach."""
    there, places = house.channels(), house.ways.places()
    return {
        name: "absent"
        if name not in there
        else "ok"
        if name not in places or _is_reachable(*places[name])
        else "unreachable"
        for name in Channel
    }


def measures(house: Cockpit) -> Iterator[tuple[str, int]]:
    """Gauges by Prometheus's names: dispatches by state, the journal's length, the base."""
    with house.store.reading() as tx:
        by_state = select(dispatches.c.state, func.count()).group_by(dispatches.c.state)
        for state, count in tx.execute(by_state.order_by(dispatches.c.state)):
            yield f'cockpit_dispatches{{state="{state}"}}', count
        yield "cockpit_journal_entries", journal.head(tx).number
    if not house.warehouse.is_empty():
        yield "cockpit_publication", house.warehouse.current_number()


def _is_reachable(host: str, port: int) -> bool:
    """Whether anybody listens there; nothing is said to them."""
    try:
        socket.create_connection((host, port), timeout=SECONDS_TO_ANSWER).close()
    except OSError:
        return False
    return True


def _store_word(house: Cockpit) -> str:
    try:
        return "behind" if house.store.is_behind() else "ok"
    except SQLAlchemyError:
        return "unreachable"


def _engine_word(house: Cockpit, engine: Engine) -> str:
    """Whether the engine of the house holds what is current; until then its file answers."""
    try:
        engine.kept()
        mirror = None if house.warehouse.is_empty() else house.warehouse.current().mirror
        return "ok" if mirror is None or mirror.is_still_there() else "uncopied"
    except Refusal:
        return "unreachable"


def _worker_word(house: Cockpit) -> str:
    now = house.clock.now()
    with house.store.reading() as tx:
        beats = signs.expected(tx, at=now)
    living = [beat for beat in beats if beat.is_alive(at=now)]
    if not living:
        return "asleep"
    return "ok" if len(living) == len(beats) else "partly"
