"""The load on the endpoints asks for what there is, as what it expects to be answered."""

from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.testclient import TestClient

from bench import asking, endpoints
from core.cockpit import open_cockpit
from core.door import counting, leaving
from core.foundation.settings import Settings


def test_every_kind_of_request_is_answered_as_expected(tmp_path: Path) -> None:
    known: Any = {"data": tmp_path, "contacts_url": "https://house.test", "tracking": True}
    house = open_cockpit(Settings(**known))
    asked = endpoints.requests(house, endpoints.opened_before(house, 20))
    tally = counting.Tally(house)
    routes = [*leaving.routes(house), *counting.routes(house, tally)]
    browser = TestClient(Starlette(routes=routes), follow_redirects=False)

    heard = asking.Heard()
    for kind, method, path in asked:
        form = {"List-Unsubscribe": "One-Click"} if method == "POST" else None
        answer = browser.request(method, path, data=form, headers={"user-agent": "Mozilla/5.0"})
        heard.note(kind, answer.status_code, 0.0)

    assert {kind: len(some) for kind, some in heard.seconds.items()} == {
        "o": 10,
        "c": 8,
        "u": 1,
        "p": 1,
    }
    assert not heard.wrong
    assert tally.write() == 18
