"""Account ids of a kept list as one compressed text, and back."""

import hashlib
import json
import zlib

_LEVEL = 1  # a higher one takes twice the time and saves four percent


def packed(account_ids: tuple[str, ...]) -> bytes:
    """The ids as they rest in the store: whatever letters a source gives them."""
    return zlib.compress(_written(account_ids), _LEVEL)


def unpacked(rested: bytes) -> tuple[str, ...] | None:
    """The ids that were packed, or nothing where these are not such bytes."""
    try:
        ids = json.loads(zlib.decompress(rested))
    except (zlib.error, ValueError):
        return None
    return tuple(ids) if isinstance(ids, list) else None


def digest(account_ids: tuple[str, ...]) -> str:
    """SHA-256 of the ids in their order."""
    return hashlib.sha256(_written(account_ids)).hexdigest()


def _written(account_ids: tuple[str, ...]) -> bytes:
    return json.dumps(account_ids, ensure_ascii=True, separators=(",", ":")).encode()
