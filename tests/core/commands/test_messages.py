"""The commands for templates, as a person types them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from duckdb import DuckDBPyConnection

from core.cli import main
from core.cockpit import Cockpit, open_cockpit
from core.foundation.settings import Settings
from core.messages import actions as messages
from core.messages.model import Channel, TemplateId, Writing
from core.messages.starters import starter
from tests.asking import FACTS, PAVEL, confirm, supplied
from tests.conftest import ANA, MONDAY


@pytest.fixture
def house(tmp_path: Path, store_url: str, monkeypatch: pytest.MonkeyPatch) -> Cockpit:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_STORE", store_url)
    return open_cockpit(Settings())


def fill(connection: DuckDBPyConnection) -> None:
    connection.execute("INSERT INTO accounts (account_id, name) VALUES ('a1', 'Orbit')")
    connection.execute(
        "INSERT INTO contacts (contact_id, account_id, full_name, first_name) "
        "VALUES ('c1', 'a1', 'Ivan <Petrov>', 'Ivan')"
    )


@pytest.fixture
def furnished(house: Cockpit) -> Cockpit:
    house.warehouse.publish(fill, name="x", by="ana", at=MONDAY, as_of=date(2026, 3, 2))
    message = starter("en")
    with house.transaction() as tx:
        messages.save(
            tx,
            TemplateId("m1"),
            name="Fiber",
            writings=[
                replace(
                    message,
                    html=message.html + "<!-- {{ contact.full_name | fallback('-') }} -->",
                )
            ],
            note="",
            by=ANA,
            at=MONDAY,
        )
    return house


@pytest.mark.usefixtures("house")
def test_a_good_template_has_nothing_to_mend(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "good.html").write_text(starter("ru").html, encoding="utf-8")

    code = main(["template", "check", str(tmp_path / "good.html"), "--json"])

    facts = json.loads(capsys.readouterr().out)
    assert (code, facts["errors"], facts["findings"]) == (0, 0, [])


@pytest.mark.usefixtures("house")
def test_each_finding_is_a_line_and_the_exit_code_says_no(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.html"
    file.write_text("<p>{{ contact.frist_name }}</p>\n{{ ''.__class__ }}", encoding="utf-8")

    code = main(["template", "check", str(file), "--channel", "email"])

    lines = [one for one in capsys.readouterr().out.splitlines() if "error:" in one]
    assert code == 1
    assert [line.removeprefix(str(file)).split(" ")[0] for line in lines] == [":1:", ":2:"]
    assert "contact.first_name" in lines[0]


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize("content", [b"\xff\xfe\x00", None])
def test_a_file_that_is_no_text_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "x.html").write_bytes(content)

    assert main(["template", "check", str(tmp_path / "x.html")]) == 1
    assert "Nothing was checked" in capsys.readouterr().err


@pytest.mark.usefixtures("furnished")
def test_a_template_is_filled_for_a_contact(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["render", "Fiber", "--contact", "c1", "--json"])

    facts = json.loads(capsys.readouterr().out)
    assert code == 0
    assert facts["subject"] == "Ivan, twice the speed for Orbit"
    assert "Ivan &lt;Petrov&gt;" in facts["html"]


@pytest.mark.usefixtures("furnished")
def test_one_part_is_printed_alone(capsys: pytest.CaptureFixture[str]) -> None:
    main(["render", "m1", "--contact", "c1", "--part", "subject"])

    assert capsys.readouterr().out == "Ivan, twice the speed for Orbit\n"


@pytest.mark.parametrize("name", ["b1", "Mobile for the east"])
def test_a_brief_fills_what_is_confirmed_and_says_what_is_not(
    furnished: Cockpit, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    source = "{{ brief.offer }} {{ brief.terms }}"
    with furnished.transaction() as tx:
        supplied(tx)
        confirm(tx, "offer", by=PAVEL, seen=FACTS["offer"])
        sms = Writing(text=source, language="en")
        messages.save(
            tx,
            TemplateId("m2"),
            name="Quoting",
            writings=[sms],
            channel=Channel.SMS,
            note="",
            by=ANA,
            at=MONDAY,
        )

    main(["render", "Quoting", "--contact", "c1", "--brief", name])
    filled = capsys.readouterr().out
    main(["render", "Quoting", "--contact", "c1"])

    assert filled.startswith("Calls within the company are free. ‹")
    assert filled.endswith(": From three numbers on., not confirmed›\n")
    assert capsys.readouterr().out.strip() == ""


@pytest.mark.usefixtures("furnished")
@pytest.mark.parametrize(
    "words",
    [
        ["Fiber", "--contact", "c9"],
        ["Nope", "--contact", "c1"],
        ["Fiber", "--contact", "c1", "--brief", "Nope"],
    ],
)
def test_who_or_what_is_not_there_is_a_sentence(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["render", *words]) == 1
    assert "There is no" in capsys.readouterr().err


@pytest.mark.usefixtures("furnished")
def test_templates_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    main(["template", "list"])

    assert capsys.readouterr().out == "m1  v1  Fiber\n"


BRIEF = "{{ contact.frist_name }}"


@pytest.mark.usefixtures("house")
@pytest.mark.parametrize(
    ("channel", "name", "source", "wrong"),
    [
        ("sms", "a.txt", "Hi {{ account.name }}", 0),
        ("sms", "a.txt", f"Hi\n{BRIEF}", 1),
        ("cabinet", "a.txt", BRIEF, 1),
        ("call", "a.txt", "Ask about {{ account.name }}", 0),
        ("letter", "a.html", f"<p>{BRIEF}</p>", 1),
        ("letter", "a.html", "<script></script>", 1),
        ("email", "a.mjml", "<mjml><mj-body></mj-body></mjml>", 0),
        ("email", "a.mjml", "<mjml><mj-body><mj-nothing></mj-nothing></mj-body></mjml>", 1),
    ],
)
def test_a_file_is_checked_as_its_channel_wants_it(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    channel: str,
    name: str,
    source: str,
    wrong: int,
) -> None:
    file = tmp_path / name
    file.write_text(source, encoding="utf-8")

    code = main(["template", "check", str(file), "--channel", channel, "--json"])

    facts = json.loads(capsys.readouterr().out)
    assert (code, facts["errors"]) == (min(wrong, 1), wrong), facts


@pytest.mark.usefixtures("house")
def test_a_service_file_that_advertises_is_warned_of(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Hi\nСкидка", encoding="utf-8")

    assert main(["template", "check", str(file), "--channel", "sms", "--service"]) == 0

    assert capsys.readouterr().out.startswith(f"{file}:2: warning: “Скидка” advertises")


@pytest.mark.parametrize(
    ("channel", "writing", "said"),
    [
        (Channel.SMS, Writing(text="Hi {{ account.name }}"), "Hi Orbit"),
        (Channel.CALL, Writing(subject="Call", text="Ask {{ account.name }}"), "Ask Orbit"),
        (
            Channel.CABINET,
            Writing(subject="News", text="Hi", link="https://cockpit.example/"),
            "https://cockpit.example/",
        ),
        (Channel.LETTER, Writing(subject="A letter", html="<p>Dear Orbit</p>"), "Dear Orbit"),
    ],
)
def test_a_message_of_any_channel_is_filled(
    furnished: Cockpit,
    capsys: pytest.CaptureFixture[str],
    channel: Channel,
    writing: Writing,
    said: str,
) -> None:
    template_id = TemplateId("other")
    with furnished.transaction() as tx:
        messages.save(
            tx,
            template_id,
            name="Other",
            writings=[writing],
            channel=channel,
            note="",
            by=ANA,
            at=MONDAY,
        )

    assert main(["render", "Other", "--contact", "c1"]) == 0

    assert said in capsys.readouterr().out
