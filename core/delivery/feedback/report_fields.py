"""The fields of a delivery report: RFC 3464, and RFC 6533 where addresses are not ASCII."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.delivery.feedback.opening import Mail

MOST_RECIPIENTS = 200  # of one report that are read
LAST_LETTER, SURROGATES = 0x10FFFF, range(0xD800, 0xE000)
KINDS = ("x-delivery-status", "x-global-delivery-status")
_FIELD = re.compile(r"([A-Za-z][A-Za-z0-9-]{0,60})[ \t]{0,9}:(.*)")
_POINT = re.compile(r"\\x\{([0-9A-Fa-f]{2,6})\}")
_QUOTED = re.compile(r"^(?:> ?){1,4}", re.MULTILINE)
_BEGINS = frozenset({"final-recipient", "original-recipient"})
ADDRESS = re.compile(r"[^\s<>()\[\];:,\"'@]{1,64}@[^\s<>()\[\];:,\"'@]{1,190}")


@dataclass(frozen=True)
class Fields:
    """What a report says of one recipient; empty where it says nothing."""

    recipient: str
    original: str
    action: str
    status: str  # with its comment
    diagnostic: str


def fields(mail: Mail) -> list[Fields]:
    """What the reports in a mail say, a value per recipient, each address once.

    Where no part is a report, one may stand in the text: quoted, or behind a broken boundary.
    """
    return _found(mail.of(*KINDS)) or _found(map(_unquoted, mail.of("plain")))


def _unquoted(text: str) -> str:
    return _QUOTED.sub("", text)


def _found(texts: Iterable[str]) -> list[Fields]:
    found: dict[str, Fields] = {}
    for text in texts:
        for block in _blocks(text):
            one = _of(block)
            if one.recipient and len(found) < MOST_RECIPIENTS:
                found.setdefault(one.recipient.casefold(), one)
    return list(found.values())


def address_of(value: str) -> str:
    """The address in a field: ``rfc822; <a@b>``, ``utf-8; имя@b``, or plain."""
    kind, semicolon, rest = value.partition(";")
    bare = (rest if semicolon else kind).strip().strip("<>").strip()
    bare = _POINT.sub(lambda point: _letter(point[1]), bare)
    found = ADDRESS.search(bare)
    return found[0].rstrip(".>") if found else ""


def _letter(digits: str) -> str:
    number = int(digits, 16)
    is_letter = number <= LAST_LETTER and number not in SURROGATES
    return chr(number) if is_letter else ""


def _whom(final: str, original: str) -> str:
    """Who did not get it: the last address known, unless only their own machines know it."""
    here, outside = (one.rpartition("@")[2].lower() for one in (final, original))
    is_inner = "." not in here or here.endswith(f".{outside}")
    return original if original and (not final or is_inner) else final


def _of(block: dict[str, str]) -> Fields:
    final = address_of(block.get("final-recipient", ""))
    original = address_of(block.get("original-recipient", ""))
    return Fields(
        recipient=_whom(final, original),
        original=original,
        action=block.get("action", "").split("(")[0].strip().lower(),
        status=block.get("status", "").strip(),
        diagnostic=block.get("diagnostic-code", "").partition(";")[2].strip()
        or block.get("diagnostic-code", "").strip(),
    )


def _blocks(text: str) -> Iterator[dict[str, str]]:
    """Groups of fields; a second recipient begins another one, blank line or not."""
    block: dict[str, str] = {}
    name = ""
    for line in text.splitlines():
        if not line.strip():
            yield block
            block, name = {}, ""
        elif line[0] in " \t" and name:
            block[name] = f"{block[name]} {line.strip()}"
        elif found := _FIELD.fullmatch(line.strip()):
            name = found[1].lower()
            if name in _BEGINS and name in block:
                yield block
                block = {}
            block.setdefault(name, found[2].strip())
    yield block
