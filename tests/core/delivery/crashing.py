"""A worker to be killed, alone or one of a crew:

``python -m tests.core.delivery.crashing STORE FOLDER PORT CONNECTIONS PROCESSES [NUMBER]``.
"""

import json
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from core.delivery import worker
from core.delivery.crew import follow_the_first
from core.delivery.workshop import Workshop
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE
from core.store.store import Store, open_store
from tests.core.delivery.servers import workshop

HERE = (sys.executable, "-m", "tests.core.delivery.crashing")


@dataclass(frozen=True)
class Crashing:
    """A worker on its store, folder and relay: so many programs of so many connections."""

    store: Store
    folder: Path
    port: int
    connections: int
    processes: int = 1

    @property
    def command(self) -> tuple[str, ...]:
        url = self.store.engine.url.render_as_string(hide_password=False)
        counts = (str(self.port), str(self.connections), str(self.processes))
        return (*HERE, url, str(self.folder), *counts)

    def start(self, *number: str) -> subprocess.Popen[bytes]:
        """Set it to work until nothing more is due; or one of its crew, by number."""
        return subprocess.Popen([*self.command, *number], cwd=HOUSE, stdin=subprocess.PIPE)

    def shop(self) -> Workshop:
        """What each of its programs works with."""
        shop = workshop(
            self.store, self.folder, self.port, SystemClock(), connections=self.connections
        )
        return replace(shop, processes=self.processes, mate=self.command)


def main(words: list[str]) -> None:
    url, folder, *counts = words[:5]
    shop = Crashing(open_store(url), Path(folder), *map(int, counts)).shop()
    stop = Event()
    if number := words[5:]:
        follow_the_first(stop)
        sys.stdout.write(json.dumps(worker.assist(shop, int(number[0]), stop=stop)))
    else:
        worker.deliver(shop, once=True, stop=stop)


if __name__ == "__main__":
    main(sys.argv[1:])
