"""The commands: exact pins, an environment that needs no network twice, a store lent."""

import os
import re
import shutil
import socket
import subprocess
import tomllib
from pathlib import Path

import pytest
from sqlalchemy import make_url

from tests.source import HOUSE

PIN = re.compile(r"([a-z0-9][a-z0-9.-]*)==(\S+)")
RUN, DEVELOPMENT = HOUSE / "requirements.txt", HOUSE / "requirements-dev.txt"


def pins(path: Path) -> dict[str, str]:
    found = (PIN.fullmatch(line) for line in lines_of(path))
    return {pin[1]: pin[2] for pin in found if pin}


def lines_of(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.lstrip().startswith("#")]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", re.split(r"[\[<>=~! ]", name)[0]).lower()


@pytest.mark.parametrize("path", [RUN, DEVELOPMENT], ids=lambda path: path.name)
def test_every_requirement_is_pinned_to_one_release(path: Path) -> None:
    assert len(pins(path)) == len(lines_of(path))


def test_everything_the_house_names_is_pinned() -> None:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text())["project"]
    needed = {canonical(name) for name in project["dependencies"]}
    development = {canonical(name) for name in project["optional-dependencies"]["dev"]}

    assert needed <= pins(RUN).keys()
    assert development <= pins(DEVELOPMENT).keys()


def test_every_library_has_its_line() -> None:
    """The decision on pins says of each library, in a word or two, what it is for."""
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = project["dependencies"] + project["optional-dependencies"]["dev"]
    (decision,) = (HOUSE / "docs" / "decisions").glob("*-pins-and-libraries.md")
    text = decision.read_text(encoding="utf-8").lower()

    assert [name for name in named if mention(name) not in text] == []


def mention(requirement: str) -> str:
    """How prose names a library: pytest-xdist is “pytest (xdist …)”."""
    name = re.split(r"[\[<>=~!; ]", requirement)[0].lower()
    return re.sub(r"^(pytest|types|pandas)-", "", name)


def test_tests_run_on_the_very_releases_that_people_run() -> None:
    assert pins(RUN).items() <= pins(DEVELOPMENT).items()


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A house with next to nothing in it, in a folder whose name has a space."""
    folder = tmp_path / "with space"
    folder.mkdir()
    shutil.copytree(HOUSE / ".ci", folder / ".ci")
    (folder / "requirements.txt").write_text("# nothing yet\n")
    return folder


def make_ready(folder: Path) -> subprocess.CompletedProcess[str]:
    offline = os.environ | {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": ""}
    return subprocess.run(
        [folder / ".ci" / "environment", "requirements.txt"],
        env=offline,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_environment_is_made_once_and_then_left_alone(copy: Path) -> None:
    first = make_ready(copy)
    second = make_ready(copy)

    assert first.returncode == 0, first.stderr
    assert "Installing" in first.stderr
    assert (second.returncode, second.stderr) == (0, "")


def test_an_environment_that_could_not_be_made_is_tried_again(copy: Path) -> None:
    (copy / "requirements.txt").write_text("nobody-ever-published-this==1.0\n")

    first = make_ready(copy)
    again = make_ready(copy)

    assert first.returncode != 0
    assert "could not be installed" in first.stderr
    assert "Installing" in again.stderr, "a broken installation passed for a whole one"


def test_a_lent_postgresql_is_gone_afterwards() -> None:
    lent = subprocess.run(
        [HOUSE / ".ci" / "postgres", "sh", "-c", 'echo "$COCKPIT_TEST_STORE"; exit 7'],
        capture_output=True,
        text=True,
        check=False,
    )

    url = make_url(lent.stdout.strip())
    assert lent.returncode == 7, lent.stderr
    assert url.host == "127.0.0.1"
    with socket.socket() as visitor, pytest.raises(ConnectionRefusedError):
        visitor.connect((url.host, url.port))


def test_continuous_integration_runs_what_a_person_runs() -> None:
    run = (HOUSE / ".ci" / "run").read_text()
    makefile = (HOUSE / "Makefile").read_text()

    assert "for part in lint types map test; do" in run
    assert 'make --no-print-directory "$part"' in run
    assert re.search(r"^check: lint types map test\b", makefile, re.MULTILINE)
