"""Checks that ask somebody else, only when a person wants it: sites, and SpamAssassin."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from core.messages.hosts import Link
from core.messages.manners import Links
from core.messages.model import Part
from core.messages.redirects import followed, is_public, redirect_findings
from core.messages.spam import scored, spam_findings

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


def anywhere(_address: str) -> bool:
    return True


def link(address: str) -> Link:
    return Link(address, Part.HTML, 3)


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("/", None),
        ("/away", "checks-redirect"),
        ("/gone", "checks-link-dead"),
        ("/round", "checks-link-dead"),
        ("/file", "checks-link-dead"),
    ],
)
def test_a_link_is_followed_to_its_end(site: str, path: str, key: str | None) -> None:
    found = redirect_findings([link(site + path)], HOUSE, allowed=anywhere)

    assert [one.key for one in found] == ([key] if key else [])
    assert all(asked.startswith("HEAD ") for asked in ASKED)


def test_nobody_is_called_in_our_own_network(site: str) -> None:
    assert followed(site).trouble == "PermissionError"
    assert not ASKED


@pytest.mark.parametrize(
    ("address", "out"),
    [
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("169.254.169.254", False),
        ("::1", False),
        ("fd00::1", False),
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
