"""Screens, worker and mailbox come and go together."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from core import supervisor
from core.foundation.ports import PortTaken
from core.foundation.settings import Settings
from core.supervisor import Part, PartFell, Plan, make_plan

ANSWERING = """
import http.server, sys
class Well(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), Well).serve_forever()
"""
SLEEPING = "import time; time.sleep(60)"
UNTIL_THERE = """
import pathlib, sys, time
while not pathlib.Path(sys.argv[1]).exists():
    time.sleep(0.05)
"""
FALLING = "import sys; sys.exit('the pipe is broken')"


@contextmanager
def taken_port() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def free_port() -> int:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        return int(other.getsockname()[1])


def program(name: str, code: str, *words: str) -> Part:
    return Part(name, (sys.executable, "-c", code, *words))


def plan_of(tmp_path: Path, *parts: Part, port: int = 0) -> Plan:
    return Plan(parts, dict(os.environ), f"http://127.0.0.1:{port}", tmp_path / "logs")


def names(plan: Plan) -> list[str]:
    return [part.name for part in plan.parts]


def test_a_busy_port_nobody_asked_for_gives_way_to_a_free_one(tmp_path: Path) -> None:
    with taken_port() as port:
        plan = make_plan(Settings(data=tmp_path, port=port), {})

    assert plan.url != f"http://127.0.0.1:{port}"
    assert plan.environment["COCKPIT_PUBLIC_URL"] == plan.url
    assert plan.url.endswith(plan.environment["COCKPIT_PORT"])


def test_a_busy_port_asked_for_by_name_is_refused_with_the_name(tmp_path: Path) -> None:
    with taken_port() as port, pytest.raises(PortTaken, match=f"{port}.*\n.*COCKPIT_PORT"):
        make_plan(Settings(data=tmp_path, port=port), {"COCKPIT_PORT": str(port)})


def test_who_has_to_move_leaves_the_ports_of_the_house_alone(tmp_path: Path) -> None:
    with taken_port() as port:
        settings = Settings(data=tmp_path, port=port + 2, smtp_port=port, catch_port=port + 1)
        plan = make_plan(settings, {})

    got = [plan.environment[f"COCKPIT_{name}_PORT"] for name in ("SMTP", "CATCH")]
    assert int(got[0]) > port + 2
    assert len({*got, plan.environment["COCKPIT_PORT"]}) == 3
    said = supervisor._say(
        "running-moved", name="COCKPIT_SMTP_PORT", before=str(port), after=got[0]
    )
    told: list[str] = []
    with pytest.raises(PartFell):
        supervisor.run(
            replace(plan, parts=(program("fallen", FALLING),), is_demo=False), told.append
        )
    assert told[0] == said


def test_a_port_asked_for_by_name_comes_before_one_nobody_named(tmp_path: Path) -> None:
    port = free_port()
    settings = Settings(data=tmp_path, port=free_port(), smtp_port=port, catch_port=port)

    plan = make_plan(settings, {"COCKPIT_CATCH_PORT": str(port)})

    assert plan.environment["COCKPIT_CATCH_PORT"] == str(port)
    assert plan.environment["COCKPIT_SMTP_PORT"] != str(port)


def test_a_named_relay_needs_no_mailbox(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, port=free_port(), smtp_port=free_port())

    alone = make_plan(settings, {})
    with_relay = make_plan(settings, {"COCKPIT_SMTP_HOST": "relay.example"})

    assert names(alone) == ["gateway", "mailbox", "screens", "worker"]
    assert alone.environment["COCKPIT_SMTP_PORT"] == str(settings.smtp_port)
    assert names(with_relay) == ["gateway", "screens", "worker"]


def test_the_worker_stands_back_where_people_wait(tmp_path: Path) -> None:
    plan = make_plan(Settings(data=tmp_path, port=free_port()), {})

    asked = {part.name: part.nice for part in plan.parts}

    assert asked["worker"] > asked["screens"] == 0


def test_a_part_stands_as_far_back_as_it_says(tmp_path: Path) -> None:
    told = tmp_path / "nice"
    code = "import os, pathlib, sys; pathlib.Path(sys.argv[1]).write_text(str(os.nice(0)))"
    part = Part("worker", (sys.executable, "-c", code, str(told)), nice=3)

    supervisor._start(part, plan_of(tmp_path)).program.wait()

    assert int(told.read_text()) == min(os.nice(0) + 3, 19)


def test_quiet_hours_are_off_only_where_our_own_mailbox_catches_everything(
    tmp_path: Path,
) -> None:
    settings = Settings(data=tmp_path, port=free_port(), smtp_port=free_port())

    alone = make_plan(settings, {})
    with_relay = make_plan(settings, {"COCKPIT_SMTP_HOST": "relay.example"})
    insisting = make_plan(settings, {"COCKPIT_QUIET_HOURS": "1"})
    to_telephones = make_plan(
        settings.model_copy(update={"sms_url": "https://sms.example"}), {}
    )

    assert alone.environment["COCKPIT_QUIET_HOURS"] == "0"
    assert "COCKPIT_QUIET_HOURS" not in with_relay.environment
    assert "COCKPIT_QUIET_HOURS" not in to_telephones.environment
    assert "gateway" not in names(to_telephones)
    assert insisting.environment["COCKPIT_QUIET_HOURS"] == "1"
    assert Settings(data=tmp_path, demo=True).keeps_quiet_hours


def test_the_demo_is_for_a_house_without_a_sign_in(tmp_path: Path) -> None:
    demo = make_plan(Settings(data=tmp_path, port=free_port()), {})
    real = make_plan(Settings(data=tmp_path, port=free_port(), oidc_issuer="https://id"), {})

    own = make_plan(Settings(data=tmp_path, port=free_port(), local_sign_in=True), {})

    assert (own.is_demo, own.environment["COCKPIT_DEMO"]) == (False, "0")
    assert (demo.is_demo, demo.environment["COCKPIT_DEMO"]) == (True, "1")
    assert (real.is_demo, real.environment["COCKPIT_DEMO"]) == (False, "0")


def test_what_the_environment_says_is_kept(tmp_path: Path) -> None:
    environment = {"COCKPIT_DEMO": "0", "COCKPIT_PUBLIC_URL": "https://cockpit.example"}

    plan = make_plan(Settings(data=tmp_path, port=free_port()), environment)

    assert not plan.is_demo
    assert plan.environment.items() >= environment.items()


def test_a_part_that_cannot_stand_takes_the_others_with_it(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, program("worker", SLEEPING), program("screens", FALLING))
    before = children()

    with pytest.raises(PartFell, match="the pipe is broken"):
        supervisor.run(plan, tell=lambda _sentence: None)

    assert children() == before


def test_what_falls_after_it_stood_is_started_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(supervisor, "SECONDS_TO_STAND", 0)
    port = free_port()
    told: list[str] = []
    before = children()

    is_open = tmp_path / "open"

    def tell(sentence: str) -> None:
        told.append(sentence)
        is_open.touch()
        if len(told) > 1:  # after “open”: the first “started again”
            raise KeyboardInterrupt

    short = program("worker", UNTIL_THERE, str(is_open))
    plan = plan_of(tmp_path, program("screens", ANSWERING, str(port)), short, port=port)
    with pytest.raises(KeyboardInterrupt):  # from the second sentence, “stopping”
        supervisor.run(plan, tell=tell)

    assert "worker ended and was started again" in told[1]
    assert children() == before


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_a_person_stops_all_of_them(tmp_path: Path, word: signal.Signals) -> None:
    port = free_port()
    code = f"""
