"""Runs screens, worker and mailbox on one machine, started and stopped together."""

import ctypes
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NoReturn

from core.foundation.ports import Moved, Wanted, moved, settle
from core.foundation.refusal import Refusal
from core.foundation.settings import HOUSE, Settings
from core.foundation.words import DEFAULT_LANGUAGE, Value, say

LOOK_EVERY = 0.2  # seconds
SECONDS_TO_OPEN = 180
SECONDS_TO_STOP = 10
# A part that ran this long and fell is started again; one that falls sooner never stood.
SECONDS_TO_STAND = 10
LOG_BYTES_KEPT = 10_000_000
LOG_LINES_SHOWN = 15
STOPPING = (signal.SIGTERM, signal.SIGINT)
# Whoever waits for a page or a picture goes before a message that may be sent a second later.
BEHIND_PEOPLE = 10  # as nice(2) counts
AUTOGROUP = Path("/proc/self/autogroup")  # sched(7)
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG of prctl(2)
EVERYWHERE = ("0.0.0.0", "::", "")

Tell = Callable[[str], None]


class PartFell(Refusal):
    """A part of the cockpit ended as soon as it had begun."""


class NeverOpened(Refusal):
    """The screens did not answer in time."""


@dataclass(frozen=True)
class Part:
    """A program of the house; `name` is also that of its log, `nice` how far it stands back
    where the processor is wanted by others."""

    name: str
    command: tuple[str, ...]
    nice: int = 0


@dataclass(frozen=True)
class Plan:
    """What is to run: the parts, what their environment says, and where people come in."""

    parts: tuple[Part, ...]
    environment: Mapping[str, str]
    url: str
    logs: Path
    is_demo: bool = False
    moved: tuple[Moved, ...] = ()


@dataclass
class Running:
    """A part that was started, and when, in seconds of the monotonic clock."""

    part: Part
    program: subprocess.Popen[bytes]
    since: float


def run(plan: Plan, tell: Tell) -> int:
    """Run the house until a person stops it; return the exit code.

    Raises ``PartFell`` or ``NeverOpened``; by then all parts are stopped.
    """
    # Both: a shell that starts us in the background has Ctrl-C's signal ignored.
    before = {number: signal.signal(number, _interrupt) for number in STOPPING}
    running: list[Running] = []
    for one in plan.moved:
        tell(_say("running-moved", name=one.name, before=str(one.before), after=str(one.after)))
    try:
        if plan.is_demo:
            _furnish(plan, tell)
        running.extend(_start(part, plan) for part in plan.parts)
        _wait_until_open(running, plan)
        tell(_say("running-open", url=plan.url, logs=str(plan.logs)))
        _show_to_person(plan)
        _watch(running, plan, tell)
    except KeyboardInterrupt:
        tell(_say("running-stopping"))
    finally:
        _stop(running)
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def make_plan(settings: Settings, environment: Mapping[str, str]) -> Plan:
    """Decide on parts and ports. A port named in the environment is kept, or refused."""
    is_asked = "COCKPIT_DEMO" in environment
    is_demo = settings.is_demo or not (is_asked or settings.has_sign_in)
    is_catching = is_demo and not (settings.sms_url or settings.cabinet_url)
    has_mailbox = "COCKPIT_SMTP_HOST" not in environment  # nobody named a relay
    wanted = _wanted(settings, has_mailbox=has_mailbox, is_catching=is_catching)
    found = settle(wanted, environment)
    url = f"http://{_reachable(settings.address)}:{found['COCKPIT_PORT']}"
    said = {
        "COCKPIT_DEMO": "0" if settings.has_sign_in else "1",
        "COCKPIT_PUBLIC_URL": url,
        "PYTHONUNBUFFERED": "1",
        **environment,
        **{name: str(number) for name, number in found.items()},
    }
    if has_mailbox and is_catching:  # our own catch everything: nobody is woken
        said.setdefault("COCKPIT_QUIET_HOURS", "0")
    parts = _parts(settings, found)
    logs = settings.data.resolve() / "logs"
    return Plan(parts, said, url, logs, is_demo, moved(wanted, found))


def _wanted(settings: Settings, *, has_mailbox: bool, is_catching: bool) -> list[Wanted]:
    wanted = [Wanted("COCKPIT_PORT", _reachable(settings.address), settings.port)]
    if has_mailbox:
        wanted.append(Wanted("COCKPIT_SMTP_PORT", settings.smtp_host, settings.smtp_port))
    if is_catching:
        wanted.append(Wanted("COCKPIT_CATCH_PORT", "127.0.0.1", settings.catch_port))
    return wanted


