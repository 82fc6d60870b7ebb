import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from streamlit.delta_generator import DeltaGenerator
from streamlit.testing.v1 import AppTest

from core.campaigns import records as campaigns
from core.campaigns.model import Condition, NextStep, Status
from core.campaigns.questions import Question, Scale
from core.cockpit import Cockpit
from core.delivery import actions as delivery
from core.delivery import records, signs, worker
from core.delivery.model import Beat, State
from core.delivery.tables import Progress
from core.foundation.clock import SystemClock
from core.store.schema import dispatches
from pages.parts import dispatches as listing
from pages.parts import progress
from tests.conftest import ANA, CLEO
from tests.core.delivery.servers import Scripted, served, set_off, workshop
from tests.core.delivery.test_cascade import write_sms
from tests.pages.conftest import OpenPage

PAGE = "deliver/dispatches.py"

pytestmark = pytest.mark.page


def sent(house: Cockpit, folder: Path, handler: Scripted) -> None:
    with served(handler) as port:
        shop = workshop(house.store, folder, port, SystemClock())
        worker.deliver(shop, once=True, stop=threading.Event())


def test_nobody_without_the_right_sees_addresses(house: Cockpit, open_page: OpenPage) -> None:
    set_off(house.store, ["one@ex.test"])

    page = open_page(PAGE, CLEO)

    assert not page.exception
    assert "one@ex.test" not in str(page)


def test_an_empty_page_says_what_would_be_here(open_page: OpenPage) -> None:
    page = open_page(PAGE, ANA)

    assert not page.exception
    assert "Nothing is being sent" in page.info[0].value


def test_what_several_programs_send_adds_up(house: Cockpit, open_page: OpenPage) -> None:
    campaign = set_off(house.store, ["one@ex.test", "two@ex.test"])
    now = house.clock.now()
    with house.store.transaction() as tx:
        for number in (1, 2):
            rates = {str(campaign.id): 40.0 * number}
            signs.beat(tx, Beat(f"here-{number}", now, now, "", rates, number=number))

    page = open_page(PAGE, ANA, campaign=campaign.id)

    assert "2 programs send at once" in page.caption[0].value
    assert {one.label: one.value for one in page.metric}["Per minute"] == "120"


def test_what_is_put_off_promises_no_time_left(house: Cockpit, open_page: OpenPage) -> None:
    campaign = set_off(house.store, ["one@ex.test"])
    now = house.clock.now()
    with house.store.transaction() as tx:
        signs.beat(tx, Beat("here", now, now, "", {str(campaign.id): 40.0}))

    def left() -> str:
        page = open_page(PAGE, ANA, campaign=campaign.id)
        return str({one.label: one.value for one in page.metric}["Time left"])

    assert "1 min" in left()
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(not_before=now + timedelta(hours=5)))

    assert left() == "—"


def test_a_campaign_is_paused_resumed_and_stopped(house: Cockpit, open_page: OpenPage) -> None:
    campaign = set_off(house.store, [f"k{number}@ex.test" for number in range(3)])
    page = open_page(PAGE, ANA, campaign=campaign.id)
    assert "worker is not running" in page.warning[0].value

    page.button("pause").click().run()
    assert status(house) is Status.PAUSED
    page.button("resume").click().run()
    assert status(house) is Status.SENDING
    page.button("stop").click().run()
    assert status(house) is Status.SENDING
    page.text_input("stop-reason").input("a mistake").run()
    page.button("stop").click().run()

    assert not page.exception
    assert status(house) is Status.STOPPED
    with house.store.reading() as tx:
        assert records.counts_by_state(tx, campaign.id).by_state == {State.SKIPPED: 3}


