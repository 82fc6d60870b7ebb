"""Files of a brief: known by what they are, called by a name that can do nothing."""

from core.briefs.values import single_line
from core.foundation.files import KINDS, HasMacros, Kind, ending_of, is_what_it_says
from core.foundation.refusal import Refusal

LONGEST_NAME = 120
LONGEST_ENDING = 10

ENDINGS = ("pdf", "png", "jpg", "jpeg", "docx", "xlsx", "pptx", "txt", "csv")


class BadFile(Refusal):
    """A file that is not kept."""


def kind_of(name: str, content: bytes) -> str:
    """What a file is by its content, which has to go with its name. Raises `BadFile`."""
    ending = ending_of(name)
    if ending in ENDINGS and _is(KINDS[ending], content):
        mime = KINDS[ending].mime
        return "text/plain" if mime.startswith("text/") else mime  # a browser shows it so
    raise BadFile("briefs-bad-file", name=safe_name(name), kinds=", ".join(ENDINGS))


def safe_name(name: str) -> str:
    """A name without a path, without anything unseen, and not too long: the ending stays."""
    bare = single_line(name.replace("\\", "/").rpartition("/")[2])
    bare = "".join("_" if c in "<>:\"|?*'&;`$" else c for c in bare).strip(". ")
    stem, dot, ending = bare.rpartition(".")
    if not dot or len(ending) > LONGEST_ENDING:
        return bare[:LONGEST_NAME] or "file"
    return f"{stem[: LONGEST_NAME - len(ending) - 1] or 'file'}.{ending}"


def _is(kind: Kind, content: bytes) -> bool:
    try:
        return is_what_it_says(kind, content)
    except HasMacros:
        return False
