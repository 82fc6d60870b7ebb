"""Checks that ask somebody else, only when a person wants it: sites, and SpamAssassin."""

import shutil
import socket
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from time import monotonic

import pytest

from core.messages import redirects
from core.messages.finishing import finished
from core.messages.hosts import Link
from core.messages.limits import BENCH
from core.messages.manners import Links
from core.messages.model import Channel, Part, Writing
from core.messages.redirects import Trouble, followed, is_public, redirect_findings
from core.messages.spam import scored, spam_findings, specimen
from core.messages.starters import starter
from tests.conftest import MONDAY

CLOSED = 65_535  # a port that nobody listens on
HOUSE = Links(own_hosts=("127.0.0.1",), other_hosts=("partner.test",), marks=())


ASKED: list[str] = []


class Site(BaseHTTPRequestHandler):
    """A site that sends people about."""

    def do_HEAD(self) -> None:
        ASKED.append(f"{self.command} {self.path}")
        port = self.headers["Host"].rpartition(":")[2]
        onward = {
            "/away": f"http://localhost:{port}/there",
            "/round": "/round",
            "/file": "file:///etc/passwd",
            "/inside": f"http://127.0.0.2:{port}/secret",
            "/mail": "http://127.0.0.1:25/",
            "/broken": f"http://127.0.0.1:{CLOSED}/",
        }.get(self.path)
        gone = self.path == "/gone"
        self.send_response(302 if onward else 404 if gone else 200)
        if onward:
            self.send_header("Location", onward)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Quietly."""


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    Thread(target=server.serve_forever, daemon=True).start()
    ASKED.clear()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def anywhere(address: str) -> bool:
    return address != "127.0.0.2"


def link(address: str) -> Link:
    return Link(address, Part.HTML, 3)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", None),
        ("/away", "checks-redirect"),
        ("/gone", "checks-link-gone"),
        ("/round", "checks-link-round"),
        ("/file", "checks-link-odd"),
        ("/inside", "checks-redirect"),
        ("/mail", "checks-link-private"),
        ("/broken", "checks-link-silent"),
        ("/Привет", None),
    ],
)
def test_a_link_is_followed_to_its_end(site: str, path: str, key: str | None) -> None:
    found = redirect_findings([link(site + path)], HOUSE, allowed=anywhere)

    assert [one.key for one in found] == ([key] if key else [])
    assert all(asked.startswith("HEAD ") for asked in ASKED)


def test_nobody_is_called_in_our_own_network(site: str) -> None:
    assert followed(site).trouble is Trouble.PRIVATE
    assert not ASKED


@pytest.mark.parametrize(
    "host", ["localhost", "2130706433", "0x7f.1", "127.1", "[::ffff:127.0.0.1]"]
)
def test_nor_by_another_notation_of_it(site: str, host: str) -> None:
    port = site.rpartition(":")[2]

    assert followed(f"http://{host}:{port}/").trouble in {Trouble.PRIVATE, Trouble.SILENT}
    assert not ASKED


def test_a_step_is_allowed_anew_and_what_is_forbidden_is_not_called(site: str) -> None:
    journey = followed(f"{site}/inside", allowed=anywhere)

    assert journey.trouble is Trouble.PRIVATE
    assert journey.hosts == ("127.0.0.1", "127.0.0.2")
    assert ASKED == ["HEAD /inside"]


def test_a_site_that_drips_for_ever_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redirects, "SECONDS", 0.5)
    server = socket.create_server(("127.0.0.1", 0))
    cut = Event()

    def drip() -> None:
        line, _ = server.accept()
        with line, suppress(OSError):
            line.sendall(b"HTTP/1.1 200 OK\r\nX-Long: ")
            while not cut.wait(0.05):
                line.sendall(b"a")

    dripping = Thread(target=drip, daemon=True)
    dripping.start()
    port = server.getsockname()[1]

    began = monotonic()
    journey = followed(f"http://127.0.0.1:{port}/", allowed=anywhere)
    took = monotonic() - began
    cut.set()
    dripping.join()
    server.close()

    assert journey.trouble is Trouble.SILENT
    assert took < 5


def test_what_does_not_begin_in_time_is_not_asked(site: str) -> None:
    assert followed(site, allowed=anywhere, until=monotonic() - 1).trouble is Trouble.SILENT
    assert not ASKED


@pytest.mark.parametrize(
    ("address", "out"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fd00::1", False),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:93.184.216.34", True),
        ("::127.0.0.1", False),
        ("64:ff9b::a00:1", False),
        ("2002:7f00:1::", False),
        ("2002:a00:1::", False),
        ("ff02::1", False),
        ("fe80::1%eth0", False),
        ("2606:2800:220:1::1", True),
        ("93.184.216.34", True),
    ],
)
def test_what_is_out_on_the_internet(address: str, *, out: bool) -> None:
    assert is_public(address) is out


def test_an_address_with_a_hole_is_not_called(site: str) -> None:
    redirect_findings([link(f"{site}/\ue0000\ue001")], HOUSE, allowed=anywhere)

    assert not ASKED


def install(folder: Path, monkeypatch: pytest.MonkeyPatch, score: str) -> None:
    """A SpamAssassin that answers as the real one does."""
    program = folder / "spamassassin"
    program.write_text(
        "#!/bin/sh\ncat > /dev/null\nprintf 'X-Spam-Status: No, "
        f"score={score} required=5.0 tests=HTML_MESSAGE,\\n\\tMISSING_MID "
        "autolearn=no\\n\\nHi'\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")


@pytest.mark.parametrize(
    ("score", "key"), [("1.4", "checks-spam"), ("5.0", "checks-spam-high")]
)
def test_spamassassin_s_score_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, score: str, key: str
) -> None:
    install(tmp_path, monkeypatch, score)

    (finding,) = spam_findings(b"Subject: Hi\r\n\r\nHi")

    assert finding.key == key
    assert finding.values["tests"] == "HTML_MESSAGE, MISSING_MID"


def test_a_house_without_spamassassin_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    assert scored(b"") is None
    assert [one.key for one in spam_findings(b"")] == ["checks-spam-missing"]


def test_a_spamassassin_that_does_not_answer_is_not_taken_for_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, monkeypatch, "nothing")

    assert [one.key for one in spam_findings(b"")] == ["checks-spam-silent"]


def test_the_real_spamassassin_likes_our_example_and_knows_spam() -> None:
    assert shutil.which("spamassassin"), "Debian’s spamassassin: .ci/tools installs it"
    ours = specimen(finished(starter("en"), Channel.EMAIL), at=MONDAY)
    # The line every SpamAssassin calls spam, so that people can try theirs.
    gtube = "XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X"
    theirs = specimen(Writing("Hi", f"<p>{gtube}</p>", gtube, language="en"), at=MONDAY)
    BENCH.stop()

    liked, known = scored(ours), scored(theirs)

    assert liked is not None
    assert not liked.is_spam
    assert known is not None
    assert known.is_spam
    assert "GTUBE" in known.tests
    assert [one.key for one in spam_findings(theirs)] == ["checks-spam-high"]
