"""Every verb of every room with what it asks for, read from the code itself.

A verb takes ``by: Person`` and begins with ``require(by, Permission.X)``; so who may do what
need not be written down twice.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from core.people.model import PERMISSIONS, Permission, Role

CORE = Path(__file__).resolve().parents[1]
ELSEWHERE = ("demo",)  # rooms that only the back door opens


@dataclass(frozen=True)
class Verb:
    """What a person does in a room; `permission` is none where everybody may."""

    room: str
    module: str
    name: str
    permission: Permission | None

    @property
    def place(self) -> str:
        """As denials name it."""
        return f"{self.room}.{self.module}.{self.name}"

    @property
    def key(self) -> str:
        """The word that says what it does."""
        middle = "" if self.module == "actions" else f"-{self.module}"
        return f"verbs-{self.room}{middle}-{self.name}"

    @property
    def roles(self) -> frozenset[Role]:
        return frozenset(Role) if self.permission is None else PERMISSIONS[self.permission]


@cache
def every_verb(core: Path = CORE) -> tuple[Verb, ...]:
    """All verbs by room, module and name."""
    found = [
        Verb(path.parent.relative_to(core).parts[0], path.stem, function.name, _asked(function))
        for path in sorted(core.glob("*/**/*.py"))
        if path.relative_to(core).parts[0] not in ELSEWHERE
        for function in _public(ast.parse(path.read_text(encoding="utf-8")))
        if _takes_a_person(function)
    ]
    return tuple(sorted(found, key=lambda verb: verb.place))


def _public(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            yield node


def _takes_a_person(function: ast.FunctionDef) -> bool:
    """Whether a person does it: always, or when it is none of the house's own hands."""
    told = [one.annotation for one in function.args.kwonlyargs if one.arg == "by"]
    kinds = ast.unparse(told[0]).split(" | ") if told and told[0] else []
    return kinds == ["Person"] or ("Person" in kinds and _asked(function) is not None)


def _asked(function: ast.FunctionDef) -> Permission | None:
    """The permission of the first statement, where it is ``require(by, Permission.X)``."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    if body and isinstance(body[0], ast.If):  # “if it is a person”: the house itself may too
        body = body[0].body
    first = ast.unparse(body[0]) if body else ""
    opening, closing = "require(by, Permission.", ")"
    if not (first.startswith(opening) and first.endswith(closing)):
        return None
    return Permission[first.removeprefix(opening).removesuffix(closing)]
