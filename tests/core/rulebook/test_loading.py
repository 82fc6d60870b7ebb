from pathlib import Path

import pytest

from core.foundation.settings import HOUSE
from core.people.model import APPROVERS
from core.rulebook import loading
from core.rulebook.model import Books

STAGE = 'version = 1\n[[stages]]\nname = "a"\nrole = "{role}"\nlabel = {{en = "A", ru = "А"}}\n'
ALWAYS = '[[stages.when]]\nrule = "every"\nalways = true\n'
RECIPIENTS = (HOUSE / "data" / "rules" / "recipients.toml").read_text(encoding="utf-8")


def loaded(folder: Path, approval: str) -> Books:
    (folder / "approval.toml").write_text(approval, encoding="utf-8")
    (folder / "recipients.toml").write_text(RECIPIENTS, encoding="utf-8")
    return loading.load(folder, roles=APPROVERS)


def test_the_books_of_the_house_can_be_followed() -> None:
    books = loading.load(HOUSE / "data" / "rules", roles=APPROVERS)

    assert books.approval.version == 1
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
        (STAGE.format(role="legal") + '[[stages.when]]\nrule = "x"', "exactly one"),
        (STAGE.format(role="legal") + ALWAYS + "surprise = 1", "surprise"),
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


def test_a_missing_book_is_named(tmp_path: Path) -> None:
    with pytest.raises(loading.BadBook, match=r"approval\.toml"):
        loading.load(tmp_path, roles=APPROVERS)
