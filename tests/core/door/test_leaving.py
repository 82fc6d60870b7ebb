"""Leaving: one click of a mail program, a page that changes nothing by being looked at."""

import re
import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from duckdb import DuckDBPyConnection
from sqlalchemy import select, update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from core.cockpit import Cockpit, open_cockpit
from core.consent import actions as consent
from core.consent import records as suppressions
from core.consent.model import Reason as Suppressed
from core.delivery import records, worker
from core.delivery.model import DispatchId, Reason, State
from core.door import leaving
from core.door.headers import SafeHeaders
from core.door.limits import Buckets
from core.door.links import DeepLinks
from core.foundation.settings import Settings
from core.journal import records as journal
from core.store.schema import dispatches
from tests import plan
from tests.conftest import ANA, MONDAY, FixedClock
from tests.core.delivery.servers import Scripted, served, set_off, workshop

AS_OF = date(2026, 3, 1)
ONE_CLICK = {"List-Unsubscribe": "One-Click"}
IVAN = "ivan@alpha.example"
RU, EN = {"accept-language": "ru-RU,ru;q=0.9,en;q=0.8"}, {"accept-language": "en-US,en"}


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Cockpit:
    where: Any = {"data": tmp_path, "store": store_url, "contacts_url": "https://house.test"}
    return open_cockpit(Settings(**where))


def door(house: Cockpit, *, address: str = "203.0.113.7") -> TestClient:
    app = Starlette(
        routes=leaving.routes(house),
        middleware=[
            Middleware(SafeHeaders, policy="default-src 'self'", language="ru", tls=True),
            Middleware(DeepLinks),
        ],
    )
    return TestClient(
        app, client=(address, 5), base_url="https://house.test", follow_redirects=False
    )


def sent(house: Cockpit, *addresses: str, **changes: Any) -> list[str]:
    """A campaign's links to leave, by the order of its addresses."""
    set_off(house.store, addresses, **changes)
    with house.store.reading() as tx:
        rows = {row.address: row.id for row in tx.execute(select(dispatches))}
    return [house.ways.marks.leaving(rows[address]) for address in addresses]


def against(house: Cockpit, purpose: str, channel: str = "email") -> set[str]:
    with house.store.reading() as tx:
        return suppressions.suppressed(tx, channel, purpose=purpose)


def test_one_click_works_at_once_without_cookies_or_redirects(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    answer = door(house).post(link, data=ONE_CLICK)

    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert against(house, "advertising") == {IVAN}
    assert against(house, "service") == set()


@pytest.mark.parametrize("files", [{"List-Unsubscribe": (None, "One-Click")}, None])
def test_one_click_may_come_in_parts_or_empty(house: Cockpit, files: Any) -> None:
    (link,) = sent(house, IVAN)

    assert door(house).post(link, files=files).status_code == 200
    assert against(house, "advertising") == {IVAN}


def test_twice_is_once(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    for _ in range(2):
        door(house).post(link, data=ONE_CLICK)

    with house.store.reading() as tx:
        assert len(suppressions.found(tx)) == 1


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(house: Cockpit, method: str) -> None:
    (link,) = sent(house, IVAN)

    answer = door(house).request(method, link, headers={"accept": "text/html"})

    assert answer.status_code == 200
    assert "set-cookie" not in answer.headers
    assert against(house, "advertising") == set()


def test_whoever_left_gets_nothing_that_has_not_left_yet(
    house: Cockpit, tmp_path: Path
) -> None:
    link, _ = sent(house, IVAN, "olga@beta.example")
    server = Scripted()
    door(house).post(link, data=ONE_CLICK)

    with served(server) as port:
        shop = workshop(house.store, tmp_path / "worker", port, FixedClock())
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)

    assert [address for _, address, _ in server.taken] == ["olga@beta.example"]
    with house.store.reading() as tx:
        found = tx.execute(select(dispatches).where(dispatches.c.address == IVAN)).one()
    assert (found.state, found.reason) == (State.SKIPPED, Reason.SUPPRESSED)


def test_whoever_left_advertising_still_hears_of_the_contract(
    house: Cockpit, tmp_path: Path
) -> None:
    (link,) = sent(house, IVAN)
    sent(house, IVAN, name="c2", purpose="service")
    server = Scripted()
    door(house).post(link, data=ONE_CLICK)

    with served(server) as port:
        shop = workshop(house.store, tmp_path / "worker", port, FixedClock())
        worker.deliver(shop, once=True, stop=threading.Event(), patience=0)

    with house.store.reading() as tx:
        states = {row.campaign_id: row.state for row in tx.execute(select(dispatches))}
    assert states == {"c1": State.SKIPPED, "c2": State.SENT}


def agreed(house: Cockpit, *consents: tuple[str, str, str | None], phone: str = "") -> None:
    """Publish Ivan with consents: a purpose, a basis, and the day each was withdrawn."""

    def fill(connection: DuckDBPyConnection) -> None:
        plan.insert(connection, "accounts", ["account_id", "status"], [("c1-a0", "active")])
        ivan = ("c1-k0", "c1-a0", IVAN, phone or None)
        named = ["contact_id", "account_id", "email", "phone"]
        plan.insert(connection, "contacts", named, [ivan])
        given = [
            ("c1-k0", "c1-a0", "email", purpose, basis, "2025-01-01", until)
            for purpose, basis, until in consents
        ]
        columns = ["contact_id", "account_id", "channel", "purpose", "basis"]
        plan.insert(connection, "consents", [*columns, "given_on", "withdrawn_on"], given)

    house.warehouse.publish(fill, name="b", by=ANA.id, at=MONDAY, as_of=AS_OF, note="")


OPTED_IN = ("advertising", "opt_in", None)
PHONE = "+79161234567"


def ticked(page: str) -> set[str]:
    return set(re.findall(r'value="(\w+\.\w+)" checked', page))


def noted(house: Cockpit) -> list[str]:
    with house.store.reading() as tx:
        return [one.verb for one in journal.entries(tx) if one.verb.startswith("consent.")]


def test_ticked_is_what_may_be_sent_and_nothing_else(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, OPTED_IN, phone=PHONE)

    page = door(house).get(link)

    # What the contract asks for needs no record; advertising does, on its own channel.
    services = {"email.service", "sms.service", "call.service"}
    assert ticked(page.text) == {"email.advertising", *services}


@pytest.mark.parametrize(
    "consent",
    [("advertising", "legitimate_interest", None), ("advertising", "opt_in", "2026-01-15")],
)
def test_no_consent_that_holds_is_no_tick(
    house: Cockpit, consent: tuple[str, str, str | None]
) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, consent, ("service", "contract", "2026-01-15"))

    assert ticked(door(house).get(link).text) == set()


