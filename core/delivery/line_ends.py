"""The line ends of a mail as it travels: what is signed and what leaves are the same bytes."""

import re
from typing import Final

from core.messages.writers.parts import Canonical

_LONE: Final = re.compile(rb"\r(?!\n)|(?<!\r)\n")


def travelling(content: bytes) -> bytes:
    """A mail with CRLF at the end of every line, the last one too, and nowhere half of it."""
    if isinstance(content, Canonical):
        return content
    # Counting is ten times faster than looking for a lone one, and there hardly ever is one.
    ends = content.count(b"\r\n")
    if not ends == content.count(b"\n") == content.count(b"\r"):
        content = _LONE.sub(b"\r\n", content)
    return content if content.endswith(b"\r\n") else content + b"\r\n"
