"""Tokens that name a dispatch and that only this house can make: nobody guesses another's."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from core.delivery.model import DispatchId
from core.foundation.files import keep_first
from core.foundation.ids import Ids
from core.foundation.refusal import Refusal

_LENGTH = 16  # bytes of a mark: 128 bits
LONGEST = 200  # characters of a token
SHORTEST_KEY = 32  # characters


@dataclass(frozen=True)
class Signer:
    """Makes and reads tokens for one use; a token for another use is none."""

    key: bytes = field(repr=False)
    use: str

    def token(self, dispatch_id: str) -> str:
        """The dispatch and its mark, fit for the path of an address."""
        return f"{dispatch_id}.{self._mark(dispatch_id)}"

    def read(self, token: str) -> DispatchId | None:
        """Which dispatch a token names; none, where we did not make it."""
        named, _, mark = token.rpartition(".")
        if not named or len(token) > LONGEST or not token.isascii():
            return None
        return DispatchId(named) if hmac.compare_digest(mark, self._mark(named)) else None

    def _mark(self, dispatch_id: str) -> str:
        said = f"{self.use}\0{dispatch_id}".encode()
        digest = hmac.digest(self.key, said, "sha256")[:_LENGTH]
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


class WeakKey(Refusal):
    """The key is so short, or so empty, that others could sign with it."""


def key_kept(path: Path, ids: Ids) -> bytes:
    """The key of this house where the settings name none: made once, readable by it alone.

    Raises `WeakKey` for what is no whole key.
    """
    if not path.exists():
        made = hashlib.sha256(f"{ids.new()}{ids.new()}".encode()).hexdigest()
        keep_first(path, made.encode())
    key = path.read_bytes()
    if len(key) < SHORTEST_KEY:
        raise WeakKey("delivery-no-whole-key", file=path.name, shortest=SHORTEST_KEY)
    return key


def check_key(said: str) -> None:
    """Whether a key of the settings, where they name one, is long enough. Raises `WeakKey`."""
    if said and len(said) < SHORTEST_KEY:
        raise WeakKey("delivery-weak-signing-key", shortest=SHORTEST_KEY)
