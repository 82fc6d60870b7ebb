"""The catalogue of words is whole, and nobody speaks past it."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import TypeGuard

import pytest

from core.foundation.words import LANGUAGES
from tests.catalogue_of_words import Message, files, messages, unread
from tests.source import HOUSE, Module, modules

OURS = modules("core", "pages", "app.py")
SPEAKING = {"say", "_say", "announce"}
CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
LETTERS = re.compile(r"[^\W\d_]{2}")

# Between the ends of something, in figures or as the values that stand for them.
RANGE = re.compile(r"\d–\d|{ \$(?:first|low) } – { \$(?:last|high) }")
BAD_DASH = re.compile(r"–|(?<![\u00a0=])(?<!= )—")

# Words that are the same in both languages.
SAME_EVERYWHERE = re.compile(
    r"\b(CSV|XLSX|Parquet|HTML|SQL|JSON|UTF-8|SMS|NPS|OIDC|SMTP|ID|Excel|COCKPIT_\w+)\b"
)


@cache
def known(language: str) -> dict[str, Message]:
    return {message.key: message for message in messages(language)}


@cache
def rooms() -> frozenset[str]:
    return frozenset(path.stem for path in files("en"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_of_the_catalogue_can_be_read(language: str) -> None:
    assert unread(language) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_is_written_twice(language: str) -> None:
    often = Counter(message.key for message in messages(language))

    assert [key for key, times in often.items() if times > 1] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_message_lives_in_the_file_of_its_room(language: str) -> None:
    lost = [m.key for m in messages(language) if not m.key.startswith(f"{m.room}-")]

    assert not lost


def test_both_languages_say_the_same_things() -> None:
    assert known("ru").keys() - known("en").keys() == set(), "only in Russian"
    assert known("en").keys() - known("ru").keys() == set(), "only in English"


def test_both_languages_ask_for_the_same_values() -> None:
    different = {
        key: (set(russian.variables), set(known("en")[key].variables))
        for key, russian in known("ru").items()
        if key in known("en") and russian.variables != known("en")[key].variables
    }

    assert not different


def test_russian_is_russian() -> None:
    """A sentence of Latin letters alone was forgotten, or is a name that needs no words."""
    forgotten = [
        f"{message.key} = {message.text}"
        for message in messages("ru")
        if not message.key.endswith("-file")  # the name of a download
        and LETTERS.search(SAME_EVERYWHERE.sub("", message.text))
        and not CYRILLIC.search(message.text)
    ]

    assert not forgotten


@pytest.mark.parametrize("foreign", ["смс", "репетици", "отрепетир", "авьте fallback"])
def test_russian_keeps_to_the_words_of_the_house(foreign: str) -> None:
    """SMS is written so, a rehearsal is «прогон», and a fallback is said in Russian first."""
    assert not [one.key for one in messages("ru") if foreign in one.text.lower()]


def test_a_russian_dash_is_long_and_keeps_to_the_word_before_it() -> None:
    """A short one stands between the two ends of something only: «(0–10)», «1 мая – 5 мая»."""
    wrong = [
        line
        for path in files("ru")
        for line in path.read_text(encoding="utf-8").splitlines()
        if not line.startswith("#") and BAD_DASH.search(RANGE.sub("", line))
    ]

    assert wrong == []


def test_english_has_no_cyrillic_letters() -> None:
    assert [m.key for m in messages("en") if CYRILLIC.search(m.text)] == []


def test_every_word_the_program_says_is_in_the_catalogue() -> None:
    missing = [
        f"{module.place}:{line}: {key}"
        for module in OURS
        for line, key, _ in spoken(module)
        if key not in known("en")
    ]

    assert not missing


def test_every_word_gets_the_values_it_asks_for() -> None:
    unequal = [
        f"{module.place}:{line}: {key} asks for {sorted(known('en')[key].variables)}"
        for module in OURS
        for line, key, given in spoken(module)
        if given is not None and key in known("en") and not known("en")[key].variables <= given
    ]

    assert not unequal


def test_no_word_is_left_that_nobody_says() -> None:
    said = set(literal_keys())
    patterns = [re.compile(pattern) for pattern in key_patterns()]
    for message in messages("en"):
        said |= message.refers_to
    unsaid = [
        key
        for key in known("en")
        if key not in said and not any(pattern.fullmatch(key) for pattern in patterns)
    ]

    assert not unsaid


def test_every_deed_of_the_journal_has_a_word() -> None:
    recorded = {deed for module in OURS for deed in deeds(module)}
    wordless = [
        deed
        for deed in recorded
        if not {f"{room}-did-{deed.replace('.', '-')}" for room in ("people", "journal")}
        & known("ru").keys()
    ]

    assert recorded >= {"campaigns.move", "lists.keep", "approvals.escalate", "people.propose"}
    assert wordless == []


def deeds(module: Module) -> Iterator[str]:
    """What a module writes into the journal, said at the call or by the name of a constant."""
    room = "lists." if module.place.endswith("segments/lists.py") else ""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in NAMED_DEEDS:
            yield from DEED.findall(str(ast.literal_eval(node.value)))
        if isinstance(node, ast.Call) and name_of(node) in ("record", "_note"):
            for said in node.args[1:2]:
                deed = room + str(said.value) if isinstance(said, ast.Constant) else ""
                if DEED.fullmatch(deed):
                    yield deed


NAMED_DEEDS = ("VERB", "ERASED", "ESCALATE")
DEED = re.compile(r"\b[a-z]+\.[a-z_]+\b")


def spoken(module: Module) -> Iterator[tuple[int, str, set[str] | None]]:
    """Each key said outright: its line, itself, and the names of the values given with it.

    Where values come as ``**values``, their names are unknown, and None.
    """
    for node in ast.walk(module.tree):
        call = node.exc if isinstance(node, ast.Raise) else node
        if isinstance(call, ast.Call) and (call is not node or name_of(call) in SPEAKING):
            keys = [word.value for word in call.args[:2] if isinstance(word, ast.Constant)]
            yield from ((call.lineno, key, values_of(call)) for key in keys if is_key(key))


def is_key(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and bool(KEY.fullmatch(value))


KEY = re.compile(r"[a-z]+(-[a-z0-9_]+)+")


def values_of(call: ast.Call) -> set[str] | None:
    names = [keyword.arg for keyword in call.keywords]
    return None if None in names else {name for name in names if name}


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def literal_keys() -> Iterator[str]:
    """Every string of the program, and of its rule books, that is a key."""
    for module in OURS:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and is_key(node.value):
                yield node.value
    for book in (HOUSE / "data" / "rules").rglob("*.toml"):
        for found in KEY.finditer(book.read_text(encoding="utf-8")):
            yield found[0]


def key_patterns() -> Iterator[str]:
    """The shape of each key that is put together: ``campaigns-status-.+``."""
    for module in OURS:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.keyword) and node.arg == "prefix":
                yield f"{ast.literal_eval(node.value)}-.+"
            if isinstance(node, ast.JoinedStr) and may_be_key(node):
                yield "".join(
                    re.escape(str(part.value))
                    if isinstance(part, ast.Constant)
                    else "[a-z0-9_-]+"
                    for part in node.values
                )


def may_be_key(node: ast.JoinedStr) -> bool:
    """Whether it begins with a room, or with a hole and ends in a word of its own."""
    first, last = node.values[0], node.values[-1]
    if isinstance(first, ast.Constant):
        return any(str(first.value).startswith(f"{room}-") for room in rooms())
    return isinstance(last, ast.Constant) and bool(re.fullmatch(r"(-[a-z]+)+", str(last.value)))
