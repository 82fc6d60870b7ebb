"""A real Kannel on loopback: bearerbox, smsbox and its fake SMSC, in a folder of their own."""

import os
import re
import signal
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.core.delivery.servers import free_port, soon

BEARERBOX, SMSBOX = "/usr/sbin/bearerbox", "/usr/sbin/smsbox"
FAKE_SMSC = "/usr/lib/kannel/test/fakesmsc"
ARRIVED = re.compile(r"Got message \d+: <\S+ \+\d+ text \S+ (\w+)>")
STORED = re.compile(r"store size (\d+)")

CONFIGURATION = """
group = core
admin-port = {admin}
admin-interface = 127.0.0.1
admin-password = p
smsbox-port = {box}
smsbox-interface = 127.0.0.1
box-allow-ip = 127.0.0.1
store-type = spool
store-location = {folder}/spool
dlr-storage = internal
sms-resend-freq = 1
sms-resend-retry = -1
log-file = {folder}/bearerbox.log
log-level = 1

group = smsc
smsc = fake
smsc-id = fake
port = {smsc}
host = 127.0.0.1
connect-allow-ip = 127.0.0.1

group = smsbox
bearerbox-host = 127.0.0.1
bearerbox-port = {box}
sendsms-port = {send}
sendsms-interface = 127.0.0.1
http-request-retry = 20
http-queue-delay = 1
log-file = {folder}/smsbox.log
log-level = 1

group = sendsms-user
username = u
password = p
concatenation = true
max-messages = 10
"""


@dataclass
class Kannel:
    """Three programs; `crash` and `start` again as often as one likes."""

    folder: Path
    ports: dict[str, int] = field(
        default_factory=lambda: {name: free_port() for name in ("admin", "box", "smsc", "send")}
    )
    programs: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.ports['send']}/cgi-bin/sendsms"

    def start(self) -> None:
        """Bearerbox first, then those who call it; ready when a message can be taken."""
        (self.folder / "spool").mkdir(parents=True, exist_ok=True)
        path = self.folder / "kannel.conf"
        path.write_text(CONFIGURATION.format(folder=self.folder, **self.ports))
        self._run("bearerbox", BEARERBOX, str(path))
        assert soon(lambda: self.status() is not None)
        self._run("smsbox", SMSBOX, str(path))
        hello = ("-r", str(self.ports["smsc"]), "-i", "100000", "-m", "1000", "1 2 text hello")
        self._run("fakesmsc", FAKE_SMSC, *hello)
        assert soon(self._is_online)

    def crash(self) -> None:
        """`kill -9` of bearerbox; the others lose it and leave."""
        self.programs["bearerbox"].send_signal(signal.SIGKILL)
        for program in self.programs.values():
            program.wait(15)
        self.programs.clear()

    def stop(self) -> None:
        for program in reversed(self.programs.values()):
            program.terminate()
        for program in self.programs.values():
            try:
                program.wait(10)
            except subprocess.TimeoutExpired:
                program.kill()
                program.wait()

    def status(self) -> str | None:
        """What bearerbox says of itself; none, while it does not answer."""
        place = f"http://127.0.0.1:{self.ports['admin']}/status.txt?password=p"
        try:
            with urllib.request.urlopen(place, timeout=5) as answer:
                return str(answer.read().decode())
        except OSError:
            return None

    def is_empty(self) -> bool:
        """Whether nothing lies in its store any more."""
        found = STORED.search(self.status() or "")
        return found is not None and found.group(1) == "0"

    def arrived(self) -> list[str]:
        """The last word of every message that reached the SMSC, as often as it did."""
        said = b"".join(path.read_bytes() for path in sorted(self.folder.glob("fakesmsc-*")))
        return ARRIVED.findall(said.decode("utf-8", "replace"))

    def _is_online(self) -> bool:
        said = self.status() or ""
        return "smsbox" in said and "(online" in said

    def _run(self, name: str, *command: str) -> None:
        number = len(list(self.folder.glob(f"{name}-*")))
        with (self.folder / f"{name}-{number}.out").open("wb") as output:
            self.programs[name] = subprocess.Popen(
                command,
                cwd=self.folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": os.environ["PATH"], "LC_ALL": "C"},
            )


@contextmanager
def running(folder: Path) -> Iterator[Kannel]:
    """A Kannel that takes messages, until the body ends."""
    kannel = Kannel(folder)
    try:
        kannel.start()
        yield kannel
    finally:
        kannel.stop()
