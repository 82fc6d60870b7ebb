"""Answering a survey: a signed link, a page that looking at does not fill, and one press."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select, update
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.testclient import TestClient

from core.campaigns import step_records
from core.campaigns.model import Condition, NextStep
from core.campaigns.questions import Question, Scale
from core.campaigns.surveys import Survey
from core.cockpit import Cockpit, open_cockpit
from core.delivery.feedback import answers
from core.door import answering
from core.door.doorstep import Doorstep
from core.door.headers import SafeHeaders
from core.door.links import DeepLinks
from core.foundation.settings import Settings
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.store.schema import campaign_steps, campaigns, dispatches, survey_answers, surveys
from core.store.store import Tx
from tests.conftest import ANA, MONDAY, FixedClock
from tests.core.delivery.servers import set_off

IVAN, OLGA = "ivan@alpha.example", "olga@beta.example"


@pytest.fixture
def house(tmp_path: Path, store_url: str) -> Cockpit:
    where: Any = {"data": tmp_path, "store": store_url, "contacts_url": "https://house.test"}
    opened = open_cockpit(Settings(**where))
    object.__setattr__(opened, "clock", FixedClock())
    return opened


def door(house: Cockpit, *, address: str = "203.0.113.7") -> TestClient:
    app = Starlette(
        routes=answering.routes(house),
        middleware=[
            Middleware(SafeHeaders, policy="default-src 'self'", language="ru", tls=True),
            Middleware(DeepLinks),
        ],
    )
    return TestClient(
        app, client=(address, 5), base_url="https://house.test", follow_redirects=False
    )


SURVEY = Survey("c1", "c1", Scale.NPS)


def asked(house: Cockpit, *, scale: str = "nps", words: bool = False) -> list[str]:
    """A survey that reached Ivan and Olga, and their links; with room for `words`, it is the
    campaign's own last step."""
    set_off(house.store, [IVAN, OLGA], window_days=30)
    with house.store.transaction() as tx:
        tx.execute(update(dispatches).values(state="sent", sent_at=MONDAY))
        row = {"campaign_id": "c1", "about": "c1", "scale": scale}
        if words:
            _ask_at_the_end(tx, Question(Scale(scale), has_comment=True))
        else:
            tx.execute(insert(surveys).values(**row, made_by="ana", made_at=MONDAY))
        rows = {row.address: row.id for row in tx.execute(select(dispatches))}
    return [house.ways.marks.asking(rows[address]) for address in (IVAN, OLGA)]


def _ask_at_the_end(tx: Tx, question: Question) -> None:
    writings = [Writing(text="{{ survey_url }}")]
    facts: Any = {"channel": Channel.SMS, "note": "", "by": ANA, "at": MONDAY}
    messages.save(tx, TemplateId("ask"), name="ask", writings=writings, **facts)
    step = NextStep("ask", "email", 0, Condition.ALWAYS, question)
    step_records.write(tx, "c1", [step])
    tx.execute(update(dispatches).values(step=2))


def said(house: Cockpit) -> list[int | None]:
    with house.store.reading() as tx:
        return sorted((one.value for one in answers.of_survey(tx, SURVEY)), key=str)


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_keeps_nothing_and_marks_what_the_link_says(
    house: Cockpit, method: str
) -> None:
    link, _ = asked(house)

    page = door(house).request(method, f"{link}?answer=9", headers={"accept": "text/html"})

    assert page.status_code == 200
    assert "set-cookie" not in page.headers
    assert "form-action 'self'" in page.headers["content-security-policy"]
    assert said(house) == [None, None]
    if method == "GET":
        assert page.text.count("<input") == 11
        assert 'value="9" checked' in page.text
        assert page.text.count(" checked") == 1


@pytest.mark.parametrize(
    ("scale", "low", "high"),
    [
        ("nps", "0 – совсем не вероятно", "10 – очень вероятно"),
        ("csat", "1 – совсем недовольны", "5 – полностью довольны"),
    ],
)
def test_the_ends_of_a_scale_answer_its_own_question(
    house: Cockpit, scale: str, low: str, high: str
) -> None:
    link, _ = asked(house, scale=scale)

    page = door(house).get(link, headers={"accept": "text/html"})

    assert low in page.text
    assert high in page.text


