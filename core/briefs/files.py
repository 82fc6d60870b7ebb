"""Files of a brief: known by their first bytes, called by a name that can do nothing."""

import zipfile
from io import BytesIO

from core.briefs.values import single_line
from core.foundation.refusal import Refusal

LONGEST_NAME = 120
LONGEST_ENDING = 10

# The first bytes, what they say, the endings that go with it, and what a browser calls it.
_MAGIC = (
    (b"%PDF-", (".pdf",), "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", (".png",), "image/png"),
    (b"\xff\xd8\xff", (".jpg", ".jpeg"), "image/jpeg"),
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
_PARTS = (
    ("word/document.xml", ".docx", f"{_OFFICE}wordprocessingml.document"),
    ("xl/workbook.xml", ".xlsx", f"{_OFFICE}spreadsheetml.sheet"),
    ("ppt/presentation.xml", ".pptx", f"{_OFFICE}presentationml.presentation"),
)
_MACROS = "vbaproject.bin"
ENDINGS = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx", "pptx", "txt", "csv")


class BadFile(Refusal):
    """A file that is not kept."""


def kind_of(name: str, content: bytes) -> str:
    """What a file is by its first bytes, which have to go with its name. Raises `BadFile`."""
    ending = "." + name.lower().rpartition(".")[2]
    for first, endings, kind in _MAGIC:
        if content.startswith(first) and ending in endings:
            return kind
    if content.startswith(b"PK\x03\x04"):
        return _office(name, ending, content)
    if ending in (".txt", ".csv") and _is_text(content):
        return "text/plain"
    raise BadFile("briefs-bad-file", name=safe_name(name), kinds=", ".join(ENDINGS))


def safe_name(name: str) -> str:
    """A name without a path, without anything unseen, and not too long: the ending stays."""
    bare = single_line(name.replace("\\", "/").rpartition("/")[2])
    bare = "".join("_" if c in "<>:\"|?*'&;`$" else c for c in bare).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return bare[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"


def _office(name: str, ending: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            inside = {part.lower() for part in package.namelist()}
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        inside = set()
    if not any(part.endswith(_MACROS) for part in inside):
        for part, wanted, kind in _PARTS:
            if part in inside and ending == wanted:
                return kind
    raise BadFile("briefs-bad-file", name=safe_name(name), kinds=", ".join(ENDINGS))


def _is_text(content: bytes) -> bool:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "\x00" not in text