def test_saving_the_page_as_it_is_says_nothing(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, OPTED_IN, phone=PHONE)
    shown = ticked(door(house).get(link).text)

    page = door(house).post(link, data={"form": "wishes", "wanted": sorted(shown)})

    assert noted(house) == []
    assert ticked(page.text) == shown


def test_ticking_what_was_never_given_is_noted_and_permits_nothing_yet(
    house: Cockpit,
) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, OPTED_IN, phone=PHONE)
    shown = ticked(door(house).get(link).text)

    wanted = [*sorted(shown), "sms.advertising", "cabinet.advertising"]
    page = door(house).post(link, data={"form": "wishes", "wanted": wanted}, headers=EN)

    with house.store.reading() as tx:
        (entry,) = [one for one in journal.entries(tx) if one.verb == "consent.opt_in"]
    kind = (entry.details["channel"], entry.details["purpose"])
    assert (*kind, entry.by) == ("sms", "advertising", "contact")
    assert "You ticked what you had not agreed to" in page.text
    assert ticked(page.text) == shown


def test_clearing_a_tick_withdraws_that_and_nothing_else(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, OPTED_IN, phone=PHONE)

    door(house).post(link, data={"form": "wishes", "wanted": ["sms.service", "call.service"]})

    assert against(house, "advertising") == against(house, "service") == {IVAN}
    assert against(house, "advertising", "sms") == set()
    assert noted(house) == ["consent.suppress"] * 2


def test_the_page_says_whose_it_is(house: Cockpit) -> None:
    (link,) = sent(house, IVAN, sender_name="Телеком <b>Плюс</b>")

    page = door(house).get(link, headers=RU).text

    assert "Сообщения от «Телеком &lt;b&gt;Плюс&lt;/b&gt;»" in re.sub(
        "[\u2068\u2069]", "", page
    )
    assert "<b>" not in page


