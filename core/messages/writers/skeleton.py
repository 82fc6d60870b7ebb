"""A mail's skeleton: all that is the same for everybody, written once a version.

What is left for each mail is its own four headers and what is filled in. Headers and parts are
those of `email.build`, byte for byte but for where lines break and what the boundary is called.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from functools import lru_cache
from typing import Any

from core.messages.headers import header, mailbox_header, text_header
from core.messages.rendering import Compiled
from core.messages.writers.email import FIXED, bracketed, further, sender
from core.messages.writers.parts import Canonical, heading, opening, part
from core.messages.writers.pieces import Encoder, encoder


@dataclass(frozen=True)
class Skeleton:
    """A version of a message as one sender writes it; safe to share between threads."""

    compiled: Compiled
    encoder: Encoder
    top: bytes  # From
    middle: bytes  # the headers that are the same for everybody, down to the first part
    between: bytes  # the two texts
    end: bytes  # what follows them, with all the files

    def mail(
        self,
        values: Mapping[str, Any],
        *,
        to: tuple[str, str],
        message_id: str,
        sent_at: datetime,
        own: Mapping[str, str],
    ) -> Canonical:
        """The whole mail to a name at an address, as `email.build` makes it.

        `own` are further headers of this mail alone. Raises what `Compiled.render` raises,
        `UnsafeHeader` and `UnsafeAddress`.
        """
        filled = self.compiled.pieces(values)
        lines = [
            self.top,
            mailbox_header("To", *to),
            text_header("Subject", filled.subject),
            _date(sent_at.replace(microsecond=0)),
            header("Message-ID", bracketed(message_id)),
            *[further(name, value) for name, value in own.items()],
            self.middle,
            part("plain", filled.text),
            self.between,
            self.encoder.encoded(filled.html),
            self.end,
        ]
        return Canonical(b"".join(lines))


def skeleton(
    compiled: Compiled,
    *,
    sender_name: str,
    sender_address: str,
    shared: Mapping[str, str],
    enclosures: Sequence[bytes] = (),
) -> Skeleton:
    """What is the same in every mail of a writing; `shared` are the further headers that are.

    Raises `UnsafeHeader` and `UnsafeAddress`.
    """
    top = sender(sender_name, sender_address)
    coder = encoder(compiled.constants)
    boundary = "=_" + hashlib.sha256(b"".join([top, *enclosures])).hexdigest()[:32]
    line, end = f"--{boundary}\r\n".encode(), f"\r\n--{boundary}--\r\n".encode()
    head = [further(name, value) for name, value in shared.items()] + [FIXED]
    if enclosures:
        # No boundary begins like the other: some readers compare no further than the shorter.
        outer = f"=_mixed_{boundary[2:]}"
        mark = f"--{outer}\r\n".encode()
        head += [opening("mixed", outer), mark]
        files = [piece for file in enclosures for piece in (mark, file)]
        end = b"".join([end, *files, f"--{outer}--\r\n".encode()])
    return Skeleton(
        compiled,
        coder,
        top=top,
        middle=b"".join([*head, opening("alternative", boundary), line]),
        between=line + heading("html", coder.name),
        end=end,
    )


@lru_cache(maxsize=8)
def _date(second: datetime) -> bytes:
    return header("Date", format_datetime(second))
