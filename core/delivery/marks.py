"""What marks a message as ours to the world outside: its return path, its public addresses.

Every mark is a dispatch's id with a keyed digest for one use; nobody makes another's. A return
path is spelled so that servers which change its letters to small ones lose nothing (VERP).
"""

import hmac
import re
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import quote

from core.consent.model import ascii_domain
from core.delivery.model import DispatchId
from core.delivery.tokens import Signer

MARK_LETTERS = 20  # hexadecimal: 80 bits
MOST_LOOKED_AT = 50  # return paths in one mail
LEAVING, OPENED, CLICKED, ASKED = "leaving", "opened", "clicked", "asked"
_PLAIN = re.compile(r"[A-Za-z0-9_.~-]*")  # what an address may hold as it is
_RETURN = re.compile(rb"bounce\+([0-9a-z]{1,40})\.([0-9a-f]{20})@", re.IGNORECASE)


@dataclass(frozen=True)
class Marks:
    """Makes and knows again. Without a domain for returns, or an address that contacts reach,
    there are none of that kind."""

    key: bytes = field(repr=False)
    returns_to: str = ""  # a domain
    reached_at: str = ""  # https://…, without a slash at its end
    tracks: bool = False

    def return_path(self, dispatch_id: str) -> str:
        """Where a mail comes back to; empty: to its sender."""
        if not self.returns_to:
            return ""
        return f"bounce+{dispatch_id}.{self._digest(dispatch_id)}@{self._domain}"

    def returned(self, raw: bytes) -> DispatchId | None:
        """Whose return path stands in a mail, the first that we made; none: nobody's."""
        for number, found in enumerate(_RETURN.finditer(raw)):
            if number >= MOST_LOOKED_AT:
                return None
            named, mark = (piece.decode("ascii").lower() for piece in found.groups())
            if hmac.compare_digest(mark, self._digest(named)):
                return DispatchId(named)
        return None

    def leaving(self, dispatch_id: str) -> str:
        """The page where a contact says what it wants to read; empty: there is none."""
        return self._at("u", self.leaves, dispatch_id)

    def opening(self, dispatch_id: str) -> str:
        """The picture that says the message was opened; empty: nobody counts."""
        return self._at("o", self.opens, dispatch_id) if self.tracks else ""

    def clicking(self, dispatch_id: str) -> str:
        """What stands before the number of a link; empty: nobody counts."""
        return self._at("c", self.clicks, dispatch_id) if self.tracks else ""

    def asking(self, dispatch_id: str) -> str:
        """The page where a contact answers a survey; empty: there is none."""
        return self._at("s", self.asks, dispatch_id)

    @cached_property
    def asks(self) -> Signer:
        return Signer(self.key, ASKED)

    @cached_property
    def _domain(self) -> str:
        return ascii_domain(self.returns_to)

    @cached_property
    def leaves(self) -> Signer:
        return Signer(self.key, LEAVING)

    @cached_property
    def opens(self) -> Signer:
        return Signer(self.key, OPENED)

    @cached_property
    def clicks(self) -> Signer:
        return Signer(self.key, CLICKED)

    @property
    def has_one_click(self) -> bool:
        """Whether RFC 8058 holds: it wants HTTPS."""
        return self.reached_at.startswith("https://")

    def _at(self, place: str, signer: Signer, dispatch_id: str) -> str:
        if not self.reached_at:
            return ""
        token = signer.token(dispatch_id)
        if not _PLAIN.fullmatch(token):
            token = quote(token)
        return f"{self.reached_at}/{place}/{token}"

    def _digest(self, dispatch_id: str) -> str:
        said = f"bounce\0{dispatch_id}".encode()
        return hmac.digest(self.key, said, "sha256").hex()[:MARK_LETTERS]


UNMARKED = Marks(b"")
