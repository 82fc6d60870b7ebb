"""The rule books in force, whoever changed them, in whatever program of this house."""

from functools import lru_cache, partial

from pydantic import BaseModel

from core.delivery.policy import SendingBook
from core.foundation.settings import Settings
from core.messages.manners import Manners
from core.people.model import APPROVERS
from core.rulebook import editions
from core.rulebook.actions import text_of
from core.rulebook.approval import ApprovalBook
from core.rulebook.briefs import BriefsBook
from core.rulebook.loading import FILES, of_texts, parse
from core.rulebook.model import Books, RecipientsBook
from core.rulebook.shelf import SHELF, in_force
from core.store.store import Tx

_OTHERS: dict[str, type[BaseModel]] = {"sending": SendingBook, "messages": Manners}
_MAIN: dict[str, type[BaseModel]] = {
    "approval": ApprovalBook,
    "recipients": RecipientsBook,
    "briefs": BriefsBook,
}


def follow(tx: Tx) -> None:
    """Keep this program's shelf of rule books as the store has them now."""
    SHELF.follow(editions.in_force(tx), partial(text_of, tx))


def books_in_force() -> Books:
    """The books on the shelf. Raises `BadBook`."""
    return _books(tuple(_texts().items()))


def sending_book() -> SendingBook:
    """The one of sending. Raises `BadBook`."""
    return in_force("sending", SendingBook)


def heeded(settings: Settings) -> SendingBook:
    """The book of sending as this house heeds it: by day alone, or at any hour."""
    if settings.keeps_quiet_hours:
        return sending_book()
    return sending_book().model_copy(update={"quiet_hours": None})


def check_all() -> None:
    """Whether every book in force can be followed. Raises `BadBook`."""
    books_in_force()
    for name, kind in _OTHERS.items():
        in_force(name, kind)


def check_alone(name: str, text: str) -> None:
    """Whether a text could be a rule book, whatever the others say. Raises `BadBook`."""
    parse(f"{name}.toml", text, _OTHERS.get(name) or _MAIN[name])


def check_beside_others(name: str, text: str) -> None:
    """Whether a text could be a rule book, beside the others in force. Raises `BadBook`."""
    file = f"{name}.toml"
    if file in FILES:
        of_texts(_texts() | {file: text}, roles=APPROVERS)
    else:
        parse(file, text, _OTHERS[name])


@lru_cache(maxsize=8)
def _books(texts: tuple[tuple[str, str], ...]) -> Books:
    return of_texts(dict(texts), roles=APPROVERS)


def _texts() -> dict[str, str]:
    return {file: SHELF.text(file.removesuffix(".toml")) for file in FILES}
