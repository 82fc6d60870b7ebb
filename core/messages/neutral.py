"""Making a value inert: no controls, no tricks of direction, one line, a sane length."""

import re
from functools import lru_cache
from typing import Final

KEPT = 2_048  # values that were made inert lately: accounts and cities come again and again
LONGEST_VALUE = 2_000  # characters of one field in a message
MOST_MARKS = 4  # combining marks on one letter; Vietnamese needs two, Zalgo a dozen

# What a name may hold and nobody should see: directions (an override turns “exe.pdf” round),
# zero-width characters, tags, and what half a surrogate leaves behind.
_INVISIBLE: Final = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_BREAKS: Final = re.compile("[\\t\\n\\r\\x0b\\x0c\\x85\u2028\u2029]+")
_SURROGATES: Final = re.compile("[\ud800-\udfff]")
_MARK: Final = (
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
)
_STACKED: Final = re.compile(f"({_MARK}{{{MOST_MARKS}}}){_MARK}+")


@lru_cache(maxsize=KEPT)
def inert(value: str) -> str:
    """One line of visible text: what a value of the client data becomes in any message."""
    # A blank that keeps words together is in every price, and as good as a letter here.
    if not value.replace("\u00a0", "").isprintable():
        value = _BREAKS.sub(" ", value)
        value = _INVISIBLE.sub("", value)
        value = _SURROGATES.sub("\ufffd", value)
    if not value.isascii():
        value = _STACKED.sub(r"\1", value)
    return value if len(value) <= LONGEST_VALUE else value[: LONGEST_VALUE - 1] + "…"


def single_line(value: str) -> str:
    """Inert text with runs of blanks as one space and nothing around it: a subject, a name."""
    return " ".join(inert(value).split())


def strange(value: str) -> str | None:
    """The first character no template may hold, as “U+202E”; or none."""
    found = _FORBIDDEN_IN_SOURCE.search(value)
    return f"U+{ord(found.group()):04X}" if found else None


def strange_line(value: str) -> int:
    """The line, from 1, on which the first such character stands; 0 without one."""
    found = _FORBIDDEN_IN_SOURCE.search(value)
    return value.count("\n", 0, found.start()) + 1 if found else 0


# Source may use soft hyphens, zero-width joiners and marks of direction (pre-headers do); not
# overrides, controls, halves of surrogates, or the private letters our own masks are made of.
_FORBIDDEN_IN_SOURCE: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u2028\u2029"
    "\ud800-\udfff\ue000-\ue003\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e0fff]"
)
