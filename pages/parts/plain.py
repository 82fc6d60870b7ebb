"""Text of others on our pages: shown as it is written, never read as a layout."""

import re

# Also “.” and “@”: bare addresses and “www.…” would turn into links by themselves.
_MEANING = re.compile(r"([\\`*_{}\[\]()<>#+!|~$:^=.@-])")
# A space that keeps a number with its unit on one line stays what it is.
_GAPS = re.compile(r"[^\S\u00a0\u202f]+")


def plain(text: str) -> str:
    """The text with everything Markdown would read escaped, on one line."""
    return _MEANING.sub(r"\\\1", _GAPS.sub(" ", text).strip())
