"""The house's book about messages: hosts, words and lengths that the check goes by."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from core.rulebook import loading
from core.rulebook.shelf import in_force

Words = tuple[Annotated[str, Field(min_length=1, max_length=200)], ...]


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


class Manners(_Page):
    """The book about messages."""

    version: Annotated[int, Field(ge=1)]
    links: Links
    personal: Personal
    footer: dict[str, tuple[Words, ...]]  # by language: one of each
    promotion: dict[str, Words]  # by language: beginnings of words
    leftovers: dict[str, Words] = {}  # by language: whole phrases
    sms: Sms


def load(folder: Path) -> Manners:
    """Read ``messages.toml`` from a folder of rule books. Raises `rulebook.BadBook`."""
    return loading.read(folder / "messages.toml", Manners)


def house_manners() -> Manners:
    """The book in force."""
    return in_force("messages", Manners)


def _is_of(host: str, hosts: Words) -> bool:
    host = host.lower().rstrip(".")
    return any(host == known or host.endswith(f".{known}") for known in hosts)
