"""A whole cockpit on loopback, and a real browser to walk it with."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest

from core.people import records
from core.people.model import Permission, Person
from core.store.store import open_store

HOUSE = Path(__file__).parents[2]
SLOWEST_START = 60.0  # seconds, on a busy machine
DEMO_ACCOUNTS = 1_500

# Chromium keeps to this machine: no updates, no sync, no look-ups of its own.
CHROMIUM = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

Server = Callable[..., str]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": shutil.which("chromium"), "args": CHROMIUM}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {
        "locale": "en-US",
        "timezone_id": "Europe/Moscow",
        "viewport": {"width": 1280, "height": 900},
    }


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def await_page(url: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; fail at once when it has gone."""
    deadline = time.monotonic() + SLOWEST_START
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise AssertionError(f"the server ended with {process.returncode}")
        try:
            urllib.request.urlopen(url, timeout=2).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"nothing answers at {url}")


@contextmanager
def running(
    words: list[str], log: Path, **environment: str
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a command of the house until the block ends; end it by its own id."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("COCKPIT_")}
    with log.open("ab") as out:
        process = subprocess.Popen(
            [sys.executable, *words],
            cwd=HOUSE,
            env=inherited | environment,
            stdout=out,
            stderr=subprocess.STDOUT,
        )
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def await_port(port: int) -> None:
    """Wait until something listens there."""
    deadline = time.monotonic() + SLOWEST_START
    while time.monotonic() < deadline:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise AssertionError(f"nothing listens on {port}")


@contextmanager
def screens(data: Path, port: int, **environment: str) -> Iterator[str]:
    """The cockpit's screens over a data folder; yields their address."""
    command = ["-m", "streamlit", "run", "app.py", f"--server.port={port}"]
    address = f"http://127.0.0.1:{port}"
    spoken = {"COCKPIT_DATA": str(data), "COCKPIT_LANGUAGE": "en"} | environment
    with running(command, data / "screens.log", **spoken) as process:
        await_page(f"{address}/healthz", process)
        yield address


@dataclass(frozen=True)
class Demo:
    """A furnished cockpit that answers at an address."""

    address: str
    data: Path

    def who_may(self, permission: Permission | None) -> str:
        """The id of one of the demo's people whose roles reach that far."""
        return next(
            person.id for person in self.people if permission is None or person.may(permission)
        )

    @cached_property
    def people(self) -> list[Person]:
        store = open_store(f"sqlite:///{self.data / 'cockpit.sqlite'}")
        with store.reading() as tx:
            everyone = records.everyone(tx)
        store.close()
        return everyone


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """A small demo base, built by the command anybody uses, and its screens."""
    data = tmp_path_factory.mktemp("demo house")
    words = ["-m", "core.cli", "demo", f"--accounts={DEMO_ACCOUNTS}"]
    with running(words, data / "demo.log", COCKPIT_DATA=str(data), COCKPIT_DEMO="1") as builder:
        assert builder.wait(300) == 0, (data / "demo.log").read_text()
    with screens(data, free_port(), COCKPIT_DEMO="1") as address:
        yield Demo(address, data)
