"""Sending from the command line, by one program or by several."""

from pathlib import Path

import pytest

from core.cli import _parser, main
from core.delivery import worker
from core.delivery.recovery import Recovery
from core.delivery.workshop import Workshop
from core.foundation.settings import Settings


def test_a_further_program_is_started_by_the_same_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COCKPIT_DATA", str(tmp_path))
    monkeypatch.setenv("COCKPIT_SENDING_PROCESSES", "3")
    shops: list[Workshop] = []

    def sent(shop: Workshop, **_: object) -> worker.Shift:
        shops.append(shop)
        return worker.Shift(Recovery(), {}, 0, 0, 0, "", 0.0)

    monkeypatch.setattr(worker, "deliver", sent)

    assert main(["deliver", "--once"]) == 0
    assert main(["deliver", "--once", "--processes", "2"]) == 0

    assert [shop.processes for shop in shops] == [3, 2]
    asked = _parser().parse_args([*shops[1].mate[3:], "2"])
    assert (asked.processes, asked.as_number) == (2, 2)


def test_programs_share_the_pace_that_a_gateway_bears() -> None:
    settings = Settings(sms_per_second=6.0)

    assert settings.shared_by(3).sms_per_second == 2.0
