"""The demo's own material: lists, people, rules and words, as files that anybody can mend."""

import tomllib
from typing import Any

from core.foundation.settings import HOUSE

SAMPLES = HOUSE / "data" / "samples" / "demo"


def read(name: str) -> dict[str, Any]:
    """One of the TOML files, by its name without the ending."""
    return tomllib.loads((SAMPLES / f"{name}.toml").read_text(encoding="utf-8"))