def test_the_list_is_searched_and_filtered(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    server = Scripted(at_recipient=lambda a: "550 5.1.1 no" if a[0] == "b" else "250 ok")
    set_off(house.store, ["alma@ex.test", "bert@ex.test", "carl@other.test"])
    sent(house, tmp_path / "delivery", server)
    page = open_page(PAGE, ANA)
    assert addresses(page) == {"alma@ex.test", "bert@ex.test", "carl@other.test"}

    page.text_input("dispatches-search").input("OTHER").run()
    assert addresses(page) == {"carl@other.test"}

    page.text_input("dispatches-search").input("").run()
    page.button_group("dispatches-states").set_value([State.BOUNCED]).run()
    assert addresses(page) == {"bert@ex.test"}
    assert "suppressed" in str(messages(page)["Reason"][0])


def test_the_file_has_what_the_search_finds(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_off(house.store, ["alma@ex.test", "carl@other.test"])
    files: list[bytes] = []
    monkeypatch.setattr(listing, "_show_download", lambda made, _place: files.append(made()))
    page = open_page(PAGE, ANA)

    page.text_input("dispatches-search").input("OTHER").run()

    assert b"alma@ex.test" in files[0]
    assert b"carl@other.test" in files[-1]
    assert b"alma@ex.test" not in files[-1]


def test_everybody_of_the_audience_is_accounted_for(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    server = Scripted(at_recipient=lambda a: "550 5.1.1 no" if a[0] == "b" else "250 ok")
    set_off(house.store, ["alma@ex.test", "bert@ex.test", "carl@other.test"])
    with house.store.transaction() as tx:
        gone = "DELETE FROM dispatches WHERE address = 'carl@other.test'"
        tx.exec_driver_sql(gone)
    sent(house, tmp_path / "delivery", server)

    page = open_page(PAGE, ANA)
    table, who = page.dataframe[0].value, page.dataframe[1].value

    assert list(table.iloc[0][1:]) == [3, 1, 2]
    assert list(who["Address"]) == ["carl@other.test"]
    page.selectbox("balance-part-c1").select_index(1).run()
    assert list(page.dataframe[1].value["Address"]) == ["alma@ex.test", "bert@ex.test"]


def test_the_step_that_asks_is_called_a_question_and_the_held_out_wait_for_it(
    house: Cockpit, open_page: OpenPage
) -> None:
    write_sms(house.store)
    asks = Question(Scale.CSAT, has_comment=False)
    step = NextStep("t2", "sms", 336, Condition.ALWAYS, asks)
    set_off(house.store, ["alma@ex.test"], held=["bert@ex.test"], steps=(step,))

    page = open_page(PAGE, ANA)
    table = next(one.value for one in page.dataframe if "In the audience" in one.value)

    assert not page.exception
    question = table.iloc[1]
    assert question["Step"] == "2 · Question to both arms · SMS"
    assert (question["Step still to come"], question["Control group, not written to"]) == (2, 0)


def test_a_doubt_is_settled_on_the_page(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    campaign = set_off(house.store, ["one@ex.test", "two@ex.test"])
    dropping = Scripted(at_end=lambda _address: "take and drop")
    sent(house, tmp_path / "delivery", dropping)
    page = open_page(PAGE, ANA, campaign=campaign.id)
    first, second = dropping.names

    page.button(f"arrived-{first}").click().run()
    page.button(f"again-{second}").click().run()

    assert not page.exception
    with house.store.reading() as tx:
        states = {one.id: one.state for one in records.some(tx, [first, second])}
    assert states == {first: State.SENT, second: State.QUEUED}
    assert status(house) is Status.SENDING


def test_two_people_who_settle_the_same_doubt_do_not_undo_each_other(
    house: Cockpit, open_page: OpenPage, tmp_path: Path
) -> None:
    set_off(house.store, ["one@ex.test"])
    dropping = Scripted(at_end=lambda _address: "take and drop")
    sent(house, tmp_path / "delivery", dropping)
    [name] = dropping.names
    here, there = open_page(PAGE, ANA), open_page(PAGE, ANA)

    here.button(f"arrived-{name}").click().run()
    there.button(f"again-{name}").click().run()

    assert not there.exception
    with house.store.reading() as tx:
        assert [one.state for one in records.some(tx, [name])] == [State.SENT]


def status(house: Cockpit) -> Status:
    with house.store.reading() as tx:
        [campaign] = campaigns.everything(tx)
    return campaign.status


def addresses(page: AppTest) -> set[str]:
    return set(messages(page)["Address"])


def messages(page: AppTest) -> Any:
    """The list of messages: the one table that says how often each was tried."""
    [found] = [one.value for one in page.dataframe if "Attempts" in one.value]
    return found


MAIL = (
    b"X-Caught-From: news@house.test\r\nX-Caught-For: one@ex.test\r\nSubject: Offer\r\n"
    b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="=b"\r\n\r\n'
    b"--=b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nIn words\r\n"
    b"--=b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    b"<h1>Drawn</h1><script>top.alert(1)</script><img src='https://far.test/a.png'>\r\n--=b--\r\n"
)


def test_a_caught_letter_is_seen_as_it_is_drawn_in_a_frame_that_runs_nothing(
    house: Cockpit, open_page: OpenPage
) -> None:
    house.settings.caught.mkdir(parents=True)
    (house.settings.caught / "20260302T090000-000000-000001.eml").write_bytes(MAIL)

    campaign = set_off(house.store, ["one@ex.test"])
    page = open_page(PAGE, ANA, campaign=campaign.id)

    (frame,) = page.get("iframe")
    source = str(frame.proto.srcdoc)
    assert 'sandbox=""' in source
    assert "&lt;h1&gt;Drawn&lt;/h1&gt;" in source
    assert "<script" not in source  # only as text of the inner frame, which has no right to run
    assert "default-src 'none'" in source
    page.button_group(key="caught-view").set_value("text").run()
    assert "<pre>In words" in str(page.get("iframe")[0].proto.srcdoc)


def test_a_caught_mail_without_html_is_text(house: Cockpit, open_page: OpenPage) -> None:
    house.settings.caught.mkdir(parents=True)
    plain = b"X-Caught-For: one@ex.test\r\nSubject: Offer\r\n\r\nIn <b>words</b>\r\n"
    (house.settings.caught / "20260302T090000-000000-000001.eml").write_bytes(plain)

    campaign = set_off(house.store, ["one@ex.test"])
    page = open_page(PAGE, ANA, campaign=campaign.id)

    assert not page.get("iframe")
    assert any("In <b>words</b>" in one.value for one in page.text)


def test_the_second_of_two_presses_is_told_over_the_page_as_it_is_now(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = set_off(house.store, ["one@ex.test"])
    drawn = progress.asks_pause

    def faster(place: DeltaGenerator, now: Progress) -> bool:
        """Somebody else pauses it between the press and the verb."""
        is_pressed = drawn(place, now)
        if is_pressed:
            with house.transaction() as tx:
                delivery.pause(tx, campaign.id, by=ANA, at=house.clock.now())
        return is_pressed

    monkeypatch.setattr(progress, "asks_pause", faster)
    page = open_page(PAGE, ANA, campaign=campaign.id)

    page.button("pause").click().run()

    assert not page.exception
    assert any("has moved on" in one.value for one in page.warning)
    assert page.button("resume")  # what it can do now, not what it could before


def test_a_held_campaign_names_no_pace(house: Cockpit, open_page: OpenPage) -> None:
    campaign = set_off(house.store, ["one@ex.test"])
    now = house.clock.now()
    with house.store.transaction() as tx:
        signs.beat(tx, Beat("here", now, now, "", {str(campaign.id): 40.0}, number=1))
    page = open_page(PAGE, ANA, campaign=campaign.id)

    page.button("pause").click().run()

    assert {one.label: one.value for one in page.metric}["Per minute"] == "—"
