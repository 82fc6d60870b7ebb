"""Bases that many tests publish alike: made once in a test program, and copied from then on."""

import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from core.warehouse import catalogue
from core.warehouse.snapshot import Snapshot
from core.warehouse.warehouse import Warehouse

_MADE: dict[str, TemporaryDirectory[str]] = {}  # a warehouse each, by what is published in it


def laid_out(
    warehouse: Warehouse, what: object, publish: Callable[[Warehouse], object]
) -> Snapshot:
    """The warehouse with a base published in it; `what` tells, as `repr`, all that is in it.

    Where something stands already, it is published on top of that.
    """
    if not warehouse.is_empty():
        publish(warehouse)
        return warehouse.current()
    # What the catalogue declares is counted as a base is published.
    name = f"{what!r} {sha256(catalogue.CATALOGUE_FILE.read_bytes()).hexdigest()}"
    if name not in _MADE:
        folder = TemporaryDirectory(prefix="base")
        publish(Warehouse(Path(folder.name)))
        _MADE[name] = folder
    shutil.copytree(_MADE[name].name, warehouse.folder, dirs_exist_ok=True)
    return warehouse.current()
