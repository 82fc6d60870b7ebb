"""The script of a call: what the account manager says, and what to tick afterwards."""

from dataclasses import dataclass
from enum import StrEnum

from core.foundation.words import say
from core.messages.model import Rendered
from core.messages.neutral import single_line

BOX = "☐"


class Tick(StrEnum):
    """How a call can end, in the order of the sheet."""

    REACHED = "reached"
    INTERESTED = "interested"
    MEETING = "meeting"
    REFUSED = "refused"
    WRONG_NUMBER = "wrong_number"


@dataclass(frozen=True)
class Callee:
    """Whom to call."""

    company: str
    name: str
    position: str
    phone: str


@dataclass(frozen=True)
class Script:
    """One call on an account manager's list."""

    title: str
    text: str
    whom: Callee
    ticks: tuple[Tick, ...] = tuple(Tick)

    def sheet(self, language: str) -> str:
        """The script as plain text: whom to call, what to say, boxes to tick."""
        person = ", ".join(part for part in (self.whom.name, self.whom.position) if part)
        head = [self.title, self.whom.company, person, self.whom.phone]
        boxes = [f"{BOX} {say(language, f'writers-tick-{tick}')}" for tick in self.ticks]
        blocks = ["\n".join(line for line in head if line), self.text, "\n".join(boxes)]
        return "\n\n".join(block for block in blocks if block) + "\n"


def script(rendered: Rendered, whom: Callee) -> Script:
    """The filled message as a script, every value of the client data one inert line."""
    tidy = Callee(*(single_line(value) for value in vars(whom).values()))
    return Script(rendered.subject.strip(), rendered.text.strip(), tidy)