def _parts(settings: Settings, ports: Mapping[str, int]) -> tuple[Part, ...]:
    """In the order they are started."""
    parts = [Part("gateway", _command("catchgateway"))] if "COCKPIT_CATCH_PORT" in ports else []
    parts += [Part("mailbox", _command("catchall"))] if "COCKPIT_SMTP_PORT" in ports else []
    screens = _screens(settings, ports["COCKPIT_PORT"])
    return (*parts, screens, Part("worker", _command("deliver"), BEHIND_PEOPLE))


def _screens(settings: Settings, port: int) -> Part:
    options = {
        "server.address": settings.address,
        "server.port": port,
        "server.maxUploadSize": settings.upload_limit_mb,
        "server.headless": "true",
    }
    flags = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    return Part("screens", (sys.executable, "-m", "streamlit", "run", "app.py", *flags))


def _command(name: str, *flags: str) -> tuple[str, ...]:
    return (sys.executable, "-m", "core.cli", name, *flags)


def _reachable(address: str) -> str:
    return "127.0.0.1" if address in EVERYWHERE else address


def _furnish(plan: Plan, tell: Tell) -> None:
    """Build the demo base where there is none; it says itself what it does."""
    tell(_say("running-furnishing"))
    built = subprocess.run(
        _command("demo", "--if-empty"), cwd=HOUSE, env=plan.environment, check=False
    )
    if built.returncode:
        raise PartFell("running-demo-failed")


def _start(part: Part, plan: Plan) -> Running:
    plan.logs.mkdir(parents=True, exist_ok=True)
    log = plan.logs / f"{part.name}.log"
    if log.exists() and log.stat().st_size > LOG_BYTES_KEPT:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as output:
        program = subprocess.Popen(
            part.command,
            cwd=HOUSE,
            env=plan.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            # A session of its own: Ctrl-C reaches us alone, and we stop the parts in order.
            start_new_session=True,
            preexec_fn=partial(_settle_down, part),
        )
    return Running(part, program, time.monotonic())


def _settle_down(part: Part) -> None:
    """In the new program. Even when we are killed outright, no part is left behind."""
    os.nice(part.nice)
    if part.nice and AUTOGROUP.exists():  # Linux weighs sessions, and each part is one
        with suppress(OSError):
            AUTOGROUP.write_text(str(part.nice), encoding="ascii")
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)


def _wait_until_open(running: list[Running], plan: Plan) -> None:
    deadline = time.monotonic() + SECONDS_TO_OPEN
    while time.monotonic() < deadline:
        if _answers(f"{plan.url}/healthz"):
            return
        for item in running:
            if item.program.poll() is not None:
                raise _fell(item.part, plan)
        time.sleep(LOOK_EVERY)
    raise NeverOpened("running-never-opened", seconds=SECONDS_TO_OPEN, logs=str(plan.logs))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1) as answer:
            return bool(answer.status == 200)  # noqa: PLR2004 -- HTTP's own word for yes
    except (urllib.error.URLError, OSError):
        return False


def _show_to_person(plan: Plan) -> None:
    """Open a browser where a person sits before a screen, and nowhere else."""
    has_screen = plan.environment.get("DISPLAY") or plan.environment.get("WAYLAND_DISPLAY")
    if has_screen and sys.stdout.isatty() and not plan.environment.get("CI"):
        webbrowser.open(plan.url)


def _watch(running: list[Running], plan: Plan, tell: Tell) -> NoReturn:
    """Start again what fell after it had stood; give up over what falls at once."""
    while True:
        for place, item in enumerate(running):
            if item.program.poll() is None:
                continue
            if time.monotonic() - item.since < SECONDS_TO_STAND:
                raise _fell(item.part, plan)
            tell(_say("running-again", part=item.part.name, logs=str(plan.logs)))
            running[place] = _start(item.part, plan)
        time.sleep(LOOK_EVERY)


def _fell(part: Part, plan: Plan) -> PartFell:
    log = plan.logs / f"{part.name}.log"
    lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
    last = "\n".join(lines[-LOG_LINES_SHOWN:])
    return PartFell("running-part-fell", part=part.name, log=str(log), last=last)


def _stop(running: list[Running]) -> None:
    """Ask every part to finish, in the order people would notice; then insist."""
    for item in reversed(running):
        if item.program.poll() is None:
            item.program.terminate()
    for item in reversed(running):
        try:
            item.program.wait(SECONDS_TO_STOP)
        except subprocess.TimeoutExpired:
            item.program.kill()
            item.program.wait()


def _interrupt(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt


def _say(key: str, **values: Value) -> str:
    return say(DEFAULT_LANGUAGE, key, **values)
