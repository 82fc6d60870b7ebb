"""Files of the house that name one person: caught mails, quarantined ones, checked imports."""

import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

LARGEST_PIECE = 1 << 20  # bytes that are looked at together
SHORTEST = 3  # letters of a word that is looked for


def forget(folder: Path, words: Collection[str]) -> dict[str, int]:
    """Remove what names one of these ids or addresses; how many files and imports.

    A checked import that names a person is removed whole: the file may be checked again, and
    the person is left out of what it publishes.
    """
    wanted = {word.lower().encode() for word in words if len(word) >= SHORTEST}
    return {
        "files": sum(_removed(path, wanted) for path in _mails(folder)),
        "imports": sum(_swept(path, wanted) for path in _imports(folder)),
    }


def _mails(folder: Path) -> Iterator[Path]:
    for name in ("caught", "quarantine"):
        yield from sorted((folder / name).glob("*.eml"))


def _imports(folder: Path) -> Iterator[Path]:
    there = folder / "imports"
    if there.is_dir():
        yield from (path for path in sorted(there.iterdir()) if path.is_dir())


def _removed(path: Path, wanted: Collection[bytes]) -> bool:
    if not _names(path, wanted):
        return False
    path.unlink(missing_ok=True)
    path.with_suffix(".reason").unlink(missing_ok=True)
    return True


def _swept(folder: Path, wanted: Collection[bytes]) -> bool:
    files = [path for path in folder.rglob("*") if path.is_file()]
    if not any(_names(path, wanted) for path in files):
        return False
    shutil.rmtree(folder)
    return True


def _names(path: Path, wanted: Collection[bytes]) -> bool:
    if path.suffix == ".parquet":
        return _has_row(path, {word.decode() for word in wanted})
    overlap = max(map(len, wanted), default=0)
    with path.open("rb") as file:
        before = b""
        while piece := file.read(LARGEST_PIECE):
            text = (before + piece).lower()
            if any(word in text for word in wanted):
                return True
            before = piece[-overlap:] if overlap else b""
    return False


def _has_row(path: Path, wanted: Collection[str]) -> bool:
    file = pq.ParquetFile(path)
    known = pa.array(sorted(wanted), pa.string())
    columns = [name for name in ("contact_id", "email") if name in file.schema_arrow.names]
    return any(
        pc.any(pc.is_in(pc.utf8_lower(column.cast(pa.string())), value_set=known)).as_py()
        for batch in (file.iter_batches(columns=columns) if columns else ())
        for column in batch.columns
    )
