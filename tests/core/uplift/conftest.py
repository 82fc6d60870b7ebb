"""Real data made by others; the tests that need it are marked and left out where it is not."""

from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pytest
from numpy.typing import NDArray

SHARED = Path(__file__).parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.exists(), reason="the shared data is not here")

Columns = dict[str, NDArray[Any]]


def columns(question: str, file: str) -> Columns:
    """Ask a shared file, which the question calls ``shared``."""
    with duckdb.connect() as connection:
        path = str(SHARED / file)
        read = connection.read_csv if file.endswith(".csv") else connection.read_parquet
        shared = read(path)
        relation = shared.query("shared", question)
        assert relation is not None
        found = relation.fetchnumpy()
    return {name: np.asarray(column) for name, column in found.items()}
