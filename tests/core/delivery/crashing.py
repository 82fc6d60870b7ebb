"""A worker to be killed: ``python -m tests.core.delivery.crashing STORE FOLDER PORT``."""

import sys
from pathlib import Path
from threading import Event

from core.delivery import worker
from core.foundation.clock import SystemClock
from core.store.store import open_store
from tests.core.delivery.servers import workshop

if __name__ == "__main__":
    url, folder, port = sys.argv[1:]
    shop = workshop(open_store(url), Path(folder), int(port), SystemClock())
    worker.deliver(shop, once=True, stop=Event())