def test_the_question_is_asked_in_the_words_it_was_approved_in(house: Cockpit) -> None:
    link, _ = asked(house, words=True)
    said = {"question": "Ну <как>?", "low": "плохо", "high": "хорошо"}
    own = {"rule": "messages@9#question", "days": 3, "words": dict.fromkeys(("ru", "en"), said)}
    with house.store.transaction() as tx:
        tx.execute(update(campaign_steps).values(asked_by=own))

    page = door(house).get(link, headers={"accept": "text/html"}).text
    object.__setattr__(house, "clock", FixedClock(MONDAY + timedelta(days=3)))
    late = door(house).post(link, data={"answer": "9"})

    assert '<h1 id="question">Ну &lt;как&gt;?</h1>' in page
    assert "0 – плохо" in page
    assert "10 – хорошо" in page
    assert "Ответы уже не принимаются" in late.text
    with house.store.reading() as tx:
        assert tx.execute(select(survey_answers)).all() == []


def test_one_press_keeps_the_answer_and_another_corrects_it(house: Cockpit) -> None:
    link, _ = asked(house)

    first = door(house).post(f"{link}?answer=9", data={"answer": "10"})
    door(house).post(link, data={"answer": "3"})

    assert first.status_code == 200
    assert 'role="status"' in first.text
    assert 'value="10" checked' in first.text
    assert "set-cookie" not in first.headers
    assert said(house) == [3, None]
    with house.store.reading() as tx:
        (row,) = tx.execute(select(survey_answers)).all()
        assert row.times == 2
        assert ("c1-a0", 3) in [
            (one.account_id, one.value) for one in answers.of_survey(tx, SURVEY)
        ]


@pytest.mark.parametrize(
    "posted",
    ["", "11", "-1", "9.5", "answer", "٣", "9" * 500, "0x5", "NaN"],
)
def test_what_the_scale_does_not_have_is_not_kept(house: Cockpit, posted: str) -> None:
    link, _ = asked(house)

    page = door(house).post(link, data={"answer": posted})

    assert page.status_code == 200
    assert 'role="status"' not in page.text
    assert 'role="alert"' in page.text
    assert said(house) == [None, None]


def test_contentment_has_five_answers(house: Cockpit) -> None:
    link, _ = asked(house, scale="csat")

    page = door(house).get(f"{link}?answer=9")
    door(house).post(link, data={"answer": "0"})

    assert page.text.count("<input") == 5
    assert " checked" not in page.text
    assert said(house) == [None, None]


def test_nobody_answers_for_another_or_by_the_link_of_another_use(house: Cockpit) -> None:
    ivans, olgas = asked(house)
    with house.store.reading() as tx:
        name = tx.execute(select(dispatches.c.id)).scalars().first()
    mark = olgas.rpartition(".")[2]
    named = ivans.rpartition(".")[0]
    other_use = house.ways.marks.leaving(str(name)).replace("/u/", "/s/")

    for link in (f"{named}.{mark}", other_use, "https://house.test/s/x", f"{ivans}/y"):
        assert door(house).post(link, data={"answer": "9"}).status_code == 404
    assert said(house) == [None, None]


def test_an_ordinary_message_asks_nothing(house: Cockpit) -> None:
    link, _ = asked(house)
    with house.store.transaction() as tx:
        tx.execute(surveys.delete())

    assert door(house).get(link).status_code == 404
    assert door(house).post(link, data={"answer": "9"}).status_code == 404


def test_answers_are_taken_for_as_long_as_the_survey_runs(house: Cockpit) -> None:
    link, _ = asked(house)
    clock: Any = house.clock
    clock.time = MONDAY + timedelta(days=30)

    page = door(house).post(link, data={"answer": "9"})

    assert page.status_code == 200
    assert "<form" not in page.text
    assert said(house) == [None, None]


def test_the_page_speaks_as_it_is_asked_to(house: Cockpit) -> None:
    link, _ = asked(house)

    russian = door(house).get(link, headers={"accept-language": "ru-RU,ru;q=0.9"})
    english = door(house).get(f"{link}?lang=en&answer=7")

    assert "порекомендуете нас" in russian.text
    assert "recommend us" in english.text
    assert "?lang=ru&amp;answer=7" in english.text


