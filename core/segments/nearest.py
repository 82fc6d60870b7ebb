"""The valid name that looks most like the one that was given."""

from collections.abc import Iterable
from difflib import get_close_matches

LONGEST = 60  # characters looked at, and shown


def nearest(name: str, known: Iterable[str]) -> str:
    """One of the known names; which they are must not be nothing."""
    names = sorted(known)
    return next(iter(get_close_matches(name[:LONGEST], names, n=1, cutoff=0.0)), names[0])