def test_wishes_are_said_and_taken_back(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    agreed(house, OPTED_IN)

    door(house).post(link, data={"form": "wishes", "wanted": "email.service"})
    left = (against(house, "advertising"), against(house, "service"))
    both = ["email.service", "email.advertising"]
    page = door(house).post(link, data={"form": "wishes", "wanted": both}, headers=EN)

    assert left == ({IVAN}, set())
    assert against(house, "advertising") == set()
    assert "Done. It counts from now on" in page.text
    assert page.text.count(" checked") == 2


def test_everything_is_left_at_once(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    door(house).post(link, data={"form": "nothing"})

    assert against(house, "advertising") == against(house, "service") == {IVAN}


def test_what_others_ordered_is_not_the_contact_s_to_take_back(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    with house.store.transaction() as tx:
        gone = {"channel": "email", "address": IVAN, "reason": Suppressed.HARD_BOUNCE}
        consent.suppress(tx, "s1", **gone, source="", by=ANA, at=MONDAY)  # type: ignore[arg-type]

    page = door(house).post(link, data={"form": "wishes", "wanted": "email.advertising"})

    assert against(house, "advertising") == {IVAN}
    assert page.text.count(" disabled") == 2


STRANGE: dict[str, Callable[[str], str]] = {
    "another mark": lambda link: link[:-3] + "AAA",
    "another use": lambda link: link,  # replaced below: a token for clicks
    "no mark": lambda link: link.rpartition(".")[0],
    "nonsense": lambda _link: "https://house.test/u/%00%ff..%2f..",
}


@pytest.mark.parametrize("how", STRANGE)
def test_a_link_that_is_none_says_so_and_nothing_else(house: Cockpit, how: str) -> None:
    (link,) = sent(house, IVAN)
    strange = STRANGE[how](link)
    if how == "another use":
        strange = f"https://house.test/u/{house.ways.marks.clicks.token('x')}"

    shown = door(house).get(strange, headers=EN)
    done = door(house).post(strange, data=ONE_CLICK, headers=EN)

    assert (shown.status_code, done.status_code) == (404, 404)
    assert shown.text == done.text
    assert "This link does not work" in shown.text
    assert "alpha.example" not in shown.text
    assert against(house, "advertising") == set()


def test_guessing_is_slowed_down_and_leaving_is_not(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    guesser = door(house)

    codes = [guesser.get(f"https://house.test/u/a{n}.b").status_code for n in range(40)]

    assert codes.count(404) == 20
    assert codes[-1] == 429
    assert guesser.post(link, data=ONE_CLICK).status_code == 200


def test_a_page_never_leads_elsewhere_and_lets_nothing_in(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    answer = door(house).get(f"{link}?next=https://evil.test&lang=<script>", headers=EN)

    assert "evil.test" not in answer.text
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("headers", "query", "said"),
    [(RU, "", "Что вам присылать"), (EN, "", "What to send you"), (RU, "?lang=en", "What to")],
)
def test_a_page_speaks_the_reader_s_language(
    house: Cockpit, headers: dict[str, str], query: str, said: str
) -> None:
    (link,) = sent(house, IVAN)

    answer = door(house).get(link + query, headers=headers | {"accept": "text/html"})

    assert said in answer.text
    assert f'lang="{"en" if "What" in said else "ru"}"' in answer.text


def test_a_page_says_nobody_s_address(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    assert "alpha.example" not in door(house).get(link).text


def test_a_body_without_end_is_refused(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)

    assert door(house).post(link, content=b"x" * 9_000).status_code == 413
    assert against(house, "advertising") == set()


def test_a_message_that_is_forgotten_has_no_page(house: Cockpit) -> None:
    (link,) = sent(house, IVAN)
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(address=""))

    assert door(house).get(link).status_code == 404


def test_a_proxy_of_ours_says_who_asks(tmp_path: Path, store_url: str) -> None:
    where: Any = {"data": tmp_path, "store": store_url, "proxies": ["10.0.0.1"]}
    behind = door(open_cockpit(Settings(**where)), address="10.0.0.1")

    def guess(address: str) -> int:
        named = {"x-forwarded-for": f"6.6.6.6, {address}"}
        return behind.get("https://house.test/u/a.b", headers=named).status_code

    codes = [guess("203.0.113.9") for _ in range(25)]

    assert codes[-1] == 429
    assert guess("203.0.113.10") == 404


def test_a_bucket_forgets_whoever_asked_least_lately() -> None:
    buckets = Buckets(burst=1, rate=0)

    for number in range(60_000):
        buckets.lets(str(number))

    assert len(buckets._known) == 50_000


def test_a_dispatch_s_link_is_its_own(house: Cockpit) -> None:
    one, other = sent(house, IVAN, "olga@beta.example")

    door(house).post(one, data=ONE_CLICK)

    assert one != other
    assert against(house, "advertising") == {IVAN}
    with house.store.reading() as tx:
        named = one.rpartition("/")[2].partition(".")[0]
        found = records.get(tx, DispatchId(named))
    assert found is not None
    assert found.address == IVAN
