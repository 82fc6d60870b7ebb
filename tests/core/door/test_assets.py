"""What browsers load once and keep, and pages with pictures that nobody else can open."""

import gzip
from pathlib import Path

from starlette.applications import Starlette
from starlette.testclient import TestClient

from core.door.assets import kept
from core.door.previews import KEPT, Previews


def test_a_script_travels_packed_and_is_kept_for_ever(tmp_path: Path) -> None:
    script = tmp_path / "a.js"
    script.write_text("export const one = 1;\n" * 100)
    browser = TestClient(Starlette(routes=[kept("assets/a-1.js", script)]))

    packed = browser.get("/assets/a-1.js", headers={"accept-encoding": "gzip"})
    whole = browser.get("/assets/a-1.js", headers={"accept-encoding": "identity"})

    assert packed.text == whole.text == script.read_text()
    assert packed.headers["content-encoding"] == "gzip"
    assert "content-encoding" not in whole.headers
    assert int(packed.headers["content-length"]) < len(gzip.compress(whole.content)) + 20
    assert "immutable" in packed.headers["cache-control"]
    assert packed.headers["content-type"].startswith("text/javascript")


def test_a_page_with_pictures_runs_nothing_and_is_forgotten_in_time() -> None:
    previews = Previews()
    browser = TestClient(Starlette(routes=[previews.route()]))

    link = previews.keep("<p>Hello</p>", name="a1")
    assert previews.keep("<p>Hello</p>", name="a2") == link
    answer = browser.get(link)

    policy = answer.headers["content-security-policy"]
    assert answer.text == "<p>Hello</p>"
    assert "default-src 'none'" in policy
    assert "sandbox" in policy
    assert "script" not in policy
    assert answer.headers["cache-control"] == "no-store"
    for number in range(KEPT):
        previews.keep(f"{number}", name=f"b{number}")
    assert browser.get(link).status_code == 404
    assert browser.get("/preview/nobody").status_code == 404
