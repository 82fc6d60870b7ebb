"""A worker to be killed, alone or one of a crew:

``… tests.core.delivery.crashing STORE FOLDER DOUBT PORT CONNECTIONS PROCESSES PACE [NUMBER]``;
with a pace, it goes on until it is killed.
"""

import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

from core.delivery import worker
from core.delivery.crew import follow_the_first, tell_the_first
from core.delivery.model import Doubt
from core.delivery.policy import Doubts
from core.delivery.throttling import Throttles
from core.delivery.workshop import Workshop
from core.foundation.clock import SystemClock
from core.foundation.settings import HOUSE
from core.store.store import Store, open_store
from tests.core.delivery.servers import BOOK, workshop

HERE = (sys.executable, "-m", "tests.core.delivery.crashing")


@dataclass(frozen=True)
class Crashing:
    """A worker on its store, folder and relay: so many programs of so many connections."""

    store: Store
    folder: Path
    port: int
    connections: int
    processes: int = 1
    doubt: Doubt = Doubt.HOLD
    pace: int = 0  # messages a minute to each domain; 0: as fast as it goes

    @property
    def command(self) -> tuple[str, ...]:
        url = self.store.engine.url.render_as_string(hide_password=False)
        counts = (str(self.port), str(self.connections), str(self.processes), str(self.pace))
        return (*HERE, url, str(self.folder), self.doubt, *counts)

    def start(self, *number: str) -> subprocess.Popen[bytes]:
        """Set it to work until nothing more is due; or one of its crew, by number."""
        return subprocess.Popen(
            [*self.command, *number],
            cwd=HOUSE,
            stdin=subprocess.PIPE,
            start_new_session=True,  # so that all of them can be killed at once
        )

    def shop(self) -> Workshop:
        """What each of its programs works with."""
        shop = workshop(
            self.store,
            self.folder,
            self.port,
            SystemClock(),
            book=BOOK.model_copy(
                update={
                    "doubts": Doubts(email=self.doubt),
                    "throttles": Throttles(domain=self.pace or None),
                }
            ),
            connections=self.connections,
            verdict=30.0,
        )
        return replace(shop, processes=self.processes, mate=self.command)


def main(words: list[str]) -> None:
    url, folder, doubt, *counts = words[:7]
    port, connections, processes, pace = map(int, counts)
    home, store = Path(folder), open_store(url)
    shop = Crashing(store, home, port, connections, processes, Doubt(doubt), pace).shop()
    stop = Event()
    if number := words[7:]:
        follow_the_first(stop)
        tell_the_first(worker.assist(shop, int(number[0]), stop=stop))
    else:
        worker.deliver(shop, once=not pace, stop=stop)


if __name__ == "__main__":
    main(sys.argv[1:])
