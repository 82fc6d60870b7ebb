"""The menu as data: which pages there are, in the order of the street, and for whom."""

from dataclasses import dataclass
from pathlib import Path

from core.people.model import Permission, Person

PAGES = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Place:
    """A page on the street: its file under ``pages/``, its icon, who may open it."""

    section: str
    room: str
    icon: str
    permission: Permission | None

    @property
    def path(self) -> str:
        return f"{self.section}/{self.room}.py"

    @property
    def link(self) -> str:
        """How the address bar calls it."""
        return "" if self.room == "home" else self.room

    def is_open_to(self, person: Person | None) -> bool:
        """Whether this person may go there; the page asks again."""
        if person is None:
            return False
        return self.permission is None or person.may(self.permission)


_STREET = (
    Place("today", "home", "home", None),
    Place("people", "accounts", "apartment", Permission.SEE_ACCOUNTS),
    Place("people", "catalogue", "menu_book", Permission.SEE_ACCOUNTS),
    Place("people", "imports", "upload_file", Permission.IMPORT),
    Place("people", "consent", "do_not_disturb_on", Permission.SUPPRESS),
    Place("plan", "briefs", "assignment", Permission.BRIEF),
    Place("plan", "segments", "account_tree", Permission.SEGMENT),
    Place("plan", "messages", "mail", Permission.WRITE),
    Place("plan", "campaigns", "campaign", Permission.PLAN),
    Place("decide", "approvals", "gavel", Permission.DECIDE),
    Place("deliver", "dispatches", "send", Permission.SEND),
    Place("deliver", "calls", "call", Permission.CALL),
    Place("deliver", "letters", "local_post_office", Permission.SEND),
    Place("learn", "results", "insights", Permission.READ_RESULTS),
    Place("learn", "portfolio", "stacked_line_chart", Permission.READ_RESULTS),
    Place("house", "rules", "rule", None),
    Place("house", "people", "badge", Permission.ADMINISTER),
    Place("house", "health", "monitor_heart", Permission.ADMINISTER),
)

STREET = tuple(place for place in _STREET if (PAGES / place.path).exists())
