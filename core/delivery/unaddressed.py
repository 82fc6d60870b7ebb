"""Words of others without the addresses in them, for what is kept outside the store.

The store forgets a person row by row; a journal on disk cannot, so no address gets into it.
"""

import re
from collections.abc import Collection
from pathlib import Path

BLANK = "…"
SHORTEST = 5  # letters of an address that is looked for
_MAILBOX = re.compile(r"[^\s<>\"':;,()\[\]]+@[^\s<>\"':;,()\[\]]+")


def unaddressed(text: str, address: str = "") -> str:
    """The text without mailboxes, and without this address however it is spelled there."""
    if "@" in text:
        text = _MAILBOX.sub(BLANK, text)
    for spelled in (address, address.removeprefix("+")):
        if len(spelled) >= SHORTEST and _may_hold(text, spelled):
            text = re.sub(re.escape(spelled), BLANK, text, flags=re.IGNORECASE)
    return text


def _may_hold(text: str, spelled: str) -> bool:
    """Whether to look at all: a search that ignores case is prepared for each address anew."""
    is_plain = text.isascii() and spelled.isascii()
    return not is_plain or spelled.lower() in text.lower()


def blotted(content: bytes) -> bytes:
    """As many bytes, of which those of mailboxes are crossed out."""
    text = content.decode("latin-1")
    return _MAILBOX.sub(lambda found: "x" * len(found[0]), text).encode("latin-1")


def blot(path: Path, addresses: Collection[str]) -> bool:
    """Cross out addresses where they stand in a file, whoever else goes on writing to it; say
    whether there were any."""
    spellings = {form for one in addresses if len(one) >= SHORTEST for form in _forms(one)}
    if not spellings:
        return False
    either = re.compile(b"|".join(map(re.escape, sorted(spellings))), re.IGNORECASE)
    with path.open("r+b") as file:
        found = list(either.finditer(file.read()))
        for one in found:
            file.seek(one.start())
            file.write(b"x" * (one.end() - one.start()))
    return bool(found)


def _forms(address: str) -> set[bytes]:
    """An address as a file spells it: as it is, or in the letters of JSON."""
    escaped = address.encode("ascii", "backslashreplace")
    return {address.encode(), escaped, address.upper().encode()}
