from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from sqlalchemy import insert, select, update
from streamlit.testing.v1 import AppTest

from core.campaigns import step_records, surveys
from core.campaigns.costing import Prices
from core.campaigns.model import Condition, NextStep
from core.campaigns.questions import Question, Scale
from core.cockpit import Cockpit
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.people.model import Permission
from core.results import bulletin_records
from core.results.bulletins import Rhythm
from core.results.pricing import Pricing
from core.store.schema import campaigns, dispatches, survey_answers
from core.store.store import Tx
from tests.conftest import ANA, BEN, CLEO
from tests.core.results.trials import Experiment, contact_anyway, publish, send
from tests.pages.conftest import OpenPage

pytestmark = pytest.mark.page

PAGE = "learn/results.py"
LONG_AGO = datetime(2024, 3, 4, 9, 0, tzinfo=UTC)  # its window is over on any machine's clock


def furnish(house: Cockpit, *, effect: float = 0, name: str = "Spring") -> Experiment:
    experiment = Experiment(effect=effect, start=LONG_AGO)
    publish(house.warehouse, experiment)
    send(house.store, experiment, name=name)
    return experiment


def sentence(app: AppTest) -> str:
    return str(app.subheader[0].value)


def test_a_campaign_that_sold_more_says_so_first(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)

    app = open_page(PAGE, ANA)

    assert not app.exception
    assert "more to each of 300 treated accounts than to 100 held out" in sentence(app)
    assert {"uplift-csv", "funnel-csv", "rows-csv", "results-pdf"} <= {
        b.key for b in app.get("download_button")
    }


def test_the_delivery_says_how_each_number_is_counted(
    house: Cockpit, open_page: OpenPage
) -> None:
    furnish(house)

    app = open_page(PAGE, ANA)

    metrics = {metric.label: metric for metric in app.metric}
    assert metrics["Audience"].value == "300"
    assert metrics["Accepted, no bounce known"].value == "300"
    assert "72 hours" in metrics["Accepted, no bounce known"].help
    assert metrics["Held-out accounts"].value == "100"


def test_several_channels_have_a_row_each(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house)
    alone = open_page(PAGE, ANA)
    with house.store.transaction() as tx:
        for row in tx.execute(select(dispatches).limit(5)).all():
            by_sms = {"id": f"s-{row.id}", "channel": "sms"}
            tx.execute(insert(dispatches).values(row._asdict() | by_sms))

    app = open_page(PAGE, ANA)

    def tables(page: AppTest) -> list[dict[Any, Any]]:
        return [one.value.to_dict("list") for one in page.dataframe if "Channel" in one.value]

    assert tables(alone) == []
    (found,) = tables(app)
    assert (found["Channel"], found["Sent"]) == (["E-mail", "SMS"], [300, 5])


def test_a_sceptic_finds_the_query_and_the_seed(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)

    app = open_page(PAGE, BEN)

    assert "LEFT JOIN accounts" in app.code[0].value
    assert any("4,999 rounds" in markdown.value for markdown in app.markdown)


def test_an_interval_says_how_sure_its_look_was(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)
    with house.store.transaction() as tx:
        tx.execute(update(campaigns).values(looks=4))

    app = open_page(PAGE, BEN)

    assert not app.exception
    (told,) = [m.value.replace("\\", "") for m in app.markdown if "Fieller" in m.value]
    assert "98.75 % interval" in told


def test_a_spoiled_holdout_shows_no_effect(house: Cockpit, open_page: OpenPage) -> None:
    experiment = furnish(house, effect=100)
    contact_anyway(house.store, experiment, 20)

    app = open_page(PAGE, ANA)

    assert "written to all the same" in sentence(app)
    assert "uplift-csv" not in {b.key for b in app.get("download_button")}


def test_a_link_opens_the_campaign_it_names(house: Cockpit, open_page: OpenPage) -> None:
    experiment = furnish(house, name="Spring")
    send(house.store, experiment, campaign_id="c0", name="Autumn")

    app = open_page(PAGE, ANA, campaign="c1")

    assert app.selectbox(key="results-campaign").value == "c1"
    app.selectbox(key="results-campaign").set_value("c0").run()
    assert app.query_params["campaign"] == "c0"
    assert "Autumn" in sentence(app)


def test_a_link_to_an_unknown_campaign_opens_the_latest(
    house: Cockpit, open_page: OpenPage
) -> None:
    furnish(house)

    app = open_page(PAGE, ANA, campaign="nope")

    assert not app.exception
    assert app.selectbox(key="results-campaign").value == "c1"


def test_a_hostile_name_is_text(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100, name="**x** <b>![a](http://x/y.png)")

    app = open_page(PAGE, ANA)

    assert "\\*\\*x\\*\\*" in sentence(app)
    assert "![a]" not in sentence(app)


def test_before_anything_is_sent_the_page_says_what_to_do(
    house: Cockpit, open_page: OpenPage
) -> None:
    publish(house.warehouse, Experiment(accounts=30))

    app = open_page(PAGE, ANA)

    assert "no campaign has been sent" in app.info[0].value


