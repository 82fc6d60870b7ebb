"""The table of who may what is the code itself."""

import ast
from pathlib import Path

import pytest

from core.foundation import words
from core.people.model import PERMISSIONS, Permission, Role
from core.people.verbs import every_verb

EITHER = """
_OTHERS = (Permission.PLAN,)

def _either(person):
    return Permission.SEND if person else _OTHERS[0]
"""
OPEN_TO_EVERYBODY = {"people.actions.speak"}


def test_every_verb_asks_for_a_permission() -> None:
    unasked = {verb.place for verb in every_verb() if not verb.permissions}

    assert unasked == OPEN_TO_EVERYBODY


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_every_verb_has_its_words(language: str) -> None:
    """A new verb needs a line in both ``verbs.ftl``, or nobody could read the table."""
    known = words.keys(language)

    assert [one.key for one in every_verb() if one.key not in known] == []
    assert [one.room for one in every_verb() if f"people-room-{one.room}" not in known] == []


def test_no_words_are_left_of_a_verb_that_went() -> None:
    said = {key for key in words.keys("en") if key.startswith("verbs-")}

    assert said == {verb.key for verb in every_verb()}


def test_a_known_verb_has_its_permission_and_roles() -> None:
    (decide,) = [one for one in every_verb() if one.place == "approvals.actions.decide"]

    assert decide.permissions == (Permission.DECIDE,)
    assert decide.roles == PERMISSIONS[Permission.DECIDE]
    assert Role.ADMINISTRATOR not in decide.roles


@pytest.mark.parametrize(
    ("body", "asked"),
    [
        ("require(by, Permission.SEND)", (Permission.SEND,)),
        ('"""Says what."""\n    require(by, Permission.SEND)', (Permission.SEND,)),
        ("require(by, _either(by))", (Permission.SEND, Permission.PLAN)),
        ("x = 1\n    require(by, Permission.SEND)", ()),
        ("require(other, Permission.SEND)", ()),
        ("pass", ()),
    ],
)
def test_a_verb_that_does_not_ask_first_is_found(
    tmp_path: Path, body: str, asked: tuple[Permission, ...]
) -> None:
    room = tmp_path / "core" / "room"
    room.mkdir(parents=True)
    code = f"def act(tx: Tx, *, by: Person) -> None:\n    {body}\n{EITHER}"
    assert ast.parse(code)
    (room / "actions.py").write_text(code, encoding="utf-8")

    (verb,) = every_verb(tmp_path / "core")

    assert (verb.place, verb.permissions) == ("room.actions.act", asked)
