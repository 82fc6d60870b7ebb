"""Reading `COCKPIT_WAREHOUSE`: which engine, and where."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import parse_qsl

from core.warehouse.engines.engine import UnknownEngine


class Kind(StrEnum):
    POSTGRESQL = "postgresql"
    CLICKHOUSE = "clickhouse"
    SPARK = "spark"


@dataclass(frozen=True)
class Address:
    """An engine's kind and its URL; of Spark also its folder and its own settings."""

    kind: Kind
    url: str
    folder: Path | None
    settings: dict[str, str]


_SCHEMES = {
    "postgresql://": Kind.POSTGRESQL,
    "postgresql+psycopg://": Kind.POSTGRESQL,
    "postgres://": Kind.POSTGRESQL,
    "clickhouse://": Kind.CLICKHOUSE,
    "chdb:": Kind.CLICKHOUSE,
    "spark://": Kind.SPARK,
    "sc://": Kind.SPARK,
    "local": Kind.SPARK,
}
_FOLDER = "folder"


def read(url: str) -> Address:
    """Take the address apart. Raises `UnknownEngine`, which does not repeat a password."""
    kind = next((kind for scheme, kind in _SCHEMES.items() if url.startswith(scheme)), None)
    if kind is None:
        raise UnknownEngine("engines-unknown", scheme=url.partition(":")[0][:20])
    if kind is not Kind.SPARK:
        return Address(kind, url, None, {})
    master, _, query = url.partition("?")
    settings = dict(parse_qsl(query))
    folder = settings.pop(_FOLDER, None)
    return Address(kind, master, Path(folder) if folder else None, settings)
