"""The front door: screens and public endpoints, assembled into one server."""

import gc
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from core.door import answering, assets, counting, health, leaving, receipts
from core.door.doorstep import Doorstep
from core.door.handing import HAND_OVERS
from core.door.headers import SafeHeaders, content_policy
from core.door.links import DeepLinks
from core.door.neighbors import OnlyThisMachine
from core.door.previews import PREVIEWS
from core.door.safety import UnsafeStart, check_people, check_start
from core.door.warming import kept_warm
from core.foundation import words
from core.foundation.settings import Settings
from core.people.denials import place_of
from core.people.model import NotAllowed
from core.ways import UnsafeRelay
from pages.parts import code_bundle, frame

# Seconds after which a script that draws lets the next thread in. Ten screens drawn at once
# would else keep each turn of the endpoints waiting ten times Python's own five thousandths.
TURN = 0.0005
PAGES = Path(__file__).resolve().with_name("pages")
INDEX = Path(st.__file__).with_name("static") / "index.html"

settings = Settings()
try:
    check_start(settings, address=st.get_option("server.address") or "")
    check_people(frame.house())
except (UnsafeRelay, UnsafeStart) as refusal:
    sys.exit(refusal.sentence("en"))


tally = counting.Tally(frame.house())


@asynccontextmanager
async def open_doors(_app: st.App) -> AsyncIterator[dict[str, Any]]:
    """Warm up, then freeze: the collector need not walk through what stays for ever."""
    for needed in ("pandas", "plotly.graph_objects", "pyarrow", "scipy.stats"):
        import_module(needed)
    words.warm()
    sys.setswitchinterval(TURN)
    with kept_warm(frame.house()), tally.written():
        gc.collect()
        gc.freeze()
        yield {}


def nothing_here(_request: Request) -> Response:
    return PlainTextResponse("Not found.\n", 404)


def crashed(error: Exception) -> bool:
    """Show a sentence where a page crashed; Streamlit has put the details into the log."""
    if isinstance(error, NotAllowed):
        frame.note_denial(error, place_of(error))
    st.error(frame.say("frame-crashed"), icon=":material/error:")
    return True


def sign_in_secrets() -> dict[str, Any]:
    if not settings.has_oidc:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{settings.public_url.rstrip('/')}/oauth2callback",
            "cookie_secret": settings.cookie_secret.get_secret_value(),
            "client_id": settings.oidc_id,
            "client_secret": settings.oidc_secret.get_secret_value(),
            "server_metadata_url": settings.oidc_issuer,
        }
    }


app = st.App(
    PAGES / "menu.py",
    secrets=sign_in_secrets(),
    lifespan=open_doors,
    routes=[
        *health.routes(frame.house()),
        assets.kept(code_bundle.LINK, code_bundle.BUNDLE),
        PREVIEWS.route(),
        HAND_OVERS.route(frame.house().clock, hours=settings.session_hours),
        *receipts.routes(frame.house()),
        # Whatever else is asked for here must not answer with a page and “200”.
        Route("/t/{rest:path}", nothing_here, methods=["GET", "POST"]),
        Route("/webhooks/{rest:path}", nothing_here, methods=["GET", "POST"]),
    ],
    middleware=[
        *([Middleware(OnlyThisMachine)] if settings.is_demo else []),
        Middleware(
            SafeHeaders,
            policy=content_policy(INDEX),
            language=settings.language,
            tls=settings.public_url.startswith("https://"),
        ),
        Middleware(
            Doorstep,
            routes=[
                *leaving.routes(frame.house()),
                *answering.routes(frame.house()),
                *counting.routes(frame.house(), tally),
            ],
        ),
        Middleware(DeepLinks),
    ],
    on_script_error=crashed,
)
