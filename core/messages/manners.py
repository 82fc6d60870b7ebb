"""The house's book about messages: hosts, words and lengths that the check goes by."""

from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.foundation.words import say
from core.rulebook import loading
from core.rulebook.shelf import in_force

Words = tuple[Annotated[str, Field(min_length=1, max_length=200)], ...]


Scale = Literal["csat", "nps"]
Spoken = Literal["ru", "en"]
SPOKEN: Final[tuple[Spoken, ...]] = ("ru", "en")
# One line of a message, in which nothing is put in and nothing is marked up.
Line = Annotated[str, Field(min_length=1, max_length=120, pattern=r"^[^{}<>\x00-\x1f]+$")]


class _Page(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Links(_Page):
    """Where links may lead, and what those to our own hosts carry."""

    own_hosts: Words
    other_hosts: Words
    marks: Words

    def is_own(self, host: str) -> bool:
        return _is_of(host, self.own_hosts)

    def is_known(self, host: str) -> bool:
        """Whether a link may lead there; where no other hosts are listed, it may anywhere."""
        return not self.other_hosts or self.is_own(host) or _is_of(host, self.other_hosts)


class Personal(_Page):
    """Personal fields that a message may quote without a second thought."""

    welcome: Words


class Sms(_Page):
    most_parts: Annotated[int, Field(ge=1, le=20)]


class Worded(_Page):
    """A question, and what its lowest and its highest answer mean."""

    question: Line
    low: Line
    high: Line


class Asking(_Page):
    """What both arms are asked by the last step, and until when.

    A book that says nothing of it asks as it was asked before there was a rule.
    """

    wait_days: Annotated[int, Field(ge=0, le=90)] = 14  # after the first message
    answer_days: Annotated[int, Field(ge=1, le=365)] = 30  # from the message that asked
    scales: Annotated[tuple[Scale, ...], Field(min_length=1)] = ("csat", "nps")  # on offer
    words: dict[Scale, dict[Spoken, Worded]] = {}

    def said(self, scale: Scale, language: Spoken) -> dict[str, str]:
        """The words of a question by their names in `Worded`."""
        worded = self.words.get(scale, {}).get(language)
        if worded is not None:
            return worded.model_dump()
        names = Worded.model_fields
        return {name: say(language, f"surveys-page-{name}-{scale}") for name in names}


class Manners(_Page):
    """The book about messages."""

    version: Annotated[int, Field(ge=1)]
    links: Links
    personal: Personal
    footer: dict[str, tuple[Words, ...]]  # by language: one of each
    promotion: dict[str, Words]  # by language: beginnings of words
    leftovers: dict[str, Words] = {}  # by language: whole phrases
    sms: Sms
    question: Asking = Asking()

    def cite(self, rule: str) -> str:
        """How a decision names its rule: ``messages@2#question``."""
        return f"messages@{self.version}#{rule}"


def load(folder: Path) -> Manners:
    """Read ``messages.toml`` from a folder of rule books. Raises `rulebook.BadBook`."""
    return loading.read(folder / "messages.toml", Manners)


def house_manners() -> Manners:
    """The book in force."""
    return in_force("messages", Manners)


def _is_of(host: str, hosts: Words) -> bool:
    host = host.lower().rstrip(".")
    return any(host == known or host.endswith(f".{known}") for known in hosts)