def test_the_page_speaks_russian(
    house: Cockpit, open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    furnish(house, effect=100)
    app = open_page(PAGE, ANA)

    app.session_state["language"] = "ru"
    app.run()

    assert "принесла на" in sentence(app)
    assert any(metric.label == "Принято, о возврате не известно" for metric in app.metric)


def test_a_stranger_sees_nothing(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house)

    app = open_page(PAGE, CLEO)

    assert not CLEO.may(Permission.READ_RESULTS)
    assert not app.markdown


def test_the_portfolio_shows_every_campaign(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)
    drawn_apart = Experiment(seed=9, start=LONG_AGO)
    send(house.store, drawn_apart, campaign_id="c2", name="Late", frozen_after=-LATE)

    app = open_page("learn/portfolio.py", ANA)

    assert not app.exception
    assert [metric.value for metric in app.metric] == ["1", "0", "0", "0", "1"]
    table = app.dataframe[-1].value
    assert set(table["Campaign"]) == {"Spring", "Late"}
    assert table["In one sentence"].str.contains("descriptive").any()


LATE = LONG_AGO - datetime(2024, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize("path", ["learn/results.py", "deliver/dispatches.py"])
def test_a_link_to_a_campaign_that_sent_nothing_says_so(
    open_page: OpenPage, house: Cockpit, path: str
) -> None:
    furnish(house)

    page = open_page(path, ANA, campaign="nope")

    assert not page.exception
    assert "nope" in page.warning[0].value


def test_what_is_too_uncertain_to_be_told_is_not_drawn_either(
    house: Cockpit, open_page: OpenPage
) -> None:
    experiment = Experiment(accounts=100, share=0.2, start=LONG_AGO)
    experiment.before[:] = 0
    experiment.outcome = np.round(np.random.default_rng(2).lognormal(2, 2.5, 100), 2)
    publish(house.warehouse, experiment)
    send(house.store, experiment, name="Spring")

    app = open_page(PAGE, ANA)

    assert "No verdict" in sentence(app)
    assert "uplift-csv" not in {button.key for button in app.get("download_button")}


def test_a_mailing_run_elsewhere_is_read_with_the_same_care(
    house: Cockpit, open_page: OpenPage
) -> None:
    furnish(house)
    experiment = Experiment(effect=100)
    lines = [
        f"{account};{'held' if held else 'mailed'};{sold}"
        for account, held, sold in zip(
            experiment.ids, experiment.is_held, experiment.outcome, strict=True
        )
    ]
    content = "\n".join(["firm;arm;sales", *lines]).encode()
    app = open_page(PAGE, ANA)

    app.file_uploader(key="elsewhere-file").upload("=evil[1].csv", content, "text/csv").run()
    app.selectbox(key="elsewhere-arm").set_value("arm")
    app.selectbox(key="elsewhere-outcome").set_value("sales")
    app.text_input(key="elsewhere-control").set_value("held")
    app.button(key="elsewhere-read").click().run()

    assert not app.exception
    assert any("300 treated, 100 control" in one.value for one in app.markdown)
    assert any("was not said" in one.value for one in app.warning)


def test_a_campaign_s_margin_and_cost_say_whether_it_paid(
    house: Cockpit, open_page: OpenPage
) -> None:
    furnish(house, effect=100)
    app = open_page(PAGE, ANA)

    app.number_input(key="results-margin").set_value(50.0).run()
    unsaid = [m.value for m in app.markdown]
    (asked,) = [m.value for m in app.info if "cannot be said yet" in m.value]
    app.number_input(key="results-cost-c1-email").set_value(0.5).run()

    assert not app.exception
    assert "(e-mail)" in asked
    told = "Margin less cost over all treated accounts"
    assert not any(told in text for text in unsaid)
    assert any(told in m.value for m in app.markdown)


@pytest.mark.parametrize(("margin", "percent"), [("0.355", 35.5), ("0.0004", 0.04)])
def test_the_margin_of_the_book_is_offered_as_it_is(
    house: Cockpit,
    open_page: OpenPage,
    monkeypatch: pytest.MonkeyPatch,
    margin: str,
    percent: float,
) -> None:
    furnish(house, effect=100)
    pricing = Pricing(Decimal(margin), Prices("RUB", {}))
    monkeypatch.setattr(Cockpit, "pricing", lambda _house: pricing)

    app = open_page(PAGE, ANA)

    assert not app.exception
    assert app.number_input(key="results-margin").value == pytest.approx(percent)


def test_computing_again_gives_the_same_digits(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)
    app = open_page(PAGE, ANA)

    app.button(key="results-again").click().run()

    assert not app.exception
    assert "every digit is the same" in app.success[0].value


def test_both_arms_are_asked_from_the_result(house: Cockpit, open_page: OpenPage) -> None:
    furnish(house, effect=100)
    reached = house.settings.model_copy(update={"contacts_url": "https://house.test"})
    object.__setattr__(house, "settings", reached)
    app = open_page(PAGE, ANA)

    app.button(key="survey-draft").click().run()

    assert not app.exception
    assert "is drafted" in app.success[0].value
    with house.store.reading() as tx:
        assert len(surveys.about(tx, "c1")) == 1


FAR = 24 * 365 * 40  # hours: not over on any machine's clock


@pytest.mark.parametrize(
    ("status", "hours", "told"),
    [
        ("sending", FAR, "it goes out on 23 Feb 2064"),
        ("stopped", FAR, "nobody was asked"),
        ("sent", 336, "No survey of its own is needed"),
    ],
)
def test_a_campaign_that_asks_at_its_end_says_when_and_offers_no_survey(
    house: Cockpit, open_page: OpenPage, status: str, hours: int, told: str
) -> None:
    furnish(house, effect=100)
    with house.store.transaction() as tx:
        ask_at_the_end(tx, hours)
        tx.execute(update(campaigns).values(status=status))

    app = open_page(PAGE, ANA)

    assert not app.exception
    assert any(told in one.value for one in app.info)
    assert "survey-draft" not in {button.key for button in app.button}


def test_whether_it_pleased_stands_beside_what_it_sold_and_words_are_found(
    house: Cockpit, open_page: OpenPage
) -> None:
    experiment = furnish(house, effect=100)
    answered(house, experiment)

    app = open_page(PAGE, ANA)
    told = [one.value for one in app.markdown if "more content by" in one.value]
    app.text_input(key="survey-0-search").set_value(" FAST").run()
    found = next(one.value for one in app.dataframe if "Words" in one.value.columns)
    app.text_input(key="survey-0-search").set_value("nothing like it").run()

    assert not app.exception
    assert len(told) == 1
    assert set(found["Words"]) == {"<b>Fast</b>"}
    assert set(found.columns) == {"Arm", "Answer", "Words", "Day"}
    assert any("Nobody wrote such words" in one.value for one in app.caption)
    assert "survey-draft" not in {button.key for button in app.button}
    assert "survey-0-csv" in {one.key for one in app.get("download_button")}


def test_while_answers_are_taken_only_how_many_came_is_shown(
    house: Cockpit, open_page: OpenPage
) -> None:
    experiment = furnish(house, effect=100)
    answered(house, experiment, at=house.clock.now() - timedelta(days=1))

    app = open_page(PAGE, ANA)

    assert not app.exception
    told = [one.value for one in app.markdown if "still being answered until" in one.value]
    assert len(told) == 1
    assert "So far 400 of 400 did" in told[0]
    assert not any("content by" in one.value for one in app.markdown)
    assert any(
        "300 of the 300 contacts to be asked answered" in one.value for one in app.caption
    )
    assert "survey-0-csv" not in {one.key for one in app.get("download_button")}


def ask_at_the_end(tx: Tx, wait_hours: int = 336) -> None:
    writings = [Writing(text="{{ survey_url }}")]
    facts: Any = {"channel": Channel.SMS, "note": "", "by": ANA, "at": LONG_AGO}
    messages.save(tx, TemplateId("ask"), name="ask", writings=writings, **facts)
    question = Question(Scale.CSAT, has_comment=True)
    step_records.write(
        tx, "c1", [NextStep("ask", "email", wait_hours, Condition.ALWAYS, question)]
    )


def answered(house: Cockpit, experiment: Experiment, *, at: datetime = LONG_AGO) -> None:
    """Everybody was asked by the last step; the treated are more content, and some say why."""
    with house.store.transaction() as tx:
        ask_at_the_end(tx)
        asked, said = [], []
        for n, (account, held) in enumerate(
            zip(experiment.ids, experiment.is_held, strict=True)
        ):
            row = {"id": f"s{n}", "campaign_id": "c1", "contact_id": account, "step": 2}
            row |= {"account_id": account, "channel": "email", "address": "a@b.test"}
            times = dict.fromkeys(("queued_at", "not_before", "sent_at"), at)
            asked.append(row | times | {"state": "sent", "message_id": ""})
            words = ("<b>Fast</b>", "Slow", "")[n % 3]
            answer = {"dispatch_id": f"s{n}", "value": 3 + n % 2 if held else 4 + n % 2}
            said.append(answer | {"answered_at": at, "times": 1, "comment": words})
        tx.execute(insert(dispatches), asked)
        tx.execute(insert(survey_answers), said)


def test_a_bulletin_is_chosen_previewed_and_asked_for(
    house: Cockpit, open_page: OpenPage
) -> None:
    furnish(house, effect=100)
    app = open_page("learn/portfolio.py", ANA)

    app.segmented_control(key="bulletin-rhythm").set_value(Rhythm.WEEKLY).run()
    app.button(key="bulletin-now").click().run()

    assert not app.exception
    assert any("You asked to be told every week." in text.value for text in app.text)
    with house.store.reading() as tx:
        choice = bulletin_records.choice_of(tx, ANA.id)
        (asked,) = bulletin_records.latest(tx, ANA.id, limit=5)
    assert choice is not None
    assert choice.rhythm is Rhythm.WEEKLY
    assert asked.state == "waiting"
