"""A call's script: whom to call, what to say, boxes to tick, in either language."""

from core.messages.model import Rendered
from core.messages.writers.call import Callee, Tick, script

WHOM = Callee("ООО «Орбита»", "Иван\nПетров", "", "+7 495 000-00-00")


def test_the_sheet_has_everything_an_account_manager_needs() -> None:
    sheet = script(Rendered("Оптика", "", "Здравствуйте!\n"), WHOM).sheet("ru")

    assert sheet.splitlines() == [
        "Оптика",
        "ООО «Орбита»",
        "Иван Петров",
        "+7 495 000-00-00",
        "",
        "Здравствуйте!",
        "",
        "☐ Дозвонились",
        "☐ Интересно",
        "☐ Назначена встреча",
        "☐ Отказ",
        "☐ Неверный номер",
    ]


def test_every_way_a_call_ends_has_its_words_in_both_languages() -> None:
    filled = script(Rendered("", "", "Hello"), WHOM)

    assert filled.ticks == tuple(Tick)
    assert filled.sheet("en").count("☐") == filled.sheet("ru").count("☐") == len(Tick)
