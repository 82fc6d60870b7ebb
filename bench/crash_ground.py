"""What a row of the crash table is measured on: a full outbox, and somebody who takes it."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.postgresql import PostgreSQL, own_postgresql
from core.delivery.model import Doubt
from core.foundation.settings import HOUSE
from core.store.store import Store, open_store
from tests.core.delivery import postfix
from tests.core.delivery.crashing import Crashing
from tests.core.delivery.servers import free_port, set_off

PROCESSES, CONNECTIONS = 2, 5


@dataclass
class Ground:
    """What one row is measured on."""

    crew: Crashing
    taken: Path
    log: Path
    messages: int
    relay: postfix.Postfix | None = None
    server: PostgreSQL | None = None

    @property
    def store(self) -> Store:
        return self.crew.store

    def arrived(self) -> list[str]:
        return self.taken.read_text().split() if self.taken.exists() else []


@contextmanager
def ground(
    messages: int, doubt: Doubt, *, has_postfix: bool = False, has_postgresql: bool = False
) -> Iterator[Ground]:
    """A store with a full outbox, and somebody who takes what leaves."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="crash")))
        server = stack.enter_context(own_postgresql(folder)) if has_postgresql else None
        store = open_store(server.url if server else f"sqlite:///{folder / 'store.sqlite'}")
        store.migrate()
        set_off(store, [f"k{number}@ex.test" for number in range(messages)])
        onward, relay = free_port(), None
        stack.enter_context(_recording(onward, folder))
        log, port = folder / "mail.log", onward
        if has_postfix:
            port = free_port()
            relay = stack.enter_context(postfix.running(port, onward=onward))
            log = relay.log
        crew = Crashing(store, folder / "delivery", port, CONNECTIONS, PROCESSES, doubt)
        yield Ground(crew, folder / "taken", log, messages, relay, server)
        store.close()


@contextmanager
def _recording(port: int, folder: Path) -> Iterator[None]:
    program = [sys.executable, "-m", "bench.recording", str(port), str(folder)]
    running = subprocess.Popen(program, cwd=HOUSE)
    try:
        yield
    finally:
        running.kill()
        running.wait()
