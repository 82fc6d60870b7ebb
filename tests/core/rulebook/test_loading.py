from pathlib import Path

import pytest

from core.foundation.settings import HOUSE
from core.people.model import APPROVERS
from core.rulebook import loading
from core.rulebook.facts import declared_facts
from core.rulebook.model import Books

OFFICE = """version = 2
[office]
zone = "Europe/Moscow"
opens = 09:00:00
pause_from = 13:00:00
pause_until = 14:00:00
closes = 18:00:00
"""
STAGE = OFFICE + '[[stages]]\nname = "a"\nrole = "{role}"\nlabel = {{en = "A", ru = "А"}}\n'
ALWAYS = '[[stages.when]]\nrule = "every"\nalways = true\n'
RECIPIENTS = (HOUSE / "data" / "rules" / "recipients.toml").read_text(encoding="utf-8")
APPROVAL = (HOUSE / "data" / "rules" / "approval.toml").read_text(encoding="utf-8")
BRIEFS = (HOUSE / "data" / "rules" / "briefs.toml").read_text(encoding="utf-8")


def loaded(folder: Path, approval: str, briefs: str = BRIEFS) -> Books:
    (folder / "approval.toml").write_text(approval, encoding="utf-8")
    (folder / "recipients.toml").write_text(RECIPIENTS, encoding="utf-8")
    (folder / "briefs.toml").write_text(briefs, encoding="utf-8")
    return loading.load(folder, roles=APPROVERS)


def test_the_books_of_the_house_can_be_followed() -> None:
    books = loading.load(HOUSE / "data" / "rules", roles=APPROVERS)

    assert books.approval.version == 3
    assert books.recipients.purposes["advertising"].bases == ["opt_in"]


@pytest.mark.parametrize(
    ("book", "reason"),
    [
        (STAGE.format(role="marketer") + ALWAYS, "marketer"),
        (STAGE.format(role="legal"), "when"),
        (
            STAGE.format(role="legal") + '[[stages.when]]\nrule = "x"\npurpose = "service"',
            "always",
        ),
        (
            STAGE.format(role="legal") + '[[stages.when]]\nrule = "x"',
            "the rule “x” says nothing",
        ),
        (STAGE.format(role="legal") + ALWAYS + "surprise = 1", "line 15: stages.0.when.0.surp"),
        (
            STAGE.format(role="legal") + ALWAYS + "cost_over = 5",
            "holds always, so it can have no",
        ),
        (STAGE.format(role="legal") + "hours = 0\n" + ALWAYS, "line 12: stages.0.hours"),
        (STAGE.format(role="legal") + 'escalates_to = "security"\n' + ALWAYS, "no hours"),
        (
            STAGE.format(role="legal") + 'hours = 1\nescalates_to = "legal"\n' + ALWAYS,
            "that decides anyway",
        ),
        (
            STAGE.format(role="legal") + 'hours = 1\nescalates_to = "manager"\n' + ALWAYS,
            "line 13: stages.0.escalates_to: “manager” is no role",
        ),
        (STAGE.format(role="legal") + ALWAYS + ALWAYS, "stands here twice"),
        (
            STAGE.replace("18:00:00", "08:00:00").format(role="legal") + ALWAYS,
            "line 4: office.opens: the hours are out of order",
        ),
        (STAGE.replace("Moscow", "Mars").format(role="legal") + ALWAYS, "line 3: office.zone"),
        (STAGE.format(role="legal").replace("[office]", "[offices]") + ALWAYS, "office"),
        ("version = \n", "line 1"),
    ],
)
def test_a_bad_book_stops_the_start_with_its_file_and_the_reason(
    tmp_path: Path, book: str, reason: str
) -> None:
    with pytest.raises(loading.BadBook) as refusal:
        loaded(tmp_path, book)

    assert "approval.toml" in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_fault_is_told_in_russian_with_its_line(tmp_path: Path) -> None:
    book = STAGE.replace("18:00:00", "2026-01-01").format(role="legal") + ALWAYS

    with pytest.raises(loading.BadBook) as refusal:
        loaded(tmp_path, book)

    told = refusal.value.sentence("ru")
    assert "строка " in told
    assert ": office.closes: здесь должно быть время суток" in told
    assert "line" not in told
    assert "Input" not in told


@pytest.mark.parametrize(
    ("was", "becomes", "reason"),
    [
        (
            'field = "hold", operator = "is", value = "tender"',
            'field = "x", operator = "is"',
            "the field “x”, which",
        ),
        (
            'operator = "more_than", value = 30',
            'operator = "contains", value = 30',
            "for “contains”; it can be asked",
        ),
        ('value = "tender"', 'value = "auction"', "for “auction”, which it never says"),
        ('rule = "dispute"', 'rule = "tender"', "tender"),
        ("share = 0.02", "share = 0.7", "share"),
        ("most = 2", "most = 0", "most"),
        ('reason = "hold"', 'reason = "incident"', "order"),
        ('strata = ["size_band", "region"]', 'strata = ["color"]', "strata"),
        ("[purposes.service]", "[purposes.other]", "purposes"),
    ],
)
def test_a_bad_book_of_recipients_stops_the_start(
    tmp_path: Path, was: str, becomes: str, reason: str
) -> None:
    assert was in RECIPIENTS
    (tmp_path / "approval.toml").write_text(APPROVAL, encoding="utf-8")
    (tmp_path / "briefs.toml").write_text(BRIEFS, encoding="utf-8")
    spoiled = RECIPIENTS.replace(was, becomes, 1)
    (tmp_path / "recipients.toml").write_text(spoiled, encoding="utf-8")

    with pytest.raises(loading.BadBook) as refusal:
        loading.load(tmp_path, roles=APPROVERS)

    assert "recipients.toml" in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_missing_book_is_named(tmp_path: Path) -> None:
    with pytest.raises(loading.BadBook, match=r"approval\.toml"):
        loading.load(tmp_path, roles=APPROVERS)


@pytest.mark.parametrize(
    ("right", "wrong", "reason"),
    [
        ('confirmed_by = "legal"', 'confirmed_by = "marketer"', "marketer"),
        ('{ key = "offer", mandatory', '{ key = "nobody_knows", mandatory', "nobody_knows"),
        (
            'key = "old_price"\nkind',
            'key = "price"\nkind',
            "“price” stands here twice",
        ),
        ('status = "returned"', 'status = "asked"', "one step for each"),
        ("working_days = 5", "working_days = 0", "working_days"),
        ('kind = "money"', 'kind = "picture"', "kind"),
        ("version = 1", "version = 1\nsurprise = 2", "surprise"),
    ],
)
def test_a_bad_brief_book_stops_the_start_with_its_file_and_the_reason(
    tmp_path: Path, right: str, wrong: str, reason: str
) -> None:
    assert right in BRIEFS

    with pytest.raises(loading.BadBook) as refusal:
        loaded(tmp_path, STAGE.format(role="legal") + ALWAYS, BRIEFS.replace(right, wrong, 1))

    assert "briefs.toml" in str(refusal.value)
    assert reason in str(refusal.value)


def test_a_fact_means_the_same_in_every_kind_of_mailing() -> None:
    book = loading.load(HOUSE / "data" / "rules", roles=APPROVERS).briefs

    assert declared_facts().keys() == {fact.key for fact in book.facts}
    assert declared_facts()["price"].kind == "money"
    assert book.cite("tariff_offer.price") == f"briefs@{book.version}#tariff_offer.price"
