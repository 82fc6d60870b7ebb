"""A benchmark by its name is a program of its own, and its end is ours."""

import subprocess
import sys
from pathlib import Path

import pytest

from core import cli
from core.commands import benching
from core.foundation.settings import HOUSE


@pytest.mark.parametrize("code", [0, 1])
def test_a_benchmark_is_run_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int
) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    asked: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        asked.append(command)
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(subprocess, "run", run)

    assert cli.main(["bench", "delivery", "--part", "smtp"]) == code
    assert asked == [[sys.executable, "-m", "bench.delivery", "--part", "smtp"]]


def test_every_name_is_a_benchmark() -> None:
    assert all((HOUSE / "bench" / f"{name}.py").exists() for name in benching.NAMES)
