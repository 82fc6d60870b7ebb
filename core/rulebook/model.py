"""The rule books as values: what each may say, and nothing else."""

from core.rulebook.approval import ApprovalBook, Condition, StageRule
from core.rulebook.briefs import BriefsBook
from core.rulebook.pages import Page as _Page
from core.rulebook.pages import Purpose
from core.rulebook.recipients import PurposeRule, RecipientsBook


class Books(_Page):
    """The rule books in force."""

    approval: ApprovalBook
    recipients: RecipientsBook
    briefs: BriefsBook


__all__ = [
    "ApprovalBook",
    "Books",
    "Condition",
    "Purpose",
    "PurposeRule",
    "RecipientsBook",
    "StageRule",
]
