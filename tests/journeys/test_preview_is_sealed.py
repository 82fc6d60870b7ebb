"""A message's preview in a real browser: no script runs, and nothing is fetched."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page

from core.messages.model import Rendered
from pages.parts.message_frame import Envelope, View, mail_page

pytestmark = pytest.mark.journey

ASKED: list[str] = []
QUIET = 700  # milliseconds in which a fetch would have begun


class Listener(BaseHTTPRequestHandler):
    """Whoever asks for anything is written down."""

    def do_GET(self) -> None:
        ASKED.append(self.path)
        self.send_response(200)
        self.send_header("Content-Type", "text/css")
        self.end_headers()

    def do_POST(self) -> None:
        self.do_GET()

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def outside() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    Thread(target=server.serve_forever, daemon=True).start()
    ASKED.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def hostile(outside: str) -> str:
    """Everything that fetches or runs, also what the check would never let through."""
    return f"""
    <link rel="stylesheet" href="{outside}/link.css">
    <link rel="preload" as="image" href="{outside}/preload.png">
    <link rel="prefetch" href="{outside}/prefetch">
    <link rel="dns-prefetch" href="{outside}">
    <link rel="preconnect" href="{outside}/preconnect">
    <meta http-equiv="refresh" content="0;url={outside}/refresh">
    <base href="{outside}/">
    <style>@import url("{outside}/import.css");
    @font-face {{ font-family: far; src: url("{outside}/font.woff2"); }}
    p {{ font-family: far; background: url("{outside}/style.png"); }}</style>
    <p>Hello</p><img src="{outside}/image.png" srcset="{outside}/set.png 2x">
    <img src="x" onerror="fetch('{outside}/onerror')">
    <table background="{outside}/table.png"><tr><td>a</td></tr></table>
    <video poster="{outside}/poster.png" src="{outside}/video.mp4" autoplay></video>
    <iframe src="{outside}/frame"></iframe>
    <object data="{outside}/object"></object><embed src="{outside}/embed">
    <svg><image href="{outside}/svg.png"/><script>fetch("{outside}/svg-script")</script></svg>
    <form action="{outside}/form" method="post"><input name="a"></form>
    <script>fetch("{outside}/script"); document.querySelector("form").submit();
    window.top.document.title = "taken"; new Image().src = "{outside}/beacon";</script>
    <a href="{outside}/link" ping="{outside}/ping">a</a>
    """


@pytest.mark.parametrize("kind", ["desktop", "phone", "text"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_the_preview_runs_nothing_and_fetches_nothing(
    page: Page, outside: str, kind: str, *, is_dark: bool
) -> None:
    rendered = Rendered("Hello", hostile(outside), "Hello")
    view = View(kind, is_dark=is_dark)
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))

    page.set_content(
        mail_page(rendered, Envelope("a", "b"), view=view, title="Preview", height=600)
    )
    page.wait_for_timeout(QUIET)

    assert ASKED == []
    assert page.title() != "taken"
    assert len(page.frames) <= 3, "frames of the message's own stay empty"


def test_the_listener_would_have_heard_it(page: Page, outside: str) -> None:
    page.goto(f"{outside}/")
    page.set_content(f'<img src="{outside}/image.png">')
    page.wait_for_timeout(QUIET)

    assert "/image.png" in ASKED
