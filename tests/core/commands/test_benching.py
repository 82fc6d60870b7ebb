"""A benchmark by its name is a program of its own, and its end is ours."""

import sys
from pathlib import Path
from typing import Any

import pytest

from core import cli
from core.commands import benching
from core.foundation.settings import HOUSE


@pytest.mark.parametrize("code", [0, 1])
def test_a_benchmark_is_run_by_its_name(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: int
) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    asked: list[Any] = []

    class Done:
        returncode = code

    monkeypatch.setattr(
        benching.subprocess, "run", lambda *words, **_: asked.extend(words) or Done
    )

    assert cli.main(["bench", "delivery", "--part", "smtp"]) == code
    assert asked == [[sys.executable, "-m", "bench.delivery", "--part", "smtp"]]


def test_every_name_is_a_benchmark() -> None:
    assert all((HOUSE / "bench" / f"{name}.py").exists() for name in benching.NAMES)
