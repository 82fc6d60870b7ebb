"""The documents cannot lie: commands, settings, links and checks they name are there."""

import re
import tomllib
from pathlib import Path

import pytest
from pydantic import SecretStr

from core import cli
from core.foundation.settings import Settings
from tests.catalogue_of_words import messages
from tests.source import HOUSE, modules

README = (HOUSE / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((HOUSE / "docs" / "decisions").glob("*.md"))
OTHERS = [HOUSE / "docs" / name for name in ("recipes.md", "figures.md")]
DOCUMENTS = [HOUSE / "README.md", *OTHERS, *DECISIONS]
SECTIONS = ["Context", "Decision", "Consequences", "Alternatives", "Enforced by"]
LINES_OF_A_SCREEN = 60

LINK = re.compile(r"\]\((?!https?:)([^)#]+)\)")
PATH = re.compile(r"`((?:core|pages|tests|data|docs|bench|\.ci)/[\w./-]+\.\w+)`")
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
CONTRACT = re.compile(r"contract “([^”]+)”")


def relative(path: Path) -> str:
    return path.relative_to(HOUSE).as_posix()


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_what_a_document_points_at_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    links = [path.parent / link for link in LINK.findall(text)]
    named = [HOUSE / name for name in PATH.findall(text)]

    assert [relative(place) for place in links + named if not place.exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_a_test_that_a_document_names_exists(path: Path) -> None:
    named = TEST.findall(path.read_text(encoding="utf-8"))

    assert [pair for pair in named if pair not in known_tests()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=relative)
def test_a_command_that_a_document_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    makefile = (HOUSE / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))

    assert set(re.findall(r"make ([a-z]+(?:-[a-z]+)*)(?=[`\n|]| UP)", text)) <= targets
    assert set(re.findall(r"core\.cli ([a-z]+)", text)) <= commands()


def known_tests() -> set[tuple[str, str]]:
    return {
        (module.place, name.rpartition(".")[2])
        for module in modules("tests")
        for name, _ in module.functions()
    }


def commands() -> set[str]:
    """Every word that may follow ``python -m core.cli``."""
    groups = cli._parser()._subparsers
    assert groups is not None
    choices = groups._group_actions[0].choices
    return set(choices or ())


def test_the_readme_says_first_what_a_person_does_first() -> None:
    run, check = (README.index(f"```sh\nmake {word}\n```") for word in ("run", "test"))

    assert README.index("docs/pictures/street.svg") < run < README.index("look first") < check


def test_the_readme_lists_every_setting_with_its_default() -> None:
    rows = re.findall(r"^\| `COCKPIT_(\w+)` \| (?:`(.*?)`)? ?\|", README, re.MULTILINE)
    defaults = {
        name.upper(): shown(field.default) for name, field in Settings.model_fields.items()
    }

    assert dict(rows) == defaults
    assert [name for name, _ in rows] == [name.upper() for name in Settings.model_fields]


def shown(default: object) -> str:
    """A default as the README shows it."""
    if isinstance(default, SecretStr):
        return default.get_secret_value()
    if isinstance(default, Path):
        return relative(default)
    return "" if default == frozenset() else str(default)


def test_what_the_readme_helps_with_is_really_said() -> None:
    """Every quotation of the table of troubles is a sentence of the house."""
    table = README[README.index("## When something is in the way") :]
    said = " ".join(message.text for message in messages("en"))
    said += (HOUSE / ".ci" / "environment").read_text(encoding="utf-8")
    said = re.sub(r"\s+", " ", said)

    for quotation in re.findall(r"^\| “(.+?)”", table, re.MULTILINE):
        shape = re.sub(r"8\d{3}|worker", ".*?", re.escape(quotation)).replace(r"\ ", " ")
        assert re.search(shape.replace(" .*? ", " .{0,9}? ?"), said), quotation


def test_the_picture_shows_every_room_of_the_map() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    street = project["tool"]["importlinter"]["contracts"][0]
    rooms = {name.strip() for layer in street["layers"] for name in layer.split("|")}
    picture = (HOUSE / "docs" / "pictures" / "street.svg").read_text(encoding="utf-8")

    assert set(re.findall(r'class="name"[^>]*>(\w+)<', picture)) == rooms | {"pages"}


@pytest.mark.parametrize("path", DECISIONS, ids=relative)
def test_a_decision_fits_on_a_screen_and_has_its_parts(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == SECTIONS
    assert re.match(rf"# {int(path.name[:4])} · ", text), "its number, then its title"
    assert "\n> " in text[text.index("## Decision") :], "one sentence to quote"
    assert len(text.splitlines()) <= LINES_OF_A_SCREEN


@pytest.mark.parametrize("path", DECISIONS, ids=relative)
def test_a_decision_names_the_check_that_enforces_it(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    enforced = text[text.index("## Enforced by") :]
    contracts = set(CONTRACT.findall(enforced))
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))
    known = {contract["name"] for contract in project["tool"]["importlinter"]["contracts"]}

    assert TEST.findall(enforced) or contracts
    assert contracts <= known


def test_decisions_are_numbered_without_a_gap() -> None:
    assert [int(path.name[:4]) for path in DECISIONS] == list(range(1, len(DECISIONS) + 1))


def test_the_changelog_speaks_to_people() -> None:
    changelog = (HOUSE / "CHANGELOG.md").read_text(encoding="utf-8")
    kinds = set(re.findall(r"^### (.+)$", changelog, re.MULTILINE))

    assert "## [Unreleased]" in changelog
    assert kinds <= {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"}