import os, pathlib, signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a shell leaves it to what it puts behind
from core.supervisor import Part, Plan, run
parts = (Part("screens", (sys.executable, "-c", {ANSWERING!r}, "{port}")),
         Part("worker", (sys.executable, "-c", {SLEEPING!r})))
logs = pathlib.Path({str(tmp_path / "logs")!r})
plan = Plan(parts, dict(os.environ), "http://127.0.0.1:{port}", logs)
sys.exit(run(plan, lambda sentence: print(sentence, flush=True)))
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as house:
        assert house.stdout is not None
        assert f"http://127.0.0.1:{port}" in house.stdout.readline()
        parts = children(of=house.pid)
        house.send_signal(word)
        said = house.communicate(timeout=20)[0]

    assert house.returncode == 0
    assert "Stopping" in said
    assert len(parts) == 2
    assert not [part for part in parts if is_alive(part)]


def test_no_part_outlives_a_house_that_was_killed(tmp_path: Path) -> None:
    port = free_port()
    code = f"""
import os, pathlib, sys
from core.supervisor import Part, Plan, run
part = Part("screens", (sys.executable, "-c", {ANSWERING!r}, "{port}"))
logs = pathlib.Path({str(tmp_path / "logs")!r})
run(Plan((part,), dict(os.environ), "http://127.0.0.1:{port}", logs),
    lambda sentence: print(sentence, flush=True))
"""
    with subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True
    ) as house:
        assert house.stdout is not None
        house.stdout.readline()
        (part,) = children(of=house.pid)
        house.kill()

    deadline = time.monotonic() + 10
    while is_alive(part) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(part)


def children(of: int | None = None) -> list[int]:
    path = Path(f"/proc/{of or os.getpid()}/task/{of or os.getpid()}/children")
    return [int(word) for word in path.read_text().split()]


def is_alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"
