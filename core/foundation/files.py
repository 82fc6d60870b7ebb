"""What a file is, told by how it begins and holds; and how one is written whole."""

import io
import os
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp
from typing import Final

_ZIP: Final = (b"PK\x03\x04",)
_OFFICE: Final = "application/vnd.openxmlformats-officedocument"
_MACROS: Final = "vbaproject.bin"


@dataclass(frozen=True)
class Kind:
    """A kind of file: how mail calls it, how its content begins, what its archive holds."""

    mime: str
    starts: tuple[bytes, ...] = ()  # none: text
    member: str = ""


# By the ending of the name.
KINDS: Mapping[str, Kind] = {
    "pdf": Kind("application/pdf", (b"%PDF-",)),
    "png": Kind("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "jpg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "jpeg": Kind("image/jpeg", (b"\xff\xd8\xff",)),
    "gif": Kind("image/gif", (b"GIF87a", b"GIF89a")),
    "docx": Kind(f"{_OFFICE}.wordprocessingml.document", _ZIP, "word/document.xml"),
    "xlsx": Kind(f"{_OFFICE}.spreadsheetml.sheet", _ZIP, "xl/workbook.xml"),
    "pptx": Kind(f"{_OFFICE}.presentationml.presentation", _ZIP, "ppt/presentation.xml"),
    "ics": Kind("text/calendar", (b"BEGIN:VCALENDAR",)),
    "csv": Kind("text/csv"),
    "txt": Kind("text/plain"),
}


class HasMacros(Exception):
    """A document of an office program that would run something."""


def ending_of(name: str) -> str:
    """The ending of a name in small letters, without its dot; without a dot, all of it."""
    return name.rpartition(".")[2].lower()


def is_what_it_says(kind: Kind, content: bytes) -> bool:
    """Whether content is of a kind. Raises `HasMacros`."""
    if not kind.starts:
        return _is_text(content)
    return content.startswith(kind.starts) and (not kind.member or _holds(kind, content))


def _holds(kind: Kind, content: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {member.lower() for member in package.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False  # it only begins like an archive
    if any(member.endswith(_MACROS) for member in members):
        raise HasMacros
    return kind.member.lower() in members


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return all(letter.isprintable() or letter in "\r\n\t" for letter in text)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole, or not at all, and safely."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _make_durable(path.parent)


def keep_first(path: Path, content: bytes) -> None:
    """Write a secret whole and safely, readable by this account alone; never over another."""
    path.parent.mkdir(parents=True, exist_ok=True)
    opened, name = mkstemp("", f"{path.name}.", path.parent)
    draft = Path(name)
    try:
        with os.fdopen(opened, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(draft)  # unlike a rename, never over one that came first
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    _make_durable(path.parent)


def _make_durable(folder: Path) -> None:
    """Make what stands in a folder last."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
