"""How many contacts would read a gap: what the base says of fields that have no fallback."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.foundation.words import Value
from core.messages.model import Finding
from core.messages.tables import Gaps

NO_FALLBACK: Final = "messages-no-fallback"


def bare(findings: Sequence[Finding]) -> tuple[str, ...]:
    """The fields that stand in a text with nothing in their stead, each once, by name."""
    return tuple(sorted({str(one.values["name"]) for one in findings if _is_bare(one)}))


def counted(findings: Sequence[Finding], known: Gaps, segment: str = "") -> list[Finding]:
    """The same findings; of a field without a fallback each says how many lack a value.

    `known` counts at least the fields that `bare` names; `segment` names whose contacts these
    are, where it is not everybody.
    """
    return [_counted(one, known, segment) if _is_bare(one) else one for one in findings]


def _counted(finding: Finding, known: Gaps, segment: str) -> Finding:
    name = str(finding.values["name"])
    missing = known.empty[name]
    key = "messages-gap" if missing else "messages-no-gap"
    values: dict[str, Value] = {"name": name, "n": missing, "total": known.total}
    if segment:
        key, values = f"{key}-segment", {**values, "segment": segment}
    return replace(finding, key=key, values=values)


def _is_bare(finding: Finding) -> bool:
    return finding.key == NO_FALLBACK
