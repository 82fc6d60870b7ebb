"""What keeps a book from being followed is said in the reader's language, with its line."""

import re
from collections.abc import Callable

import pytest

from core.books import check_beside_others
from core.foundation.settings import HOUSE
from core.rulebook.loading import BadBook
from core.rulebook.places import Fault, spoken
from core.rulebook.shelf import shipped

Edit = Callable[[str], str]


def swapped(before: str, after: str, count: int = 1) -> Edit:
    def edit(text: str) -> str:
        assert before in text
        return text.replace(before, after, count)

    return edit


def without_service(text: str) -> str:
    service = text[text.index("[purposes.service]") : text.index("# Accounts nobody")]
    return text.replace(service, "")


ALWAYS, STAGE_WHEN = "always = true", "[[stages.when]]"
ONCE, OWN = 'rule = "every-campaign"', 'escalates_to = "marketing_lead"'
NEXT = 'escalates_to = "product_owner"'
SCALED = 'operator = "more_than", value = 30'
CASES = [
    ("approval", swapped(ALWAYS, f"{ALWAYS}\naudience_over = 1"), ALWAYS, "действует всегда"),
    ("approval", swapped(ALWAYS, ""), STAGE_WHEN, "ничего не говорит"),
    ("approval", swapped("Europe/Moscow", "Oz/City"), "zone =", "«Oz/City» нет"),
    ("approval", swapped("= 09:00:00", "= 19:00:00"), "opens =", "не по порядку"),
    ("approval", swapped("= 09:00:00", '= "nine"'), "opens =", "время суток"),
    ("approval", swapped("hours = 8\n", ""), NEXT, "через сколько рабочих часов"),
    ("approval", swapped(NEXT, OWN), OWN, "той же роли"),
    ("approval", swapped('"legal"\nrole', '"product"\nrole'), '"product"', "«product»"),
    ("approval", swapped('rule = "costly"', ONCE), ONCE, "встречается здесь дважды"),
    ("approval", swapped(ALWAYS, "audience_over = 0"), "[[stages]]", "без согласования"),
    ("approval", swapped("two = true", "two = false"), "people_need_two =", "сам вычеркнуть"),
    ("approval", swapped('["add"', '["adds"'), "people_need_two =", "'add', 'roles'"),
    ("approval", swapped('"legal"\nstep', '"ceo"\nstep'), 'role = "ceo"', "роль «ceo»"),
    ("recipients", swapped("[purposes.service]", "[other]"), "[other]", "книга такого не"),
    ("recipients", without_service, "[purposes", "для обоих видов"),
    ("recipients", swapped('"hold", op', '"holdd", op'), "when = {", "«holdd»"),
    ("recipients", swapped(SCALED, 'operator = "near"'), "when = {", "так: «near»"),
    ("recipients", swapped('"tender" }', '"tenders" }'), "when = {", "«tenders»"),
    ("recipients", swapped('"hold"\nwhen', '"debt"\nwhen'), "[[exclusions]]", "причин: hold"),
    ("briefs", swapped('key = "price"', 'key = "prize"'), "facts = [", "факт «price»"),
    ("briefs", swapped('key = "old_price"', 'key = "price"'), 'key = "price"', "«price»"),
    ("briefs", swapped('status = "returned"', 'status = "asked"'), "steps", "ровно один шаг"),
]


@pytest.mark.parametrize(("book", "edit", "line", "said"), CASES, ids=range(len(CASES)))
def test_each_fault_is_a_russian_sentence_about_its_line(
    book: str, edit: Edit, line: str, said: str
) -> None:
    text = edit(shipped(book))

    fault = first_fault(book, text)

    told = spoken(fault, "ru")
    assert said in told
    assert spoken(fault, "en") != told
    assert told.endswith(".")
    assert line in text.splitlines()[(fault.line or 0) - 1]


def test_what_a_book_says_of_itself_has_words_and_never_a_bare_error() -> None:
    """`wrong` needs its words in both languages to be raised at all; `ValueError` has none."""
    places = ["approval", "recipients", "briefs", "pages"]
    sources = [read(f"core/rulebook/{name}.py") for name in places]

    assert not re.search(r"ValueError\(", "\n".join(sources))


def first_fault(book: str, text: str) -> Fault:
    with pytest.raises(BadBook) as refusal:
        check_beside_others(book, text)
    return refusal.value.faults[0]


def read(path: str) -> str:
    return (HOUSE / path).read_text(encoding="utf-8")
