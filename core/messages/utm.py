"""Telling our own sites where a visitor came from: values added to links that lead there."""

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape, unescape
from typing import Final
from urllib.parse import quote

from jinja2 import TemplateSyntaxError

from core.messages.masking import HOLE, STATEMENT, masked
from core.messages.model import Channel, Utm, Writing

LONGEST_VALUE = 100

_HREF: Final = re.compile(
    r"(?P<before>\shref\s*=\s*)(?P<quote>[\"'])(?P<address>.*?)(?P=quote)"
)
_PLAIN: Final = re.compile(rf"https?://[^\s<>\"'{STATEMENT}]+", re.IGNORECASE)
_TAIL: Final = ".,;:!?)]»”"  # ends a sentence, not an address
_HOST: Final = re.compile(
    rf"https?://(?P<host>[^/?#:@\\\s{HOLE}{STATEMENT}]+)(?::\d+)?(?=[/?#]|$)", re.IGNORECASE
)
_GAPS: Final = re.compile(r"[^\w]+")


def defaults(channel: Channel, name: str, *, source: str, hosts: frozenset[str]) -> Utm:
    """What a message says of itself unless its author says something else."""
    campaign = _GAPS.sub("-", name.casefold()).strip("-")[:LONGEST_VALUE]
    return Utm(source, channel.value, campaign, tuple(sorted(hosts)))


def tagged(writing: Writing, utm: Utm) -> Writing:
    """The writing with the values on every link to one of the sites, each at most once.

    They stand before a fragment; what an address says already stays, holes and all.
    """
    if not utm.is_set:
        return writing

    def address(found: str) -> str:
        return with_utm(found, utm)

    return replace(
        writing,
        html=_changed(writing.html, lambda text: _in_html(text, address)),
        text=_changed(writing.text, lambda text: _in_text(text, address)),
        link=_changed(writing.link, address),
    )


def with_utm(address: str, utm: Utm) -> str:
    """One address, its holes as marks, with the values it does not have yet."""
    if not _is_ours(address, utm.hosts):
        return address
    before, hash_sign, fragment = address.partition("#")
    given = _pairs(utm)
    missing = [f"{key}={value}" for key, value in given if not _has(before, key)]
    if not missing:
        return address
    between = "" if before[-1:] in {"?", "&"} else "&" if "?" in before else "?"
    return f"{before}{between}{'&'.join(missing)}{hash_sign}{fragment}"


def _pairs(utm: Utm) -> list[tuple[str, str]]:
    values = {"source": utm.source, "medium": utm.medium, "campaign": utm.campaign}
    return [(f"utm_{key}", quote(value, safe="")) for key, value in values.items() if value]


def _has(address: str, key: str) -> bool:
    return re.search(rf"[?&]{key}=", address) is not None


def _is_ours(address: str, hosts: tuple[str, ...]) -> bool:
    found = _HOST.match(address)
    if found is None:
        return False
    host = found["host"].lower()
    return any(host == ours or host.endswith(f".{ours}") for ours in map(str.lower, hosts))


def _in_html(text: str, change: Callable[[str], str]) -> str:
    def changed(found: re.Match[str]) -> str:
        address = unescape(found["address"])
        after = change(address)
        if after == address:
            return found.group()
        return f"{found['before']}{found['quote']}{escape(after)}{found['quote']}"

    return _HREF.sub(changed, text)


def _in_text(text: str, change: Callable[[str], str]) -> str:
    def changed(found: re.Match[str]) -> str:
        address = found.group().rstrip(_TAIL)
        return change(address) + found.group()[len(address) :]

    return _PLAIN.sub(changed, text)


def _changed(source: str, change: Callable[[str], str]) -> str:
    """A source changed around its constructs; one that cannot be read stays as it is."""
    if "http" not in source.lower():
        return source
    try:
        mask = masked(source)
    except (TemplateSyntaxError, ValueError, RecursionError):
        return source
    after = change(mask.text)
    if after == mask.text or not mask.is_faithful:
        return source
    return mask.restored(after)
