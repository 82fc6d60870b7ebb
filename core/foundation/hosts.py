"""What hosts there are: this very machine, and the ones that plain addresses name."""

import unicodedata
from ipaddress import ip_address
from urllib.parse import urlsplit


def is_loopback(host: str) -> bool:
    """Whether a host name or address is this very machine. An empty one means “all”."""
    if host == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def https_host(link: str) -> str:
    """The host a plain https address leads to, in lower case; empty for anything else.

    Nothing in it may end the attribute or the sentence it stands in, look like a host and be
    a password, or be read in two ways.
    """
    if not link.startswith("https://") or any(map(_is_strange, link)):
        return ""
    try:
        parts = urlsplit(link)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return "" if "@" in parts.netloc or not host.strip(".") else host


def _is_strange(letter: str) -> bool:
    hidden = unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Co", "Zs", "Zl", "Zp")
    return hidden or letter in "\"'<>\\`{}"
