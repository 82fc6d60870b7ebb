"""The looks at a segment that cost something: each is computed only while it is chosen."""

from core.cockpit import Cockpit
from core.segments.model import Rule
from core.segments.tables import Measured
from pages.parts.segment_overlap import show_overlap
from pages.parts.segment_profile import show_profile
from pages.parts.segment_trend import show_trend

LOOKS = ("profile", "overlap", "trend")


def show_look(
    look: str, opened: Cockpit, draft_id: str, rule: Rule, measured: Measured
) -> None:
    """One of `LOOKS`. `rule` is complete and knows its sets."""
    if look == "profile":
        show_profile(opened, draft_id, rule, measured)
    elif look == "overlap":
        show_overlap(opened, draft_id, rule)
    else:
        show_trend(opened, draft_id, rule)
