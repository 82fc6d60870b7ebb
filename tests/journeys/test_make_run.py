"""The command of the README: it opens the whole cockpit, and closes all of it."""

import os
import re
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.journeys.conftest import HOUSE, free_port

pytestmark = [pytest.mark.journey, pytest.mark.slow]

SECONDS_TO_CLOSE = 30


@contextmanager
def make_run(data: Path, **environment: str) -> Iterator[subprocess.Popen[str]]:
    """`make run` over a data folder, in a group of its own so that it can be stopped whole."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("COCKPIT_")}
    with subprocess.Popen(
        ["make", "run"],
        cwd=HOUSE,
        env=inherited | {"COCKPIT_DATA": str(data)} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    ) as command:
        try:
            yield command
        finally:
            if command.poll() is None:
                os.killpg(command.pid, signal.SIGTERM)


def address_of(command: subprocess.Popen[str]) -> str:
    """Wait for the line that says where to come in."""
    assert command.stdout is not None
    said = []
    for line in command.stdout:
        said.append(line)
        if found := re.search(r"http://127\.0\.0\.1:\d+", line):
            return found[0]
    raise AssertionError("".join(said))


def programs_with(data: Path) -> list[str]:
    """What runs over a data folder, by its command line."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            environment = (process / "environ").read_bytes()
            words = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
        except OSError:  # it ended meanwhile, or is not ours
            continue
        if f"COCKPIT_DATA={data}".encode() in environment.split(b"\0"):
            found.append(words)
    return found


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A furnished data folder. Both runs are over it, the second as on the next morning."""
    folder = tmp_path_factory.mktemp("data with space")
    python = str(HOUSE / ".venv" / "bin" / "python")
    build = [python, "-m", "core.cli", "demo", "--accounts=300"]
    subprocess.run(build, cwd=HOUSE, env=os.environ | {"COCKPIT_DATA": str(folder)}, check=True)
    return folder


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_make_run_opens_everything_and_closes_it(data: Path, word: signal.Signals) -> None:
    with make_run(data, COCKPIT_SMTP_PORT=str(free_port())) as command:
        address = address_of(command)
        with urllib.request.urlopen(f"{address}/healthz", timeout=10) as answer:
            health = answer.read().decode()
        running = " ".join(programs_with(data))
        os.killpg(command.pid, word)  # as a terminal does with Ctrl-C: everybody hears it
        command.wait(SECONDS_TO_CLOSE)
        deadline = time.monotonic() + SECONDS_TO_CLOSE
        while programs_with(data) and time.monotonic() < deadline:
            time.sleep(0.1)

    assert '"base":"ok"' in health
    for part in ("streamlit run app.py", "core.cli deliver", "core.cli catchall"):
        assert part in running
    assert programs_with(data) == []


def test_make_run_says_which_port_is_taken(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with make_run(tmp_path, COCKPIT_PORT=str(port)) as command:
            said = command.communicate(timeout=60)[0]

    assert f"Port {port} belongs to another program" in said
    assert command.returncode != 0
    assert programs_with(tmp_path) == []
