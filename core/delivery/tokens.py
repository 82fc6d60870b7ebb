"""Tokens that name a dispatch and that only this house can make: nobody guesses another's."""

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from core.delivery.model import DispatchId
from core.foundation.ids import Ids

_LENGTH = 16  # bytes of a mark: 128 bits
LONGEST = 200  # characters of a token


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
        digest = hmac.new(self.key, said, hashlib.sha256).digest()[:_LENGTH]
        return base64.urlsafe_b64encode(digest).decode("ascii").rstrip("=")


def key_kept(path: Path, ids: Ids) -> bytes:
    """The key of this house where the settings name none: made once, readable by it alone."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{ids.new()}")
        draft.touch(mode=0o600)
        draft.write_text(ids.new() + ids.new(), encoding="ascii")
        try:
            path.hardlink_to(draft)  # unlike a rename, never over one that came first
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_bytes()