def test_words_are_kept_as_they_are_and_shown_as_text(house: Cockpit) -> None:
    link, _ = asked(house, words=True)
    written = "  Спасибо!\r\n<script>alert(1)</script>\u202e\x00 </textarea>"

    page = door(house).post(link, data={"answer": "9", "comment": written})
    again = door(house).get(link, headers={"accept": "text/html"})

    assert "<script" not in page.text
    assert "Спасибо!\n&lt;script&gt;alert(1)&lt;/script&gt; &lt;/textarea&gt;" in page.text
    assert 'value="9" checked' in again.text
    assert "Ваш ответ\u00a0— 9" in again.text
    with house.store.reading() as tx:
        (row,) = tx.execute(select(survey_answers)).all()
    assert row.comment == "Спасибо!\n<script>alert(1)</script> </textarea>"


def test_words_are_cut_where_nobody_reads_on_and_taken_back_when_emptied(
    house: Cockpit,
) -> None:
    link, _ = asked(house, words=True)

    door(house).post(link, data={"answer": "9", "comment": "я" * 700})
    with house.store.reading() as tx:
        long = tx.execute(select(survey_answers.c.comment)).scalar_one()
    door(house).post(link, data={"answer": "9", "comment": " ", "shown": "1"})
    with house.store.reading() as tx:
        empty = tx.execute(select(survey_answers.c.comment)).scalar_one()

    assert (len(long), empty) == (600, "")


def test_words_are_shown_to_whoever_wrote_them_and_not_to_the_next_who_has_the_link(
    house: Cockpit,
) -> None:
    link, _ = asked(house, words=True)

    wrote = door(house).post(link, data={"answer": "3", "comment": "Sergey was rude"})
    looked = door(house).get(link)
    pressed = door(house).post(link, data={"answer": "4", "comment": ""})

    assert "Sergey was rude" in wrote.text
    assert 'name="shown"' in wrote.text
    for page in (looked, pressed):
        assert "Sergey" not in page.text
        assert 'name="shown"' not in page.text
        assert "сохранено и здесь не показывается" in page.text
    with house.store.reading() as tx:
        (row,) = tx.execute(select(survey_answers)).all()
    assert (row.value, row.comment) == (4, "Sergey was rude")


def test_words_nobody_asked_for_are_not_kept(house: Cockpit) -> None:
    link, _ = asked(house)

    page = door(house).post(link, data={"answer": "9", "comment": "Call me"})

    assert "<textarea" not in page.text
    with house.store.reading() as tx:
        assert tx.execute(select(survey_answers.c.comment)).scalar_one() == ""


def test_who_was_asked_before_the_campaign_was_stopped_may_still_answer(
    house: Cockpit,
) -> None:
    link, _ = asked(house, words=True)
    with house.store.transaction() as tx:
        tx.execute(update(campaigns).values(status="stopped"))

    page = door(house).post(link, data={"answer": "9"})

    assert 'role="status"' in page.text
    assert said(house) == [9, None]


def test_the_link_of_a_forgotten_person_and_of_another_step_ask_nothing(
    house: Cockpit,
) -> None:
    ivans, olgas = asked(house, words=True)
    with house.store.transaction() as tx:
        mine = dispatches.c.address == IVAN
        tx.execute(update(dispatches).where(mine).values(address=""))
        tx.execute(update(dispatches).where(~mine).values(step=1))

    assert [door(house).get(one).status_code for one in (ivans, olgas)] == [404, 404]


def test_the_page_says_who_asks(house: Cockpit) -> None:
    link, _ = asked(house)

    assert "Вопрос от «News»" in door(house).get(link).text


def test_whoever_guesses_is_slowed_down(house: Cockpit) -> None:
    asked(house)
    stranger = door(house, address="203.0.113.9")

    codes = [stranger.get(f"https://house.test/s/guess-{n}.x").status_code for n in range(25)]

    assert codes[0] == 404
    assert codes[-1] == 429


def test_a_body_beyond_any_form_is_refused(house: Cockpit) -> None:
    link, _ = asked(house)

    assert door(house).post(link, content=b"a" * 10_000).status_code == 413


@pytest.mark.parametrize(
    ("method", "path", "status"), [("PUT", "/s/x", 405), ("GET", "/o/", 404)]
)
def test_what_nobody_asks_for_on_the_doorstep_is_refused_and_is_no_fault(
    house: Cockpit, method: str, path: str, status: int
) -> None:
    step = Middleware(Doorstep, routes=answering.routes(house))
    app = Starlette(middleware=[step])

    assert TestClient(app).request(method, path).status_code == status  # raises what is a fault
