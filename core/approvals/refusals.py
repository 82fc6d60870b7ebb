"""Why the approvers' desk says no."""

from core.approvals.model import Listing
from core.foundation.refusal import Refusal


class NotWaiting(Refusal):
    """The campaign does not wait for a decision."""


class Changed(Listing):
    """What would be decided on is no longer what the approver saw."""


class CommentNeeded(Refusal):
    """Whoever says no says why."""


class OwnWork(Listing):
    """Nobody decides on their own work (four eyes)."""


class AlreadyDecided(Refusal):
    """One person decides at most one stage, and a stage is decided once."""


class NotYourStage(Refusal):
    """No open stage is decided by a role this person has."""


class NotYetOpen(Refusal):
    """An earlier step has to be complete first."""


class NotYours(Refusal):
    """Only who had a hand in a campaign takes it back."""


class NotApproved(Refusal):
    """Not every stage is approved by somebody who may."""
