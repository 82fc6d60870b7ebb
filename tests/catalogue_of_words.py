"""The catalogue of words as a translator sees it: messages, their variables and their text."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from fluent.syntax import FluentParser, ast, visitor

from core.foundation.words import WORDS_FOLDER


@dataclass(frozen=True)
class Message:
    """One message: its file's name, its variables, the letters between them."""

    key: str
    room: str
    variables: frozenset[str]
    text: str
    refers_to: frozenset[str]


class _Reader(visitor.Visitor):
    def __init__(self) -> None:
        self.variables: set[str] = set()
        self.refers_to: set[str] = set()
        self.text: list[str] = []

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.variables.add(node.id.name)

    def visit_MessageReference(self, node: ast.MessageReference) -> None:  # noqa: N802
        self.refers_to.add(node.id.name)

    def visit_TextElement(self, node: ast.TextElement) -> None:  # noqa: N802
        self.text.append(node.value)


@cache
def messages(language: str) -> list[Message]:
    """Every message of a language, in the order of its files."""
    found = []
    for path in files(language):
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body:
            if isinstance(entry, ast.Message):
                reader = _Reader()
                reader.visit(entry)
                found.append(
                    Message(
                        key=entry.id.name,
                        room=path.stem,
                        variables=frozenset(reader.variables),
                        text=" ".join(reader.text),
                        refers_to=frozenset(reader.refers_to),
                    )
                )
    return found


def unread(language: str) -> list[str]:
    """What Fluent could not read: a line that no person will ever see."""
    return [
        f"{path.name}: {(entry.content or '').strip()}"
        for path in files(language)
        for entry in FluentParser().parse(path.read_text(encoding="utf-8")).body
        if isinstance(entry, ast.Junk)
    ]


def files(language: str) -> list[Path]:
    return sorted((WORDS_FOLDER / language).glob("*.ftl"))
