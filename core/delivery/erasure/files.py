"""Files of the house that name one person: caught messages, quarantined mails, checked imports,
letters on paper, journals and logs; and figures that were computed with what they answered.
Proofs and exports are given out and not kept; published
versions stay."""

import json
import re
import shutil
from collections.abc import Collection, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from core.delivery import catchall
from core.delivery.unaddressed import blot

LARGEST_PIECE = 1 << 20  # bytes that are looked at together
SHORTEST = 3  # letters of a word that is looked for
KINDS = (".eml", ".json", ".draft")
NOBODY = re.compile(r"(?!)")


def forget(
    folder: Path,
    words: Collection[str],
    pattern: re.Pattern[str] = NOBODY,
    letters: Collection[str] = (),
) -> dict[str, int]:
    """Remove what names one of these ids or addresses; how many files and imports.

    Of caught messages, which are coded, also those in whose text the `pattern` is found; of
    `letters`, by the ids of their messages, the pages. A checked import that names a person is
    removed whole: the file may be checked again, and the person is left out of what it
    publishes. In journals and logs, which others go on writing, addresses are crossed out.
    Figures are remembered by what they were computed from and name nobody, so all of them go:
    whoever looks has them computed anew, without the person's answers.
    """
    wanted = {word.lower().encode() for word in words if len(word) >= SHORTEST}
    pages = [path for path in (folder / "letters").glob("*/*") if path.stem in letters]
    for path in pages:
        path.unlink(missing_ok=True)
    return {
        "files": len(pages)
        + sum(_removed(path, wanted, pattern) for path in _messages(folder)),
        "imports": sum(_swept(path, wanted) for path in _imports(folder)),
        "results": sum(map(_unlinked, (folder / "results").glob("*.json"))),
        "logs": sum(blot(path, _addresses(words)) for path in _logs(folder)),
    }


def _unlinked(path: Path) -> bool:
    path.unlink(missing_ok=True)
    return True


def _messages(folder: Path) -> Iterator[Path]:
    for name in ("caught", "quarantine"):
        there = folder / name
        yield from sorted(path for kind in KINDS for path in there.glob(f"*{kind}"))


def _logs(folder: Path) -> Iterator[Path]:
    """Also those of a whole crew, each of which writes in a folder of its own."""
    for name in ("delivery", "logs"):
        yield from sorted(path for path in (folder / name).rglob("*.log") if path.is_file())


def _addresses(words: Collection[str]) -> set[str]:
    """Those of the words that mean nobody else wherever they stand."""
    return {word for word in words if "@" in word or word.startswith("+")}


def _imports(folder: Path) -> Iterator[Path]:
    there = folder / "imports"
    if there.is_dir():
        yield from (path for path in sorted(there.iterdir()) if path.is_dir())


def _removed(path: Path, wanted: Collection[bytes], pattern: re.Pattern[str]) -> bool:
    if not _names(path, wanted) and not pattern.search(_said(path)):
        return False
    path.unlink(missing_ok=True)
    path.with_suffix(".reason").unlink(missing_ok=True)
    return True


def _said(path: Path) -> str:
    """A caught message as people read it; nothing of what is kept apart as unsafe to read."""
    if path.parent.name != "caught":
        return ""
    if path.suffix == ".eml":
        mail = catchall.one(path.parent, path.stem)
        return "" if mail is None else f"{mail.headers} {mail.text} {mail.html}"
    try:
        return " ".join(map(str, json.loads(path.read_bytes()).values()))
    except (ValueError, AttributeError):
        return ""


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
